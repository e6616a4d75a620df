"""How well the reader finds where and how many in our own gold, in figures and in lines.

Knows: what is counted over the texts, and how it is printed.
Does not know: when a printed value is the marked one (values_gold).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from rashomon.casebook import Casebook
from rashomon.errors import RashomonError
from rashomon.evaluation.values_gold import (
    best,
    marked_places,
    marked_quantities,
    same_counted,
    same_range,
    there,
)
from rashomon.record.run import Reading
from rashomon.record.text import Report
from rashomon.settings import Settings

PLACES, QUANTITIES = Path("gold/places"), Path("gold/quantities")
Counts = Counter[tuple[str, bool]]
"""How often each line was right and wrong."""


def places(split: str, *, misses: bool = False) -> Iterator[str]:
    """Yield the figures of the places of one part (``train`` or ``test``); with `misses` what is wrong instead."""
    texts = marked_places(PLACES / f"{split}.toml")
    counts: Counts = Counter()
    for (text, marks), reading in zip(texts, _read(text for text, _ in texts), strict=True):
        for mark in marks:
            found = best(mark.span, reading.places)
            right = there(mark, found)
            wanted = {
                "found at all": found is not None,
                "right place": right,
                f"right place: {mark.role}": right,
                f"right place: {mark.kind}": right,
                "role": found is not None and found.role.value == mark.role,
            }
            if mark.relation not in (None, "in"):
                wanted["relation"] = found is not None and found.relation == mark.relation
            counts.update(wanted.items())
            if misses and not right:
                where = found.place.name if found and found.place else "nowhere" if found else "not found"
                around = text[max(0, mark.span.start - 40) : mark.span.end + 30]
                yield f"{mark.name} ({mark.kind}, {mark.role}): {where} | {around}"
        for one in reading.places:
            counts["printed and marked", any(one.span.overlaps(mark.span) for mark in marks)] += 1
    if not misses:
        yield from _lines(counts)


def quantities(split: str, *, misses: bool = False) -> Iterator[str]:
    """Yield the figures of the quantities of one part (``train`` or ``test``); with `misses` what is wrong instead."""
    texts = marked_quantities(QUANTITIES / f"{split}.toml")
    counts: Counts = Counter()
    for (text, marks), reading in zip(texts, _read(text for text, _ in texts), strict=True):
        for mark in marks:
            found = best(mark.span, reading.quantities)
            right = same_range(mark, found)
            wanted = {"found at all": found is not None, "range": right, f"range: {mark.modifier.value}": right}
            if mark.unit is None:
                wanted["what is counted"] = same_counted(mark, found)
            counts.update(wanted.items())
            if misses and not all(wanted.values()):
                own = f"{found.low}..{found.high} {found.unit}" if found else "not found"
                yield f"{mark.span.of(text)} ({mark.low}..{mark.high} {mark.counted}): {own} | {text}"
        for one in reading.quantities:
            counts["printed and marked", any(one.span.overlaps(mark.span) for mark in marks)] += 1
    if not misses:
        yield from _lines(counts)


def _lines(counts: Counts) -> Iterator[str]:
    for name in sorted({name for name, _ in counts}):
        right, of = counts[name, True], counts[name, True] + counts[name, False]
        yield f"{name:28} {100 * right / of:6.1f}   {right} of {of}"


def _read(texts: Iterable[str]) -> Sequence[Reading]:
    reports = [Report(f"report_{number}", text, f"{number:064}") for number, text in enumerate(texts)]
    return list(Casebook(Settings()).record(reports, _refuse))


def _refuse(error: RashomonError) -> None:
    raise error
