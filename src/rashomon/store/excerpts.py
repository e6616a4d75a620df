"""What a search shows: a few sentences of a report with the words that were asked for.

Knows: how to choose the sentences and cut them to a readable length, spans kept.
Does not know: how the report was found (search).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.record.run import Reading
from rashomon.record.text import Published, Span

MOST_EXCERPTS = 3
LONGEST_EXCERPT = 240
"""Three lines of a terminal."""

_BEFORE = 80
"""Characters before the first word asked for, where a sentence must be cut."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Characters of a report (`text` stands at `span`), the words found in them, and the ids of claims around those."""

    span: Span
    text: str
    matches: tuple[Span, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that has every word asked for, `matches` times in all. The excerpts are in order of the text."""

    report: str
    title: str | None
    publisher: str | None
    published: Published
    matches: int
    excerpts: tuple[Excerpt, ...]


def hit(reading: Reading, found: Sequence[Sequence[Span]]) -> Hit:
    """Return the report as a hit; `found` is where each term stands."""
    spans = sorted({span for each in found for span in each})
    groups: dict[Span, list[Span]] = {}
    for span in spans:
        groups.setdefault(_around(reading, span), []).append(span)
    term_of = {span: number for number, each in enumerate(found) for span in each}
    richest = sorted(groups, key=lambda window: (-len({term_of[span] for span in groups[window]}), window))
    chosen = sorted(richest[:MOST_EXCERPTS])
    return Hit(
        report=reading.report.id,
        title=reading.report.title,
        publisher=reading.report.publisher,
        published=reading.published,
        matches=len(spans),
        excerpts=tuple(_excerpt(reading, window, groups[window]) for window in chosen),
    )


def _around(reading: Reading, span: Span) -> Span:
    """Return the sentence that `span` stands in, or, in no sentence or a very long one, a stretch around it."""
    number = bisect_right(reading.sentences, span.start, key=lambda sentence: sentence.start) - 1
    if number >= 0:
        sentence = reading.sentences[number]
        if sentence.covers(span) and sentence.end - sentence.start <= LONGEST_EXCERPT:
            return sentence
    start = max(0, span.start - _BEFORE)
    start -= start % _BEFORE  # words near each other share a stretch
    return Span(start, min(len(reading.report.text), max(span.end, start + LONGEST_EXCERPT)))


def _excerpt(reading: Reading, window: Span, matches: Sequence[Span]) -> Excerpt:
    claims = tuple(claim.id for claim in reading.claims if any(claim.span.overlaps(span) for span in matches))
    return Excerpt(window, window.of(reading.report.text), tuple(matches), claims)
