"""Where the units of a table of P-codes lie: most such tables have names and codes only.

Knows: that a unit is a known place of its name in the same parent, or stands at its parent, as inexact as that is.
Does not know: how a table is read (pcodes), or how places are stored (added).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from rashomon.gazetteer.entry import Entry
from rashomon.gazetteer.names import key, weak_key
from rashomon.gazetteer.pcodes import Unit
from rashomon.gazetteer.reach import area_radius_km, share_km
from rashomon.record.points import apart_km
from rashomon.record.values import Place
from rashomon.roles import Candidate

NOWHERE = "no coordinates, and no country or unit above that has any"
BEYOND = 2.0
"""How many times the radius of its parent a place may lie from the middle of it: units are no circles."""
ONE_PLACE_KM = 6.0
"""Towns of one name so close to each other are one town, of two sources."""
_KINDS = {
    1: ("Governorate", "Province", "Region", "State", "Oblast"),
    2: ("District", "County", "Raion"),
    3: ("Subdistrict", "District"),
}
"""Words with which GeoNames ends the names of units, by level."""
_POINTS = ("ne:",)
"""Ids of units of which the gazetteer has a point only, whose radius is the least that a unit has."""
_AREAS = ("WAR.DISTRICT", "WAR.REGION", "T.ISL")
_TOWNS = ("P.", "WAR.TOWN", "WAR.CAMP")


class Known(Protocol):
    """The gazetteer's places."""

    def find(self, name: str) -> Sequence[Candidate]:
        """Return the places called `name`; by looser spelling only when none is so written."""
        ...

    def sounding(self, name: str) -> Sequence[Candidate]:
        """Return the places with a name that may be a looser spelling of `name`."""
        ...

    def known(self, place_id: str) -> Candidate | None:
        """Return the place with that id, None when there is none."""
        ...


