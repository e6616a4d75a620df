"""Attacks: by what means and on whom, and whether the words mean one at all.

Knows: which words name means, and what means and target make of an attack.
Does not know: where the arguments stand (arguments), or place, time and figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rashomon.reading.claims.frames import names_event
from rashomon.reading.claims.measures import measures
from rashomon.reading.claims.participants import class_words
from rashomon.reading.lexicon import load
from rashomon.record.claim import ClaimKind

if TYPE_CHECKING:
    from rashomon.reading.claims.arguments import Arguments
    from rashomon.reading.claims.drafts import Draft
    from rashomon.reading.claims.frames import Sighting
    from rashomon.reading.claims.participants import Classes
    from rashomon.reading.claims.scene import Scene

FARTHEST_MEANS = 60
"""Words back to the means of an attack that names none itself."""

_NOBODY = frozenset({"nobody", "none", "no-one"})
_NO_MOB = frozenset({"armed", "group", "munition"})
_HIT = frozenset({"place", "armed", "civilian", "property", "actor", "transport", "person", "site"})
_ARMED, _CIVIL = frozenset({"armed"}), frozenset({"civilian", "demonstrator"})
_ATTACKERS = frozenset({"group", "vague", "weapon", "transport"})
_THINGS_HIT = frozenset({"place", "group", "property", "transport", "site"})
_SIDES = frozenset({"actor", "armed"})
_PEOPLE = frozenset({"armed", "civilian", "demonstrator"})
_OF_CIVILIANS = frozenset({"civilian", "demonstrator", "place", "property", "transport", "person", "site"})
_TOUCHED = frozenset({"place", "armed", "civilian", "property", "transport"})
_AERIAL = "Air/drone strike"
_TELLING = ("Chemical weapon", "Suicide bomb")
"""Means that say more than what carried them: `rockets filled with sarin`."""


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


def refined(scene: Scene, classes: Classes, sighting: Sighting, found: Arguments, made: Draft) -> bool:
    """Set type and sub-type from the means and the target; False when the words do not tell of an attack."""
    refine = sighting.frame.refine
    if refine == "worn":
        _worn(scene, classes, sighting, found, made)
    elif refine == "means":
        by_means(scene, found, made)
    elif refine == "taken":
        _as_taken(scene, found, made)
    else:
        return _attacked(scene, classes, sighting, found, made)
    return True


def _attacked(scene: Scene, classes: Classes, sighting: Sighting, found: Arguments, made: Draft) -> bool:
    refine = sighting.frame.refine
    if found.target is not None and scene.grammar.word[found.target].endswith(("self", "selves")):
        return False
    instrument = _instrument(scene, sighting, found) or _told_nearby(scene, classes, sighting, found)
    if instrument is not None:
        made.type, made.subtype, made.plover = instrument.type, instrument.subtype, instrument.plover
        return True
    if refine == "harm" and not _harmed_by_somebody(classes, sighting, found):
        return sighting.verbal and _casualties(scene, classes, sighting, found, made)
    if refine == "strike":
        made.generic = found.target is None
        return _struck(scene, classes, sighting, found, made)
    if refine in ("hit", "harm") and _mobbed(scene, classes, sighting, found):
        made.type, made.subtype, made.plover = "Riots", "Mob violence", "PROTEST/riot"
        return True
    if refine == "hit":
        made.generic = True
        made.bare = found.target is None and not sighting.verbal
        if not _meant(scene, classes, sighting, found):
            return False
    if refine != "blast" and found.target is not None:
        _by_target(scene, classes, found.target, made)
    return True


def _harmed_by_somebody(classes: Classes, sighting: Sighting, found: Arguments) -> bool:
    """Tell whether harm is somebody's or something's deed; a noun (`the killing of …`) needs only who was harmed."""
    if not sighting.verbal:
        return found.target is not None
    return found.agent is not None and bool(classes.of(found.agent) & _HIT)


def _mobbed(scene: Scene, classes: Classes, sighting: Sighting, found: Arguments) -> bool:
    """Tell whether many who bear no arms set upon somebody: `residents thrashed a hawker`."""
    grammar, agent, target = scene.grammar, found.agent, found.target
    if not sighting.verbal or agent is None or target is None:
        return False
    many = grammar.tag[agent] in ("NNS", "NNPS") or grammar.lemma[agent] in _many() or len(grammar.conjuncts(agent)) > 1
    kinds = classes.of(agent)
    return many and bool(kinds & _CIVIL) and not kinds & _NO_MOB and bool(classes.of(target) & (_CIVIL | {"person"}))


@cache
def _many() -> frozenset[str]:
    return class_words("mob") | {"people", "youth"}


def by_means(scene: Scene, found: Arguments, made: Draft) -> None:
    """Make damage or a fight the event that did it, where the means themselves did: `aircraft destroyed a depot`."""
    if found.agent is None:
        return
    lemma = scene.grammar.lemma[found.agent]
    instrument = _instruments().get(lemma)
    if instrument is not None and not names_event(lemma) and not names_event(scene.grammar.word[found.agent]):
        made.kind, made.type = ClaimKind.EVENT, instrument.type
        made.subtype, made.plover = instrument.subtype, instrument.plover


def _worn(scene: Scene, classes: Classes, sighting: Sighting, found: Arguments, made: Draft) -> None:
    """Make it a suicide bombing where somebody sets off what he wears."""
    if not classes.is_any(found.agent, _PEOPLE):
        return
    told = scene.tokens(scene.page.sentences[scene.sentence[sighting.anchor]])
    if any(scene.grammar.lemma[j] in _worn_words() or scene.grammar.word[j] in _worn_words() for j in told):
        made.subtype, made.plover = "Suicide bomb", "ASSAULT/suicide-attack"


@cache
def _worn_words() -> frozenset[str]:
    return frozenset(load("events")["worn"]["words"])


def _as_taken(scene: Scene, found: Arguments, made: Draft) -> None:
    """Make it an arrest where the state's own people take somebody away."""
    if found.agent is None:
        return
    words = {scene.grammar.lemma[j] for j in scene.grammar.subtree(found.agent)}
    if words & set(load("events")["state"]["arms"]):
        made.type, made.subtype, made.plover = "Strategic developments", "Arrests", "COERCE/arrest"


