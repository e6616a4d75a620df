"""Which days an expression means, once it is known from where to count.

Knows: the arithmetic of days, weeks, months, quarters, seasons, years, decades; TIMEX3 and EDTF values.
Does not know: from where to count (anchoring).
"""

from __future__ import annotations

import calendar
import math
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from rashomon.reading.times.meaning import Length, Moment, Point, Step
from rashomon.record.values import days

SEASONS = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
"""TIMEX3 season to EDTF season (northern, as TimeML has it)."""


_LATE_IN_YEAR, _EARLY_IN_YEAR = 11, 2
"""A history that is at the former month or later, and names the latter or an earlier one, has gone on to the next year.
Evidence: wikiwars-train, `score.py times`.
"""


class Value(NamedTuple):
    """A TIMEX3 value, the EDTF value of the same days (None: not known) and the point later words count from."""

    timex: str
    edtf: str | None
    moment: Moment | None


def at(moment: Moment) -> Value:
    """Return the value of a moment."""
    year, month, day = moment
    if year <= 0:
        text = f"BC{1 - year:04d}"
        return Value(text + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if month and day else ""), None, moment)
    text = f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if month and day else "")
    return Value(text, text, moment)


def valid(moment: Moment) -> bool:
    """Tell whether there is such a day."""
    year, month, day = moment
    if not month or not day:
        return month is None or 1 <= month <= 12
    return 1 <= month <= 12 and 1 <= day <= (calendar.monthrange(year, month)[1] if 0 < year < 9999 else 31)


def point(meaning: Point, reference: Moment | None, future: bool, narrative: bool) -> Value | None:
    """Return the value of a point, counted from `reference` where the words leave something open; None: cannot be."""
    if meaning.within is not None:
        inside = step(meaning.within, reference)
        if inside is None or inside.moment is None:
            return unanchored(meaning)
        meaning = replace(meaning, year=inside.moment.year, within=None)
    if meaning.years is not None:
        return _years(meaning)
    if meaning.upto is not None and not narrative:
        end = point(meaning.upto, reference, future, narrative)
        if end is not None and end.moment is not None:
            reference, future = end.moment, False
    if meaning.weekday is not None and meaning.day is None:
        return _weekday(meaning, reference, future) if reference and not narrative else unanchored(meaning)
    year = meaning.year
    if year is None:
        if reference is None:
            return unanchored(meaning)
        year = _year_near(meaning, reference, future, narrative)
    return in_year(meaning, year)


def in_year(meaning: Point, year: int) -> Value | None:
    """Return the value of a point in a known year."""
    base = at(Moment(year))
    if meaning.season:
        edtf = f"{base.edtf}-{SEASONS[meaning.season]}" if base.edtf else None
        return Value(f"{base.timex}-{meaning.season}", edtf, Moment(year, 3 * (SEASONS[meaning.season] - 20)))
    if meaning.quarter:
        first = 3 * meaning.quarter - 2
        edtf = f"{year:04d}-{first:02d}/{year:04d}-{first + 2:02d}" if base.edtf else None
        return Value(f"{base.timex}-Q{meaning.quarter}", edtf, Moment(year, first))
    if meaning.half and meaning.month:
        first, last = (1, 15) if meaning.half == 1 else (16, calendar.monthrange(year, meaning.month)[1])
        whole = at(Moment(year, meaning.month))
        return whole._replace(edtf=f"{whole.timex}-{first:02d}/{whole.timex}-{last:02d}") if year > 0 else whole
    if meaning.half:
        first = 6 * meaning.half - 5
        edtf = f"{year:04d}-{first:02d}/{year:04d}-{first + 5:02d}" if base.edtf else None
        return Value(f"{base.timex}-H{meaning.half}", edtf, Moment(year, first))
    if meaning.week and meaning.month and year > 0:
        return _week_of_month(year, meaning.month, meaning.week)
    moment = Moment(year, meaning.month, meaning.day)
    if not valid(moment):
        return None
    if meaning.doubtful:
        ways = sorted((f"{year:04d}-{a:02d}-{b:02d}" for a, b in _both(meaning)))
        return Value(f"{base.timex}-XX-XX", f"{ways[0]}/{ways[1]}", Moment(year))
    return at(moment)


