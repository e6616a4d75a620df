"""What could hold two accounts together: found within a report, among copies, or across reports; each once, for good.

Knows: which comparisons, copies, headlines and pointers tie two accounts, each from the accounts it looks at alone, so
that ties of one report or of one pair stay what they are whatever else arrives.
Does not know: which of them come to hold (settling).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from rashomon.linking.candidates import Pair, within
from rashomon.linking.clusters import Clusters
from rashomon.linking.facts import INTENDED, Facts
from rashomon.linking.features import Finding, compare, score
from rashomon.linking.references import copies, headlines, pointers, twins
from rashomon.linking.sides import one_side

LIKELY = 0.55
"""Score from which two accounts are held to be about one thing."""
NEAR_BEST = 0.08
"""A denial answers what scores this close to the best in its own report; the rest is only on the same subject."""


class How(StrEnum):
    """What ties two accounts; of two ties between the same two, the first in this order gives the reasons."""

    ALIKE = "alike"
    REFERENCE = "reference"
    COPY = "copy"
    TWIN = "twin"


class Tie(NamedTuple):
    """Two claims (ids, the smaller first), what ties them, how likely they are about one thing (0-1), and why."""

    a: str
    b: str
    how: How
    score: float
    findings: tuple[Finding, ...]


Scored = dict[Pair, tuple[float, list[Finding]]]


def ties_near(known: Iterable[Facts], families: Mapping[str, str]) -> Iterator[Tie]:
    """Yield the ties within reports and among copies.

    `known` has all accounts of its reports, and all reports of their `families` (by report), in order of seniority.
    """
    reports: dict[str, list[Facts]] = defaultdict(list)
    copied: dict[str, list[Facts]] = defaultdict(list)
    for one in known:
        reports[one.account.claim.report].append(one)
        if one.account.claim.report in families:
            copied[one.family].append(one)
    for report in reports.values():
        yield from _of_report(report)
    for family in copied.values():
        yield from _ties(family, copies(family), How.COPY)


def of_pairs(pairs: Iterable[tuple[str, str]], known: Mapping[str, Facts]) -> Iterator[Tie]:
    """Yield the ties of `pairs` of claims of two reports that turn out likely to be about one thing."""
    for a, b in pairs:
        one, other = known[a], known[b]
        if one.account.claim.report != other.account.claim.report:
            findings = compare(one, other)
            likeness = score(findings)
            if likeness >= LIKELY and not _denied_plan(one, other):
                yield Tie(a, b, How.ALIKE, likeness, tuple(findings))


def decided_tie(one: Facts, other: Facts) -> Tie:
    """Return the tie of two accounts that a person linked, however unlikely they are about one thing."""
    findings = compare(one, other)
    a, b = sorted((one.account.claim.id, other.account.claim.id))
    return Tie(a, b, How.ALIKE, score(findings), tuple(findings))


def _in_order(found: Scored) -> list[Pair]:
    """Return pairs from the likeliest down."""
    return sorted(found, key=lambda pair: (-round(found[pair][0], 6), pair))


def _of_report(report: Sequence[Facts]) -> list[Tie]:
    alike = _alike(report)
    groups = Clusters(report, ())
    for one, other in _in_order(alike):
        if report[one].told and report[other].told:
            groups.join(one, other)
    refers = headlines(report, groups)
    refers |= pointers(report, groups)
    found = [*_ties(report, alike, How.ALIKE), *_ties(report, refers, How.REFERENCE)]
    return [*found, *_ties(report, twins(report), How.TWIN)]


def _ties(known: Sequence[Facts], found: Scored, how: How) -> list[Tie]:
    ties = []
    for (one, other), (likeness, findings) in found.items():
        a, b = sorted((known[one].account.claim.id, known[other].account.claim.id))
        ties.append(Tie(a, b, how, likeness, tuple(findings)))
    return ties


def _alike(report: Sequence[Facts]) -> Scored:
    """Return the pairs of one report that are likely about one thing, each denial only with what it best answers."""
    found: Scored = {}
    for one, other in within(report):
        findings = compare(report[one], report[other])
        likeness = score(findings)
        if likeness >= LIKELY and not _denied_plan(report[one], report[other]):
            found[one, other] = (likeness, findings)
    for pair in _misplaced(report, found):
        del found[pair]
    best: dict[int, float] = {}
    answers = [pair for pair in found if report[pair[0]].denies != report[pair[1]].denies]
    for pair in answers:
        denial = pair[0] if report[pair[0]].denies else pair[1]
        best[denial] = max(best.get(denial, 0.0), found[pair][0])
    for pair in answers:
        if found[pair][0] < best[pair[0] if report[pair[0]].denies else pair[1]] - NEAR_BEST:
            del found[pair]
    return found


def _misplaced(report: Sequence[Facts], found: Scored) -> list[Pair]:
    """Return the pairs in which a denial that does not say what it denies stands against the wrong thing.

    It goes with what its side denies in the same report; it never answers its own side.
    """
    bare = [pair for pair in found if report[pair[0]].bare != report[pair[1]].bare]
    ends = {pair: pair if report[pair[0]].bare else (pair[1], pair[0]) for pair in bare}
    settled = {denial for denial, other in ends.values() if report[other].denies}
    return [
        pair
        for pair, (denial, other) in ends.items()
        if not report[other].denies and (denial in settled or one_side(report[denial], report[other]))
    ]


def _denied_plan(one: Facts, other: Facts) -> bool:
    """Tell whether one denies and the other only plans, calls for or threatens: the denial is not of that."""
    return one.denies != other.denies and not {one.account.claim.status, other.account.claim.status}.isdisjoint(
        INTENDED
    )
