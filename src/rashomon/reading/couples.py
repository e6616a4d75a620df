"""Two people of whom a report speaks at once: "the latter", "the other", "both men", "the pair", "her colleague".

Knows: which words stand for one of two or for both, and when exactly two are named last.
Does not know: who was named where (cast, coreference), or how a source without such a word is named (naming).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from rashomon.reading import lexicon
from rashomon.reading.voice import Voice, gender_of_word
from rashomon.record.attribution import SourceKind

WINDOW = 4
"""Sentences back at most in which the two stand."""

Couple = tuple[Voice, Voice]


def couple(met: Sequence[Voice], sentence: int) -> Couple | None:
    """Return the two last named, in the order of the text; None where only one or more than two are near.

    Sentences are taken in from the nearest back until two or more are named in them.
    """
    for reach in range(WINDOW + 1):
        near: dict[str, Voice] = {}
        for voice in sorted(met, key=lambda one: one.start):
            if 0 <= sentence - voice.sentence <= reach:
                near.setdefault(voice.identity, voice)
        if len(near) > 1:
            first, second, *more = near.values()
            return None if more else (first, second)
    return None


def one_of(words: Sequence[str], two: Couple, spoke: Voice | None) -> Voice | None:
    """Return which of two "latter", "former" or "other" (lower case, no article) means; None where none is meant.

    `spoke` is who spoke last: "the other" is the one who did not.
    """
    if len(words) != 1:
        return None
    if words[0] in _words()["first"]:
        return two[0]
    if words[0] in _words()["second"]:
        return two[1]
    return other(two, spoke) if words[0] in _words()["other"] else None


def other(two: Couple, one: Voice | None) -> Voice | None:
    """Return the other one of two, None where `one` is neither."""
    identities = [voice.identity for voice in two]
    return None if one is None or one.identity not in identities else two[1 - identities.index(one.identity)]


def points(words: Sequence[str]) -> bool:
    """Tell whether words (lower case, no article) are "latter", "former" or "other"."""
    return len(words) == 1 and any(words[0] in _words()[which] for which in ("first", "second", "other"))


def means_both(words: Sequence[str]) -> bool:
    """Tell whether words (lower case, no article) stand for two people: "both", "both men", "pair", "two elders"."""
    if len(words) == 1:
        return words[0] in _words()["pair"]
    return len(words) == 2 and words[0] in _words()["both"] and words[1] not in _words()["several"]


def both(words: Sequence[str], two: Couple) -> Voice | None:
    """Return both as one voice, named with "and"; None where their genders are not those of "both women"."""
    gender = gender_of_word({"men": "man", "women": "woman"}.get(words[-1], words[-1]))
    if gender is not None and any(voice.gender not in (None, gender) for voice in two):
        return None
    kind = two[0].kind if two[0].kind is two[1].kind else SourceKind.UNNAMED
    name = f"{two[0].name} and {two[1].name}"
    words_of = frozenset(name.lower().split())
    return replace(two[1], name=name, actor=None, kind=kind, human=False, many=True, words=words_of, gender=None)


def mutual(noun: str) -> bool:
    """Tell whether a noun (lower case) is what each of two is to the other: "colleague", "counterpart"."""
    return noun in _words()["mutual"]


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in lexicon.load("coreference")["couples"].items()}
