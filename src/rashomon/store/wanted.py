"""Which claims are asked for.

Knows: what claims can be chosen by, and how that is asked of the database.
Does not know: how claims are read back (view).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, exists, or_

from rashomon.record.claim import ClaimKind, Measure, Status
from rashomon.store.tables import attribution, claim, figure, report


@dataclass(frozen=True, slots=True)
class Wanted:
    """Claims to choose; every field that is not None narrows the choice.

    `place` is a gazetteer id. `box` is (south, west, north, east) in degrees, west greater than east across the 180th
    meridian. `since` and `until` are ISO days: claims whose time may lie between them, an end that is open counting as
    open; claims without a time are not chosen. `source` is a source's name, `publisher` a publisher's, both as printed.
    """

    kind: ClaimKind | None = None
    type: str | None = None
    subtype: str | None = None
    status: Status | None = None
    place: str | None = None
    box: tuple[float, float, float, float] | None = None
    since: str | None = None
    until: str | None = None
    measure: Measure | None = None
    source: str | None = None
    publisher: str | None = None
    report: str | None = None


def conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Return what must be true of rows of `claim` joined with `report`."""
    equal: list[tuple[Any, Any]] = [
        (claim.c.kind, wanted.kind and wanted.kind.value),
        (claim.c.type, wanted.type),
        (claim.c.subtype, wanted.subtype),
        (claim.c.status, wanted.status and wanted.status.value),
        (claim.c.place, wanted.place),
        (claim.c.report, wanted.report),
        (report.c.publisher, wanted.publisher),
    ]
    made: list[ColumnElement[bool]] = [column == value for column, value in equal if value is not None]
    if wanted.since or wanted.until:
        made.append(or_(claim.c.earliest.is_not(None), claim.c.latest.is_not(None)))
    if wanted.since:
        made.append(or_(claim.c.latest.is_(None), claim.c.latest >= wanted.since))
    if wanted.until:
        made.append(or_(claim.c.earliest.is_(None), claim.c.earliest <= wanted.until))
    if wanted.box:
        made += _inside(*wanted.box)
    if wanted.measure:
        of_claim = (figure.c.report == claim.c.report) & (figure.c.claim == claim.c.position)
        made.append(exists().where(of_claim, figure.c.measure == wanted.measure.value))
    if wanted.source is not None:
        of_claim = (attribution.c.report == claim.c.report) & (attribution.c.id == claim.c.attribution)
        made.append(exists().where(of_claim, attribution.c.source == wanted.source))
    return made


def _inside(south: float, west: float, north: float, east: float) -> list[ColumnElement[bool]]:
    if west <= east:
        return [claim.c.lat.between(south, north), claim.c.lon.between(west, east)]
    return [claim.c.lat.between(south, north), or_(claim.c.lon >= west, claim.c.lon <= east)]
