"""The overview: what is contested first, where and when, all by the filter in the address.

Knows: what the page shows. Does not know: how it is found (casebook).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import JSONResponse, Response

from rashomon.record.selection import Bar, Facet, Selection
from rashomon.web.filters import Selected, address, told
from rashomon.web.rendering import page
from rashomon.web.workbench import Bench, Workbench

LINES = 25
"""Incidents on a page."""
MOST_BARS = 92
"""Days that a timeline shows one by one; more become weeks, then months."""
TABLE = 30
"""Places in the table beside the map."""

router = APIRouter()
Number = Annotated[int, Query(alias="page", ge=1, le=1_000_000)]


@dataclass(frozen=True, slots=True)
class Step:
    """A bar of the timeline: its first and last day (ISO), what it is called, and the view that it leads to."""

    first: str
    last: str
    name: str
    incidents: int
    contested: int
    href: str


@router.get("/")
def overview(request: Request, bench: Bench, wanted: Selected, number: Number = 1) -> Response:
    """Show the incidents of the selection in the address."""
    browsing = bench.book.browsing
    listing = browsing.listing(wanted, LINES, (number - 1) * LINES)
    step, bars = steps(browsing.timeline(wanted), wanted)
    spots = sorted(browsing.spots(wanted), key=lambda one: (-one.contested, -one.incidents, one.name))[:TABLE]
    return page(
        request,
        "overview.html",
        wanted=wanted,
        choices=choices(bench),
        counts=browsing.counts(),
        listing=listing,
        number=number,
        pages=-(-listing.total // LINES),
        path_of=lambda to: address("/", wanted, page=to),
        narrowed=[(name, value, address("/", rest)) for name, value, rest in told(wanted)],
        spots=spots,
        spots_at=address("/spots.json", wanted),
        place_at=address("/", replace(wanted, place=None), place=""),
        place_of=lambda name: address("/", replace(wanted, place=name)),
        day_at=address("/", replace(wanted, since=None, until=None)),
        step=step,
        bars=bars,
        tiles=bench.options.tiles,
    )


@router.get("/spots.json")
def spots(bench: Bench, wanted: Selected) -> Response:
    """Answer with the places on the map as columns: names, longitudes, latitudes, radii (km), incidents, contested."""
    found = bench.book.browsing.spots(wanted)
    names = ("name", "lon", "lat", "radius_km", "incidents", "contested")
    columns = {name: [getattr(one, name) for one in found] for name in names}
    return JSONResponse(columns)


def choices(bench: Workbench) -> dict[str, Any]:
    """Return what each field of the filter offers."""
    browsing = bench.book.browsing
    return {"type": browsing.types()} | {what.value: browsing.choices(what) for what in Facet}


def steps(bars: Iterable[Bar], wanted: Selection) -> tuple[str, list[Step]]:
    """Return what a bar of the timeline stands for (day, week, month), and the bars."""
    days = [(date.fromisoformat(bar.day), bar) for bar in bars]
    span = (days[-1][0] - days[0][0]).days if days else 0
    name = "day" if span < MOST_BARS else "week" if span < 7 * MOST_BARS else "month"
    found: dict[date, Counter[str]] = {}
    for day, bar in days:
        found.setdefault(_first(day, name), Counter()).update(incidents=bar.incidents, contested=bar.contested)
    return name, [_step(first, name, sums, wanted) for first, sums in sorted(found.items())]


def _first(day: date, name: str) -> date:
    if name == "day":
        return day
    return day - timedelta(days=day.weekday()) if name == "week" else day.replace(day=1)


def _step(first: date, name: str, sums: Counter[str], wanted: Selection) -> Step:
    if name == "month":
        last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    else:
        last = first + timedelta(days=6 if name == "week" else 0)
    href = address("/", replace(wanted, since=first.isoformat(), until=last.isoformat()))
    day = f"{first.day} {first:%B %Y}"
    called = {"day": day, "week": f"week of {day}", "month": f"{first:%B %Y}"}[name]
    return Step(first.isoformat(), last.isoformat(), called, sums["incidents"], sums["contested"], href)
