"""Where the arguments of a trigger stand: who did it, and to whom or what.

Knows: subjects, objects and prepositional phrases of event verbs and nouns.
Does not know: what sort of thing an argument is, or whether the words are meant as an event at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rashomon.reading.claims.frames import undergone
from rashomon.reading.claims.grammar import ACCUSING
from rashomon.reading.lexicon import load

if TYPE_CHECKING:
    from rashomon.reading.claims.frames import Sighting
    from rashomon.reading.claims.scene import Scene

_BLAME = {"blame": "on", "pin": "on", "attribute": "to", "ascribe": "to"}
"""Verbs that lay a deed at somebody's door, with the word before who that is."""
_UNDER = ("under", "beneath", "underneath", "below", "beside", "inside", "outside")
_TARGET_WORDS = ("of", "with", "against", "on", "at")


@dataclass(slots=True)
class Arguments:
    """The heads (token indices) of an event's arguments. None: the words name none."""

    agent: int | None = None
    target: int | None = None


def arguments(scene: Scene, sighting: Sighting) -> Arguments:
    """Return the arguments of a trigger, by the pattern of its frame."""
    grammar, i, pattern = scene.grammar, sighting.anchor, sighting.frame.pattern
    found = Arguments()
    around = dict(reversed(list(grammar.prepositions(i))))
    if sighting.verbal:
        passive = grammar.passive(i)
        found.agent = doer_of_passive(scene, i) if passive else grammar.subject(i)
        found.target = undergone(scene, i, sighting.words)
        if found.target is None and sighting.frame.type.startswith("Explosions"):
            found.target = next((around[word] for word in _UNDER if word in around), None)
        if pattern == "tripped":
            found.agent, found.target = found.target, found.agent
        if pattern == "mover" and not passive:
            found.target = None
    else:
        found.agent = around.get("by")
        towards = (around[word] for word in _TARGET_WORDS if word in around)
        found.target = next((k for k in towards if k not in scene.times), None)
        if found.agent is None:
            found.agent = doer(scene, i)
        if found.agent is None:
            found.agent = _done_by(scene, i)
        if found.agent is None and (blamed := _blamed(scene, i)) is not None:
            found.agent = blamed
            found.target = None if found.target == blamed else found.target
        if pattern == "mover":
            movers = (k for k in (found.agent, around.get("of"), around.get("from")) if k is not None)
            found.agent, found.target = next(movers, None), None
        if "between" in around:
            sides = grammar.conjuncts(around["between"])
            found.agent, found.target = sides[0], sides[1] if len(sides) > 1 else None
    return found


def doer_of_passive(scene: Scene, verb: int) -> int | None:
    """Return by whom it was done, also where a verb joined to it says so: `were whipped, and robbed, by militiamen`."""
    grammar = scene.grammar
    joined = [verb, *(j for j in grammar.children[verb] if grammar.dep[j] == "conj" and grammar.verbal(j))]
    if grammar.dep[verb] == "conj" and grammar.verbal(grammar.head[verb]):
        joined.append(grammar.head[verb])
    passive = (at for at in joined if at == verb or grammar.child(at, "dobj") is None)
    by = (k for at in passive for word, k in grammar.prepositions(at) if word == "by")
    return next((k for k in by if k not in scene.times), None)


def doer(scene: Scene, noun: int) -> int | None:
    """Return who does what the noun names: the subject of `launched an attack`, `continued its offensive`."""
    grammar, verb = scene.grammar, scene.grammar.head[noun]
    if grammar.dep[noun] != "dobj" or not grammar.verbal(verb) or grammar.passive(verb):
        return None
    return grammar.subject(verb) if grammar.lemma[verb] in _doing() else None


def _done_by(scene: Scene, noun: int) -> int | None:
    """Return by whom it was done: `the raid launched by X`, `the raid was carried out by X`."""
    grammar = scene.grammar
    verbs = [j for j in grammar.children[noun] if grammar.dep[j] in ("acl", "relcl")]
    if grammar.dep[noun] == "nsubjpass":
        verbs.append(grammar.head[noun])
    for verb in verbs:
        if grammar.lemma[verb] in _doing() and grammar.passive(verb):
            return next((k for word, k in grammar.prepositions(verb) if word == "by"), None)
    return None


def _blamed(scene: Scene, noun: int) -> int | None:
    """Return who is said to have done it: `blamed the bombing on X`, `attributed it to X`, `accused X of the raid`."""
    grammar, head = scene.grammar, scene.grammar.head[noun]
    if grammar.dep[noun] == "dobj" and (after := _BLAME.get(grammar.lemma[head])) is not None:
        around = {**dict(grammar.prepositions(noun)), **dict(grammar.prepositions(head))}
        return around.get(after)
    if grammar.dep[noun] == "pobj" and grammar.word[head] in ("of", "for"):
        verb = grammar.head[head]
        if not grammar.verbal(verb) and grammar.dep[verb] == "dobj":  # the parser hangs `of …` on whom is accused
            verb = grammar.head[verb]
        if grammar.lemma[verb] in ACCUSING and grammar.verbal(verb):
            return grammar.object(verb)
    return None


@cache
def _doing() -> frozenset[str]:
    return frozenset(load("events")["light"]["doing"])
