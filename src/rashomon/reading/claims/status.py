"""How the words put it: as so, as not so, as planned, called for, threatened, possible or rumoured.

Knows: negation, modals, conditionals, verbs and nouns that govern what is under them, and what each stance makes of
what is said. Does not know: what is claimed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rashomon.reading.lexicon import load
from rashomon.record.attribution import Attribution, SourceKind, Stance
from rashomon.record.claim import Status

if TYPE_CHECKING:
    from rashomon.reading.claims.grammar import Grammar
    from rashomon.reading.claims.scene import Scene

HIGHEST_CLIMB = 12
"""Steps taken from a trigger towards the root of its sentence; grammar this far above does not bear on it."""

_BY_STANCE = {
    Stance.DENIES: Status.DENIED,
    Stance.CALLS_FOR: Status.CALLED_FOR,
    Stance.COMMITS: Status.PLANNED,
    Stance.PREDICTS: Status.PLANNED,
    Stance.ASKS: Status.HYPOTHETICAL,
}
_SUBJECTS = ("nsubj", "nsubjpass")
_TOUCHED = (*_SUBJECTS, "dobj")
_UNGOVERNED = frozenset({"nsubj", "nsubjpass", "conj", "relcl", "npadvmod", "nummod", "poss"})
_THROUGH = frozenset({"", "of", "for", "to", "on", "against", "from", "about", "over", "into"})
_STANDS_ALONE = frozenset({"after", "as", "since", "because", "while", "when", "before", "although", "though", "until"})


@dataclass(frozen=True, slots=True)
class _Words:
    governors: dict[str, Status]
    particles: dict[str, frozenset[str]]
    modals: dict[str, Status]
    marks: frozenset[str]
    nobody: frozenset[str]
    negators: frozenset[str]
    light: frozenset[str]
    falsities: frozenset[str]
    vows: frozenset[str]


@cache
def _words() -> _Words:
    data = load("status")
    return _Words(
        governors={word: Status(name) for name, words in data["governors"].items() for word in words},
        particles={word: frozenset(after) for word, after in data["particles"].items()},
        modals={word: Status(name) for name, words in data["modals"].items() for word in words},
        marks=frozenset(data["marks"]["hypothetical"]),
        nobody=frozenset(data["negation"]["subjects"]),
        negators=frozenset(data["negation"]["words"]),
        light=frozenset(load("events")["light"]["verbs"]),
        falsities=frozenset(data["negation"]["falsities"]),
        vows=frozenset(data["vows"]["words"]),
    )


def status(scene: Scene, anchor: int) -> Status:
    """Return the status of what the word `anchor` tells of: the attributions around it, then the grammar above it.

    A denial around a hedge is a denial: an outer stance counts wherever the inner ones leave it as asserted. What
    nobody says is open, but the bombing that no group claimed happened.
    """
    attribution = scene.attribution.get(anchor)
    if anchor in scene.unsaid:
        return Status.HYPOTHETICAL if scene.grammar.verbal(anchor) else Status.ASSERTED
    spoken = attributed(scene, attribution)
    if spoken is Status.CALLED_FOR and attribution is not None and _insisted(scene, anchor, attribution):
        spoken = Status.ASSERTED
    if spoken in (Status.DENIED, Status.RUMOURED, Status.CALLED_FOR):
        return spoken
    said = _by_grammar(scene, anchor, nested=False)
    if said is Status.HYPOTHETICAL and attribution is not None and _announced(scene, anchor, attribution):
        said = Status.THREATENED if _threatens(scene, attribution) else Status.PLANNED
    if said is not Status.DENIED and attribution is not None and _supposed(scene, attribution):
        return Status.HYPOTHETICAL
    return said if said is not Status.ASSERTED else spoken


def _announced(scene: Scene, anchor: int, attribution: Attribution) -> bool:
    """Tell whether `would` is the `will` of what was said then: `announced that the battalion would leave`.

    It is none where something is told as a condition, or where the source only fears, believes or asks.
    """
    grammar = scene.grammar
    clause = grammar.clause[anchor]
    would = any(grammar.word[j] == "would" for verb in (anchor, clause) for j in grammar.children[verb])
    if not would or attribution.stance not in (Stance.ASSERTS, Stance.COMMITS, Stance.PREDICTS, Stance.ALLEGES):
        return False
    sentence = scene.tokens(scene.page.sentences[scene.sentence[anchor]])
    if any(grammar.word[j] in _words().marks for j in sentence):
        return _threatens(scene, attribution)
    past = (j for span in attribution.cue.spans for j in scene.tokens(span))
    return any(grammar.tag[j] in ("VBD", "VBN") for j in past)


def _insisted(scene: Scene, anchor: int, attribution: Attribution) -> bool:
    """Tell whether somebody insists that something is so, and not on its being done: `insists that it still holds`."""
    grammar = scene.grammar
    cue = (grammar.lemma[j] for span in attribution.cue.spans for j in scene.tokens(span))
    clause = grammar.clause[anchor]
    words = (clause, *(j for j in grammar.children[clause] if grammar.dep[j] in ("aux", "auxpass")))
    return "insist" in cue and any(grammar.tag[j] in ("VBD", "VBZ", "VBP") for j in words)


def _supposed(scene: Scene, attribution: Attribution) -> bool:
    """Tell whether the saying itself is only supposed: `if the state tries to …`, `should they claim that …`."""
    verbs = (i for span in attribution.cue.spans for i in scene.tokens(span) if scene.grammar.verbal(i))
    return any(_by_grammar(scene, i, nested=False) is Status.HYPOTHETICAL for i in verbs)


def attributed(scene: Scene, attribution: Attribution | None) -> Status:
    """Return what the attributions from the innermost outwards make of their content: asserted unless one says else."""
    for _ in range(HIGHEST_CLIMB):
        if attribution is None:
            break
        if attribution.source.kind is SourceKind.RUMOUR:
            return Status.RUMOURED
        made = _BY_STANCE.get(attribution.stance)
        if made is Status.PLANNED and _threatens(scene, attribution):
            return Status.THREATENED
        if made is not None:
            return made
        attribution = scene.by_id.get(attribution.parent) if attribution.parent else None
    return Status.ASSERTED


def vows(scene: Scene, attribution: Attribution) -> bool:
    """Tell whether somebody vows or swears what he says: `vowed to rain rockets on the port`."""
    cue = (j for span in attribution.cue.spans for j in scene.tokens(span))
    return any(scene.grammar.lemma[j] in _words().vows for j in cue)


def _threatens(scene: Scene, attribution: Attribution) -> bool:
    cue = attribution.cue
    return any(
        _words().governors.get(scene.grammar.lemma[i]) is Status.THREATENED
        for span in cue.spans
        for i in scene.tokens(span)
    )


def _by_grammar(scene: Scene, anchor: int, nested: bool) -> Status:
    """Climb from the trigger towards the root while what is above still bears on it."""
    grammar, at = scene.grammar, anchor
    bears = grammar.verbal(anchor)
    for _ in range(HIGHEST_CLIMB):
        here = _at(grammar, at, bears)
        if here is not None:
            return here
        if grammar.dep[at] == "ROOT" or grammar.head[at] == at:
            break
        above = _governed(grammar, at)
        if above is not None and not (grammar.head[at] in scene.cues and at != anchor and grammar.opens_clause(at)):
            if _at(grammar, grammar.head[at], bears=False) is Status.HYPOTHETICAL:
                return Status.HYPOTHETICAL
            return _twice(scene, grammar.head[at]) if above is Status.DENIED and not nested else above
        step = _climb(grammar, at, bears)
        if step is None:
            break
        at, bears = step
    return Status.ASSERTED


def _twice(scene: Scene, governor: int) -> Status:
    """Return what a word that denies makes of what it governs: nothing certain where it is itself not asserted.

    `prevented the army from entering` denies the entering; `tried to prevent …` leaves it open.
    """
    grammar = scene.grammar
    if grammar.dep[governor] in ("prep", "agent"):
        governor = grammar.head[governor]
    return Status.DENIED if _by_grammar(scene, governor, nested=True) is Status.ASSERTED else Status.HYPOTHETICAL


def _at(grammar: Grammar, at: int, bears: bool) -> Status | None:
    """Return what the word's own companions make of it: `not`, `no`, `nobody`, a modal, `if`."""
    words = _words()
    verbal = grammar.verbal(at)
    for j in grammar.children[at]:
        dep, word = grammar.dep[j], grammar.word[j]
        if not verbal:
            if dep in ("det", "neg", "amod") and word in ("no", "neither") and j < at:
                return Status.DENIED
            continue
        if dep == "mark" and word in words.marks:
            return Status.HYPOTHETICAL
        if not bears:
            continue
        if dep == "neg" or (dep in ("advmod", "preconj") and word in words.negators):
            return Status.DENIED
        if dep == "aux" and word == "should" and _asks_if(grammar, j):
            return Status.HYPOTHETICAL
        if dep == "aux" and word in words.modals:
            return words.modals[word] if not _negated(grammar, at) else Status.DENIED
        if dep in _TOUCHED and (word in words.nobody or _no(grammar, j)):
            return Status.DENIED
    return None


