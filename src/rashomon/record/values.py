"""When, Where and HowMany: values that are never more exact than the words.

Knows: EDTF intervals, areas with a precision, ranges with open ends.
Does not know: how words become values (reading) or how two values compare (linking).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rashomon.record.text import Span


class TimePrecision(StrEnum):
    """How exact a time is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    SPAN = "span"


class TimeType(StrEnum):
    """TIMEX3 types (TimeML 1.2.1)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class TimeAnchor(StrEnum):
    """What a time was worked out from.

    ``dateline`` is a bound and stands at claims only: told as past in a report that carries its date, so no later.
    """

    ABSOLUTE = "absolute"
    PUBLISHED = "published"
    TEXT = "text"
    NONE = "none"
    DATELINE = "dateline"


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression. `timex` is the TIMEX3 value, `edtf` the interval of days it covers; None: not known."""

    span: Span
    text: str
    type: TimeType
    timex: str | None
    edtf: str | None
    anchor: TimeAnchor


@dataclass(frozen=True, slots=True)
class When:
    """The time of a claim: an EDTF interval, the words it rests on, how exact it is and what it was worked out from."""

    edtf: str
    span: Span
    precision: TimePrecision
    basis: TimeAnchor


class Precision(StrEnum):
    """How exact a place is. `near`: within the radius of the place; `district` and `region`: somewhere in the area."""

    EXACT = "exact"
    NEAR = "near"
    DISTRICT = "district"
    REGION = "region"
    COUNTRY = "country"
    UNKNOWN = "unknown"


class PlaceRole(StrEnum):
    """What a place name stands for: the place, an institution there (`Damascus denied`), or its people."""

    LITERAL = "literal"
    METONYM = "metonym"
    DEMONYM = "demonym"


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of a gazetteer.

    `lat` and `lon` are WGS 84 degrees of the middle; `radius_km` says how far the area reaches from it. `country` is
    the ISO 3166-1 alpha-2 code, `admin1` the first-level unit's name, `feature` a GeoNames feature code (``P.PPL``)
    or a class of our own for war areas. None means not known.
    """

    id: str
    name: str
    lat: float
    lon: float
    country: str | None
    admin1: str | None
    feature: str
    radius_km: float


@dataclass(frozen=True, slots=True)
class Where:
    """A place as the words have it: `relation` (``in``, ``near``, ``north_of`` …; None: none said) to `place`.

    `place` is None when the name could not be resolved; `candidates` are the ids that were in question, best first.
    """

    span: Span
    text: str
    relation: str | None
    role: PlaceRole
    place: Place | None
    candidates: tuple[str, ...]
    precision: Precision


class Modifier(StrEnum):
    """How the words bound a number."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    BETWEEN = "between"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class HowMany:
    """A quantity as the words have it: a range, None for an open end. `unit` is what is counted, as written."""

    span: Span
    text: str
    low: float | None
    high: float | None
    unit: str | None
    modifier: Modifier


def days(edtf: str | None) -> tuple[date | None, date | None]:
    """Return the first and last day that an EDTF value covers; None for an end that is open, unknown or before year 1.

    Reads the part of EDTF (Library of Congress, 2019) that this program writes: dates to the day, month or year,
    decades (``199X``), seasons (``2018-21``), intervals with open (``..``) or unknown (empty) ends, qualifiers
    (``?``, ``~``, ``%``), times of day (ignored) and ``[a..b]``.

    Raises ValueError for anything else.
    """
    if edtf is None:
        return None, None
    if edtf.startswith("[") and edtf.endswith("]"):
        first, _, last = edtf[1:-1].partition("..")
        return _ends(first)[0], _ends(last or first)[1]
    if "/" in edtf:
        first, _, last = edtf.partition("/")
        return _ends(first)[0], _ends(last)[1]
    return _ends(edtf)


_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
_EDTF_DATE = re.compile(r"(\d{4}|\d{3}X|\d\dXX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?(?:T[\d:.Z+-]+)?[?~%]?")


def _ends(text: str) -> tuple[date | None, date | None]:
    if text in ("", ".."):
        return None, None
    match = _EDTF_DATE.fullmatch(text)
    if match is None:
        raise ValueError(f"not an EDTF date of the kinds written here: {text!r}")
    year, month, day = match.groups()
    low_year, high_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if low_year < 1:
        return None, None
    if month in (None, "XX"):
        return date(low_year, 1, 1), date(high_year, 12, 31)
    first_month = last_month = int(month)
    if first_month in _SEASON_MONTHS:
        first_month, last_month = _SEASON_MONTHS[first_month]
        high_year += last_month < first_month
    if day not in (None, "XX"):
        only = date(low_year, first_month, int(day))
        return only, only
    return date(low_year, first_month, 1), date(high_year, last_month, calendar.monthrange(high_year, last_month)[1])
