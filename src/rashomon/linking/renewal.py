"""Incidents brought up to date: what arrived or was decided changes only what it can reach.

Knows: which blocks, ties and incidents a changed report touches, and how all of them are made at once.
Does not know: where they are kept (Kept is the door), or how ties are found and settled.

One by one and all at once end in the same incidents: pairs that a block no longer brings together are looked for in the
other blocks of the two claims, and whatever a changed tie may lead to is settled again, whole.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Protocol

from rashomon.linking.candidates import REACH, Slot, across, in_blocks, met, slots
from rashomon.linking.decisions import Decisions, decided_on, named_in
from rashomon.linking.facts import Facts
from rashomon.linking.families import Shelf, Shingled, copies, family_of, shelve
from rashomon.linking.features import Finding
from rashomon.linking.incidents import settled, taking_part
from rashomon.linking.kin import NOBODY, Kin
from rashomon.linking.ties import How, Tie, of_pairs, ties_near
from rashomon.linking.voices import Heading, Voices, first_day
from rashomon.record.incident import Account, Incident
from rashomon.record.judgement import Judgement

MOST = 0.2
"""Share of the reports from which on all is made anew: one by one would take longer."""
FEW = 50
"""Changed reports that are never too many to take one by one."""

TieRow = tuple[str, str, str, float, str]
"""A tie as it is kept: two claims, how, score, findings as JSON."""
SlotRow = tuple[int, str, int, int, bool, bool, str]


class Kept(Shelf, Protocol):
    """What linking keeps of a casebook, in one transaction. Reports go by keys on the shelf and by ids elsewhere."""

    def state(self) -> tuple[str | None, set[str]]:
        """Return by which linker all this was made (None: by none yet), and the judgements that it follows."""

    def set_state(self, linker: str, judgements: Collection[str]) -> None:
        """Keep who made this, and following which judgements."""

    def unlinked(self) -> set[str]:
        """Return the reports whose newest reading has not been linked."""

    def many(self) -> int:
        """Return how many reports there are."""

    def clear(self) -> None:
        """Drop everything."""

    def reports_named(self, ids: Collection[str]) -> set[str]:
        """Return the reports of claims that `ids` name, or whose incidents' ids they are."""

    def claims_named(self, ids: Collection[str]) -> list[str]:
        """Return the claims that `ids` name, or whose incidents' ids they are."""

    def accounts(self, reports: Collection[str] | None = None) -> Iterable[Account]:
        """Return the claims of reports, or of all, with who makes them."""

    def accounts_of(self, claims: Collection[str]) -> Iterable[Account]:
        """Return claims with who makes them."""

    def texts(self) -> Iterable[tuple[int, str]]:
        """Return key and text of every report, in order of the keys."""

    def enter(self, reports: Collection[str] | None = None) -> Iterable[tuple[int, str]]:
        """Keep that the newest readings of reports, or of all, are linked; return key and id of those new here."""

    def family(self, report: int) -> set[str]:
        """Return the ids of the reports that copies lead to from one (its key), itself among them."""

    def families(self, reports: Collection[str] | None = None) -> dict[str, str]:
        """Return the family of each report, of some or of all, that has one."""

    def members(self, families: Collection[str]) -> set[str]:
        """Return the reports of families."""

    def set_family(self, reports: Collection[str], family: str | None) -> None:
        """Keep to which family reports belong."""

    def headings(self, families: Collection[str] | None) -> Iterable[tuple[str, str | None, str | None, str | None]]:
        """Return id, publication (EDTF), publisher and title of the reports of families, or of all."""

    def claims_of(self, reports: Collection[str]) -> set[str]:
        """Return the claims of reports as they were last linked."""

    def near(self, block: int, orders: Collection[str], reach: int) -> Iterable[SlotRow]:
        """Return the slots of a block that stand at one of `orders` or no more than `reach` before or after it."""

    def slots_of(self, claims: Collection[str]) -> Iterable[SlotRow]:
        """Return the slots of claims."""

    def ties_of(self, claims: Collection[str]) -> Iterable[TieRow]:
        """Return the ties of which an end is among `claims`."""

    def forget(self, reports: Collection[str], claims: Collection[str]) -> None:
        """Drop reports' claims and slots, and all ties of those claims."""

    def untie(self, pairs: Collection[tuple[str, str]]) -> None:
        """Drop the ties of pairs of claims that are alike."""

    def put_slots(self, rows: Iterable[SlotRow]) -> None:
        """Keep slots."""

    def put_ties(self, rows: Iterable[TieRow]) -> None:
        """Keep ties, in the place of those between the same two."""

    def put_claims(self, claims: Iterable[tuple[str, str, str]]) -> None:
        """Keep claims (id, the incident's id that it gives, report)."""

    def put_incidents(self, claims: Collection[str] | None, incidents: Sequence[Incident]) -> None:
        """Put incidents in the place of those in which `claims` (None: all) stood."""


