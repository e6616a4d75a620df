"""Which claims can speak of one thing, what an incident is called, and which nameless actors may be the same.

Knows: the tables of types.toml.
Does not know: how much a likeness weighs (features).
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from rashomon.record.claim import Claim, Role

CIVILIANS = "civilians"
"""The class of actors that tells least apart: somebody is hit in every account."""
ARMED = "armed people"
"""Fighters and forces, where it matters only that they are not civilians."""
_WORD = re.compile(r"\w+")


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("types.toml").read_text("utf-8"))


@cache
def _groups_of_name() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for group, names in _tables()["groups"].items():
        for name in names:
            found[name].add(group)
    return {name: frozenset(groups) for name, groups in found.items()}


def groups(claim: Claim) -> frozenset[str]:
    """Return the groups whose claims may speak of the same thing as `claim`; a type nobody listed is its own group."""
    names = [claim.type, f"{claim.type}/{claim.subtype}", *(f"measure:{figure.measure}" for figure in claim.figures)]
    table = _groups_of_name()
    return frozenset(group for name in names for group in table.get(name, ())) or frozenset({names[1]})


@cache
def vague() -> frozenset[str]:
    """Return the stems of words that point to nothing in particular (`the area`)."""
    return frozenset(_tables()["pointers"]["vague"])


@cache
def _again() -> frozenset[str]:
    return frozenset(_tables()["again"]["words"])


def again(claim: Claim) -> bool:
    """Tell whether the claim speaks of what happens again and again (`is regularly shelled`), on no day of its own."""
    return claim.told is None and not _again().isdisjoint(_WORD.findall(claim.text.casefold()))


@cache
def common() -> frozenset[str]:
    """Return the words (lower case) that tell no story from another."""
    return frozenset(_tables()["stories"]["common"])


@cache
def names_event(group: str) -> frozenset[str]:
    """Return the stems by which the words speak of a thing of `group` told before (`the strike`)."""
    return frozenset(_tables()["pointers"].get(group, ()))


@cache
def known_thing() -> re.Pattern[str]:
    """Return the pattern of what is spoken of as known already: its group holds the two words that say what."""
    words = "|".join(_tables()["pointers"]["definite"])
    return re.compile(rf"\b(?:{words})(?=((?:\s+[\w-]+){{1,2}}))", re.IGNORECASE)


def goes_on(text: str) -> bool:
    """Tell whether the words begin with a pronoun for what was told just before (`They had left`)."""
    return text.partition(" ")[0].casefold() in _tables()["pointers"]["pronouns"]


@cache
def _site_of() -> dict[str, str]:
    return {word: site for site, words in _tables()["sites"].items() for word in words}


def sites(text: str) -> frozenset[str]:
    """Return what is hit or may be, of what `text` names: ``school``, ``bus station``."""
    words = _WORD.findall(text.casefold())
    named = (*words, *(" ".join(pair) for pair in pairwise(words)))
    return frozenset(site for word in named if (site := _site_of().get(word)))


@cache
def _part_of() -> dict[str, int]:
    return {word: part for part, words in enumerate(_tables()["hours"]["parts"]) for word in words}


def part_of_day(text: str) -> int | None:
    """Return the number of the one part of a day that `text` names, None where it names none or several."""
    parts = {part for word in _WORD.findall(text.casefold()) if (part := _part_of().get(word)) is not None}
    return parts.pop() if len(parts) == 1 else None


def parts_apart(one: int, other: int) -> bool:
    """Tell whether two parts of a day are neither one nor neighbours; night is the neighbour of dawn."""
    many = len(_tables()["hours"]["parts"])
    return min((one - other) % many, (other - one) % many) > 1


def spoken_part(part: int) -> str:
    """Return what a part of a day is called."""
    name: str = _tables()["hours"]["parts"][part][0]
    return name


def corrects(title: str) -> bool:
    """Tell whether a report's title says that it corrects another."""
    return not set(_tables()["corrections"]["words"]).isdisjoint(_WORD.findall(title.casefold()))


def mutual(claim: Claim) -> bool:
    """Tell whether two sides do this to each other (clashes), so that each may be named as who did it."""
    kind = f"{claim.type}/{claim.subtype}" if claim.subtype else claim.type
    return kind in _tables()["mutual"]["names"]


def missing(claim: Claim) -> bool:
    """Tell whether it is of what is missing when it is not so: access that is not given is a fact, no denial."""
    return f"{claim.type}/{claim.subtype}" in _tables()["missing"]["names"]


def lasting(claim: Claim) -> bool:
    """Tell whether it is of how a place fares for a time: besieged, cut off, in want."""
    table = _tables()["lasting"]
    return claim.type in table["types"] and f"{claim.type}/{claim.subtype}" not in table["passing"]


