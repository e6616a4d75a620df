"""What a text tells about its own day of publication, when nothing else does.

Knows: that what is told as past has happened by then; that a year is written where it is not the present one.
Does not know: metadata and datelines (intake).
"""

from __future__ import annotations

from rashomon.reading.times.meaning import Expression
from rashomon.reading.times.symbols import Words
from rashomon.record.text import Published


def bounded(text: str, words: Words, found: list[tuple[Expression, bool]], history: bool) -> Published:
    """Return the interval in which the report must have appeared, with the reason in words; unknown without a clue."""
    return Published()
