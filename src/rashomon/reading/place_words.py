"""The words around place names, ready for look-up.

Knows: the lexicon `places`, as sets and tables.
Does not know: where in a text they stand (place_names, place_relations).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from rashomon.reading.lexicon import load


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The lexicon's tables. `demonyms` maps a word, or two joined by a blank, as written to a place's id."""

    demonyms: dict[str, str]
    demonym_starts: frozenset[str]
    kinds: dict[str, frozenset[str]]
    locative: dict[str, str]
    directions: dict[str, str]
    beside: dict[str, str]
    acts: frozenset[str]
    dealings: frozenset[str]
    never: frozenset[str]
    institutions: frozenset[str]
    titles: frozenset[str]
    assaults: frozenset[str]
    abbreviations: dict[str, str]


@cache
def place_words() -> PlaceWords:
    """Return the English lexicon of places."""
    table = load("places")
    demonyms: dict[str, str] = {}
    for place, words in table["demonyms"].items():
        for form in (form for word in words for form in (word, f"{word}s")):
            demonyms[form] = demonyms[form.upper()] = place if ":" in place else f"country:{place}"
    kinds: dict[str, set[str]] = {}
    for feature, words in table["kinds"].items():
        for word in words:
            kinds.setdefault(word, set()).add(feature)
    near = table["words"]
    return PlaceWords(
        demonyms=demonyms,
        demonym_starts=frozenset(word.split()[0] for word in demonyms if " " in word),
        kinds={word: frozenset(features) for word, features in kinds.items()},
        locative=table["locative"],
        directions=table["directions"],
        beside={noun: relation for relation, nouns in table["beside"].items() for noun in nouns},
        acts=frozenset(near["acts"]),
        dealings=frozenset(near["dealings"]),
        never=frozenset(near["never"]) | kinds.keys() | table["directions"].keys() | set(near["titles"]),
        institutions=frozenset(near["institutions"]),
        titles=frozenset(near["titles"]),
        assaults=frozenset(near["assaults"]),
        abbreviations=table["abbreviations"],
    )


@cache
def given_names() -> frozenset[str]:
    """Return first names of people, in lower case."""
    return frozenset(name for names in load("given_names").values() for name in names)
