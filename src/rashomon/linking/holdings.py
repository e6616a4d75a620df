"""Who is said to hold what, over time.

Knows: how claims of control become holdings, when one ends another, when they are contested.
Does not know: how control is read from words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rashomon.linking.facts import interval
from rashomon.linking.voices import NOT_DATED, Voices, headings, heard, seniority
from rashomon.record.claim import Claim, ClaimKind, Role, Status
from rashomon.record.incident import Account, Holding, Incident
from rashomon.record.values import Precision, Where

TAKEN = {
    "Government regains territory": Role.AGENT,
    "Non-state actor overtakes territory": Role.AGENT,
    "Non-violent transfer of territory": Role.BENEFICIARY,
}
"""Event subtypes after which somebody holds the place, and the role of who does."""

SOMEWHERE = frozenset({Precision.COUNTRY, Precision.UNKNOWN})
"""`An area of the country` is no place that anybody could be said to hold."""


@dataclass(frozen=True, slots=True)
class _Hold:
    """One account of who holds a place. `day` orders it: the time said, else that of publication."""

    account: Account
    voice: str
    name: str
    place: Where
    holder: str
    actor: str | None
    denied: bool
    day: int

    @property
    def key(self) -> str:
        return self.actor or self.holder.casefold().removeprefix("the ")


def holdings(
    accounts: Sequence[Account], incidents: Sequence[Incident], families: Mapping[str, str] | None = None
) -> tuple[Holding, ...]:
    """Return who is said to hold each place, in order of the place's name and of time.

    Only accounts that stand in an incident count (rejected ones do not). A holding ends where its words say so, or
    where a later one by another holder begins. It is contested when another voice denies it, when two voices name
    different holders for the same time, or when its incident is contested.
    """
    inside = {one.claim: incident.contested for incident in incidents for one in incident.accounts}
    voices = Voices(headings(accounts), families or {})
    places: dict[str, list[_Hold]] = defaultdict(list)
    for account in sorted(map(heard, accounts), key=seniority):
        hold = _hold(account, voices) if account.claim.id in inside else None
        if hold is not None:
            place = hold.place
            places[place.place.id if place.place else place.text.casefold()].append(hold)
    found = [holding for holds in places.values() for holding in _of_place(holds, inside)]
    return tuple(sorted(found, key=lambda one: (_name(one.place), one.since or "", one.holder)))


def _hold(account: Account, voices: Voices) -> _Hold | None:
    claim = account.claim
    holder, actor = _holder(claim)
    if holder is None or claim.place is None or claim.place.precision in SOMEWHERE:
        return None
    if claim.status not in (Status.ASSERTED, Status.DENIED):
        return None
    first, _ = interval(claim.told)
    voice = voices.of(account)
    return _Hold(
        account,
        voice.key,
        voice.name,
        claim.place,
        holder,
        actor,
        claim.status is Status.DENIED,
        first if first is not None else seniority(account)[0],
    )


def _holder(claim: Claim) -> tuple[str | None, str | None]:
    role = Role.HOLDER if claim.kind is ClaimKind.CONTROL else TAKEN.get(claim.subtype or "")
    named = next((actor for actor in claim.actors if actor.role is role), None)
    if claim.kind is ClaimKind.CONTROL and claim.held_by:
        return claim.held_by, named.actor if named else None
    return (named.name, named.actor) if named else (None, None)


def _of_place(holds: Sequence[_Hold], inside: Mapping[str, bool]) -> Iterable[Holding]:
    """Yield the holdings of one place, one for each holder between two others."""
    ordered = sorted(holds, key=lambda hold: hold.day)
    runs: list[list[_Hold]] = []
    for hold in ordered:
        for run in reversed(runs):
            if run[0].key == hold.key and not _ended(run, hold, ordered):
                run.append(hold)
                break
        else:
            runs.append([hold])
    for run in runs:
        saying = [hold for hold in run if not hold.denied]
        if saying:
            yield _holding(saying, run, ordered, inside)


def _ended(run: Sequence[_Hold], hold: _Hold, ordered: Sequence[_Hold]) -> bool:
    """Tell whether another holder came between a run and a later account of the same holder."""
    return any(run[-1].day < other.day < hold.day and other.key != hold.key and not other.denied for other in ordered)


def _holding(
    saying: Sequence[_Hold], run: Sequence[_Hold], ordered: Sequence[_Hold], inside: Mapping[str, bool]
) -> Holding:
    last = saying[-1]
    others = [hold for hold in ordered if hold.key != last.key and not hold.denied]
    after = next((hold for hold in others if last.day < hold.day < NOT_DATED), None)
    claims = [hold.account.claim for hold in saying]
    until = next((claim.held_until for claim in claims if claim.held_until), None)
    if until is None and after is not None and after.account.claim.told:
        until = after.account.claim.told.edtf
    voices = {hold.voice for hold in saying}
    days = {hold.day for hold in saying}
    return Holding(
        place=saying[0].place,
        holder=last.holder,
        actor=last.actor,
        since=next((claim.told.edtf for claim in claims if claim.told), None),
        until=until,
        contested=any(hold.denied for hold in run)
        or any(hold.day in days and voices - {hold.voice} for hold in others)
        or any(inside[claim.id] for claim in claims),
        claims=tuple(claim.id for claim in claims),
        sources=tuple(dict.fromkeys(hold.name for hold in saying)),
    )


def _name(place: Where) -> str:
    return place.place.name if place.place else place.text
