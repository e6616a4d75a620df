"""How to read what a pattern has matched.

Knows: for each kind of expression, what its words say.
Does not know: the patterns (grammar) or which day is meant (reckoning).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from rashomon.reading.lexicon import load
from rashomon.reading.numbers import cardinal
from rashomon.reading.times.meaning import Fixed, Length, Meaning, Point, Step
from rashomon.reading.times.symbols import Words
from rashomon.record.values import TimeType

COUNTS = {"last": -1, "before": -1, "this": 0, "same": 0, "next": 1, "after": 1}
SPOKEN = frozenset({"last", "this", "next"})
"""Directions that count from the day of speaking; the others count from the time the text is at."""

Builder = Callable[["Reader", re.Match[str]], "Meaning | None"]


class Reader:
    """The words of one text, and how to read the ones a pattern has matched."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.lexicon: dict[str, Any] = load("times")

    def word(self, match: re.Match[str], group: str) -> str | None:
        """Return the word of a group of one letter, None when it did not take part."""
        start = match.start(group) if group in match.re.groupindex else -1
        return self.words.lower[start] if start >= 0 else None

    def value(self, match: re.Match[str], group: str, *tables: str) -> Any:
        """Return what the lexicon says of the word of a group, None when it did not take part."""
        word = self.word(match, group)
        if word is None:
            return None
        return next((self.lexicon[table][word] for table in tables if word in self.lexicon[table]), None)

    def number(self, match: re.Match[str], group: str = "n") -> float | None:
        """Return the number of a group, None when it is vague."""
        words = self.words.lower[match.start(group) : match.end(group)]
        return 1.0 if words in (["a"], ["an"]) else cardinal(words)

    def day(self, match: re.Match[str], group: str = "d") -> int | None:
        """Return a day of the month."""
        word = self.word(match, group)
        return int(re.sub(r"\D", "", word)) if word is not None else None

    def year(self, match: re.Match[str]) -> int | None:
        """Return the year of the groups `y` (AD) and `bc`, None when neither took part."""
        word = self.word(match, "y")
        if word is not None:
            figures = int(word.strip("'’"))
            return figures if figures > 99 else figures + (2000 if figures < 40 else 1900)
        word = self.word(match, "bc")
        return 1 - int(word.replace(",", "")) if word is not None and word.replace(",", "").isdigit() else None

    def direction(self, match: re.Match[str], group: str = "L") -> str | None:
        """Return the direction of a group of one or more words; the last word that is one tells."""
        if group not in match.re.groupindex or match.start(group) < 0:
            return None
        found = [
            self.lexicon["directions"][word]
            for word in self.words.lower[match.start(group) : match.end(group)]
            if word in self.lexicon["directions"]
        ]
        return "same" if "same" in found else found[-1] if found else None

    def within(self, match: re.Match[str]) -> Step | None:
        """Return the step to the year or month that the group `of` names."""
        if "of" not in match.re.groupindex or match.start("of") < 0:
            return None
        words = self.words.lower[match.start("of") : match.end("of")]
        unit = self.lexicon["units"].get(words[-1])
        direction = self.direction(match, "of") or "same"
        return Step(unit, COUNTS[direction], direction in SPOKEN) if unit in ("Y", "M") else None


def month_day(reader: Reader, match: re.Match[str]) -> Meaning | None:
    month, day = reader.value(match, "m", "months", "months_short"), reader.day(match)
    weekday = reader.value(match, "w", "weekdays", "weekdays_short")
    return Point(reader.year(match), month, day, weekday) if day is not None and 1 <= day <= 31 else None


def military_date(reader: Reader, match: re.Match[str]) -> Meaning | None:
    month, day = reader.value(match, "m", "months", "months_short"), reader.day(match)
    short = int(reader.word(match, "y2") or 0)
    return Point(1900 + short if short >= 40 else 2000 + short, month, day)


def iso(reader: Reader, match: re.Match[str]) -> Meaning | None:
    year, month, day = (int(part) for part in reader.words.lower[match.start()][:10].split("-"))
    return Point(year, month, day) if 1 <= month <= 12 and 1 <= day <= 31 and year else None


def numeric(reader: Reader, match: re.Match[str]) -> Meaning | None:
    word = reader.words.lower[match.start()]
    a, b, year = (int(part) for part in re.split(r"[./]", word))
    year += 0 if year > 99 else 2000 if year < 40 else 1900
    if "." in word or a > 12:
        a, b = b, a
    elif b <= 12 and a != b:
        return Point(year, a, b, doubtful=True)
    return Point(year, a, b) if 1 <= a <= 12 and 1 <= b <= 31 else None


def month(reader: Reader, match: re.Match[str]) -> Meaning | None:
    month = reader.value(match, "m", "months", "months_short")
    return Point(reader.year(match), month, direction=reader.direction(match), within=reader.within(match))


def year(reader: Reader, match: re.Match[str]) -> Meaning | None:
    year = reader.year(match)
    return Point(year) if year is not None and year < 2200 else None


def decade(reader: Reader, match: re.Match[str]) -> Meaning | None:
    word = (reader.word(match, "z") or "").strip("'’s")
    named = reader.lexicon["decades"].get(word)
    figures = str(named) if named else re.sub(r"\D", "", word)
    if len(figures) == 2:
        figures = "19" + figures
    return Point(years=figures[:3], before_christ=match.start("g") >= 0)


def century(reader: Reader, match: re.Match[str]) -> Meaning | None:
    word = reader.word(match, "o") or ""
    number = reader.lexicon["ordinals"].get(word) or int(re.sub(r"\D", "", word) or 0)
    if "t" in match.re.groupindex and match.start("c") >= 0:
        number = 20 + reader.lexicon["ordinals"].get(reader.words.lower[match.end("c") - 1], 0)
    return Point(years=f"{number - 1:02d}", before_christ=match.start("g") >= 0) if number else None


