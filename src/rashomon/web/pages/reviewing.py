"""Review: what people should look at, one thing at a time, and the form in which they decide.

Knows: what the page shows, and what each button of its forms means.
Does not know: what may be decided about what, or what comes of it (casebook).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request
from pydantic import BaseModel, Field, StringConstraints
from starlette.responses import RedirectResponse, Response

from rashomon.casebook import CORRECTABLE, TYPES, Casebook
from rashomon.casebook.browsing import Browsing
from rashomon.errors import NotFound, UsageError
from rashomon.record.claim import Status
from rashomon.record.incident import Incident, Relation
from rashomon.record.judgement import Act, Decided
from rashomon.record.person import Person, Role
from rashomon.record.selection import Listed, Queue, Selection
from rashomon.record.values import days
from rashomon.web.guard import decides, needs, ours
from rashomon.web.rendering import page
from rashomon.web.workbench import Bench, Workbench

LINES = 15
"""Incidents of a queue on a page."""
NEAR = 8
"""Incidents that are offered to be merged with."""
AROUND = timedelta(days=3)
"""How far apart in time those may lie."""
RIGHT = "Looked at, and right as it was read"
"""The reason of an acceptance that gives none."""
NAMES = {
    Queue.CONTESTED: "Contested",
    Queue.UNCERTAIN: "Held together weakly",
    Queue.UNANSWERED: "Unlinked denials",
    Queue.NEW: "New",
}
GONE_ON = frozenset({Act.ACCEPT, Act.REJECT, Act.MERGE})
"""Acts after which the next incident is shown, where they are about an incident."""

router = APIRouter()
Id = Annotated[str | None, Query(max_length=80)]
Typed = Annotated[str, StringConstraints(max_length=2000, strip_whitespace=True)]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of the page asks for: a queue from one of its pages on, or one incident or claim of it."""

    queue: Queue = Queue.CONTESTED
    since: str | None = None
    number: int = 1
    incident: str | None = None
    claim: str | None = None

    def address(self, **other: Any) -> str:
        """Return the address with other values; those that are None are left out."""
        fields = {"queue": self.queue.value, "since": self.since, "page": self.number, **other}
        return f"/review?{urlencode({name: value for name, value in fields.items() if value is not None})}"


def _asked(
    queue: Queue = Queue.CONTESTED,
    since: Annotated[str, Query(max_length=40)] = "",
    number: Annotated[int, Query(alias="page", ge=1, le=1_000_000)] = 1,
    incident: Id = None,
    claim: Id = None,
) -> Asked:
    try:
        day = date.fromisoformat(since).isoformat() if since else None
    except ValueError as error:
        raise UsageError(f"{since!r} is no day", "give it as 2018-05-20") from error
    return Asked(queue, day, number, incident, claim)


Wanted = Annotated[Asked, Depends(_asked)]


class Decision(BaseModel):
    """What a form of the page brings; what is empty was left out. `named` is an id that was typed, `then` a page."""

    act: Act
    subject: Annotated[str, Field(max_length=300)]
    reason: Typed = ""
    field: Typed = ""
    value: Typed = ""
    other: Typed = ""
    named: Typed = ""
    relation: Typed = ""
    then: Typed = ""

    def change(self) -> tuple[str, str] | None:
        """Return the field and its value that the act takes, None for acts that take none."""
        if self.act is Act.CORRECT:
            return self.field, self.value
        if self.act is Act.GRADE:
            return "reliability", self.value
        return ("relation", self.relation) if self.act is Act.LINK and self.relation else None

    def second(self) -> str | None:
        """Return the other of two that the act takes, None for acts on one; what was typed goes before a choice."""
        if self.act not in (Act.MERGE, Act.SPLIT, Act.LINK, Act.UNLINK):
            return None
        return self.named or self.other or "nothing"


@router.get("/review")
def review(request: Request, bench: Bench, wanted: Wanted, made: Id = None) -> Response:
    """Show a queue and what is to be judged; `made` is the judgement that was just made."""
    return _shown(request, bench, wanted, made=made)


@router.post("/review")
def judge(
    request: Request,
    bench: Bench,
    wanted: Wanted,
    decision: Annotated[Decision, Form()],
    person: Annotated[Person, Depends(needs(Role.CODER))],
) -> Response:
    """Keep what somebody decides, and go on; what cannot be is said on the same page."""
    decides(person, decision.act, bench.decided(decision.subject))
    reason = decision.reason or (RIGHT if decision.act is Act.ACCEPT else "")
    if not reason and decision.act is not Act.UNDO:
        return _shown(request, bench, wanted, wrong=("this needs a reason", "say why, in a few words"), given=decision)
    try:
        made = bench.book.judge(
            decision.act,
            decision.subject,
            who=person.name,
            reason=reason or "taken back",
            change=decision.change(),
            other=decision.second(),
        )
    except (UsageError, NotFound) as error:
        return _shown(request, bench, wanted, wrong=(error.what, error.hint), given=decision)
    on_incident = decision.act in GONE_ON and decision.subject.startswith("incident")
    then = ours(decision.then) if decision.then and (on_incident or decision.act is Act.GRADE) else None
    here = wanted.address(incident=wanted.incident, claim=wanted.claim)
    then = then or here
    return RedirectResponse(f"{then}{'&' if '?' in then else '?'}made={made.id}", 303)


