"""Which reports carry the same copy: one wire text in ten papers is one voice.

Knows: how to find near-duplicates, cut or lengthened copies included, without comparing every report with every other.
Does not know: claims, or what a copy means for how sure an answer is (credibility).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Protocol
from zlib import crc32

from rashomon.record.ids import content_id
from rashomon.record.incident import Family
from rashomon.record.values import days

SHINGLE = 4
"""Words in a row that count as one shingle. Three make stock phrases of one beat meet, six miss lightly edited copies;
measured over newsclusters-half and fakes-dev with ``tests/linking/test_families.py`` as the floor."""
SHARED = 0.7
"""Part of the shorter text's shingles that the longer must hold. A paper's own headline and one added paragraph leave
a copy above 0.9 of the shorter; two writers on one event stay below 0.2."""
SHARED_WHEN_SHORT = 0.8
"""The same for texts below SHORT words, where a stock sentence with another number is most of the text."""
SHORT = 40
LONGEST_TO_SHORTEST = 5.0
"""A text more than this many times longer than another is a round-up that holds it, not a copy of it."""
ONE_IN = 8
"""Of the shingles of a long text, those whose hash divides by this look for copies: a sample that is the same in every
text, so that a cut copy meets its whole (a MinHash compares wholes, and a third of a text is not near the whole)."""
ALL_BELOW = 120
"""Texts with fewer words look for copies with every shingle."""

_WORD = re.compile(r"\w+")


class Shelf(Protocol):
    """The reports that were looked at before, by keys that sort as their ids do; what is put on it is found again."""

    def beside(self, shingles: frozenset[int], report: int) -> Iterable[tuple[int | None, int | None]]:
        """Yield for each shingle that others hold too the holder before `report` and the one after it."""

    def text(self, report: int) -> str:
        """Return the text of a report."""

    def put(self, shingles: Iterable[tuple[int, int]]) -> None:
        """Keep by which shingles reports look for copies: pairs of a shingle and a report."""

    def copied(self, one: int, other: int) -> bool:
        """Tell whether two reports, the smaller key first, are kept as copies."""

    def meet(self, one: int, other: int) -> bool:
        """Tell whether two reports hold some shingle that none between them holds."""

    def join(self, one: int, other: int) -> None:
        """Keep that two reports, the smaller key first, are copies."""

    def part(self, one: int, other: int) -> None:
        """Keep it no longer."""


def families(reports: Iterable[tuple[str, str, str | None]]) -> tuple[Family, ...]:
    """Return the families among `reports` (id, text, EDTF publication date or None), those of two or more reports.

    The answer does not depend on the order of `reports`. A family's reports are in order of publication, those not
    dated last; its id follows from its members' ids.
    """
    known = sorted({report: (text, published) for report, text, published in reports}.items())
    texts = [Shingled(text) for _, (text, _) in known]
    head = list(range(len(known)))
    for a, b in copies(texts):
        first, second = _top(head, a), _top(head, b)
        head[max(first, second)] = min(first, second)
    groups: dict[int, list[int]] = defaultdict(list)
    for index in range(len(known)):
        groups[_top(head, index)].append(index)
    return tuple(_family([known[index] for index in group]) for group in groups.values() if len(group) > 1)


def copies(texts: Sequence[Shingled]) -> Iterator[tuple[int, int]]:
    """Yield the pairs (indices, the smaller first) of texts of which one copies the other."""
    return (pair for pair in _candidates(texts) if _copies(texts[pair[0]], texts[pair[1]]))


def shelve(report: int, text: str, shelf: Shelf) -> set[int]:
    """Put a report on the shelf, with the copies that it brings to light; return all whose copies may be others now.

    Two are compared that stand next to each other among the holders of a shingle: one that comes between two may part
    them. What is kept in the end does not depend on the order in which reports were put there.
    """
    shingled = Shingled(text)
    beside = set(shelf.beside(shingled.seeks, report))
    changed = {report}
    for other in sorted({one for pair in beside for one in pair if one is not None}):
        if _copies(shingled, Shingled(shelf.text(other))):
            shelf.join(min(report, other), max(report, other))
            changed.add(other)
    shelf.put((one, report) for one in shingled.seeks)
    for before, after in beside:
        if before is not None and after is not None and shelf.copied(before, after) and not shelf.meet(before, after):
            shelf.part(before, after)
            changed |= {before, after}
    return changed


def family_of(members: Iterable[str]) -> str:
    """Return the id of the family of some reports, given their ids."""
    return content_id("family", sorted(members))


class Shingled:
    """A text as the hashes of its shingles. `seeks` are those by which it looks for copies."""

    __slots__ = ("seeks", "shingles", "words")

    def __init__(self, text: str) -> None:
        words = _WORD.findall(text.casefold())
        size = min(SHINGLE, len(words))
        self.words = len(words)
        self.shingles = frozenset(
            crc32(" ".join(words[at : at + size]).encode("utf-8", "surrogatepass"))
            for at in range(len(words) - size + 1 if words else 0)
        )
        every = 1 if self.words < ALL_BELOW else ONE_IN
        self.seeks = frozenset(shingle for shingle in self.shingles if shingle % every == 0)


def _candidates(texts: Sequence[Shingled]) -> Iterator[tuple[int, int]]:
    """Yield pairs that share a sought shingle: of all that hold it, each with the next, so that the work is linear."""
    holders: dict[int, list[int]] = defaultdict(list)
    for index, text in enumerate(texts):
        for shingle in text.seeks:
            holders[shingle].append(index)
    seen = set()
    for indices in holders.values():
        for pair in pairwise(indices):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _copies(one: Shingled, other: Shingled) -> bool:
    shorter, longer = sorted((one, other), key=lambda text: text.words)
    if longer.words > LONGEST_TO_SHORTEST * shorter.words:
        return False
    needed = SHARED_WHEN_SHORT if shorter.words < SHORT else SHARED
    whole = min(len(one.shingles), len(other.shingles)) if shorter.words >= SHORT else len(longer.shingles)
    return len(one.shingles & other.shingles) >= needed * whole


def _top(head: list[int], index: int) -> int:
    while head[index] != index:
        head[index] = head[head[index]]
        index = head[index]
    return index


def _family(members: Sequence[tuple[str, tuple[str, str | None]]]) -> Family:
    def order(member: tuple[str, tuple[str, str | None]]) -> tuple[int, str]:
        first, last = days(member[1][1])
        day = first or last
        return (day.toordinal() if day else 10**7, member[0])

    return Family(
        family_of(report for report, _ in members),
        tuple(report for report, _ in sorted(members, key=order)),
    )
