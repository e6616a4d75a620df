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
_DATELINE_MARKS = frozenset({",", "(", "-", "--", "–", "—", "/"})
_PEOPLES = "NORP"
_NUMBERS = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"})
_NO_PLACES = frozenset("media state_media monitor armed_group ngo un person political military".split())
"""Kinds of known actors whose name is not read as a place, even where a place is spelled so."""
LONGEST_ACRONYM = 5
_LINKS = frozenset({"of", "and", "-", "–", "&"})
_JOINERS = frozenset({"of", "al", "el", "de", "la", "du", "the", "and", "-", "–", "'", "’"})
_WELL_KNOWN_FEATURES = ("A.PCLI", "A.ADM1", "L.CONT", "P.PPLC", "WAR.")


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens ``[start, end)`` that name a place.

    `sought` is what a gazetteer is asked for, with a direction before the name where that makes another name. `people` is
    the id of the place whose people is named. `kinds` are feature codes (or how they begin) that words beside the name ask
    for.
    """

    start: int
    end: int
    text: str
    sought: str
    role: PlaceRole
    people: str | None = None
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
        self.surnames = {
            entity[-1].text for entity in self.doc.ents if entity.label_ == "PERSON" and entity.end - entity.start > 1
        }
        self.known_actors = _known_actors(page.actors)

    def names(self) -> list[Name]:
        found: list[Name] = []
        found.extend(self._entities())
        found.extend(self._demonyms())
        found.extend(self._scanned())
        found.extend(self._repeated(found))
        return sorted(found, key=lambda name: name.start)

    def _name(self, start: int, end: int, role: PlaceRole | None = None) -> Name:
        self.taken[start:end] = b"\2" * (end - start)
        text = sought = self._surface(start, end)
        if start and self.lower[start - 1] in self.words.directions and self._knows_area(start - 1, end):
            sought = self._surface(start - 1, end)
        return Name(start, end, text, sought, role or self._role(start, end), None, self._kinds(start, end))

    def _entities(self) -> Iterator[Name]:
        done = 0
        for entity in self.doc.ents:
            label = entity.label_
            if label == _PEOPLES or entity.start < done:
                continue
            if label in _PLACE_LABELS:
                for piece_start, piece_end in self._pieces(entity.start, entity.end):
                    start, end = self._whole(piece_start, piece_end)
                    if self._is_place(start, end, label):
                        done = end
                        yield self._name(start, end)
                    elif (cut := self._leading_place(start, end)) is not None:
                        yield self._name(start, cut, PlaceRole.METONYM)
                continue
            self.taken[entity.start : entity.end] = b"\1" * (entity.end - entity.start)
            start, end = self._trimmed(entity.start, entity.end)
            if start >= end or label in _NUMBERS:
                continue
            if self._is_misread(start, end, label):
                yield self._name(start, end)
            elif label == "ORG" and (cut := self._leading_place(start, end)) is not None:
                yield self._name(start, cut, PlaceRole.METONYM)

    def _whole(self, start: int, end: int) -> tuple[int, int]:
        """Return the end of a name that goes on after a joining word (`Jammu and Kashmir`, `Guinea-Bissau`)."""
        if end < len(self.tokens) and self.lower[end] in _LINKS:
            for stop in range(min(end + 4, len(self.tokens)), end + 1, -1):
                if self.tokens[stop - 1][0].isupper() and self._knows_area(start, stop):
                    return start, stop
        return start, end

    def _leading_place(self, start: int, end: int) -> int | None:
        """Return the end of the place name that begins a body's name (`Aleppo Health Directorate`), None for none."""
        if self._part_of_longer_name(start, start + 1):
            return None
        for stop in range(min(end - 1, start + 3), start, -1):
            if (
                self.lower[stop] not in self.words.institutions
                or self._demonym_at(start)[0]
                or self._unlikely(start, stop)
            ):
                continue
            found = self.gazetteer.find(self._surface(start, stop))
            if found and (found[0].preferred or self._well_known(self._surface(start, stop))):
                return stop
        return None

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

    def _knows_area(self, start: int, end: int) -> bool:
        return any(
            not option.place.feature.startswith("P.") and option.preferred
            for option in self.gazetteer.find(self._surface(start, end))
        )

    def _unlikely(self, start: int, end: int) -> bool:
        """Tell whether the words are no name of a place whatever a gazetteer has."""
        name = self._surface(start, end)
        return (
            name.lower() in self.words.never
            or not any(letter.isupper() for letter in name)
            or self._is_acronym(start, end)
            or (end - start == 1 and name in self.surnames and not self._locative(start))
        )

    def _is_place(self, start: int, end: int, label: str) -> bool:
        if self._unlikely(start, end) or self._part_of_longer_name(start, end):
            return False
        if end - start == 1 and self._demonym_at(start)[0] is not None:
            return False
        found = self.gazetteer.find(self._surface(start, end))
        if label == "FAC":
            return bool(found) and (self._locative(start) or not found[0].place.feature.startswith("P."))
        return bool(found) or self._locative(start) or bool(self._kinds(start, end)) or self._listed(start)

    def _listed(self, start: int) -> bool:
        """Tell whether the words go on a list of places."""
        i = start - 1
        if i > 0 and self.lower[i] in {"and", "or", "&"}:
            i -= 1
        if i > 0 and self.tokens[i] == ",":
            i -= 1
        return 0 <= i < start - 1 and self.taken[i] == 2

    def _part_of_longer_name(self, start: int, end: int) -> bool:
        """Tell whether the words are a piece of a person's or a known body's name."""
        if start and self.lower[start - 1] in self.words.titles and self.tokens[start - 1][0].isupper():
            return True
        covering = self.known_actors.get(start)
        if covering is None or end > covering.end:
            return False
        return covering.end - covering.start > end - start or covering.kind in _NO_PLACES

    def _is_misread(self, start: int, end: int, label: str) -> bool:
        """Tell whether an entity that the parser gave another label is a known place all the same."""
        if end - start > 3 or self._part_of_longer_name(start, end) or self._unlikely(start, end):
            return False
        placed = self._locative(start) or self._listed(start) or self._dated(end)
        if label == "PERSON":
            return placed and self._well_known(self._surface(start, end))
        return self._well_known(self._surface(start, end)) or (placed and self._knows(start, end))

    def _dated(self, end: int) -> bool:
        """Tell whether the words after place a name in time (`Stalingrad in 1942`)."""
        return end + 1 < len(self.tokens) and self.lower[end] == "in" and self.doc[end + 1].ent_type_ == "DATE"

    def _is_acronym(self, start: int, end: int) -> bool:
        """Tell whether the words are one short word in capitals that is no country's and heads no dateline."""
        word = self.tokens[start]
        if end - start > 1 or not word.isupper() or len(word) > LONGEST_ACRONYM or self._shouted(start):
            return False
        if self.lower[start] in self.words.abbreviations:
            return False
        return not any(option.place.feature == "A.PCLI" for option in self.gazetteer.find(word))

    def _shouted(self, i: int) -> bool:
        """Tell whether the words around a word are all in capitals too."""
        near = [word for word in self.tokens[max(0, i - 4) : i + 5] if word.isalpha() and len(word) > 1]
        return len(near) > 3 and sum(word.isupper() for word in near) > len(near) / 2

    def _well_known(self, name: str) -> bool:
        if len(name) < 3:
            return False
        return any(
            option.preferred
            and (option.place.feature.startswith(_WELL_KNOWN_FEATURES) or (option.population or 0) >= WELL_KNOWN)
            for option in self.gazetteer.find(name)
        )

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
            longer = self._named_after_people(i, end)
            skip = longer or end
            if longer:
                yield self._name(i, longer)
                continue
            self.taken[i:end] = b"\2" * (end - i)
            text = self._surface(i, end)
            yield Name(i, end, text, text, PlaceRole.DEMONYM, code)

    def _named_after_people(self, start: int, end: int) -> int | None:
        """Return the end of a name that begins with a people's (`Syrian desert`), None when it does not go on."""
        if end < len(self.tokens) and (self.tokens[end][0].isupper() or self.lower[end] in self.words.kinds):
            for stop in (end + 2, end + 1):
                if (
                    stop <= len(self.tokens)
                    and _wordy(self.tokens[stop - 1])
                    and not any(self.taken[end:stop])
                    and self._knows(start, stop)
                ):
                    return stop
        return None

    def _scanned(self) -> Iterator[Name]:
        """Look up capitalised words that the parser did not call a name of anything."""
        i, count = 0, len(self.tokens)
        while i < count:
            token = self.tokens[i]
            if self.taken[i] or not token[0].isupper() or len(token) < 3 or self.lower[i] in self.words.never:
                i += 1
                continue
            if self.doc[i].pos_ != "PROPN" and not self._heads_dateline(i):
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

    def _heads_dateline(self, i: int) -> bool:
        """Tell whether a word in capitals begins a paragraph and a dash, bracket or comma follows (`HOMS (Agency) -`)."""
        return (
            self.tokens[i].isupper()
            and i + 1 < len(self.tokens)
            and self.tokens[i + 1] in _DATELINE_MARKS
            and (i == 0 or "\n" in self.tokens[i - 1] or self.tokens[i - 1] in {".", "!", "?"})
        )

    def _scans(self, start: int, end: int, stop: int) -> bool:
        if self.lower[end - 1] in _JOINERS or self._part_of_longer_name(start, end) or self._unlikely(start, end):
            return False
        if end < stop and self.doc[end].pos_ == "PROPN":
            return False
        name = self._surface(start, end)
        if self._locative(start) or self._kinds(start, end) or self._heads_dateline(start):
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


def _known_actors(actors: tuple[ActorMention, ...]) -> dict[int, ActorMention]:
    """Return, by token, the mention of a known actor that covers it."""
    return {
        token: mention for mention in actors if mention.actor is not None for token in range(mention.start, mention.end)
    }


def _wordy(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


def _is_name(token: Token | None) -> bool:
    return (
        token is not None and token.pos_ == "PROPN" and token.text[0].isupper() and token.ent_type_ in {"PERSON", "ORG"}
    )
