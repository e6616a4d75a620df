"""How places are said to fare over time: besieged, with or without access, in want.

Knows: how claims of conditions become times with a beginning and an end, and what ends one.
Does not know: how conditions are read from words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rashomon.linking import kinds
from rashomon.linking.facts import interval
from rashomon.linking.holdings import SOMEWHERE
from rashomon.linking.voices import NOT_DATED, Voices, headings, heard, seniority
from rashomon.record.attribution import Stance
from rashomon.record.claim import Claim, ClaimKind, Role, Status
from rashomon.record.incident import Account, Condition, Incident
from rashomon.record.values import Where

OPPOSITE = {"granted": "denied"}
"""State that is said where another is said to be missing: `no convoy was let in`."""


@dataclass(frozen=True, slots=True)
class _Told:
    """One account of how a place fares. `day` orders it: the time said, else that of publication."""

    claim: Claim
    name: str
    place: Where
    state: str
    denied: bool
    over: bool
    day: int

    @property
    def time(self) -> str | None:
        return self.claim.told.edtf if self.claim.told else None


@dataclass(slots=True)
class _Run:
    """Accounts of one state that no account of another parts. `ended` is the account by which it was over, if any."""

    told: list[_Told]
    ended: _Told | None = None
    denied: bool = False


def conditions(
    accounts: Sequence[Account], incidents: Sequence[Incident], families: Mapping[str, str] | None = None
) -> tuple[Condition, ...]:
    """Return how each place is said to fare, in order of the place's name, of the type and of time.

    Only accounts that stand in an incident count (rejected ones do not). A condition ends where words say that it is
    over, or where a later account tells of another state of the same type; an end that nobody dates is not known. It is
    contested where a voice denies it, or its incident is contested.
    """
    inside = {one.claim: incident.contested for incident in incidents for one in incident.accounts}
    voices = Voices(headings(accounts), families or {})
    places: dict[tuple[str, str], list[_Told]] = defaultdict(list)
    for account in sorted(map(heard, accounts), key=seniority):
        told = _told(account, voices) if account.claim.id in inside else None
        if told is not None:
            place = told.place
            places[place.place.id if place.place else place.text.casefold(), told.claim.type].append(told)
    found = [_condition(run, inside) for group in places.values() for run in _runs(group)]
    return tuple(sorted(found, key=lambda one: (_name(one.place), one.type, one.since or one.until or "", one.state)))


def _told(account: Account, voices: Voices) -> _Told | None:
    claim = account.claim
    if claim.kind is not ClaimKind.CONDITION or not kinds.lasting(claim):
        return None
    if claim.place is None or claim.place.precision in SOMEWHERE:
        return None
    if claim.status not in (Status.ASSERTED, Status.DENIED):
        return None
    first, _ = interval(claim.told)
    state, denied = claim.subtype or claim.type.casefold(), claim.status is Status.DENIED
    if denied and account.stance is not Stance.DENIES and state in OPPOSITE:
        state, denied = OPPOSITE[state], False
    day = first if first is not None else seniority(account)[0]
    return _Told(claim, voices.of(account).name, claim.place, state, denied, kinds.over(claim), day)


def _runs(group: Sequence[_Told]) -> list[_Run]:
    """Return what is told of one type at one place as times of one state each, the first first."""
    runs: list[_Run] = []
    denials: list[_Told] = []
    for told in sorted(group, key=lambda one: one.day):
        last = runs[-1] if runs else None
        if told.denied:
            denials.append(told)
        elif last is None or last.told[0].state != told.state or (last.ended is not None and not told.over):
            if last is not None and last.ended is None and last.told[-1].day < told.day:
                last.ended = told
            runs.append(_Run([told], told if told.over else None))
        else:
            last.told.append(told)
            last.ended = last.ended or (told if told.over else None)
    for denial in denials:
        before = [run for run in runs if run.told[0].day <= denial.day]
        for run in before[-1:] or runs[:1]:
            run.denied = True
    return runs


def _condition(run: _Run, inside: Mapping[str, bool]) -> Condition:
    begun = [one for one in run.told if not one.over]
    claims = [one.claim for one in run.told]
    by = (actor.name for one in begun for actor in one.claim.actors if actor.role is Role.AGENT)
    return Condition(
        place=run.told[0].place,
        type=claims[0].type,
        state=run.told[0].state,
        by=tuple(dict.fromkeys(by)),
        since=next((one.time for one in begun if one.time), None),
        until=run.ended.time if run.ended and run.ended.day < NOT_DATED else None,
        over=run.ended is not None,
        contested=run.denied or any(inside[claim.id] for claim in claims),
        claims=tuple(claim.id for claim in claims),
        sources=tuple(dict.fromkeys(one.name for one in run.told)),
    )


def _name(place: Where) -> str:
    return place.place.name if place.place else place.text
