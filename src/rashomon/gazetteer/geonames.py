"""A country file of GeoNames: one place a line, 19 columns set apart by tabs (its readme says which).

Knows: which rows are towns, villages and administrative units, and how far each reaches.
Does not know: how places are stored (added); what a unit of the first level is called elsewhere (Known).
"""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import takewhile
from typing import NamedTuple

from rashomon.gazetteer.entry import Entry, nameable
from rashomon.gazetteer.handed import Handed
from rashomon.gazetteer.reach import SMALLEST_UNIT_KM, box_of, reach_km, share_km, town_radius_km
from rashomon.record.values import Place
from rashomon.roles import Candidate

COLUMNS = 19
ENOUGH_TOWNS = 8
"""Towns whose box shows how far a unit reaches; with fewer it is taken to reach as far as its share of the whole."""
UNKNOWN_COUNTRY_KM = 500.0
"""The radius of a country that the gazetteer lacks: 800,000 km², the area of Turkey."""
HARMLESS = "towns, villages and units are all that is read"
NO_NAME = "no name that can be printed"
NO_COUNTRY = "in no country"
_HINT = "get the file again and hand that in; nothing of this one was added"
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_UNIT = re.compile(r"ADM[1-5D]")
_COUNTRY = re.compile(r"PCL[DFISX]*")
_LARGEST_ID = 1 << 40
_NO_UNIT = ("", "00")

Codes = tuple[str, ...]
"""Country, then the codes of the first-level unit, the second-level one and so on."""
Known = Callable[[str], Candidate | None]
"""Gives the place with an id, None when there is none."""


class Row(NamedTuple):
    """A line of the file. `others` are its other names, set apart by commas; `population` is 0 when not known."""

    number: int
    name: str
    others: str
    lat: float
    lon: float
    kind: str
    code: str
    country: str
    units: Codes
    population: int

    @property
    def aliases(self) -> tuple[str, ...]:
        """Return the other names that can stand in a report."""
        names = dict.fromkeys(self.others.split(","))
        return tuple(name for name in names if name != self.name and nameable(name))

    @property
    def codes(self) -> Codes:
        """Return the country and the units that are given, down to the first that is not."""
        return (self.country, *takewhile(lambda unit: unit not in _NO_UNIT, self.units))

    @property
    def own(self) -> Codes:
        """Return the codes of a unit itself: `codes`, and for one of no level its number."""
        return (*self.codes, str(self.number)) if self.code == "ADMD" else self.codes


def looks_so(first: str) -> bool:
    """Tell whether a file begins like one of GeoNames: a number, and tabs."""
    head, _, rest = first.partition("\t")
    return head.isdecimal() and rest.count("\t") >= 3