def _shown(
    request: Request,
    bench: Workbench,
    wanted: Asked,
    made: str | None = None,
    wrong: tuple[str, str] | None = None,
    given: Decision | None = None,
) -> Response:
    browsing = bench.book.browsing
    since = wanted.since or _before(browsing.newest())
    queues = [(one, name, browsing.queue(one, since, 0)[0]) for one, name in NAMES.items()]
    total, lines = browsing.queue(wanted.queue, since, LINES, (wanted.number - 1) * LINES)
    incident, claims = _at_hand(browsing, wanted, lines)
    known = browsing.accounts(claims)
    beside = _beside(lines, incident)
    person: Person = request.state.person
    return page(
        request,
        "review.html",
        400 if wrong else 200,
        wanted=wanted,
        since=since,
        queues=queues,
        total=total,
        lines=lines,
        pages=-(-total // LINES),
        page_of=lambda to: wanted.address(page=to),
        incident=incident,
        told=[(known[one], browsing.corrected(known[one])) for one in claims if one in known],
        others=_others(claims),
        near=_near(browsing, incident) if incident else (),
        beside={way: wanted.address(incident=one) if one else None for way, one in beside.items()},
        then=wanted.address(incident=beside["next"] or beside["previous"]),
        here=wanted.address(incident=wanted.incident, claim=wanted.claim),
        history=_history(bench.book, incident.id if incident else wanted.claim),
        made=bench.decided(made),
        wrong=wrong,
        given=given,
        may={one: may(person, one) for one in Act},
        fields=CORRECTABLE,
        types=TYPES,
        statuses=tuple(Status),
        relations=tuple(Relation),
    )


def _at_hand(browsing: Browsing, wanted: Asked, lines: tuple[Listed, ...]) -> tuple[Incident | None, list[str]]:
    """Return the incident to be judged, None where there is none, and the claims to be judged (ids)."""
    if wanted.claim:
        found = browsing.incident_of(wanted.claim)
        return found, list(dict.fromkeys([wanted.claim, *_claims(found)]))
    id_ = wanted.incident or (lines[0].id if lines else None)
    found = browsing.incident(id_) if id_ else None
    return found, _claims(found)


def _claims(incident: Incident | None) -> list[str]:
    return [one.claim for one in incident.accounts] if incident else []


def _others(claims: list[str]) -> Mapping[str, str]:
    """Return for each claim another one of the same incident, from which it can be parted."""
    if len(claims) < 2:
        return {}
    return {one: claims[0] if one != claims[0] else claims[1] for one in claims}


def _beside(lines: tuple[Listed, ...], incident: Incident | None) -> dict[str, str | None]:
    """Return the incidents before and after one in what is listed; the first is next where it is not listed."""
    ids = [one.id for one in lines]
    if incident is None or incident.id not in ids:
        return {"previous": None, "next": ids[0] if ids else None}
    at = ids.index(incident.id)
    return {"previous": ids[at - 1] if at else None, "next": ids[at + 1] if at + 1 < len(ids) else None}


def _near(browsing: Browsing, incident: Incident) -> tuple[Incident, ...]:
    """Return other incidents at the same place, or of the same type, at about the same time."""
    first, last = days(incident.time.edtf if incident.time else incident.first_reported)
    place = incident.place.place.name if incident.place and incident.place.place else None
    wanted = Selection(
        place=place,
        type=None if place else incident.type,
        since=_shifted(first, -AROUND),
        until=_shifted(last, AROUND),
    )
    found = browsing.incidents(wanted, NEAR + 1)
    return tuple(one for one in found if one.id != incident.id)[:NEAR]


def _history(book: Casebook, id_: str | None) -> tuple[Decided, ...]:
    """Return what was decided on a thing, the latest first."""
    return book.history(id_)[::-1] if id_ else ()


def may(person: Person, act: Act) -> bool:
    """Tell whether somebody may decide so."""
    try:
        decides(person, act)
    except HTTPException:
        return False
    return True


def _shifted(day: date | None, by: timedelta) -> str | None:
    """Return another day (ISO); None for none, and where the calendar ends."""
    try:
        return (day + by).isoformat() if day else None
    except OverflowError:
        return None


def _before(day: str | None) -> str | None:
    return _shifted(date.fromisoformat(day), timedelta(days=-1)) if day else None
