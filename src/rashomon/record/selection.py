"""Part of a casebook: which incidents are asked for, and how they are listed, counted and placed on a map.

Knows: what incidents can be chosen by, and what a list, a timeline, a map and a choice have of each.
Does not know: how that is asked of a database (store), or what a screen makes of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rashomon.record.claim import Measure


class Facet(StrEnum):
    """What incidents are sorted by, besides their own columns: any account of an incident puts it under a value."""

    SOURCE = "source"
    PUBLISHER = "publisher"
    ACTOR = "actor"
    PLACE = "place"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Selection:
    """Incidents to choose; every field that is not None narrows the choice.

    `since` and `until` are ISO days: incidents whose time may lie between them, an open end counting as open; those of
    no known time are not chosen then. `place` is the name of a place or of its first-level unit, `source` the name of
    a voice, `actor` that of anybody in an account. `status` is that of some account. `grade` is the worst credibility
    (``1`` to ``6``) that is let in. `words` are looked for in an incident's summary (where
    longer words may begin so) and in each report that tells of it (see `find`).
    """

    since: str | None = None
    until: str | None = None
    place: str | None = None
    actor: str | None = None
    source: str | None = None
    publisher: str | None = None
    type: str | None = None
    status: str | None = None
    grade: str | None = None
    contested: bool | None = None
    words: str | None = None


class Queue(StrEnum):
    """What people should look at, and why: each is an order of incidents.

    ``contested``: voices part; the latest reported first. ``uncertain``: what holds the accounts together is weak, the
    weakest first. ``unanswered``: denials only, of what nobody here asserts. ``new``: first reported since a day.
    """

    CONTESTED = "contested"
    UNCERTAIN = "uncertain"
    UNANSWERED = "unanswered"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Listed:
    """An incident in one line. `earliest` and `latest` are ISO days, None where open or not known."""

    id: str
    summary: str
    type: str
    subtype: str | None
    place: str | None
    earliest: str | None
    latest: str | None
    contested: bool
    credibility: str
    independent: int
    raw: int


@dataclass(frozen=True, slots=True)
class Listing:
    """Some of the incidents of a selection, contested first, then the latest reported; `total` counts all of them."""

    total: int
    contested: int
    lines: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """How many incidents of a selection begin on `day` (ISO), and how many of them are contested."""

    day: str
    incidents: int
    contested: int


@dataclass(frozen=True, slots=True)
class Spot:
    """How many incidents of a selection are at one place; `lat` and `lon` are WGS 84 degrees of its middle."""

    name: str
    lat: float
    lon: float
    radius_km: float
    incidents: int
    contested: int


@dataclass(frozen=True, slots=True)
class Measured:
    """What is counted at a place (a gazetteer id; None: none known): how many numbers, and a claim that has one."""

    measure: Measure
    place: str | None
    numbers: int
    example: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet with how many incidents have it."""

    value: str
    incidents: int


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another report that carries the same copy; `published` is EDTF, None when not known."""

    report: str
    title: str | None
    publisher: str | None
    published: str | None
