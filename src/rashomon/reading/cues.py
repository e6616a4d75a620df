"""Words that say somebody speaks, thinks, wants or promises, and how what is said hangs on them.

Knows: the cue lexicon and its frames.
Does not know: grammar trees, or how the speaker means it (stance).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from rashomon.reading import lexicon


class Frame(StrEnum):
    """How the content hangs on its cue."""

    CLAUSE = "clause"
    """A sentence: `said (that) they left`, `“We left,” said …`, `asked whether …`."""
    INFINITIVE = "infinitive"
    """`vowed to retake`, `plans to leave`."""
    SOMEBODY = "somebody"
    """Somebody who shall or did: `urged them to leave`, `told them to leave`."""
    OBJECT = "object"
    """Words for a thing: `denied a report`, `condemned the raid`."""
    NAMING = "naming"
    """Somebody or something, and what it is said to be: `called it a massacre`, `labelled “cruel”`."""


@dataclass(frozen=True, slots=True)
class Cues:
    """The lexicon, ready to be asked. Verbs and nouns are lemmas in lower case."""

    verbs: Mapping[str, frozenset[Frame]]
    verb_prepositions: Mapping[str, frozenset[str]]
    object_prepositions: Mapping[str, frozenset[str]]
    particles: Mapping[str, frozenset[str]]
    holding: Mapping[str, frozenset[str]]
    adjectives: Mapping[str, frozenset[Frame]]
    adjective_prepositions: Mapping[str, frozenset[str]]
    nouns: Mapping[str, frozenset[Frame]]
    noun_prepositions: Mapping[str, frozenset[str]]
    owned_prepositions: Mapping[str, frozenset[str]]
    hearsay_verbs: frozenset[str]
    hearsay_ahead: frozenset[str]
    hearsay_adverbs: frozenset[str]
    speech: frozenset[str]
    with_it: frozenset[str]
    counting: frozenset[str]
    lent_by: frozenset[str]
    carriers: frozenset[str]
    things: frozenset[str]
    not_said: frozenset[str]
    counted: frozenset[str]
    of_words: frozenset[str]
    words: frozenset[str]
    only_singular: frozenset[str]
    spreading: frozenset[str]
    hearsay_nouns: frozenset[str]
    hearsay_only: frozenset[str]
    there: frozenset[str]
    answering: frozenset[str]
    citing: frozenset[str]
    nameless: frozenset[str]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    withheld: tuple[tuple[str, ...], ...]
    accounts: Mapping[str, frozenset[str]]

    def has_verb(self, lemma: str) -> bool:
        """Tell whether `lemma` is a verb of any frame."""
        return (
            lemma in self.verbs
            or lemma in self.verb_prepositions
            or lemma in self.counting
            or lemma in self.particles
            or lemma in self.holding
            or lemma in self.counted
            or lemma in self.of_words
            or lemma in self.hearsay_verbs
        )

    def has_noun(self, lemma: str) -> bool:
        """Tell whether `lemma` is a noun of any frame."""
        return lemma in self.nouns or lemma in self.noun_prepositions or lemma in self.owned_prepositions


@cache
def cues() -> Cues:
    """Return the English cues, read once a process."""
    data = lexicon.load("cues")
    verb, noun, adjective = data["verb"], data["noun"], data["adjective"]
    return Cues(
        verbs=_by_lemma(verb),
        verb_prepositions=_turned(verb["preposition"]),
        object_prepositions=_turned(verb["object_preposition"]),
        particles=_turned(verb["particle"]),
        holding=_turned(verb["holding"]),
        adjectives=_by_lemma(adjective),
        adjective_prepositions=_turned(adjective["preposition"]),
        nouns=_by_lemma(noun),
        noun_prepositions=_turned(noun["preposition"]),
        owned_prepositions=_turned(noun["owned_preposition"]),
        hearsay_verbs=frozenset(data["hearsay"]["verbs"]),
        hearsay_ahead=_words(data["hearsay"]["ahead"]),
        hearsay_adverbs=frozenset(data["hearsay"]["adverbs"]),
        speech=_words(verb["clause"]["speech"]),
        counting=_words(verb["counting"]),
        with_it=_words(verb["with_it"]),
        lent_by=_words(noun["lent_by"]),
        carriers=_words(noun["carrier"]),
        things=_words(data["not_a_speaker"]["nouns"]),
        not_said=_words(data["not_said"]["nouns"]),
        counted=_words(verb["counted"]),
        of_words=_words(verb["of_words"]["verbs"]),
        words=_words(verb["of_words"]["nouns"]),
        only_singular=_words(noun["only_singular"]),
        spreading=_words(data["hearsay"]["spreading"]),
        hearsay_nouns=_words(data["hearsay"]["nouns"]),
        there=_words(data["hearsay"]["nouns"]["rumours"]) | _words(data["hearsay"]["nouns"]["reports"]),
        hearsay_only=_words(data["hearsay"]["nouns"]["rumours"]),
        answering=_words(verb["answering"]),
        citing=_words(verb["citing"]),
        nameless=_words(data["withheld"]["nameless"]),
        phrases=_phrases(data["phrase"]["words"]),
        withheld=tuple(tuple(text.split()) for text in data["withheld"]["phrases"]),
        accounts=_turned(data["account"]),
    )


def _words(value: Any) -> frozenset[str]:
    """Return all words in a list, or in the lists of a table."""
    lists: Iterable[Any] = value.values() if isinstance(value, dict) else [value]
    return frozenset(word for words in lists for word in words)


def _phrases(texts: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the phrases by their first word, longer ones first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted((tuple(text.split()) for text in texts), key=len, reverse=True):
        found.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(phrases) for first, phrases in found.items()}


def _by_lemma(table: Mapping[str, Any]) -> dict[str, frozenset[Frame]]:
    found: dict[str, set[Frame]] = {}
    for frame in Frame:
        for word in _words(table.get(frame, [])):
            found.setdefault(word, set()).add(frame)
    return {word: frozenset(frames) for word, frames in found.items()}


def _turned(table: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """Return the prepositions of each word from the words of each preposition."""
    found: dict[str, set[str]] = {}
    for preposition, words in table.items():
        for word in words:
            found.setdefault(word, set()).add(preposition)
    return {word: frozenset(prepositions) for word, prepositions in found.items()}
