"""A text with what was read in it: cut wherever a mark begins or ends, so that marks may overlap at will.

Knows: which marks cover which characters, and how a text falls into paragraphs and parts.
Does not know: what a mark means, or how it looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rashomon.record.text import Span

PART = 100_000
"""Characters of a text that a page shows at once."""
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*|\n")


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters that carry something: its layer (claim, source, cue, content, issue) and its id."""

    span: Span
    layer: str
    of: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that carry the same marks throughout; `begins` are the marks whose first characters these are."""

    text: str
    marks: tuple[Mark, ...]
    begins: tuple[str, ...]

    @property
    def layers(self) -> str:
        """Return the layers of its marks, each once, in alphabetical order."""
        return " ".join(sorted({mark.layer for mark in self.marks}))

    @property
    def claim(self) -> str | None:
        """Return the claim that a reader means by these characters, the shortest one; None where there is none."""
        return next(iter(self.of("claim")), None)

    def of(self, layer: str) -> tuple[str, ...]:
        """Return the ids of its marks of a layer, the shortest mark first: that is the one a reader means."""
        marks = sorted(
            (mark for mark in self.marks if mark.layer == layer), key=lambda mark: mark.span.end - mark.span.start
        )
        return tuple(dict.fromkeys(mark.of for mark in marks))


def parts(text: str) -> list[Span]:
    """Return the parts of a text, each of at most PART characters, cut between lines where a line ends near there."""
    found, start = [], 0
    while start < len(text):
        end = min(len(text), start + PART)
        if end < len(text):
            line = text.rfind("\n", start + PART // 2, end)
            end = line + 1 if line > 0 else end
        found.append(Span(start, end))
        start = end
    return found or [Span(0, 0)]


def paragraphs(text: str, part: Span) -> Iterator[Span]:
    """Yield the paragraphs of a part of a text, blank ones left out."""
    start = part.start
    for gap in _PARAGRAPH.finditer(text, part.start, part.end):
        if text[start : gap.start()].strip():
            yield Span(start, gap.start())
        start = gap.end()
    if text[start : part.end].strip():
        yield Span(start, part.end)


def pieces(text: str, span: Span, marks: Sequence[Mark]) -> list[Piece]:
    """Return the characters of `span` in pieces; together they are the very text, whatever marks overlap."""
    here = [mark for mark in marks if mark.span.overlaps(span)]
    cuts = {span.start, span.end}
    for mark in here:
        cuts |= {max(mark.span.start, span.start), min(mark.span.end, span.end)}
    order = sorted(cuts)
    return [_piece(text, Span(start, end), here, span) for start, end in pairwise(order)]


def _piece(text: str, at: Span, marks: Iterable[Mark], inside: Span) -> Piece:
    covering = tuple(mark for mark in marks if mark.span.covers(at))
    begins = (mark.of for mark in covering if max(mark.span.start, inside.start) == at.start)
    return Piece(at.of(text), covering, tuple(dict.fromkeys(begins)))
