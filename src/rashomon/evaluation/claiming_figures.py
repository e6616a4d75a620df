"""How well the reader finds what is claimed in our own gold of whole reports, in figures and in lines.

Knows: what is counted over many judged reports, and how it is printed.
Does not know: when a printed claim stands for a marked one (claiming).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from rashomon.casebook import Casebook
from rashomon.errors import RashomonError
from rashomon.evaluation.claim_gold import MarkedReport, marked_reports
from rashomon.evaluation.claiming import (
    ClaimPair,
    JudgedReport,
    found_actors,
    found_figures,
    judge_claims,
    same_place,
    same_time,
)
from rashomon.evaluation.saying_figures import Rates, Share, rates
from rashomon.record.claim import Claim, ClaimKind, Role, Status
from rashomon.record.text import Basis, Published, Report
from rashomon.settings import Settings

FOLDER = Path("gold/claims")
_PARTS = ("right", "found", "gold")


def read_claims(split: str, folder: Path = FOLDER) -> list[JudgedReport]:
    """Let the reader read the reports of one part of the gold, and judge what it prints."""
    reports = [one for path in sorted(folder.glob("*.toml")) for one in marked_reports(path) if one.split == split]
    readings = Casebook(Settings()).record(map(_report, reports), _refuse)
    return [judge_claims(report, reading) for report, reading in zip(reports, readings, strict=True)]


def event_types(judged: Iterable[JudgedReport]) -> dict[str, Rates]:
    """Return for each type of event how well its events are found and typed. A wrong type is a miss and a false one."""
    counts: Counter[tuple[str, str]] = Counter()
    for one in judged:
        counts.update((claim.type, "gold") for claim in one.report.claims if claim.kind is ClaimKind.EVENT)
        counts.update((claim.type, "found") for claim in _printed_events(one))
        for gold, own in one.pairs:
            if gold.kind is ClaimKind.EVENT and gold.type == own.type:
                counts[gold.type, "right"] += 1
                # told as a mere figure, it is found all the same (`3,000 fled`)
                counts[gold.type, "found"] += own.kind is not ClaimKind.EVENT
    return {type_: _rates(counts, type_) for type_ in sorted({type_ for type_, what in counts if what == "gold"})}


def false_events(judged: Iterable[JudgedReport]) -> Share:
    """Return how many printed events stand for nothing that is marked, of (beside) how many marked events."""
    false = wanted = 0
    for one in judged:
        wanted += sum(claim.kind is ClaimKind.EVENT for claim in one.report.claims)
        false += sum(claim.kind is ClaimKind.EVENT for claim in one.false)
    return Share(false, wanted)


def roles(judged: Iterable[JudgedReport], *, everything: bool) -> dict[str, Rates]:
    """Return for each role how well it is filled: on the claims found, or over `everything` marked and printed."""
    counts: Counter[tuple[str, str]] = Counter()
    for one in judged:
        for pair in one.pairs:
            met, true = found_actors(pair, one.report.text)
            for role in Role:
                marked, own = (sum(r is role for r in them) for them in _roles(pair))
                counts[role, "gold"] += marked
                counts[role, "found"] += own
                counts[role, "right"] += sum(r is role for r, _ in met)
                counts[role, "true"] += sum(actor.role is role for actor in true)
        if everything:
            counts.update((role, "gold") for claim in one.missed for role, _ in claim.actors)
            counts.update((actor.role, "found") for claim in one.false for actor in claim.actors)
    for role in Role:
        for what in ("gold", "found", "right", "true"):
            counts["all", what] += counts[role, what]
    return {
        str(name): rates(
            Share(counts[name, "true"], counts[name, "found"]), Share(counts[name, "right"], counts[name, "gold"])
        )
        for name in ("all", *Role)
        if counts[name, "gold"] + counts[name, "found"]
    }


def kind(judged: Iterable[JudgedReport], *which: ClaimKind) -> Rates:
    """Return how well the claims of some kinds are found: of that type (and, of control, of that sub-type)."""
    right = found = wanted = 0
    for one in judged:
        wanted += sum(claim.kind in which for claim in one.report.claims)
        found += sum(claim.kind in which for claim in one.printed)
        for gold, own in one.pairs:
            close = gold.kind is not ClaimKind.CONTROL or gold.subtype == own.subtype
            if gold.kind in which and gold.type == own.type and close:
                right += 1
                found += own.kind not in which  # told as a mere figure, it is found all the same
    return rates(Share(right, found), Share(right, wanted))


def statuses(judged: Iterable[JudgedReport]) -> dict[str, Share]:
    """Return the share of found claims with the right status; and for each status, of all marked and of those found."""
    wanted: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for one in judged:
        wanted["status, on claims found"] += len(one.pairs)
        wanted.update(f"found as {claim.status}" for claim in one.report.claims)
        for gold, own in one.pairs:
            wanted[f"{gold.status}, on claims found"] += 1
            if gold.status is own.status:
                right["status, on claims found"] += 1
                right[f"{gold.status}, on claims found"] += 1
                right[f"found as {gold.status}"] += 1
    ways = ("found as {}", "{}, on claims found")
    names = ("status, on claims found", *(way.format(status) for way in ways for status in Status))
    return {name: Share(right[name], wanted[name]) for name in names}


def values(judged: Iterable[JudgedReport]) -> dict[str, Share]:
    """Return what is right about the claims found: speaker, place, time, figures, sub-type, an agreement's state."""
    of, right = Counter[str](), Counter[str]()
    for one in judged:
        for pair in one.pairs:
            for name, well in _values(one, pair):
                of[name] += 1
                right[name] += well
            of["figures"] += len(pair.marked.figures)
            right["figures"] += len(found_figures(pair, one.printed))
    return {name: Share(right[name], of[name]) for name in sorted(of)}


