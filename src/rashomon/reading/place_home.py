"""Which part of the world a report speaks of, as far as the names already read tell.

Knows: the countries and the places that those names most likely mean.
Does not know: what each of them means in the end (place_resolution).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rashomon.record.values import Place, PlaceRole
from rashomon.roles import Candidate, Gazetteer

if TYPE_CHECKING:
    from rashomon.reading.place_names import Name

CLOSE_KM = 150.0
"""A place this near to another of the report is of its part of the world, in whatever country.

With 150 `python -m rashomon.evaluation places train` finds the towns across a border; 500 finds no more of them.
"""


class Home:
    """The countries and points of a report's names."""

    def __init__(self, names: Iterable[Name], gazetteer: Gazetteer) -> None:
        self._countries: set[str] = set()
        self._points: list[Place] = []
        for name in names:
            place = _likely(name, gazetteer)
            if place is None or place.feature == "L.CONT":
                continue
            if place.country:
                self._countries.add(place.country)
            if place.feature != "A.PCLI" and name.role is not PlaceRole.DEMONYM:
                self._points.append(place)

    def has(self, options: Sequence[Candidate]) -> bool:
        """Tell whether one of the places lies in it."""
        return any(
            option.place.country in self._countries
            or any(_close(option.place, point) for point in self._points if point.radius_km < CLOSE_KM)
            for option in options
        )


def _likely(name: Name, gazetteer: Gazetteer) -> Place | None:
    """Return what a name most likely means: the first of the main names, which is the most populous."""
    if name.people is not None:
        return gazetteer.place(name.people)
    options = gazetteer.find(name.sought)
    return next((option.place for option in options if option.preferred), options[0].place if options else None)


def _close(one: Place, other: Place) -> bool:
    east = (one.lon - other.lon) * math.cos(math.radians(one.lat))
    return math.hypot(one.lat - other.lat, east) * 111.2 <= CLOSE_KM
