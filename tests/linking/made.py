"""Accounts built by hand: what reading would give for a few invented reports."""

from __future__ import annotations

from rashomon.record.attribution import Attribution, Manner, Passage, Source, SourceKind, Stance
from rashomon.record.claim import Actor, Claim, ClaimKind, Figure, Flow, Measure, Role, Status
from rashomon.record.incident import Account
from rashomon.record.text import Basis, Published, Span
from rashomon.record.values import Modifier, Place, PlaceRole, Precision, TimeAnchor, TimePrecision, When, Where

NOWHERE = Span(0, 0)

TELMARA = Place("t1", "Telmara", 35.00, 38.00, "XX", "Orvand", "P.PPL", 3.0)
OSSUN = Place("t2", "Ossun", 35.00, 38.44, "XX", "Orvand", "P.PPL", 3.0)
"""40 km east of Telmara."""
KERRIN = Place("t3", "Kerrin", 35.05, 38.00, "XX", "Orvand", "P.PPL", 3.0)
"""A village 5.6 km north of Telmara."""
ORVAND = Place("t4", "Orvand", 35.10, 38.20, "XX", "Orvand", "A.ADM1", 60.0)
"""The province they all lie in."""


def source(name: str, kind: SourceKind = SourceKind.MONITOR, actor: str | None = None) -> Source:
    return Source((Span(0, len(name)),), name, name, actor, kind)


def where(place: Place, precision: Precision = Precision.EXACT, relation: str | None = "in") -> Where:
    return Where(NOWHERE, place.name, relation, PlaceRole.LITERAL, place, (place.id,), precision)


def when(edtf: str, precision: TimePrecision = TimePrecision.DAY) -> When:
    return When(edtf, NOWHERE, precision, TimeAnchor.ABSOLUTE)


def figure(measure: Measure, low: float | None, high: float | None = -1, who: str | None = None) -> Figure:
    """Return a figure; `high` left out is `low`."""
    top = low if high == -1 else high
    return Figure(measure, low, top, Modifier.EXACT, None, who, Flow.FLOW, NOWHERE)


def actor(name: str, role: Role = Role.AGENT, id_: str | None = None) -> Actor:
    return Actor(role, name, id_, NOWHERE)


def account(
    report: str,
    text: str,
    *,
    by: Source | None = None,
    publisher: str | None = None,
    published: str | None = "2018-05-20",
    kind: ClaimKind = ClaimKind.EVENT,
    type_: str = "Explosions/Remote violence",
    subtype: str | None = "Air/drone strike",
    status: Status = Status.ASSERTED,
    stance: Stance = Stance.ASSERTS,
    place: Where | None = None,
    time: When | None = None,
    figures: tuple[Figure, ...] = (),
    actors: tuple[Actor, ...] = (),
    at: int = 0,
    hedge: str | None = None,
    held_by: str | None = None,
) -> Account:
    span = Span(at, at + len(text))
    attribution = None
    chain: tuple[Attribution, ...] = ()
    if by is not None:
        identity = Attribution.identify(report, by.spans, (span,), (span,))
        chain = (
            Attribution(identity, by, Passage((span,), "said"), Passage((span,), text), Manner.INDIRECT, stance, hedge),
        )
        attribution = identity
    claim = Claim(
        id=Claim.identify(report, attribution, kind, type_, subtype, span, span),
        report=report,
        attribution=attribution,
        kind=kind,
        type=type_,
        subtype=subtype,
        plover=None,
        status=status,
        span=span,
        text=text,
        actors=actors,
        place=place,
        time=time,
        figures=figures,
        held_by=held_by,
    )
    dated = Published(published, Basis.GIVEN) if published else Published()
    return Account(claim, publisher, dated, by, stance, chain, f"Report {report}")
