"""Which words name places.

Knows: the parser's entities, the shape of names, the words around them, and whether a gazetteer has the name.
Does not know: which place of that name is meant (place_resolution).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.reading.place_home import Home
from rashomon.reading.place_surroundings import LEADS, Surroundings, wordy
from rashomon.record.text import Span
from rashomon.record.values import PlaceRole
from rashomon.roles import Gazetteer

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from rashomon.reading.page import Page

LONGEST_NAME = 5
"""Words tried at once when a name is looked up without the parser's help."""
MOST_NAMESAKES = 3
"""A name that more places have is often a person's: nothing but a word of place beside it makes it a place's."""
AROUND = 2
"""Times that names are looked for at home: the first ones found say more of where that is."""
SHORT = 4
"""A shorter name that the parser did not take for a person's is more often letters of something else (`MoD`)."""
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_PEOPLES = "NORP"
_NUMBERS = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"})
_LINKS = frozenset({"of", "and", "-", "–", "&", "de", "del", "do", "da", "du", "des", "la", "al", "el"})
_JOINERS = frozenset({"of", "al", "el", "de", "la", "du", "the", "and", "-", "–", "'", "’"})
_AFTER = frozenset({"and", ",", "/", "'s", "’s"})
_OTHER, _PLACE = 1, 2
"""What a token is taken for: a piece of a name of something else, or of a place name."""


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens ``[start, end)`` that name a place.

    `sought` is what a gazetteer is asked for, with a direction before the name where that makes another name. `people`
    is the id of the place whose people is named, None for a name. `kinds` are feature codes (or how they begin) that
    words beside the name ask for.
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


def given_names(page: Page, gazetteer: Gazetteer, spans: Iterable[Span]) -> list[Name]:
    """Return names that somebody else found, as this module would give them; of two that overlap the first."""
    finder, names = _Finder(page, gazetteer), list[Name]()
    for span in sorted(spans):
        words = page.doc.char_span(*span, alignment_mode="expand")
        if words is not None and (not names or words.start >= names[-1].end):
            names.append(finder.given(words.start, words.end))
    return names