def _both(meaning: Point) -> tuple[tuple[int, int], tuple[int, int]]:
    month, day = meaning.month or 1, meaning.day or 1
    return (month, day), (day, month)


def _week_of_month(year: int, month: int, week: int) -> Value | None:
    length = calendar.monthrange(year, month)[1]
    first = length - 6 if week < 0 else 7 * week - 6
    if first > length:
        return None
    begin, end = date(year, month, first), date(year, month, min(first + 6, length))
    number = (begin + timedelta(days=3)).isocalendar()
    return Value(f"{number.year:04d}-W{number.week:02d}", f"{begin.isoformat()}/{end.isoformat()}", Moment(year, month))


def unanchored(meaning: Point) -> Value:
    """Return what TimeML writes when nothing says which year."""
    if meaning.weekday is not None and meaning.day is None:
        text = f"XXXX-WXX-{meaning.weekday}"
    elif meaning.month:
        text = f"XXXX-{meaning.month:02d}" + (f"-{meaning.day:02d}" if meaning.day else "")
    elif meaning.season:
        text = f"XXXX-{meaning.season}"
    elif meaning.quarter:
        text = f"XXXX-Q{meaning.quarter}"
    else:
        text = f"XXXX-H{meaning.half}" if meaning.half else "XXXX"
    return Value(text, None, None)


def _years(meaning: Point) -> Value:
    years = meaning.years or ""
    if meaning.before_christ:
        return Value(f"BC0{years}", None, None)
    first = int(years.ljust(4, "0"))
    return Value(years, years.ljust(4, "X") if first else None, Moment(first) if first else None)


def _weekday(meaning: Point, reference: Moment, future: bool) -> Value:
    today = reference.date()
    if today is None:
        return unanchored(meaning)
    back = (today.isoweekday() - (meaning.weekday or 0)) % 7
    if meaning.direction in ("next", "after"):
        day = today + timedelta(days=(7 - back) % 7 or 7)
    elif meaning.direction in ("last", "before"):
        day = today - timedelta(days=back or 7)
    elif meaning.direction == "this" or future:
        day = today + timedelta(days=(7 - back) % 7)
    else:
        day = today - timedelta(days=back)
    return at(Moment(day.year, day.month, day.day))


def _year_near(meaning: Point, reference: Moment, future: bool, narrative: bool) -> int:
    """Return the year of a point that names none: the last one past, the next one if the verb is in the future."""
    if meaning.direction == "this" or not reference.month:
        return reference.year
    first = _first_month(meaning)
    if narrative:
        turned = reference.month >= _LATE_IN_YEAR and first <= _EARLY_IN_YEAR and meaning.direction is None
        return (
            reference.year + turned + {"next": 1, "after": 1, "last": -1, "before": -1}.get(meaning.direction or "", 0)
        )
    here, there = (reference.month, reference.day or 1), (first, meaning.day or (reference.day or 1))
    if meaning.direction in ("last", "before"):
        return reference.year - (there >= here)
    if meaning.direction in ("next", "after"):
        return reference.year + (there <= here)
    if future:
        return reference.year + (there < here)
    return reference.year - (there > here)