def bring_up_to_date(
    kept: Kept, linker: str, judgements: Sequence[Judgement], kin: Kin = NOBODY, *, again: bool = False
) -> None:
    """Link what was added or decided since this was last called; everything where another linker did, or `again`."""
    by, followed = kept.state()
    changed = kept.unlinked() | kept.reports_named(decided_on(judgements, followed))
    if again or by != linker or len(changed) > max(FEW, MOST * kept.many()):
        kept.clear()
        with _uncollected():
            _link_all(kept, judgements, kin)
    elif changed:
        _link_changed(kept, changed, judgements, kin)
    kept.set_state(linker, {one.id for one in judgements})


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep Python's collection of cycles from going over a hundred thousand accounts again and again: a quarter of it.

    Nothing here makes a cycle.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _link_all(kept: Kept, judgements: Sequence[Judgement], kin: Kin) -> None:
    kept.enter()
    _shelve_all(kept)
    families = kept.families()
    accounts = list(kept.accounts())
    decisions = Decisions(judgements, [one.claim.id for one in accounts])
    known = taking_part(accounts, decisions, Voices(map(_heading, kept.headings(None)), families, kin))
    kept.put_claims((one.claim.id, Incident.identify(one.claim.id), one.claim.report) for one in accounts)
    del accounts
    kept.put_slots(slot for facts in known for slot in slots(facts))
    ties = [*ties_near(known, families), *of_pairs(across(known), {one.account.claim.id: one for one in known})]
    kept.put_ties(map(_tie_row, ties))
    kept.put_incidents(None, settled(known, ties, families, decisions)[1])


def _link_changed(kept: Kept, changed: set[str], judgements: Sequence[Judgement], kin: Kin) -> None:
    reports = _with_families(kept, changed)
    before, dropped, leaving = _forget(kept, reports)
    accounts = list(kept.accounts(reports))
    kept.put_claims((one.claim.id, Incident.identify(one.claim.id), one.claim.report) for one in accounts)
    decisions = Decisions(judgements, kept.claims_named(named_in(judgements)))
    known = _facts(kept, accounts, decisions, kin)
    by_id = {one.account.claim.id: one for one in known}
    touched = before | by_id.keys()
    coming = [slot for facts in known for slot in slots(facts)]
    compared, lost = _moved(kept, leaving, coming, touched)
    kept.put_slots(coming)
    gone = _no_longer(kept, lost)
    kept.untie(gone)
    others = {claim for pair in compared for claim in pair} - by_id.keys()
    by_id |= {one.account.claim.id: one for one in _facts(kept, kept.accounts_of(others), decisions, kin)}
    ties = [*ties_near(known, kept.families(reports)), *of_pairs(sorted(compared), by_id)]
    kept.put_ties(map(_tie_row, ties))
    ends = {claim for pair in chain(gone, (row[:2] for row in dropped), (tie[:2] for tie in ties)) for claim in pair}
    _settle_from(kept, touched | ends, decisions, kin)


def _forget(kept: Kept, reports: set[str]) -> tuple[set[str], list[TieRow], list[Slot]]:
    """Drop what is kept of reports; return their claims, ties and slots."""
    claims = kept.claims_of(reports)
    ties, places = list(kept.ties_of(claims)), [Slot(*row) for row in kept.slots_of(claims)]
    kept.forget(reports, claims)
    return claims, ties, places