class _Finder:
    """One pass over one page."""

    def __init__(self, page: Page, gazetteer: Gazetteer) -> None:
        self.near = Surroundings(page, gazetteer)
        self.taken = bytearray(len(page.doc))

    def names(self) -> list[Name]:
        found: list[Name] = []
        found.extend(self._entities())
        found.extend(self._demonyms())
        found.extend(self._scanned())
        for _ in range(AROUND):
            found.extend(list(self._at_home(found)))
        found.extend(self._repeated(found))
        return sorted(found, key=lambda name: name.start)

    def given(self, start: int, end: int) -> Name:
        """Return the words as a name of a place, or of its people."""
        people, last = self.near.people_at(start)
        return self._name(start, end) if people is None or last != end else self._people(start, end, people)

    def _name(self, start: int, end: int, role: PlaceRole | None = None) -> Name:
        self.taken[start:end] = bytes((_PLACE,)) * (end - start)
        text = sought = self.near.surface(start, end)
        if start and self.near.lower[start - 1] in self.near.words.directions and self.near.knows_area(start - 1, end):
            sought = self.near.surface(start - 1, end)
        elif longer := self.near.longer(start, end):
            sought = longer
        return Name(start, end, text, sought, role or self.near.role(start, end), None, self.near.kinds(start, end))

    def _entities(self) -> Iterator[Name]:
        done = 0
        for entity in self.near.doc.ents:
            label = entity.label_
            if label == _PEOPLES or entity.start < done:
                continue
            if label in _PLACE_LABELS:
                for piece_start, piece_end in self._pieces(entity.start, entity.end):
                    if piece_start < done:
                        continue
                    start, end = self._whole(piece_start, piece_end)
                    done = end
                    if not self.near.knows(start, end) and (cut := self._leading_place(start, end)) is not None:
                        yield self._name(start, cut, PlaceRole.METONYM)
                    elif self._is_place(start, end, label):
                        yield self._name(start, end)
                continue
            self.taken[entity.start : entity.end] = bytes((_OTHER,)) * (entity.end - entity.start)
            start, end = self.near.trimmed(entity.start, entity.end)
            if start >= end or label in _NUMBERS:
                continue
            if self._is_misread(start, end, label):
                yield self._name(start, end)
            elif label == "ORG" and (cut := self._leading_place(start, end)) is not None:
                yield self._name(start, cut, PlaceRole.METONYM)

    def _whole(self, start: int, end: int) -> tuple[int, int]:
        """Return the whole of a name of which the parser saw the beginning (`Jammu and Kashmir`, `Guinea-Bissau`)."""
        count = len(self.near.tokens)
        if (
            end < count
            and self.near.tokens[end] == "."
            and f"{self.near.surface(start, end)}.".lower() in self.near.words.abbreviations
        ):
            return start, end + 1
        if end < count and (self.near.lower[end] in _LINKS or self.near.tokens[end][0].isupper()):
            for stop in range(min(end + 4, count), end, -1):
                if self.near.tokens[stop - 1][0].isupper() and self.near.knows_main(start, stop):
                    return start, stop
        return start, end

    def _leading_place(self, start: int, end: int) -> int | None:
        """Return the end of the place name that begins a body's name (`Aleppo Health Directorate`), None for none."""
        if self.near.in_longer_name(start, start + 1):
            return None
        for stop in range(min(end - 1, start + 3), start, -1):
            if (
                self.near.lower[stop] not in self.near.words.institutions
                or self.near.people_at(start)[0]
                or self.near.unlikely(start, stop)
            ):
                continue
            found = self.near.gazetteer.find(self.near.surface(start, stop))
            if found and (found[0].preferred or self.near.well_known(self.near.surface(start, stop))):
                return stop
        return None

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Cut an entity at commas and trim the pieces."""
        piece = start
        for i in range(start, end + 1):
            if i == end or self.near.tokens[i] in {",", ";", "/", "\n"}:
                first, last = self.near.trimmed(piece, i)
                if first < last:
                    yield first, last
                piece = i + 1

    def _is_place(self, start: int, end: int, label: str) -> bool:
        if self.near.unlikely(start, end) or self.near.in_longer_name(start, end):
            return False
        if end - start == 1 and self.near.people_at(start)[0] is not None:
            return False
        found = self.near.gazetteer.find(self.near.surface(start, end))
        if label == "FAC":
            return bool(found) and (self.near.locative(start) or not found[0].place.feature.startswith("P."))
        return bool(found) or self.near.locative(start) or bool(self.near.kinds(start, end)) or self._listed(start)

    def _listed(self, start: int) -> bool:
        """Tell whether the words go on a list of places."""
        i = start - 1
        if i > 0 and self.near.lower[i] in {"and", "or", "&"}:
            i -= 1
        if i > 0 and self.near.tokens[i] == ",":
            i -= 1
        return 0 <= i < start - 1 and self.taken[i] == _PLACE

    def _is_misread(self, start: int, end: int, label: str) -> bool:
        """Tell whether an entity that the parser gave another label is a known place all the same."""
        if end - start > LONGEST_NAME or self.near.in_longer_name(start, end) or self.near.unlikely(start, end):
            return False
        placed = self.near.locative(start) or self._listed(start) or self.near.dated(end)
        if label == "PERSON":
            known = self.near.well_known(self.near.surface(start, end)) or (
                end - start > 1 and self.near.knows(start, end)
            )
            return (placed and known) or (self.near.dated(end) and self.near.large(start, end))
        return self.near.well_known(self.near.surface(start, end)) or (placed and self.near.knows(start, end))

    def _demonyms(self) -> Iterator[Name]:
        skip = 0
        for i in range(len(self.near.tokens)):
            if i < skip or self.taken[i] == _PLACE:
                continue
            code, end = self.near.people_at(i)
            if code is None or self.near.doc[i].ent_type_ == "PERSON":
                continue
            longer = self._named_after_people(i, end)
            skip = longer or end
            if longer:
                yield self._name(i, longer)
                continue
            yield self._people(i, end, code)

    def _people(self, start: int, end: int, code: str) -> Name:
        self.taken[start:end] = bytes((_PLACE,)) * (end - start)
        text = self.near.surface(start, end)
        return Name(start, end, text, text, PlaceRole.DEMONYM, code)

    def _named_after_people(self, start: int, end: int) -> int | None:
        """Return the end of a name that begins with a people's (`Syrian desert`), None when it does not go on."""
        if end < len(self.near.tokens) and (
            self.near.tokens[end][0].isupper() or self.near.lower[end] in self.near.words.kinds
        ):
            for stop in (end + 2, end + 1):
                if (
                    stop <= len(self.near.tokens)
                    and wordy(self.near.tokens[stop - 1])
                    and not any(self.taken[end:stop])
                    and self.near.knows(start, stop)
                ):
                    return stop
        return None

    def _scanned(self) -> Iterator[Name]:
        """Look up capitalised words that the parser did not call a name of anything."""
        near, i = self.near, 0
        while i < len(near.tokens):
            end = self._run(i) if self._may_begin(i) else i
            while end > i and not self._scans(i, end):
                end -= 1
            if end > i:
                yield self._name(i, end)
            i = max(end, i + 1)

    def _may_begin(self, i: int) -> bool:
        near = self.near
        token = near.tokens[i]
        if self.taken[i] or not token[0].isupper() or len(token) < 3 or near.lower[i] in near.words.never:
            return False
        return near.doc[i].pos_ == "PROPN" or (near.shouted(i) and not near.doc[i].is_stop) or near.heads_dateline(i)

    def _run(self, start: int, most: int = 0) -> int:
        """Return the end of the capitalised words that go on from `start` and are taken for no more than `most`."""
        end = start + 1
        while (
            end < len(self.near.tokens)
            and end - start < LONGEST_NAME
            and self.taken[end] <= most
            and (self.near.tokens[end][0].isupper() or self.near.tokens[end] in _JOINERS)
        ):
            end += 1
        return end

    def _scans(self, start: int, end: int) -> bool:
        near = self.near
        if near.lower[end - 1] in _JOINERS or near.in_longer_name(start, end) or near.unlikely(start, end):
            return False
        if not near.shouted(start) and (self._is_more_name(start - 1) or self._is_more_name(end)):
            return False
        if near.locative(start) or near.kinds(start, end) or near.heads_dateline(start):
            return near.knows(start, end)
        return near.well_known(near.surface(start, end))

    def _is_more_name(self, i: int) -> bool:
        """Tell whether a word beside a name is a piece of a longer one."""
        if not 0 <= i < len(self.near.tokens) or self.taken[i] == _PLACE:
            return False
        return self.near.doc[i].pos_ == "PROPN" and self.near.tokens[i][0].isupper()

    def _at_home(self, found: list[Name]) -> Iterator[Name]:
        """Look up names that the parser took for a person's or a body's in the part of the world that is spoken of."""
        near, i = self.near, 0
        home = Home(found, near.gazetteer)
        while i < len(near.tokens):
            end = self._run(i, _OTHER) if self._may_be_at_home(i) else i
            while end > i and not self._is_at_home(i, end, home):
                end -= 1
            if end > i:
                yield self._name(i, end)
            i = max(end, i + 1)

    def _may_be_at_home(self, i: int) -> bool:
        near = self.near
        start = i + 2 if near.lower[i] in LEADS and i + 2 < len(near.tokens) and near.tokens[i + 1] == "-" else i
        never = near.lower[i] in near.words.never and near.lower[i] not in near.words.kinds
        if self.taken[i] == _PLACE or not near.tokens[start][0].isupper() or never:
            return False
        return (
            near.doc[start].pos_ == "PROPN"
            or near.doc[start].ent_type_ not in {"", *_NUMBERS}
            or any(letter.isdigit() for letter in near.tokens[i])
        )

    def _is_at_home(self, start: int, end: int, home: Home) -> bool:
        near = self.near
        name = near.surface(start, end)
        numbered = any(letter.isdigit() for letter in name)
        if (
            (len(name) < 3 and not numbered)
            or (end - start == 1 and near.lower[start] in near.words.kinds)
            or near.lower[end - 1] in _JOINERS
            or not self._is_whole(start, end)
            or near.in_longer_name(start, end)
            or near.unlikely(start, end)
            or self._is_more_name(start - 1)
            or self._is_more_name(end)
        ):
            return False
        options = near.gazetteer.find(near.longer(start, end) or name)
        if near.is_given_name(start) and not near.kinds(start, end):
            return near.locative(start) and home.has([option for option in options if option.preferred])
        if near.locative(start) or near.kinds(start, end) or self._listed(start):
            return home.has(options)
        if any(option.preferred and option.place.feature == "P.PPLC" for option in options):
            return True
        label = near.doc[start].ent_type_
        if len(options) > MOST_NAMESAKES and not any(option.place.feature.startswith("WAR.") for option in options):
            return False
        if len(name) < SHORT and label != "PERSON" and not numbered:
            return False
        if start and near.lower[start - 1] == "the" and label == "PERSON" and near.well_known(name):
            return True
        return home.has(options) and (label != "" or any(option.preferred for option in options))

    def _is_whole(self, start: int, end: int) -> bool:
        """Tell whether words cut no name of something else: they are all of it, or a member of a list in it."""
        first, last = self.near.doc[start], self.near.doc[end - 1]
        if first.ent_type_ in _NUMBERS or last.ent_type_ in _NUMBERS:
            return bool(self.near.kinds(start, end)) or (start > 0 and self.near.lower[start - 1] == "of")
        begins = first.ent_iob_ != "I" or self.near.lower[start - 1] in {"the", "and", ",", "/"}
        ends = end == len(self.near.tokens) or self.near.doc[end].ent_iob_ != "I" or self.near.lower[end] in _AFTER
        return begins and ends

    def _repeated(self, found: list[Name]) -> Iterator[Name]:
        """Yield the same names again where the parser missed them."""
        tokens = self.near.tokens
        again = {
            tuple(tokens[name.start : name.end])
            for name in found
            if name.role is not PlaceRole.DEMONYM and len(name.text) > 3
        }
        firsts = {words[0] for words in again}
        lengths = sorted({len(words) for words in again}, reverse=True)
        for i, token in enumerate(tokens):
            if token not in firsts:
                continue
            for end in (i + length for length in lengths):
                free = end <= len(tokens) and _PLACE not in self.taken[i:end]
                if free and tuple(tokens[i:end]) in again and self._stands_alone(i, end):
                    yield self._name(i, end)
                    break

    def _stands_alone(self, start: int, end: int) -> bool:
        before = self.near.doc[start - 1] if start else None
        after = self.near.doc[end] if end < len(self.near.tokens) else None
        return not (_is_name(before) or _is_name(after)) and not self.near.in_longer_name(start, end)


def _is_name(token: Token | None) -> bool:
    return (
        token is not None and token.pos_ == "PROPN" and token.text[0].isupper() and token.ent_type_ in {"PERSON", "ORG"}
    )