def claim_scores(judged: Sequence[JudgedReport]) -> dict[str, float]:
    """Return the figures that the gate watches, in percent."""
    types = event_types(judged)
    return {
        "whole reports: event types": sum(one.f1 for one in types.values()) / max(1, len(types)),
        "whole reports: roles": roles(judged, everything=False)["all"].f1,
        "whole reports: status": statuses(judged)["status, on claims found"].percent,
        "whole reports: control and agreement": kind(judged, ClaimKind.CONTROL, ClaimKind.AGREEMENT).f1,
        "whole reports: no false event beside": max(0.0, 100 - false_events(judged).percent),
    }


def claim_lines(judged: Sequence[JudgedReport]) -> Iterator[str]:
    """Yield all figures of one part of the gold as lines."""
    marks, found = (sum(map(len, them)) for them in ((o.report.claims for o in judged), (o.printed for o in judged)))
    pairs = sum(len(one.pairs) for one in judged)
    yield f"{len(judged)} reports, {marks} claims marked, {found} printed, {pairs} paired"
    yield f"{'':36} {'P':>6} {'R':>6} {'F1':>6}"
    types = event_types(judged)
    yield from (_row(name, one) for name, one in types.items())
    yield f"{'event type macro F1':36} {'':6} {'':6} {sum(one.f1 for one in types.values()) / max(1, len(types)):6.1f}"
    for name, which in (("control", (ClaimKind.CONTROL,)), ("agreement", (ClaimKind.AGREEMENT,))):
        yield _row(name, kind(judged, *which))
    yield _row("control and agreement", kind(judged, ClaimKind.CONTROL, ClaimKind.AGREEMENT))
    yield _row("condition", kind(judged, ClaimKind.CONDITION))
    for name, one in roles(judged, everything=False).items():
        yield _row(f"roles, on claims found: {name}", one)
    yield _row("roles, over everything", roles(judged, everything=True)["all"])
    false = false_events(judged)
    yield f"{'false events per 100 marked':36} {false.percent:6.1f}   {false.right} beside {false.of}"
    for name, share in (statuses(judged) | values(judged)).items():
        yield f"{name:36} {share.percent:6.1f}   {share.right} of {share.of}"


