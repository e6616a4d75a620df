"""How a long text is cut for an encoder that sees so many pieces at once.

Knows: windows with words of context on both sides that are read but not kept.
Does not know: what a piece is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

MOST = 250
"""Pieces in a window at most; with the two marks around it the encoder was trained on 254."""
LEFT = 24
"""Pieces of context before what is kept."""
RIGHT = 8
"""Pieces of context after it."""


class Window(NamedTuple):
    """Words `first` to `last` are read, `kept` to `until` are kept; ends are exclusive."""

    first: int
    last: int
    kept: int
    until: int


def windows(lengths: Sequence[int]) -> Iterator[Window]:
    """Yield the windows over words of so many pieces each; together they keep every word once, in order."""
    kept = 0
    while kept < len(lengths):
        first, pieces = kept, 0
        while first > 0 and pieces + lengths[first - 1] <= LEFT:
            first -= 1
            pieces += lengths[first]
        last, until = kept, kept
        while last < len(lengths) and (pieces + lengths[last] <= MOST or last == kept):
            pieces += lengths[last]
            last += 1
            if pieces <= MOST - RIGHT or last == len(lengths):
                until = last
        until = max(until, kept + 1)
        yield Window(first, last, kept, until)
        kept = until
