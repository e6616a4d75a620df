"""Where and how many in short war texts, marked by hand: the gold of `gold/places/` and `gold/quantities/`.

Knows: the shape of those TOML files, where their words stand, and when a printed value is the marked one.
Does not know: how the figures are printed (values_figures).
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from rashomon.errors import NotFound
from rashomon.record.text import Span
from rashomon.record.values import HowMany, Modifier, Place, Where

NEAR_ENOUGH = 25.0
"""Kilometres that a point may be off, or the radius of what is marked where that is larger."""
EARTH = 6371.0
"""Mean radius of the Earth in kilometres."""
Value = TypeVar("Value", Where, HowMany)


@dataclass(frozen=True, slots=True)
class MarkedPlace:
    """One marked place: its words, what it is, its point, and how far off that may be (km) or how far it reaches."""

    span: Span
    name: str
    lat: float
    lon: float
    km: float
    kind: str
    relation: str | None
    role: str


@dataclass(frozen=True, slots=True)
class MarkedQuantity:
    """One marked quantity; `low` or `high` is None where the words leave it open, `counted` where nothing is said."""

    span: Span
    low: float | None
    high: float | None
    modifier: Modifier
    counted: str | None
    unit: str | None


def marked_places(path: Path) -> list[tuple[str, tuple[MarkedPlace, ...]]]:
    """Return the texts of a file with their places. Raises NotFound when words are not in their text."""
    return [
        (item["text"], tuple(_place(item["text"], place) for place in item.get("place", ())))
        for item in tomllib.loads(path.read_text("utf-8"))["text"]
    ]


def marked_quantities(path: Path) -> list[tuple[str, tuple[MarkedQuantity, ...]]]:
    """Return the sentences of a file with their quantities. Raises NotFound when words are not in their text."""
    return [
        (item["text"], tuple(_quantity(item["text"], quantity) for quantity in item.get("quantity", ())))
        for item in tomllib.loads(path.read_text("utf-8"))["sentence"]
    ]


def best(span: Span, found: Sequence[Value]) -> Value | None:
    """Return the printed value that shares most characters with marked words, None when none shares any."""
    shared = [(min(one.span.end, span.end) - max(one.span.start, span.start), one) for one in found]
    most, value = max(shared, key=lambda pair: pair[0], default=(0, None))
    return value if most > 0 else None


def there(marked: MarkedPlace, found: Where | None) -> bool:
    """Tell whether a place was put where it is."""
    if found is None or found.place is None:
        return False
    return kilometres(marked.lat, marked.lon, found.place) <= max(NEAR_ENOUGH, marked.km)


def same_range(marked: MarkedQuantity, found: HowMany | None) -> bool:
    """Tell whether a value is the marked one. Of `about` a range around the number is right as well."""
    if found is None:
        return False
    ends = marked.low, found.low, found.high
    if marked.modifier is Modifier.ABOUT and None not in ends:
        number, low, high = (end or 0.0 for end in ends)
        return low <= number <= high <= 2 * number
    return (found.low, found.high) == (marked.low, marked.high)


def same_counted(marked: MarkedQuantity, found: HowMany | None) -> bool:
    """Tell whether the counted noun is the last word of what was printed as counted, or both say nothing."""
    if found is None:
        return False
    words = (found.unit or "").casefold().split()
    return words[-1:] == (marked.counted or "").casefold().split()[-1:]


def kilometres(lat: float, lon: float, place: Place | None) -> float:
    """Return the great-circle distance (haversine) from a point (degrees) to a place; infinity where it is None."""
    if place is None:
        return math.inf
    one, other = math.radians(lat), math.radians(place.lat)
    east = math.radians(place.lon - lon)
    half = math.sin((other - one) / 2) ** 2 + math.cos(one) * math.cos(other) * math.sin(east / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(half)))


def _place(text: str, item: dict[str, Any]) -> MarkedPlace:
    span = _at(text, item["words"], item.get("nth", 1))
    point = item["lat"], item["lon"], item["km"]
    return MarkedPlace(span, item["name"], *point, item["class"], item.get("relation"), item["role"])


def _quantity(text: str, item: dict[str, Any]) -> MarkedQuantity:
    span = _at(text, item["words"], 1)
    ends = item.get("low"), item.get("high")
    return MarkedQuantity(span, *ends, Modifier(item["modifier"]), item.get("counted"), item.get("unit"))


def _at(text: str, words: str, nth: int) -> Span:
    places = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    if len(places) < nth:
        raise NotFound(f"{words!r} does not stand {nth} times in {text[:60]!r}", "mend the gold")
    return Span(places[nth - 1], places[nth - 1] + len(words))