def _struck(scene: Scene, classes: Classes, sighting: Sighting, found: Arguments, made: Draft) -> bool:
    """Tell whether a strike or raid of no named means is an attack; a raid by soldiers is none from the air.

    With nothing said to be hit it is an attack only in a report that tells of harm, and from the air only where the
    report tells of aircraft.
    """
    grammar = scene.grammar
    if found.agent is not None and classes.of(found.agent) & _ARMED and grammar.lemma[sighting.anchor] == "raid":
        made.type, made.subtype, made.plover = "Violence against civilians", "Attack", "ASSAULT"
        if found.target is not None:
            _by_target(scene, classes, found.target, made)
        return of_war(scene)
    if found.agent is not None and classes.of(found.agent) & _CIVIL:
        return False
    if found.target is not None:
        return bool(classes.of(found.target) & _HIT) or grammar.tag[found.target].startswith("NNP")
    if _hits(scene, classes, sighting.anchor):
        return True
    if not of_war(scene):
        return False
    if not _from_the_air(scene):
        made.subtype, made.plover = None, "ASSAULT"
    return True


def _hits(scene: Scene, classes: Classes, noun: int) -> bool:
    """Tell whether the noun is what hits or kills: `raids hit a depot`, `the strike killed two men`."""
    grammar, verb = scene.grammar, scene.grammar.head[noun]
    if grammar.dep[noun] != "nsubj" or not grammar.verbal(verb) or grammar.passive(verb):
        return False
    done_to = grammar.child(verb, "dobj")
    harms = grammar.lemma[verb] in load("events")["attack"]["harms"]
    return harms and done_to is not None and bool(classes.of(done_to) & _HIT)


def of_war(scene: Scene) -> bool:
    """Tell whether the report has words of harm or arms anywhere."""
    return not scene.lemmas.isdisjoint(_harm()) or _from_the_air(scene)


def _from_the_air(scene: Scene) -> bool:
    return any(i.subtype == _AERIAL for word, i in _instruments().items() if word in scene.lemmas)


@cache
def _harm() -> frozenset[str]:
    return frozenset(load("events")["attack"]["harm"])


def _by_target(scene: Scene, classes: Classes, target: int, made: Draft) -> None:
    kinds = classes.of(target)
    named = scene.grammar.tag[target].startswith("NNP")
    if (kinds & _ARMED or _fortified(scene, target)) and not kinds & _CIVIL:
        made.type, made.subtype, made.plover = "Battles", "Armed clash", "ASSAULT/firearms"
    elif "anybodys" in kinds or (kinds and not (named or kinds & _OF_CIVILIANS)):
        made.type, made.subtype = "Battles", None


