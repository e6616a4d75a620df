"""A report: its text with attributions and claims marked in place, its family, and what was not understood.

Knows: what the page shows. Does not know: how a text is cut (marking), or what was read in it (reading).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from rashomon.record.run import Reading
from rashomon.record.text import Span
from rashomon.web.marking import Mark, Piece, paragraphs, parts, pieces
from rashomon.web.rendering import page
from rashomon.web.workbench import Bench

MOST_COMPARED = 400
"""Paragraphs of each report that are compared."""

router = APIRouter()
Id = Annotated[str | None, Query(max_length=80)]


@dataclass(frozen=True, slots=True)
class Change:
    """A paragraph that only one of two reports has: ``added`` by this one, or ``cut``."""

    how: str
    text: str


@router.get("/reports/{id_}")
def report(
    request: Request,
    bench: Bench,
    id_: str,
    at: Id = None,
    part: Annotated[int | None, Query(ge=1, le=10_000)] = None,
    beside: Id = None,
) -> Response:
    """Show a report; `at` is a claim that is singled out, `beside` another report to compare it with."""
    browsing = bench.book.browsing
    reading = browsing.reading(id_)
    text = reading.report.text
    claims = {one.id: one for one in reading.claims}
    chosen = browsing.accounts([at]).get(at) if at in claims else None
    spans = parts(text)
    number = min(len(spans), part or (_part_of(chosen.claim.span, spans) if chosen else 1))
    marks = [mark for mark in _marks(reading) if mark.span.overlaps(spans[number - 1])]
    return page(
        request,
        "report.html",
        reading=reading,
        report=reading.report,
        paragraphs=_shown(text, spans[number - 1], marks),
        part=number,
        parts=len(spans),
        claims=[one for one in reading.claims if one.span.overlaps(spans[number - 1])],
        known={one.id: one for one in reading.attributions},
        chosen=chosen,
        corrected=browsing.corrected(chosen) if chosen else None,
        incident=browsing.incident_of(at) if chosen else None,
        decided=bench.book.history(at) if chosen and at else (),
        siblings=browsing.siblings(id_),
        beside=beside,
        changes=_changes(browsing.reading(beside).report.text, text) if beside else None,
    )


@router.get("/reports/{id_}/original")
def original(bench: Bench, id_: str) -> Response:
    """Answer with the bytes that a report came as, to be kept and not to be shown."""
    name = f'attachment; filename="{id_}.bin"'
    return Response(
        bench.book.browsing.original(id_),
        media_type="application/octet-stream",
        headers={"Content-Disposition": name, "X-Content-Type-Options": "nosniff"},
    )


def _part_of(span: Span, spans: list[Span]) -> int:
    return next((number for number, one in enumerate(spans, 1) if one.start <= span.start < one.end), 1)


def _marks(reading: Reading) -> Iterator[Mark]:
    for one in reading.attributions:
        for layer, spans in (("source", one.source.spans), ("cue", one.cue.spans), ("content", one.content.spans)):
            yield from (Mark(span, layer, one.id) for span in spans)
    yield from (Mark(one.span, "claim", one.id) for one in reading.claims)
    yield from (Mark(one.span, "issue", one.code) for one in reading.issues if one.span)


def _shown(text: str, part: Span, marks: list[Mark]) -> list[list[Piece]]:
    return [pieces(text, paragraph, marks) for paragraph in paragraphs(text, part)]


def _changes(before: str, after: str) -> list[Change]:
    """Return the paragraphs that only one of two texts has, in the order of `after`."""
    old, new = (_lines(text) for text in (before, after))
    found = []
    for how, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how != "equal":
            found += [Change("cut", line) for line in old[a:b]] + [Change("added", line) for line in new[c:d]]
    return found


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()][:MOST_COMPARED]
