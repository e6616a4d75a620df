"""A table of P-codes, as OCHA's common operational data sets have them (COD-AB): units in units, a row each.

Knows: how the columns are called, and that each row names all units it is in.
Does not know: where a unit without coordinates lies (units).
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rashomon.gazetteer.entry import nameable
from rashomon.gazetteer.geonames import degrees
from rashomon.gazetteer.handed import Handed

LEVELS = 6
"""Levels of units, the country's (0) among them."""
MOST_UNITS = 500_000
"""Units of a table; the lowest level of the largest country has some 80,000."""
NO_CODE = "no P-code, or no name"
_COLUMN = re.compile(r"adm(?:in)?_?([0-5])_?(.*)")
_CODE_WORDS = re.compile(r"p_?code")
_NAME_WORDS = re.compile(r"[a-z]{2,3}|ref|(?:ref_?|alt_?)?name_?\d?(?:_?[a-z]{2,3})?|alt_?\d?(?:_?[a-z]{2,3})?")
_NO_NAMES = frozenset({"cap", "cat", "fid", "gid", "id", "iso", "key", "lat", "lon", "lvl", "num", "oid", "pop", "src"})
_BEST = ("en", "name_en", "name", "nameen", "ref", "ref_name", "refname")
"""Columns that hold the main name, the best first; without any it is the first name of the row."""
_LATITUDE = re.compile(r"(?:cent(?:er|re|roid)_?)?lat(?:itude)?|y(?:_?coord)?|point_?y|cent(?:er|re|roid)_y")
_LONGITUDE = re.compile(r"(?:cent(?:er|re|roid)_?)?lon(?:g|gitude)?|x(?:_?coord)?|point_?x|cent(?:er|re|roid)_x")
_AREA = re.compile(r"area_?sq_?km|area_?km2?|sq_?km")
_PCODE = re.compile(r"[A-Za-z]{2,3}[A-Za-z0-9_.-]{0,20}")
_HINT = "mend that line, or get the table again; nothing of it was added"
_WHAT_IT_IS = "hand in a country file of GeoNames (YE.zip), or a table with the columns ADM1_EN, ADM1_PCODE … as CSV"


@dataclass(slots=True)
class Unit:
    """A unit of a table. `level` is 0 (the country) to 5; `parent` is a P-code, None where no row names one.

    `country` is what its P-codes begin with, `names` begin with the main one; `lat`, `lon` and `area_km2` are None
    where the table has none.
    """

    code: str
    level: int
    parent: str | None
    country: str
    names: list[str]
    lat: float | None = None
    lon: float | None = None
    area_km2: float | None = None


@dataclass(slots=True)
class _Head:
    """Which column holds what. `names` are in the order in which they are asked for a main name."""

    codes: dict[int, int] = field(default_factory=dict)
    names: dict[int, list[int]] = field(default_factory=dict)
    lat: int | None = None
    lon: int | None = None
    area: int | None = None


