"""Control: who is said to hold what on a day, how places fare, and what was agreed.

Knows: what the page shows. Does not know: how holdings follow from claims (casebook).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from rashomon.record.incident import Holding
from rashomon.web.filters import LONGEST
from rashomon.web.rendering import page
from rashomon.web.workbench import Bench

router = APIRouter()
Day = Annotated[str, Query(max_length=LONGEST)]
WIDE = frozenset({"region", "country"})
"""Precisions of places that are drawn by their outline, where it is known."""


@router.get("/control")
def control(request: Request, bench: Bench, at: Day = "", as_of: Day = "") -> Response:
    """Show who is said to hold what `at` a day; a place with several holders stands once for each."""
    found = bench.book.browsing.situation(as_of.strip() or None)
    known = found.days()
    day = at.strip() or (known[-1].isoformat() if known else "")
    holdings, conditions = found.on(day or None)
    holders = list(dict.fromkeys(one.holder for one in sorted(holdings, key=lambda one: one.holder.casefold())))
    span = (known[-1] - known[0]).days if known else 0
    return page(
        request,
        "control.html",
        at=day,
        as_of=as_of.strip(),
        first=known[0].isoformat() if known else None,
        span=span,
        chosen=_position(day, known[0], span) if known else 0,
        holdings=holdings,
        claimed=[one for one in holdings if merely_claimed(one)],
        holders=holders,
        conditions=conditions,
        agreements=found.agreements,
        words=lambda claim: f"/reports/{found.reports[claim]}#{claim}" if claim in found.reports else None,
        areas=areas(holdings, holders),
        tiles=bench.options.tiles,
    )


def merely_claimed(one: Holding) -> bool:
    """Tell whether a holding rests on the word of one voice that is the holder's own."""
    return len(one.sources) == 1 and one.sources[0].casefold() == one.holder.casefold()


def areas(holdings: Sequence[Holding], holders: Sequence[str]) -> list[dict[str, Any]]:
    """Return what the map draws of each holding whose place is known."""
    return [
        {
            "name": one.place.place.name,
            "lon": one.place.place.lon,
            "lat": one.place.place.lat,
            "radius": one.place.place.radius_km,
            "outline": str(one.place.precision) if one.place.precision in WIDE else "",
            "holder": one.holder,
            "number": holders.index(one.holder),
            "doubt": "contested" if one.contested else "claimed" if merely_claimed(one) else "",
        }
        for one in holdings
        if one.place.place is not None
    ]


def _position(day: str, first: date, span: int) -> int:
    """Return where a day stands on the slider, its nearest end where it is beside it or not a single day."""
    try:
        return max(0, min(span, (date.fromisoformat(day) - first).days))
    except ValueError:
        return span
