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
    """Read `2018`, `the year 1950`, `264 BC`."""
    """Read `20 May`, `May 20, 2018`."""
    month, day = reader.value(match, "m", "months", "months_short"), reader.day(match)
    weekday = reader.value(match, "w", "weekdays", "weekdays_short")
    return Point(reader.year(match), month, day, weekday) if day is not None and 1 <= day <= 31 else None


def military_date(reader: Reader, match: re.Match[str]) -> Meaning | None:
    """Read `03 JAN 90`, `14-JAN-90`."""
    month, day = reader.value(match, "m", "months_short"), reader.day(match)
    figures = reader.word(match, "y2") or ""
    if month is None and reader.word(match, "m") != "may":
        return None
    short = int(figures) if len(figures) == 2 else -1
    return Point(1900 + short if short >= 40 else 2000 + short, month or 5, day) if short >= 0 else None


def year_of_range(reader: Reader, match: re.Match[str]) -> Meaning | None:
    """Read `1915-16`, after the dash."""
    before, end = reader.words.lower[match.start() - 2], reader.word(match, "d") or ""
    begin = int(before) if before.isdecimal() else 0
    year = begin - begin % 100 + int(end) if len(end) == 2 else 0
    return Point(year) if begin < year <= begin + 40 else None


def iso(reader: Reader, match: re.Match[str]) -> Meaning | None:
    """Read `2018-05-20`, `20180520`."""
    figures = reader.words.lower[match.start()][:10].replace("-", "")
    year, month, day = int(figures[:4]), int(figures[4:6]), int(figures[6:])
    return Point(year, month, day) if 1 <= month <= 12 and 1 <= day <= 31 and year else None


def numeric(reader: Reader, match: re.Match[str]) -> Meaning | None:
    """Read `20/05/2018`, `20.05.2018`, `20-05-2018`."""
    word = reader.words.lower[match.start()]
    a, b, year = (int(part) for part in re.split(r"[./-]", word))
    year += 0 if year > 99 else 2000 if year < 40 else 1900
    if "." in word or a > 12:
        a, b = b, a
    elif b <= 12 and a != b:
        return Point(year, a, b, doubtful=True)
    return Point(year, a, b) if 1 <= a <= 12 and 1 <= b <= 31 else None


def month(reader: Reader, match: re.Match[str]) -> Meaning | None:
    """Read `May`, `last May`, `May 2018`, `May of that year`."""
    month = reader.value(match, "m", "months", "months_short")
    return Point(reader.year(match), month, direction=reader.direction(match), within=reader.within(match))


def year(reader: Reader, match: re.Match[str]) -> Meaning | None:
    """Read `2018`, `the year 1950`, `264 BC`."""
    year, before = reader.year(match), " ".join(reader.words.lower[max(0, match.start() - 2) : match.start()])
    named = year is not None and (year <= 0 or 1000 <= year < 2200)
    return Point(year) if named and before not in reader.lexicon["counting"]["before"] else None


def decade(reader: Reader, match: re.Match[str]) -> Meaning | None:
    """Read `the 1990s`, `the nineties`."""
    word = reader.word(match, "z") or ""
    named = reader.lexicon["decades"].get(word)
    figures = str(named) if named else re.sub(r"\D", "", word)
    if len(figures) == 2:
        figures = "19" + figures
    return Point(years=figures[:3], before_christ=match.start("g") >= 0)


def century(reader: Reader, match: re.Match[str]) -> Meaning | None:
    """Read `the 19th century`."""
    if "CE" not in (reader.value(match, "u", "units"), reader.value(match, "u2", "units")):
        return None
    word = reader.word(match, "o") or reader.words.lower[match.end("c") - 1]
    number = reader.lexicon["ordinals"].get(word) or int(re.sub(r"\D", "", word) or 0)
    if match.start("c") >= 0:
        number += 20
    return Point(years=f"{number - 1:02d}", before_christ="g" in match[0]) if number > 0 else None


def season(reader: Reader, match: re.Match[str]) -> Meaning | None:
    """Read `the spring`, `next summer`, `autumn 2018`."""
    return Point(
        reader.year(match),
        season=reader.value(match, "s", "seasons"),
        direction=reader.direction(match),
        within=reader.within(match),
    )


def quarter(reader: Reader, match: re.Match[str]) -> Meaning | None:
    """Read `the third quarter`, `the last quarter`."""
    if reader.words.lower[match.start("u")] != "quarter":
        return None
    direction = reader.direction(match)
    if direction:
        return Step("Q", {"last": -1, "before": -1, "next": 1, "after": 1}.get(direction, 0), spoken=True)
    number = 4 if reader.word(match, "o") in ("final", "last") else reader.value(match, "o", "ordinals")
    return Point(reader.year(match), quarter=number, within=reader.within(match)) if number and number <= 4 else None


