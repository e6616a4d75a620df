"""What the sentence around an expression says about it.

Knows: whether a word that can be a time is one here, and whether its verb looks forward.
Does not know: what day is meant (reckoning).
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from rashomon.reading.lexicon import load
from rashomon.reading.times.meaning import Expression, Length, Point
from rashomon.reading.times.symbols import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FARTHEST_GOVERNOR = 8
"""Steps up the tree that are looked at for the verb: deeper ones are another clause's."""


_FIGURES = frozenset("djYyO")
"""Letters of a day or a year: beside them the name of a month is no other's."""
_NUMBER_MARKS = frozenset({"$", "€", "£", "#"})
_DETERMINERS = frozenset({"the", "its", "their", "his", "her", "s"})
_EARLIEST_UNMARKED = 1500
"""Four figures without a preposition are not read as a year before this one."""


class Sense:
    """The parsed text, asked about expressions."""

    def __init__(self, doc: Doc, words: Words) -> None:
        self._doc = doc
        self._words = words
        self._offsets = [token.idx for token in doc]
        lexicon = load("times")
        self._signs = frozenset(lexicon["signs"]["before"])
        self._never_after = frozenset(lexicon["signs"]["never_year_after"])
        self._never_before = frozenset(lexicon["signs"]["never_year_before"])
        self._future = {key: frozenset(value) for key, value in lexicon["future"].items()}

    def token(self, index: int) -> Token:
        """Return the parser's token in which a word begins."""
        return self._doc[max(0, bisect_right(self._offsets, self._words.starts[index]) - 1)]

    def _before(self, index: int) -> str:
        return self._words.lower[index - 1] if index > 0 else ""

    def _after(self, index: int) -> str:
        return self._words.lower[index + 1] if index + 1 < len(self._words.lower) else ""

    def is_time(self, expression: Expression) -> bool:
        """Tell whether the words mean a time here."""
        meaning = expression.meaning
        first, last = expression.first, expression.last
        letters = self._words.letters[first : last + 1]
        if "C" in letters and not _FIGURES.intersection(letters):
            return not self._goes_on_as_name(last)
        if isinstance(meaning, Point):
            if letters in ("b", "y"):
                return self._before(first) in self._signs
            if letters in ("m", "m."):
                return False
            if letters == "Y":
                return self._is_year(first)
            if meaning.season and "Y" not in letters and "f" not in letters:
                return self._is_season(expression, letters)
            if meaning.month and meaning.day and meaning.year is None:
                return self._after(last) not in ("people", "percent", "%")
            if meaning.years is not None and letters[-1:] == "Z":
                return self._before(first) not in ("his", "her", "their", "my", "your")
        return letters != "H" or self.token(first).pos_ != "PROPN"

    def _goes_on_as_name(self, last: int) -> bool:
        """Tell whether a word with a capital follows at once: `Ramadan Shallah`."""
        token = self.token(last)
        return bool(token.whitespace_) and token.i + 1 < len(self._doc) and self._doc[token.i + 1].is_title

    def _is_season(self, expression: Expression, letters: str) -> bool:
        if self.token(expression.last).pos_ not in ("NOUN", "PROPN") or self._after(expression.last) in ("of", "-"):
            return False
        if self._words.lower[expression.last] == "fall":
            return letters[0] in "tL" and self._after(expression.last) not in ("in", "from", "to")
        return True

    def _is_year(self, index: int) -> bool:
        before, after = self._before(index), self._after(index)
        year, letters = int(self._words.lower[index]), self._words.letters
        if before in self._never_after or after in self._never_before or before in _NUMBER_MARKS:
            return False
        ranged = letters[index + 1 : index + 3] in ("-Y", "-d", "-n") or letters[max(0, index - 2) : index] in (
            "#-",
            "Y-",
        )
        if before in self._signs or ranged or (before == "(" and after in (")", ",")):
            return year >= _EARLIEST_UNMARKED or before in self._signs
        follower = self.token(index + 1) if index + 1 < len(letters) else None
        plural = follower is not None and follower.tag_ == "NNS"
        if before in _DETERMINERS:
            return year >= _EARLIEST_UNMARKED
        return 1900 <= year <= 2100 and not plural

    def without_verb(self, expression: Expression) -> Expression:
        """Return the expression without a verb at its head: `will last three days`."""
        meaning = expression.meaning
        if not isinstance(meaning, Length) or self._words.lower[expression.first] != "last":
            return expression
        if self.token(expression.first).pos_ != "VERB":
            return expression
        return replace(expression, first=expression.first + 1, meaning=replace(meaning, direction=None))

    def looks_forward(self, expression: Expression) -> bool:
        """Tell whether the verb that governs the expression is in the future."""
        token, last = self.token(expression.first), self.token(expression.last)
        own = range(token.i, last.i + 1)
        for _ in range(_FARTHEST_GOVERNOR):
            if token.pos_ in ("VERB", "AUX"):
                helpers = (child for child in token.children if child.dep_ == "aux" and child.i not in own)
                if any(child.lower_ in self._future["auxiliaries"] for child in helpers):
                    return True
                if token.lemma_ in self._future["governors"] and token.tag_ in ("VBN", "VBP", "VBZ", "VBG"):
                    return True
                if token.tag_ in ("VBD", "VBN"):
                    return False
            elif token.lower_ in self._future["words"]:
                return True
            if token.head is token or token.head.i == token.i:
                return False
            token = token.head
        return False
