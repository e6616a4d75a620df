"""What a short page shows first: the incidents that tell most, the accounts that stand for the others.

Knows: how incidents are put in order and which of their accounts are quoted.
Does not know: how either is printed (brief).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rashomon.record.claim import Measure, Status
from rashomon.record.incident import Incident, IncidentAccount, Relation
from rashomon.record.spoken import spoken_place
from rashomon.record.values import days

OPPOSED = (Relation.DENIES, Relation.CONTRADICTS)
GRAVEST = (
    Measure.KILLED,
    Measure.INJURED,
    Measure.MISSING,
    Measure.ABDUCTED,
    Measure.DETAINED,
    Measure.DISPLACED,
    Measure.EVACUATED,
    Measure.BESIEGED,
)
"""What is told first of a day, those with the highest number before the others; all else comes after."""
TELLING_QUOTE = 160
"""Characters up to which a longer quote tells more."""
_TOLD = (Status.ASSERTED, Status.RUMOURED)


def day(incident: Incident) -> date | None:
    """Return the day of an incident, None when its time is not one day."""
    first, last = days(incident.time.edtf) if incident.time else (None, None)
    return first if first == last else None


def by_voices(incident: Incident) -> tuple[int, int, date, str]:
    """Sort what most voices speak of first."""
    return -incident.independent, -incident.raw, day(incident) or date.max, incident.id


def by_day(incident: Incident) -> tuple[int, tuple[float, ...], int, str, str]:
    """Sort the latest day first, those without one day last; in a day what tells most, then by place."""
    when = day(incident)
    last = days(incident.time.edtf)[1] if incident.time else None
    place = spoken_place(incident.place) if incident.place else ""
    return (
        -(when or date.min).toordinal(),
        _gravity(incident),
        -(last or date.min).toordinal(),
        place,
        incident.id,
    )


def _gravity(incident: Incident) -> tuple[float, ...]:
    """Return negative numbers for what is grave; rumours, and what nobody places or dates, after the rest."""
    most = {
        measure: max((one.low if one.low is not None else one.high) or 0.0 for one in estimates)
        for measure, estimates in incident.figures
        if estimates
    }
    vague = (incident.credibility == "6") + (incident.place is None)
    return (*(-most.get(measure, 0.0) for measure in GRAVEST), float(vague))


def sides(incident: Incident) -> list[IncidentAccount]:
    """Return who stands against whom, those who say so first: the parties of what is opposed, at most two a side."""
    by_claim = {account.claim: account for account in incident.accounts}
    opposed = sorted(
        (link for link in incident.links if link.relation in OPPOSED),
        key=lambda link: (OPPOSED.index(link.relation), -link.score),
    )
    pairs = [by_claim[claim] for link in opposed for claim in (link.a, link.b)]
    told = [one for one in incident.accounts if one.status in _TOLD]
    said = [one for one in pairs if one.status is not Status.DENIED] or told
    denied = [one for one in (*pairs, *incident.accounts) if one.status is Status.DENIED]
    return _voices(said, incident)[:2] + _voices(denied, incident)[:2]


def said_by(incident: Incident, most: int) -> list[IncidentAccount]:
    """Return an account of each voice that says so, at most so many; where none does, any one account."""
    said = [one for one in incident.accounts if one.status in _TOLD] or list(incident.accounts[:1])
    return _voices(said, incident)[:most]


def one_a_voice(accounts: Iterable[IncidentAccount], incident: Incident) -> list[IncidentAccount]:
    """Return the most telling of some accounts of an incident, one of each voice, the most telling first."""
    return _voices(accounts, incident)


def _voices(accounts: Iterable[IncidentAccount], incident: Incident) -> list[IncidentAccount]:
    """Return the most telling account of each voice, the most telling first."""
    counted = {one.claim for measure, estimates in incident.figures if measure in GRAVEST for one in estimates}
    chosen: dict[str, IncidentAccount] = {}
    for one in sorted(dict.fromkeys(accounts), key=lambda one: _order(one, counted)):
        chosen.setdefault(one.source.casefold(), one)
    return list(chosen.values())


def _order(account: IncidentAccount, counted: set[str]) -> tuple[bool, bool, int]:
    own = account.source == account.publisher
    return own, account.claim not in counted, -min(len(account.quote), TELLING_QUOTE)