def claim_misses(judged: Iterable[JudgedReport]) -> Iterator[str]:
    """Yield a line for each marked claim that was missed, each false one, and each wrong value of a pair."""
    for one in judged:
        text, name = one.report.text, one.report.id
        for gold in one.missed:
            around = _around(text, gold.trigger[0].start, gold.trigger[-1].end)
            yield f"{name} | missed | {gold.kind} {gold.type}/{gold.subtype} {gold.status} | {around}"
        for own in one.false:
            yield f"{name} | false | {own.kind} {own.type}/{own.subtype} {own.status} | {_line(own.text)}"
        for pair in one.pairs:
            gold, own = pair
            where = f"{_around(text, gold.trigger[0].start, gold.trigger[-1].end)}"
            if (gold.type, gold.kind) != (own.type, own.kind):
                both = (f"{it.kind} {it.type}/{it.subtype}" for it in pair)
                yield f"{name} | type | {' > '.join(both)} | {where}"
            if gold.status is not own.status:
                yield f"{name} | status | {gold.status} > {own.status} | {where}"
            met, true = found_actors(pair, one.report.text)
            if len(met) < len(gold.actors) or len(true) < len(own.actors):
                printed = [(str(actor.role), actor.name) for actor in own.actors]
                yield f"{name} | roles | {[(str(r), n) for r, n in gold.actors]} > {printed} | {where}"
            for what, well in _values(one, pair):
                if not well and what in ("speaker", "place", "time", "state"):
                    wanted, found = _both(one, pair)[what]
                    yield f"{name} | {what} | {wanted} > {found} | {where}"
            lost = [figure for figure in gold.figures if figure not in found_figures(pair, one.printed)]
            if lost:
                yield f"{name} | figures | {[(f.measure, f.low, f.high, f.who) for f in lost]} | {where}"


def _both(one: JudgedReport, pair: ClaimPair) -> dict[str, tuple[str | None, str | None]]:
    gold, own = pair
    return {
        "speaker": (gold.by, _speaker(one, pair)),
        "place": (gold.place, None if own.place is None else own.place.text),
        "time": (gold.time, own.told.edtf if own.told else None),
        "state": (gold.state, dict(own.terms).get("state")),
    }


def _speaker(one: JudgedReport, pair: ClaimPair) -> str:
    said = one.attributions.get(pair.printed.attribution or "")
    return said.source.name if said else ""


def _values(one: JudgedReport, pair: ClaimPair) -> Iterator[tuple[str, bool]]:
    gold, own = pair
    yield "speaker", one.spoken_by(pair)
    yield "place", same_place(pair)
    yield "time", same_time(pair)
    if gold.time is not None:
        yield "time, where marked", same_time(pair)
    if gold.type == own.type:
        yield "sub-type, of the right type", gold.subtype == own.subtype
    if gold.state is not None:
        yield "state", dict(own.terms).get("state", "").replace(" ", "_") == gold.state


def _printed_events(one: JudgedReport) -> Iterator[Claim]:
    return (claim for claim in one.printed if claim.kind is ClaimKind.EVENT)


def _roles(pair: ClaimPair) -> tuple[list[Role], list[Role]]:
    return [role for role, _ in pair.marked.actors], [actor.role for actor in pair.printed.actors]


def _rates(counts: Counter[tuple[str, str]], name: str) -> Rates:
    right, found, wanted = (counts[name, what] for what in _PARTS)
    return rates(Share(right, found), Share(right, wanted))


def _row(name: str, found: Rates) -> str:
    return f"{name:36} {found.precision:6.1f} {found.recall:6.1f} {found.f1:6.1f}"


def _around(text: str, start: int, end: int) -> str:
    return _line(f"{text[max(0, start - 60) : start]}[{text[start:end]}]{text[end : end + 60]}")


def _line(words: str) -> str:
    return " ".join(words.split())


def _report(marked: MarkedReport) -> Report:
    sha256 = hashlib.sha256(marked.text.encode()).hexdigest()
    published = Published(marked.published, Basis.GIVEN) if marked.published else Published()
    return Report(Report.identify(sha256), marked.text, sha256, name=marked.id, published=published)


def _refuse(error: RashomonError) -> None:
    raise error