def _first_month(meaning: Point) -> int:
    if meaning.month:
        return meaning.month
    if meaning.season:
        return {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[meaning.season]
    return 3 * meaning.quarter - 2 if meaning.quarter else 1


def step(meaning: Step, reference: Moment | None) -> Value | None:
    """Return the value of a step from `reference`, as exact as the reference allows; None: there is no such day."""
    if reference is None or meaning.count is None:
        return Value(_UNKNOWN.get(meaning.unit, "XXXX"), None, None)
    mark = "~" if meaning.loose else ""
    if meaning.unit in ("Y", "DE", "CE"):
        year = reference.year + meaning.count * {"Y": 1, "DE": 10, "CE": 100}[meaning.unit]
        return _stepped_years(meaning.unit, year, mark, meaning.loose)
    if meaning.unit in ("M", "Q"):
        return _stepped_months(meaning, reference, mark)
    today = reference.date()
    if today is None:
        return _stepped_days_roughly(meaning, reference)
    try:
        then = today + timedelta(days=meaning.count * {"D": 1, "W": 7, "WE": 7, "2W": 14}[meaning.unit])
    except OverflowError:
        return None
    if meaning.unit == "D" or meaning.loose:
        value = at(Moment(then.year, then.month, then.day))
        return _marked(value, mark if meaning.unit != "D" else "")
    return _week(then, weekend=meaning.unit == "WE")


def _marked(value: Value, mark: str) -> Value:
    return value._replace(edtf=value.edtf + mark) if value.edtf else value


def _stepped_months(meaning: Step, reference: Moment, mark: str) -> Value | None:
    year, month, _ = reference
    if not month:
        return Value(f"{at(Moment(year)).timex}-XX" if meaning.count == 0 else "XXXX-XX", None, None)
    months = year * 12 + month - 1 + (meaning.count or 0) * (3 if meaning.unit == "Q" else 1)
    year, month = months // 12, months % 12 + 1
    if meaning.unit == "Q" and year > 0:
        return in_year(Point(quarter=(month + 2) // 3), year)
    return _marked(at(Moment(year, month)), mark) if year < 9999 else None


def _week(day: date, weekend: bool) -> Value:
    monday = day - timedelta(days=day.isoweekday() - 1)
    number = day.isocalendar()
    first, last = monday + timedelta(days=5 if weekend else 0), monday + timedelta(days=6)
    text = f"{number.year:04d}-W{number.week:02d}" + ("-WE" if weekend else "")
    return Value(text, f"{first.isoformat()}/{last.isoformat()}", Moment(day.year, day.month, day.day))


_UNKNOWN = {
    "D": "XXXX-XX-XX", "W": "XXXX-WXX", "2W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX",
    "Y": "XXXX", "DE": "XXX", "CE": "XX",
}  # fmt: skip


def _stepped_years(unit: str, year: int, mark: str, loose: bool) -> Value | None:
    if not -9999 < year < 9999:
        return None
    if unit == "Y" or loose or year <= 0:
        return _marked(at(Moment(year)), mark)
    figures = f"{year:04d}"[: 3 if unit == "DE" else 2]
    return Value(figures, figures.ljust(4, "X"), Moment(year))


def _stepped_days_roughly(meaning: Step, reference: Moment) -> Value:
    year, month, _ = reference
    if meaning.unit == "D" and meaning.count == 0 and month:
        base = at(Moment(year, month))
        return Value(f"{base.timex}-XX", base.edtf, reference)
    return Value(_UNKNOWN[meaning.unit], None, None)


def length(meaning: Length, reference: Moment | None) -> Value:
    """Return the value of a length of time; its days are known when it runs up to, or from, a known day."""
    unknown = Value(meaning.timex, None, None)
    today = reference.date() if reference is not None else None
    if today is None or not meaning.count or meaning.direction not in ("last", "next"):
        return unknown
    sign = -1 if meaning.direction == "last" else 1
    then = _moved(today, meaning.unit, sign * meaning.count)
    if then is None:
        return unknown
    first, last = sorted((today, then))
    return Value(meaning.timex, f"{first.isoformat()}/{last.isoformat()}", None)


def _moved(day: date, unit: str, count: float) -> date | None:
    per_day = {"TH": 1 / 24, "D": 1, "W": 7, "2W": 14}.get(unit)
    per_month = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}.get(unit)
    try:
        if per_day:
            return day + timedelta(days=math.copysign(math.ceil(abs(count) * per_day), count))
        if per_month:
            months = day.year * 12 + day.month - 1 + round(count * per_month)
            year, month = months // 12, months % 12 + 1
            return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    except (OverflowError, ValueError):
        return None
    return None


def part(value: Value, phase: str) -> Value:
    """Return the early, middle or late part of a value: a third, its ends marked as approximate."""
    first, last = days(value.edtf)
    if first is None or last is None or first == last:
        return value
    size = (last - first).days + 1
    cut = {"early": (0, size / 3), "mid": (size / 3, 2 * size / 3), "late": (2 * size / 3, size)}[phase]
    begin, end = first + timedelta(days=round(cut[0])), first + timedelta(days=round(cut[1]) - 1)
    return value._replace(edtf=f"{begin.isoformat()}~/{end.isoformat()}~")
