"""Who a source is, as far as the words tell, and what pronouns can take it up.

Knows: the fields that naming and coreference share, and which words tell a gender.
Does not know: where voices come from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rashomon.reading import lexicon
from rashomon.record.attribution import SourceKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

VAGUE = (SourceKind.UNNAMED, SourceKind.PERSON)
"""Kinds that say no more than that nothing better is known."""


_NOT_MEN = frozenset({"human", "german", "roman", "ottoman", "talisman", "norman", "shaman", "oman", "layman"})


@dataclass(frozen=True, slots=True)
class Voice:
    """Who a source is: the name and kind that its record gets, and what pronouns can take it up.

    `human`: one human being; `many`: several; neither: a body. `body`: surely one, also where its name is a plural
    ("the Northern Brigades"). `words` are its words in lower case, `head` the noun.
    `start` and `last` are token indices, `last` only of who is named without speaking; `sentence` is the index of its
    sentence. `gender` is ``male``, ``female`` or None.
    """

    name: str
    actor: str | None
    kind: SourceKind
    human: bool = False
    many: bool = False
    words: frozenset[str] = frozenset()
    head: str = ""
    start: int = 0
    last: int = -1
    sentence: int = 0
    gender: str | None = None
    subject: bool = False
    body: bool = False
    roles: frozenset[str] = frozenset()
    """Words of a named person's office: "the governor" is then this person."""

    @property
    def identity(self) -> str:
        """Return what two voices of one and the same share."""
        return self.actor or self.name.lower()

    @property
    def named(self) -> bool:
        """Tell whether it has a name of its own, no description."""
        return self.actor is not None or self.name[:1].isupper()


def gender_of(doc: Doc, start: int, end: int) -> str | None:
    """Return the gender that a phrase's own words or the title before it say, None when none does."""
    near = doc[max(0, start - 1) : end]
    owners = {token.i - 1 for token in near if token.tag_ == "POS"}
    words = [token.lower_ for token in near if token.tag_ != "PRP$" and token.i not in owners]
    return next((gender for word in words if (gender := gender_of_word(word)) is not None), None)


def gender_of_word(word: str) -> str | None:
    """Return the gender that a pronoun or title (lower case) tells, None when it tells none."""
    known = _genders().get(word)
    if known is not None or word in _NOT_MEN:
        return known
    return "female" if word.endswith("woman") else "male" if word.endswith("man") else None


def rivals(voices: Sequence[Voice]) -> bool:
    """Tell whether voices are more than one."""
    return len({voice.identity for voice in voices}) > 1


def only(voices: Sequence[Voice]) -> Voice | None:
    """Return the first of voices that are all the same one, None where they are not."""
    return voices[0] if voices and not rivals(voices) else None


def is_part(words: Sequence[str], full: Sequence[str]) -> bool:
    """Tell whether words are the first or last of a longer name."""
    return len(words) < len(full) and (full[-len(words) :] == words or full[: len(words)] == words)


def one_under_many_names(voices: Sequence[Voice]) -> bool:
    """Tell whether voices are one named ever more fully: "Civil Record", "Harbour Civil Record"."""
    longest = max(voices, key=lambda voice: len(voice.words))
    return all(
        voice.words <= longest.words and voice.actor in (None, longest.actor) and voice.head == longest.head
        for voice in voices
    )


def names_unknown_body(voice: Voice) -> bool:
    """Tell whether a voice has a name of its own and no kind, and can be a body."""
    named = voice.name[:1].isupper() and voice.actor is None
    return named and voice.kind is SourceKind.UNNAMED and not voice.human and not voice.many


@cache
def _genders() -> Mapping[str, str]:
    return {word: gender for gender, words in lexicon.load("coreference")["gender"].items() for word in words}
