"""How far places reach, where a source gives a point only.

Knows: the sizes of towns by their people, and of units by the towns in them or by what they are a part of.
Does not know: any place.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from rashomon.record.points import KM_PER_DEGREE

SMALLEST_KM = 1.0
UNKNOWN_TOWN_KM = 2.0
"""The radius of a town whose population is not known."""
SMALLEST_UNIT_KM = 5.0
STRAY_TOWNS = 0.01
"""The share of a unit's towns that is left out on each side of its box."""

Box = tuple[float, float, float, float]
"""West, south, east and north, in degrees."""


def town_radius_km(population: int) -> float:
    """Return how far a town reaches: 1 km for a thousand people, 10 for a million, 22 for ten million.

    A cube root: built-up area grows with population to the power of about two thirds (Nordbeck 1971, Tobler 1969).
    """
    return max(SMALLEST_KM, round((population / 1000) ** (1 / 3), 1)) if population else UNKNOWN_TOWN_KM


def reach_km(box: Iterable[float]) -> float:
    """Return half the diagonal of a box of degrees (west, south, east, north), at least 5 km."""
    west, south, east, north = box
    height = (north - south) * KM_PER_DEGREE
    width = (east - west) * KM_PER_DEGREE * math.cos(math.radians((south + north) / 2))
    return round(max(SMALLEST_UNIT_KM, math.hypot(height, width) / 2), 1)


def box_of(lats: Sequence[float], lons: Sequence[float]) -> Box:
    """Return west, south, east and north of towns; a point without size when there are none.

    The farthest to each side are left out: some lie in another unit than their entry says (a village of the Donetsk
    oblast in Crimea).
    """
    if not lats:
        return 0.0, 0.0, 0.0, 0.0
    lats, lons = sorted(lats), sorted(lons)
    stray = int(len(lats) * STRAY_TOWNS)
    return lons[stray], lats[stray], lons[-1 - stray], lats[-1 - stray]


def share_km(whole_km: float, parts: int) -> float:
    """Return the radius of one of `parts` (1 or more) that make up a whole of radius `whole_km`, at least 1 km.

    They share its area; the largest of them reaches farther.
    """
    return max(SMALLEST_KM, round(whole_km / math.sqrt(max(1, parts)), 1))


def area_radius_km(area_km2: float) -> float:
    """Return the radius of a circle of that area (km², above 0), at least 1 km."""
    return max(SMALLEST_KM, round(math.sqrt(area_km2 / math.pi), 1))
