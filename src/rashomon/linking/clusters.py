"""Which accounts stand together: groups that never chain two things that are clearly two.

Knows: how pairwise likeness and people's decisions become groups, the same for every order of arrival.
Does not know: what the likeness rests on (features) or what a group is called (incidents).

Pairs are joined from the likeliest down, and two groups join only when no member of one is apart (in type, time, place
or who moved) from a member of the other and no decision keeps them apart: complete linkage on what excludes, single on
what supports (after the agglomerative clustering with cannot-link constraints of Davidson and Ravi, 2005).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rashomon.linking.candidates import Pair
from rashomon.linking.facts import Facts
from rashomon.linking.features import apart


class Clusters:
    """Groups of accounts by index, one account each to begin with."""

    def __init__(self, accounts: Sequence[Facts], kept_apart: Iterable[Pair]) -> None:
        """Start with single accounts; `kept_apart` are pairs that no group may hold both of."""
        self._accounts = accounts
        self._head = list(range(len(accounts)))
        self._members: dict[int, list[int]] = {index: [index] for index in range(len(accounts))}
        self._kinds: dict[int, dict[object, int]] = {index: {_kind(one): index} for index, one in enumerate(accounts)}
        self._foes: dict[int, set[int]] = {}
        for one, other in kept_apart:
            self._foes.setdefault(one, set()).add(other)
            self._foes.setdefault(other, set()).add(one)
        self._apart: dict[tuple[object, object], bool] = {}

    def join(self, one: int, other: int, decided: bool = False, copied: bool = False) -> bool:
        """Join the groups of two accounts unless something keeps them apart.

        A decision is followed whatever says no, and only a decision keeps a sentence from its copy. Tells whether the
        two now stand together.
        """
        first, second = sorted((self.top(one), self.top(other)))
        if first == second:
            return True
        if not decided and not (self._foes_allow(first, second) if copied else self._may_join(first, second)):
            return False
        self._head[second] = first
        self._members[first] += self._members.pop(second)
        self._kinds[first] |= self._kinds.pop(second)
        return True

    def groups(self) -> list[list[int]]:
        """Return the groups, each with its accounts in order, in the order of their first."""
        return sorted(sorted(members) for members in self._members.values())

    def _may_join(self, first: int, second: int) -> bool:
        if self._foes and not self._foes_allow(first, second):
            return False
        return not any(
            self._are_apart(kind, index, other_kind, other)
            for kind, index in self._kinds[first].items()
            for other_kind, other in self._kinds[second].items()
        )

    def _foes_allow(self, first: int, second: int) -> bool:
        return not any(self.top(foe) == second for member in self._members[first] for foe in self._foes.get(member, ()))

    def _are_apart(self, kind: object, index: int, other_kind: object, other: int) -> bool:
        key = (kind, other_kind)
        if key not in self._apart:
            self._apart[key] = apart(self._accounts[index], self._accounts[other])
        return self._apart[key]

    def top(self, index: int) -> int:
        """Return the account that stands for the group of `index`: two of one group have the same one."""
        while self._head[index] != index:
            self._head[index] = self._head[self._head[index]]
            index = self._head[index]
        return index


def _kind(facts: Facts) -> object:
    """Return all that `apart` looks at: accounts of one kind are apart from the same others."""
    claim = facts.account.claim
    when = (facts.first, facts.last) if facts.first is not None else ("published", facts.appeared)
    where = (facts.area.id, facts.area.radius) if facts.area else facts.unplaced
    return claim.type, claim.subtype, facts.groups, facts.movers, where, when
