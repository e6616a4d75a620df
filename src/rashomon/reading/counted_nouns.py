"""The noun that stands behind a number: `11 of the state's 26 hospitals` counts hospitals.

Knows: the lexicon's lists for what is counted, and how far a noun phrase behind a number runs.
Does not know: which numbers count anything (quantities).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from rashomon.reading.lexicon import load

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LONGEST_UNIT = 6
"""Words of a noun phrase after the number that are kept as its unit."""
_SKIPPED = frozenset({"+", "of", "more", "other", "or", "additional", "further", "those", "these"})
_DETERMINERS = frozenset({"the", "his", "her", "its", "their", "our", "these", "those", "all"})
_PERSONS = frozenset({"them", "whom", "which"})
NOUNS = frozenset({"NOUN", "PROPN"})
_NAMING = frozenset({"NOUN", "PROPN", "SYM"})
_WORTH = re.compile(r"['’]s?\s+worth\b", re.IGNORECASE)
_MODEL = re.compile(r"[a-z]+-\d+[a-z]*")
"""The name of a weapon: `six T-72 tanks`."""
_LISTS = ("states", "units", "lasting", "groups", "aged", "none", "never", "speaking")


class Words(NamedTuple):
    """The lexicon's lists, as sets."""

    counted: frozenset[str]
    names: frozenset[str]
    pronouns: frozenset[str]
    sizes: frozenset[str]
    aged: frozenset[str]
    age: re.Pattern[str]
    after: re.Pattern[str]
    sets: Mapping[str, frozenset[str]]


@cache
def lexicon() -> Words:
    """Return the lists, built once a process."""
    data = load("quantities")
    after = "|".join(re.escape(phrase).replace(r"\ ", r"[\s-]+") for phrase in data["ages"]["after"])
    lists = {f"{table}.{name}": frozenset(words) for table in _LISTS for name, words in data[table].items()}
    return Words(
        frozenset(data["counted"]["nouns"]),
        frozenset(data["names"]["nouns"]),
        frozenset(data["pronouns"]["before"]),
        frozenset(data["sizes"]["words"]),
        frozenset(data["ages"]["before"]),
        re.compile(rf"[\s-]*(?:{after})\b", re.IGNORECASE),
        re.compile(r"\s+or\s+(?:(?P<more>more)|(?P<less>fewer|less)|so)\b", re.IGNORECASE),
        lists,
    )


class Behind(NamedTuple):
    """What stands behind a number: its words (None: no noun does), whether they are a plural, and where they end."""

    words: str | None
    plural: bool
    end: int


def behind(doc: Doc, last: Token, start: int, timed: Callable[[int], bool]) -> Behind:
    """Return the noun phrase behind the word `last`, from the character `start`; it ends where `timed` words begin."""
    run = _Run()
    for token in doc[last.i + 1 : last.i + 2 + 2 * LONGEST_UNIT]:
        if token.idx < start:
            continue
        far = token.i > last.i + (2 if run.of else 1) * LONGEST_UNIT
        if far or token.is_sent_start or timed(token.idx) or not run.takes(token):
            break
    first, end = (run.first, run.end) if run.end is not None else (run.state, run.state)
    if first is None or end is None:
        return Behind(None, plural=False, end=start)
    stop = end.idx + len(end)
    plural = end.tag_ in ("NNS", "NNPS") or end.lower_ == "others" or end is run.state
    return Behind(doc.text[first.idx : stop], plural, stop)


class _Run:
    """The words behind a number so far: `first` to `end`, and the state (`dead`) that counts where no noun comes."""

    def __init__(self) -> None:
        self.first: Token | None = None
        self.end: Token | None = None
        self.state: Token | None = None
        self.of = self._them = self._ended = False

    def takes(self, token: Token) -> bool:
        """Take the next word in; False: the phrase ended before it or with the word before."""
        if self._ended:
            return False
        if self.first is None and self._leads(token):
            return True
        if self.end is not None and _WORTH.match(token.doc.text, token.idx):
            self._ended = True  # `of dollars' worth of aid`
            return True
        if self.of and token.tag_ in ("POS", "CD"):  # `of the town's 26`: the noun is still to come
            self.first = self.end = None
            return True
        word = token.lower_
        if self.first is None and word in lexicon().sets["units.short"]:
            self.first = self.end = token
            self._ended = True
            return True
        naming = token.pos_ in _NAMING or _MODEL.fullmatch(word) is not None
        if (naming and (token.dep_ != "ROOT" or token.tag_ == "NNS")) or word == "others":
            self.first, self.end = self.first if self.first is not None else token, token
            if token.tag_ in ("NNS", "NNPS") and token.dep_ != "compound" and not possesses(token):
                self.end, self._ended = coordinated(token), True
            return True
        between = word == "-" or (word == "to" and token.nbor(-1).text == "-")  # `air-to-surface missiles`
        if token.pos_ != "ADJ" and token.tag_ not in ("VBN", "VBG") and not between:
            return False
        if self.first is None:
            self.first = token
            if not self._them and word in lexicon().sets["states.words"]:
                self.state = token
        return True

    def _leads(self, token: Token) -> bool:
        """Tell whether the word only leads to the noun: `of the`, `more`, `out of`, `of them`."""
        word = token.lower_
        if self.of and word in _PERSONS:
            self._them = True
            return True
        if word == "out" and not self.of:
            return True
        if word in _SKIPPED:
            self.of = self.of or word == "of"
            return True
        if self._them:  # `one of them a child`
            return word in ("a", "an")
        return self.of and (word in _DETERMINERS or token.pos_ == "NUM")


def is_rate(before: Token) -> bool:
    """Tell whether an article behind this word says per what: `600 dollars a person`."""
    return before.pos_ == "NUM" or (before.pos_ in ("NOUN", "SYM") and any(c.pos_ == "NUM" for c in before.children))


def possesses(token: Token) -> bool:
    """Tell whether something is of what the word names: `the town's`."""
    return token.i + 1 < len(token.doc) and token.nbor(1).tag_ == "POS"


def coordinated(noun: Token) -> Token:
    """Return the last noun of `men and boys`."""
    if noun.i + 2 < len(noun.doc) and noun.nbor(1).lower_ in ("and", "or"):
        other = noun.nbor(2)
        if other.tag_ == "NNS" and other.head == noun:
            return other
    return noun