def half(reader: Reader, match: re.Match[str]) -> Meaning | None:
    """Read `the second half of 2008`, `the first half of May`."""
    number, year = reader.value(match, "o", "ordinals"), reader.word(match, "y") or reader.word(match, "y2")
    month, within = reader.value(match, "m", "months"), reader.within(match)
    if within is not None and within.unit != "Y":
        return None
    return Point(int(year) if year else None, month, half=number, within=within) if number in (1, 2) else None


def weekday(reader: Reader, match: re.Match[str]) -> Meaning | None:
    """Read `Sunday`, `next Sunday`, `that Sunday`."""
    return Point(weekday=reader.value(match, "w", "weekdays"), direction=reader.direction(match))


def day_from_now(reader: Reader, match: re.Match[str]) -> Meaning | None:
    """Read `yesterday`, `tonight`."""
    return Step("D", reader.value(match, "t", "days"), spoken=True)


def day_beside_now(reader: Reader, match: re.Match[str]) -> Meaning | None:
    """Read `the day before yesterday`, `the day after tomorrow`."""
    side = 1 if match[0][match.start("side") - match.start()] == "K" else -1
    days = reader.value(match, "t", "days")
    return Step("D", days + side, spoken=True) if reader.words.lower[match.start() + 1] == "day" else None


def hours_of_day(reader: Reader, match: re.Match[str]) -> Meaning | None:
    """Read `the early hours`, a part of some day."""
    return Step("D", None, spoken=False) if reader.word(match, "u") == "hours" else None


def end_of_unit(reader: Reader, match: re.Match[str]) -> Meaning | None:
    """Read `year's end`, `year-end`."""
    word, joint = reader.word(match, "u") or "", reader.words.lower[match.end("u") : match.end() - 1]
    if reader.word(match, "D") != "end" or joint not in (["-"], ["'", "s"], ["’", "s"]):
        return None
    unit = reader.lexicon["units"][word]
    return Step(unit, 0, spoken=False) if unit in ("W", "M", "Y") and not word.endswith("s") else None


def and_a_half(reader: Reader, match: re.Match[str]) -> Meaning | None:
    """Read `a year and a half`, with `ago` or without."""
    unit, number = reader.value(match, "u", "units"), reader.number(match)
    if number is None or unit in ("2W", "Q", "WE"):
        return None
    if match.start("G") < 0:
        return Length(_timex(_count(number + 0.5), unit), unit, number + 0.5)
    months = {"Y": 12, "DE": 120}.get(unit)
    return Step("M", -int((number + 0.5) * months), spoken=True, loose=True) if months else ago_vaguely()


def ago_vaguely() -> Fixed:
    """Return a time that is past, nobody says how far."""
    return Fixed("PAST_REF", TimeType.DATE)


def unit_from_now(reader: Reader, match: re.Match[str]) -> Meaning | None:
    """Read `last week`, `this year`, `the following day`."""
    direction, word = reader.direction(match), reader.word(match, "u") or ""
    unit: str = reader.lexicon["units"][word]
    if direction is None or word.endswith("s"):
        return _plural_from_now(direction, unit)
    if unit.startswith("T"):
        return Length(f"PT1{unit[1]}", unit, 1.0, direction)
    articled = reader.words.lower[match.start()] == "the"
    if direction == "last" and articled and unit in ("Y", "DE", "CE", "M", "W"):
        return Length(_timex("1", unit), unit, 1.0, direction)
    spoken = (
        direction in SPOKEN and not (direction == "next" and articled) and not (direction == "this" and unit == "D")
    )
    return Step(unit, COUNTS[direction], spoken)


def _plural_from_now(direction: str | None, unit: str) -> Meaning | None:
    return (
        Length(_timex("X", unit), unit, None, direction) if direction in ("last", "next", "after", "before") else None
    )


def units_from_now(reader: Reader, match: re.Match[str]) -> Meaning | None:
    """Read `the past two months`."""
    unit = reader.value(match, "u", "units")
    number = reader.number(match)
    return Length(_timex(_count(number), unit), unit, number, reader.direction(match))


def part_from_now(reader: Reader, match: re.Match[str]) -> Meaning | None:
    """Read `this morning`, `that evening`."""
    direction = reader.direction(match) or "this"
    return Step("D", COUNTS[direction], spoken=direction in ("last", "this", "next"))


def ago(reader: Reader, match: re.Match[str]) -> Meaning | None:
    """Read `two years ago`."""
    unit, number = reader.value(match, "u", "units"), reader.number(match)
    if number is None or unit.startswith("T") or number != int(number):
        return Fixed("PAST_REF", TimeType.DATE)
    return Step(unit, -int(number), spoken=True, loose=True)


