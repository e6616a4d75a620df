"""What was agreed, between whom, and what became of it.

Knows: kinds of agreement, their parties, and the verbs that sign, extend or break them.
Does not know: whether an agreement was kept (linking).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rashomon.reading.claims.attacks import of_war
from rashomon.reading.claims.drafts import Draft, draft
from rashomon.reading.claims.frames import names, subtype_named
from rashomon.reading.claims.participants import Classes, actor
from rashomon.reading.lexicon import load
from rashomon.record.claim import ClaimKind, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rashomon.reading.claims.frames import Sighting
    from rashomon.reading.claims.scene import Scene

ENOUGH = 2
"""Parties of what one alone can vow: `both leaders vowed to cease killing`, but not `the army vowed to …`."""

_ALONE = frozenset({"undertake", "pledge", "vow"})
_COMPLEMENTS = frozenset({"acl", "xcomp", "prep", "relcl"})
_MEDIATING = frozenset({"broker", "mediate", "sponsor", "facilitate", "arrange", "negotiate", "oversee", "guarantee"})
_PROPOSING = frozenset({"propose", "float", "put", "table", "offer", "present", "submit", "suggest", "moot"})
_OFFERS = frozenset({"proposal", "offer", "initiative"})
_STANDING_BY = frozenset({"guarantor", "mediator", "sponsor", "broker", "witness", "facilitator"})
_FIGHTING = frozenset({"group"})
_STATES = frozenset({"armed"})
"""Governments beside the armed: what they agree on counts in a report of war only."""


@cache
def _words() -> tuple[dict[str, str], dict[str, str]]:
    data = load("agreements")
    kinds = {word: kind for kind, words in data["kinds"].items() for word in words}
    states = {word: state for state, words in data["states"].items() for word in words}
    return kinds, states


def agreement(scene: Scene, classes: Classes, sighting: Sighting) -> Draft | None:
    """Return the draft of an agreement; None for one that is about nothing of war and that no armed side made."""
    grammar, i = scene.grammar, sighting.anchor
    kinds, states = _words()
    if sighting.frame.pattern == "became":
        return _became(scene, classes, sighting, states)
    made = draft(sighting)
    told = [j for j in grammar.children[i] if j > i and grammar.dep[j] in _COMPLEMENTS and not _when(scene, j)]
    complement = min(told, key=lambda j: grammar.dep[j] == "prep", default=None)
    verb = i if sighting.verbal else _verb(scene, i, states)
    if complement is None and verb is not None and grammar.head[i] == verb:
        complement = next((j for j in grammar.children[verb] if j > i and _purpose(scene, j)), None)
    if made.subtype is None:
        made.subtype = _kind(scene, i, complement, kinds)
    if sighting.frame.pattern == "agree" and (made.subtype is None or _names_one(scene, i, complement)):
        return None
    if not _made_by_sides(scene, classes, sighting, verb, made):
        return None
    if sighting.verbal:
        traded = [*grammar.prepositions(i), ("", grammar.object(i))]
        made.around = [k for word, k in traded if word in ("", "for") and k is not None]
    made.offered = verb is not None and grammar.lemma[verb] in _PROPOSING
    told_by = next((j for j in (_noun(scene, i, states), verb) if j is not None), None)
    if told_by is not None and (state := _state(scene, told_by, states)) is not None:
        made.terms.append(("state", state))
        made.anchors.append(told_by)
    if complement is not None and grammar.dep[complement] in ("acl", "xcomp", "advcl"):
        words = sorted(grammar.subtree(complement))
        made.terms.append(("terms", grammar.span(words[0], words[-1]).of(scene.text)))
    return made


def _made_by_sides(scene: Scene, classes: Classes, sighting: Sighting, verb: int | None, made: Draft) -> bool:
    """Fill in the parties and mediators; False where these are not those of an agreement of war."""
    grammar, i = scene.grammar, sighting.anchor
    argued = [(role, j) for role, head in _parties(scene, classes, i, verb) for j in grammar.conjuncts(head)]
    for role, j in argued:
        found = actor(scene, classes, role, j)
        if found is not None and all(found.name != known.name for known in made.actors):
            made.actors.append(found)
    if grammar.lemma[i] in _ALONE and sum(who.role is Role.PARTY for who in made.actors) < ENOUGH:
        return False
    if made.subtype is not None or any(classes.is_any(j, _FIGHTING) for _, j in argued):
        return True
    brokered = any(who.role is Role.MEDIATOR for who in made.actors)
    return of_war(scene) and (brokered or any(classes.is_any(j, _STATES) for _, j in argued))


def _became(scene: Scene, classes: Classes, sighting: Sighting, states: dict[str, str]) -> Draft | None:
    """Return what a verb says became of an agreement told before or by a noun that another verb already has.

    `A truce signed in May | broke down`, `the other side has | violated | it`, `212 | breaches | of it`.
    """
    grammar, i = scene.grammar, sighting.anchor
    if sighting.verbal:
        meant = [j for j in (grammar.object(i), grammar.subject(i)) if j is not None]
    else:
        meant = [k for word, k in grammar.prepositions(i) if word == "of"]
    for j in meant:
        noun = _told_before(scene, j) if grammar.word[j] in ("it", "its") else _whole(scene, j)
        if noun is None or not names(grammar.lemma[noun], ClaimKind.AGREEMENT):
            continue
        if noun == j and _verb(scene, noun, states) == i and not _known(scene, classes, noun, i):
            return None
        made = draft(sighting)
        made.subtype = subtype_named(grammar.lemma[noun], ClaimKind.AGREEMENT)
        if made.subtype is None:
            made.subtype = _kind(scene, noun, None, _words()[0])
        if (state := _state(scene, i, states)) is not None:
            made.terms.append(("state", state))
        return made
    return None


def _known(scene: Scene, classes: Classes, noun: int, verb: int) -> bool:
    """Tell whether the noun names no kind and no party, as of an agreement known before: `the agreement of 8 March`."""
    grammar = scene.grammar
    definite = any(grammar.word[j] in ("the", "this", "that") for j in grammar.children[noun] if j < noun)
    named = subtype_named(grammar.lemma[noun], ClaimKind.AGREEMENT) is not None
    return definite and not named and of_war(scene) and not any(_parties(scene, classes, noun, verb))


def _whole(scene: Scene, j: int) -> int:
    """Return the agreement that `j` is said of: the truce of `the truce with the embassy`, else `j` itself."""
    grammar, above = scene.grammar, scene.grammar.head[j]
    dated = grammar.word[above] == "of" and j in scene.times
    if grammar.dep[j] == "pobj" and (dated or grammar.word[above] in ("with", "between", "among", "over", "in", "on")):
        return grammar.head[above]
    return j


def _told_before(scene: Scene, pronoun: int) -> int | None:
    """Return the agreement told last before a pronoun, in its sentence or the one before; None where none is."""
    grammar, sentence = scene.grammar, scene.sentence[pronoun]
    for j in range(pronoun - 1, -1, -1):
        if scene.sentence[j] < sentence - 1:
            return None
        if grammar.tag[j].startswith("NN") and names(grammar.lemma[j], ClaimKind.AGREEMENT):
            return j
    return None


def _noun(scene: Scene, i: int, states: dict[str, str]) -> int | None:
    """Return the noun that says what became of it: `73 violations of the truce`, `a ceasefire proposal`."""
    grammar, head = scene.grammar, scene.grammar.head[i]
    if grammar.dep[i] == "pobj" and grammar.word[head] in ("of", "for"):
        head = grammar.head[head]
    elif grammar.dep[i] != "compound":
        return None
    return head if grammar.tag[head].startswith("NN") and grammar.lemma[head] in states else None


def _state(scene: Scene, word: int, states: dict[str, str]) -> str | None:
    """Return what a verb, with its particle, or a noun makes of an agreement; None where it tells nothing."""
    grammar, lemma = scene.grammar, scene.grammar.lemma[word]
    beside = (grammar.word[j] for j in grammar.children[word] if grammar.dep[j] in ("prt", "advmod"))
    return next((states[f"{lemma} {one}"] for one in beside if f"{lemma} {one}" in states), states.get(lemma))


def _names_one(scene: Scene, verb: int, complement: int | None) -> bool:
    """Tell whether what was agreed is named by a noun, which gives the agreement itself: `agreed to a truce`."""
    words = [*scene.grammar.subtree(complement)] if complement is not None else []
    if (done_to := scene.grammar.child(verb, "dobj")) is not None:
        words.append(done_to)
    return any(names(scene.grammar.lemma[j], ClaimKind.AGREEMENT) for j in words)


def _when(scene: Scene, j: int) -> bool:
    """Tell whether a preposition only says when: `an agreement on Saturday to …`."""
    return scene.grammar.dep[j] == "prep" and any(k in scene.times for k in scene.grammar.children[j])


def _purpose(scene: Scene, j: int) -> bool:
    return scene.grammar.dep[j] in ("advcl", "xcomp") and scene.grammar.word_before(j) == "to"


def _kind(scene: Scene, i: int, complement: int | None, kinds: dict[str, str]) -> str | None:
    grammar = scene.grammar
    for j in grammar.children[i]:
        if j < i:
            for k in (j, *grammar.children[j]):
                if grammar.lemma[k] in kinds:
                    return kinds[grammar.lemma[k]]
    for j in list(grammar.subtree(complement))[:12] if complement is not None else ():
        if grammar.lemma[j] in kinds:
            return kinds[grammar.lemma[j]]
    return None


def _verb(scene: Scene, i: int, states: dict[str, str]) -> int | None:
    """Return the verb that says what was done with the agreement."""
    grammar = scene.grammar
    dep, head = grammar.dep[i], grammar.head[i]
    if dep in ("dobj", "nsubj", "nsubjpass", "attr") and grammar.verbal(head):
        return head
    if dep == "pobj" and grammar.lemma[grammar.head[head]] in states and grammar.verbal(grammar.head[head]):
        return grammar.head[head]
    return next((j for j in grammar.children[i] if grammar.dep[j] in ("acl", "relcl") and grammar.verbal(j)), None)


def _parties(scene: Scene, classes: Classes, i: int, verb: int | None) -> Iterator[tuple[Role, int]]:
    yield from _parties_of_noun(scene, i, verb)
    yield from _guarantors(scene, i)
    if verb is not None:
        yield from _guarantors(scene, verb)
        yield from _parties_of_verb(scene, classes, i, verb)


def _parties_of_noun(scene: Scene, i: int, verb: int | None) -> Iterator[tuple[Role, int]]:
    """Yield who stands beside the noun: `a truce between X and Y`, `a deal brokered by Z`, `a proposal by Z`."""
    grammar = scene.grammar
    for word, k in grammar.prepositions(i):
        if word in ("between", "with", "among"):
            yield Role.PARTY, k
        elif word == "by" and grammar.lemma[i] in _OFFERS:
            yield Role.MEDIATOR, k
    for j in grammar.children[i]:
        if j != verb and grammar.dep[j] in ("acl", "relcl") and grammar.lemma[j] in _MEDIATING:
            yield from ((Role.MEDIATOR, k) for word, k in grammar.prepositions(j) if word == "by")


def _parties_of_verb(scene: Scene, classes: Classes, i: int, verb: int) -> Iterator[tuple[Role, int]]:
    """Yield who does what is done with the agreement, with whom and through whom."""
    grammar = scene.grammar
    subject = grammar.subject(verb)
    doer = Role.MEDIATOR if grammar.lemma[verb] in _MEDIATING or _proposed(scene, classes, verb) else Role.PARTY
    if subject is not None and subject != i and not grammar.passive(verb):
        yield doer, subject
    roles = {"by": doer, "with": Role.PARTY, "between": Role.PARTY, "through": Role.MEDIATOR, "via": Role.MEDIATOR}
    yield from ((roles[word], k) for word, k in grammar.prepositions(verb) if word in roles)


def _proposed(scene: Scene, classes: Classes, verb: int) -> bool:
    """Tell whether a state, or somebody unknown, offers it, who need not fight: `Ankara has floated a ceasefire`."""
    grammar, subject = scene.grammar, scene.grammar.subject(verb)
    if grammar.lemma[verb] not in _PROPOSING or subject is None or grammar.passive(verb):
        return False
    return grammar.tag[subject] != "PRP" and not classes.is_any(subject, _FIGHTING)


def _guarantors(scene: Scene, at: int) -> Iterator[tuple[Role, int]]:
    """Yield who stands by: `with France as guarantor`, `through the mediation of elders`."""
    grammar = scene.grammar
    for word, k in grammar.prepositions(at):
        if word == "with" and any(grammar.lemma[j] in _STANDING_BY for w, j in grammar.prepositions(k) if w == "as"):
            yield Role.MEDIATOR, k
        elif grammar.lemma[k] in ("mediation", "auspice", "auspices", "sponsorship", "guarantee"):
            yield from ((Role.MEDIATOR, j) for w, j in grammar.prepositions(k) if w == "of")
