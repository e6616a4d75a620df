"""What kind of voice the words of a source describe.

Knows: the kind that a noun, the words before it, a telling name, or the body it belongs to gives.
Does not know: who is meant (voices) or how far a pronoun reaches (coreference).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from rashomon.reading import lexicon
from rashomon.reading.introductions import of_members, telling
from rashomon.reading.kinds import nouns
from rashomon.reading.phrases import is_noun
from rashomon.reading.voice import VAGUE
from rashomon.record.attribution import SourceKind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from rashomon.reading.coreference import Memory
    from rashomon.reading.page import ActorMention, Page
    from rashomon.reading.voice import Voice

_APOSTROPHE = re.compile("[’ʼ]")
_FIGHTING = (SourceKind.ARMED_GROUP, SourceKind.MILITARY)
_OUTLETS = (SourceKind.MEDIA, SourceKind.SOCIAL_MEDIA)
_SERVING = frozenset({"of", "for"})
_BESIDE = _SERVING | {"with", "at"}
_SHORT = (SourceKind.ARMED_GROUP, SourceKind.MONITOR, SourceKind.STATE_MEDIA, SourceKind.MEDIA)
"""Kinds that one word of a name tells: "the Front", "the Lens"; "Health" and "Water" tell none alone."""
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
        titles = lexicon.load("sources")["titles"]
        self._titles = {word: SourceKind(kind) for kind, words in titles.items() for word in words}

    def of(self, tokens: Sequence[Token], head: Token) -> SourceKind:
        """Return the kind that the words tell, ``unnamed`` where they do not."""
        if head.lower_ in pronouns()["person"]:
            return SourceKind.PERSON
        if head.lower_ in pronouns()["partitives"]:
            whole = next((token for token in tokens if token.dep_ == "pobj" and token.head.head.i == head.i), None)
            beside = self._beside(tokens)
            if beside is not None:
                return beside
            if whole is not None:
                return self.of([token for token in tokens if token.i > head.i], whole)
        if self._both_sides(tokens, head):
            return SourceKind.UNNAMED
        ours = self._of_maker(tokens, head)
        kind = ours or self._of_noun(tokens, head)
        if kind in (None, SourceKind.PERSON) and self._is_human(head, kind) and (told := _told_by_deeds(head)):
            return told
        if kind in _OUTLETS:
            return self._outlet_of(tokens, head) or kind or SourceKind.UNNAMED
        titled = " of " in (self._phrase(tokens, head) or "")
        if ours is None and kind is not SourceKind.UN and not titled and self._serves(tokens, head, kind):
            kind = self._served(tokens, head, kind) or kind
        if kind is SourceKind.UN and self._is_human(head, kind) and self._of_state(tokens, head):
            kind = SourceKind.OFFICIAL
        if self._nouns.head(head.lower_) in self._nouns.taken:
            side = next((self._kind_of_owner(one) for one in tokens if one.dep_ == "pobj" and one.i > head.i), None)
            kind = side if side in _FIGHTING else kind
        return kind or self._beside(tokens) or SourceKind.UNNAMED

    def _beside(self, tokens: Sequence[Token]) -> SourceKind | None:
        """Return the kind told behind a comma: "one of them, a captain," "its chairman, a Kenyan general,"."""
        for at, token in enumerate(tokens[:-1]):
            if token.text == "," and tokens[at + 1].lower_ in ("a", "an"):
                part = list(takewhile(lambda one: one.text != "," and one.pos_ != "ADP", tokens[at + 2 :]))
                kind = self._kind_of_noun(part[-1], loose=True) if part else None
                return None if kind in VAGUE else kind
        return None

    def _both_sides(self, tokens: Sequence[Token], head: Token) -> bool:
        """Tell whether two bodies of different kinds speak at once: "the army and the rebels"."""
        other = next((one for one in tokens if one.dep_ == "conj" and one.head.i == head.i and is_noun(one)), None)
        if other is None or not any(one.lower_ == "and" for one in tokens if head.i < one.i < other.i):
            return False
        kinds = {self._kind_of_owner(head), self._kind_of_owner(other)}
        return len(kinds) > 1 and None not in kinds

    def _serves(self, tokens: Sequence[Token], head: Token, kind: SourceKind | None) -> bool:
        """Tell whether a noun is a human being's who takes the kind of a body named as the owner: "its analyst"."""
        noun = self._nouns.head(head.lower_)
        if not self._is_human(head, kind) or noun in self._nouns.apart:
            return False
        fighters = tokens[0].tag_ == "PRP$" and self._kind_of_owner(tokens[0]) is SourceKind.ARMED_GROUP
        return noun not in self._nouns.offices or fighters

    def _of_state(self, tokens: Sequence[Token], head: Token) -> bool:
        """Tell whether an envoy is a state's: "the special representative of the president"."""
        owner = next((one for one in tokens if one.dep_ == "pobj" and one.head.head.i == head.i), None)
        if owner is None or owner.head.lower_ != "of":
            return False
        known = self._nouns.head(owner.lower_)
        return known is not None and self._nouns.kind(known) in (SourceKind.OFFICIAL, SourceKind.GOVERNMENT)

    def _is_human(self, head: Token, kind: SourceKind | None) -> bool:
        noun = self._nouns.head(head.lower_)
        return self._nouns.seems_human(head.lemma_.lower()) if noun is None else self._nouns.is_human(noun, kind)

    def _outlet_of(self, tokens: Sequence[Token], head: Token) -> SourceKind | None:
        """Return what an owner makes of an outlet: "the Front's radio" is the Front's, "the ministry's" the state's."""
        owner = next((token for token in tokens if token.dep_ == "poss" and token.head.i == head.i), None)
        kind = None if owner is None else self._kind_of_owner(owner)
        official = owner is not None and self._nouns.kind(self._nouns.head(owner.lower_) or "") is SourceKind.OFFICIAL
        if official or kind is SourceKind.GOVERNMENT or (owner is not None and owner.lower_ in self._nouns.rulers):
            return SourceKind.STATE_MEDIA
        named = owner is not None and (owner.pos_ in ("PROPN", "NUM") or owner.lower_ in self._nouns.commands)
        return kind if named and kind in _FIGHTING else None

    def _served(self, tokens: Sequence[Token], head: Token, kind: SourceKind | None) -> SourceKind | None:
        """Return the kind of the body that somebody works for, None where none is told."""
        before = [token.lower_ for token in self._doc[max(tokens[0].i, head.i - BEFORE) : head.i]]
        for start in range(max(0, len(before) - 3), len(before) - 1):
            body = self._nouns.head(" ".join(before[start:]))
            if body is not None and self._nouns.kind(body) in self._nouns.given:
                return self._nouns.kind(body)
        for token in sorted(tokens, key=lambda token: token.tag_ != "PRP$"):
            joints = _BESIDE if kind in (None, SourceKind.EXPERT) else _SERVING
            whose = token.dep_ == "pobj" and token.head.head.i == head.i and token.head.lower_ in joints
            whose = whose or (token.head.i == head.i and token.dep_ == "poss" and token.i < head.i)
            whose = whose or (token.i == tokens[0].i and token.tag_ == "PRP$" and token.i < head.i)
            owner = self._kind_of_owner(token) if whose and token.i != head.i else None
            if owner in self._nouns.given:
                return owner
            if owner is SourceKind.GOVERNMENT and kind in (None, SourceKind.PERSON) and token.tag_ == "PRP$":
                return SourceKind.OFFICIAL
        return None

    def _of_maker(self, tokens: Sequence[Token], head: Token) -> SourceKind | None:
        """Return the kind of the report's maker for "our team"; None where the words or the maker tell none."""
        our = next((token for token in tokens if token.i < head.i and token.lower_ in pronouns()["group"]), None)
        if (
            our is None
            or our.tag_ != "PRP$"
            or any(token.tag_ == "POS" and our.i < token.i < head.i for token in tokens)
        ):
            return None
        whose = self._owner(our, self._memory.sentence(our.idx))
        return whose.kind if whose is not None and whose.kind not in VAGUE else None

    def _of_noun(self, tokens: Sequence[Token], head: Token) -> SourceKind | None:
        """Return the kind of a noun with the words around it."""
        if head.text[0].isupper() and head.tag_ in ("NNS", "NNPS") and head.i > tokens[0].i:
            name = [token for token in tokens if token.i >= head.i]
            if len(name) > 2 and name[-1].text[0].isupper() and (told := telling(tuple(t.lower_ for t in name))):
                return told
        noun = self._phrase(tokens, head)
        if noun is not None:
            before = [token.lower_ for token in self._doc[max(tokens[0].i, head.i - BEFORE) : head.i]]
            kind = self._nouns.kind(
                noun, before[: -noun.count(" ")] if noun.split()[-1] == self._nouns.head(head.lower_) else ()
            )
            vague = kind in (None, SourceKind.OFFICIAL, SourceKind.UNNAMED)
            owner = self._belongs_to(tokens, head, self._nouns.head(head.lower_)) if vague else None
            state = kind is SourceKind.UNNAMED and owner is SourceKind.GOVERNMENT
            bodies = kind is SourceKind.OFFICIAL and owner in (
                SourceKind.PERSON,
                SourceKind.ACTIVIST,
                SourceKind.EXPERT,
            )
            return owner if state or bodies or owner in self._nouns.given else kind
        noun = self._nouns.head(head.lower_)
        mention = self._mentions.get(head.i)
        if noun is None:
            known = mention.kind if mention is not None and mention.end == head.i + 1 else None
            if tokens[0].lower_ == "the" and known is SourceKind.PERSON and head.i == tokens[0].i + 1:
                known = None
            after = [token.lower_ for token in tokens if token.i > head.i][:2]
            if known is None and head.text[0].isupper() and head.i > tokens[0].i:
                known = telling(tuple(token.lower_ for token in tokens if token.i <= head.i))
            if known is None and head.pos_ not in ("PROPN", "PRON"):
                known = self._belongs_to(tokens, head, None)
            human = (head.ent_type_ == "PERSON" and tokens[0].lower_ != "the") or (
                head.pos_ == "PROPN" and after == [",", "who"]
            )
            human = human or (head.pos_ in ("NOUN", "PROPN") and self._nouns.seems_human(head.lemma_.lower()))
            return known or (SourceKind.PERSON if human else None)
        first = max(tokens[0].i, head.i - BEFORE)
        before = [token.lower_ for token in self._doc[first : head.i]]
        if head.tag_ == "NN" and noun in self._nouns.dwellers:
            near = [token for token in tokens if token.i > head.i]
            if any(token.lower_ in ("in", "from") for token in near) and self._nouns.places_named(near):
                return SourceKind.RESIDENT
        if (
            head.tag_ == "NNS"
            and (head.text[0].islower() or head.i == tokens[0].i)
            and noun in self._nouns.dwellers
            and self._nouns.dwell(before, self._after(tokens, head))
            and not self._are_of_people(tokens, head)
        ):
            return SourceKind.RESIDENT
        kind = self._nouns.kind(noun, before, self._belongs_to(tokens, head, noun))
        return kind or of_members(head, noun) or self._of_fighters(head)

    def _of_fighters(self, head: Token) -> SourceKind | None:
        """Return the side that owns a body of no told kind: "the Emirate's commission"; None where none does."""
        owner = next((one for one in head.lefts if one.dep_ == "poss"), None) if head.n_lefts else None
        kind = None if owner is None else self._kind_of_owner(owner)
        return kind if kind in _FIGHTING else None

    def _are_of_people(self, tokens: Sequence[Token], head: Token) -> bool:
        """Tell whether a plural is one of somebody's people: "the families of the martyrs"."""
        whose = next((one for one in tokens if one.dep_ == "pobj" and one.head.head.i == head.i), None)
        known = None if whose is None else self._nouns.head(whose.lower_)
        counted = whose is not None and whose.tag_ == "CD"
        return counted or (known is not None and self._nouns.is_human(known, self._nouns.kind(known)))

    def _after(self, tokens: Sequence[Token], head: Token) -> str:
        return next((token.lower_ for token in tokens if token.i > head.i), "")

    def _phrase(self, tokens: Sequence[Token], head: Token) -> str | None:
        """Return the longest known phrase around a noun: "panel of experts", "sub-office", "aid agency"."""
        doc = self._doc
        after = [token.lower_ for token in doc[head.i : head.i + 3]]
        first = max(min(tokens[0].i, head.i), head.i - 2)
        tries = [" ".join(after), " ".join(after[:2])]
        tries += [_APOSTROPHE.sub("'", doc[at : head.i + 1].text.lower()) for at in range(first, head.i)]
        return next(
            (known for words in tries if (" " in words or "-" in words) and (known := self._nouns.head(words))), None
        )

    def of_titles(self, words: Sequence[Token]) -> SourceKind | None:
        """Return the kind that a title before a name tells, None where none does."""
        found = (self._titles.get(token.lower_) for token in words)
        return next((kind for kind in found if kind is not None), None)

    def of_name(self, name: str) -> SourceKind | None:
        """Return the kind that the words of a body's name tell, None where they do not."""
        return telling(tuple(name.lower().split()))

    def _belongs_to(self, tokens: Sequence[Token], head: Token, noun: str | None) -> SourceKind | None:
        """Return the kind of the actor that a source belongs to: "UN officials", "a spokesman for the rebels"."""
        owner = self._mentions.get(head.i - 1) or self._mentions.get(head.i)
        if owner is not None and owner.actor is not None:
            return owner.kind
        if noun is not None and not self._nouns.belongs(noun):
            return None
        for token in tokens:
            whose = token.dep_ == "pobj" and token.head.head.i == head.i and token.head.lower_ in self._nouns.owning
            whose = whose or (token.dep_ in ("poss", "compound", "nmod") and token.head.i == head.i)
            if whose and token.i != head.i and (kind := self._kind_of_owner(token)):
                return kind
        whole = self._mentions.get(head.i)
        return whole.kind if whole is not None and whole.end == head.i + 1 and whole.start < head.i else None

    def _side_of(self, token: Token) -> SourceKind | None:
        """Return whose a unit is: "the enemy's 31st Brigade"; None where nobody is named as its owner."""
        owner = next((one for one in token.lefts if one.dep_ == "poss"), None) if token.n_lefts else None
        noun = None if owner is None else self._nouns.head(owner.lower_)
        kind = None if noun is None else self._nouns.kind(noun)
        return kind if kind in _FIGHTING else None

    def _whole(self, token: Token) -> SourceKind | None:
        """Return the kind of the body that "the centre" or "our committee" is, as an owner; None: it is not safe."""
        first = token.left_edge
        sentence = self._memory.sentence(token.idx)
        if first.tag_ == "PRP$" and first.lower_ in pronouns()["group"]:
            ours = self._owner(first, sentence)
            return None if ours is None else ours.kind
        if first.lower_ != "the" or first.i == token.i or not 0 < token.i - first.i <= BEFORE:
            return None
        whole = self._memory.definite(list(self._doc[first.i + 1 : token.i + 1]), token, first.i, sentence)
        return whole.kind if whole is not None and whole.kind not in VAGUE and not whole.human else None

    def _kind_of_owner(self, token: Token) -> SourceKind | None:
        """Return the kind of the body that a word names or points back to, None where nothing tells it."""
        if token.tag_ == "PRP$":
            whose = self._owner(token, self._memory.sentence(token.idx))
            return whose.kind if whose is not None and (not whose.human or whose.kind not in VAGUE) else None
        if token.lower_ in pronouns()["partitives"]:
            part = next((one for one in token.subtree if one.dep_ == "pobj" and one.head.head.i == token.i), None)
            if part is not None:
                return self._kind_of_owner(part)
        known = self._whole(token) or self._side_of(token)
        if known is not None:
            return known
        mention = self._mentions.get(token.i)
        if self._nouns.places.intersection(word.lower_ for word in token.subtree):
            return None
        if mention is not None and mention.kind is not None and mention.end == token.i + 1:
            return mention.kind
        named = self._memory.kind_named(token.lower_) if token.pos_ == "PROPN" else None
        named = named or self._memory.kind_of(self._memory.aliases.long(token.text) or "")
        if named is not None:
            return named
        return self._kind_of_noun(token)

    def _kind_of_noun(self, token: Token, *, loose: bool = False) -> SourceKind | None:
        """Return the kind of a body that a noun with the words before it describes."""
        left = max(token.left_edge.i, token.i - BEFORE)
        words = [word for word in self._doc[left : token.i + 1] if not word.is_space]
        told = telling(("the", token.lower_)) if token.pos_ == "PROPN" else None
        told = told if told in _SHORT else None
        known = self._nouns.head(token.lower_)
        noun = None if told is not None else self._phrase(words, token) or known
        if noun is None:
            return told
        kind = self._nouns.kind(noun, [word.lower_ for word in words[:-1]])
        human = self._nouns.is_human(noun, kind) and kind not in _FIGHTING
        return None if human and not loose else kind