def _asks_if(grammar: Grammar, modal: int) -> bool:
    """Tell whether `should` opens its clause, which makes it a condition: `Should the town fall, …`."""
    verb = grammar.head[modal]
    subject = next((j for j in grammar.children[verb] if grammar.dep[j] in _SUBJECTS), None)
    return (
        subject is not None
        and modal < subject
        and grammar.word_before(modal) in ("", ".", ",", ";", "\n", "\n\n", "“", '"')
    )


def _would(grammar: Grammar, verb: int) -> bool:
    """Tell whether the verb is conditional: what it says of its subject, and its subject, need not be so."""
    would = any(grammar.word[j] == "would" for j in grammar.children[verb])
    return would and not _negated(grammar, verb)  # an attack that `would not go unpunished` has been made


def _negated(grammar: Grammar, at: int) -> bool:
    return any(grammar.dep[j] == "neg" for j in grammar.children[at])


def _no(grammar: Grammar, noun: int) -> bool:
    return any(grammar.dep[j] == "det" and grammar.word[j] in ("no", "neither") for j in grammar.children[noun])


def _governed(grammar: Grammar, at: int) -> Status | None:
    """Return what the governor of `at` makes of it: `plan to X`, `threat of X`, `deny that X`."""
    dep, head = grammar.dep[at], grammar.head[at]
    if dep in ("relcl", "acl") and _called_false(grammar, head):
        return Status.DENIED
    if dep in _UNGOVERNED:
        return None
    to = dep in ("xcomp", "advcl", "acl", "ccomp") and grammar.word_before(at) == "to"
    if dep == "advcl":
        meant = to and grammar.tag[at] == "VB" and grammar.word[max(0, at - 2)] != "only"
        return Status.PLANNED if meant else None
    if dep == "acl" and not to and grammar.tag[at] in ("VBN", "VBG"):
        return None
    if dep in ("pobj", "pcomp"):
        cause = dep == "pobj" and grammar.word[head] == "to" and grammar.word_before(head) == "due"
        return None if cause else _by_governor(grammar, grammar.head[head], grammar.word[head])
    if dep == "xcomp" and to and grammar.lemma[head] == "be":
        return Status.PLANNED  # `is to leave by June`
    if dep == "ccomp" and _lets(grammar, head):
        return Status.CALLED_FOR
    return _by_governor(grammar, head, "to" if to else "")