class CountryFile:
    """The towns, villages and units in a file. It is read twice: once to see that all of it is good, once for them."""

    def __init__(self, file: Handed, known: Known) -> None:
        """Read every line; UnreadablePlaces names the first that is none. `known` gives places of the gazetteer."""
        self.left_out: Counter[str] = Counter()
        self._file = file
        self._known = known
        self._towns: dict[Codes, tuple[array[float], array[float]]] = defaultdict(lambda: (array("f"), array("f")))
        self._parts: Counter[Codes] = Counter()
        self._first: dict[Codes, str] = {}
        self._radii: dict[Codes, float] = {}
        for row in _rows(file):
            self._survey(row)

    def entries(self) -> Iterator[Entry]:
        """Yield the places. Units that the gazetteer has keep their id, name and area; their names are added."""
        for row in _rows(self._file):
            if self._why_not(row) is None:
                yield self._entry(row)

    def _survey(self, row: Row) -> None:
        """Count what is left out, and note where towns lie and of how many parts each unit is."""
        if reason := self._why_not(row):
            self.left_out[reason] += 1
        elif row.kind == "P":
            codes = row.codes
            for depth in range(2, len(codes) + 1):
                lats, lons = self._towns[codes[:depth]]
                lats.append(row.lat)
                lons.append(row.lon)
        elif _UNIT.fullmatch(row.code):
            self._parts[row.own[:-1]] += 1
            if row.code == "ADM1":
                self._first[row.codes[:2]] = row.name

    def _why_not(self, row: Row) -> str | None:
        """Return why a row is left out, None when it is not."""
        if row.kind != "P" and not (row.kind == "A" and (_UNIT.fullmatch(row.code) or _COUNTRY.fullmatch(row.code))):
            return HARMLESS
        if not row.country:
            return NO_COUNTRY
        return None if nameable(row.name) else NO_NAME

    def _entry(self, row: Row) -> Entry:
        known = self._same(row)
        if known is not None:
            return Entry(known.place, known.population, (row.name, *row.aliases))
        first = self._first_unit(row.codes[:2])
        if row.kind == "P":
            feature, radius = f"P.{row.code or 'PPL'}", town_radius_km(row.population)
        else:
            feature, radius = f"A.{row.code}", self._radius(row.own)
        place = Place(
            f"geonames:{row.number}", row.name, row.lat, row.lon, row.country,
            row.name if row.code == "ADM1" else first, feature, radius,
        )  # fmt: skip
        return Entry(place, row.population or None, row.aliases)

    def _same(self, row: Row) -> Candidate | None:
        """Return the country or first-level unit of the gazetteer that a row is of, None when it is of neither."""
        if row.kind != "A":
            return None
        if _COUNTRY.fullmatch(row.code):
            return self._known(f"country:{row.country}")
        return self._known(_first_id(row.codes)) if row.code == "ADM1" and len(row.codes) > 1 else None

    def _first_unit(self, codes: Codes) -> str | None:
        """Return the name of the first-level unit as the gazetteer has it, else as the file has it."""
        if len(codes) < 2:
            return None
        known = self._known(_first_id(codes))
        return known.place.name if known else self._first.get(codes)

    def _radius(self, codes: Codes) -> float:
        """Return how far a unit reaches: its towns' box, or its share of what it is a part of where they are few."""
        if codes not in self._radii:
            known = self._known(f"country:{codes[0]}" if len(codes) == 1 else _first_id(codes))
            if len(codes) == 1:
                self._radii[codes] = known.place.radius_km if known else UNKNOWN_COUNTRY_KM
            elif len(codes) == 2 and known:
                self._radii[codes] = known.place.radius_km
            else:
                share = share_km(self._radius(codes[:-1]), self._parts[codes[:-1]])
                lats, lons = self._towns.get(codes, (array("f"), array("f")))
                box = reach_km(box_of(lats, lons))
                self._radii[codes] = box if len(lats) >= ENOUGH_TOWNS else max(share, box, SMALLEST_UNIT_KM)
        return self._radii[codes]


def _first_id(codes: Codes) -> str:
    """Return the gazetteer's id of the first-level unit."""
    return f"admin1:{codes[0]}.{codes[1]}"


def _rows(file: Handed) -> Iterator[Row]:
    for number, line in enumerate(file.lines(), 1):
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) != COLUMNS:
            what = f"has {len(cells)} columns; a country file of GeoNames has {COLUMNS}, set apart by tabs"
            raise file.refused(number, what, _HINT)
        try:
            yield _row(cells)
        except ValueError as error:
            raise file.refused(number, str(error), _HINT) from None


def _row(cells: list[str]) -> Row:
    """Return a line's cells as values; ValueError says which is none."""
    number, lat, lon = cells[0], cells[4], cells[5]
    if not (number.isascii() and number.isdecimal() and 0 < int(number[:20]) < _LARGEST_ID):
        raise ValueError(f"has no number of a place in column 1: {number[:40]!r}")
    kind, code, country = cells[6], cells[7], cells[8]
    if len(kind) > 1 or len(code) > 10 or not (country == "" or (len(country) == 2 and country.isalpha())):
        raise ValueError(
            f"has no feature and country in columns 7 to 9: {kind[:20]!r}, {code[:20]!r}, {country[:20]!r}"
        )
    population = cells[14] or "0"
    if not (population.isascii() and population.isdecimal() and len(population) < 13):
        raise ValueError(f"has no population in column 15: {population[:40]!r}")
    if not _DATE.fullmatch(cells[18]):
        raise ValueError(f"is cut off: there is no date in column {COLUMNS}")
    return Row(
        int(number), cells[1], f"{cells[2]},{cells[3]}",
        degrees(lat, 90, "latitude"), degrees(lon, 180, "longitude"), kind, code, country, tuple(cells[10:14]),
        int(population),
    )  # fmt: skip


def degrees(text: str, most: int, what: str) -> float:
    """Return a latitude or longitude; ValueError unless it is a number from -`most` to `most`."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not -most <= value <= most:
        raise ValueError(f"has no {what} from -{most} to {most}: {text[:40]!r}")
    return value
