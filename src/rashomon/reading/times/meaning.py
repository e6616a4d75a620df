"""What a time expression says, before anybody asks which days those are.

Knows: points of the calendar, steps from another time, lengths, and fixed values.
Does not know: the words (grammar) or the days (reckoning).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from rashomon.record.values import TimeType


class Moment(NamedTuple):
    """A point of the calendar as far as it is known. `year` counts 0 and below before Christ (1 BC is 0)."""

    year: int
    month: int | None = None
    day: int | None = None

    def date(self) -> date | None:
        """Return the day; None when it is not known to the day, or lies before Christ."""
        return date(self.year, self.month, self.day) if self.month and self.day and self.year > 0 else None


@dataclass(frozen=True, slots=True)
class Step:
    """So many units (TIMEX3 D, W, WE, M, Q, Y, DE, CE) from another time.

    `count` None: how many is not said; `loose`: the words are not exact to the unit (`two years ago`).

    `spoken`: counted from the day of speaking (`yesterday`), else from the time the text is at (`the next day`).
    """

    unit: str
    count: int | None
    spoken: bool
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """A place in the calendar, as far as the words say it; None: not said.

    `weekday` is 1 (Monday) to 7; `season` a TIMEX3 season; `quarter` 1–4; `half` 1–2; `week` of the month, -1 the last;
    `years` the figures a decade or century begins with (``199``, ``19``). `direction` is last, next, this, before,
    after or same; `within` the year it is in, where that is a step away (`of last year`). `doubtful`: day and month may
    be the other way round. `upto` is the end of the range that begins here.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    week: int | None = None
    years: str | None = None
    before_christ: bool = False
    direction: str | None = None
    within: Step | None = None
    doubtful: bool = False
    upto: Point | None = None


@dataclass(frozen=True, slots=True)
class Lunar:
    """A month or day of the Hijri year, as far as the words say it. `year` is Hijri up to 1500, else of the sun."""

    month: int
    day: int | None = None
    year: int | None = None
    direction: str | None = None


@dataclass(frozen=True, slots=True)
class Length:
    """A stretch of time: TIMEX3 duration, with unit and count for the days it covers when it runs up to or from now."""

    timex: str
    unit: str
    count: float | None
    direction: str | None = None


@dataclass(frozen=True, slots=True)
class Fixed:
    """A value that needs no reckoning: how often, or a reference to the past, the present or the future."""

    timex: str
    type: TimeType


Meaning = Point | Lunar | Step | Length | Fixed


@dataclass(frozen=True, slots=True)
class Expression:
    """Words `first` to `last` (both included) and what they say.

    `clock` is the TIMEX3 time of day (``T09:14Z``, ``TMO``); `phase` early, mid or late, or earlier or
    later: the part that is over, or to come, when the report appears.
    """

    first: int
    last: int
    meaning: Meaning
    clock: str | None = None
    phase: str | None = None
