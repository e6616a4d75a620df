"""Which words name places.

Knows: the parser's entities, the shape of names, the words around them, and whether a gazetteer has the name.
Does not know: which place of that name is meant (place_resolution).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.reading.place_words import PlaceWords, place_words
from rashomon.record.text import Span
from rashomon.record.values import PlaceRole
from rashomon.roles import Gazetteer

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from rashomon.reading.page import ActorMention, Page

LONGEST_NAME = 5
"""Words tried at once when a name is looked up without the parser's help."""
WELL_KNOWN = 300_000
"""A town this large is recognised by its name alone, without a word around it that says that it is a place."""

_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_OTHER_NAMES = frozenset({"PERSON", "ORG", "WORK_OF_ART", "LAW", "PRODUCT", "EVENT", "LANGUAGE"})
_JOINERS = frozenset({"of", "al", "el", "de", "la", "du", "the", "and", "-", "–", "'", "’"})
_WELL_KNOWN_FEATURES = ("A.PCLI", "A.ADM1", "L.CONT", "P.PPLC", "WAR.")


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens ``[start, end)`` that name a place.

    `country` is set for words of a country's people. `kinds` are feature codes (or how they begin) that words beside the
    name ask for.
    """

    start: int
    end: int
    text: str
    role: PlaceRole
    country: str | None = None
    kinds: frozenset[str] = frozenset()

    def span(self, doc: Doc) -> Span:
        """Return the characters of the name."""
        last = doc[self.end - 1]
        return Span(doc[self.start].idx, last.idx + len(last.text))


def find_names(page: Page, gazetteer: Gazetteer) -> list[Name]:
    """Return the place names of a page, in order, none overlapping."""
    return _Finder(page, gazetteer).names()


class _Finder:
    """One pass over one page."""

    def __init__(self, page: Page, gazetteer: Gazetteer) -> None:
        self.doc = page.doc
        self.text = page.report.text
        self.gazetteer = gazetteer
        self.words: PlaceWords = place_words()
        self.tokens = [token.text for token in self.doc]
        self.lower = [word.lower() for word in self.tokens]
        self.taken = bytearray(len(self.tokens))
        """1 for a token that is in a name of something else, 2 for one in a place name."""
        self.known_actors = _longer_actors(page.actors)

    def names(self) -> list[Name]:
        found: list[Name] = []
        for start, end in self._entities():
            found.append(self._name(start, end))
        found.extend(self._demonyms())
        found.extend(self._scanned())
        found.extend(self._repeated(found))
        return sorted(found, key=lambda name: name.start)

    def _name(self, start: int, end: int) -> Name:
        self.taken[start:end] = b"\2" * (end - start)
        text = self.text[self.doc[start].idx : self.doc[end - 1].idx + len(self.tokens[end - 1])]
        return Name(start, end, text, self._role(start, end), None, self._kinds(start, end))

    def _entities(self) -> Iterator[tuple[int, int]]:
        for entity in self.doc.ents:
            label = entity.label_
            if label in _PLACE_LABELS:
                for start, end in self._pieces(entity.start, entity.end):
                    if self._is_place(start, end, label):
                        yield start, end
            elif label in _OTHER_NAMES:
                start, end = self._trimmed(entity.start, entity.end)
                if start < end and label != "PERSON" and self._is_misread(start, end):
                    yield start, end
                else:
                    self.taken[entity.start : entity.end] = b"\1" * (entity.end - entity.start)

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Cut an entity at commas and trim the pieces."""
        piece = start
        for i in range(start, end + 1):
            if i == end or self.tokens[i] in {",", ";", "/", "\n"}:
                first, last = self._trimmed(piece, i)
                if first < last:
                    yield first, last
                piece = i + 1

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        while start < end and (
            self.lower[start] == "the" or not self.tokens[start][:1].isalnum() or self._is_lower_lead(start)
        ):
            start += 1
        while end > start and (
            self.lower[end - 1] in {"'s", "’s", "s'"}
            or not _wordy(self.tokens[end - 1])
            or self.tokens[end - 1].islower()
        ):
            end -= 1
        if end - start > 1 and self.lower[start] in self.words.directions and not self._knows(start, end):
            start += 1
        return start, end

    def _is_lower_lead(self, i: int) -> bool:
        return self.tokens[i].islower() and self.lower[i] not in {
            "al",
            "el",
            "ad",
            "ar",
            "as",
            "ash",
            "an",
            "az",
            "de",
            "la",
        }

    def _surface(self, start: int, end: int) -> str:
        return self.text[self.doc[start].idx : self.doc[end - 1].idx + len(self.tokens[end - 1])]

    def _knows(self, start: int, end: int) -> bool:
        return bool(self.gazetteer.find(self._surface(start, end)))

    def _is_place(self, start: int, end: int, label: str) -> bool:
        name = self._surface(start, end)
        if not any(letter.isupper() for letter in name) or self.lower[start] in self.words.never:
            return False
        if self._demonym_at(start)[0] is not None and end - start == 1:
            return False
        if self._part_of_longer_name(start, end):
            return False
        if label == "FAC":
            return self._knows(start, end)
        return True

    def _part_of_longer_name(self, start: int, end: int) -> bool:
        """Tell whether the words are a piece of a person's or a known body's name."""
        if start and self.lower[start - 1] in self.words.titles and self.tokens[start - 1][0].isupper():
            return True
        covering = self.known_actors.get(start)
        return (
            covering is not None
            and covering.start <= start
            and end <= covering.end
            and covering.end - covering.start > end - start
        )

    def _is_misread(self, start: int, end: int) -> bool:
        """Tell whether an entity that the parser gave another label is a well known place all the same."""
        if end - start > 3 or self._part_of_longer_name(start, end):
            return False
        return self._well_known(self._surface(start, end)) or (self._locative(start) and self._knows(start, end))

    def _well_known(self, name: str) -> bool:
        if len(name) < 3:
            return False
        for candidate in self.gazetteer.find(name)[:8]:
            if candidate.place.feature.startswith(_WELL_KNOWN_FEATURES) or (
                candidate.preferred and (candidate.population or 0) >= WELL_KNOWN
            ):
                return True
        return False

    def _locative(self, start: int) -> bool:
        """Tell whether the words before say that a place comes."""
        i = start - 1
        while i >= 0 and (self.lower[i] == "the" or self.lower[i] in self.words.directions):
            i -= 1
        if i < 0:
            return False
        if self.lower[i] in self.words.locative:
            return True
        return (
            self.lower[i] == "of"
            and i > 0
            and (self.lower[i - 1] in self.words.kinds or self.lower[i - 1] in self.words.directions)
        )

    def _demonym_at(self, i: int) -> tuple[str | None, int]:
        """Return the country and the end of the word of a people that begins at `i`; None when none does."""
        if self.tokens[i] in self.words.demonym_starts and i + 1 < len(self.tokens):
            code = self.words.demonyms.get(f"{self.tokens[i]} {self.tokens[i + 1]}")
            if code:
                return code, i + 2
        return self.words.demonyms.get(self.tokens[i]), i + 1

    def _demonyms(self) -> Iterator[Name]:
        skip = 0
        for i in range(len(self.tokens)):
            if i < skip or self.taken[i] == 2:
                continue
            code, end = self._demonym_at(i)
            if code is None or self.doc[i].ent_type_ == "PERSON":
                continue
            skip = end
            self.taken[i:end] = b"\2" * (end - i)
            yield Name(i, end, self._surface(i, end), PlaceRole.DEMONYM, code)

    def _scanned(self) -> Iterator[Name]:
        """Look up capitalised words that the parser did not call a name of anything."""
        i, count = 0, len(self.tokens)
        while i < count:
            token = self.tokens[i]
            if self.taken[i] or not token[0].isupper() or len(token) < 3 or self.lower[i] in self.words.never:
                i += 1
                continue
            if self.doc[i].pos_ != "PROPN":
                i += 1
                continue
            end = i + 1
            while (
                end < count
                and end - i < LONGEST_NAME
                and not self.taken[end]
                and (self.tokens[end][0].isupper() or self.tokens[end] in _JOINERS)
            ):
                end += 1
            stop = end
            while end > i and not self._scans(i, end, stop):
                end -= 1
            if end > i:
                yield self._name(i, end)
                i = end
            else:
                i = max(stop, i + 1)

    def _scans(self, start: int, end: int, stop: int) -> bool:
        if self.lower[end - 1] in _JOINERS or self._part_of_longer_name(start, end):
            return False
        if end < stop and self.doc[end].pos_ == "PROPN":
            return False
        name = self._surface(start, end)
        if self._locative(start) or self._kinds(start, end):
            return bool(self.gazetteer.find(name))
        return self._well_known(name)

    def _repeated(self, found: list[Name]) -> Iterator[Name]:
        """Yield the same names again where the parser missed them."""
        firsts: dict[str, list[list[str]]] = {}
        for text in {
            name.text: name for name in found if name.role is not PlaceRole.DEMONYM and len(name.text) > 3
        }.values():
            words = self.tokens[text.start : text.end]
            firsts.setdefault(words[0], []).append(words)
        for options in firsts.values():
            options.sort(key=len, reverse=True)
        for i, token in enumerate(self.tokens):
            if token not in firsts or self.taken[i] == 2:
                continue
            for words in firsts[token]:
                end = i + len(words)
                if self.tokens[i:end] == words and self._stands_alone(i, end):
                    yield self._name(i, end)
                    break

    def _stands_alone(self, start: int, end: int) -> bool:
        before = self.doc[start - 1] if start else None
        after = self.doc[end] if end < len(self.tokens) else None
        return not (_is_name(before) or _is_name(after)) and not self._part_of_longer_name(start, end)

    def _kinds(self, start: int, end: int) -> frozenset[str]:
        """Return the features that a word right after, or before with "of", asks for."""
        kinds = self.words.kinds
        after = kinds.get(self.lower[end]) if end < len(self.lower) else None
        if after:
            return after
        i = start - 1
        if i >= 0 and self.lower[i] == "the":
            i -= 1
        if i > 0 and self.lower[i] == "of":
            return kinds.get(self.lower[i - 1], frozenset())
        return kinds.get(self.lower[i], frozenset()) if i >= 0 and i == start - 1 else frozenset()

    def _role(self, start: int, end: int) -> PlaceRole:
        head = self.doc[start:end].root
        for _ in range(3):
            if head.dep_ != "conj":
                break
            head = head.head
        if head.dep_ == "nsubj" and head.head.pos_ == "VERB" and head.head.lemma_ in self.words.acts:
            return PlaceRole.METONYM
        if (
            head.dep_ == "pobj"
            and head.head.lower_ == "between"
            and (head.head.head.lower_ in self.words.dealings or head.head.head.lemma_ in self.words.dealings)
        ):
            return PlaceRole.METONYM
        return PlaceRole.LITERAL


def _longer_actors(actors: tuple[ActorMention, ...]) -> dict[int, ActorMention]:
    """Return, by token, the mention of a known actor that covers it, where that is more than one word."""
    return {
        token: mention
        for mention in actors
        if mention.actor is not None and mention.end - mention.start > 1
        for token in range(mention.start, mention.end)
    }


def _wordy(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


def _is_name(token: Token | None) -> bool:
    return (
        token is not None and token.pos_ == "PROPN" and token.text[0].isupper() and token.ent_type_ in {"PERSON", "ORG"}
    )
