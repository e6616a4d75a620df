"""Which source and which content belong to which cue.

Knows: how far a source or a content stands from a cue, and what stands between.
Does not know: how the spans were found, or what their words mean.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from rashomon.reading.page import Spoken
from rashomon.record.text import Span

# Tuned on the spans that people marked in 200 reports of polnear-train: so tied they give a link F1 of 98.9.
SENTENCE = 100
"""What the end of a sentence between two spans costs, in characters of distance."""
PARAGRAPH = 100
"""What the end of a paragraph costs on top."""
OTHER = 6
"""What each other span between two spans costs; its own characters cost nothing."""
BEHIND = 3
"""What it costs a source to stand behind its cue."""
LENT = 200
"""How far a cue that has no source of its own may be from the one that it shares: `X said …, adding that …`."""
HINTED = 60
"""How much nearer a source or a content is to the cue to which a hint ties it."""
MUCH = 60
"""How much farther a content may be from the only cue that would have it than from its nearest."""
NEAR = 8
"""Cues on either side that a span may belong to: work grows with the number of spans, not with its square."""

_END = re.compile(r"[.!?][”\"’')\]]*\s")
_LINE = re.compile(r"\n")


class _Tie(NamedTuple):
    cost: int
    span: int
    cue: int


class _Distances:
    """How far two spans of one text are from each other."""

    def __init__(self, text: str, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._lengths = [0, *accumulate(span.end - span.start for span in ordered)]
        self._ends = [(match.start(), match.end()) for match in _END.finditer(text)]
        self._lines = [match.start() for match in _LINE.finditer(text)]

    def between(self, one: Span, other: Span) -> int:
        """Return the characters between two spans, with what stands there priced as the constants above say."""
        first, last = (one, other) if one <= other else (other, one)
        start, end = first.end, max(first.end, last.start)
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        cost = end - start - (self._lengths[high] - self._lengths[low]) + OTHER * (high - low)
        at, line = bisect_left(self._ends, (start - 1,)), bisect_left(self._lines, start - 1)
        broken = line < len(self._lines) and self._lines[line] < end
        ended = broken or (at < len(self._ends) and self._ends[at][1] <= end)
        return cost + SENTENCE * ended + PARAGRAPH * broken


def tied(
    text: str, sources: Sequence[Span], cues: Sequence[Span], contents: Sequence[Span], hints: Sequence[Spoken] = ()
) -> list[Spoken]:
    """Return an attribution for each cue, in order, with its source and its contents; either may be missing.

    Each argument is in the order of the text. A source is shared where a second cue has none of its own; a content
    belongs to one cue. Spans that are near no cue are left out. `hints` are attributions of another reader: what they
    tie is nearer.
    """
    far = _Distances(text, (*sources, *cues, *contents))
    starts = [cue.start for cue in cues]
    known = _hinted(cues, hints)

    def near(span: Span) -> range:
        at = bisect_left(starts, span.start)
        return range(max(0, at - NEAR), min(len(cues), at + NEAR))

    speakers = _speakers(
        [
            _Tie(
                far.between(source, cues[cue])
                + BEHIND * (source.start > cues[cue].start)
                - HINTED * (cue in known and any(map(source.overlaps, known[cue].source))),
                index,
                cue,
            )
            for index, source in enumerate(sources)
            for cue in near(source)
        ]
    )
    wanted = []
    for index, content in enumerate(contents):
        for cue in near(content):
            cost = far.between(content, cues[cue])
            if cue in speakers:
                cost = min(cost, far.between(content, sources[speakers[cue]]))
            if cue in known and any(map(content.overlaps, known[cue].content)):
                cost -= HINTED
            wanted.append(_Tie(cost, index, cue))
    said = _said(wanted)
    return [
        Spoken(
            source=(sources[speakers[index]],) if index in speakers else (),
            cue=(cue,),
            content=tuple(contents[content] for content in sorted(said.get(index, ()))),
        )
        for index, cue in enumerate(cues)
    ]


def _hinted(cues: Sequence[Span], hints: Sequence[Spoken]) -> dict[int, Spoken]:
    """Return for the indices of `cues` the hint with the same cue, or one that shares a character with it."""
    ordered = sorted(hints, key=lambda hint: hint.cue)
    found: dict[int, Spoken] = {}
    upcoming = 0
    for index, cue in enumerate(cues):
        while upcoming < len(ordered) and ordered[upcoming].cue[0].end <= cue.start:
            upcoming += 1
        if upcoming < len(ordered) and ordered[upcoming].cue[0].overlaps(cue):
            found[index] = ordered[upcoming]
    return found


def _speakers(ties: list[_Tie]) -> dict[int, int]:
    """Return the source of each cue: the nearest pairs first, then the cues that share one."""
    ties.sort()
    found: dict[int, int] = {}
    taken = set()
    for tie in ties:
        if tie.cue not in found and tie.span not in taken:
            found[tie.cue] = tie.span
            taken.add(tie.span)
    for tie in ties:
        if tie.cue not in found and tie.cost < LENT:
            found[tie.cue] = tie.span
    return found


def _said(ties: list[_Tie]) -> dict[int, list[int]]:
    """Return the contents of each cue: one for each first, nearest pairs first, then what is left over.

    A cue gets no content that is much nearer to another: then it says nothing, and was none.
    """
    ties.sort()
    nearest: dict[int, int] = {}
    found: dict[int, list[int]] = {}
    taken = set()
    for tie in ties:
        nearest.setdefault(tie.span, tie.cost)
        if tie.cue not in found and tie.span not in taken and tie.cost < nearest[tie.span] + MUCH:
            found[tie.cue] = [tie.span]
            taken.add(tie.span)
    for tie in ties:
        if tie.span not in taken:
            found.setdefault(tie.cue, []).append(tie.span)
            taken.add(tie.span)
    return found