def later(reader: Reader, match: re.Match[str]) -> Meaning | None:
    """Read `two days later`, `a year earlier`."""
    unit, number = reader.value(match, "u", "units"), reader.number(match)
    sign = 1 if match.start("A") >= 0 else -1
    if number is None or unit.startswith("T") or number != int(number):
        return Fixed("FUTURE_REF" if sign > 0 else "PAST_REF", TimeType.DATE)
    return Step(unit, sign * int(number), spoken=False, loose=unit != "D")


def vague_ago(_: Reader, match: re.Match[str]) -> Meaning | None:
    """Read `years ago`, `months later`."""
    return Fixed("PAST_REF" if match.start("G") >= 0 else "FUTURE_REF", TimeType.DATE)


def length(reader: Reader, match: re.Match[str]) -> Meaning | None:
    """Read `three days`, `four-week`."""
    unit, number = reader.value(match, "u", "units"), reader.number(match)
    if unit == "Q" and number in (1.0, 3.0):
        return None
    return Length(_timex(_count(number), unit), unit, number)


def length_of(number: float, unit: str) -> Length:
    """Return so many units."""
    return Length(_timex(_count(number), unit), unit, number)


def single(reader: Reader, match: re.Match[str]) -> Meaning | None:
    """Read `a single day`."""
    unit = reader.value(match, "u", "units")
    return Length(_timex("1", unit), unit, 1.0)


def here(reader: Reader, match: re.Match[str]) -> Meaning | None:
    """Read `the day`, `the year before`."""
    word = reader.word(match, "u") or ""
    unit = reader.lexicon["units"][word]
    if word.endswith("s") or unit not in ("D", "W", "WE", "M", "Y"):
        return None
    sided = "side" in match.re.groupindex and match.start("side") >= 0
    side = reader.words.letters[match.start("side")] if sided else ""
    count = (1 if side in "AK" else -1) if side else 0
    if side == "L":
        count = COUNTS[reader.direction(match, "side") or "same"]
    return Step(unit, count, spoken=False)


def week_of_month(reader: Reader, match: re.Match[str]) -> Meaning | None:
    """Read `the last week of March`."""
    number = -1 if match.start("L") >= 0 else reader.value(match, "o", "ordinals")
    if reader.value(match, "u", "units") != "W" or number > 5 or reader.direction(match) not in (None, "last"):
        return None
    return Point(reader.year(match), reader.value(match, "m", "months"), week=number)


def half_length(reader: Reader, match: re.Match[str]) -> Meaning | None:
    """Read `half an hour`."""
    unit = reader.value(match, "u", "units")
    return Length(_timex("0.5", unit), unit, 0.5)


def long(reader: Reader, match: re.Match[str]) -> Meaning | None:
    """Read `month-long`."""
    word = reader.word(match, "u") or ""
    unit = reader.lexicon["units"][word]
    many = word.endswith("s")
    return Length(_timex("X" if many else "1", unit), unit, None if many else 1.0)


def vague_length(reader: Reader, match: re.Match[str]) -> Meaning | None:
    """Read `years`."""
    word = reader.word(match, "u") or ""
    unit = reader.lexicon["units"][word]
    return Length(_timex("X", unit), unit, None) if word.endswith("s") and unit != "Q" else None


def set_(reader: Reader, match: re.Match[str]) -> Meaning | None:
    """Read `daily`."""
    return Fixed(reader.value(match, "v", "sets"), TimeType.SET)


def every(reader: Reader, match: re.Match[str]) -> Meaning | None:
    """Read `every two weeks`, `per day`."""
    number = reader.number(match) if match.start("n") >= 0 else 1.0
    unit = reader.value(match, "u", "units") or reader.value(match, "u2", "units")
    return Fixed(_timex(_count(number), unit), TimeType.SET)


def times_a_unit(reader: Reader, match: re.Match[str]) -> Meaning | None:
    """Read `twice a week`, `three times a day`."""
    unit = reader.value(match, "u", "units")
    if (reader.word(match, "v") == "times") == (match.start("n") < 0):
        return None
    return Fixed(_timex("1", unit), TimeType.SET)


def every_part(reader: Reader, match: re.Match[str]) -> Meaning | None:
    """Read `every night`."""
    part = reader.value(match, "part", "parts_of_day")
    return Fixed(f"XXXX-XX-XXT{part}", TimeType.SET)


def every_weekday(reader: Reader, match: re.Match[str]) -> Meaning | None:
    """Read `every Friday`."""
    return Fixed(f"XXXX-WXX-{reader.value(match, 'w', 'weekdays')}", TimeType.SET)


def _timex(count: str, unit: str) -> str:
    if unit in ("2W", "DE", "CE") and count != "X":
        factor, small = {"2W": (2, "W"), "DE": (10, "Y"), "CE": (100, "Y")}[unit]
        return f"P{factor * float(count):g}{small}"
    return f"PT{count}{unit[1]}" if unit.startswith("T") else f"P{count}{unit}"


def _count(number: float | None) -> str:
    return "X" if number is None else f"{number:g}"
