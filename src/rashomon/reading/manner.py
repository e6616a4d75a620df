"""Whether a source's own words are given.

Knows: what stands in double quotation marks, and how much of a content does.
Does not know: who speaks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from rashomon.record.attribution import Manner
from rashomon.record.text import Span, Spans

MOST = 100
"""Quotations in one content that are looked at: real contents have a handful."""

_MARK = re.compile(r"[“”„«»\"]|``|''|\n\s*\n")
_OPENING_MARKS = frozenset({"“", "„", "«", "``"})
_EITHER = frozenset({'"', "''"})
_LETTER = re.compile(r"\w")


def quotations(text: str) -> list[Span]:
    """Return what stands in double quotation marks, marks left out; one that is not closed ends with its paragraph."""
    spans: list[Span] = []
    start: int | None = None
    for match in _MARK.finditer(text):
        mark = match[0]
        if start is None:
            if mark in _OPENING_MARKS or mark in _EITHER:
                start = match.end()
        elif mark not in _OPENING_MARKS:
            spans.append(Span(start, match.start()))
            start = None
    if start is not None:
        spans.append(Span(start, len(text)))
    return spans


def manner_of(text: str, content: Spans, quoted: Sequence[Span]) -> Manner:
    """Return whether the words of `content` stand in quotation marks: all, none or some; none where it is empty."""
    inside = outside = 0
    for span in content:
        at = span.start
        first = max(0, bisect_right(quoted, span) - 1)
        for index in range(first, min(first + MOST, len(quoted))):
            quote = quoted[index]
            if quote.start >= span.end:
                break
            if quote.end > at:
                outside += _letters(text, at, max(at, quote.start))
                inside += _letters(text, max(at, quote.start), min(quote.end, span.end))
                at = min(quote.end, span.end)
        outside += _letters(text, at, span.end)
    if inside and outside:
        return Manner.MIXED
    return Manner.DIRECT if inside else Manner.INDIRECT


def _letters(text: str, start: int, end: int) -> int:
    return 1 if start < end and _LETTER.search(text, start, end) else 0
