"""A number and what is counted.

Knows: which noun a number counts, and the words for who or what that is.
Does not know: what was done to them (measuring).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.reading.claims.measures import measures
from rashomon.reading.numbers import number_words, vague_words

if TYPE_CHECKING:
    from rashomon.reading.claims.grammar import Grammar
    from rashomon.reading.claims.scene import Scene
    from rashomon.record.values import HowMany

FARTHEST = 7
"""Words between a number and its noun, or its noun and the word that says what it measures, at most."""

_NUMBER_NOUNS = frozenset(
    {"dozen", "hundred", "thousand", "million", "ten", "score", "lakh", "crore", "number", "couple"}
)
_BEFORE_NOUN = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "DT", "PRP$", "POS", "CD", "HYPH", "RB", "VBD"})
_IN_NOUN_PHRASE = frozenset({"DT", "JJ", "NN", "NNS", "NNP", "NNPS", "VBG", "HYPH", "CD"})
_SKIPPED = frozenset({"of", "the", "their", "its", "other", "more", "-", "additional"})


@dataclass(frozen=True, slots=True)
class Number:
    """One number in the text: tokens `first` to `last`; `head` is the noun counted, `last` where none is written."""

    quantity: HowMany
    first: int
    last: int
    head: int
    noun: int | None


def number(scene: Scene, quantity: HowMany, words: range) -> Number:
    """Return the number with the noun it counts."""
    grammar, head = scene.grammar, _head(scene, words)
    bare = head in words and (not grammar.tag[head].startswith("NN") or grammar.lemma[head] in _NUMBER_NOUNS)
    noun = None if bare else head
    return Number(quantity, words[0], words[-1], head, noun)


def who(scene: Scene, one: Number, before: str | None) -> str | None:
    """Return the words for who is counted, without the number: `Palestinian residents`; None where none are written.

    `before` is who the sentence counted last: `ten others` are others of those.
    """
    grammar, elliptical = scene.grammar, measures().sets["elliptical"]
    if one.noun is None or is_number(grammar.word[one.noun]):
        return None
    if grammar.lemma[one.noun] in elliptical:
        return before if grammar.word[one.noun] == "others" else None
    first, last = min(one.last + 1, one.noun), one.noun
    while first < last and grammar.word[first] in _SKIPPED:
        first += 1
    if last + 2 < grammar.size and grammar.word[last + 1] in ("and", "or"):
        last += 2 * (grammar.tag[last] == grammar.tag[last + 2] == "NNS")
    return grammar.span(first, last).of(scene.text)


def phrase_at(scene: Scene, first: int) -> str | None:
    """Return the noun phrase that starts at the word `first`, None when none does."""
    grammar, last = scene.grammar, None
    while first < grammar.size and (grammar.tag[first] == "CD" or is_number(grammar.word[first])):
        first += 1
    for at in range(first, min(first + 6, grammar.size)):
        if grammar.tag[at] not in _IN_NOUN_PHRASE:
            break
        if grammar.tag[at].startswith("NN"):
            last = at
    return None if last is None else grammar.span(first, last).of(scene.text)


def is_number(word: str) -> bool:
    """Tell whether a word (lower case) is a number or a part of one, and so nobody who is counted."""
    return word in number_words() or word in vague_words()


def _head(scene: Scene, words: range) -> int:
    grammar, end = scene.grammar, words[-1]
    for i in reversed(words):
        if grammar.tag[i].startswith("NN") and grammar.lemma[i] not in _NUMBER_NOUNS:
            return i
    first = end + 2 if end + 1 < grammar.size and grammar.word[end + 1] == "of" else end + 1
    noun = None
    for at in range(first, min(end + FARTHEST + 1, grammar.size)):
        if scene.sentence[at] != scene.sentence[end] or at in scene.quantities or _tells_measure(scene, at, end):
            break
        if _hyphened(grammar, at):
            continue
        if grammar.tag[at].startswith("NN") or (
            grammar.tag[at] == "VBZ" and grammar.lemma[at] in measures().sets["things"]
        ):
            noun = at
        elif noun is not None or not (grammar.tag[at] in _BEFORE_NOUN or grammar.word[at] == "-"):
            break
    return end if noun is None else noun


def _hyphened(grammar: Grammar, at: int) -> bool:
    """Tell whether the word is tied to the next by a hyphen, or ties two: `mud-and-thatch homes`."""
    return grammar.word[at + 1 : at + 2] == ["-"] or grammar.word[at] == "-"


def _tells_measure(scene: Scene, at: int, end: int) -> bool:
    """Tell whether the word says what was done to the number before it, and is no adjective of a noun to come."""
    grammar, tables = scene.grammar, measures()
    word, lemma = grammar.word[at], grammar.lemma[at]
    if word in tables.are:
        following = grammar.tag[at + 1] if at + 1 < grammar.size else ""
        return following not in ("NNS", "NN") or grammar.head[at] <= end
    if lemma not in tables.done or lemma in tables.sets["things"]:
        return False
    return grammar.head[at] <= end or grammar.tag[at] in ("NNS", "VBZ")
