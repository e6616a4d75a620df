"""Where and when: the place and the time that the words give to a claim, and no other.

Knows: how near to its trigger a place or a time must stand to belong to it.
Does not know: which place a name means, or which days a time covers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from rashomon.reading.claims.grammar import LONGEST_WALK
from rashomon.reading.times import when_of
from rashomon.record.values import PlaceRole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from rashomon.reading.claims.scene import Scene
    from rashomon.record.values import When, Where

Found = TypeVar("Found")

_DEPENDENT = frozenset({"advcl", "conj", "acl", "xcomp", "relcl", "pcomp"})
HIGHEST_CLIMB = 4
"""Clauses climbed from a trigger's own: `…, killing six` takes place and time from the clause it hangs on."""


def place(scene: Scene, anchors: Sequence[int]) -> Where | None:
    """Return where it happened: in the triggers' own words, their clauses, a clause that bears them, else the sentence.

    A place that names an institution or people (`Damascus denied`, `Syrian`) is no place of an event.
    """
    return _nearest(scene, anchors, scene.places, lambda where: where.role is PlaceRole.LITERAL)


def time(scene: Scene, anchors: Sequence[int]) -> When | None:
    """Return when it happened, likewise. A time that stands with the saying verb (`said on Thursday`) is not it."""
    found = _nearest(scene, anchors, scene.times, lambda mention: when_of(mention) is not None)
    return None if found is None else when_of(found)


def _nearest(
    scene: Scene, anchors: Sequence[int], laid: Mapping[int, Found], fits: Callable[[Found], bool]
) -> Found | None:
    if not laid:
        return None
    for anchor in anchors:
        found = _first(scene, scene.grammar.subtree(anchor), laid, fits)
        if found is not None:
            return found
    for anchor in anchors:
        found = _in_clauses(scene, anchor, laid, fits)
        if found is not None:
            return found
    return _only_one(scene, anchors[0], laid, fits)


def _first(
    scene: Scene, words: Iterable[int], laid: Mapping[int, Found], fits: Callable[[Found], bool]
) -> Found | None:
    for i in words:
        value = laid.get(i)
        if value is not None and i not in scene.compared and not scene.speaking(i) and fits(value):
            return value
    return None


def _in_clauses(scene: Scene, anchor: int, laid: Mapping[int, Found], fits: Callable[[Found], bool]) -> Found | None:
    grammar = scene.grammar
    clause = grammar.clause[anchor]
    for _ in range(HIGHEST_CLIMB):
        if clause not in scene.cues:
            nearest = sorted(grammar.members[clause][:LONGEST_WALK], key=lambda i: abs(i - anchor))
            found = _first(scene, nearest, laid, fits)
            if found is not None:
                return found
        if grammar.dep[clause] not in _DEPENDENT or grammar.head[clause] == clause:
            break
        clause = grammar.clause[grammar.head[clause]]
    return None


def _only_one(scene: Scene, anchor: int, laid: Mapping[int, Found], fits: Callable[[Found], bool]) -> Found | None:
    """Return what stands in the sentence outside of saying and comparing, when there is exactly one such."""
    grammar = scene.grammar
    sentence = scene.tokens(scene.page.sentences[scene.sentence[anchor]])
    if len(sentence) > 400:
        return None
    spoken = {grammar.clause[i] for i in sentence if i in scene.cues}
    seen: dict[int, Found] = {}
    for i in sentence:
        value = laid.get(i)
        if value is None or i in scene.compared or scene.speaking(i) or grammar.clause[i] in spoken or not fits(value):
            continue
        seen[id(value)] = value
    return next(iter(seen.values())) if len(seen) == 1 else None