def _by_governor(grammar: Grammar, head: int, through: str) -> Status | None:
    """Return what a verb or noun makes of what it governs through a preposition, `to` or (empty) directly."""
    if through == "without":
        return Status.DENIED
    lemma = grammar.lemma[head]
    needed = _words().particles.get(lemma)
    if needed is not None and through not in needed and not _has_particle(grammar, head, needed):
        return None
    return None if through not in _THROUGH else _words().governors.get(lemma)


def _lets(grammar: Grammar, verb: int) -> bool:
    """Tell whether the verb is `let` as a call: `Let them leave by May`."""
    return grammar.word[verb] == "let" and grammar.tag[verb] == "VB" and grammar.child(verb, *_SUBJECTS) is None


def _called_false(grammar: Grammar, noun: int) -> bool:
    """Tell whether what a noun says is called untrue: `posts that … are false`, `called the claim that … a lie`."""
    verb = grammar.head[noun]
    said = [j for j in grammar.children[verb] if grammar.dep[j] in ("acomp", "attr", "oprd")]
    return grammar.verbal(verb) and any(grammar.lemma[j] in _words().falsities for j in said)


def _has_particle(grammar: Grammar, head: int, needed: frozenset[str]) -> bool:
    return any(grammar.word[j] in needed and grammar.dep[j] in ("prt", "prep") for j in grammar.children[head])


def _climb(grammar: Grammar, at: int, bears: bool) -> tuple[int, bool] | None:
    """Return the next word up and whether its negation and modals still bear on the trigger; None: nothing does."""
    dep, head = grammar.dep[at], grammar.head[at]
    if not grammar.verbal(at):
        return _climb_from_noun(grammar, at, bears)
    if dep == "conj":
        return None if any(grammar.dep[j] in _SUBJECTS for j in grammar.children[at]) else (head, bears)
    if dep == "advcl":
        alone = any(grammar.word[j] in _STANDS_ALONE for j in grammar.children[at])
        return (head, bears) if grammar.tag[at] == "VBG" and not alone else None
    if dep == "pcomp":
        return (grammar.head[head], False) if grammar.word[head] in ("of", "for", "from", "in") else None
    return (head, bears and dep == "xcomp") if dep in ("xcomp", "ccomp", "acl", "csubj") else None


def _climb_from_noun(grammar: Grammar, at: int, bears: bool) -> tuple[int, bool] | None:
    dep, head = grammar.dep[at], grammar.head[at]
    if dep == "pobj":
        return grammar.head[head] if grammar.dep[head] in ("prep", "agent") else head, False
    if not grammar.verbal(head):
        return (head, bears) if dep in ("conj", "appos", "compound", "attr", "prep") else None
    light = grammar.lemma[head] in _words().light or (dep == "nsubj" and _would(grammar, head))
    return (head, light) if dep in ("dobj", "nsubjpass", "nsubj", "attr", "oprd", "conj") else None
