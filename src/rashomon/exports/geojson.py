"""GeoJSON: the incidents whose place is known, as areas no smaller than the words allow.

Knows: RFC 7946; that a point on a map looks more exact than it is.
Does not know: incidents without a place; they are not on the map, and nobody invents a place for them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from typing import IO, Any

from rashomon.record.incident import Incident
from rashomon.record.run import Reading
from rashomon.record.values import Place, Precision, Where

CORNERS = 48
"""Of the polygon that stands for a circle: its edge lies within 0.3 % of the radius."""
DECIMALS = 4
"""Of a degree: 11 m, finer than any gazetteer's middle of a village."""
NEAR_KM = 10.0
"""How far `near`, `north of` and the like may reach beyond the place itself when the words give no distance."""
_KM_PER_DEGREE = 111.195

Position = tuple[float, float]


class GeoJson:
    """Writes a FeatureCollection, one feature a line."""

    name = "geojson"

    def write(self, readings: Iterable[Reading], incidents: Sequence[Incident], out: IO[str]) -> None:  # noqa: ARG002
        """Write a feature for each incident whose place is known, in the order of `incidents`."""
        out.write('{"type":"FeatureCollection","features":[')
        separator = "\n"
        for incident in incidents:
            if incident.place is not None and incident.place.place is not None:
                made = _feature(incident, incident.place, incident.place.place)
                out.write(separator + json.dumps(made, ensure_ascii=False, separators=(",", ":")))
                separator = ",\n"
        out.write("\n]}\n")


def _feature(incident: Incident, where: Where, place: Place) -> dict[str, Any]:
    radius = place.radius_km + (NEAR_KM if where.precision is Precision.NEAR else 0.0)
    properties = {
        "summary": incident.summary,
        "type": incident.type,
        "subtype": incident.subtype,
        "time": incident.time.edtf if incident.time else None,
        "place": place.name,
        "place_id": place.id,
        "precision": where.precision.value,
        "radius_km": radius,
        "credibility": incident.credibility,
        "contested": incident.contested,
        "independent": incident.independent,
        "raw": incident.raw,
        "sources": list(dict.fromkeys(account.source for account in incident.accounts)),
        "first_reported": incident.first_reported,
        "last_reported": incident.last_reported,
        "figures": {
            measure.value: [{"low": one.low, "high": one.high, "source": one.source} for one in estimates]
            for measure, estimates in incident.figures
        },
    }
    shape = _point(place) if where.precision is Precision.EXACT else circle(place.lat, place.lon, radius)
    return {"type": "Feature", "id": incident.id, "geometry": shape, "properties": properties}


def _point(place: Place) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [round(place.lon, DECIMALS), round(place.lat, DECIMALS)]}


def circle(lat: float, lon: float, radius_km: float) -> dict[str, Any]:
    """Return the area within `radius_km` (at least 0.1) of a place, counter-clockwise, cut where it crosses 180°."""
    reach = max(radius_km, 0.1) / _KM_PER_DEGREE
    ring: list[Position] = []
    for corner in range(CORNERS):
        angle = math.tau * corner / CORNERS
        north = max(-90.0, min(90.0, lat + reach * math.sin(angle)))
        east = reach * math.cos(angle) / max(math.cos(math.radians(lat)), 0.01)
        ring.append((lon + max(-180.0, min(180.0, east)), north))
    parts = [part for turn in (-360.0, 0.0, 360.0) if (part := _within([(x + turn, y) for x, y in ring]))]
    rings = [[_rounded(part)] for part in parts]
    if len(rings) == 1:
        return {"type": "Polygon", "coordinates": rings[0]}
    return {"type": "MultiPolygon", "coordinates": rings}


def _rounded(ring: Sequence[Position]) -> list[list[float]]:
    closed = [[round(x, DECIMALS), round(y, DECIMALS)] for x, y in ring]
    return [*closed, closed[0]]


def _within(ring: list[Position]) -> list[Position]:
    """Return the part of a convex ring between 180° west and east (Sutherland and Hodgman, 1974), empty if none is."""
    for side, edge in ((1.0, -180.0), (-1.0, 180.0)):
        kept: list[Position] = []
        for (x, y), (next_x, next_y) in zip(ring, ring[1:] + ring[:1], strict=True):
            inside, next_inside = side * (x - edge) >= 0, side * (next_x - edge) >= 0
            if inside:
                kept.append((x, y))
            if inside != next_inside:
                kept.append((edge, y + (next_y - y) * (edge - x) / (next_x - x)))
        ring = kept
    return ring
