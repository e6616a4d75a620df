"""An incident: its accounts by voice, where they part, what holds them together, and what people decided.

Knows: what the page shows. Does not know: how it is found (casebook) or compared (comparing).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from rashomon.casebook import RULE
from rashomon.record.incident import Incident, IncidentAccount, Link
from rashomon.web.comparing import APART, columns, rows
from rashomon.web.rendering import page
from rashomon.web.workbench import Bench

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Between:
    """The surest link of one kind between two voices, and how many more there are."""

    link: Link
    more: int


@router.get("/incidents/{id_}")
def incident(request: Request, bench: Bench, id_: str) -> Response:
    """Show an incident; an id that it had before leads to the one that it has now."""
    browsing = bench.book.browsing
    found = browsing.incident(id_)
    if found.id != id_:
        return RedirectResponse(f"/incidents/{found.id}", 308)
    voices = columns(found)
    known = browsing.accounts(one.claim for one in found.accounts)
    said = {one.claim: one for one in found.accounts}
    return page(
        request,
        "incident.html",
        incident=found,
        voices=voices,
        rows=rows(found, voices, known, browsing.corrected),
        rule=RULE[found.credibility],
        apart=_links(found, apart=True),
        together=_links(found, apart=False),
        said=said,
        quotes=[_quotes(one.accounts) for one in voices],
        titles={claim: account.report_title for claim, account in known.items()},
        history=bench.book.history(found.id),
    )


def _links(incident: Incident, apart: bool) -> list[Between]:
    """Return the links that part voices, or that hold them together, those between the same two as one."""
    voices = {one.claim: one.source for one in incident.accounts}
    found: dict[tuple[str, ...], list[Link]] = {}
    for one in sorted(incident.links, key=lambda one: -one.score):
        if (one.relation in APART) == apart:
            between = one.relation, one.field or "", voices[one.a], voices[one.b]
            found.setdefault(between, []).append(one)
    return [Between(links[0], len(links) - 1) for links in found.values()]


def _quotes(accounts: Iterable[IncidentAccount]) -> list[list[IncidentAccount]]:
    """Return accounts with the same words together."""
    found: dict[str, list[IncidentAccount]] = {}
    for one in accounts:
        found.setdefault(" ".join(one.quote.split()), []).append(one)
    return list(found.values())
