"""The tags of words (begin, inside, outside of a source, a cue or a content), and the best sequence of them.

Knows: the tag scheme, which tag may follow which, and the Viterbi algorithm.
Does not know: where scores come from.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from rashomon.record.text import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROLES = ("source", "cue", "content")
OUTSIDE = 0
TAGS = ("O", *(f"{place}-{role}" for role in ROLES for place in "BI"))
"""The tags in the order of the network's outputs (the IOB2 scheme, Ramshaw and Marcus 1995)."""

BARRED = -1e4
"""The score of a move that may not happen: into the inside of a span from anywhere but that span."""


def tags_of(words: Sequence[Span], stretches: Sequence[Sequence[Span]]) -> list[int]:
    """Return the tag of each word; `stretches` are sources, cues and contents, each in order.

    Where spans overlap, a cue hides a source, and a source a content: what is nested shows inside its frame.
    """
    starts = [word.start for word in words]
    tags = [OUTSIDE] * len(words)
    for role in (2, 0, 1):
        for span in stretches[role]:
            at = first = max(0, bisect_left(starts, span.start + 1) - 1)
            if words and words[first].end <= span.start:
                at = first = first + 1
            while at < len(words) and words[at].start < span.end:
                tags[at] = _begin(role) + (at > first)
                at += 1
    for at, tag in enumerate(tags):
        if tag in _INSIDE and (at == 0 or tags[at - 1] not in (tag, tag - 1)):
            tags[at] -= 1
    return tags


def spans_tagged(words: Sequence[Span], tags: Sequence[int]) -> tuple[list[Span], list[Span], list[Span]]:
    """Return the sources, cues and contents that the tags of words mark, each in the order of the text."""
    found: tuple[list[Span], list[Span], list[Span]] = ([], [], [])
    at = 0
    while at < len(tags):
        if tags[at] == OUTSIDE:
            at += 1
            continue
        role, first = (tags[at] - 1) // 2, at
        at += 1
        while at < len(tags) and tags[at] == _begin(role) + 1:
            at += 1
        found[role].append(Span(words[first].start, words[at - 1].end))
    return found


def moves() -> NDArray[np.float32]:
    """Return 0 for each move from a tag (row) to a tag (column) that may happen, BARRED for the others."""
    table = np.zeros((len(TAGS), len(TAGS)), np.float32)
    for tag in _INSIDE:
        table[:, tag] = BARRED
        table[[tag - 1, tag], tag] = 0
    return table


def opening() -> NDArray[np.float32]:
    """Return 0 for each tag that a text may begin with, BARRED for the others."""
    return np.array([BARRED if tag in _INSIDE else 0 for tag in range(len(TAGS))], np.float32)


def best(scores: NDArray[np.float32], transitions: NDArray[np.float32], start: NDArray[np.float32]) -> list[int]:
    """Return the sequence of tags with the highest sum of scores (Viterbi 1967).

    `scores` has a row for each word; `transitions` scores moves from row to column, `start` the first tag.
    """
    if not len(scores):
        return []
    sums = start + scores[0]
    back = np.empty((len(scores), len(start)), np.int8)
    turned = transitions.T.copy()
    for at in range(1, len(scores)):
        paths = turned + sums
        back[at] = paths.argmax(1)
        sums = paths.max(1) + scores[at]
    tags = [int(sums.argmax())]
    for at in range(len(scores) - 1, 0, -1):
        tags.append(int(back[at, tags[-1]]))
    return tags[::-1]


def _begin(role: int) -> int:
    return 1 + 2 * role


_INSIDE = frozenset(_begin(role) + 1 for role in range(len(ROLES)))
