"""What a report says again: copies of a sentence, headlines, and words that point back to what was told before.

Knows: which accounts belong together though neither names a place and a day.
Does not know: how likely two full accounts are about one thing (features).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from rashomon.linking import kinds
from rashomon.linking.candidates import IN_REPORT, Pair
from rashomon.linking.clusters import Clusters
from rashomon.linking.facts import Facts
from rashomon.linking.features import HAPPENING, Finding, apart
from rashomon.record.claim import ClaimKind

COPIED = 1.0
AGAIN = 0.7
"""Scores of the links made here: a copied sentence, and words that point back to the only thing they can mean."""
SHORTEST_PART = 30
"""Characters of a claim's words from which they are looked for inside a longer claim of another copy."""
MOST_PARTS = 200
"""Different claims of one family that are looked through for parts of each other."""
WITHIN = 800
"""Characters within which a number of victims belongs to the only attack that the report tells of."""
NEXT = 40
"""Characters between a claim and one that goes on about it: the next sentence."""
FEW_DAYS = 7
"""A time of at most this many days says which event is meant."""

Found = dict[Pair, tuple[float, list[Finding]]]


def copies(known: Sequence[Facts]) -> Found:
    """Return each sentence with its copies in the other reports of its family, whatever place and time it was given."""
    same: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, one in enumerate(known):
        claim = one.account.claim
        kind = f"{claim.type}/{claim.subtype}/{one.denies}/{claim.status}"
        same[kind, claim.text.casefold()].append(index)
    found: Found = {}
    for members in same.values():
        for pair in pairwise(members):
            if not _one_report(known, pair):
                found[pair] = (COPIED, [Finding("copy", 1.0, "the two reports carry the same sentence")])
    for pair in _parts(known):
        reason = "the words of one stand in the other, in copies of one text"
        found.setdefault(pair, (COPIED, [Finding("copy", 1.0, reason)]))
    return found


def _parts(known: Sequence[Facts]) -> Iterator[Pair]:
    """Yield claims of one family of which one's words are a part of the other's."""
    by_text: dict[str, list[int]] = defaultdict(list)
    for index, one in enumerate(known):
        if one.told:
            by_text[one.account.claim.text.casefold()].append(index)
    longest_first = sorted(by_text, key=lambda text: (-len(text), text))[:MOST_PARTS]
    for at, part in enumerate(longest_first):
        if len(part) < SHORTEST_PART:
            break
        whole = next((text for text in longest_first[:at] if part in text), None)
        if whole is not None:
            yield from _first_meeting(known, by_text[part], by_text[whole])


def _first_meeting(known: Sequence[Facts], parts: Sequence[int], wholes: Sequence[int]) -> Iterator[Pair]:
    for part in parts:
        for whole in wholes[:IN_REPORT]:
            one, other = known[part], known[whole]
            alike = one.groups & other.groups and one.denies == other.denies
            if alike and one.account.claim.report != other.account.claim.report:
                yield _pair(part, whole)
                break


def headlines(report: Sequence[Facts], clusters: Clusters) -> Found:
    """Join each headline of a report with what it announces."""
    found: Found = {}
    order = _told(report)
    for index in order:
        if not report[index].headline:
            break
        announced = _announced(report, index, order[: IN_REPORT + 1])
        meant = next((other for other in announced if clusters.join(index, other)), None)
        if meant is not None:
            reason = "one is the headline of the report that holds the other"
            found[_pair(index, meant)] = (AGAIN, [Finding("headline", 1.0, reason)])
    return found


def pointers(report: Sequence[Facts], clusters: Clusters) -> Found:
    """Join what goes on about the sentence before, or points back, with the only thing there that it can mean."""
    found: Found = {}
    order = _told(report)
    for at, index in enumerate(order):
        meant = _continued(report, order, at)
        if meant is None and _loose(report[index]):
            meant = _meant(report, index, order[max(0, at - IN_REPORT) : at + IN_REPORT + 1], clusters)
        if meant is not None and clusters.join(index, meant[0]):
            found[_pair(index, meant[0])] = (AGAIN, [Finding("reference", 1.0, meant[1])])
    return found


def _told(report: Sequence[Facts]) -> list[int]:
    """Return what the report tells, in the order of its text."""
    told = (index for index, one in enumerate(report) if one.told)
    return sorted(told, key=lambda index: (report[index].at, index))


