"""Words of a text, their tags, and the spans that a row of tags says.

Knows: where words begin and end, and the tags B (begins), I (inside) and O (none) of Ramshaw and Marcus (1995).
Does not know: what the roles mean, which corpus a text is from, or any network.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rashomon.record.text import Span

FINE = re.compile(r"\w+|[^\w\s]")
"""Words in which every punctuation mark stands for itself: `Iraq's` is three."""
WHOLE = re.compile(r"\w+(?:['.]\w+)*|[^\w\s]")
"""Words with their apostrophes and inner dots: `U.S` and `ARMY'S` are one."""

NOTHING = 0
"""The tag of a word outside all spans."""
NOT_ASKED = -100
"""The answer where nothing is asked of a word: whatever is said there costs nothing."""


class Marked(NamedTuple):
    """A role, and the words [first, last) that have it."""

    role: str
    first: int
    last: int

    def meets(self, other: Marked) -> bool:
        """Tell whether the two share a word."""
        return self.first < other.last and other.first < self.last


def words(text: str, kind: re.Pattern[str]) -> list[Span]:
    """Return where the words of a text are; `kind` is FINE or WHOLE."""
    return [Span(*found.span()) for found in kind.finditer(text)]


def tag_names(roles: Sequence[str]) -> list[str]:
    """Return the tags of some roles in the order of their numbers: O, then B and I of each role."""
    return ["O", *(f"{begin}-{role}" for role in roles for begin in "BI")]


def covered(where: Sequence[Span], span: Span) -> range:
    """Return the words that share a character with a span (an empty range: none does)."""
    inside = [at for at, word in enumerate(where) if word.overlaps(span)]
    return range(inside[0], inside[-1] + 1) if inside else range(0)


def tags(marked: Iterable[Marked], count: int, roles: Sequence[str]) -> list[int]:
    """Return the tag of each of `count` words. Of spans that share a word, the one named first has all its words."""
    found = [NOTHING] * count
    for role, first, last in marked:
        if first < last and not any(found[first:last]):
            begin = 1 + 2 * roles.index(role)
            found[first:last] = [begin, *[begin + 1] * (last - first - 1)]
    return found


def spans(row: Sequence[int], roles: Sequence[str]) -> list[Marked]:
    """Return the spans that tags say; an I that continues no span of its role begins one."""
    found: list[Marked] = []
    for at, tag in enumerate(row):
        if tag == NOTHING:
            continue
        role, inside = roles[(tag - 1) // 2], tag % 2 == 0
        if inside and found and found[-1].last == at and found[-1].role == role:
            found[-1] = found[-1]._replace(last=at + 1)
        else:
            found.append(Marked(role, at, at + 1))
    return found


def windows(lengths: Sequence[int], stops: Sequence[bool], most: int) -> Iterator[tuple[int, int]]:
    """Yield the words [first, last) of stretches that have `most` pieces at most and do not overlap.

    `lengths` is how many pieces each word has (a word longer than `most` has a stretch of its own), `stops` whether a
    sentence may end with it. A stretch ends behind the last stop of its second half, if there is one.
    """
    first = 0
    while first < len(lengths):
        last, pieces = first, 0
        while last < len(lengths) and pieces + lengths[last] <= most:
            pieces += lengths[last]
            last += 1
        last = max(last, first + 1)
        if last < len(lengths):
            middle = first + (last - first) // 2
            last = next((at for at in range(last, middle, -1) if stops[at - 1]), last)
        yield first, last
        first = last
