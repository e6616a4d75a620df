"""Which days a Hijri month or day is.

Knows: the Umm al-Qura calendar, by the library hijridate. Where people watch for the new moon, a month may begin a day
or two from it: every value is marked as approximate.
Does not know: the words (calendars) or from where to count (anchoring).
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from hijridate import Hijri

from rashomon.reading.times.meaning import Lunar, Moment
from rashomon.reading.times.reckoning import Value

FIRST_YEAR, LAST_YEAR = 1343, 1500
"""Hijri years that the library knows: 1924 to 2077."""


class _Days(NamedTuple):
    first: date
    last: date


def value(meaning: Lunar, reference: Moment | None, future: bool) -> Value | None:
    """Return the value of a Hijri month or day; None when there is no such day, or the calendar does not reach there.

    A year up to LAST_YEAR is Hijri, a later one is of the sun (`Ramadan 2016`). Without a year it is the last one past,
    or the next one if the verb is in the future.
    """
    if meaning.year is not None and meaning.year <= LAST_YEAR:
        return _value(meaning, _days(meaning, meaning.year))
    today = reference.date() if reference is not None else None
    if meaning.year is None and today is None:
        return Value("XXXX-XX-XX" if meaning.day else "XXXX-XX", None, None)
    of_the_sun = meaning.year or (today.year if today else 0)
    near = (of_the_sun - 622) * 33 // 32
    ways = [way for year in range(near - 2, near + 4) if (way := _days(meaning, year)) is not None]
    if today is None or meaning.year is not None:
        return _value(meaning, next((way for way in ways if way.first.year == meaning.year), None))
    if meaning.direction in ("next", "after"):
        return _value(meaning, next((way for way in ways if way.first > today), None))
    if future:
        return _value(meaning, next((way for way in ways if way.last >= today), None))
    if meaning.direction in ("last", "before"):
        return _value(meaning, next((way for way in reversed(ways) if way.last < today), None))
    return _value(meaning, next((way for way in reversed(ways) if way.first <= today), None))


def _days(meaning: Lunar, year: int) -> _Days | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    length = Hijri(year, meaning.month, 1).month_length()
    if meaning.day is not None and not 1 <= meaning.day <= length:
        return None
    first, last = (Hijri(year, meaning.month, day).to_gregorian() for day in (meaning.day or 1, meaning.day or length))
    return _Days(date(first.year, first.month, first.day), date(last.year, last.month, last.day))


def _value(meaning: Lunar, found: _Days | None) -> Value | None:
    if found is None:
        return None
    first, last = found.first.isoformat(), found.last.isoformat()
    if meaning.day is not None:
        return Value(first, f"{first}~", Moment(found.first.year, found.first.month, found.first.day))
    return Value(f"{first}/{last}", f"{first}~/{last}~", Moment(found.first.year, found.first.month))
