"""The words that tell of a body by its name: what its kind is, what joins names, and what only bodies do.

Knows: where the lexicon keeps them.
Does not know: how a name is put together (introductions).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from rashomon.reading import lexicon
from rashomon.record.attribution import SourceKind


@dataclass(frozen=True, slots=True)
class BodyWords:
    """The words of the lexicon, with the kinds that they tell."""

    telling: dict[str, SourceKind]
    phrases: tuple[tuple[str, SourceKind], ...]
    anywhere: dict[str, SourceKind]
    first: frozenset[str]
    heads: frozenset[str]
    regions: frozenset[str]
    joints: frozenset[str]
    strong: frozenset[str]
    mottoes: frozenset[str]
    bodies: frozenset[str]
    deeds: dict[str, SourceKind]
    members: dict[str, SourceKind]
    alliances: frozenset[str]
    registers: frozenset[str]
    state: frozenset[str]


@cache
def body_words() -> BodyWords:
    """Return the words, loaded once a process."""
    data: dict[str, Any] = lexicon.load("sources")["introductions"]
    members = dict(data["members"])
    alliances = frozenset(members.pop("of"))
    told = [(words, SourceKind(kind)) for kind, names in data["names"].items() for words in names]
    return BodyWords(
        telling={words: kind for words, kind in told if " " not in words},
        phrases=tuple((words, kind) for words, kind in told if " " in words),
        anywhere={word: SourceKind(kind) for kind, words in data["anywhere"].items() for word in words},
        first=frozenset(data["first"]),
        heads=frozenset(data["heads"]),
        regions=frozenset(data["regions"]),
        joints=frozenset(data["joints"]),
        strong=frozenset(data["strong"]),
        mottoes=frozenset(data["mottoes"]),
        bodies=frozenset(data["bodies"]),
        deeds={verb: SourceKind(kind) for kind, verbs in data["deeds"].items() for verb in verbs},
        members={word: SourceKind(kind) for kind, words in members.items() for word in words},
        alliances=alliances,
        registers=frozenset(data["registers"]),
        state=frozenset(data["state"]),
    )
