"""Dates and times of day that are written as one word: ISO, the military date-time group, a lost space.

Knows: how such a word is taken apart, and that a lost space is only guessed where one way of parting gives a date.
Does not know: the patterns (grammar) or which day is meant (reckoning).
"""

from __future__ import annotations

import re

from rashomon.reading.times.builders import Reader
from rashomon.reading.times.meaning import Meaning, Point

_GROUP = re.compile(r"(\d\d)(\d\d)(\d\d)([A-Z])\s?([A-Z][A-Za-z]{2})\s?(\d{4}|\d\d)")
_EAST, _WEST = "ABCDEFGHIKLM", "NOPQRSTUVWXY"
"""Military time zones, one hour each from Greenwich; Z is Greenwich, J the time of the place."""
_DAY_AND_YEAR = re.compile(r"(\d{1,2})((?:19|20)\d\d)")


def date_time_group(reader: Reader, match: re.Match[str]) -> Meaning | None:
    """Read `141530ZMAR24`: the 14th, half past three in the afternoon at Greenwich, March 2024."""
    group = _GROUP.fullmatch(reader.words.lower[match.start()])
    if group is None or int(group[2]) > 24 or int(group[3]) > 59:
        return None
    name, year = group[5].lower(), int(group[6])
    month = reader.lexicon["months_short"].get(name) or reader.lexicon["months"].get(name)
    if month is None or not 1 <= int(group[1]) <= 31:
        return None
    return Point(year if year > 99 else 2000 + year if year < 40 else 1900 + year, month, int(group[1]))


def clock_in_figures(word: str) -> str | None:
    """Return the time of day in an ISO date or a date-time group, as TIMEX3 has it; None when there is none."""
    group = _GROUP.fullmatch(word)
    if group is None:
        return "T" + word.partition("T")[2] if "T" in word else None
    zone = group[4]
    if zone in _EAST:
        written = f"+{_EAST.index(zone) + 1:02d}"
    else:
        written = f"-{_WEST.index(zone) + 1:02d}" if zone in _WEST else "Z" if zone == "Z" else ""
    return f"T{group[2]}:{group[3]}{written}"


def month_day_year_in_one(reader: Reader, match: re.Match[str]) -> Meaning | None:
    """Read `Jul 152015`, where the space between day and year is lost."""
    month, figures = reader.value(match, "m", "months", "months_short"), reader.word(match, "run") or ""
    parts = _DAY_AND_YEAR.fullmatch(figures)
    if parts is None or not 1 <= int(parts[1]) <= 31:
        return None
    return Point(int(parts[2]), month, int(parts[1]))
