"""What kind of voice the words of a source describe.

Knows: the kind that a noun, the words before it, a telling name, or the body it belongs to gives.
Does not know: who is meant (voices) or how far a pronoun reaches (coreference).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from rashomon.reading import lexicon
from rashomon.reading.introductions import telling
from rashomon.reading.kinds import nouns
from rashomon.record.attribution import SourceKind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from rashomon.reading.coreference import Memory, Voice
    from rashomon.reading.page import ActorMention, Page

BEFORE = 8
"""Words before a noun that may change its kind."""


class Kinds:
    """The kinds of the sources of one report; `owner` says whose "its" or "our" is in a sentence, None: not safe."""

    def __init__(
        self,
        page: Page,
        mentions: Mapping[int, ActorMention],
        memory: Memory,
        owner: Callable[[Token, int], Voice | None],
    ) -> None:
        self._doc = page.doc
        self._mentions = mentions
        self._memory = memory
        self._owner = owner
        self._nouns = nouns()

    def of(self, tokens: Sequence[Token], head: Token) -> SourceKind:
        """Return the kind that the words tell, ``unnamed`` where they do not."""
        if head.lower_ in pronouns()["person"]:
            return SourceKind.PERSON
        if head.lower_ in pronouns()["partitives"]:
            whole = next((token for token in tokens if token.dep_ == "pobj" and token.head.head.i == head.i), None)
            if whole is not None:
                return self.of([token for token in tokens if token.i > head.i], whole)
        noun = self._nouns.head(head.lower_)
        mention = self._mentions.get(head.i)
        pair = f"{head.nbor(-1).lower_} {head.lower_}" if noun is None and head.i > tokens[0].i else ""
        if pair and (two := self._nouns.head(pair)) is not None:
            return self._nouns.kind(two) or SourceKind.UNNAMED
        if noun is None:
            known = mention.kind if mention is not None and mention.end == head.i + 1 else None
            after = [token.lower_ for token in tokens if token.i > head.i][:2]
            if known is None and head.text[0].isupper() and head.i > tokens[0].i:
                known = telling(tuple(token.lower_ for token in tokens if token.i <= head.i))
            human = head.ent_type_ == "PERSON" or (head.pos_ == "PROPN" and after == [",", "who"])
            return known or (SourceKind.PERSON if human else SourceKind.UNNAMED)
        first = max(tokens[0].i, head.i - BEFORE)
        before = [token.lower_ for token in self._doc[first : head.i]]
        return self._nouns.kind(noun, before, self._belongs_to(tokens, head, noun)) or SourceKind.UNNAMED

    def _belongs_to(self, tokens: Sequence[Token], head: Token, noun: str) -> SourceKind | None:
        """Return the kind of the actor that a source belongs to: "UN officials", "a spokesman for the rebels"."""
        owner = self._mentions.get(head.i - 1) or self._mentions.get(head.i)
        if owner is not None and owner.actor is not None:
            return owner.kind
        if not self._nouns.belongs(noun):
            return None
        for token in tokens:
            if token.dep_ == "pobj" and token.head.head.i == head.i and (kind := self._kind_of_owner(token)):
                return kind
            if token.dep_ in ("poss", "compound", "nmod") and token.head.i == head.i:
                kind = self._kind_of_owner(token)
                if kind is not None:
                    return kind
        whole = self._mentions.get(head.i)
        return whole.kind if whole is not None and whole.end == head.i + 1 and whole.start < head.i else None

    def _kind_of_owner(self, token: Token) -> SourceKind | None:
        """Return the kind of the body that a word names or points back to, None where nothing tells it."""
        if token.tag_ == "PRP$":
            whose = self._owner(token, self._memory.sentence(token.idx))
            return whose.kind if whose is not None and not whose.human else None
        mention = self._mentions.get(token.i)
        if mention is not None and mention.kind is not None:
            return mention.kind
        return (
            self._memory.kind_named(token.lower_) or telling(("the", token.lower_)) if token.pos_ == "PROPN" else None
        )


@cache
def pronouns() -> dict[str, frozenset[str]]:
    """Return the words that stand for somebody, by what they may stand for."""
    data = lexicon.load("coreference")
    pronouns = {name: frozenset(words) for name, words in data["pronouns"].items()}
    return {
        **pronouns,
        "all": frozenset().union(*pronouns.values()),
        "partitives": frozenset(data["partitives"]["words"]),
        "spokesmen": frozenset(data["spokesmen"]["words"]),
    }