def _fortified(scene: Scene, i: int) -> bool:
    """Tell whether it is a site that the armed hold: a checkpoint, no health post."""
    grammar, words = scene.grammar, load("participants")["fortified"]
    return grammar.lemma[i] in words["sites"] and not any(
        grammar.lemma[j] in words["civil"] for j in grammar.children[i]
    )


def _meant(scene: Scene, classes: Classes, sighting: Sighting, found: Arguments) -> bool:
    """Tell whether a word of hitting is meant in earnest: `hit officials with sanctions` is not."""
    agent, target = found.agent, found.target
    lemma = scene.grammar.lemma[sighting.anchor]
    if target is None:
        return len(sighting.words) > 1 if sighting.verbal else of_war(scene)
    kinds = classes.of(target)
    unknown = not kinds and lemma in load("events")["attack"]["of_people"]
    if not (kinds & _HIT or unknown or scene.grammar.tag[target].startswith("NNP")):
        return False
    if not sighting.verbal:
        return bool(kinds & _TOUCHED) or of_war(scene)
    doers = classes.of(agent) if agent is not None else frozenset()
    if not kinds and lemma in load("events")["attack"]["of_people"]:
        return agent is None or bool(doers & _ATTACKERS)
    if kinds & _THINGS_HIT:
        return agent is None or bool(doers & (_ATTACKERS | _SIDES))
    return bool(doers & _ATTACKERS) or (agent is None and lemma in load("events")["attack"]["of_people"])


def _casualties(scene: Scene, classes: Classes, sighting: Sighting, found: Arguments, made: Draft) -> bool:
    """Make it a death or an injury that nobody and nothing is named for; False when it is not of people."""
    if found.target is None:
        return False
    if not classes.of(found.target) & _PEOPLE and scene.grammar.word[found.target] not in _NOBODY:
        return False
    measure = measures().done[scene.grammar.lemma[sighting.anchor]]
    made.type, made.subtype, made.plover = "Casualties", measure.value, None
    return True


def _told_nearby(scene: Scene, classes: Classes, sighting: Sighting, found: Arguments) -> Instrument | None:
    """Return the means told last before `hit`, `struck` or `fired at`, where a place or a building is what was hit.

    `Mortar rounds fell … The army denied having fired at the town`: nobody hits a town with bare hands.
    """
    grammar = scene.grammar
    if not sighting.verbal or grammar.lemma[sighting.anchor] not in load("events")["attack"]["from_afar"]:
        return None
    if found.target is None or classes.of(found.target) & _PEOPLE or not classes.of(found.target) & _THINGS_HIT:
        return None
    known = _instruments()
    for i in range(sighting.anchor - 1, max(-1, sighting.anchor - FARTHEST_MEANS), -1):
        instrument = known.get(grammar.lemma[i])
        if instrument is not None and not instrument.not_after & {grammar.word_before(i)}:
            return instrument
    return None


def _by_means(scene: Scene, target: int) -> set[int]:
    """Return the words of `with …`, which the parser hangs on what was hit: `hit the refinery with drones`."""
    grammar = scene.grammar
    return {
        k
        for j in grammar.children[target]
        if grammar.dep[j] == "prep" and grammar.word[j] in ("with", "by", "using", "from")
        for k in grammar.subtree(j)
    }


def _instrument(scene: Scene, sighting: Sighting, found: Arguments) -> Instrument | None:
    """Return what it was made with: a word of the trigger's own phrase, of its agent, or of its clause."""
    grammar, known = scene.grammar, _instruments()
    words = list(grammar.subtree(sighting.anchor))
    if found.agent is not None:
        words += list(grammar.subtree(found.agent))
    verb = grammar.clause[sighting.anchor]
    if grammar.lemma[verb] == "use" and (used := grammar.child(verb, "dobj")) is not None:
        words += list(grammar.subtree(used))
    target = set() if found.target is None else set(grammar.subtree(found.target)) - _by_means(scene, found.target)
    own = grammar.clause[sighting.anchor]
    named: list[Instrument] = []
    for i in words:
        instrument = known.get(grammar.lemma[i])
        if instrument is None or i in target or i == sighting.anchor or grammar.clause[i] not in (own, i):
            continue
        if not (instrument.not_after & {grammar.word_before(i)}):
            named.append(instrument)
    return next((one for one in named if one.subtype in _TELLING), next(iter(named), None))
