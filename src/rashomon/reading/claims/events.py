"""Events and movements: what happened, with whom on which side.

Knows: where the arguments of an event's verb or noun stand, and which sub-type its means and its target make it.
Does not know: place, time, status or figures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.reading.claims.arguments import Arguments, arguments
from rashomon.reading.claims.attacks import by_means, refined
from rashomon.reading.claims.drafts import Draft, draft
from rashomon.reading.claims.frames import names_event
from rashomon.reading.claims.participants import Classes, actor, as_written, class_words, country_of, modifier
from rashomon.reading.lexicon import load
from rashomon.record.claim import Actor, ClaimKind, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rashomon.reading.claims.frames import Sighting
    from rashomon.reading.claims.scene import Scene

_HAZARD = frozenset({"hazard"})
_OPPONENTS = frozenset({"armed", "actor", "place", "vague", "civilian", "transport", "property"})
_ARMED = frozenset({"armed"})
_THINGS = frozenset({"property", "site"})
_FARING = frozenset({"Displacement", "Need"})
"""Conditions that people are in: nobody does them."""
_SET_UP = "Headquarters or base established"
"""What is set up is no target."""
_LEFT = frozenset({"place", "property", "site", "named"})
_GOAL = frozenset({"place", "named"})
_FOLK = frozenset({"civilian", "quantity"})


def event(scene: Scene, classes: Classes, sighting: Sighting) -> Draft | None:
    """Return the draft of an event, None when the words are used in another sense."""
    found = arguments(scene, sighting)
    if sighting.frame.pattern == "mover" and sighting.verbal and not scene.grammar.passive(sighting.anchor):
        taken = scene.grammar.child(sighting.anchor, "dobj")  # `promised to pull the brigades out of the town`
        found.target = taken if classes.is_any(taken, _ARMED) else None
    if classes.is_any(found.agent, _HAZARD):
        return None
    made = draft(sighting)
    if sighting.frame.refine and not refined(scene, classes, sighting, found, made):
        return None
    attack = found.target is not None and scene.grammar.lemma[found.target] in sighting.frame.object_words
    if sighting.frame.pattern == "clash" and not attack:
        if not _opponent_fits(classes, sighting, found):
            if not classes.is_any(found.agent, _ARMED):
                return None
            found.target = None
        by_means(scene, found, made)
    if scene.grammar.dep[sighting.anchor] == "amod":
        made.narrow = True
        made.near.append(scene.grammar.head[sighting.anchor])
        return made
    if not sighting.verbal:
        _told_by_noun(scene, sighting, made)
    if sighting.verbal and not _path_fits(scene, classes, sighting):
        return None
    if not _nobodys(made):
        made.actors = list(_actors(scene, classes, sighting, found))
    if found.target is not None:
        made.near.append(found.target)
    sides = [i for i in (found.agent, found.target) if i is not None]
    made.around = [k for i in sides for k in scene.grammar.conjuncts(classes.whole(i))]
    return made


def _told_by_noun(scene: Scene, sighting: Sighting, made: Draft) -> None:
    """Note what stands around a noun: whether its clause says only that it is so, and what is under it."""
    made.stands = made.stands or _happens(scene, sighting.anchor)
    if (whole := _under(scene, sighting.anchor)) is not None:
        made.near.append(whole)


def _nobodys(made: Draft) -> bool:
    """Tell whether nobody acts: what people are in, and a death or a wound that nobody and nothing is named for."""
    return made.type == "Casualties" or (made.kind is ClaimKind.CONDITION and made.type in _FARING)


def _under(scene: Scene, noun: int) -> int | None:
    """Return what is under it: the town of `the town, which has been under siege`."""
    grammar, preposition = scene.grammar, scene.grammar.head[noun]
    above = grammar.head[preposition]
    if grammar.word[preposition] != "under" or not grammar.verbal(above):
        return None
    return grammar.subject(above)


def _happens(scene: Scene, noun: int) -> bool:
    """Tell whether the clause says only that it is, or is not, so: `no such strike took place`, `under siege`."""
    grammar, head = scene.grammar, scene.grammar.head[noun]
    if grammar.word[head] == "under":
        return True
    happening = load("events")["light"]["happening"]
    if grammar.dep[noun] != "nsubj" or grammar.lemma[head] not in happening:
        return False
    return grammar.lemma[head] != "take" or grammar.word[grammar.child(head, "dobj") or head] == "place"


def _actors(scene: Scene, classes: Classes, sighting: Sighting, found: Arguments) -> Iterator[Actor]:
    seen: set[str] = set()
    for role, argument in ((Role.AGENT, found.agent), (Role.TARGET, found.target)):
        for i in scene.grammar.conjuncts(argument) if argument is not None else ():
            who = _does(scene, classes, i) if role is Role.AGENT else _undergoes(scene, classes, sighting, i)
            if who is not None and who.name not in seen:
                seen.add(who.name)
                yield who
    if sighting.verbal or found.agent is not None:
        return
    mention = modifier(scene, sighting.anchor)
    if mention is None:
        country = country_of(scene, Role.AGENT, sighting.anchor)
        if country is not None:
            yield country
    elif mention.name not in seen:
        yield Actor(Role.AGENT, mention.name, mention.actor, mention.span)


def _does(scene: Scene, classes: Classes, i: int) -> Actor | None:
    """Return who acts, None for a deed, which is no actor: `the air strike killed nine`, but not `the bomb`."""
    deed = names_event(scene.grammar.lemma[i]) and "weapon" not in classes.of(i) and i not in scene.actors
    return None if deed else actor(scene, classes, Role.AGENT, i)


def _undergoes(scene: Scene, classes: Classes, sighting: Sighting, i: int) -> Actor | None:
    """Return to whom or to what it is done, None for a place as a place and for a base that is set up."""
    place = i in scene.places and i not in scene.actors and not _thing(scene, classes, i)
    if place or sighting.frame.subtype == _SET_UP:
        return None
    who = actor(scene, classes, Role.TARGET, i)
    return as_written(scene, Role.TARGET, i) if who is None and _hit(scene, classes, sighting, i) else who


def _hit(scene: Scene, classes: Classes, sighting: Sighting, i: int) -> bool:
    """Tell whether it is something of which nothing is known but that shells or bombs hit it: `bombed a wedding`."""
    blast = sighting.verbal and sighting.frame.refine == "blast"
    return blast and scene.grammar.tag[i] in ("NN", "NNS") and not classes.of(i) and i not in scene.times


def _thing(scene: Scene, classes: Classes, i: int) -> bool:
    """Tell whether what is hit is a thing for all its name: the market of `Azaz market`, not Azaz."""
    return scene.grammar.tag[i] in ("NN", "NNS") and bool(classes.of(i) & _THINGS)


def _path_fits(scene: Scene, classes: Classes, sighting: Sighting) -> bool:
    """Tell whether a verb of movement or protest is one: `leave the town`, not `leave the decision to …`."""
    grammar, i, pattern = scene.grammar, sighting.anchor, sighting.frame.pattern
    done_to = grammar.child(i, "dobj")
    if pattern == "crowd":
        return grammar.child(i, "ccomp") is None and (grammar.lemma[i] == "protest" or done_to is None)
    if pattern == "mover" and _brings_aid(scene, grammar.subject(i)):
        return False
    if pattern == "mover" and grammar.lemma[i] != "flee":
        aside = i + 1 < grammar.size and grammar.tag[i + 1] in ("IN", "TO")
        return done_to is None or aside or _left(classes, done_to, grammar.lemma[i])
    if pattern in ("homeward", "sent"):
        if pattern == "sent" and not grammar.passive(i) and classes.is_any(done_to, frozenset({"vague"})):
            return False
        goals = [k for word, k in grammar.prepositions(i) if word in ("to", "from", "toward", "towards")]
        if pattern == "homeward" and not goals and done_to is None:
            return classes.is_any(grammar.subject(i), _FOLK)
        home = pattern == "homeward" and any(grammar.lemma[j] == "home" for j in grammar.children[i])
        return home or any(classes.is_any(k, _GOAL) or grammar.lemma[k] in ("home", "desert") for k in goals)
    return True


def _left(classes: Classes, thing: int, verb: str) -> bool:
    """Tell whether what a verb of leaving is done to is a place, or the armed that are taken out of one."""
    kinds = classes.of(thing)
    return bool(kinds & (_LEFT | _ARMED)) or not (kinds or verb == "leave")


def _brings_aid(scene: Scene, subject: int | None) -> bool:
    """Tell whether what moves are goods: `aid convoys left for the town` moves nobody."""
    aid = class_words("aid")
    return subject is not None and any(scene.grammar.lemma[j] in aid for j in scene.grammar.children[subject])


def _opponent_fits(classes: Classes, sighting: Sighting, found: Arguments) -> bool:
    """Tell whether a fight is one of arms: not against a disease, not for a cause."""
    target = found.target
    if target is None:
        return not sighting.verbal or classes.is_any(found.agent, frozenset({"armed", "actor", "vague", "nobody"}))
    if not sighting.verbal and len(sighting.words) > 1:
        return True
    return bool(classes.of(target) & _OPPONENTS)