def over(claim: Claim) -> bool:
    """Tell whether the words say that a lasting condition is over (`the siege was lifted`)."""
    return bool(_over().search(claim.text.casefold()))


@cache
def _over() -> re.Pattern[str]:
    ends, called = ("|".join(_tables()["lasting"][name]) for name in ("over", "called"))
    between = r"(?:\W+\w+){0,4}\W+"
    return re.compile(rf"\b(?:{ends}){between}(?:{called})\b|\b(?:{called}){between}(?:{ends})\b")


@cache
def label(type_: str, subtype: str | None) -> str:
    """Return what an incident of this type and subtype is called, e.g. ``Air strike``."""
    labels: dict[str, str] = _tables()["labels"]
    for name in (f"{type_}/{subtype}", subtype, type_):
        if name in labels:
            return labels[name]
    return subtype if subtype and subtype != "Other" else type_


@cache
def _pattern_names() -> dict[str, str]:
    return {label: name for name, labels in _tables()["patterns"].items() for label in labels}


def lines(label: str) -> list[str]:
    """Return the patterns of the lines for `label`, the fullest first."""
    table: dict[str, list[str]] = _tables()["lines"]
    return table.get(label) or table[_pattern_names().get(label, "others")]


def joined(label: str) -> str:
    """Return the word that joins a place to `label` where the report's words show none."""
    table: dict[str, str] = _tables()["joins"]
    return table.get(label) or table.get(_pattern_names().get(label, ""), "in")


def many(word: str) -> bool:
    """Tell whether a word without the ending of a plural is one (`people`, `children`)."""
    return word.casefold() in _tables()["people"]["plural"]


def moving(label: str) -> bool:
    """Tell whether somebody goes from a place to another: only then `from` and `to` are said of the place."""
    return label in _tables()["people"]["moving"]


def means(name: str) -> bool:
    """Tell whether `name` is what an attack is made with (`artillery shells`), which says nothing of who made it."""
    return name.casefold().rpartition(" ")[2] in _tables()["people"]["means"]


def preposition(word: str) -> str | None:
    """Return the preposition a summary uses for a place that stands after `word`, None when the word tells none."""
    found: str | None = _tables()["before"].get(word.casefold())
    return found


@cache
def _class_of_word() -> dict[str, str]:
    return {word: name for name, words in _tables()["actors"].items() for word in words}


def generic(name: str) -> bool:
    """Tell whether a name is what many are called: written small (`residents`), or one listed word (`Army`)."""
    return name.islower() or name.casefold() in _class_of_word()


def counted(who: str | None) -> str | None:
    """Return whom a figure counts, None for everybody: `people`, or nobody in particular."""
    plain = (who or "").casefold().removeprefix("the ")
    return None if plain in _tables()["people"]["anybody"] else plain


@cache
def actor_class(name: str) -> str | None:
    """Return ``fighters``, ``forces`` or ``civilians`` when the actor's name says so, None when it does not."""
    words = _WORD.findall(name.casefold())
    table = _class_of_word()
    for text in (" ".join(words), *(" ".join(pair) for pair in pairwise(words)), *reversed(words)):
        if text in table:
            return table[text]
    return None


def side(name: str) -> str | None:
    """Return the class of actors that a name is of; a name of armed people that says no more is one of fighters."""
    bodies = _tables()["movers"]["bodies"]
    return actor_class(name) or ("fighters" if not set(bodies).isdisjoint(_WORD.findall(name.casefold())) else None)


def movers(claim: Claim) -> frozenset[str]:
    """Return who moved, CIVILIANS, ARMED or both; nobody where the claim is of no movement or does not say who."""
    table = _tables()["movers"]
    if claim.type not in table["types"]:
        return frozenset()
    names = [actor.name for actor in claim.actors if actor.role is Role.TARGET]
    if not names and claim.subtype in table["alone"]:
        names = [actor.name for actor in claim.actors if actor.role is Role.AGENT]
    names += [figure.who for figure in claim.figures if figure.who]
    if claim.subtype in table["mixed"]:
        names = [name for name in names if counted(name)]
    found = {side for name in names if (side := _side(name))}
    return frozenset(found) | (_both(claim.text) if found else frozenset())


def _side(name: str) -> str | None:
    table = _tables()["movers"]
    named = actor_class(name)
    if named in table["armed"] or not set(table["bodies"]).isdisjoint(_WORD.findall(name.casefold())):
        return ARMED
    return CIVILIANS if named == CIVILIANS else None


def _both(text: str) -> frozenset[str]:
    """Return both sides where the words join them (`fighters and their families`), else nobody."""
    before: str | None = None
    for word in _WORD.findall(text.casefold()):
        side = _side(word)
        if side and before and side != before:
            return frozenset({ARMED, CIVILIANS})
        if side or word not in _tables()["movers"]["between"]:
            before = side
    return frozenset()
