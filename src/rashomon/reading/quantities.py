"""The reading step for numbers: how many, of what.

Knows: which numbers are counts (not dates, ages, names, sizes), and what they count.
Does not know: how a number is written (figures), what it measures (claims), times (times).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from rashomon.reading.counted_nouns import LONGEST_UNIT, NOUNS, Behind, behind, is_rate, lexicon
from rashomon.reading.figures import Found, bounded, numbers_in
from rashomon.reading.lexicon import load
from rashomon.reading.shares import none_in, shares_in
from rashomon.record.text import Span
from rashomon.record.values import HowMany, Modifier, TimeMention, TimeType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from rashomon.reading.page import Page

_YEARS = (1900, 2099)
"""Four figures in this range that count nothing are a year, or a name, that the times step did not take."""
_ARTICLE = re.compile(r"\b(?:an?|another)(?=\s)", re.IGNORECASE)
_NOT_COUNTED = frozenset({"attr", "appos", "compound", "npadvmod"})
"""Grammar of a noun that is not somebody in the story: `he is a soldier`, `the deputy, a general`."""
_HYPHENED = re.compile(r"-([a-z]+)\b", re.IGNORECASE)
_HALF = re.compile(r"\bhalf\s+$", re.IGNORECASE)
_MULTIPLE = re.compile(
    r"\s+(?:the|as|an?(?!\s+(?:day|week|month|year)\b)|its|their|his|her|more|less|fewer|\w+er|that|what)\b",
    re.IGNORECASE,
)
_STRONG = re.compile(r"\s+strong\b", re.IGNORECASE)
_SOME = re.compile(r"\bsome\s+people\b", re.IGNORECASE)
_PART = re.compile(r"\s+of\s+(?:them\b|whom\b|(?:(?:the|its|his|her|their|those|these)\s+)?$)", re.IGNORECASE)
_TWICE = re.compile(
    r"\b(?:twice|thrice)\b(?!\s+(?:the|as|more|higher|that|its|their|a(?!\s+(?:day|week|month|year)\b))\b)",
    re.IGNORECASE,
)


class Quantities:
    """Gives the quantities of a text: a range each, with what is counted."""

    needs: ClassVar[frozenset[str]] = frozenset({"sentences", "times"})
    gives: ClassVar[frozenset[str]] = frozenset({"quantities"})

    def __call__(self, page: Page) -> Mapping[str, Any]:
        """Return the page's quantities, in order."""
        counter = _Counter(page.report.text, page.doc, page.times)
        found = [*counter.numbers(), *counter.times()]
        taken = [quantity.span for quantity in found]
        found += [one for one in (*counter.none(), *counter.articles()) if not any(map(one.span.overlaps, taken))]
        return {"quantities": tuple(sorted(found, key=lambda quantity: quantity.span))}


