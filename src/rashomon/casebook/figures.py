"""Figures: what is counted where, and one measure at one place through its estimates.

Knows: which claims bear on a series. Does not know: how a series or a headline is made (linking).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.linking.decisions import Decisions, standing
from rashomon.linking.facts import headline
from rashomon.linking.periods import copies_among
from rashomon.linking.series import series
from rashomon.record.claim import Measure
from rashomon.record.incident import Account, Series
from rashomon.record.judgement import Act

if TYPE_CHECKING:
    from rashomon.store import Store

MOST_LISTED = 200
"""Figures that are listed, those with the most numbers first."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A measure at a place: the gazetteer's id and the name, both None where no known place is said."""

    measure: Measure
    place: str | None
    name: str | None
    numbers: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The series of a measure at a place (several where the places are not known), and the report of each claim."""

    series: tuple[Series, ...]
    reports: dict[str, str]


def counted(store: Store) -> tuple[Counted, ...]:
    """Return what is counted where, that with the most numbers first."""
    found = store.browse.measured()[:MOST_LISTED]
    examples = {one.claim.id: one.claim for one in store.view.accounts_named([each.example for each in found])}
    names = {id_: claim.place.place.name for id_, claim in examples.items() if claim.place and claim.place.place}
    return tuple(Counted(one.measure, one.place, names.get(one.example), one.numbers) for one in found)


def figures(store: Store, measure: Measure, place: str | None, rule: str | None) -> Figures:
    """Return a measure at a place (a gazetteer id; None: where none is known), headlines by a rule of HEADLINES."""
    view, judgements = store.view, store.view.judgements()
    asked = set(store.browse.counting(measure, place))
    asked |= {one.subject for one in standing(judgements) if one.act is Act.CORRECT}
    found = {one.claim.id: one for one in view.accounts_named(sorted(asked))}
    told_above = sorted({one.claim.report for one in found.values() if headline(one)})
    found |= {one.claim.id: one for one in view.accounts_in(told_above)}  # a body's number goes before its headline's
    accounts = list(found.values())
    decisions = Decisions(judgements, [one.claim.id for one in accounts])
    counting = [decisions.corrected(one) for one in accounts if one.claim.id not in decisions.rejected]
    here = {one.claim.id for one in counting if _place(one) == place}
    kept = [
        one
        for one in series(counting, copies_among(counting, view.families()), rule)
        if one.measure is measure and any(estimate.claim in here for _, estimate in one.estimates)
    ]
    kept.sort(key=lambda one: -len(one.estimates))
    return Figures(tuple(kept), {one.claim.id: one.claim.report for one in counting})


def _place(account: Account) -> str | None:
    where = account.claim.place
    return where.place.id if where and where.place else None
