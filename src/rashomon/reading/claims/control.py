"""Who holds what.

Knows: the ways to say that a place is held, gained, lost, contested or outside somebody's control.
Does not know: how claims about one place add up over time (linking).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rashomon.reading.claims.arguments import doer, doer_of_passive
from rashomon.reading.claims.drafts import Draft, draft
from rashomon.reading.claims.frames import taken_from
from rashomon.reading.claims.participants import Classes, actor, whose
from rashomon.reading.lexicon import load
from rashomon.record.attribution import SourceKind
from rashomon.record.claim import Actor, Role

if TYPE_CHECKING:
    from rashomon.reading.claims.frames import Sighting
    from rashomon.reading.claims.grammar import Grammar
    from rashomon.reading.claims.scene import Scene

_OUSTED_FROM = frozenset({"place", "named", "property", "site"})
_PLACE = frozenset({"place", "named"})
_UNNAMED = frozenset(
    {"state", "government", "rebel", "opposition", "regime", "foreign", "enemy", "hostile", "insurgent", "opposing"}
)
_OVER = ("of", "over", "on", "to", "in", "for")
_HELD = frozenset({"place", "named", "property", "site", "armed"})
_MAY_BE_HELD = frozenset({"place", "named", "vague", "quantity", "property"})
_SIDES = frozenset({SourceKind.ARMED_GROUP, SourceKind.MILITARY, SourceKind.GOVERNMENT})
_HOLDER = frozenset({"armed", "actor"})


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load("control")["under"].items()}


def control(scene: Scene, classes: Classes, sighting: Sighting) -> Draft | None:
    """Return the draft of a control claim, None when the words are used in another sense."""
    grammar, i, pattern = scene.grammar, sighting.anchor, sighting.frame.pattern
    if pattern == "under":
        return _under(scene, classes, sighting)
    made = draft(sighting)
    around = dict(reversed(list(grammar.prepositions(i))))
    if pattern == "fall":
        holder, held = around.get("to"), grammar.subject(i)
        if not _fell(scene, classes, i, holder, held):
            return None
    elif not sighting.verbal:
        holder, held = around.get("by", doer(scene, i)), around.get("of")
    else:
        holder = doer_of_passive(scene, i) if grammar.passive(i) else grammar.subject(i)
        held = grammar.object(i)
        if pattern == "control_of":
            held = _held_under_control(scene, i)
        elif pattern == "ousted":
            held = next((k for k in taken_from(scene, i) if classes.is_any(k, _OUSTED_FROM)), None)
        elif held is None or grammar.lemma[held] == "way":
            held = around.get("into")
        elif sighting.frame.sources:
            made.near += [] if held is None else [held]
            held = None
    return _held(scene, classes, made, holder, held)


def _fell(scene: Scene, classes: Classes, verb: int, holder: int | None, held: int | None) -> bool:
    """Tell whether a place changed hands: `fell to the rebels`, `had fallen`; not `fell silent`, `fell into ruin`."""
    if holder is not None:
        return classes.is_any(holder, _HOLDER)
    grammar = scene.grammar
    if grammar.lemma[verb] != "fall":
        return False
    if any(grammar.dep[j] in ("acomp", "oprd", "dobj", "prt", "attr") for j in grammar.children[verb]):
        return False
    aside = any(word not in _words()["when_fallen"] for word, _ in grammar.prepositions(verb))
    return held is not None and classes.is_any(held, _PLACE) and not aside


def _held_under_control(scene: Scene, verb: int) -> int | None:
    """Return what follows `took control of`, `broke the grip on`, `restored order in`."""
    grammar = scene.grammar
    done_to = grammar.child(verb, "dobj")
    behind = [*(grammar.prepositions(done_to) if done_to is not None else ()), *grammar.prepositions(verb)]
    over = [k for word, k in behind if word in _OVER and k not in scene.times]
    return next((k for k in over if k in scene.places), next(iter(over), None))


def _held(scene: Scene, classes: Classes, made: Draft, holder: int | None, held: int | None) -> Draft | None:
    """Fill in who and what; None when what is held is no place at all."""
    if held is not None:
        if not classes.is_any(held, _HELD) and scene.grammar.tag[held] != "NNP":
            return None
        made.near.append(held)
    found = _holder(scene, classes, holder)
    if found is not None:
        made.actors.append(found)
        made.held_by = found.name
    made.ends = made.subtype == "lost"
    return made


def _holder(scene: Scene, classes: Classes, i: int | None) -> Actor | None:
    return actor(scene, classes, Role.HOLDER, i)


def _under(scene: Scene, classes: Classes, sighting: Sighting) -> Draft | None:
    """`under the control of X`, `under X control`, `outside state control` (X does not hold it)."""
    grammar, i = scene.grammar, sighting.anchor
    preposition = grammar.head[i]
    word = grammar.word[preposition]
    without = word in _words()["without"] or grammar.word_before(preposition) in _words()["without"]
    if grammar.dep[i] != "pobj" or not (word in _words()["prepositions"] or without):
        return None
    owner, held = _owner(grammar, i), _said_of(grammar, preposition)
    if owner is not None and _holds_it(scene, classes, held, owner):
        held, owner = owner, held
    if owner is None or not _may_be_held(scene, classes, held, owner):
        return None
    made = draft(sighting)
    made.stands, made.denied = True, without
    if word == "into":
        made.subtype = "gained"
    found = _owning(scene, classes, owner)
    if found is not None:
        made.actors.append(found)
        made.held_by = found.name
    elif grammar.tag[owner] != "PRP$":
        return None
    if held is not None:
        made.near.append(held)
    return made


def _owner(grammar: Grammar, noun: int) -> int | None:
    """Return whose control it is: what follows `of`, else what stands before (`state control`, `their hands`)."""
    of = next((k for word, k in grammar.prepositions(noun) if word == "of"), None)
    return grammar.child(noun, "compound", "amod", "poss", "nmod") if of is None else of


def _said_of(grammar: Grammar, preposition: int) -> int | None:
    """Return what is under control: what is put there, else the subject, else the noun that `under` hangs on."""
    at = preposition
    while grammar.dep[at] == "prep":
        at = grammar.head[at]
    if not grammar.verbal(at):
        return at
    put = grammar.child(at, "dobj")
    return grammar.subject(at) if put is None else put


def _may_be_held(scene: Scene, classes: Classes, held: int | None, owner: int) -> bool:
    if scene.grammar.tag[owner] == "PRP$":
        return classes.is_any(held, _PLACE)
    return held is None or scene.grammar.tag[held] == "NNP" or classes.is_any(held, _MAY_BE_HELD)


def _owning(scene: Scene, classes: Classes, owner: int) -> Actor | None:
    """Return the one whose control it is; a name that no list knows, and `state` or `rebel`, as written."""
    grammar = scene.grammar
    if grammar.tag[owner] == "PRP$":
        return _speaker(scene, owner) or whose(scene, classes, Role.HOLDER, owner, grammar.span(owner, owner))
    found = actor(scene, classes, Role.HOLDER, owner)
    if found is None and (grammar.lemma[owner] in _UNNAMED or grammar.tag[owner] == "NNP"):
        span = grammar.span(owner, owner)
        return Actor(Role.HOLDER, span.of(scene.text), None, span)
    return found


def _holds_it(scene: Scene, classes: Classes, subject: int | None, of: int) -> bool:
    """Tell whether the subject is in command of a place: `the garrison is in control of the town`."""
    held = classes.is_any(of, _PLACE) and of not in scene.actors
    return held and subject is not None and classes.is_any(subject, _HOLDER)


def _speaker(scene: Scene, owner: int) -> Actor | None:
    """Return who `our` is: the side that speaks here; None where nobody is quoted, or no side in the fight."""
    said = scene.attribution.get(owner)
    if scene.grammar.word[owner] != "our" or said is None or said.source.kind not in _SIDES:
        return None
    return Actor(Role.HOLDER, said.source.name, said.source.actor, scene.grammar.span(owner, owner))
