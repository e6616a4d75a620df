"""What a text tells about its own day of publication, when nothing else does.

Knows: that what is told as past had happened by then, and that a month named without its year is the last one of that
name.
Does not know: metadata and datelines (intake).
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from rashomon.reading.times import reckoning
from rashomon.reading.times.meaning import Expression, Point
from rashomon.reading.times.symbols import Words
from rashomon.record.text import Basis, Published, Span
from rashomon.record.values import days

_NOT_YET_PAST = frozenset({"by", "until", "till", "to", "through", "before", "for", "if", "than", "like"})
"""Words before a time that may lie ahead, or that only compares."""
_FARTHEST_MONTH = 245
"""Days after the latest date with a year within which a month without one is taken to lie: one that comes later in the
calendar (December, after a day in February) is more likely the one before. Evidence: newsclusters-half with its days of
publication taken away: of 104 bounds 21 were too late before this and before a bare year ceased to carry months, 7
since.
"""
_CARRIED_WORDS = 60
"""A month this many words, or fewer, behind a date with a year may mean that year: it is no clue."""


class _Clue(NamedTuple):
    """The first day of a time that is told as past; `month`: its words name one."""

    first: date
    span: Span
    month: bool


def bounded(text: str, words: Words, found: list[tuple[Expression, bool]], history: bool) -> Published:
    """Return the interval in which the report must have appeared, with the reason in words; unknown without a clue.

    `found` are the expressions with whether their verb looks forward. The end is left open: a text does not say how
    long it lay. A history gives no more than its latest date.
    """
    past = [e for e, future in found if not future and words.lower[max(0, e.first - 1)] not in _NOT_YET_PAST]
    dated = [clue for e in past if (clue := _dated(words, e)) is not None]
    latest = max(dated, key=lambda clue: clue.first, default=None)
    if latest is None:
        return Published()
    said = latest.span.of(text)
    later = None if history or not latest.month else _later_month(words, past, latest)
    if later is None:
        return Published(f"{latest.first.isoformat()}/..", Basis.TEXT, latest.span, f"{said} is told as past")
    reason = f"{later.span.of(text)}, told as past and without a year, comes after {said}, the latest date with a year"
    weekday = next(
        (e for e, _ in found if isinstance(e.meaning, Point) and e.meaning.weekday and not e.meaning.day), None
    )
    if weekday is not None:
        name = words.lower[weekday.last].capitalize()
        reason += f"; it speaks of a {name}, and nothing says which"
    return Published(f"{later.first.isoformat()}/..", Basis.TEXT, later.span, reason)


def _span(words: Words, expression: Expression) -> Span:
    return Span(words.starts[expression.first], words.ends[expression.last])


def _first_day(point: Point, phase: str | None, year: int) -> date | None:
    value = reckoning.in_year(point, year)
    if value is None or value.edtf is None:
        return None
    if phase in ("early", "mid", "late"):
        value = reckoning.part(value, phase)
    return days(value.edtf)[0]


def _dated(words: Words, expression: Expression) -> _Clue | None:
    point = expression.meaning
    if not isinstance(point, Point) or point.year is None or point.doubtful:
        return None
    first = _first_day(point, expression.phase, point.year)
    return _Clue(first, _span(words, expression), point.month is not None) if first else None


def _later_month(words: Words, past: list[Expression], latest: _Clue) -> _Clue | None:
    """Return the latest of the months without a year, each taken as the first of its name after the latest date."""
    clues = []
    carried = -1
    for expression in past:
        point, span = expression.meaning, _span(words, expression)
        if not isinstance(point, Point) or point.doubtful:
            continue
        if point.year is not None:
            carried = expression.last
        elif point.month and not point.direction and not point.within and not _carries(words, carried, expression):
            first = _next(point, expression.phase, latest.first)
            if first is not None:
                clues.append(_Clue(first, span, month=True))
    return max(clues, key=lambda clue: clue.first, default=None)


def _carries(words: Words, before: int, expression: Expression) -> bool:
    """Tell whether a year named before still holds: in the same paragraph, not far behind."""
    between = words.letters[before + 1 : expression.first]
    return before >= 0 and len(between) <= _CARRIED_WORDS and "|" not in between


def _next(point: Point, phase: str | None, latest: date) -> date | None:
    """Return the first day of the next month of that name; None in the latest date's own month, which tells nothing."""
    for year in (latest.year, latest.year + 1):
        day = _first_day(point, phase, year)
        if day is not None and (day.year, day.month) >= (latest.year, latest.month):
            near = (day - latest).days <= _FARTHEST_MONTH
            return day if near and (day.year, day.month) > (latest.year, latest.month) else None
    return None