def _pair(one: int, other: int) -> Pair:
    return min(one, other), max(one, other)


def twins(report: Sequence[Facts]) -> Found:
    """Return claims that rest on the same words: perhaps one sentence read as two things (join_twins)."""
    spans: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for index, one in enumerate(report):
        if one.told:
            claim = one.account.claim
            spans[claim.attribution, claim.span, one.denies].append(index)
    pairs = (pair for members in spans.values() for pair in pairwise(members))
    return {pair: (AGAIN, [Finding("words", 1.0, "the same words tell of both")]) for pair in pairs}


def join_twins(known: Sequence[Facts], pairs: Iterable[Pair], clusters: Clusters) -> set[Pair]:
    """Join a group with another when all its words are the other's too; return the pairs that did.

    One sentence read as two things is one thing (`captured the town after two days of clashes`, `shelling damaged the
    school`).
    """
    size = Counter(clusters.top(index) for index, one in enumerate(known) if one.told)
    meetings: dict[tuple[int, int], list[Pair]] = defaultdict(list)
    for first, second in sorted(pairs):
        if clusters.top(first) != clusters.top(second):
            less, more = sorted((clusters.top(first), clusters.top(second)), key=lambda top: (size[top], -top))
            meetings[less, more].append((first, second))
    joined: set[Pair] = set()
    for (less, _), found in sorted(meetings.items()):
        if len(found) >= size[less] and clusters.join(*found[0], copied=True):
            joined.update(found)
    return joined


def _announced(known: Sequence[Facts], index: int, order: Sequence[int]) -> list[int]:
    """Return the accounts of the body that a headline may announce, those that share most words first."""
    one = known[index]
    body = [
        other
        for other in order
        if not known[other].headline and known[other].denies == one.denies and known[other].groups & one.groups
    ]
    return sorted(body, key=lambda other: (-len(known[other].words & one.words), known[other].at, other))


def _continued(known: Sequence[Facts], order: Sequence[int], at: int) -> tuple[int, str] | None:
    """Return the account that the one at `at` of `order` goes on about, and why; None where it begins anew."""
    one = known[order[at]]
    if not at or not kinds.goes_on(one.account.claim.text):
        return None
    before = known[order[at - 1]]
    near = one.account.claim.span.start - before.account.claim.span.end < NEXT
    alike = one.voice.key == before.voice.key and one.groups & before.groups and one.denies == before.denies
    return (
        (order[at - 1], "the sentence goes on about what the same voice said just before") if near and alike else None
    )


def _loose(one: Facts) -> bool:
    return one.area is None and one.unplaced is None and not one.headline


def _meant(known: Sequence[Facts], index: int, around: Sequence[int], clusters: Clusters) -> tuple[int, str] | None:
    """Return the account that the words of `index` point to, and why; None where none or more than one may be meant."""
    one = known[index]
    own = clusters.top(index)
    meant: dict[int, tuple[int, str]] = {}
    for other in around:
        there = known[other]
        group = clusters.top(other)
        if group == own or group in meant or not _anchored(there) or apart(one, there):
            continue
        if (reason := _points(one, there)) is not None:
            meant[group] = other, reason
    return next(iter(meant.values())) if len(meant) == 1 else None


def _anchored(one: Facts) -> bool:
    """Tell whether the account says which event it means: it names a place, or a time of a few days."""
    dated = one.first is not None and one.last is not None and one.last - one.first < FEW_DAYS
    return one.area is not None or one.unplaced is not None or dated


def _points(one: Facts, other: Facts) -> str | None:
    """Return why the words of `one` point to `other`, None where they do not."""
    shared = one.groups & other.groups
    known_thing = not shared.isdisjoint(HAPPENING) and one.points_to & other.words
    if not shared or (one.denies != other.denies and not (known_thing and one.sites & other.sites)):
        return None
    if known_thing or any(one.points_to & kinds.names_event(group) for group in shared):
        return "the words point back to the only such thing that the report tells of"
    of_victims = one.account.claim.kind is ClaimKind.FIGURE and "attack" in shared
    if of_victims and other.account.claim.kind is not ClaimKind.FIGURE and abs(one.at - other.at) < WITHIN:
        return "the number belongs to the only such thing that the report tells of"
    return None


def _one_report(known: Sequence[Facts], pair: Pair) -> bool:
    return known[pair[0]].account.claim.report == known[pair[1]].account.claim.report
