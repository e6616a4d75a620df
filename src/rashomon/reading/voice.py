"""Who a source is, as far as the words tell, and what pronouns can take it up.

Knows: the fields that naming and coreference share, and which words tell a gender.
Does not know: where voices come from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rashomon.reading import lexicon
from rashomon.reading.kinds import nouns
from rashomon.record.attribution import SourceKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LONGEST_GIVEN = 3
"""Words at most of a name that only its first name tells to be a person's."""
SHORTEST_STEM = 4
"""Letters that a country's name and its adjective share at least: "Iraq", "Iraqi"."""
LONGEST_ENDING = 3
"""Letters that one may have more than the other."""
VAGUE = (SourceKind.UNNAMED, SourceKind.PERSON)
"""Kinds that say no more than that nothing better is known."""


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
    # "Abu" tells nothing in "Wafa Abu Rahma"
    inner = {token.i + 1 for token in doc[start : end - 1] if token.ent_type_ == "PERSON" or _has_gender(token)}
    words = [
        token.lower_
        for token in near
        if token.tag_ != "PRP$" and token.i not in owners and not (token.is_title and token.i in inner)
    ]
    told = next((gender for word in words if (gender := gender_of_word(word)) is not None), None)
    first = next((token for token in doc[start:end] if token.pos_ == "PROPN" and not nouns().head(token.lower_)), None)
    return told or (None if first is None else given_gender(first.lower_))


def _has_gender(token: Token) -> bool:
    return token.is_title and given_gender(token.lower_) is not None


def given_gender(name: str) -> str | None:
    """Return the gender that a first name (lower case) tells, None where it is not known."""
    return _given().get(name)


def given_names(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield where a known first name with one or two more names stands, as token indices."""
    for token in doc:
        if not token.is_title or given_gender(token.lower_) is None or (token.i and doc[token.i - 1].is_title):
            continue
        end = token.i + 1
        while end < len(doc) and end - token.i < LONGEST_GIVEN and doc[end].is_title and doc[end].pos_ == "PROPN":
            end += 1
        if end > token.i + 1:
            yield token.i, end


def gender_of_word(word: str) -> str | None:
    """Return the gender that a pronoun or title (lower case) tells, None when it tells none."""
    known = _genders().get(word)
    if known is not None or word in lexicon.load("coreference")["gender"]["untold"]:
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


def core(name: str) -> frozenset[str]:
    """Return the words (lower case) of a body's name before "of" or "for": what it can be called by for short."""
    return frozenset(_core(name))


def last_of_core(name: str) -> str:
    """Return the noun (lower case) of a body's name: "lions" of the Lions of the Marsh."""
    return _core(name)[-1]


def _core(name: str) -> list[str]:
    words = name.lower().split()
    return words[: next((at for at, word in enumerate(words) if at and word in ("of", "for", "in")), len(words))]


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


def all_told(words: set[str], roles: frozenset[str]) -> bool:
    """Tell whether each word is one of an office, or of its country: "the Iraqi minister" is Iraq's."""
    return all(word in roles or any(_akin(word, role) for role in roles) for word in words)


def _akin(word: str, other: str) -> bool:
    stem = word[:SHORTEST_STEM]
    return len(stem) == SHORTEST_STEM and other.startswith(stem) and abs(len(word) - len(other)) <= LONGEST_ENDING


@cache
def _genders() -> Mapping[str, str]:
    genders = lexicon.load("coreference")["gender"]
    return {word: gender for gender in ("male", "female") for word in genders[gender]}


@cache
def _given() -> Mapping[str, str]:
    return {name: gender for gender, names in lexicon.load("given_names").items() for name in names}
