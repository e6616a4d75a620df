"""What is said to be so.

Knows: the kinds, statuses, roles and measures of claims, and the claim itself.
Does not know: which claims belong together (incident) or who said it (the attribution it names).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rashomon.record.ids import content_id
from rashomon.record.text import Span
from rashomon.record.values import Modifier, TimeAnchor, When, Where


class ClaimKind(StrEnum):
    """What sort of thing is claimed."""

    EVENT = "event"
    FIGURE = "figure"
    CONTROL = "control"
    AGREEMENT = "agreement"
    CONDITION = "condition"
    STATEMENT = "statement"


class Status(StrEnum):
    """How the words, taken with their attribution, put it."""

    ASSERTED = "asserted"
    DENIED = "denied"
    PLANNED = "planned"
    CALLED_FOR = "called_for"
    THREATENED = "threatened"
    HYPOTHETICAL = "hypothetical"
    RUMOURED = "rumoured"


class Role(StrEnum):
    """What an actor has to do with the claim."""

    AGENT = "agent"
    TARGET = "target"
    PARTY = "party"
    BENEFICIARY = "beneficiary"
    MEDIATOR = "mediator"
    HOLDER = "holder"
    PLACE_OF = "place_of"


class Measure(StrEnum):
    """What a figure measures."""

    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    DETAINED = "detained"
    ABDUCTED = "abducted"
    DISPLACED = "displaced"
    EVACUATED = "evacuated"
    RETURNED = "returned"
    BESIEGED = "besieged"
    POPULATION = "population"
    REMAINING = "remaining"
    AREA = "area"
    DISTANCE = "distance"
    DESTROYED = "destroyed"
    VEHICLES = "vehicles"
    OTHER = "other"


class Flow(StrEnum):
    """Whether a figure counts what moved over a time or what was there at one (IDMC)."""

    FLOW = "flow"
    STOCK = "stock"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody in a role. `name` is canonical where the lexicon knows one (id in `actor`), else as written."""

    role: Role
    name: str
    actor: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it measures. `low` and `high` close a range; None is an open end. `who` is who is counted."""

    measure: Measure
    low: float | None
    high: float | None
    modifier: Modifier
    unit: str | None
    who: str | None
    flow: Flow | None
    span: Span


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing said to be so, hanging on an attribution or (None) on the report's own voice.

    `type` and `subtype` use the ACLED wording for events and this project's listed words for the rest; `plover` is the
    PLOVER type, with ``/mode`` where there is one, None when no type fits. `terms` are the terms of an agreement as
    (name, value) pairs. `held_by` and `held_until` belong to control claims. None means not known: a claim without a
    `time` has no time, whatever day the report appeared. What a report with a dateline tells as past without a time has
    its bound instead (``../2018-05-20``, `basis` dateline): no later than that day.
    """

    id: str
    report: str
    attribution: str | None
    kind: ClaimKind
    type: str
    subtype: str | None
    plover: str | None
    status: Status
    span: Span
    text: str
    actors: tuple[Actor, ...] = ()
    place: Where | None = None
    time: When | None = None
    figures: tuple[Figure, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    held_by: str | None = None
    held_until: str | None = None

    @property
    def told(self) -> When | None:
        """Return the time that the words tell for this claim; None where `time` is only the bound of a dateline."""
        return None if self.time is not None and self.time.basis is TimeAnchor.DATELINE else self.time

    @staticmethod
    def identify(
        report: str, attribution: str | None, kind: ClaimKind, type_: str, subtype: str | None, span: Span, anchor: Span
    ) -> str:
        """Return the id of a claim; `anchor` is the word that gave it (a verb, a number): two in one span differ."""
        return content_id("claim", report, attribution, kind, type_, subtype, span, anchor)
