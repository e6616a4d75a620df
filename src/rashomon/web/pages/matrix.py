"""The matrix: who says what about which incident, a voice or an outlet a row and an incident a column.

Knows: what a cell says, and which rows and columns are shown.
Does not know: how incidents are found (casebook), or in which order camps become visible (seriation).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from rashomon.record.incident import Incident, IncidentAccount, Relation
from rashomon.web.comparing import denies
from rashomon.web.filters import Selected, address, told
from rashomon.web.pages.overview import Number, choices
from rashomon.web.rendering import page
from rashomon.web.seriation import order
from rashomon.web.workbench import Bench

COLUMNS = 24
"""Incidents on a page."""
ROWS = 40
"""Voices or outlets that are shown, those with the most to say first."""
FOR_AND_AGAINST = {"reports": 1.0, "contradicts": 0.5, "copies": 0.5, "denies": -1.0}
"""What a cell weighs where rows and columns are put in order."""

router = APIRouter()
By = Annotated[Literal["voice", "outlet"], Query()]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one says of an incident: the word for it, and the account whose words say so."""

    says: str
    account: IncidentAccount


@router.get("/matrix")
def matrix(request: Request, bench: Bench, wanted: Selected, number: Number = 1, by: By = "voice") -> Response:
    """Show who says what of the incidents of the selection in the address."""
    browsing = bench.book.browsing
    listing = browsing.listing(wanted, COLUMNS, (number - 1) * COLUMNS)
    incidents = browsing.incidents(wanted, COLUMNS, (number - 1) * COLUMNS)
    said = {one.id: cells(one, by) for one in incidents}
    many = Counter(name for found in said.values() for name in found)
    names = [name for name, _ in many.most_common(ROWS)]
    weights = [[_weight(said[one.id].get(name)) for one in incidents] for name in names]
    by_row, by_column = order(weights)
    shown = [incidents[index] for index in by_column]
    return page(
        request,
        "matrix.html",
        wanted=wanted,
        choices=choices(bench),
        narrowed=[(name, value, address("/matrix", rest, by=by)) for name, value, rest in told(wanted)],
        listing=listing,
        incidents=shown,
        rows=[(names[index], [said[one.id].get(names[index]) for one in shown]) for index in by_row],
        hidden=max(0, len(many) - ROWS),
        by=by,
        by_voice=address("/matrix", wanted),
        by_outlet=address("/matrix", wanted, by="outlet"),
        only=lambda name: address("/", replace(wanted, **{"source" if by == "voice" else "publisher": name})),
        number=number,
        pages=-(-listing.total // COLUMNS),
        path_of=lambda to: address("/matrix", wanted, page=to, by=by),
    )


def cells(incident: Incident, by: str) -> dict[str, Cell]:
    """Return what each voice (or outlet) says of an incident; one that is silent has no cell."""
    found: dict[str, list[IncidentAccount]] = {}
    for one in incident.accounts:
        name = one.source if by == "voice" else one.publisher
        if name:
            found.setdefault(name, []).append(one)
    names = {one.claim: (one.source if by == "voice" else one.publisher) for one in incident.accounts}
    copied = _copied(incident, names)
    against = {claim for link in incident.links if link.relation is Relation.CONTRADICTS for claim in (link.a, link.b)}
    return {name: _cell(accounts, copied, against) for name, accounts in found.items()}


def _cell(accounts: Sequence[IncidentAccount], copied: set[str], against: set[str]) -> Cell:
    for says, fits in (("denies", denies), ("contradicts", lambda one: one.claim in against)):
        if one := next(filter(fits, accounts), None):
            return Cell(says, one)
    own = next((one for one in accounts if one.claim not in copied), None)
    return Cell("reports", own) if own else Cell("copies", accounts[0])


def _copied(incident: Incident, names: Mapping[str, str | None]) -> set[str]:
    """Return the claims that only repeat somebody else's: by a link, or as the later of a family's copies."""
    found = {
        link.a
        for link in incident.links
        if link.relation is Relation.REPEATS and names.get(link.a) != names.get(link.b)
    }
    return found | set(_later_copies(incident.accounts, names))


def _later_copies(accounts: Iterable[IncidentAccount], names: Mapping[str, str | None]) -> Iterable[str]:
    first: dict[str, str | None] = {}
    for one in accounts:
        if one.family:
            who = names[one.claim]
            if first.setdefault(one.family, who) != who:
                yield one.claim


def _weight(cell: Cell | None) -> float:
    return FOR_AND_AGAINST[cell.says] if cell else 0.0
