"""The situation: who is said to hold what, how places fare, what was agreed, from the claims that speak of it.

Knows: which claims speak of control, conditions and agreements, and which others bear on them.
Does not know: how holdings follow from claims (linking), or how long an answer is kept (browsing).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from rashomon import plugins
from rashomon.linking.agreements import agreements
from rashomon.linking.conditions import conditions
from rashomon.linking.decisions import Decisions, standing
from rashomon.linking.holdings import TAKEN, holdings
from rashomon.linking.incidents import link
from rashomon.linking.periods import copies_among, published_by, so_on
from rashomon.record.claim import ClaimKind
from rashomon.record.incident import Account, Agreement, Condition, Holding
from rashomon.record.judgement import Act
from rashomon.record.values import days

if TYPE_CHECKING:
    from rashomon.store import Store

TYPE_OF = {"Non-violent transfer of territory": "Strategic developments"}
"""Types of events after which somebody holds a place, where they are not battles."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What is said of places and agreements. `reports` has the report of each claim that says so."""

    holdings: tuple[Holding, ...]
    conditions: tuple[Condition, ...]
    agreements: tuple[Agreement, ...]
    reports: dict[str, str]

    def on(self, day: str | None) -> tuple[tuple[Holding, ...], tuple[Condition, ...]]:
        """Return the holdings and conditions that are said to have been so on a day (EDTF), all for None."""
        return so_on(self.holdings, day), so_on(self.conditions, day)

    def days(self) -> tuple[date, ...]:
        """Return the days on which something is said to begin or to end, in order."""
        lasting: tuple[Holding | Condition, ...] = (*self.holdings, *self.conditions)
        ends = chain.from_iterable((one.since, one.until) for one in lasting)
        return tuple(sorted({day for edtf in ends for day in days(edtf) if day is not None}))


def situation(store: Store, as_of: str | None) -> Situation:
    """Return the situation by what had been published by `as_of` (EDTF), by everything for None."""
    view = store.view
    judgements = view.judgements()
    found = {one.claim.id: one for one in _speaking(store)}
    changed = {one.subject for one in standing(judgements) if one.act is Act.CORRECT}
    found |= {one.claim.id: one for one in view.accounts_named(sorted(changed - found.keys()))}
    incidents = store.browse.incidents_of(sorted(found))
    beside = {one.claim for each in incidents for one in each.accounts} - found.keys()
    whole = [*found.values(), *view.accounts_named(sorted(beside))] if as_of is not None else list(found.values())
    accounts = published_by(whole, as_of)
    decisions = Decisions(judgements, [one.claim.id for one in accounts])
    counting = [decisions.corrected(one) for one in accounts if one.claim.id not in decisions.rejected]
    copies = copies_among(counting, view.families())
    if as_of is not None:
        incidents = link(accounts, copies, judgements, plugins.kin())[1]
    return Situation(
        holdings(counting, incidents, copies),
        conditions(counting, incidents, copies),
        agreements(counting, incidents, copies),
        {one.claim.id: one.claim.report for one in counting},
    )


def _speaking(store: Store) -> Iterator[Account]:
    """Yield the claims from which holdings, conditions and agreements are made."""
    from rashomon.store import Wanted  # noqa: PLC0415

    for kind in (ClaimKind.CONTROL, ClaimKind.CONDITION, ClaimKind.AGREEMENT):
        yield from store.view.accounts(Wanted(kind=kind))
    for subtype in TAKEN:
        wanted = Wanted(kind=ClaimKind.EVENT, type=TYPE_OF.get(subtype, "Battles"), subtype=subtype)
        yield from store.view.accounts(wanted)
