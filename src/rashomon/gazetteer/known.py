"""What the gazetteers know by a name, for people to read.

Knows: features in words; which file or source a place comes from; P-codes.
Does not know: which of several places a report means (reading), or how they are printed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from rashomon.gazetteer.layers import LayeredGazetteer
from rashomon.gazetteer.tables import PlaceTables, number_of, opened
from rashomon.record.values import Place
from rashomon.roles import Candidate

_FEATURES = {
    "A.PCLI": "country", "A.ADMD": "administrative unit", "L.CONT": "continent", "L.CST": "coast", "L.RGN": "region",
    "P.PPL": "town or village", "P.PPLC": "capital", "P.PPLA": "seat of a first-level unit",
    "P.PPLA2": "seat of a second-level unit", "P.PPLA3": "seat of a third-level unit",
    "P.PPLA4": "seat of a fourth-level unit", "P.PPLA5": "seat of a fifth-level unit", "P.PPLX": "part of a town",
    "P.PPLQ": "abandoned village", "P.PPLW": "destroyed village", "P.PPLH": "village that was", "P.PPLL": "hamlet",
    "P.PPLF": "farm village", "P.PPLG": "seat of government", "P.PPLR": "religious village", "P.PPLS": "villages",
    "P.PPLCH": "former capital", "P.STLMT": "settlement", "H.STM": "river", "H.LK": "lake", "H.RSV": "reservoir",
    "H.OCN": "ocean", "H.SEA": "sea", "H.GULF": "gulf", "H.BAY": "bay", "H.STRT": "strait", "H.CHN": "channel",
    "H.SD": "sound", "H.LGN": "lagoon", "H.FJD": "fjord", "H.INLT": "inlet", "H.DLTA": "delta", "H.WTLD": "wetland",
    "T.MT": "mountain", "T.MTS": "mountains", "T.PASS": "pass", "T.ISL": "island", "T.ISLS": "islands",
    "T.CAPE": "cape", "T.PEN": "peninsula", "T.PLAT": "plateau", "T.DSRT": "desert", "T.PLN": "plain",
    "T.VAL": "valley", "T.GRGE": "gorge", "T.ISTH": "isthmus", "WAR.BASE": "base or airport", "WAR.CAMP": "camp",
    "WAR.CROSSING": "crossing", "WAR.DISTRICT": "district", "WAR.REGION": "region", "WAR.RIVER": "stretch of a river",
    "WAR.ROAD": "stretch of a road", "WAR.TOWN": "town",
}  # fmt: skip
_LEVELS = (
    "country",
    "first-level unit",
    "second-level unit",
    "third-level unit",
    "fourth-level unit",
    "fifth-level unit",
)
_CLASSES = {"P": "populated place", "A": "administrative unit", "H": "water", "T": "land form", "L": "area"}
_BUILT_IN = {
    "geonames": "GeoNames", "country": "GeoNames", "continent": "GeoNames", "admin1": "GeoNames",
    "ne": "Natural Earth", "us-county": "United States counties", "war": "war areas",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Code:
    """A P-code and the `level` of its unit, 0 (the country) to 5: a town may have that of the unit of its name."""

    code: str
    level: int


@dataclass(frozen=True, slots=True)
class Known:
    """A place with what is known of it. `kind` is its feature in words, `country_name` None where it is in none.

    `stands_at` is the name of the place whose middle and radius it has for want of its own, None when it has its own;
    `sources` are the built-in one and the added files that have it.
    """

    place: Place
    kind: str
    country_name: str | None
    population: int | None
    pcodes: tuple[Code, ...]
    stands_at: str | None
    sources: tuple[str, ...]


def known_by(name: str, gazetteer: LayeredGazetteer, builtin: Path, added: Path | None) -> tuple[Known, ...]:
    """Return the places called `name` in any ordinary spelling, or whose P-code it is, most populous first.

    `added` is the file of added places that `gazetteer` has above the one at `builtin`, None for none.
    """
    with closing(opened(builtin)) as below:
        if added is None:
            return tuple(_known(one, gazetteer, PlaceTables(below), None) for one in gazetteer.find(name))
        with closing(opened(added)) as above:
            found = [*_by_code(name, gazetteer, above), *gazetteer.find(name)]
            return tuple(_known(one, gazetteer, PlaceTables(below), above) for one in found)


def kind_of(feature: str) -> str:
    """Return a feature in words."""
    if feature.startswith("A.ADM") and feature[5:].isdecimal():
        return _LEVELS[int(feature[5:])]
    return _FEATURES.get(feature) or _CLASSES.get(feature[:1], "place")


def _by_code(code: str, gazetteer: LayeredGazetteer, above: sqlite3.Connection) -> Sequence[Candidate]:
    query = "SELECT coalesce(p.id, 'geonames:' || p.number) FROM pcode c JOIN place p ON p.number = c.place"
    row = above.execute(f"{query} WHERE c.code = ?", (code.strip().upper(),)).fetchone()
    found = gazetteer.known(row[0]) if row else None
    return [found] if found else []


def _known(one: Candidate, gazetteer: LayeredGazetteer, below: PlaceTables, above: sqlite3.Connection | None) -> Known:
    place = one.place
    country = gazetteer.place(f"country:{place.country}") if place.country else None
    built_in = [f"built in: {_source(place.id)}"] if below.known(place.id) else []
    codes: list[Code] = []
    files: list[str] = []
    at: Place | None = None
    if above is not None:
        codes, files, at = _added(place.id, gazetteer, above)
    return Known(
        place, kind_of(place.feature), country.name if country else None, one.population, tuple(codes),
        at.name if at else None, (*built_in, *files),
    )  # fmt: skip


def _added(
    place_id: str, gazetteer: LayeredGazetteer, above: sqlite3.Connection
) -> tuple[list[Code], list[str], Place | None]:
    """Return the P-codes of a place, the added files that have it, and the place at which it stands."""
    number = number_of(place_id)
    if number is None:
        row = above.execute("SELECT number FROM place WHERE id = ?", (place_id,)).fetchone()
        number = row[0] if row else 0
    rows = above.execute("SELECT code, level, stands_at FROM pcode WHERE place = ? ORDER BY level, code", (number,))
    codes = rows.fetchall()
    files = above.execute(
        "SELECT DISTINCT f.path FROM origin o JOIN file f ON f.number = o.file WHERE o.place = ? ORDER BY f.number",
        (number,),
    )
    at = next((row[2] for row in codes if row[2]), None)
    return [Code(*row[:2]) for row in codes], [row[0] for row in files], gazetteer.place(at) if at else None


def _source(place_id: str) -> str:
    return _BUILT_IN.get(place_id.partition(":")[0], "") or "the program"
