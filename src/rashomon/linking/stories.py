"""Which reports tell of one event: a story, whether or not its claims meet in an incident.

Knows: how near the words of two reports are, and how near a group of reports must be to be one story.
Does not know: claims; reports that share an incident are named to it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush, nlargest
from itertools import combinations
from math import log, sqrt

from rashomon.linking import kinds
from rashomon.record.ids import content_id
from rashomon.record.incident import Story

LEAD = 1500
"""Characters of a report that are compared: what comes after is background, which reports of one beat share."""
TITLE = 3
"""Times that a word of the title counts."""
NEAR = 0.14
"""Mean likeness (0-1) from which two groups are one story. Over newsclusters-half every value from 0.12 to 0.18 gives a
B-cubed F1 above .97 (`python -m rashomon.evaluation stories`)."""
SHARED = 0.5
"""Likeness, at least, of two reports that share an incident."""
TELLING = 24
"""Words of a report, the rarest for their frequency, by which it looks for others."""
MOST_HOLDERS = 200
"""Reports that a word may stand in to bring reports together: a commoner one tells nothing apart."""

_WORD = re.compile(r"[^\W\d_][\w'’-]{2,}")

Vector = Mapping[str, float]


def stories(reports: Iterable[tuple[str, str, str]], together: Iterable[tuple[str, str]]) -> tuple[Story, ...]:
    """Return the stories of two or more reports among `reports` (id, title, text), the largest first.

    `together` are pairs of reports that share an incident. Words are weighed by how rare they are in these reports
    (tf-idf, Salton and Buckley 1988), groups joined by their mean likeness (average linkage). The order of reports does
    not matter.
    """
    known = sorted({report: (title, text) for report, title, text in reports}.items())
    ids = [report for report, _ in known]
    vectors = _weighed([_counted(title, text) for _, (title, text) in known])
    likeness = {pair: _cosine(vectors[pair[0]], vectors[pair[1]]) for pair in _candidates(vectors)}
    place = {report: index for index, report in enumerate(ids)}
    for one, other in together:
        a, b = sorted((place[one], place[other]))
        if a != b:
            likeness[a, b] = max(SHARED, likeness.get((a, b), 0.0))
    groups = [[ids[index] for index in group] for group in _joined(len(ids), likeness) if len(group) > 1]
    groups.sort(key=lambda group: (-len(group), group))
    return tuple(Story(content_id("story", group), tuple(group)) for group in groups)


def _counted(title: str, text: str) -> Counter[str]:
    counts = Counter(_words(text[:LEAD]))
    for word in _words(title):
        counts[word] += TITLE
    return counts


def _words(text: str) -> Iterator[str]:
    return (word for match in _WORD.finditer(text) if (word := match.group().casefold()) not in kinds.common())


def _weighed(counts: Sequence[Counter[str]]) -> list[Vector]:
    """Return each report's words with their weights; a word that no other report has says nothing of likeness."""
    holders = Counter(word for count in counts for word in count)
    rare = {word: log(len(counts) / many) for word, many in holders.items() if many > 1}
    found: list[Vector] = []
    for count in counts:
        weights = {word: (1 + log(times)) * rare[word] for word, times in count.items() if word in rare}
        length = sqrt(sum(weight * weight for weight in weights.values()))
        found.append({word: weight / length for word, weight in weights.items() if weight} if length else {})
    return found


def _candidates(vectors: Sequence[Vector]) -> Iterator[tuple[int, int]]:
    """Yield the pairs that share a telling word, so that not every report is held against every other."""
    holders: dict[str, list[int]] = defaultdict(list)
    for index, vector in enumerate(vectors):
        for word in nlargest(TELLING, vector, key=lambda one: (vector[one], one)):
            holders[word].append(index)
    seen: set[tuple[int, int]] = set()
    for indices in holders.values():
        if len(indices) <= MOST_HOLDERS:
            seen.update(combinations(indices, 2))
    yield from sorted(seen)


def _cosine(one: Vector, other: Vector) -> float:
    few, many = sorted((one, other), key=len)
    return sum(weight * many[word] for word, weight in few.items() if word in many)


def _joined(count: int, likeness: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """Join the two groups with the highest mean likeness until none is NEAR; pairs that never met count as unlike."""
    groups: dict[int, list[int]] = {index: [index] for index in range(count)}
    sums: dict[int, dict[int, float]] = defaultdict(dict)
    for (a, b), value in likeness.items():
        sums[a][b] = sums[b][a] = value
    waiting = [(-value, a, b) for (a, b), value in likeness.items() if value >= NEAR]
    heapify(waiting)
    while waiting:
        value, a, b = heappop(waiting)
        if a not in groups or b not in groups or -value != _mean(groups, sums, a, b):
            continue
        groups[a] += groups.pop(b)
        for other, total in sums.pop(b).items():
            del sums[other][b]
            if other != a:
                sums[a][other] = sums[other][a] = sums[a].get(other, 0.0) + total
        for other in sums[a]:
            mean = _mean(groups, sums, a, other)
            if mean >= NEAR:
                heappush(waiting, (-mean, min(a, other), max(a, other)))
    return [sorted(group) for group in groups.values()]


def _mean(groups: Mapping[int, Sequence[int]], sums: Mapping[int, Mapping[int, float]], a: int, b: int) -> float:
    return sums[a].get(b, 0.0) / (len(groups[a]) * len(groups[b]))