class CodeTable:
    """The units of a table, by P-code, parents before what is in them."""

    def __init__(self, file: Handed) -> None:
        """Read every row; UnreadablePlaces names the first that is none, and says so when no column has P-codes."""
        self.left_out: Counter[str] = Counter()
        self._file = file
        self._units: dict[str, Unit] = {}
        rows = self._rows()
        first = next(rows, (1, []))[1]
        self._head = _head(first)
        if not self._head.codes:
            raise file.refused(1, "is neither a place of GeoNames nor a header with P-codes", _WHAT_IT_IS)
        for number, cells in rows:
            if len(cells) != len(first):
                what = f"has {len(cells)} cells where the header has {len(first)}"
                raise file.refused(number, what, _HINT)
            if any(cells) and not _is_tags(cells):
                self._row(number, cells)
        if not self._units and not self.left_out:
            raise file.refused(None, "has a header and no rows", "get the table again")

    def units(self) -> list[Unit]:
        """Return the units, those of higher levels (the country first) before those in them."""
        return sorted(self._units.values(), key=lambda unit: unit.level)

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the rows with the number of their last line, cells without white space around."""
        lines = self._file.lines()
        first = next(lines, "")
        delimiter = max(",;\t", key=first.count)
        reader = csv.reader(_chained(first, lines), delimiter=delimiter, strict=True)
        try:
            for cells in reader:
                yield reader.line_num, [cell.strip() for cell in cells]
        except csv.Error as error:
            raise self._file.refused(reader.line_num, f"is no line of CSV ({error})", _HINT) from None

    def _row(self, number: int, cells: Sequence[str]) -> None:
        """Take in the units that a row names, and what it says of the lowest."""
        parent, lowest = None, None
        deepest = max(self._head.codes)
        country = _country(cells, self._head)
        for level in sorted(self._head.codes):
            code = cells[self._head.codes[level]]
            names = [cells[column] for column in self._head.names.get(level, ()) if nameable(cells[column])]
            if not _PCODE.fullmatch(code) or not names:
                if level == deepest:
                    self.left_out[NO_CODE] += 1
                continue
            unit = self._units.setdefault(code, Unit(code, level, parent, country, []))
            if unit.level == level:
                unit.names += [name for name in names if name not in unit.names]
                parent, lowest = code, unit
        if len(self._units) > MOST_UNITS:
            raise self._file.refused(number, f"is beyond {MOST_UNITS:,} units: no country has so many", _HINT)
        if lowest is not None and lowest.level == deepest:
            self._measure(lowest, number, cells)

    def _measure(self, unit: Unit, number: int, cells: Sequence[str]) -> None:
        """Take in where a unit lies and how large it is, where the row says so. 0, 0 is an empty cell's number."""
        head = self._head
        try:
            if head.lat is not None and head.lon is not None and cells[head.lat] and cells[head.lon]:
                lat = degrees(cells[head.lat], 90, "latitude")
                lon = degrees(cells[head.lon], 180, "longitude")
                if (lat, lon) != (0.0, 0.0):
                    unit.lat, unit.lon = lat, lon
            if head.area is not None and cells[head.area]:
                area = float(cells[head.area])
                unit.area_km2 = area if 0 < area < 20_000_000 else None
        except ValueError as error:
            raise self._file.refused(number, str(error), _HINT) from None


def _head(cells: Sequence[str]) -> _Head:
    head = _Head()
    for column, cell in enumerate(cells):
        word = re.sub(r"\W+", "_", cell.strip().lower())
        if match := _COLUMN.fullmatch(word):
            level, rest = int(match[1]), match[2]
            if _CODE_WORDS.fullmatch(rest):
                head.codes.setdefault(level, column)
            elif rest and rest not in _NO_NAMES and _NAME_WORDS.fullmatch(rest):
                head.names.setdefault(level, []).append(column)
        elif _LATITUDE.fullmatch(word):
            head.lat = column
        elif _LONGITUDE.fullmatch(word):
            head.lon = column
        elif _AREA.fullmatch(word):
            head.area = column
    for level, columns in head.names.items():
        columns.sort(key=lambda column: (_rank(cells[column], level), column))
    return head


def _rank(cell: str, level: int) -> int:
    """Return the place of a name's column among those that hold a main name."""
    rest = re.sub(r"\W+", "_", cell.strip().lower()).partition(str(level))[2].lstrip("_")
    return _BEST.index(rest) if rest in _BEST else len(_BEST)


def _country(cells: Sequence[str], head: _Head) -> str:
    """Return the letters that a row's P-codes begin with: the country's code of two letters or three."""
    code = cells[head.codes[min(head.codes)]]
    match = re.match(r"[A-Za-z]{2,3}", code)
    return match[0].upper() if match else ""


def _is_tags(cells: Sequence[str]) -> bool:
    """Tell whether a row holds HXL tags (``#adm1+name``) and no place."""
    return all(not cell or cell.startswith("#") for cell in cells)


def _chained(first: str, lines: Iterator[str]) -> Iterator[str]:
    yield first
    yield from lines
