"""Records and views as lines to read.

Knows: what a person wants to see of each, most telling first.
Does not know: where it comes from, or how it is printed as JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from rashomon.casebook import RULE
from rashomon.cli.decided import corrected
from rashomon.cli.terminal import cut, detailed, heading, listed, paragraph, short, spaced
from rashomon.record.attribution import Attribution, Source
from rashomon.record.claim import Claim, ClaimKind, Figure, Status
from rashomon.record.incident import Account, Incident, Story
from rashomon.record.run import Reading
from rashomon.record.spoken import spoken_range, spoken_time
from rashomon.record.text import Span
from rashomon.record.values import Where

if TYPE_CHECKING:
    from rashomon.casebook import Arrived, Hit, Known, Problem

MOST_ISSUES = 5


def reading(record: Reading) -> Iterator[str]:
    """Yield the record of one report: who says what, then what the report claims in its own voice."""
    report, published = record.report, record.published
    yield from paragraph(report.title or report.path or report.id)
    date = published.edtf or "not known"
    known = (report.path if report.title else None, report.publisher, f"published {date} ({published.basis})")
    yield from paragraph(" · ".join(item for item in known if item))
    if published.reason:
        yield from paragraph(published.reason, indent=2)
    by_attribution: dict[str | None, list[Claim]] = {}
    for claim in record.claims:
        by_attribution.setdefault(claim.attribution, []).append(claim)
    yield from heading(f"Who says what ({len({_voice(item.source) for item in record.attributions})} voices)")
    for source, said in _by_source(record.attributions):
        yield ""
        yield from paragraph(f"{source.name}  [{spaced(source.kind)}]")
        for item in said:
            yield from _saying(item)
            yield from _claims(by_attribution.pop(item.id, []))
    if by_attribution.get(None):
        yield from heading("The report in its own voice")
        yield from _claims(by_attribution[None], quoted=True)
    if record.issues:
        yield from heading(f"Not understood, or not read as news ({len(record.issues)})")
        for issue in record.issues[:MOST_ISSUES]:
            where = _place(issue.span) if issue.span else ""
            yield from paragraph(f"{issue.message} {where}", indent=2, hang=2)
        if len(record.issues) > MOST_ISSUES:
            yield f"  and {len(record.issues) - MOST_ISSUES} more: --json"


def _by_source(attributions: Iterable[Attribution]) -> Iterator[tuple[Source, list[Attribution]]]:
    groups: dict[str, list[Attribution]] = {}
    for item in attributions:
        groups.setdefault(_voice(item.source), []).append(item)
    for said in groups.values():
        yield said[0].source, said


def _voice(source: Source) -> str:
    return source.actor or source.name.casefold()


def _saying(item: Attribution) -> Iterator[str]:
    hedge = f" ({item.hedge})" if item.hedge else ""
    content = item.content.text or "(nothing quoted)"
    place = _place(item.content.spans[0]) if item.content.spans else ""
    yield from paragraph(f"{spaced(item.stance)}{hedge}: {content} {place}", indent=2, hang=2)


def _claims(claims: Iterable[Claim], *, quoted: bool = False) -> Iterator[str]:
    for claim in claims:
        if claim.kind is ClaimKind.STATEMENT:
            continue
        parts = [_kind(claim)]
        if claim.status is not Status.ASSERTED:
            parts.append(spaced(claim.status).upper())
        parts += [f"{spaced(actor.role)} {actor.name}" for actor in claim.actors]
        parts += [_figure(figure) for figure in claim.figures]
        if claim.place:
            parts.append(_where(claim.place))
        if claim.told:
            parts.append(spoken_time(claim.told.edtf) or claim.told.edtf)
        yield from paragraph("→ " + " · ".join(parts), indent=4, hang=2)
        if quoted:
            yield from paragraph(f"“{cut(claim.text, 140)}” {_place(claim.span)}", indent=6)


def _kind(claim: Claim) -> str:
    """Return what is claimed, in ACLED's words for an event; else the type with what narrows it down."""
    if claim.subtype is None or claim.subtype.casefold() == claim.type.casefold():
        return claim.type
    return claim.subtype if claim.subtype[0].isupper() else f"{claim.type}: {claim.subtype}"


def _figure(figure: Figure) -> str:
    who = figure.who or figure.unit
    return f"{spaced(figure.measure)} {spoken_range(figure.low, figure.high)}" + (f" {who}" if who else "")


def _where(place: Where) -> str:
    side, _, rest = (place.relation or "at").partition("_")
    how = f"in the {side} of" if rest == "in" else spaced(place.relation or "at")
    return f"{how} {place.text}{'' if place.place else ' (not found)'}"


def incidents(found: Iterable[Incident]) -> Iterator[str]:
    """Yield a table of incidents, then nothing: `show ID` has the accounts."""
    rows = [
        (
            short(item.id),
            item.time.edtf if item.time else "",
            "contested" if item.contested else "",
            f"{item.independent}/{item.raw}",
            item.credibility,
            item.summary,
        )
        for item in found
    ]
    yield from listed(("id", "when", "", "voices", "grade", "what"), rows, (8, 10, 9, 6, 5))


def claims(found: Iterable[Account]) -> Iterator[str]:
    """Yield a table of claims with who makes them, as they were read; what people corrected stands below."""
    head = ("id", "status", "who", "what", "words")
    rows = (
        (
            (
                short(item.claim.id),
                item.claim.status.value,
                item.source.name if item.source else item.publisher or "(the report)",
                _kind(item.claim),
                item.claim.text,
            ),
            corrected(item, indent=10),
        )
        for item in found
    )
    yield from detailed(head, rows, (8, 9, 18, 16))


