"""What `the town` and `the strike` stand for: the one that was named shortly before.

Knows: how near the name must stand, and that there must be exactly one it can be.
Does not know: places and events named in full (circumstances, events).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from rashomon.reading.claims.gathering import VIOLENT
from rashomon.reading.claims.participants import class_words
from rashomon.record.values import PlaceRole, Precision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.reading.claims.drafts import Draft
    from rashomon.reading.claims.scene import Scene
    from rashomon.record.values import Where

LONGEST_DATELINE = 25
"""Words within which the dash after `PORT SABEL, Norland, March 7 (Agency)` must stand."""

BACK = 3
"""Sentences before its own in which the one that `the town` means is looked for."""

FOCUS = 3
"""Times that a report must name what it is about."""
_ONE_OF_A_REPORT = frozenset({"enclave", "camp"})
_CAPITAL = "P.PPLC"

_DEFINITE = frozenset({"the", "this", "that"})
_DASHES = frozenset({"—", "–", "--"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj"})
_INTO = frozenset({"in", "of", "from", "into", "to", "on", "inside", "at"})


def place_meant(scene: Scene, draft: Draft) -> Where | None:
    """Return the populated place that `the town` in the draft's clause means; None where it is not one alone.

    It is the only one of the sentence or, where that names none, of those before it in the paragraph, the nearest that
    names any, at most BACK; a dateline names none. `The enclave` of a paragraph that names nothing is the one that the
    report is about.
    """
    word = None if draft.narrow else _definite_place(scene, draft)
    if word is None:
        return None
    at = scene.sentence[draft.anchor]
    for sentence in range(at, max(at - BACK, 0) - 1, -1):
        if sentence < at - 1 and _new_paragraph(scene, sentence + 1):
            break
        named = _populated(scene, sentence)
        if named:
            return next(iter(named.values())) if len(named) == 1 else None
    return _focus(scene) if scene.grammar.lemma[word] in _ONE_OF_A_REPORT else None


def _focus(scene: Scene) -> Where | None:
    """Return the camp, district or town, no capital, that the report names most and FOCUS times; None for none."""
    named = [
        where
        for where in scene.page.places
        if where.place is not None and _inhabited(where.place.feature) and where.place.feature != _CAPITAL
    ]
    most = Counter(where.place.id for where in named if where.place is not None).most_common(2)
    if not most or most[0][1] < FOCUS or (len(most) > 1 and most[1][1] == most[0][1]):
        return None
    first = next(where for where in named if where.place is not None and where.place.id == most[0][0])
    return replace(first, relation="in", precision=Precision.EXACT)


def _new_paragraph(scene: Scene, sentence: int) -> bool:
    """Tell whether an empty line stands before the sentence."""
    before, own = scene.page.sentences[sentence - 1], scene.page.sentences[sentence]
    return scene.text[before.end : own.start].count("\n") > 1


def _definite_place(scene: Scene, draft: Draft) -> int | None:
    """Return the word `town` of `the town`, where the draft's words have it as a part of what happened there."""
    grammar, words = scene.grammar, class_words("settlement")
    for clause in {grammar.clause[anchor] for anchor in draft.anchors}:
        for i in grammar.members[clause]:
            if grammar.lemma[i] not in words or grammar.tag[i] != "NN" or i in scene.places or scene.speaking(i):
                continue
            if not any(grammar.word[j] in _DEFINITE and grammar.dep[j] == "det" for j in grammar.children[i]):
                continue
            head = grammar.head[i]
            into = grammar.dep[i] == "pobj" and grammar.word[head] in _INTO
            above = grammar.head[head]
            if (into and (grammar.verbal(above) or above in draft.anchors)) or grammar.dep[i] in _ARGUMENTS:
                return i
    return None


def _populated(scene: Scene, sentence: int) -> dict[str, Where]:
    """Return the populated places that a sentence names, each once, as places to be in."""
    words = scene.tokens(scene.page.sentences[sentence])
    grammar = scene.grammar
    start = words[0] if words else 0
    head = grammar.word[start : start + min(LONGEST_DATELINE, len(words))]
    dash = next((start + n for n, word in enumerate(head) if word in _DASHES), start)
    if any(grammar.verbal(i) for i in range(start, dash)):
        dash = start
    found: dict[str, Where] = {}
    for i in words:
        where = scene.places.get(i)
        if where is None or i < dash or where.role is not PlaceRole.LITERAL or where.place is None:
            continue
        if _inhabited(where.place.feature):
            plain = where.relation in (None, "in", "at")
            meant = where if plain else replace(where, relation="in", precision=Precision.EXACT)
            found.setdefault(where.place.id, meant)
    return found


def _inhabited(feature: str) -> bool:
    return feature.startswith("P") or feature in ("WAR.CAMP", "WAR.DISTRICT")


def mentioned_before(scene: Scene, draft: Draft, earlier: Sequence[tuple[Draft, Where | None]]) -> Where | None:
    """Return where `the strike` was: at the place of the one earlier event of its type, near enough.

    None for a noun without `the`, and where the report tells of several such events in different places.
    """
    grammar, noun = scene.grammar, draft.anchor
    if draft.verbal or draft.narrow or not _is_definite(scene, noun):
        return None
    same = [(one, where) for one, where in earlier if one.type == draft.type and where is not None]
    names = {where.place.id if where.place is not None else where.text for _, where in same if where is not None}
    if len(names) != 1:
        return None
    one, where = same[-1]
    between = scene.sentence[noun] - scene.sentence[one.anchor]
    gap = scene.text[grammar.end[one.anchor] : grammar.start[noun]]
    return where if between <= 1 or "\n\n" not in gap else None


def take_type(scene: Scene, draft: Draft, earlier: Sequence[tuple[Draft, Where | None]]) -> None:
    """Give `the attack`, which names neither means nor target, the type of the violence told before, if that is one."""
    if not draft.bare or not _is_definite(scene, draft.anchor):
        return
    kinds = {(one.type, one.subtype, one.plover) for one, _ in earlier if one.type in VIOLENT}
    if len(kinds) == 1:
        draft.type, draft.subtype, draft.plover = next(iter(kinds))


def _is_definite(scene: Scene, noun: int) -> bool:
    grammar = scene.grammar
    return any(grammar.dep[j] == "det" and grammar.word[j] in _DEFINITE for j in grammar.children[noun])
