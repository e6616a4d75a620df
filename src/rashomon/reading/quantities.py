"""The reading step for numbers: how many, of what.

Knows: which numbers are counts (not dates, ages, names, sizes), and what they count.
Does not know: how a number is written (figures), what it measures (claims), times (times).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from rashomon.reading.figures import Found, numbers_in
from rashomon.reading.lexicon import load
from rashomon.record.text import Span
from rashomon.record.values import HowMany, Modifier

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from rashomon.reading.page import Page

LONGEST_UNIT = 6
"""Words of a noun phrase after the number that are kept as its unit."""
_YEARS = (1900, 2099)
"""Four figures in this range that count nothing are a year, or a name, that the times step did not take."""
_ARTICLE = re.compile(r"\b(?:an?|another)(?=\s)", re.IGNORECASE)
_NOT_COUNTED = frozenset({"attr", "appos", "compound", "npadvmod"})
"""Grammar of a noun that is not somebody in the story: `he is a soldier`, `the deputy, a general`."""


class _Words(NamedTuple):
    """The lexicon's lists, as sets."""

    counted: frozenset[str]
    names: frozenset[str]
    pronouns: frozenset[str]
    sizes: frozenset[str]
    aged: frozenset[str]
    age: re.Pattern[str]


@cache
def _lexicon() -> _Words:
    data = load("quantities")
    after = "|".join(re.escape(phrase).replace(r"\ ", r"[\s-]+") for phrase in data["ages"]["after"])
    return _Words(
        frozenset(data["counted"]["nouns"]),
        frozenset(data["names"]["nouns"]),
        frozenset(data["pronouns"]["before"]),
        frozenset(data["sizes"]["words"]),
        frozenset(data["ages"]["before"]),
        re.compile(rf"[\s-]*(?:{after})\b", re.IGNORECASE),
    )


class Quantities:
    """Gives the quantities of a text: a range each, with what is counted."""

    needs: ClassVar[frozenset[str]] = frozenset({"sentences", "times"})
    gives: ClassVar[frozenset[str]] = frozenset({"quantities"})

    def __call__(self, page: Page) -> Mapping[str, Any]:
        """Return the page's quantities, in order."""
        counter = _Counter(page.report.text, page.doc, [mention.span for mention in page.times])
        found = [*counter.numbers(), *counter.articles()]
        return {"quantities": tuple(sorted(found, key=lambda quantity: quantity.span))}


class _Counter:
    """One text, and what is counted in it."""

    def __init__(self, text: str, doc: Doc, times: list[Span]) -> None:
        self._text, self._doc, self._times = text, doc, times
        self._offsets = [token.idx for token in doc]
        self._time_starts = [span.start for span in times]

    def numbers(self) -> Iterator[HowMany]:
        """Yield what figures and number words count."""
        for found in numbers_in(self._text):
            if self._in_time(found.number.start) or self._in_time(found.number.end - 1):
                continue
            first, last = self._token(found.number.start), self._token(found.number.end - 1)
            unit, plural = self._unit(found, last)
            if self._counts(found, first, last, unit, plural):
                yield HowMany(found.span, found.span.of(self._text), found.low, found.high, unit, found.modifier)

    def articles(self) -> Iterator[HowMany]:
        """Yield the ones that an article counts: `a civilian was killed`."""
        counted = _lexicon().counted
        for match in _ARTICLE.finditer(self._text):
            noun = self._token(match.start()).head
            if noun.lemma_.lower() not in counted or noun.pos_ != "NOUN" or noun.dep_ in _NOT_COUNTED:
                continue
            if noun.idx < match.end() or (noun.dep_ == "pobj" and noun.head.lower_ == "as"):
                continue
            unit = self._text[match.end() : noun.idx + len(noun)].strip()
            if len(unit.split()) <= LONGEST_UNIT and "\n" not in unit:
                yield HowMany(Span(*match.span()), match[0], 1.0, 1.0, unit, Modifier.EXACT)

    def _token(self, character: int) -> Token:
        return self._doc[max(0, bisect_right(self._offsets, character) - 1)]

    def _in_time(self, character: int) -> bool:
        index = bisect_right(self._time_starts, character) - 1
        return index >= 0 and character < self._times[index].end

    def _unit(self, found: Found, last: Token) -> tuple[str | None, bool]:
        """Return the noun phrase that is counted, as written, and whether it is a plural."""
        if found.unit is not None:
            return found.unit, True
        first = end = None
        for token in self._doc[last.i + 1 : last.i + 2 + LONGEST_UNIT]:
            if token.idx < found.span.end:
                continue
            if token.is_sent_start or self._in_time(token.idx):
                break
            if first is None and token.lower_ in _SKIPPED:
                continue
            if (token.pos_ in ("NOUN", "PROPN", "SYM") and token.dep_ != "ROOT") or token.lower_ in ("others",):
                first, end = first if first is not None else token, token
                if token.tag_ in ("NNS", "NNPS") and token.dep_ != "compound":
                    break
            elif token.pos_ == "ADJ" or token.tag_ in ("VBN", "VBG") or token.lower_ == "-":
                first = first if first is not None else token
            else:
                break
        if first is None or end is None:
            return None, False
        return self._text[first.idx : end.idx + len(end)], end.tag_ in ("NNS", "NNPS") or end.lower_ == "others"

    def _counts(self, found: Found, first: Token, last: Token, unit: str | None, plural: bool) -> bool:
        """Tell whether a number counts something rather than naming, dating or ageing it."""
        lexicon = _lexicon()
        before = first.nbor(-1).lower_ if first.i else ""
        after = last.nbor(1).lower_ if last.i + 1 < len(self._doc) else ""
        if before.rstrip(".") in lexicon.names and not plural:
            return False
        if before in lexicon.aged or after in lexicon.sizes or lexicon.age.match(self._text, found.number.end):
            return False
        if found.plain and found.low is not None and _YEARS[0] <= found.low <= _YEARS[1] and not plural:
            return False
        if found.plain and before == "," and after in (",", ".") and first.i > 1 and first.nbor(-2).pos_ == "PROPN":
            return False
        return found.text != "one" or self._one_counts(first, before, unit)

    def _one_counts(self, token: Token, before: str, unit: str | None) -> bool:
        if before in _lexicon().pronouns:
            return False
        return unit is not None if token.dep_ == "nummod" else token.dep_ in ("dobj", "nsubjpass")


_SKIPPED = frozenset(
    {"of", "the", "more", "other", "or", "additional", "further", "his", "her", "its", "their", "these", "those"}
)
