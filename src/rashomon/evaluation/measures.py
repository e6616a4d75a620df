"""A record held against its gold, as counts.

Knows: when an attribution or a claim counts as the one that gold has.
Does not know: where either comes from, or how good is good enough (gate).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rashomon.evaluation.gold import Gold, GoldClaim, GoldFigure, GoldSaying
from rashomon.reading.actors import actor_lexicon
from rashomon.record.attribution import Attribution, Source
from rashomon.record.claim import Claim, Figure
from rashomon.record.run import Reading
from rashomon.record.text import Span, Spans

ENOUGH = 0.5
"""Share of a gold content's characters that must be covered: the measure PolNeAR's tools use for a link."""

Counts = Counter[tuple[str, str]]
"""Counts per (measure, what): ``right`` of ``gold``, and ``found`` where false ones count too."""


def compare(gold: Gold, reading: Reading) -> Counts:
    """Return the counts of one record against its gold."""
    counts: Counts = Counter()
    _head(counts, gold, reading)
    _sayings(counts, gold.says, reading.attributions)
    _claims(counts, gold.claims, reading)
    return counts


def scores(counts: Counts) -> dict[str, float]:
    """Return each measure in percent: F1 where false ones were counted, else the share of gold that is right."""
    found = {}
    for measure in sorted({measure for measure, _ in counts}):
        right, wanted, printed = (counts[measure, what] for what in ("right", "gold", "found"))
        total = wanted + printed if (measure, "found") in counts else 2 * wanted
        found[measure] = round(200 * right / total, 1) if total else 0.0
    return found


def _head(counts: Counts, gold: Gold, reading: Reading) -> None:
    own = {
        "title": reading.report.title,
        "publisher": reading.report.publisher,
        "published": reading.published.edtf,
    }
    for field, value in gold.head.items():
        _count(counts, f"report {field}", own[field] == value)


def _sayings(counts: Counts, says: Sequence[GoldSaying], attributions: Sequence[Attribution]) -> None:
    counts["attributions", "found"] += len(attributions)
    for wanted in says:
        near = [item for item in attributions if _covered(wanted.content, item.content.spans) >= ENOUGH]
        named = [item for item in near if same_name(wanted.source or "", item.source.name)]
        _count(counts, "attributions", bool(named))
        if named:
            best = min(named, key=lambda item: _length(item.content.spans))
            _count(counts, "stance", best.stance == wanted.stance)
            _count(counts, "source kind", best.source.kind == wanted.kind)
            _count(counts, "cue", wanted.cue.casefold() in best.cue.text.casefold())


def _claims(counts: Counts, claims: Sequence[GoldClaim], reading: Reading) -> None:
    speaker = {item.id: item.source.name for item in reading.attributions}
    for wanted in claims:
        near = [item for item in reading.claims if _is(item, wanted)]
        _count(counts, "claims", bool(near))
        if not near:
            continue
        best = max(near, key=lambda item: _agreement(item, wanted, speaker))
        _count(counts, "status", best.status == wanted.status)
        _count(counts, "claim's speaker", same_name(wanted.by, speaker.get(best.attribution or "", "")))
        if wanted.place is not None:
            _count(counts, "place", _placed(best, wanted))
        if wanted.time is not None:
            _count(counts, "time", best.time is not None and best.time.edtf == wanted.time)
        if wanted.held_by is not None:
            _count(counts, "holder", same_name(wanted.held_by, best.held_by or ""))
        figures = [figure for item in near for figure in item.figures]
        for figure in wanted.figures:
            _count(counts, "figures", any(_same_figure(figure, other) for other in figures))


def _is(claim: Claim, wanted: GoldClaim) -> bool:
    same = all(
        value is None or value == own
        for value, own in ((wanted.kind, claim.kind), (wanted.type, claim.type), (wanted.subtype, claim.subtype))
    )
    return same and claim.span.overlaps(wanted.words)


def _agreement(claim: Claim, wanted: GoldClaim, speaker: dict[str, str]) -> tuple[bool, bool, bool, int]:
    by = same_name(wanted.by, speaker.get(claim.attribution or "", ""))
    return claim.status == wanted.status, by, _placed(claim, wanted), -abs(claim.span.start - wanted.words.start)


def _placed(claim: Claim, wanted: GoldClaim) -> bool:
    return claim.place is not None and wanted.place is not None and same_name(wanted.place, claim.place.text)


def _same_figure(wanted: GoldFigure, figure: Figure) -> bool:
    values = wanted.measure == figure.measure and (wanted.low, wanted.high) == (figure.low, figure.high)
    counted = f"{figure.who or ''} {figure.unit or ''}".casefold()
    return values and (wanted.who is None or wanted.who.casefold() in counted)


def same_name(one: str, other: str) -> bool:
    """Tell whether two names are the same but for case and a leading article."""
    return _bare(one) == _bare(other)


def same_source(name: str, source: Source) -> bool:
    """Tell whether a printed source is the one of this name: by name, or as one actor ("WHO", "Ankara" for Turkey)."""
    entry = actor_lexicon().lookup(name)
    return same_name(name, source.name) or (entry is not None and entry.id == source.actor)


def _bare(name: str) -> str:
    words = name.casefold().split()
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words)


def _covered(wanted: Spans, spans: Iterable[Span]) -> float:
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in wanted for b in spans)
    return shared / max(1, _length(wanted))


def _length(spans: Spans) -> int:
    return max(1, sum(span.end - span.start for span in spans))


def _count(counts: Counts, measure: str, right: bool) -> None:
    counts[measure, "gold"] += 1
    counts[measure, "right"] += right
