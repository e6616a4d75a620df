"""Events and movements: what happened, with whom on which side.

Knows: where the arguments of an event's verb or noun stand, and which sub-type its means and its target make it.
Does not know: place, time, status or figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rashomon.reading.claims.drafts import Draft, draft
from rashomon.reading.claims.frames import undergone
from rashomon.reading.claims.measures import measures
from rashomon.reading.claims.participants import Classes, actor, modifier
from rashomon.reading.lexicon import load
from rashomon.record.claim import Actor, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rashomon.reading.claims.frames import Sighting
    from rashomon.reading.claims.scene import Scene

_HIT = frozenset({"place", "armed", "civilian", "property", "actor", "transport"})
_ARMED, _HAZARD, _CIVIL = frozenset({"armed"}), frozenset({"hazard"}), frozenset({"civilian", "demonstrator"})
_OPPONENTS = frozenset({"armed", "actor", "place", "vague", "civilian", "transport", "property"})
_PEOPLE = frozenset({"armed", "civilian", "demonstrator"})
_OF_CIVILIANS = frozenset({"civilian", "demonstrator", "place", "property"})
_TARGET_WORDS = ("of", "on", "against", "at", "with")


@dataclass(frozen=True, slots=True)
class Instrument:
    """What an attack was made with decides its type."""

    type: str
    subtype: str
    plover: str
    not_after: frozenset[str]


@cache
def _instruments() -> dict[str, Instrument]:
    found: dict[str, Instrument] = {}
    for entry in load("events")["instrument"]:
        instrument = Instrument(entry["type"], entry["subtype"], entry["plover"], frozenset(entry.get("not_after", ())))
        for word in entry["words"]:
            found.setdefault(word, instrument)
    return found


@dataclass(slots=True)
class _Arguments:
    agent: int | None = None
    target: int | None = None


def event(scene: Scene, classes: Classes, sighting: Sighting) -> Draft | None:
    """Return the draft of an event, None when the words are used in another sense."""
    arguments = _arguments(scene, sighting)
    if classes.is_any(arguments.agent, _HAZARD):
        return None
    made = draft(sighting)
    if sighting.frame.refine and not _refine(scene, classes, sighting, arguments, made):
        return None
    if sighting.frame.pattern == "clash" and not _opponent_fits(classes, sighting, arguments):
        return None
    if scene.grammar.dep[sighting.anchor] == "amod":
        made.narrow = True
        made.near.append(scene.grammar.head[sighting.anchor])
        return made
    if not sighting.verbal and scene.grammar.word_before(scene.grammar.head[sighting.anchor] + 1) == "under":
        made.stands = True
    made.actors = list(_actors(scene, classes, sighting, arguments))
    if arguments.target is not None:
        made.near.append(arguments.target)
    return made


def _arguments(scene: Scene, sighting: Sighting) -> _Arguments:
    grammar, i, pattern = scene.grammar, sighting.anchor, sighting.frame.pattern
    found = _Arguments()
    around = dict(reversed(list(grammar.prepositions(i))))
    if sighting.verbal:
        passive = grammar.passive(i)
        found.agent = around.get("by") if passive else grammar.subject(i)
        found.target = undergone(scene, i, sighting.words)
        if pattern == "mover" and not passive:
            found.target = None
    else:
        found.agent = around.get("by")
        found.target = next((around[word] for word in _TARGET_WORDS if word in around), None)
        if found.agent is None:
            found.agent = _doer(scene, i)
        if pattern == "mover":
            found.agent, found.target = found.agent or around.get("of") or around.get("from"), None
        if "between" in around:
            sides = grammar.conjuncts(around["between"])
            found.agent, found.target = sides[0], sides[1] if len(sides) > 1 else None
    return found


def _doer(scene: Scene, noun: int) -> int | None:
    """Return who does what the noun names: the subject of `launched an attack`, `continued its offensive`."""
    grammar, verb = scene.grammar, scene.grammar.head[noun]
    if grammar.dep[noun] != "dobj" or not grammar.verbal(verb) or grammar.passive(verb):
        return None
    return grammar.subject(verb) if grammar.lemma[verb] in _doing() else None


@cache
def _doing() -> frozenset[str]:
    return frozenset(load("events")["light"]["doing"])


def _actors(scene: Scene, classes: Classes, sighting: Sighting, arguments: _Arguments) -> Iterator[Actor]:
    seen: set[str] = set()
    for role, argument in ((Role.AGENT, arguments.agent), (Role.TARGET, arguments.target)):
        for i in scene.grammar.conjuncts(argument) if argument is not None else ():
            if role is Role.TARGET and i in scene.places and i not in scene.actors:
                continue
            found = actor(scene, classes, role, i)
            if found is not None and found.name not in seen:
                seen.add(found.name)
                yield found
    if sighting.verbal or any(a == "agent" for a in seen):
        return
    mention = modifier(scene, sighting.anchor)
    if mention is not None and arguments.agent is None and mention.name not in seen:
        yield Actor(Role.AGENT, mention.name, mention.actor, mention.span)


def _refine(scene: Scene, classes: Classes, sighting: Sighting, arguments: _Arguments, made: Draft) -> bool:
    """Set the sub-type from the means and the target; False when the words do not tell of an attack."""
    refine = sighting.frame.refine
    instrument = _instrument(scene, sighting, arguments)
    target = arguments.target
    if refine == "harm":
        if not sighting.verbal:
            return instrument is not None or arguments.target is not None
        if instrument is None and (arguments.agent is None or not classes.of(arguments.agent) & _HIT):
            return _casualties(scene, classes, sighting, arguments, made)
    if instrument is not None:
        made.type, made.subtype, made.plover = instrument.type, instrument.subtype, instrument.plover
        return True
    if refine == "blast":
        return True
    made.generic = refine == "hit"
    named = target is not None and scene.grammar.tag[target].startswith("NNP")
    if refine == "hit" and target is not None and not (named or classes.of(target) & _HIT):
        return False
    if refine == "hit" and sighting.verbal and target is None and len(sighting.words) == 1:
        return False
    if target is not None and classes.is_any(target, _ARMED) and not classes.is_any(target, _CIVIL):
        made.type, made.subtype, made.plover = "Battles", "Armed clash", "ASSAULT/firearms"
    elif target is not None and not (named or classes.of(target) & _OF_CIVILIANS):
        made.type, made.subtype = "Battles", None
    elif scene.grammar.lemma[sighting.anchor] == "strike" and not sighting.verbal:
        return target is not None
    return True


def _casualties(scene: Scene, classes: Classes, sighting: Sighting, arguments: _Arguments, made: Draft) -> bool:
    """Make it a death or an injury that nobody and nothing is named for; False when it is not of people."""
    if arguments.target is None or not classes.of(arguments.target) & _PEOPLE:
        return False
    measure = measures().done[scene.grammar.lemma[sighting.anchor]]
    made.type, made.subtype, made.plover = "Casualties", measure.value, None
    return True


def _instrument(scene: Scene, sighting: Sighting, arguments: _Arguments) -> Instrument | None:
    """Return what it was made with: a word of the trigger's own phrase, of its agent, or of its clause."""
    grammar, known = scene.grammar, _instruments()
    words = list(grammar.subtree(sighting.anchor))
    if arguments.agent is not None:
        words += list(grammar.subtree(arguments.agent))
    verb = grammar.clause[sighting.anchor]
    if grammar.lemma[verb] == "use" and (used := grammar.child(verb, "dobj")) is not None:
        words += list(grammar.subtree(used))
    target = set() if arguments.target is None else set(grammar.subtree(arguments.target))
    own = grammar.clause[sighting.anchor]
    for i in words:
        instrument = known.get(grammar.lemma[i])
        if instrument is None or i in target or i == sighting.anchor or grammar.clause[i] not in (own, i):
            continue
        if not (instrument.not_after & {grammar.word_before(i)}):
            return instrument
    return None


def _opponent_fits(classes: Classes, sighting: Sighting, arguments: _Arguments) -> bool:
    """Tell whether a fight is one of arms: not against a disease, not for a cause."""
    target = arguments.target
    if target is None:
        return not sighting.verbal or classes.is_any(arguments.agent, frozenset({"armed", "actor", "vague", "nobody"}))
    return bool(classes.of(target) & _OPPONENTS)
