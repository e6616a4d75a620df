"""What the words around a name tell of it.

Knows: a page's words and known actors; cue words before and after; whether a name acts, and whether it is well known.
Does not know: which words of the page are names (place_names).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.reading.place_words import given_names, place_words
from rashomon.record.values import PlaceRole
from rashomon.roles import Gazetteer

if TYPE_CHECKING:
    from spacy.tokens import Token

    from rashomon.reading.page import ActorMention, Page

WELL_KNOWN = 300_000
"""A town this large is recognised by its name alone, without a word around it that says that it is a place."""
SHOUTED = 15_000
"""The smallest town that is recognised in a text in capitals without a word that says what it is."""
LONGEST_ACRONYM = 5
"""A longer word in capitals is a name written in capitals."""
LONGEST_KIND = 3
"""Words after a name that may say what it is (`the Zaporizhzhia nuclear power plant`)."""
LONGEST_DATELINE = 5
"""Words of a place name that heads a dateline."""

_DATELINE_MARKS = frozenset({",", "(", "-", "--", "–", "—", "/"})
_NO_PLACES = frozenset({"media", "state_media", "monitor", "armed_group", "ngo", "un", "person", "political"})
"""Kinds of known actors whose name is not read as a place, even where a place is spelled so."""
LEADS = frozenset({"al", "el", "ad", "ed", "ar", "er", "as", "es", "ash", "an", "en", "az", "ez", "de", "la"})
"""Words in lower case that may begin a name."""
_HAS_CAPITAL = frozenset({"A.", "WAR.REGION"})
_POWERS = frozenset({"A.PCLI", "P.PPLC"})
_WELL_KNOWN_FEATURES = ("A.PCLI", "A.ADM1", "L.CONT", "P.PPLC", "WAR.")


class Surroundings:
    """One page's words, with the questions that are asked of the words ``[start, end)`` and of those beside them."""

    def __init__(self, page: Page, gazetteer: Gazetteer) -> None:
        self.doc = page.doc
        self.gazetteer = gazetteer
        self.words = place_words()
        self.tokens = [token.text for token in self.doc]
        self.lower = [word.lower() for word in self.tokens]
        self._text = page.report.text
        self._surnames = {
            entity[-1].text for entity in self.doc.ents if entity.label_ == "PERSON" and entity.end - entity.start > 1
        }
        self._known_actors = {
            token: mention
            for mention in page.actors
            if mention.actor is not None
            for token in range(mention.start, mention.end)
        }

    def surface(self, start: int, end: int) -> str:
        """Return the words as they stand in the text."""
        return self._text[self.doc[start].idx : self.doc[end - 1].idx + len(self.tokens[end - 1])]

    def knows(self, start: int, end: int) -> bool:
        """Tell whether the gazetteer has the name."""
        return bool(self.gazetteer.find(self.surface(start, end)))

    def knows_area(self, start: int, end: int) -> bool:
        """Tell whether the gazetteer has the name as that of something other than a town."""
        return any(
            not option.place.feature.startswith("P.") and option.preferred
            for option in self.gazetteer.find(self.surface(start, end))
        )

    def knows_main(self, start: int, end: int) -> bool:
        """Tell whether it is some place's main name."""
        return any(option.preferred for option in self.gazetteer.find(self.surface(start, end)))

    def large(self, start: int, end: int) -> bool:
        """Tell whether a large town has, or once had, the name."""
        return any((option.population or 0) >= WELL_KNOWN for option in self.gazetteer.find(self.surface(start, end)))

    def well_known(self, name: str) -> bool:
        """Tell whether a name is that of a country, a first-level unit, a capital, a war area or a large town."""
        if len(name) < 3:
            return False
        return any(
            option.preferred
            and (option.place.feature.startswith(_WELL_KNOWN_FEATURES) or (option.population or 0) >= WELL_KNOWN)
            for option in self.gazetteer.find(name)
        )

    def _is_power(self, start: int, end: int) -> bool:
        """Tell whether a name is a country's or a capital's."""
        return any(
            option.preferred and option.place.feature in _POWERS
            for option in self.gazetteer.find(self.surface(start, end))
        )

    def locative(self, start: int) -> bool:
        """Tell whether the words before say that a place comes."""
        i = start - 1
        while i >= 0 and (self.lower[i] == "the" or self.lower[i] in self.words.directions):
            i -= 1
        if i < 0:
            return False
        if self.lower[i] in self.words.locative:
            return True
        if self.lower[i] == "on" and i > 0:
            return self.lower[i - 1] in self.words.assaults
        return (
            self.lower[i] == "of"
            and i > 0
            and (self.lower[i - 1] in self.words.kinds or self.lower[i - 1] in self.words.directions)
        )

    def kinds(self, start: int, end: int) -> frozenset[str]:
        """Return the features that a word right after, or before with "of", asks for."""
        kinds = self.words.kinds
        after = kinds.get(self.lower[end]) if end < len(self.lower) else None
        if after:
            return after
        i = start - 1
        if i >= 0 and self.lower[i] == "the":
            i -= 1
        if i > 0 and self.lower[i] == "of":
            if self.lower[i - 1] == "capital":
                return _HAS_CAPITAL
            return kinds.get(self.lower[i - 1], frozenset())
        return kinds.get(self.lower[i], frozenset()) if i >= 0 and i == start - 1 else frozenset()

    def longer(self, start: int, end: int) -> str | None:
        """Return the name with the words after it that say what it is, where that is another place's name.

        So of `Mosul dam`, `Rafah crossing`, `the Dnipro` (a river, not the city); None where there is no such place.
        """
        for stop in range(min(end + LONGEST_KIND, len(self.tokens)), end, -1):
            if self.lower[stop - 1] in self.words.kinds and self.knows_area(start, stop):
                return self.surface(start, stop)
        if start and self.lower[start - 1] == "the" and (end == len(self.tokens) or not self._goes_on(end)):
            river = f"{self.surface(start, end)} River"
            if any(option.preferred or option.place.feature == "H.STM" for option in self.gazetteer.find(river)):
                return river
        return None

    def _goes_on(self, end: int) -> bool:
        """Tell whether a noun follows (`the Dnipro region`)."""
        return self.doc[end].pos_ in {"NOUN", "PROPN", "ADJ"} or self.tokens[end] == "-"

    def is_given_name(self, start: int) -> bool:
        """Tell whether the words are, or begin with, a first name that people often have."""
        return self.lower[start] in given_names()

    def dated(self, end: int) -> bool:
        """Tell whether the words after place a name in time (`Stalingrad in 1942`)."""
        return end + 1 < len(self.tokens) and self.lower[end] == "in" and self.doc[end + 1].ent_type_ == "DATE"

    def _stands_out(self, start: int, end: int) -> bool:
        """Tell whether words among words in capitals are a name all the same: capitals do not show it there."""
        if self.doc[start].is_stop or self.lower[start] in self.words.never:
            return False
        beside = self.kinds(start, end)
        return any(
            option.preferred
            and (beside or (option.population or 0) >= SHOUTED or option.place.feature.startswith(_WELL_KNOWN_FEATURES))
            for option in self.gazetteer.find(self.surface(start, end))
        )

    def shouted(self, i: int) -> bool:
        """Tell whether a word and most words around it are in capitals."""
        if not self.tokens[i].isupper():
            return False
        near = [word for word in self.tokens[max(0, i - 4) : i + 5] if word.isalpha() and len(word) > 1]
        return len(near) > 3 and sum(word.isupper() for word in near) > len(near) / 2

    def _is_acronym(self, start: int, end: int) -> bool:
        """Tell whether the words are one short word in capitals that is no country's and heads no dateline."""
        word = self.tokens[start]
        if end - start > 1 or not word.isupper() or len(word) > LONGEST_ACRONYM or self.shouted(start):
            return False
        if self.lower[start] in self.words.abbreviations:
            return False
        return not any(option.place.feature == "A.PCLI" for option in self.gazetteer.find(word))

    def _is_numbered(self, start: int, end: int) -> bool:
        """Tell whether letters and digits are a road's name (`the M4`), or begin another place's (`T4 airbase`)."""
        if not any(letter.isdigit() for letter in self.tokens[start]):
            return False
        if self.longer(start, end):
            return True
        return (
            start > 0
            and self.lower[start - 1] == "the"
            and not (end < len(self.tokens) and self._goes_on(end))
            and any(option.place.feature == "WAR.ROAD" for option in self.gazetteer.find(self.surface(start, end)))
        )

    def heads_dateline(self, i: int) -> bool:
        """Tell whether words in capitals begin a paragraph and a dash, bracket or comma follows (`HOMS (Agency) -`)."""
        if i and "\n" not in self.tokens[i - 1] and self.tokens[i - 1] not in {".", "!", "?"}:
            return False
        end = i
        while end < len(self.tokens) and end - i < LONGEST_DATELINE and self.tokens[end].isupper():
            end += 1
        return end > i and end < len(self.tokens) and self.tokens[end] in _DATELINE_MARKS

    def people_at(self, i: int) -> tuple[str | None, int]:
        """Return the country and the end of the word of a people that begins at `i`; None when none does."""
        if self.tokens[i] in self.words.demonym_starts and i + 1 < len(self.tokens):
            code = self.words.demonyms.get(f"{self.tokens[i]} {self.tokens[i + 1]}")
            if code:
                return code, i + 2
        return self.words.demonyms.get(self.tokens[i]), i + 1

    def _body(self, start: int, end: int) -> ActorMention | None:
        """Return the known actor whose name the words are, or are a part of; None when they are nobody's."""
        covering = self._known_actors.get(start)
        return covering if covering is not None and end <= covering.end else None

    def in_longer_name(self, start: int, end: int) -> bool:
        """Tell whether the words are a piece of a person's or a known body's name."""
        if start and self.lower[start - 1] in self.words.titles and self.tokens[start - 1][0].isupper():
            return True
        covering = self._body(start, end)
        return covering is not None and (start > covering.start or covering.kind in _NO_PLACES)

    def unlikely(self, start: int, end: int) -> bool:
        """Tell whether the words are no name of a place whatever a gazetteer has."""
        name = self.surface(start, end)
        return (
            name.lower() in self.words.never
            or not any(letter.isupper() for letter in name)
            or (self._is_acronym(start, end) and not self._is_numbered(start, end))
            or (self.shouted(start) and not self._stands_out(start, end))
            or (end - start == 1 and name in self._surnames and not self.locative(start))
            or (self._acts(start, end) and not self.well_known(name))
        )

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Return the words without articles, marks and lower-case words at either end; empty when none are left."""
        while start < end and (
            self.lower[start] == "the" or not self.tokens[start][:1].isalnum() or self._is_lower_lead(start)
        ):
            start += 1
        while end > start and (
            self.lower[end - 1] in {"'s", "’s", "s'"}
            or not wordy(self.tokens[end - 1])
            or self.tokens[end - 1].islower()
        ):
            end -= 1
        return start, end

    def _is_lower_lead(self, i: int) -> bool:
        return self.tokens[i].islower() and self.lower[i] not in LEADS

    def role(self, start: int, end: int) -> PlaceRole:
        """Tell whether a name stands for the place or for an institution there."""
        if self._body(start, end) is not None or self._acts(start, end) or self._is_dealt_with(start, end):
            return PlaceRole.METONYM
        return PlaceRole.LITERAL

    def _head(self, start: int, end: int) -> Token:
        """Return the head of a name, or of the list that it is on."""
        head = self.doc[start:end].root
        for _ in range(3):
            if head.dep_ != "conj":
                break
            head = head.head
        return head

    def _acts(self, start: int, end: int) -> bool:
        """Tell whether a name is the subject of a verb of saying or doing (`Damascus denied`)."""
        head = self._head(start, end)
        return head.dep_ == "nsubj" and head.head.pos_ == "VERB" and head.head.lemma_ in self.words.acts

    def _is_dealt_with(self, start: int, end: int) -> bool:
        """Tell whether a name is a party (`talks between Moscow and Kyiv`, `autonomy from Damascus`)."""
        head = self._head(start, end)
        if head.dep_ != "pobj" or head.head.lower_ not in {"between", "with", "from", "against", "to", "by"}:
            return False
        if head.head.lower_ == "by":
            return head.head.dep_ == "agent" and self._is_power(start, end)
        deal = head.head.head
        return (deal.lower_ in self.words.dealings or deal.lemma_ in self.words.dealings) and self._is_power(start, end)


def wordy(text: str) -> bool:
    """Tell whether a word has a letter or digit."""
    return any(letter.isalnum() for letter in text)