def season(reader: Reader, match: re.Match[str]) -> Meaning | None:
    return Point(
        reader.year(match),
        season=reader.value(match, "s", "seasons"),
        direction=reader.direction(match),
        within=reader.within(match),
    )


def quarter(reader: Reader, match: re.Match[str]) -> Meaning | None:
    if reader.words.lower[match.start("u")] != "quarter":
        return None
    direction = reader.direction(match)
    if direction:
        return Step("Q", {"last": -1, "before": -1, "next": 1, "after": 1}.get(direction, 0), spoken=True)
    number = 4 if reader.word(match, "o") == "final" else reader.value(match, "o", "ordinals")
    return Point(reader.year(match), quarter=number, within=reader.within(match)) if number and number <= 4 else None


def half(reader: Reader, match: re.Match[str]) -> Meaning | None:
    number = reader.value(match, "o", "ordinals")
    return Point(reader.year(match), half=number) if number in (1, 2) else None


def weekday(reader: Reader, match: re.Match[str]) -> Meaning | None:
    return Point(weekday=reader.value(match, "w", "weekdays"), direction=reader.direction(match))


def day_from_now(reader: Reader, match: re.Match[str]) -> Meaning | None:
    return Step("D", reader.value(match, "t", "days"), spoken=True)


def unit_from_now(reader: Reader, match: re.Match[str]) -> Meaning | None:
    direction, word = reader.direction(match), reader.word(match, "u") or ""
    unit: str = reader.lexicon["units"][word]
    if direction is None or word.endswith("s"):
        return _plural_from_now(direction, unit)
    if unit.startswith("T"):
        return Length(f"PT1{unit[1]}", unit, 1.0, direction)
    articled = reader.words.lower[match.start()] == "the"
    if direction == "last" and articled and unit in ("Y", "DE", "CE", "M", "W"):
        return Length(_timex("1", unit), unit, 1.0, direction)
    spoken = direction in ("last", "this", "next") and not (direction == "next" and articled)
    return Step(unit, COUNTS[direction], spoken)


def _plural_from_now(direction: str | None, unit: str) -> Meaning | None:
    return (
        Length(_timex("X", unit), unit, None, direction) if direction in ("last", "next", "after", "before") else None
    )


def units_from_now(reader: Reader, match: re.Match[str]) -> Meaning | None:
    unit = reader.value(match, "u", "units")
    number = reader.number(match)
    return Length(_timex(_count(number), unit), unit, number, reader.direction(match))


def part_from_now(reader: Reader, match: re.Match[str]) -> Meaning | None:
    direction = reader.direction(match) or "this"
    return Step("D", COUNTS[direction], spoken=direction in ("last", "this", "next"))


def ago(reader: Reader, match: re.Match[str]) -> Meaning | None:
    unit, number = reader.value(match, "u", "units"), reader.number(match)
    if number is None or unit.startswith("T") or number != int(number):
        return Fixed("PAST_REF", TimeType.DATE)
    return Step(unit, -int(number), spoken=True, loose=True)


def later(reader: Reader, match: re.Match[str]) -> Meaning | None:
    unit, number = reader.value(match, "u", "units"), reader.number(match)
    sign = 1 if match.start("A") >= 0 else -1
    if number is None or unit.startswith("T") or number != int(number):
        return Fixed("FUTURE_REF" if sign > 0 else "PAST_REF", TimeType.DATE)
    return Step(unit, sign * int(number), spoken=False, loose=unit != "D")


def vague_ago(_: Reader, match: re.Match[str]) -> Meaning | None:
    return Fixed("PAST_REF" if match.start("G") >= 0 else "FUTURE_REF", TimeType.DATE)


def length(reader: Reader, match: re.Match[str]) -> Meaning | None:
    unit, number = reader.value(match, "u", "units"), reader.number(match)
    return Length(_timex(_count(number), unit), unit, number)


def half_length(reader: Reader, match: re.Match[str]) -> Meaning | None:
    unit = reader.value(match, "u", "units")
    return Length(_timex("0.5", unit), unit, 0.5)


def long(reader: Reader, match: re.Match[str]) -> Meaning | None:
    word = reader.word(match, "u") or ""
    unit = reader.lexicon["units"][word]
    many = word.endswith("s")
    return Length(_timex("X" if many else "1", unit), unit, None if many else 1.0)


def vague_length(reader: Reader, match: re.Match[str]) -> Meaning | None:
    word = reader.word(match, "u") or ""
    return Length(_timex("X", reader.lexicon["units"][word]), reader.lexicon["units"][word], None)


def set_(reader: Reader, match: re.Match[str]) -> Meaning | None:
    return Fixed(reader.value(match, "v", "sets"), TimeType.SET)


def every(reader: Reader, match: re.Match[str]) -> Meaning | None:
    number = reader.number(match) if match.start("n") >= 0 else 1.0
    return Fixed(_timex(_count(number), reader.value(match, "u", "units")), TimeType.SET)


def every_weekday(reader: Reader, match: re.Match[str]) -> Meaning | None:
    return Fixed(f"XXXX-WXX-{reader.value(match, 'w', 'weekdays')}", TimeType.SET)


def time_alone(_: Reader, match: re.Match[str]) -> Meaning | None:
    return Step("D", None, spoken=False)


def _timex(count: str, unit: str) -> str:
    if unit == "2W":
        return f"P{2 * float(count):g}W" if count != "X" else "PXW"
    return f"PT{count}{unit[1]}" if unit.startswith("T") else f"P{count}{unit}"


def _count(number: float | None) -> str:
    return "X" if number is None else f"{number:g}"
