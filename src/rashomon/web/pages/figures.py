"""Figures: one measure at one place through its estimates, a range a voice, and the headline by a named rule.

Knows: what the page shows. Does not know: how series and headlines are made (casebook).
"""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from rashomon.casebook import HEADLINES
from rashomon.errors import UsageError
from rashomon.record.claim import Measure
from rashomon.record.values import days
from rashomon.web.filters import LONGEST
from rashomon.web.rendering import page
from rashomon.web.workbench import Bench

router = APIRouter()
Word = Annotated[str | None, Query(max_length=LONGEST)]
RULE = "best"
"""The rule of headlines where the address names none."""
NOWHERE = "unknown"
"""Stands in the address for numbers at no known place."""
SHOWN = 12
"""Series on a page: at no known place there may be many."""


@router.get("/figures")
def figures(request: Request, bench: Bench, measure: Word = None, place: Word = None, rule: Word = None) -> Response:
    """Show a figure's series; without `measure` and `place` that with the most numbers."""
    rule = rule or RULE
    if rule not in HEADLINES:
        raise UsageError(f"there is no rule {rule!r}", f"choose one of: {', '.join(HEADLINES)}")
    if measure and measure not in set(Measure):
        raise UsageError(f"there is no measure {measure!r}", f"choose one of: {', '.join(Measure)}")
    listed = bench.book.browsing.measured()
    fitting = [one for one in listed if not measure or one.measure == measure]
    fitting = [one for one in fitting if not place or (one.place or NOWHERE) == place] if place else fitting
    first = next((one for one in fitting if one.place), fitting[0] if fitting else None)
    chosen = (
        (Measure(measure), place) if measure and place else (first.measure, first.place or NOWHERE) if first else None
    )
    found = None
    if chosen:
        found = bench.book.browsing.series(chosen[0], None if chosen[1] == NOWHERE else chosen[1], rule)
    return page(
        request,
        "figures.html",
        rules=HEADLINES,
        rule=rule,
        measures=list(dict.fromkeys(one.measure for one in listed)),
        localities=sorted({(one.name or one.place, one.place) for one in listed if one.place}),
        listed=listed[: SHOWN * 4],
        chosen=chosen,
        series=found.series[:SHOWN] if found else (),
        more=max(0, len(found.series) - SHOWN) if found else 0,
        words=lambda claim: f"/reports/{found.reports[claim]}#{claim}" if found and claim in found.reports else None,
        ends=ends,
        to=lambda one: "/figures?" + urlencode({"measure": one.measure, "place": one.place or NOWHERE, "rule": rule}),
        nowhere=NOWHERE,
    )


def ends(edtf: str | None) -> tuple[str, str]:
    """Return the first and the last day of a time (ISO), empty where open or not known."""
    first, last = days(edtf)
    return first.isoformat() if first else "", last.isoformat() if last else ""
