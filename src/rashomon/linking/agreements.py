"""Agreements and what became of them: offered, signed, in force, breached, denied, collapsed, as each voice tells it.

Knows: how the accounts of one incident become the course of an agreement.
Does not know: how the state of an agreement is read from words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rashomon.linking.facts import interval
from rashomon.linking.voices import Voices, headings, heard, seniority
from rashomon.record.claim import ClaimKind, Role, Status
from rashomon.record.incident import Account, Agreement, Incident, Turn

STATE = "state"
"""The term that says what became of an agreement."""


def agreements(
    accounts: Sequence[Account], incidents: Sequence[Incident], families: Mapping[str, str] | None = None
) -> tuple[Agreement, ...]:
    """Return the agreements of incidents that have accounts of one, in the order of the incidents.

    Turns go by the time that the words say, else by the day of publication; those with neither come last.
    """
    voices = Voices(headings(accounts), families or {})
    told = {one.claim.id: one for one in map(heard, accounts) if one.claim.kind is ClaimKind.AGREEMENT}
    found = []
    for incident in incidents:
        here = [told[one.claim] for one in incident.accounts if one.claim in told]
        if here:
            found.append(_agreement(incident, sorted(here, key=_day), voices))
    return tuple(found)


def _day(account: Account) -> tuple[int, tuple[int, str]]:
    first, _ = interval(account.claim.told)
    published = seniority(account)
    return (published[0] if first is None else first), published


def _agreement(incident: Incident, accounts: Sequence[Account], voices: Voices) -> Agreement:
    turns = tuple(_turn(one, voices) for one in accounts)
    claims = [one.claim for one in accounts]
    return Agreement(
        incident=incident.id,
        type=next((claim.subtype for claim in claims if claim.subtype), None),
        summary=incident.summary,
        place=next((claim.place for claim in claims if claim.place), incident.place),
        parties=_names(accounts, Role.PARTY),
        mediators=_names(accounts, Role.MEDIATOR),
        state=next((one.state for one in reversed(turns) if one.state and one.status is Status.ASSERTED), None),
        contested=incident.contested,
        turns=turns,
    )


def _turn(account: Account, voices: Voices) -> Turn:
    claim = account.claim
    terms = dict(claim.terms)
    return Turn(
        state=terms.pop(STATE, None),
        status=claim.status,
        time=claim.told.edtf if claim.told else None,
        published=account.published.edtf,
        source=voices.of(account).name,
        claim=claim.id,
        terms=tuple(terms.items()),
    )


def _names(accounts: Sequence[Account], role: Role) -> tuple[str, ...]:
    named = (actor.name for one in accounts for actor in one.claim.actors if actor.role is role)
    return tuple(dict.fromkeys(named))
