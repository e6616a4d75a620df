"""The same answers for programs: JSON under /api, described at /api/openapi.json, with the rights of the pages.

Knows: which questions may be asked, and how each record is printed (docs/record.md).
Does not know: how an answer is found (casebook).
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query
from pydantic import BaseModel, Field

from rashomon.casebook import HEADLINES
from rashomon.errors import NotFound, UsageError
from rashomon.record.incident import Relation
from rashomon.record.judgement import Act
from rashomon.record.person import Person, Role
from rashomon.record.printed import plain, printed, printed_agreement, printed_incident
from rashomon.record.selection import Facet
from rashomon.web.filters import Selected
from rashomon.web.guard import decides, needs
from rashomon.web.workbench import Bench

MOST = 200
"""Records in one answer."""


class Refused(BaseModel):
    """Why something cannot be had or done, and what to do."""

    what: str
    hint: str


REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {"model": Refused, "description": why}
    for status, why in {
        400: "The question makes no sense.",
        401: "Nobody is signed in.",
        403: "It may not be done by whoever asks, or lacks the token of their session (X-CSRF).",
        404: "There is no such thing here.",
        405: "This is not done here.",
        413: "Too much at once.",
        421: "The workbench is not reached by that name.",
        422: "A field is missing or is not what it should be.",
        500: "The casebook cannot answer.",
    }.items()
}
router = APIRouter(prefix="/api", responses=REFUSALS)
Record = dict[str, Any]
Id = Annotated[str, Path(max_length=80, pattern="^[a-z0-9_]+$")]
Limit = Annotated[int, Query(ge=1, le=MOST)]
Offset = Annotated[int, Query(ge=0, le=10**9)]
Day = Annotated[str | None, Query(max_length=60, description="EDTF, like 2018-05-20 or 2018-05")]


class Incidents(BaseModel):
    """Some of the incidents of a selection, contested first, then the latest reported."""

    total: int
    contested: int
    incidents: list[Record]


class Decision(BaseModel):
    """What somebody decides: see `rashomon judge`."""

    act: Act
    subject: Annotated[str, Field(max_length=300)]
    reason: Annotated[str, Field(min_length=1, max_length=2000)]
    field: Annotated[str | None, Field(max_length=60)] = None
    value: Annotated[str | None, Field(max_length=2000)] = None
    other: Annotated[str | None, Field(max_length=300)] = None
    relation: Relation | None = None


@router.get("/counts")
def counts(bench: Bench) -> Record:
    """Say how much there is of everything."""
    found: Record = plain(bench.book.browsing.counts())
    return found


@router.get("/incidents")
def incidents(bench: Bench, wanted: Selected, limit: Limit = 50, offset: Offset = 0) -> Incidents:
    """List incidents."""
    browsing = bench.book.browsing
    listing = browsing.listing(wanted, 0)
    found = browsing.incidents(wanted, limit, offset)
    return Incidents(
        total=listing.total, contested=listing.contested, incidents=[printed_incident(one) for one in found]
    )


@router.get("/incidents/{id_}")
def incident(bench: Bench, id_: Id) -> Record:
    """Show the incident that has this id, or had it before it was merged or split."""
    return printed_incident(bench.book.browsing.incident(id_))


@router.get("/history/{id_}")
def history(bench: Bench, id_: Id) -> list[Record]:
    """List what people decided about a claim, an incident, a report's claims or a judgement, the oldest first."""
    return [{**plain(one.judgement), "undone_by": one.undone_by} for one in bench.book.history(id_)]


@router.get("/reports/{id_}")
def report(bench: Bench, id_: Id) -> Record:
    """Show the record of a report: its text and all that was read in it."""
    return printed(bench.book.browsing.reading(id_))


@router.get("/claims/{id_}")
def claim(bench: Bench, id_: Id) -> Record:
    """Show a claim with who makes it, and what people corrected."""
    found = bench.book.browsing.accounts([id_]).get(id_)
    if found is None:
        raise NotFound(f"there is no claim {id_}", "list the claims of a report: /api/reports/ID")
    record: Record = plain(found)
    return record


@router.get("/sources")
def sources(bench: Bench, limit: Limit = MOST, offset: Offset = 0) -> list[Record]:
    """List who speaks, those who speak most first, with how reliable people's decisions make them."""
    found = bench.book.browsing.once(("sources",), bench.book.sources)
    return [plain(one) for one in found[offset : offset + limit]]


@router.get("/values/{what}")
def values(bench: Bench, what: Facet) -> list[Record]:
    """List the values by which incidents can be chosen, those of most incidents first."""
    return [plain(one) for one in bench.book.browsing.choices(what)]


@router.get("/control")
def control(bench: Bench, as_of: Day = None, at: Day = None) -> list[Record]:
    """List who is said to hold which place."""
    return [plain(one) for one in bench.book.control(as_of, at)]


@router.get("/conditions")
def conditions(bench: Bench, as_of: Day = None, at: Day = None) -> list[Record]:
    """List how places are said to fare."""
    return [plain(one) for one in bench.book.conditions(as_of, at)]


@router.get("/agreements")
def agreements(bench: Bench) -> list[Record]:
    """List agreements with what each voice says became of them."""
    return [printed_agreement(one) for one in bench.book.agreements()]


@router.get("/figures")
def figures(bench: Bench, as_of: Day = None, rule: Annotated[str | None, Query(max_length=20)] = None) -> list[Record]:
    """List every figure at every place through its estimates, with a headline by a rule where one is named."""
    if rule is not None and rule not in HEADLINES:
        raise UsageError(f"there is no rule {rule!r}", f"choose one of: {', '.join(HEADLINES)}")
    return [plain(one) for one in bench.book.figures(as_of, rule)]


@router.get("/search")
def search(bench: Bench, words: Annotated[str, Query(min_length=1, max_length=200)], limit: Limit = 20) -> list[Record]:
    """List the reports that have all of some words, with the places where they stand."""
    return [plain(one) for one in bench.book.find(words, limit)]


@router.post("/judgements", status_code=201)
def judge(bench: Bench, decision: Decision, person: Annotated[Person, Depends(needs(Role.CODER))]) -> Record:
    """Keep what somebody decides, beside what the machine read, signed with the name of whoever is signed in."""
    decides(person, decision.act, bench.decided(decision.subject))
    change = (decision.field, decision.value) if decision.field is not None and decision.value is not None else None
    if decision.relation is not None:
        change = ("relation", decision.relation.value)
    made = bench.book.judge(
        decision.act, decision.subject, who=person.name, reason=decision.reason, change=change, other=decision.other
    )
    record: Record = plain(made)
    return record
