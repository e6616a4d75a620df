"""Months by the names of the Arab world: of the sun (Levant, Egypt, Maghreb) and of the moon (Hijri), and its feasts.

Knows: which words name them (lexicon `calendars`), and the day and year beside them.
Does not know: which days those are (reckoning, hijri).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from rashomon.reading.lexicon import load
from rashomon.reading.times.meaning import Expression, Lunar, Point
from rashomon.reading.times.symbols import Words

_LONGEST_NAME = 8
"""Words and marks of the longest name: `Dhu 'l - Hijja`."""
_LONGEST_BEFORE = 6
"""Words and marks before a name that may belong to it: `Friday, the 3rd of`."""

_DAY_BEFORE = re.compile(r"(?:[Ww][.,]{0,2})?t?(?P<d>[dj])-?(?:ft?)?$")
_FIRST_OF = re.compile(r"t?(?P<o>O)Uf$")
_DIRECTION = re.compile(r"t?L$")
_DAY_AFTER = re.compile(r"(?P<d>[dj])(?![:U.xM])")
_YEAR = re.compile(r",?f?(?P<y>[Yy])")
_MARKS = frozenset({"'", "’", "‘", "`", "ʿ", "ʾ", "-"})


@cache
def _names() -> dict[str, Point | Lunar]:
    """Return what each name means, by its letters alone."""
    lexicon = load("calendars")
    names: dict[str, Point | Lunar] = {}
    for table in ("levant", "egypt_and_maghreb"):
        names |= {_joined(name): Point(month=month) for name, month in lexicon[table].items()}
    names |= {_joined(name): Lunar(month) for name, month in lexicon["hijri"].items()}
    for name, value in lexicon["feasts"].items():
        month, day = value.split("-")
        names[_joined(name)] = Lunar(int(month), int(day))
    return names


def _joined(name: str) -> str:
    return "".join(name.split())


def expressions(words: Words) -> Iterator[Expression]:
    """Yield the expressions with such a name, in order."""
    index = words.letters.find("C")
    while index >= 0:
        last, meaning = _named(words, index)
        if meaning is not None:
            expression = _dated(words, index, last, meaning)
            if expression is not None:
                yield expression
                last = expression.last
        index = words.letters.find("C", last + 1)


def _named(words: Words, first: int) -> tuple[int, Point | Lunar | None]:
    """Return the longest name that begins at a word, with the index of its last word."""
    names, letters = _names(), ""
    last, meaning = first, None
    for index in range(first, min(first + _LONGEST_NAME, len(words.lower))):
        word = words.lower[index]
        if word in _MARKS:
            continue
        if not word.isalnum():
            break
        letters += word
        if letters in names:
            last, meaning = index, names[letters]
    return last, meaning


def _dated(words: Words, first: int, last: int, meaning: Point | Lunar) -> Expression | None:
    """Return the name with its day and year; None when it stands alone and nothing says that it is a month."""
    begin, day, direction = _before(words, first, meaning)
    end, later_day, year = _after(words, last, day or meaning.day)
    day = day or later_day or meaning.day
    if end == last and begin == first and meaning.day is None and not _stands_alone(words, first, last):
        return None
    if isinstance(meaning, Lunar):
        return Expression(begin, end, Lunar(meaning.month, day, year, direction))
    return Expression(begin, end, Point(year, meaning.month, day, direction=direction))


def _before(words: Words, first: int, meaning: Point | Lunar) -> tuple[int, int | None, str | None]:
    """Return where the words before a name begin that belong to it, the day they give, and their direction."""
    before = words.letters[max(0, first - _LONGEST_BEFORE) : first]
    start, lexicon = first - len(before), load("times")
    if meaning.day is None and (match := _DAY_BEFORE.search(before)):
        return first - len(match[0]), _figures(words, start + match.start("d")), None
    if meaning.day is None and (match := _FIRST_OF.search(before)) and words.lower[start + match.end("o")] == "day":
        return first - len(match[0]), lexicon["ordinals"].get(words.lower[start + match.start("o")]), None
    if match := _DIRECTION.search(before):
        return first - len(match[0]), None, lexicon["directions"].get(words.lower[first - 1])
    return first, None, None


def _after(words: Words, last: int, day: int | None) -> tuple[int, int | None, int | None]:
    """Return where the words after a name end that belong to it, and the day and year they give."""
    year, found = None, _YEAR.match(words.letters, last + 1)
    if day is None and found is None and (match := _DAY_AFTER.match(words.letters, last + 1)):
        day, last = _figures(words, match.start("d")), match.start("d")
        found = _YEAR.match(words.letters, last + 1)
    if found is not None:
        figures = int(words.lower[found.start("y")].strip("'’"))
        year = figures if figures > 99 else figures + (2000 if figures < 40 else 1900)
        last = found.end() - 1
        if words.lower[last + 1 : last + 2] and words.lower[last + 1] in load("calendars")["joints"]["era"]:
            last += 1
    return last, day, year


def _figures(words: Words, index: int) -> int:
    return int(re.sub(r"\D", "", words.lower[index]))


def _stands_alone(words: Words, first: int, last: int) -> bool:
    """Tell whether a name without a day or a year follows a word that makes it a month."""
    alone = load("calendars")["alone"]
    name = "".join(words.lower[first : last + 1])
    return name not in alone["never"] and first > 0 and words.lower[first - 1] in alone["after"]
