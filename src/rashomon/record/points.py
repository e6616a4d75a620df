"""How far apart two points on the earth are.

Knows: degrees and kilometres.
Does not know: what lies there.
"""

from __future__ import annotations

import math
from typing import Protocol

KM_PER_DEGREE = 111.2
"""Kilometres of a degree of latitude."""


class Point(Protocol):
    """Anything with a middle, in WGS 84 degrees."""

    @property
    def lat(self) -> float:
        """Return the latitude, -90 to 90."""

    @property
    def lon(self) -> float:
        """Return the longitude, -180 to 180."""


def apart_km(one: Point, other: Point) -> float:
    """Return about how far two points lie apart (a flat earth of the right width: within a tenth below 1,000 km)."""
    east = abs(one.lon - other.lon)
    east = min(east, 360 - east) * math.cos(math.radians((one.lat + other.lat) / 2))
    return math.hypot(one.lat - other.lat, east) * KM_PER_DEGREE
