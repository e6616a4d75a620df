"""Who did it and to whom.

Knows: what sort of thing an argument is (a place, armed people, civilians …), and how an argument becomes an actor.
Does not know: which arguments a claim has; each kind of claim asks for its own.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rashomon.reading.claims.pronouns import FIRST, speaker_meant, told_before
from rashomon.reading.lexicon import load
from rashomon.record.attribution import SourceKind
from rashomon.record.claim import Actor, Role
from rashomon.record.values import PlaceRole, Precision

if TYPE_CHECKING:
    from rashomon.reading.claims.scene import Scene
    from rashomon.reading.page import ActorMention
    from rashomon.record.text import Span

_ARMED_KINDS = frozenset({SourceKind.ARMED_GROUP, SourceKind.MILITARY, SourceKind.GOVERNMENT})
_GROUP_KINDS = frozenset({SourceKind.ARMED_GROUP, SourceKind.MILITARY})
_CIVIL_KINDS = frozenset(
    {SourceKind.RESIDENT, SourceKind.ACTIVIST, SourceKind.WITNESS, SourceKind.PERSON, SourceKind.NGO, SourceKind.UN}
)
_LISTED = (
    "place", "armed", "civilian", "transport", "weapon", "property", "demonstrator", "aid", "hazard", "vague",
    "munition", "mob", "bulldozer", "goods", "site", "craft", "aircraft",
)  # fmt: skip
_NOBODY = frozenset({"nobody", "nothing", "none", "noone"})
_ANYBODY = frozenset({"all", "everyone", "everybody", "anyone", "anybody", "many", "most"})
_DENIABLE = frozenset({"civilian", "armed", "property", "weapon", "goods", "place", "group"})
_PEOPLE = frozenset({"armed", "civilian", "demonstrator", "mob"})
_THINGS = {
    Role.TARGET: frozenset({"property", "transport", "weapon", "site", "craft", "goods"}),
    Role.AGENT: frozenset({"munition", "craft", "bulldozer"}),
}
"""What beside people can be hit, and what can act where the words make it act."""
_DEALING = frozenset({Role.PARTY, Role.MEDIATOR})
"""Roles in which a place's name means who governs there: `Baghdad and Erbil struck a deal`."""
_CALLINGS = (
    "teacher",
    "seller",
    "worker",
    "keeper",
    "maker",
    "driver",
    "owner",
    "holder",
    "dresser",
    "smith",
    "woman",
    "monger",
    "ologist",
    "player",
    "cleaner",
    "dealer",
    "grower",
)
"""Endings of what people are called by what they do."""
_PERSONAL = frozenset({"him", "her", "them", "me", "us"})
_BARE = frozenset({"det", "punct", "nummod", "quantmod", "case", "prep"})
_LEFT_PARTS = frozenset({"compound", "amod", "nmod", "poss", "nummod", "det", "advmod", "quantmod", "case", "punct"})


@cache
def _words() -> dict[str, frozenset[str]]:
    data = load("participants")
    words = {name: frozenset(lemmas) for name, lemmas in data["classes"].items()}
    words["settlement"] = words["settlement"] - {"camp", "village"} | {"road", "block", "line", "power", "railway"}
    words["partitive"] = frozenset(data["partitives"]["words"])
    words["protesting"] = frozenset(data["protesting"]["words"])
    words["acronyms"] = frozenset(data["force"]["acronyms"])
    words["anybody"] = frozenset(data["menacing"]["people"])
    words["assemblies"] = frozenset(data["menacing"]["assemblies"])
    words["menacing"] = frozenset(data["menacing"]["words"])
    words["force"] = frozenset(data["force"]["heads"])
    return words


@cache
def _broad() -> dict[str, frozenset[str]]:
    """Return what common nouns stand for by WordNet, for those that participants.toml does not have."""
    found: dict[str, frozenset[str]] = {}
    for name, words in load("wordnet")["classes"].items():
        found.update(dict.fromkeys(words.split(), frozenset({name, "group"} if name == "armed" else {name})))
    return found


def class_words(name: str) -> frozenset[str]:
    """Return the lemmas of a class of participants.toml."""
    return _words()[name]