class _Counter:
    """One text, and what is counted in it."""

    def __init__(self, text: str, doc: Doc, times: Sequence[TimeMention]) -> None:
        self._text, self._doc, self._times = text, doc, times
        self._offsets = [token.idx for token in doc]
        self._time_starts = [mention.span.start for mention in times]
        self._numbers = list(numbers_in(text))
        self._shares = list(shares_in(text, self._numbers))

    def numbers(self) -> Iterator[HowMany]:
        """Yield what figures, number words and shares count."""
        shares = iter([*self._shares, None])
        share = next(shares)
        for found in self._numbers:
            while share is not None and share.number.end <= found.number.start:
                share = next(shares)
            if share is not None and share.number.overlaps(found.number):
                continue
            time = self._time(found.number.start) or self._time(found.number.end - 1)
            if time is not None and not self._lasts(time, found):
                continue
            first, last = self._token(found.number.start), self._token(found.number.end - 1)
            measured = self._measured(found) if time is not None else None
            unit, plural, end = (
                self._unit(found, last)
                if measured is None
                else Behind(measured.text, True, measured.idx + len(measured))
            )
            if self._counts(found, first, last, unit, plural):
                yield self._many(found, unit, end)
        for found in self._shares:
            if self._time(found.number.end - 1) is None:
                unit = found.unit or self._unit(found, self._token(found.number.end - 1))[0]
                yield self._many(found, unit, found.span.end)

    def articles(self) -> Iterator[HowMany]:
        """Yield the ones that an article counts: `a civilian was killed`, `a litre`."""
        words = lexicon()
        for match in _ARTICLE.finditer(self._text):
            article = self._token(match.start())
            following = self._token(match.end() + 1)
            if match[0].lower() != "another" and self._is_measure(article, following):
                half = _HALF.search(self._text, max(0, match.start() - 6), match.start())
                number = Span(half.start() if half else match.start(), match.end())
                worth = 0.5 if half else 1.0
                span, low, high, kind = bounded(self._text, number, worth, worth, Modifier.EXACT)
                yield HowMany(span, span.of(self._text), low, high, following.text, kind)
                continue
            noun = article.head
            if noun.lemma_.lower() not in words.counted or noun.pos_ != "NOUN" or noun.dep_ in _NOT_COUNTED:
                continue
            if noun.idx < match.end() or (noun.dep_ == "pobj" and noun.head.lower_ == "as") or self._speaks(noun):
                continue
            unit = self._text[match.end() : noun.idx + len(noun)].strip()
            if self._holds_number(match.end(), noun) or (article.i and self._is_price(article.nbor(-1))):
                continue
            if len(unit.split()) <= LONGEST_UNIT and "\n" not in unit:
                yield HowMany(Span(*match.span()), match[0], 1.0, 1.0, unit, Modifier.EXACT)

    def none(self) -> Iterator[HowMany]:
        """Yield the zeros: `no casualties`, `not a single drone`, `none of the missiles`."""
        sets = lexicon().sets
        for span in none_in(self._text):
            last = self._token(span.end - 1)
            words = " ".join(span.of(self._text).lower().split())
            unit, plural, _ = self._behind(last, span.end)
            if words in sets["none.counted"]:
                noun = last.head
                if unit is None or noun.i <= last.i or noun.lemma_.lower() in sets["none.never"]:
                    continue
                if not plural and noun.lemma_.lower() not in lexicon().counted:
                    continue
            elif unit is None and words in sets["none.whole"]:
                continue
            yield HowMany(span, span.of(self._text), 0.0, 0.0, unit, Modifier.EXACT)

    def times(self) -> Iterator[HowMany]:
        """Yield how often something happened, and the few of `some people`."""
        for match in _SOME.finditer(self._text):
            noun = self._token(match.end() - 1)
            if not self._speaks(noun):
                yield HowMany(Span(*match.span()), match[0], 3.0, 9.0, noun.text, Modifier.VAGUE)
        for match in _TWICE.finditer(self._text):
            worth = float(load("quantities")["times"][match[0].lower()])
            yield HowMany(Span(*match.span()), match[0], worth, worth, None, Modifier.EXACT)

    def _many(self, found: Found, unit: str | None, end: int) -> HowMany:
        low, high, kind, span = found.low, found.high, found.modifier, found.span
        behind = lexicon().after.match(self._text, end) if kind is Modifier.EXACT and end > span.end else None
        if behind is not None:  # `eighty tents or more`
            if behind["more"]:
                high, kind = None, Modifier.AT_LEAST
            elif behind["less"]:
                low, kind = None, Modifier.AT_MOST
            else:
                kind = Modifier.ABOUT
        return HowMany(span, span.of(self._text), low, high, unit, kind)

    @staticmethod
    def _is_price(before: Token) -> bool:
        return is_rate(before) and before.lemma_.lower() in lexicon().sets["units.words"]

    def _speaks(self, noun: Token) -> bool:
        """Tell whether somebody is named for speaking only: `a driver told the station`."""
        return noun.dep_ == "nsubj" and noun.head.lemma_.lower() in lexicon().sets["speaking.verbs"]

    def _holds_number(self, start: int, noun: Token) -> bool:
        """Tell whether another number counts the noun of an article: `a further 200 soldiers`, `a family of five`."""
        index = bisect_right(self._numbers, start, key=lambda found: found.number.start)
        if index == len(self._numbers):
            return False
        number = self._numbers[index].number.start
        end = noun.idx + len(noun)
        return number < end or self._text[end:number].split() == ["of"]

    def _is_measure(self, article: Token, noun: Token) -> bool:
        """Tell whether an article counts a unit: `a litre of oil`; not `1,000 pounds a litre`."""
        before = article.nbor(-1) if article.i else None
        time = self._time(noun.idx)
        if time is None:
            known = noun.lower_ in lexicon().sets["units.article"]
            return known and noun.i > article.i and (before is None or not is_rate(before))
        if time.type is not TimeType.DURATION or noun.lower_ not in lexicon().sets["units.words"] or before is None:
            return False
        start = article if before.lower_ not in ("than", "about", "nearly", "almost", "over") else before
        before = start.nbor(-2 if before.lower_ == "than" else -1) if start.i > 1 else None
        return before is not None and (before.lower_ == "for" or before.lemma_.lower() == "last")

    def _lasts(self, time: TimeMention, found: Found) -> bool:
        """Tell whether a duration measures how long: `empty for three weeks`; not `in three weeks`."""
        sets = lexicon().sets
        unit = self._measured(found)
        if (
            time.type is not TimeType.DURATION
            or unit is None
            or unit.lower_.removesuffix("s") not in sets["units.words"]
        ):
            return False
        if unit.i + 1 < len(self._doc) and unit.nbor(1).lower_ in sets["lasting.then"]:
            return False
        first, number = self._token(found.span.start), self._token(found.number.start)
        before = first.nbor(-1) if first.i else None
        while before is not None and before.i and before.lower_ in sets["lasting.skipped"]:
            before = before.nbor(-1)
        if before is None or (before.lemma_.lower() == "last" and before.pos_ in ("VERB", "AUX")):
            return True
        if before.lower_ == "within":  # a term that is set, not the time it took
            return any(word.tag_ in ("MD", "TO") for word in before.head.children)
        if before.lower_ in sets["lasting.before"]:
            return True
        when = {before.lower_, number.nbor(-1).lower_ if number.i else ""}
        return when.isdisjoint(sets["lasting.when"])

    def _measured(self, found: Found) -> Token | None:
        """Return the unit of a duration: `72 hours`, `72-hour`."""
        at = self._token(found.number.end - 1).i + 1
        at += at < len(self._doc) and self._doc[at].lower_ == "-"
        return self._doc[at] if at < len(self._doc) else None

    def _token(self, character: int) -> Token:
        return self._doc[max(0, bisect_right(self._offsets, character) - 1)]

    def _time(self, character: int) -> TimeMention | None:
        index = bisect_right(self._time_starts, character) - 1
        return self._times[index] if index >= 0 and character < self._times[index].span.end else None

    def _unit(self, found: Found, last: Token) -> Behind:
        """Return what is counted, as written, whether it is a plural, and where it ends."""
        sets = lexicon().sets
        if found.unit is not None:
            return Behind(found.unit, plural=True, end=found.span.end)
        hyphen = _HYPHENED.match(self._text, found.number.end)
        if hyphen is not None and hyphen[1].lower() in sets["units.words"]:
            return Behind(hyphen[1], plural=True, end=found.span.end)
        if (
            found.text.endswith("-strong")
            or _STRONG.match(self._text, found.number.end)
            or (hyphen is not None and hyphen[1].lower() in sets["units.people"])
        ):
            return Behind("people", plural=True, end=found.span.end)
        unit, plural, end = self._behind(last, found.span.end)
        if unit == "times" and not _MULTIPLE.match(self._text, end):
            return Behind(None, plural=True, end=found.span.end)
        if unit is None:
            first = self._token(found.number.start)
            group = first.nbor(-2) if first.i > 1 and first.nbor(-1).lower_ == "of" else None
            if group is not None and group.lemma_.lower() in sets["groups.nouns"]:
                return Behind("people", plural=True, end=end)
        return Behind(unit, plural, end)

    def _behind(self, last: Token, start: int) -> Behind:
        return behind(self._doc, last, start, lambda character: self._time(character) is not None)

    def _counts(self, found: Found, first: Token, last: Token, unit: str | None, plural: bool) -> bool:
        """Tell whether a number counts something rather than naming, dating or ageing it."""
        words = lexicon()
        before = self._before(first)
        after = last.nbor(1).lower_ if last.i + 1 < len(self._doc) else ""
        if before.rstrip(".") in words.names and not plural and "," not in found.text:
            return False
        if before in words.aged or after in words.sizes or words.age.match(self._text, found.number.end):
            return False
        if found.plain and found.low is not None and _YEARS[0] <= found.low <= _YEARS[1] and not plural:
            return False
        if found.plain and before == "," and after in (",", ".") and first.i > 1 and first.nbor(-2).pos_ in NOUNS:
            return False
        if (not plural and self._is_age_or_name(found, first, unit)) or self._names(unit):
            return False
        return found.text != "one" or self._is_part(found, before) or self._one_counts(first, before, unit)

    @staticmethod
    def _before(first: Token) -> str:
        """Return the word before a number; of `aged 9 and 11` the one before both, of `No. 14` the one with the dot."""
        before = first.nbor(-1).lower_ if first.i else ""
        if before == "." and first.i > 1 and first.nbor(-2).lower_ in ("no", "nos"):
            return first.nbor(-2).lower_
        paired = before in ("and", "or") and first.i > 2 and first.nbor(-2).like_num
        return first.nbor(-3).lower_ if paired and first.nbor(-3).lower_ in lexicon().aged else before

    def _names(self, unit: str | None) -> bool:
        """Tell whether a number is of no things: `the two sides`, `the two Kivus`, `three times the price`."""
        if unit is None or unit.lower() in lexicon().sets["never.nouns"]:
            return unit is not None
        return unit == "times"

    def _is_age_or_name(self, found: Found, first: Token, unit: str | None) -> bool:
        """Tell whether a number without a noun is an age (`a grandmother of 91`) or a name (`Base 101`)."""
        sets = lexicon().sets
        token = self._token(found.span.start)
        before = token.nbor(-1) if token.i else None
        if before is None:
            return False
        if before.lower_ == "of" and before.i and before.nbor(-1).lemma_.lower() in sets["aged.nouns"]:
            return before.nbor(-1).tag_ == "NN"
        if unit is not None:
            return False
        if before.lemma_ == "be" and any(word.lower_ in ("he", "she") for word in before.lefts):
            return True
        bounded = found.modifier in (Modifier.LESS_THAN, Modifier.MORE_THAN)
        if bounded and (before.lower_ in sets["aged.under"] or (before.lemma_ == "be" and found.plain)):
            return True  # `those over 70`, `half of them are under 18`
        named = found.plain and before.pos_ in NOUNS and before.text.istitle() and before == first.head
        following = self._text[found.number.end :].lstrip()[:1]
        return named and not following.isupper()  # in headlines numbers follow names: `Homs 8 More Killed`

    def _is_part(self, found: Found, before: str) -> bool:
        """Tell whether a `one` is of a number of things: `one of the three bridges`, `one of whom died`."""
        start = found.number.end
        if before in lexicon().pronouns:
            return False
        if _PART.match(self._text, start):
            return True
        index = bisect_right(self._numbers, start, key=lambda other: other.number.start)
        following = self._numbers[index].number.start if index < len(self._numbers) else len(self._text)
        return following - start < LONGEST_UNIT * 3 and _PART.fullmatch(self._text, start, following) is not None

    def _one_counts(self, token: Token, before: str, unit: str | None) -> bool:
        if before in lexicon().pronouns:
            return False
        if unit is not None and unit.lower() in lexicon().sets["states.words"]:
            return True
        if unit is None:
            others = any(word.pos_ == "NUM" for word in token.conjuncts)
            return others or token.dep_ in ("dobj", "nsubjpass")
        if token.dep_ != "nummod":
            return token.dep_ in ("dobj", "nsubjpass")
        noun = token.head
        placed = noun.dep_ == "pobj" and noun.head.lower_ in ("in", "at", "on")
        return not self._speaks(noun) and (not placed or noun.lemma_.lower() in lexicon().counted)