def stories(found: Iterable[Story], known: Mapping[str, Reading]) -> Iterator[str]:
    """Yield each story with its reports, the first published first."""
    none = True
    for story in found:
        none = False
        told = sorted((known[report] for report in story.reports), key=_published)
        first = told[0].report
        yield from heading(f"{first.title or first.path or short(first.id)} ({len(told)} reports)")
        for one in told:
            about = (one.published.edtf, one.report.publisher, one.report.title)
            yield from paragraph(f"{short(one.report.id)}  {' · '.join(part for part in about if part)}", hang=10)
    if none:
        yield "no two reports tell of one event"


def _published(one: Reading) -> tuple[str, str]:
    return one.published.edtf or "~", one.report.id


def hits(found: Iterable[Hit]) -> Iterator[str]:
    """Yield the reports found, with the words around."""
    none = True
    for item in found:
        none = False
        yield from paragraph(f"{short(item.report)}  {item.title or '(no title)'}")
        about = (item.publisher, item.published.edtf)
        yield from paragraph(" · ".join(part for part in about if part) or "publisher and date not known", indent=10)
        for excerpt in item.excerpts:
            yield from paragraph(f"“{excerpt.text}” {_place(excerpt.span)}", indent=10)
    if none:
        yield "nothing found"


def shown(item: Reading | Account | Incident) -> Iterator[str]:
    """Yield one report, claim or incident."""
    if isinstance(item, Reading):
        yield from reading(item)
    elif isinstance(item, Account):
        yield from _account(item)
    else:
        yield from _incident(item)


def _account(item: Account) -> Iterator[str]:
    claim = item.claim
    who = item.source.name if item.source else f"{item.publisher or 'the report'}, in its own voice"
    yield from paragraph(f"“{claim.text}”")
    yield from paragraph(f"{who} {spaced(item.stance)} · {spaced(claim.status)} · {item.report_title or claim.report}")
    yield from _claims([claim])
    yield from corrected(item)
    yield from paragraph(f"{claim.id} in {claim.report} {_place(claim.span)}")


def _incident(item: Incident) -> Iterator[str]:
    yield from paragraph(item.summary)
    contested = ", contested" if item.contested else ""
    yield from paragraph(f"{item.id} · {item.independent} voices in {item.raw} accounts{contested}")
    yield from paragraph(f"Grade {item.credibility} of 6, {RULE[item.credibility]}")
    yield from heading("Accounts")
    for account in item.accounts:
        told = f"{account.source} {spaced(account.stance)}"
        yield from paragraph(f"{short(account.claim)}  {told}: “{account.quote}” {_place(account.span)}", hang=10)
        yield from paragraph(f"{account.publisher or 'publisher not known'} · {account.status.value}", indent=10)
    if item.links:
        yield from heading("How they stand to each other")
    for link in item.links:
        about = f" on {link.field}" if link.field else ""
        ends = f"{short(link.a)} {spaced(link.relation)} {short(link.b)}{about} ({link.score:.2f})"
        yield from paragraph(f"{ends}: {'; '.join(link.reasons)}", hang=2)


def arrived(item: Arrived) -> Iterator[str]:
    """Yield what came of a file of places, and what was left out."""
    what = f"{item.path} ({item.kind}): {item.places:,} places with {item.names:,} names"
    yield from paragraph(what if item.new else f"{item.path} ({item.kind}): already there, nothing changed")
    for reason, rows in item.left_out:
        yield from paragraph(f"{rows:,} row{'' if rows == 1 else 's'} left out: {reason}", indent=2, hang=2)


def files_of_places(found: Iterable[Arrived]) -> Iterator[str]:
    """Yield a table of the files whose places were added."""
    rows = [(item.kind, f"{item.places:,}", f"{item.names:,}", item.path) for item in found]
    yield from listed(("kind", "places", "names", "file"), rows, (8, 10, 10))


def places(found: Iterable[Known]) -> Iterator[str]:
    """Yield what is known of places; never a point without how far the place reaches."""
    none = True
    for item in found:
        none = False
        place = item.place
        yield from paragraph(f"{place.name}  [{place.id}]")
        country = f"{item.country_name or 'country'} ({place.country})" if place.country else "in no country"
        unit = None if item.kind in ("first-level unit", "country") else place.admin1
        counted = "people in its towns" if place.id.startswith("admin1:") else "people"
        people = f"{item.population:,} {counted}" if item.population else "population not known"
        yield from paragraph(" · ".join(part for part in (item.kind, unit, country, people) if part), indent=2, hang=2)
        point = f"within {place.radius_km:g} km of {place.lat:.4f}, {place.lon:.4f}"
        at = f", the middle of {item.stands_at}: its own is not known" if item.stands_at else ""
        yield from paragraph(point + at, indent=2, hang=2)
        for code in item.pcodes:
            of = "the country" if code.level == 0 else f"the unit of level {code.level}"
            yield from paragraph(f"P-code {code.code} ({of})", indent=2, hang=2)
        yield from paragraph("from " + "; ".join(item.sources), indent=2, hang=2)
    if none:
        yield "nothing found"


def problem(item: Problem) -> str:
    """Return a line about something amiss in a casebook."""
    return f"{item.report}: {item.what} [{item.code}]"


def _place(span: Span) -> str:
    return f"({span.start}–{span.end})"
