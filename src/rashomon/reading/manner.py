"""Whether a source's own words are given.

Knows: how much of a content stands in quotation marks.
Does not know: where the marks are (quotations), or who speaks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from rashomon.reading.quotations import Quotation
from rashomon.record.attribution import Manner
from rashomon.record.text import Spans

MOST = 100
"""Quotations in one content that are looked at: real contents have a handful."""

_LETTER = re.compile(r"\w")


def manner_of(text: str, content: Spans, quoted: Sequence[Quotation]) -> Manner:
    """Return whether the words of `content` stand in quotation marks: all, none or some; none where it is empty.

    `quoted` is the quotations of the whole text, in order.
    """
    inside = outside = 0
    for span in content:
        at = span.start
        first = max(0, bisect_right(quoted, span.start, key=_start) - 1)
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


def _start(quotation: Quotation) -> int:
    return quotation.start


def _letters(text: str, start: int, end: int) -> int:
    return 1 if start < end and _LETTER.search(text, start, end) else 0
