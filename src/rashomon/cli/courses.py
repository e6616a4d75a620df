"""What goes on over time, as lines to read: who holds what, how places fare, agreements, figures.

Knows: what a person wants to see of each, and that an end that nobody says is printed as such.
Does not know: how it was worked out, or how it is printed as JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rashomon.casebook import HEADLINES
from rashomon.cli.terminal import detailed, listed, paragraph, short, spaced
from rashomon.record.claim import Status
from rashomon.record.incident import Agreement, Condition, Estimate, Headline, Holding, Series, Turn
from rashomon.record.spoken import spoken_range
from rashomon.record.values import Where


def control(found: Iterable[Holding]) -> Iterator[str]:
    """Yield a table of who holds what."""
    rows = [
        (
            _place(item.place),
            item.holder,
            _times(item.since, item.until),
            "contested" if item.contested else "",
            ", ".join(item.sources),
        )
        for item in found
    ]
    yield from listed(("place", "held by", "since/until", "", "says who"), rows, (18, 18, 15, 9))


def conditions(found: Iterable[Condition]) -> Iterator[str]:
    """Yield a table of how places fare."""
    rows = [
        (
            _place(item.place),
            item.type if item.state == item.type.casefold() else f"{item.type}: {item.state}",
            _times(item.since, item.until or ("?" if item.over else None)),
            "contested" if item.contested else "",
            ", ".join(item.sources),
        )
        for item in found
    ]
    yield from listed(("place", "condition", "since/until", "", "says who"), rows, (16, 16, 21, 9))


def agreements(found: Iterable[Agreement]) -> Iterator[str]:
    """Yield each agreement with what became of it, the first first."""
    none = True
    for item in found:
        if not none:
            yield ""
        none = False
        yield from paragraph(f"{item.summary}: {item.state or 'what became of it is not said'}")
        about = (
            short(item.incident),
            f"between {', '.join(item.parties)}" if item.parties else None,
            f"mediated by {', '.join(item.mediators)}" if item.mediators else None,
            "contested" if item.contested else None,
        )
        yield from paragraph(" · ".join(part for part in about if part), indent=2, hang=2)
        for turn in item.turns:
            yield from paragraph(_turn(turn), indent=2, hang=2)
    if none:
        yield "none"


def _turn(turn: Turn) -> str:
    when = turn.time or (f"published {turn.published}" if turn.published else "no date")
    put = "" if turn.status is Status.ASSERTED else f" ({spaced(turn.status)})"
    terms = "; ".join(value for _, value in turn.terms)
    said = f"{turn.state or 'told of'}{put}, {turn.source} [{short(turn.claim)}]"
    return f"{when}: {said}" + (f": {terms}" if terms else "")


def figures(found: Iterable[Series], rule: str | None = None) -> Iterator[str]:
    """Yield every estimate of every series; with a rule, what it is and each series' headline before its estimates."""
    if rule is not None:
        yield from paragraph(f"Headlines by the rule {rule}: {HEADLINES[rule]}.")
        yield ""
    yield from detailed(("measure", "place", "when", "how many", "who, says who"), _rows(found), (10, 18, 12, 16))


def _rows(found: Iterable[Series]) -> Iterator[tuple[tuple[str, ...], tuple[()]]]:
    for one in found:
        if one.headline is not None:
            number, why = _headline(one.headline)
            yield (spaced(one.measure), one.place or "", "", number, why), ()
        for when, estimate in one.estimates:
            ends = spoken_range(estimate.low, estimate.high)
            yield (spaced(one.measure), one.place or "", when or "", ends, _said(estimate)), ()


def _headline(made: Headline) -> tuple[str, str]:
    """Return the number or numbers of a headline, and by which rule they are."""
    ends = spoken_range(made.low, made.high)
    if made.rule == "lowest":
        return ("not known" if made.low is None else f"{made.low:,.10g}"), f"= {made.rule}"
    if made.best is None:
        return ends, f"= {made.rule}"
    return f"{made.best:,.10g}", f"= {made.rule} of {ends}"


def _said(estimate: Estimate) -> str:
    return f"{estimate.who}, {estimate.source}" if estimate.who else estimate.source


def _times(since: str | None, until: str | None) -> str:
    """Return a beginning and an end: ``?`` where nobody says when, ``..`` where nobody says that there is one."""
    begin, end = (since or "?").partition("/")[0], (until or "..").rpartition("/")[2]
    return "/".join((since if begin in ("", "..") and since else begin, end or "?"))


def _place(place: Where) -> str:
    return place.place.name if place.place else place.text