def _told_by_deeds(head: Token) -> SourceKind | None:
    """Return what a clause behind a noun tells: "a porter who survived", "a detainee freed on Monday"."""
    words = lexicon.load("coreference")["witnessing"]
    for verb in islice(head.rights, BEFORE):
        if verb.dep_ == "acl" and verb.lemma_.lower() in words["freed"]:
            return SourceKind.WITNESS
        if verb.dep_ == "relcl" and verb.i - head.i <= BEFORE:
            there = verb.lemma_ == "be" and any(word.lower_ in words["there"] for word in verb.rights)
            if there or verb.lemma_.lower() in words["verbs"]:
                return SourceKind.WITNESS
            if verb.lemma_.lower() in words["studying"]:
                return SourceKind.EXPERT
    return None


@cache
def pronouns() -> dict[str, frozenset[str]]:
    """Return the words that stand for somebody, by what they may stand for."""
    data = lexicon.load("coreference")
    pronouns = {name: frozenset(words) for name, words in data["pronouns"].items()}
    return {
        **pronouns,
        "all": frozenset().union(*pronouns.values()),
        "partitives": frozenset(data["partitives"]["words"]),
        "elliptical": frozenset(data["elliptical"]["words"]),
        "honours": frozenset(data["honours"]["words"]),
        "studying": frozenset(data["witnessing"]["studying"]),
        "leaving": frozenset(data["witnessing"]["leaving"]),
        "leading": frozenset(data["witnessing"]["leading"]),
        "owners": frozenset(data["owners"]["words"]),
        "followers": frozenset(data["spokesmen"]["followers"]),
        "spokesmen": frozenset(data["spokesmen"]["words"]),
        "staff": frozenset(data["spokesmen"]["staff"]) | frozenset(data["spokesmen"]["words"]),
    }