@dataclass(frozen=True, slots=True)
class Coded:
    """A place with a P-code of a unit of `level` (0, the country, to 5).

    `stands_at` is the id of the place whose middle and radius it has for want of its own, None when it has its own.
    `own` tells whether the place came with the code; else it was known before, and only names are added to it.
    """

    entry: Entry
    code: str
    level: int
    stands_at: str | None
    own: bool


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a unit lies: its place, how far the unit reaches (a town of its name is smaller), what it stands at."""

    place: Place
    reach_km: float
    stands_at: str | None


class Placing:
    """Puts units on the map, the country first and then what is in it."""

    def __init__(self, units: Iterable[Unit], gazetteer: Known) -> None:
        """Take units, parents first, and the places that are known."""
        self.left_out: Counter[str] = Counter()
        self._units = list(units)
        self._gazetteer = gazetteer
        self._parts = Counter(unit.parent for unit in self._units)
        self._spots: dict[str, _Spot] = {}
        self._countries: dict[str, Candidate | None] = {}

    def placed(self) -> Iterator[Coded]:
        """Yield the units that have a place; count the others."""
        for unit in self._units:
            country = self._country(unit)
            above = self._spots.get(unit.parent or "")
            if above is None and country is not None:
                above = _Spot(country.place, country.place.radius_km, None)
            made = self._made(unit, country, above)
            if made is None:
                self.left_out[NOWHERE] += 1
            else:
                coded, reach = made
                self._spots[unit.code] = _Spot(coded.entry.place, reach, coded.stands_at)
                yield coded

    def _made(self, unit: Unit, country: Candidate | None, above: _Spot | None) -> tuple[Coded, float] | None:
        """Return a unit with its place and how far it reaches, None when nothing tells where it lies."""
        share = share_km(above.reach_km, self._parts[unit.parent]) if above else None
        reach = area_radius_km(unit.area_km2) if unit.area_km2 else share
        known = country if unit.level == 0 else self._same(unit, country, above)
        if known is not None:
            names = tuple(name for name in unit.names if name != known.place.name)
            measured = known.place.feature.startswith("A.") and not known.place.id.startswith(_POINTS)
            wide = 0.0 if measured or reach is None else reach
            entry = Entry(known.place, known.population, names)
            return Coded(entry, unit.code, unit.level, None, False), max(wide, known.place.radius_km)
        if unit.lat is not None and unit.lon is not None and reach is not None:
            return Coded(self._new(unit, above, unit.lat, unit.lon, reach), unit.code, unit.level, None, True), reach
        if above is None:
            return None
        radius = max(above.place.radius_km, above.reach_km)
        entry = self._new(unit, above, above.place.lat, above.place.lon, radius)
        return Coded(entry, unit.code, unit.level, above.stands_at or above.place.id, True), radius

    def _new(self, unit: Unit, above: _Spot | None, lat: float, lon: float, radius: float) -> Entry:
        name, *others = unit.names
        country = above.place.country if above else None
        first = name if unit.level == 1 else _first_unit(above)
        feature = f"A.ADM{unit.level}" if unit.level else "A.PCLI"
        place = Place(f"pcode:{unit.code}", name, lat, lon, country, first, feature, radius)
        return Entry(place, None, tuple(others))

    def _country(self, unit: Unit) -> Candidate | None:
        """Return the country whose code the P-codes begin with, or that has the name; None when neither is known."""
        if unit.country not in self._countries:
            found = self._gazetteer.known(f"country:{unit.country}")
            if found is None and unit.level == 0:
                named = [option for name in unit.names for option in self._gazetteer.find(name)]
                found = next((option for option in named if option.place.feature == "A.PCLI"), None)
            self._countries[unit.country] = found
        return self._countries[unit.country]

    def _same(self, unit: Unit, country: Candidate | None, above: _Spot | None) -> Candidate | None:
        """Return the known place that a unit is: an area of its level, else one of ours, else the town of its name.

        None when there is none in its parent, or several that nothing tells apart. With coordinates of its own it is
        no town, and an area only of the same level.
        """
        if above is None or country is None:
            return None
        kinds: list[tuple[str, ...]] = [(f"A.ADM{unit.level}",)]
        if unit.lat is None:
            kinds += [_AREAS, _TOWNS] if unit.level > 1 else [_AREAS]
        for kind in kinds:
            for ask in (self._first,) if unit.level == 1 else (self._gazetteer.find, self._gazetteer.sounding):
                options = {
                    option.place.id: option
                    for name in _spoken(unit)
                    for option in ask(name)
                    if option.place.feature.startswith(kind)
                    and option.place.country == country.place.country
                    and _is_in(option.place, unit.level, above)
                }
                if options:
                    return _only(list(options.values()), unit.names)
        return None

    def _first(self, name: str) -> Iterator[Candidate]:
        """Yield what a first-level unit's name may mean, in any spelling: a country has few of them.

        Of a town that has the name, the unit that is called after it, too: GeoNames lists more spellings of towns.
        """
        for option in (*self._gazetteer.find(name), *self._gazetteer.sounding(name)):
            yield option
            town = option.place
            if town.admin1 is not None and town.feature.startswith(_TOWNS):
                for unit in self._gazetteer.find(town.admin1):
                    place = unit.place
                    if (place.country, place.name) == (town.country, town.admin1) and (
                        weak_key(place.name) == weak_key(town.name)
                    ):
                        yield unit


def _spoken(unit: Unit) -> Iterator[str]:
    """Yield the names of a unit, and those that GeoNames gives it with the word for its kind."""
    for name in unit.names:
        yield name
        yield from (f"{name} {kind}" for kind in _KINDS.get(unit.level, ()))


def _is_in(place: Place, level: int, above: _Spot) -> bool:
    """Tell whether a place may lie in the parent: in the same first-level unit, and not far from its middle."""
    if level == 1:
        return True
    first = _first_unit(above)
    if first is not None and place.admin1 is not None and place.admin1 != first:
        return False
    return apart_km(place, above.place) <= BEYOND * above.reach_km


def _only(found: list[Candidate], names: Sequence[str]) -> Candidate | None:
    """Return the one that is meant; None when they are several places apart.

    It is the only one, or the only one of the built-in units, or the only one whose main name it is, or the first of
    those that lie so close that they are one.
    """
    keys = {key(name) for name in names}
    for chosen in (
        found,
        [option for option in found if option.place.id.startswith("admin1:")],
        [option for option in found if key(option.place.name) in keys],
    ):
        if chosen and all(apart_km(chosen[0].place, other.place) <= ONE_PLACE_KM for other in chosen):
            return max(chosen, key=lambda option: (option.population or 0, option.place.id))
    return None


def _first_unit(above: _Spot | None) -> str | None:
    """Return the name of the first-level unit that the parent lies in or is."""
    if above is None:
        return None
    return above.place.admin1 or (above.place.name if above.place.feature == "A.ADM1" else None)
