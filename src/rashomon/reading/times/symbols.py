"""A text as one letter a word, so that the grammar of times is a handful of short patterns.

Knows: which words and figures have to do with time (lexicon `times`), and the letter of each kind.
Does not know: which letters make an expression (grammar) or what day one means (reckoning).

Letters: M month, b doubtful month (may), m short month, W weekday, w short weekday, U unit, H part of a day, S
season, T today and its like, E phase (early), D phase as a noun (end), L direction (last, next, following), O ordinal
word, j ordinal in figures, d a number up to 31, Y four figures, n other figures, y figures after an apostrophe, o
number word, q vague number, u single, s consecutive and its like, v twice, Z decade, c clock time, h a.m. or p.m., z
time zone, I ISO date, J numeric date, X date-time group, C month of another calendar, V SET word, G ago, A later, K
after, B earlier, Q before, g BC, t the, a a/an, f of, i in or on, @ at, r half, e every, p per, N and, R to, l long, k
old; ``,``, ``.``, ``-``, ``:``, ``(``, ``)`` themselves;
``|`` an end of a paragraph; ``x`` the rest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from rashomon.reading.lexicon import load
from rashomon.reading.numbers import number_words, vague_words

_TOKEN = re.compile(
    r"""
    (?P<I>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-])
        |(?:19|20)(?<![\d.,-]..)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\w|[.,-]\d))
  | (?P<X>\d{6}[A-Z][^\S\n]?[A-Z][A-Za-z]{2}[^\S\n]?(?:\d{4}|\d\d)(?!\w))
  | (?P<J>\d(?<![\d./-].)\d?(?:/\d{1,2}/(?:\d{4}|\d\d)|(?P<dash>[.-])\d{1,2}(?P=dash)\d{4})(?![\w/]))
  | (?P<c>\d{1,2}[:h]\d\d(?::\d\d)?(?!\d))
  | (?P<Z>(?:\d\d\d0|['’]?\d0)['’]?[sS](?!\w))
  | (?P<j>\d{1,2}(?:st|nd|rd|th|ST|ND|RD|TH)(?!\w))
  | (?P<n>\d+(?:[.,]\d+)+)
  | (?P<y>['’]\d\d(?![\d\w]))
  | (?P<F>\d+)
  | (?P<h>[ap](?<=[\d\s].)\.\s?m\.|[oO]['’]clock(?!\w))
  | (?P<g>[Bb](?<=\s.)\.[Cc]\.(?:[Ee]\.)?|B(?<=\s.)CE?(?!\w))
  | (?P<P>\n[ \t\r\f\v]*\n)
  | (?P<word>[^\W\d_]+)
  | (?P<mark>[^\w\s])
    """,
    re.VERBOSE,
)

_PLAIN = {
    "the": "t", "a": "a", "an": "a", "of": "f", "in": "i", "at": "@", "every": "e", "each": "e", "per": "p", "and": "N",
    "to": "R", "through": "R", "until": "R", "till": "R", "ago": "G", "later": "A", "afterwards": "A", "afterward": "A",
    "after": "K", "earlier": "B", "previously": "B", "before": "Q", "long": "l", "old": "k", "am": "h", "pm": "h",
    "half": "r", "single": "u", "once": "v", "twice": "v", "thrice": "v", "times": "v", "on": "i",
}  # fmt: skip
_MARKS = {",": ",", ".": ".", "-": "-", "–": "-", "—": "-", "‑": "-", ":": ":", "(": "(", ")": ")"}
_TABLES = (
    ("zones", "z"), ("days", "T"), ("phases", "E"), ("phase_nouns", "D"), ("directions", "L"), ("ordinals", "O"),
    ("decades", "Z"), ("sets", "V"), ("parts_of_day", "H"), ("seasons", "S"), ("units", "U"), ("months_short", "m"),
    ("months", "M"), ("weekdays_short", "w"), ("weekdays", "W"),
)  # fmt: skip
_FOREIGN = ("levant", "egypt_and_maghreb", "hijri", "feasts")
_DOUBTFUL_MONTHS = frozenset({"may", "march"})
_EARLIEST_YEAR, _LATEST_YEAR = 1000, 2199


@dataclass(frozen=True, slots=True)
class Words:
    """A text's words: where each stands, its lower-case form, and one letter a word."""

    starts: list[int]
    ends: list[int]
    lower: list[str]
    letters: str


@cache
def _letters() -> dict[str, str]:
    lexicon = load("times")
    letters = dict.fromkeys(number_words(), "o") | dict.fromkeys(vague_words(), "q") | _PLAIN
    letters |= dict.fromkeys(_foreign_months(), "C")
    letters |= dict.fromkeys(lexicon["length_adjectives"]["words"], "s")
    for table, letter in _TABLES:
        letters |= dict.fromkeys(lexicon[table], letter)
    return letters


def _foreign_months() -> set[str]:
    """Return the first word of every name of a month or feast in the lexicon `calendars`."""
    lexicon = load("calendars")
    names = {name.split()[0] for table in _FOREIGN for name in lexicon[table]}
    return names | set(lexicon["cut"]["words"])


def words_of(text: str) -> Words:
    """Return the words of `text`, in order; every character that is not white space is in one."""
    table = _letters()
    starts: list[int] = []
    ends: list[int] = []
    lower: list[str] = []
    letters: list[str] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "mark"
        word = match[0]
        if kind == "word":
            low = word.lower()
            letter = table.get(low, "x")
            if letter in "MmWwC" and not _named(word, letter):
                letter = "x"
            elif letter == "M" and low in _DOUBTFUL_MONTHS:
                letter = "b"
            word = low
        elif kind == "F":
            letter = _figures(word)
        elif kind == "mark":
            letter = _MARKS.get(word, "x")
        else:
            letter = "|" if kind == "P" else kind
        starts.append(match.start())
        ends.append(match.end())
        lower.append(word)
        letters.append(letter)
    return Words(starts, ends, lower, "".join(letters))


def _named(word: str, letter: str) -> bool:
    """Tell whether a month or weekday is written as a name: `sun` and `may` in small letters are other words."""
    return word[0].isupper() or (letter != "C" and len(word) > 5)


def _figures(word: str) -> str:
    if len(word) <= 2 and 1 <= int(word) <= 31:
        return "d"
    if len(word) == 4:
        return "Y"
    return "n"
