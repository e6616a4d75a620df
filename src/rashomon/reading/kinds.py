"""What kind of voice or actor a noun names.

Knows: the nouns of ``lexicon/en/sources.toml`` and how the words before a noun change its kind.
Does not know: names (actors), or which noun a phrase hangs on (mentions, voices).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from rashomon.reading import lexicon
from rashomon.record.attribution import SourceKind

if TYPE_CHECKING:
    from spacy.tokens import Token

SHORTEST_PERSON = 5
"""Letters at least of a word that only its ending makes one for a human being."""
_PLURALS = (("ies", "y"), ("men", "man"), ("women", "woman"), ("es", ""), ("s", ""))


class Nouns:
    """The nouns of people, bodies and voices, with their kinds."""

    def __init__(self) -> None:
        """Load the lexicon."""
        data = lexicon.load("sources")
        self._kinds: dict[str, SourceKind | None] = {}
        self.actors: set[str] = set()
        for part in ("actors", "voices"):
            for kind, words in data[part].items():
                self._kinds |= {word: None if kind == "none" else SourceKind(kind) for word in words}
                if part == "actors":
                    self.actors.update(words)
        follow, words = data["follow"], data["words"]
        self.fighters, self._speakers = frozenset(follow["fighters"]), frozenset(follow["speakers"])
        self._people = frozenset(follow["people"])
        self.outlets = frozenset(follow["outlets"])
        self._parts = frozenset(SourceKind(kind) for kind in follow["parts"])
        self.given = frozenset(SourceKind(kind) for kind in follow["given"])
        self._alone, self.owning = frozenset(follow["alone"]), frozenset(follow["owning"])
        self.offices = frozenset(follow["offices"])
        self.places = frozenset(follow["places"])
        self.commands = frozenset(follow["commands"])
        self.taken, self.rulers = frozenset(follow["taken"]), frozenset(follow["rulers"])
        self.apart = frozenset(follow["apart"])
        self.dwellers, self._dwelling = frozenset(data["dwellers"]["nouns"]), frozenset(data["dwellers"]["after"])
        self._dwellings = frozenset(data["dwellers"]["places"])
        self._plain_before = frozenset(data["dwellers"]["before"])
        self._before_fighters = _by_word(data["before_fighters"])
        self.bare = _by_word(data["alone"])
        self._before_people = _by_word(data["before_people"])
        self._before_speakers = _by_word(data["before_speakers"])
        self._state_media, self._online = frozenset(words["state_media"]), frozenset(words["online"])
        self.quantifiers, self.companions = frozenset(words["quantifiers"]), frozenset(words["companions"])
        self.roles = frozenset(SourceKind(role) for role in words["roles"])
        self._known = frozenset(self._kinds)
        human = data["human"]
        self._human_nouns, self._not_human = frozenset(human["nouns"]), frozenset(human["bodies"])
        self._human_kinds = frozenset(SourceKind(kind) for kind in human["kinds"])
        self._endings, self._unlike = tuple(human["endings"]), frozenset(human["unlike"])
        self.surnames, self.forenames = frozenset(human["surnames"]), frozenset(human["forenames"])
        self._not_human |= frozenset(data["introductions"]["bodies"])
        self._bodies = frozenset(data["introductions"]["bodies"]) | frozenset(data["introductions"]["describing"])
        self._describing = frozenset(self._before_fighters) | frozenset(self._before_speakers)

    @lru_cache(maxsize=10_000)  # noqa: B019  one instance lives as long as the process
    def head(self, word: str) -> str | None:
        """Return the dictionary form under which `word` (any case, singular or plural) is known here, else None."""
        word = word.lower()
        if word in self._known:
            return word
        for plural, singular in _PLURALS:
            if word.endswith(plural) and word[: -len(plural)] + singular in self._known:
                return word[: -len(plural)] + singular
        return None

    def is_common(self, word: str) -> bool:
        """Tell whether a word (lower case) is known here as a common one, so that a capital only opens a sentence."""
        return word in self._describing or self.head(word) is not None

    def describes(self, word: str) -> bool:
        """Tell whether a word (lower case) may stand right before a body's name and say what it is."""
        return word in self._before_fighters or word in self._bodies or self.head(word) in self._bodies

    def fighting(self, word: str) -> SourceKind | None:
        """Return the side that a word (lower case) before a body's name tells: "the paramilitary Desert Guard"."""
        kind = self._before_fighters.get(word)
        return kind if kind is SourceKind.ARMED_GROUP else None

    def is_human(self, head: str, kind: SourceKind | None) -> bool:
        """Tell whether a noun in the singular, of this kind, is one human being."""
        if kind is None or kind in self._human_kinds:
            return head in self._human_nouns or (kind is not None and head not in self._not_human)
        last = head.rpartition(" ")[2]
        return last in self._human_nouns or (last.endswith(self._endings) and last not in self._unlike)

    def seems_human(self, word: str) -> bool:
        """Tell whether a word that is not known here (lower case, singular) ends as nouns of people do: "hedger"."""
        known = self.head(word) is not None or word in self._unlike
        return not known and len(word) >= SHORTEST_PERSON and word.endswith(self._endings)

    def belongs(self, head: str) -> bool:
        """Tell whether a noun takes the kind of the body it belongs to."""
        parts = self._kinds.get(head) in self._parts and head not in self._alone
        return parts or head in self._speakers or head in self.fighters or head in self.outlets

    def dwell(self, before: Sequence[str], after: str) -> bool:
        """Tell whether words beside "people", "women" say that they are those of a place: "the people of X"."""
        return after in self._dwelling or bool(self._plain_before.intersection(before))

    def places_named(self, words: Sequence[Token]) -> bool:
        """Tell whether words name the place where somebody lives or comes from: "in the upper village", "there"."""
        near = False
        for word in words:
            near = near or word.lower_ in self._dwelling
            if near and (word.ent_type_ in ("GPE", "LOC") or word.lower_ in self._dwellings):
                return True
            if word.lower_ == "there":
                return True
        return False

    def kind(self, head: str, before: Sequence[str] = (), named: SourceKind | None = None) -> SourceKind | None:
        """Return the kind of a phrase; None: the words do not tell.

        `head` is its noun as `head()` gives it, `before` the words before it (lower case), `named` the kind of an actor
        named among those.
        """
        if named is None and head in self.bare and not set(before) - {"the"}:
            return self.bare[head]
        pair = f"{before[-1]} {head}" if before else head
        kind = self._kinds.get(pair, self._kinds.get(head))
        apart = self._told_apart(kind, before, named)
        if apart is not None or (pair != head and pair in self._kinds):
            return apart or kind
        if head in self.fighters:
            return self._of_fighters(before, named) or kind
        if head in self._speakers:
            return self._of_speakers(kind, before, named)
        if named in self.given and self.belongs(head):
            return named
        return (_last(self._before_people, before) if head in self._people else None) or kind

    def _told_apart(
        self, kind: SourceKind | None, before: Sequence[str], named: SourceKind | None
    ) -> SourceKind | None:
        """Return what the words before a noun make of its kind for sure; None: they make nothing of it."""
        if kind is SourceKind.MEDIA and (named is SourceKind.STATE_MEDIA or self._state_media.intersection(before)):
            return SourceKind.STATE_MEDIA
        if kind is SourceKind.MEDIA and named in (SourceKind.MILITARY, SourceKind.ARMED_GROUP):
            return kind
        if kind is SourceKind.UNNAMED and self._online.intersection(before):
            return SourceKind.SOCIAL_MEDIA
        rebels = kind is SourceKind.GOVERNMENT and _last(self._before_fighters, before) is SourceKind.ARMED_GROUP
        return SourceKind.ARMED_GROUP if rebels else None

    def _of_speakers(
        self, kind: SourceKind | None, before: Sequence[str], named: SourceKind | None
    ) -> SourceKind | None:
        belongs = named not in (None, SourceKind.GOVERNMENT, SourceKind.OFFICIAL)
        told = (named if belongs else _last(self._before_speakers, before) or self._of_body(before)) or kind
        told = named if told in (None, SourceKind.UNNAMED) else told
        # a person who speaks for a government is an official
        return kind if kind is SourceKind.OFFICIAL and told is SourceKind.GOVERNMENT else told

    def _of_body(self, before: Sequence[str]) -> SourceKind | None:
        """Return the kind of the body that the word right before a part names: "observatory director"."""
        body = self.head(before[-1]) if before else None
        kind = None if body is None else self._kinds[body]
        return kind if kind in self.given and not self.is_human(body or "", kind) else None

    def _of_fighters(self, before: Sequence[str], named: SourceKind | None) -> SourceKind | None:
        if named in (SourceKind.ARMED_GROUP, SourceKind.MILITARY, SourceKind.UN, SourceKind.MONITOR, SourceKind.NGO):
            return named
        told = _last(self._before_fighters, before)
        return told or (SourceKind.MILITARY if named is SourceKind.GOVERNMENT else None)


@cache
def nouns() -> Nouns:
    """Return the nouns, loaded once."""
    return Nouns()


def _by_word(table: dict[str, list[str]]) -> dict[str, SourceKind]:
    return {word: SourceKind(kind) for kind, words in table.items() for word in words}


def _last(table: dict[str, SourceKind], before: Sequence[str]) -> SourceKind | None:
    return next((table[word] for word in reversed(before) if word in table), None)
