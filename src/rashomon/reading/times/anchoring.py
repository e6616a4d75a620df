"""From where an expression is counted.

Knows: that news counts from its day of publication, that a history counts from the date the text is at, and that words
like `the next day` always do.
Does not know: the arithmetic (reckoning).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from rashomon.reading.times import hijri, reckoning
from rashomon.reading.times.meaning import Expression, Fixed, Length, Lunar, Meaning, Moment, Point, Step
from rashomon.reading.times.reckoning import Value
from rashomon.record.values import TimeAnchor, TimeType, days

HISTORY_YEARS = 5
HISTORY_SHARE = 0.8
HISTORY_SPOKEN = 0.15
MANY_YEARS, MANY_SHARE = 20, 0.5
"""A text is told as a history when it names at least this many years, this share of them well before it was published,
and has for each of them at most this many words that count from the day of speaking (`on Sunday`, `yesterday`). Of
MANY_YEARS the latter share is enough: a long account of a war that still goes on.
Evidence: meantime (news) and wikiwars-train (histories); `score.py times` on both measures it again.
"""
FAR_YEARS = 25
"""A bare year this long before the date a history is at is an aside: what follows is not counted from it."""
NEAR_DAYS = 45
"""A date in figures that may be read two ways is the one this near to the publication."""


class Anchored(NamedTuple):
    """A value and what it was worked out from."""

    type: TimeType
    value: Value
    anchor: TimeAnchor


def is_history(found: list[Expression], published: str | None) -> bool:
    """Tell whether a text goes from date to date rather than back from its publication."""
    first, _ = days(published)
    years = [e.meaning.year for e in found if isinstance(e.meaning, Point) and e.meaning.year is not None]
    old = [year for year in years if first is None or year < first.year - 1]
    spoken = sum(_is_spoken(expression) for expression in found)
    share = HISTORY_SHARE if len(years) < MANY_YEARS else MANY_SHARE
    return len(years) >= HISTORY_YEARS and len(old) >= share * len(years) and spoken <= HISTORY_SPOKEN * len(years)


def _is_spoken(expression: Expression) -> bool:
    meaning = expression.meaning
    if isinstance(meaning, Step):
        return meaning.spoken and meaning.unit in ("D", "W")
    return isinstance(meaning, Point) and meaning.weekday is not None and meaning.day is None


class Anchoring:
    """Gives expressions their values, in the order of the text."""

    def __init__(self, published: str | None, history: bool) -> None:
        first, last = days(published)
        self._published = () if first is None or last is None else tuple(sorted({_moment(first), _moment(last)}))
        self._today = first if first == last else None
        self._history = history
        self._here: Moment | None = None
        self._line: Moment | None = None
        self._day: Moment | None = None
        self._aside = False
        self._year: int | None = None

    def new_sentence(self) -> None:
        """Forget the year that the sentence before has named: news does not carry it on."""
        self._year = None

    def value(self, expression: Expression, future: bool, fronted: bool) -> Anchored | None:
        """Return the value of the next expression; None when there is no such day.

        `fronted`: its sentence, or its heading, begins with it.
        """
        meaning = expression.meaning
        if isinstance(meaning, Fixed):
            return Anchored(meaning.type, self._fixed(meaning), TimeAnchor.NONE)
        if isinstance(meaning, Length):
            value, anchor = self._counted(lambda moment: reckoning.length(meaning, moment), spoken=True)
            return Anchored(TimeType.DURATION, value, anchor) if value else None
        value, anchor = self._dated(meaning, future)
        if value is None:
            return None
        if value.moment is not None and not self._is_aside(meaning, value.moment):
            self._go_to(value.moment, weak=_is_bare_year(meaning) and not fronted)
            if anchor is TimeAnchor.ABSOLUTE:
                self._year = value.moment.year
        return self._part(expression, value, anchor, future)

    def _dated(self, meaning: Point | Lunar | Step, future: bool) -> tuple[Value | None, TimeAnchor]:
        if isinstance(meaning, Point):
            return self._point(meaning, future)
        if isinstance(meaning, Step):
            return self._step(meaning)
        if meaning.year is not None:
            return hijri.value(meaning, None, future), TimeAnchor.ABSOLUTE
        return self._counted(lambda moment: hijri.value(meaning, moment, future), spoken=True)

    def _is_aside(self, meaning: Meaning, moment: Moment) -> bool:
        """Tell whether the text only looks from where it is to another time: `as in the previous April`."""
        if self._here is None:
            return False
        if isinstance(meaning, Point):
            far = meaning.month is None and moment.year < self._here.year - FAR_YEARS
            return far or (self._history and meaning.year is None and meaning.direction in ("last", "before"))
        if isinstance(meaning, Lunar):
            return meaning.year is None
        return self._history and isinstance(meaning, Step) and (meaning.count or 0) < 0 and meaning.unit == "Y"

    def _go_to(self, moment: Moment, *, weak: bool) -> None:
        """Put the text at a moment. The line it left is kept where it went back, or only named a year (`weak`)."""
        back = self._here is not None and _latest(moment) < _earliest(self._here)
        self._aside = weak
        if not (weak or back) or self._line is None:
            self._line = moment
        elif not (weak and self._here != self._line):
            self._line = self._line if weak else self._here
        self._here = moment
        self._day = moment if moment.day else self._day

    def _on_line(self, meaning: Point, future: bool) -> Value | None:
        """Return the value of a point without a year in a history: in the year it is at, or on the line it had left."""
        here = reckoning.point(meaning, self._here, future, narrative=True)
        if self._line is None or self._here is None or meaning.direction or here is None or here.moment is None:
            return here
        line = reckoning.point(meaning, self._line, future, narrative=True)
        if line is None or line.moment is None or _latest(line.moment) < _earliest(self._line):
            return here
        return line if self._aside or _latest(here.moment) < _earliest(self._here) else here

    def _part(self, expression: Expression, value: Value, anchor: TimeAnchor, future: bool) -> Anchored:
        clock, phase, meaning = expression.clock, expression.phase, expression.meaning
        if clock is not None:
            alone = isinstance(meaning, Step) and meaning.count is None
            if alone:
                value, anchor = self._day_of_clock(future)
            return Anchored(TimeType.TIME, value._replace(timex=value.timex + clock), anchor)
        if phase is not None and value.moment is not None and value.moment.day:
            part = {"early": "TMO", "late": "TEV"}.get(phase, "")
            if not part:
                return Anchored(TimeType.DATE, value, anchor)
            return Anchored(TimeType.TIME, value._replace(timex=value.timex + part), anchor)
        if phase is not None and value.edtf is not None:
            value = self._side(value, phase) if phase in ("earlier", "later") else reckoning.part(value, phase)
        return Anchored(TimeType.DATE, value, anchor)

    def _side(self, value: Value, phase: str) -> Value:
        """Return the part of a value before, or after, the day of publication; the whole where that is not in it."""
        first, last = days(value.edtf)
        today = self._today
        if today is None or self._history or first is None or last is None or not first <= today <= last:
            return value
        first, last = (first, today) if phase == "earlier" else (today, last)
        return value._replace(edtf=f"{first.isoformat()}/{last.isoformat()}")

    def _fixed(self, meaning: Fixed) -> Value:
        return Value(meaning.timex, None, None)

    def _point(self, meaning: Point, future: bool) -> tuple[Value | None, TimeAnchor]:
        if meaning.doubtful:
            meaning = self._less_doubtful(meaning)
        if (meaning.year is not None or meaning.years is not None) and meaning.within is None:
            return reckoning.point(meaning, None, future, narrative=False), TimeAnchor.ABSOLUTE
        if meaning.direction in ("same", "after", "before") and meaning.weekday is not None and self._here:
            return reckoning.point(meaning, self._here, future, narrative=False), TimeAnchor.TEXT
        if self._history:
            return self._on_line(meaning, future), _text(self._here)
        spoken = meaning.within is None or meaning.within.spoken
        return self._counted(lambda moment: reckoning.point(meaning, moment, future, narrative=False), spoken=spoken)

    def _less_doubtful(self, meaning: Point) -> Point:
        """Return a date in figures with its day and month told apart, where only one way is near the publication."""
        ways = (
            replace(meaning, doubtful=False),
            replace(meaning, month=meaning.day, day=meaning.month, doubtful=False),
        )
        near = [way for way in ways if self._is_near(reckoning.point(way, None, future=False, narrative=False))]
        return near[0] if len(near) == 1 else meaning

    def _is_near(self, value: Value | None) -> bool:
        day = days(value.edtf)[0] if value is not None else None
        return day is not None and self._today is not None and abs((day - self._today).days) <= NEAR_DAYS

    def _step(self, meaning: Step) -> tuple[Value | None, TimeAnchor]:
        if meaning.count is None:
            return Value("XXXX-XX-XX", None, None), TimeAnchor.NONE
        if self._history and meaning.spoken and meaning.unit == "D" and meaning.count == 0:
            return Value("PRESENT_REF", None, None), TimeAnchor.NONE
        vague = self._here is not None and not self._here.day
        if vague and meaning.unit == "D" and not meaning.spoken and not self._history:
            if self._day is not None:
                return reckoning.step(meaning, self._day), TimeAnchor.TEXT
            return self._counted(lambda moment: reckoning.step(meaning, moment), spoken=True)
        return self._counted(lambda moment: reckoning.step(meaning, moment), spoken=meaning.spoken)

    def _counted(
        self, count: Callable[[Moment | None], Value | None], *, spoken: bool
    ) -> tuple[Value | None, TimeAnchor]:
        """Count from the day of publication, or from where the text is. A value that is not the same from the first and
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
        day = self._today
        if day is None or self._history:
            return Value("XXXX-XX-XX", None, None), TimeAnchor.NONE
        other = day + timedelta(days=1 if future else -1)
        first, last = sorted((day, other))
        return Value(day.isoformat(), f"{first.isoformat()}/{last.isoformat()}", None), TimeAnchor.PUBLISHED


def _earliest(moment: Moment) -> tuple[int, int, int]:
    return moment.year, moment.month or 0, moment.day or 0


def _latest(moment: Moment) -> tuple[int, int, int]:
    return moment.year, moment.month or 12, moment.day or 31


def _is_bare_year(meaning: Meaning) -> bool:
    return isinstance(meaning, Point) and meaning.month is None and meaning.season is None


def _text(moment: Moment | None) -> TimeAnchor:
    return TimeAnchor.NONE if moment is None else TimeAnchor.TEXT


def _moment(day: date) -> Moment:
    return Moment(day.year, day.month, day.day)
