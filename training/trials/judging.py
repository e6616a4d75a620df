"""Filled templates held against the keys of their texts.

Knows: the measure: micro F1 over six slots (the kind and the five roles), templates aligned so that most is right.
Does not know: how templates were filled.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from training.trials.folds import f1
from training.trials.templates import ROLES, Entity, Key

KIND = "incident"
"""The slot of the kind of incident."""
ALL = "all"
"""All six slots together."""

Counts = Counter[tuple[str, str]]
"""Counts of (slot, what): `right`, `found` and `gold`."""
_COUNTED = ("right", "found", "gold")


class Filled(NamedTuple):
    """One incident as it was read: its kind, and for each role one answer an entity (see `templates.answer`)."""

    kind: str
    fills: Mapping[str, Sequence[str]]


class Figures(NamedTuple):
    """F1 of a slot, 0 to 1, and what it comes from: how many fills are right, were found, and are asked for."""

    f1: float
    right: int
    found: int
    gold: int


def counts(keys: Sequence[Key], filled: Sequence[Filled]) -> Counts:
    """Return what of one text's templates is right.

    A template is only ever held against a key of its kind. A fill is right when it is an answer of an entity that no
    other has taken. What is optional counts as gold where it was found, and costs nothing where it was not.
    """
    pairs = dict(aligned(keys, filled))
    counted: Counts = Counter()
    for at, template in enumerate(filled):
        counted[KIND, "found"] += 1
        counted[KIND, "right"] += at in pairs
        for role in ROLES:
            counted[role, "found"] += len(template.fills.get(role, ()))
    taken = {number: filled[at] for at, number in pairs.items()}
    for number, wanted in enumerate(keys):
        if number in taken or not wanted.optional:
            counted[KIND, "gold"] += 1
            for role in ROLES:
                entities = wanted.fills.get(role, ())
                right = matched(entities, taken[number].fills.get(role, ())) if number in taken else set()
                counted[role, "right"] += len(right)
                counted[role, "gold"] += sum(at in right or not one.optional for at, one in enumerate(entities))
    return counted


def aligned(keys: Sequence[Key], filled: Sequence[Filled]) -> list[tuple[int, int]]:
    """Return which template (by number) is held against which key, so that the most fills are right."""

    @cache
    def best(at: int, left: frozenset[int]) -> tuple[int, tuple[tuple[int, int], ...]]:
        if at == len(filled):
            return 0, ()
        choices = [best(at + 1, left)]
        for number in sorted(left):
            if filled[at].kind in keys[number].kinds:
                worth, pairs = best(at + 1, left - {number})
                choices.append((worth + 1 + _right(keys[number], filled[at]), ((at, number), *pairs)))
        return max(choices, key=lambda one: one[0])

    return list(best(0, frozenset(range(len(keys))))[1])


def matched(entities: Sequence[Entity], answers: Iterable[str]) -> set[int]:
    """Return the numbers of the entities that answers meet, one each, the first that is free."""
    taken = set[int]()
    for said in answers:
        free = (at for at, one in enumerate(entities) if at not in taken and said in one.answers)
        taken.update(list(free)[:1])
    return taken


def figures(counted: Counts) -> dict[str, Figures]:
    """Return the figures of ALL slots together (micro), and of each."""
    slots = (KIND, *ROLES)
    sums = {what: sum(counted[slot, what] for slot in slots) for what in _COUNTED}
    every = {ALL: sums} | {slot: {what: counted[slot, what] for what in _COUNTED} for slot in slots}
    return {slot: Figures(f1(*(of[what] for what in _COUNTED)), **of) for slot, of in every.items()}


def _right(wanted: Key, template: Filled) -> int:
    return sum(len(matched(wanted.fills.get(role, ()), template.fills.get(role, ()))) for role in ROLES)
