"""Times, ranges and places in plain English, as short as they can be without saying more than the value does.

Knows: how a date, an interval, a range of numbers or a place is said.
Does not know: who says it where; every screen and summary uses the same words.
"""

from __future__ import annotations

import calendar
from datetime import date

from rashomon.record.values import PlaceRole, Where, days


def spoken_time(edtf: str | None) -> str | None:
    """Return an EDTF value as words, e.g. ``20 May 2018``, ``15–20 May 2018``, ``since May 2018``; None for no time."""
    first, last = days(edtf)
    if first is None and last is None:
        return None
    if first is None or last is None:
        return f"since {_day(first)}" if first else f"until {_day(last or date.max)}"
    qualifier = "about " if edtf and edtf[-1] in "~%" else "perhaps " if edtf and edtf[-1] == "?" else ""
    return qualifier + _interval(first, last)


def spoken_range(low: float | None, high: float | None) -> str:
    """Return a range as words: ``12``, ``at least 12``, ``up to 40``, ``20,000–99,999``; ``?``: nothing is known."""
    if low is None:
        return "?" if high is None else f"up to {_number(high)}"
    if high is None:
        return f"at least {_number(low)}"
    return _number(low) if low == high else f"{_number(low)}–{_number(high)}"


def spoken_place(where: Where) -> str:
    """Return the name as the report writes it; the gazetteer's where the report has none (``Syrian``: the country)."""
    written = " ".join(where.text.split())
    if where.place is None:
        return written
    return written if where.role is PlaceRole.LITERAL and written[:1].isupper() else where.place.name


def _number(value: float) -> str:
    return f"{value:,.10g}"


def _interval(first: date, last: date) -> str:
    if first == last:
        return _day(first)
    whole = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
    if whole and (first.month, last.month) == (1, 12):
        return f"{first.year}" if first.year == last.year else f"{first.year}–{last.year}"
    if whole:
        if (first.year, first.month) == (last.year, last.month):
            return f"{first:%B} {first.year}"
        return f"{first:%B}{'' if first.year == last.year else f' {first.year}'}–{last:%B} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_day(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%B} – {_day(last)}"
    return f"{_day(first)} – {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
