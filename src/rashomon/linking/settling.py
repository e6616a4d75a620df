"""Which of the ties hold: accounts become groups, the same for every order of arrival.

Knows: in which order ties and people's decisions are followed.
Does not know: what the ties rest on (ties) or what a group is called (incidents).

Ties and decisions are all that this looks along: accounts that none of them leads to, by whatever way round, change
nothing here, so that a part of a casebook can be settled by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

from rashomon.linking.candidates import Pair
from rashomon.linking.clusters import Clusters
from rashomon.linking.decisions import Decisions
from rashomon.linking.facts import Facts
from rashomon.linking.features import compare, score
from rashomon.linking.references import join_twins
from rashomon.linking.sides import one_side
from rashomon.linking.ties import How, Tie, decided_tie
from rashomon.record.attribution import Stance

MOST_ANSWERED = 8
"""Accounts of a group that one denial is set against, the earliest first, beside those that it is tied to."""

LIKELY_ANSWER = 0.3
"""Score from which an account of a group is shown as what a denial in it answers."""

Held = dict[Pair, Tie]
"""Ties by the indices of their accounts."""


def settle(
    known: Sequence[Facts], ties: Iterable[Tie], decisions: Decisions
) -> tuple[list[list[int]], list[tuple[Pair, Tie]]]:
    """Return the groups of `known` (indices; it stands in order of seniority), and the ties that hold within them.

    First what a report tells of one thing; copies; what different reports tell. Then people's decisions, which put
    whole groups together; then what people split off, where it may still go; last the rest, which is only announced,
    wanted or answered, beside what it is likeliest to be about, bridging none.
    """
    index_of = {one.account.claim.id: index for index, one in enumerate(known)}
    together, asunder = decisions.pairs(index_of)
    clusters = Clusters(known, asunder)
    by_how = _by_how(index_of, (tie for tie in ties if (tie.a, tie.b) not in decisions.unlinked))
    late = {index_of[claim] for claim in decisions.split if claim in index_of}
    _follow(known, clusters, by_how, late)
    for one, other in together:
        clusters.join(one, other, decided=True)
    if late:
        _follow(known, clusters, by_how, frozenset())
    placed = {index for pair in together for index in pair}
    _place_rest(known, clusters, _in_order(by_how[How.ALIKE], late), placed)
    twins = join_twins(known, by_how[How.TWIN], clusters)
    by_how[How.TWIN] = {pair: tie for pair, tie in by_how[How.TWIN].items() if pair in twins}
    held: Held = {}
    for how in How:
        for pair, tie in by_how[how].items():
            if clusters.top(pair[0]) == clusters.top(pair[1]):
                held.setdefault(pair, tie)
    for a, b in decisions.linked:
        if a in index_of and b in index_of:
            one, other = sorted((index_of[a], index_of[b]))
            held.setdefault((one, other), decided_tie(known[one], known[other]))
    return clusters.groups(), sorted(held.items())


def answers(known: Sequence[Facts], group: Sequence[int], held: Collection[Pair]) -> Iterator[tuple[Pair, Tie]]:
    """Yield ties between each denial of a group and those who said that very thing, where none holds yet.

    They came together by way of others: through a place or a day that the denial does not name.
    """
    for denial in group:
        if known[denial].account.stance is not Stance.DENIES or known[denial].bare:
            continue
        said = (other for other in group if _said_so(known[denial], known[other]))
        for other in islice(said, MOST_ANSWERED):
            pair = min(denial, other), max(denial, other)
            findings = compare(known[pair[0]], known[pair[1]])
            if pair not in held and (likeness := score(findings)) >= LIKELY_ANSWER:
                a, b = (known[index].account.claim.id for index in pair)
                yield pair, Tie(min(a, b), max(a, b), How.ALIKE, likeness, tuple(findings))


def _said_so(denial: Facts, other: Facts) -> bool:
    one, said = denial.account.claim, other.account.claim
    alike = (one.kind, one.type, one.subtype) == (said.kind, said.type, said.subtype)
    return alike and other.told and not other.denies and not one_side(denial, other)


def _by_how(index_of: dict[str, int], ties: Iterable[Tie]) -> dict[How, Held]:
    found: dict[How, Held] = defaultdict(dict)
    for tie in ties:
        one, other = index_of[tie.a], index_of[tie.b]
        found[tie.how][min(one, other), max(one, other)] = tie
    return found


def _follow(known: Sequence[Facts], clusters: Clusters, by_how: dict[How, Held], late: Collection[int]) -> None:
    """Join what ties of accounts that are not `late` put together: nothing of what is told apart."""
    order = [pair for pair in _in_order(by_how[How.ALIKE], ()) if not _touches(pair, late)]
    references = [pair for pair in sorted(by_how[How.REFERENCE]) if not _touches(pair, late)]
    _join(known, clusters, (pair for pair in order if _one_report(known, pair)))
    for pair in references:
        clusters.join(*pair)
    for pair in sorted(by_how[How.COPY]):
        if not _touches(pair, late):
            clusters.join(*pair, copied=True)
    _join(known, clusters, order)
    for pair in references:
        clusters.join(*pair)


def _touches(pair: Pair, late: Collection[int]) -> bool:
    return pair[0] in late or pair[1] in late


def _in_order(alike: Held, late: Collection[int]) -> list[Pair]:
    """Return pairs from the likeliest down; those of accounts that were split from something come last."""
    return sorted(alike, key=lambda pair: (_touches(pair, late), -round(alike[pair].score, 6), pair))


def _join(known: Sequence[Facts], clusters: Clusters, pairs: Iterable[Pair]) -> None:
    for one, other in pairs:
        if known[one].told and known[other].told:
            clusters.join(one, other)


def _place_rest(known: Sequence[Facts], clusters: Clusters, order: Sequence[Pair], placed: set[int]) -> None:
    """Put each account that is not told beside one that is, unless it is `placed` already."""
    for one, other in order:
        rest = [index for index in (one, other) if not known[index].told]
        if len(rest) == 1 and rest[0] not in placed and clusters.join(one, other):
            placed.add(rest[0])
    for one, other in order:
        if not known[one].told and not known[other].told and placed.isdisjoint((one, other)):
            clusters.join(one, other)


def _one_report(known: Sequence[Facts], pair: Pair) -> bool:
    return known[pair[0]].account.claim.report == known[pair[1]].account.claim.report
