"""Whom `it`, `they`, `we` and `its men` mean where they act or are hit: the side that speaks, or the one told of last.

Knows: which words can stand for whom, and how near the one they stand for must be told.
Does not know: pronouns of speakers (coreference), or how a word becomes an actor (participants).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.record.attribution import SourceKind

if TYPE_CHECKING:
    from rashomon.reading.claims.participants import Classes
    from rashomon.reading.claims.scene import Scene
    from rashomon.record.attribution import Attribution

FIRST = frozenset({"we", "us", "our", "ours", "i", "me", "my"})
ONE = frozenset({"it", "its"})
MANY = frozenset({"they", "them", "their", "theirs"})
_SIDES = frozenset({SourceKind.GOVERNMENT, SourceKind.ARMED_GROUP, SourceKind.MILITARY})
_FOLK = frozenset({SourceKind.RESIDENT, SourceKind.WITNESS, SourceKind.ACTIVIST})
FARTHEST = 3
"""Sentences back to look, through those whose subject is a pronoun too."""

_WHO = frozenset({"actor", "armed", "civilian", "demonstrator", "mob"})
_SUBJECTS = ("nsubj", "nsubjpass")
_EMPTY = frozenset({"it", "they", "we", "he", "she", "i", "you"})


def speaker_meant(scene: Scene, i: int) -> Attribution | None:
    """Return the attribution whose speaker the pronoun means: `we` whoever says it, `it` and `they` a side.

    None for a pronoun of the report's own voice, for a speaker without a name; for `it` and `they` also where the
    sentence names somebody else, or nobody, before them (`“They left,” the army said`).
    """
    word, said = scene.grammar.word[i], scene.attribution.get(i)
    if said is None or not said.source.name or said.source.name.casefold() in _EMPTY:
        return None
    if word in FIRST:
        return said
    if word == "them" and said.source.kind in _FOLK:  # `the women said that guards beat them`
        return said
    if word not in ONE | MANY or said.source.kind not in _SIDES:
        return None
    sentence = scene.page.sentences[scene.sentence[i]]
    before = [j for j in scene.tokens(sentence) if j < i]
    named = any(j in scene.actors for j in before if scene.grammar.dep[j] in _SUBJECTS and not scene.speaking(j))
    return None if named or not any(scene.speaking(j) for j in before) else said


def told_before(scene: Scene, classes: Classes, i: int) -> int | None:
    """Return the word that the pronoun stands for: the subject of the clause or the sentence before; None: unclear.

    `it` is one body, `they` people or a body; of two clauses before in one sentence the nearer counts.
    """
    grammar, word = scene.grammar, scene.grammar.word[i]
    if word not in ONE | MANY or scene.sentence[i] < 0:
        return None
    at = scene.sentence[i]
    for sentence in range(at, max(-1, at - FARTHEST), -1):
        words = scene.tokens(scene.page.sentences[sentence])
        subjects = [j for j in words if j < i and grammar.dep[j] in _SUBJECTS and not scene.speaking(j)]
        own = None if grammar.dep[i] in _SUBJECTS else grammar.clause[i]
        apart = (j for j in reversed(subjects) if grammar.clause[j] != own)  # `they raped them` are two
        named = [j for j in apart if grammar.word[j] not in _EMPTY and classes.whole(j) < i]
        if (found := next((j for j in named if _fits(scene, classes, word, classes.whole(j))), None)) is not None:
            return found
        if sentence != at and (named or not subjects):
            break
    return None


def _fits(scene: Scene, classes: Classes, word: str, j: int) -> bool:
    grammar = scene.grammar
    if grammar.tag[j] in ("PRP", "DT", "WDT", "WP") or not (kinds := classes.of(j)) & _WHO:
        return False
    many = grammar.tag[j] in ("NNS", "NNPS") or len(grammar.conjuncts(j)) > 1
    if word in ONE:
        return not many and "actor" in kinds
    return many or "actor" in kinds
