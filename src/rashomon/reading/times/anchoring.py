"""From where an expression is counted.

Knows: that news counts from its day of publication, that a history counts from the date the text is at, and that words
like `the next day` always do.
Does not know: the arithmetic (reckoning).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from rashomon.reading.times import reckoning
from rashomon.reading.times.meaning import Expression, Fixed, Length, Moment, Point, Step
from rashomon.reading.times.reckoning import Value
from rashomon.record.values import TimeAnchor, TimeType, days

HISTORY_YEARS = 8
"""A text with this many dates that name a year, nearly all long before it was published, is told as a history."""
HISTORY_SHARE = 0.8


class Anchored(NamedTuple):
    """A value and what it was worked out from."""

    type: TimeType
    value: Value
    anchor: TimeAnchor


def is_history(years: list[int], published: str | None) -> bool:
    """Tell whether a text whose dates name `years` goes from date to date rather than back from its publication."""
    first, _ = days(published)
    old = [year for year in years if first is None or year < first.year - 1]
    return len(years) >= HISTORY_YEARS and len(old) >= HISTORY_SHARE * len(years)


class Anchoring:
    """Gives expressions their values, in the order of the text."""

    def __init__(self, published: str | None, history: bool) -> None:
        first, last = days(published)
        closed = first is not None and last is not None
        self._published = tuple(sorted({_moment(day) for day in (first, last) if day is not None})) if closed else ()
        self._history = history
        self._here: Moment | None = None
        self._year: int | None = None

    def new_sentence(self) -> None:
        """Forget the year that the sentence before has named: news does not carry it on."""
        self._year = None

    def value(self, expression: Expression, future: bool) -> Anchored | None:
        """Return the value of the next expression; None when there is no such day."""
        meaning = expression.meaning
        if isinstance(meaning, Fixed):
            return Anchored(meaning.type, self._fixed(meaning), TimeAnchor.NONE)
        if isinstance(meaning, Length):
            value, anchor = self._counted(lambda moment: reckoning.length(meaning, moment), spoken=True)
            return Anchored(TimeType.DURATION, value, anchor) if value else None
        value, anchor = self._point(meaning, future) if isinstance(meaning, Point) else self._step(meaning)
        if value is None:
            return None
        if value.moment is not None:
            self._here = value.moment
            if anchor is TimeAnchor.ABSOLUTE:
                self._year = value.moment.year
        return self._part(expression, value, anchor, future)

    def _part(self, expression: Expression, value: Value, anchor: TimeAnchor, future: bool) -> Anchored:
        clock, phase, meaning = expression.clock, expression.phase, expression.meaning
        if clock is not None:
            alone = isinstance(meaning, Step) and meaning.count is None
            if alone:
                value, anchor = self._day_of_clock(future)
            return Anchored(TimeType.TIME, value._replace(timex=value.timex + clock), anchor)
        if phase is not None and value.moment is not None and value.moment.day:
            part = {"early": "TMO", "mid": "", "late": "TEV"}[phase]
            return Anchored(TimeType.TIME, value._replace(timex=value.timex + part), anchor)
        if phase is not None and value.edtf is not None:
            value = reckoning.part(value, phase)
        return Anchored(TimeType.DATE, value, anchor)

    def _fixed(self, meaning: Fixed) -> Value:
        return Value(meaning.timex, None, None)

    def _point(self, meaning: Point, future: bool) -> tuple[Value | None, TimeAnchor]:
        if (meaning.year is not None or meaning.years is not None) and meaning.within is None:
            return reckoning.point(meaning, None, future, narrative=False), TimeAnchor.ABSOLUTE
        if meaning.direction in ("same", "after", "before") and meaning.weekday is not None and self._here:
            return reckoning.point(meaning, self._here, future, narrative=False), TimeAnchor.TEXT
        if self._history:
            return reckoning.point(meaning, self._here, future, narrative=True), _text(self._here)
        if self._year is not None and meaning.weekday is None and meaning.direction is None:
            if not self._published or self._year < self._published[0].year:
                return reckoning.point(meaning, Moment(self._year), future, narrative=True), TimeAnchor.TEXT
        spoken = meaning.within is None or meaning.within.spoken
        return self._counted(lambda moment: reckoning.point(meaning, moment, future, narrative=False), spoken=spoken)

    def _step(self, meaning: Step) -> tuple[Value | None, TimeAnchor]:
        if meaning.count is None:
            return Value("XXXX-XX-XX", None, None), TimeAnchor.NONE
        if self._history and meaning.spoken and meaning.unit == "D" and meaning.count == 0:
            return Value("PRESENT_REF", None, None), TimeAnchor.NONE
        return self._counted(lambda moment: reckoning.step(meaning, moment), spoken=meaning.spoken)

    def _counted(
        self, count: Callable[[Moment | None], Value | None], *, spoken: bool
    ) -> tuple[Value | None, TimeAnchor]:
        """Count from the day of publication (or from where the text is); a value that is not the same from the first and
        the last day on which the report may have appeared is not known.
        """
        if self._history or (not spoken and self._here is not None):
            return count(self._here), _text(self._here)
        values = {count(moment) for moment in self._published}
        if len(values) == 1:
            value = values.pop()
            known = value is not None and value.edtf is not None
            return value, TimeAnchor.PUBLISHED if known else TimeAnchor.NONE
        return count(None), TimeAnchor.NONE

    def _day_of_clock(self, future: bool) -> tuple[Value, TimeAnchor]:
        """Return the day of a bare time of day: the one the sentence is at, else about the day of publication."""
        here = self._here
        if here is not None and here.day and here.year > 0 and (self._history or self._year is not None):
            return reckoning.at(here), TimeAnchor.TEXT
        if len(self._published) != 1 or self._history:
            return Value("XXXX-XX-XX", None, None), TimeAnchor.NONE
        day = date(*self._published[0])  # type: ignore[arg-type]
        other = day + timedelta(days=1 if future else -1)
        first, last = sorted((day, other))
        return Value(day.isoformat(), f"{first.isoformat()}/{last.isoformat()}", None), TimeAnchor.PUBLISHED


def _text(moment: Moment | None) -> TimeAnchor:
    return TimeAnchor.NONE if moment is None else TimeAnchor.TEXT


def _moment(day: date) -> Moment:
    return Moment(day.year, day.month, day.day)
