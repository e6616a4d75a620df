"""Dates as files and datelines write them, as EDTF.

Knows: ISO and EDTF dates, RFC 2822, and days written out with the name of the month.
Does not know: what a date is the date of, nor today's date: nothing here is relative to a clock.
"""

from __future__ import annotations

import re
from datetime import date

from rashomon.intake.words import any_of, load
from rashomon.record.values import days

LONGEST = 100
"""Characters of a value that can be one date."""

_MONTHS = {name.lower(): int(number) for number, names in load("dates")["months"].items() for name in names}
_WEEKDAYS = {name.lower(): int(number) for number, names in load("dates")["weekdays"].items() for name in names}

_GAP = r"[^\S\n]*"
_MONTH = rf"{any_of(_MONTHS)}\b\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
WEEKDAY = rf"(?i:{any_of(_WEEKDAYS)}\b\.?,?{_GAP})"
"""Pattern of a weekday and what joins it to its date."""
DAY = rf"(?i:{_DAY}(?:{_GAP}|-){_MONTH}|{_MONTH}{_GAP}{_DAY})(?!\w)"
"""Pattern of a day without its year, e.g. ``May 20``."""
WHOLE = (
    rf"(?i:{_DAY}(?:{_GAP}|-){_MONTH}(?:{_GAP},?{_GAP}|-)\d{{4}}|{_MONTH}{_GAP}{_DAY}{_GAP},?{_GAP}\d{{4}}"
    rf"|{_MONTH}{_GAP}\d{{1,2}}\d{{4}})(?!\w)"
)
"""Pattern of a day with its year, e.g. ``20 May 2018``, ``March 01 , 2008``."""
SHORT = rf"(?i:{_DAY}(?:{_GAP}|-){_MONTH}(?:{_GAP}|-)\d\d)(?!\w)"
"""Pattern of a day with the end of its year, e.g. ``3 JAN 90``; the number may count what follows instead."""
NUMERIC = r"(?:\d{1,2}[-./]\d{1,2}[-./]\d{4}|\d{4}[-./]\d{1,2}[-./]\d{1,2})(?!\w)"
"""Pattern of a day in figures; whether the day or the month stands first is not always known."""

_ISO = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:?\d\d.*", re.DOTALL)
_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T.*)?", re.DOTALL)
_CLOCK = rf"(?:{_GAP},?{_GAP}(?:at{_GAP})?\d\d?[:.]?\d\d\b.*)?"
_WRITTEN = re.compile(rf"(?P<weekday>{WEEKDAY})?(?P<date>{WHOLE}|{SHORT}){_CLOCK}", re.IGNORECASE | re.DOTALL)
_FIGURES = re.compile(rf"(?P<date>{NUMERIC}){_CLOCK}", re.DOTALL)
_DAY_AND_YEAR = re.compile(r"(\d{1,2})\D*(\d{4}|\d\d)$")
_MONTH_YEAR = re.compile(rf"(?P<month>{any_of(_MONTHS)})\.?,?{_GAP}(?P<year>\d{{4}})", re.IGNORECASE)


def edtf(value: str) -> str | None:
    """Return the date that `value` writes, as EDTF; None when it is not understood or could mean two days.

    The time of day is left out and the day is the one written, whatever its time zone. Two-digit years are read as
    POSIX reads them, 1969 to 2068. A weekday that is not that date's makes the value not understood.
    """
    value = value.strip()
    if not value or len(value) > LONGEST:
        return None
    if match := _ISO.fullmatch(value):
        value = match[1]
    elif match := _BASIC.fullmatch(value):
        value = "-".join(match.groups())
    try:
        first, last = days(value)
    except ValueError:
        return _written(value)
    return value if first or last else None


def either(value: str) -> str | None:
    """Return the interval from one day to the other that figures may mean, where nothing says which is the month.

    None where `value` is no such date: `03-07-2015` may be two days, `03-27-2015` and `03.07.2015` only one.
    """
    match = _FIGURES.fullmatch(value.strip()) if len(value) <= LONGEST else None
    if match is None or _in_figures(match["date"]) is not None or "." in match["date"]:
        return None
    one, two, three = (int(part) for part in re.split(r"[-/]", match["date"]))
    ways = sorted(way for way in (_date(three, one, two), _date(three, two, one)) if way is not None)
    return f"{ways[0].isoformat()}/{ways[-1].isoformat()}" if len(ways) == 2 else None


def _written(value: str) -> str | None:
    if match := _WRITTEN.fullmatch(value):
        day = _day_of(match["date"])
        weekday = "".join(filter(str.isalpha, match["weekday"] or "")).lower()
        return None if day is None or (weekday and day.weekday() != _WEEKDAYS[weekday]) else day.isoformat()
    if match := _FIGURES.fullmatch(value):
        day = _in_figures(match["date"])
        return day.isoformat() if day else None
    if match := _MONTH_YEAR.fullmatch(value):
        return f"{match['year']}-{_MONTHS[match['month'].lower()]:02}"
    return None


def _day_of(words: str) -> date | None:
    name = next(part for part in re.findall(r"[^\W\d_]+", words) if part.lower() in _MONTHS)
    day, year = _DAY_AND_YEAR.findall(words)[0]
    century = 0 if len(year) == 4 else 1900 if int(year) >= 69 else 2000
    return _date(century + int(year), _MONTHS[name.lower()], int(day))


def _in_figures(words: str) -> date | None:
    """Return the day; with dots the day stands first (DIN 5008 and its kin), else only if one reading is a date."""
    one, two, three = (int(part) for part in re.split(r"[-./]", words))
    if one > 31:
        return _date(one, two, three)
    day_first, month_first = _date(three, two, one), _date(three, one, two)
    if "." in words or month_first in (None, day_first):
        return day_first
    return None if day_first else month_first


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