class Classes:
    """Tells what sort of thing a word stands for, by the lexicon and by what the steps before found there."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._known: dict[int, frozenset[str]] = {}
        self._first_described: dict[str, int] | None = None

    def whole(self, i: int) -> int:
        """Return what `most of …`, `dozens of …` is about: the word after `of`, else `i` itself."""
        grammar = self._scene.grammar
        for _ in range(3):
            if grammar.lemma[i] not in _words()["partitive"] and i not in self._scene.quantities:
                return i
            after = next((k for word, k in grammar.prepositions(i) if word == "of"), None)
            if after is None:
                return i
            i = after
        return i

    def of(self, i: int) -> frozenset[str]:
        """Return the classes of the word `i` (as the head of an argument); empty when nothing is known of it."""
        known = self._known.get(i)
        if known is None:
            known = self._known[i] = frozenset(self._found(i))
        return known

    def is_any(self, i: int | None, wanted: frozenset[str]) -> bool:
        """Tell whether `i` is of one of the classes; a missing argument is of the class ``nobody`` only."""
        if i is None:
            return "nobody" in wanted
        return bool(self.of(i) & wanted) or (bool(wanted & _DENIABLE) and self._no_such(i))

    def _no_such(self, i: int) -> bool:
        """Tell whether it is anybody or nobody: `had seized nobody`, `all were carried off`."""
        grammar = self._scene.grammar
        word = grammar.word[i]
        if word in _ANYBODY:
            return self.whole(i) == i
        return word in _NOBODY or (word == "one" and grammar.word_before(i) == "no")

    def _armed_part(self, j: int) -> bool:
        """Tell whether a word before a vehicle makes it one of arms: `army convoy`, `armored vehicle`."""
        lemma = self._scene.grammar.lemma[j]
        return lemma in _words()["armed"] or lemma in _words()["arms"]

    def _protests(self, j: int) -> bool:
        """Tell whether what is said of people is that they protest: `residents marching against …`."""
        grammar = self._scene.grammar
        return grammar.dep[j] in ("acl", "relcl") and grammar.lemma[j] in _words()["protesting"]

    def _menacing(self, j: int) -> bool:
        """Tell whether a word beside `men` or `youths` arms or hides them: `masked`, `in uniform`, `with rifles`."""
        grammar, menacing = self._scene.grammar, _words()["menacing"]
        mention = self._scene.actors.get(j)
        if grammar.dep[j] in ("compound", "poss") and mention is not None and mention.kind in _ARMED_KINDS:
            return True
        if grammar.dep[j] == "prep":
            return any(grammar.lemma[k] in menacing for k in grammar.children[j])
        return grammar.lemma[j] in menacing or grammar.word[j] in menacing

    def _described(self) -> dict[str, int]:
        """Return where the report first says whose or what for a convoy, truck … is: `the aid convoy`; by lemma."""
        if self._first_described is None:
            grammar, lemmas = self._scene.grammar, _words()["anybodys"]
            self._first_described = {}
            for i in range(grammar.size):
                if grammar.lemma[i] in lemmas and any(self._describes(j) for j in grammar.children[i]):
                    self._first_described.setdefault(grammar.lemma[i], i)
        return self._first_described

    def _describes(self, j: int) -> bool:
        grammar = self._scene.grammar
        return grammar.word[j] == "of" or grammar.dep[j] not in _BARE

    def _found(self, i: int) -> set[str]:
        grammar = self._scene.grammar
        found: set[str] = {"quantity"} if i in self._scene.quantities or grammar.tag[i] == "CD" else set()
        i = self.whole(i)
        found |= self._by_words(i)
        self._by_mention(i, found)
        if not found and grammar.tag[i] == "NNP" and i not in self._scene.times:
            found.add("named")
        if grammar.tag[i] == "CD":
            found.add("quantity")
        return found | self._found_meant(i) if grammar.tag[i] == "PRP" else found

    def _by_words(self, i: int) -> set[str]:
        """Return what the word itself and those before it tell."""
        grammar, words = self._scene.grammar, _words()
        lemma = grammar.lemma[i]
        found = {name for name in _LISTED if lemma in words[name]}
        if lemma in words["anybodys"] and self._described().get(lemma, grammar.size) > i:
            found.add("anybodys")
        if "transport" in found and any(j < i and self._armed_part(j) for j in grammar.children[i]):
            found = (found - {"property"}) | {"armed"}
        bearing = any(grammar.word[j] in ("armed", "masked", "hooded") for j in grammar.children[i])
        if ("civilian" in found and bearing) or (
            lemma in words["anybody"] and any(map(self._menacing, grammar.children[i]))
        ):
            found = (found - {"civilian"}) | {"armed"}
        if lemma == "member" and any(grammar.lemma[j] in words["assemblies"] for j in grammar.children[i]):
            found = (found - {"armed"}) | {"civilian"}
        if "armed" in found:
            found.add("group")
        if "civilian" in found and any(self._protests(j) for j in grammar.children[i]):
            found.add("demonstrator")
        if not found and lemma.endswith(_CALLINGS):
            found.add("civilian")
        if grammar.word[i] in _PERSONAL:
            found.add("person")
        if grammar.word[i] == "it":
            found.add("named")
        if not found and any(grammar.lemma[j] in words["armed"] and j < i for j in grammar.children[i]):
            found.add("armed")
        if not found and grammar.tag[i] in ("NN", "NNS"):
            found |= _broad().get(lemma, frozenset())
        return found

    def _by_mention(self, i: int, found: set[str]) -> None:
        """Add what the steps before found there: a place, an actor and its kind."""
        where, mention = self._scene.places.get(i), self._scene.actors.get(i)
        if where is not None and where.role is PlaceRole.LITERAL and "armed" not in found:
            found.add("place")
        if mention is None:
            return
        found.add("actor")
        if mention.kind in _GROUP_KINDS:
            found.add("group")
        if mention.kind in _ARMED_KINDS:
            found.add("armed")
        elif mention.kind in _CIVIL_KINDS and not found & {"armed", "place"}:
            found.add("civilian")

    def _found_meant(self, pronoun: int) -> set[str]:
        """Return the classes of what a pronoun means, empty where that is not clear."""
        said = speaker_meant(self._scene, pronoun)
        if said is not None:
            return {"actor", "armed", "group"} if said.source.kind in _ARMED_KINDS else {"actor"}
        before = told_before(self._scene, self, pronoun)
        return set() if before is None else set(self.of(before))


def actor(scene: Scene, classes: Classes, role: Role, i: int | None) -> Actor | None:
    """Return the actor whose name heads at `i`: canonical where one was recognised there, else the words themselves.

    None when the words name nobody: a pronoun nobody resolved, a number, a thing, a place taken as a place.
    """
    if i is None:
        return None
    grammar = scene.grammar
    i = classes.whole(i)
    if (meant := _meant(scene, classes, role, i)) is not None:
        return meant
    mention = scene.actors.get(i) or _side(scene, i)
    if mention is None and grammar.dep[i] == "appos":
        mention = scene.actors.get(grammar.head[i])
    if mention is None and (country := country_of(scene, role, i)) is not None:
        return country
    where = scene.places.get(i)
    if where is not None and where.role is PlaceRole.LITERAL and (mention is None or mention.actor is None):
        named = role in _DEALING or (role is Role.AGENT and where.precision is Precision.COUNTRY)
        if named and i in scene.tokens(where.span):
            return Actor(role, where.text, None, where.span)
        if mention is not None:
            return None
    if mention is not None:
        return Actor(role, mention.name, mention.actor, mention.span)
    return _as_written(scene, classes, role, i)


def _as_written(scene: Scene, classes: Classes, role: Role, i: int) -> Actor | None:
    """Return the actor by the words themselves, without article, number and owner; None for what cannot be one.

    What is joined to a target (`mortars and detonators`) is one, whatever it is.
    """
    grammar, kinds = scene.grammar, classes.of(i)
    if not kinds and role is Role.TARGET and grammar.dep[i] == "conj" and grammar.tag[i] in ("NN", "NNS"):
        kinds = classes.of(grammar.head[i])
    possible = _PEOPLE | _THINGS.get(role, _PEOPLE)
    party = role is Role.PARTY and grammar.lemma[i] in class_words("party")
    if "vague" in kinds or not grammar.tag[i].startswith("NN") or not (party or kinds & possible):
        return None
    part = any(grammar.dep[j] == "compound" and j < i for j in grammar.children[i])  # an apartment block is no quarter
    if grammar.lemma[i] in _words()["settlement"] and not (kinds & _PEOPLE or (part and grammar.lemma[i] == "block")):
        return None
    return as_written(scene, role, i)


def as_written(scene: Scene, role: Role, i: int) -> Actor:
    """Return an actor by its noun and what stands before it, without article, number and owner."""
    grammar, first = scene.grammar, i
    while first > 0 and grammar.head[first - 1] == i and grammar.dep[first - 1] in _LEFT_PARTS:
        first -= 1
    while first < i and (
        grammar.dep[first] in ("det", "nummod", "quantmod", "punct", "advmod")
        or grammar.tag[first] == "PRP$"
        or first in scene.quantities
    ):
        first += 1
    span = grammar.span(first, i)
    return Actor(role, span.of(scene.text), None, span)


def _meant(scene: Scene, classes: Classes, role: Role, i: int) -> Actor | None:
    """Return whom a pronoun means, or whose men, guns or planes these are: `it shelled`, `its fighters`."""
    grammar = scene.grammar
    if grammar.tag[i] == "PRP":
        return whose(scene, classes, role, i, grammar.span(i, i))
    of = _owner(scene, classes, i)
    if of is not None:
        return actor(scene, classes, role, of)
    owners = [j for j in grammar.children[i] if grammar.tag[j] == "PRP$"]
    if not owners or not (classes.of(i) & {"armed", "craft", "munition"} or grammar.lemma[i] in ("man", "side")):
        return None
    return whose(scene, classes, role, owners[0], grammar.span(i, i))


def whose(scene: Scene, classes: Classes, role: Role, pronoun: int, span: Span) -> Actor | None:
    """Return the actor that a pronoun means, resting on the words of `span`; None where that is not clear."""
    said = speaker_meant(scene, pronoun)
    if said is not None:
        return Actor(role, said.source.name, said.source.actor, span)
    if scene.grammar.word[pronoun] in FIRST and scene.attribution.get(pronoun) is None and scene.issuer is not None:
        return Actor(role, scene.issuer.of(scene.text), None, span)
    before = told_before(scene, classes, pronoun)
    found = actor(scene, classes, role, before)
    return None if found is None else Actor(role, found.name, found.actor, span)


def _owner(scene: Scene, classes: Classes, i: int) -> int | None:
    """Return whose planes, guns or drones these are where words say so: `jets of the air force`, `an army drone`."""
    grammar = scene.grammar
    known = scene.actors.get(i)
    if grammar.lemma[i] not in _words()["craft"] | _words()["munition"] or (known is not None and known.actor):
        return None
    of = [k for word, k in grammar.prepositions(i) if word == "of"]
    before = [
        j for j in grammar.children[i] if j < i and grammar.dep[j] in ("compound", "nmod") and j not in scene.actors
    ]
    return next((j for j in (*of, *before) if j != i and "group" in classes.of(j)), None)


def modifier(scene: Scene, i: int) -> ActorMention | None:
    """Return who a noun's modifiers name: `regime` in `regime airstrikes`, `Russian` in `Russian jets`."""
    grammar = scene.grammar
    for j in grammar.children[i]:
        if j < i and grammar.dep[j] in ("compound", "amod", "nmod", "poss") and j in scene.actors:
            return scene.actors[j]
    return None


def country_of(scene: Scene, role: Role, i: int) -> Actor | None:
    """Return the country whose strike, plane or soldiers `i` is: Israel of `Israeli raids`, the U.S. of `U.S. jets`."""
    grammar = scene.grammar
    if grammar.lemma[i] not in _words()["force"]:
        return None
    for j in grammar.children[i]:
        where = scene.places.get(j)
        if j > i or where is None or where.precision is not Precision.COUNTRY:
            continue
        if where.role is PlaceRole.DEMONYM:
            return Actor(role, where.place.name if where.place is not None else where.text, None, where.span)
        if where.text in _words()["acronyms"]:
            return Actor(role, where.text, None, where.span)
    return None


def _side(scene: Scene, i: int) -> ActorMention | None:
    """Return whose side `i` is: `army` in `Syrian army` is Syria's; `foes` in `Assad's foes` is not Assad's side."""
    if scene.grammar.lemma[i] not in _words()["force"] | _words()["craft"]:
        return None
    return modifier(scene, i)