def _settle_from(kept: Kept, seeds: set[str], decisions: Decisions, kin: Kin) -> None:
    """Settle again all that ties and decisions lead to from `seeds`."""
    reached, frontier = set(seeds), set(seeds)
    ties: set[TieRow] = set()
    while frontier:
        found = set(kept.ties_of(frontier)) - ties
        ties |= found
        frontier = ({claim for row in found for claim in row[:2]} | decisions.beside(frontier)) - reached
        reached |= frontier
    known = _facts(kept, kept.accounts_of(reached), decisions, kin)
    families = kept.families({one.account.claim.report for one in known})
    kept.put_incidents(reached, settled(known, map(_tie, sorted(ties)), families, decisions)[1])


def _moved(
    kept: Kept, leaving: Iterable[Slot], coming: Iterable[Slot], touched: set[str]
) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Return the pairs to compare now, and those of unchanged claims that a block no longer brings together."""
    out, into = in_blocks(leaving), in_blocks(coming)
    compared: set[tuple[str, str]] = set()
    lost: set[tuple[str, str]] = set()
    for block in out.keys() | into.keys():
        old, new = set(out.get(block, ())), set(into.get(block, ()))
        rest = {Slot(*one) for one in kept.near(block, {slot.order for slot in old | new}, 2 * REACH)}
        before, after = set(met(rest | old)), set(met(rest | new))
        compared.update(pair for pair in after if pair not in before or not touched.isdisjoint(pair))
        lost.update(pair for pair in before - after if touched.isdisjoint(pair))
    return compared, lost


def _no_longer(kept: Kept, lost: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return those of `lost` that are tied for being alike, though no block brings them together any more."""
    tied = {row[:2] for row in kept.ties_of({claim for pair in lost for claim in pair}) if row[2] == How.ALIKE}
    return sorted(pair for pair in lost & tied if not _meet(kept, pair))


def _meet(kept: Kept, pair: tuple[str, str]) -> bool:
    one, other = ({row[0]: row[1] for row in kept.slots_of({claim})} for claim in pair)
    shared = (kept.near(block, {order}, 2 * REACH) for block, order in one.items() if block in other)
    return any(pair in met(Slot(*row) for row in rows) for rows in shared)


def _shelve_all(kept: Kept) -> None:
    keys: list[int] = []
    texts: list[Shingled] = []
    for key, text in kept.texts():
        keys.append(key)
        texts.append(Shingled(text))
    kept.put((one, key) for key, text in zip(keys, texts, strict=True) for one in sorted(text.seeks))
    copied: set[int] = set()
    for a, b in copies(texts):
        kept.join(keys[a], keys[b])
        copied.add(keys[a])
    while copied:
        members = kept.family(copied.pop())
        kept.set_family(members, family_of(members))


def _with_families(kept: Kept, changed: Iterable[str]) -> set[str]:
    """Shelve those of `changed` that are new; return all with those who are, were or became of a family with them."""
    found = set(changed)
    moved = {key for new, _ in kept.enter(found) for key in shelve(new, kept.text(new), kept)}
    for key in sorted(moved):
        members = kept.family(key)
        family = family_of(members) if len(members) > 1 else None
        if any(known != family for known in map(kept.families(members).get, members)):
            kept.set_family(members, family)
            found |= members
    return found | kept.members(kept.families(found).values())


def _facts(kept: Kept, accounts: Iterable[Account], decisions: Decisions, kin: Kin) -> list[Facts]:
    """Return accounts ready to compare, in order of seniority."""
    accounts = list(accounts)
    families = kept.families({one.claim.report for one in accounts})
    return taking_part(accounts, decisions, Voices(map(_heading, kept.headings(set(families.values()))), families, kin))


def _heading(row: tuple[str, str | None, str | None, str | None]) -> Heading:
    report, published, publisher, title = row
    return Heading(report, first_day(published), publisher, title)


def _tie_row(tie: Tie) -> TieRow:
    return tie.a, tie.b, tie.how, tie.score, json.dumps(tie.findings, ensure_ascii=False)


def _tie(row: TieRow) -> Tie:
    findings = tuple(Finding(*one) for one in json.loads(row[4]))
    return Tie(row[0], row[1], How(row[2]), row[3], findings)
