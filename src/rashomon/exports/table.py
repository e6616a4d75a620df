"""CSV: one row per claim, to be opened in a spreadsheet.

Knows: the columns, and that a spreadsheet runs a cell that looks like a formula.
Does not know: which claims matter; all are written.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from rashomon.record.claim import Claim, Figure, Role
from rashomon.record.incident import Incident
from rashomon.record.run import Reading

# fmt: off
COLUMNS = (
    "claim", "incident", "contested", "report", "title", "publisher", "published", "url", "source", "source_kind",
    "stance", "hedge", "kind", "type", "subtype", "plover", "status", "agents", "targets", "others", "place",
    "place_id", "lat", "lon", "radius_km", "place_precision", "time", "time_precision", "time_basis", "figures",
    "held_by", "held_until", "terms", "start", "end", "quote",
)
# fmt: on
"""`start` and `end` are the characters of `quote` in the report's text; `published` and `time` are EDTF."""

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What starts a formula in some spreadsheet (OWASP, CSV injection), full-width forms included."""

Cell = str | float | int | None


class Csv:
    """Writes a table of claims (RFC 4180, lines ended by a line feed, a header row)."""

    name = "csv"

    def write(self, readings: Iterable[Reading], incidents: Sequence[Incident], out: IO[str]) -> None:
        """Write a row for each claim, in the order of `readings` and of the text; not known is an empty cell."""
        inside = {account.claim: incident for incident in incidents for account in incident.accounts}
        writer = csv.writer(out, lineterminator="\n")
        quoting = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
        writer.writerow(COLUMNS)
        for reading in readings:
            for row in _rows(reading, inside):
                cells = [defused(cell) for cell in row]
                torn = any("\r" in cell for cell in cells if isinstance(cell, str))
                (quoting if torn else writer).writerow(cells)  # by itself it leaves a lone \r unquoted


def defused(cell: Cell) -> Cell:
    """Return `cell` so that no spreadsheet runs it: text that starts like a formula gets an apostrophe before it."""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(_RUNS):
        return "'" + cell
    return cell


def _rows(reading: Reading, inside: dict[str, Incident]) -> Iterator[list[Cell]]:
    said = {attribution.id: attribution for attribution in reading.attributions}
    report = reading.report
    head: list[Cell] = [report.id, report.title, report.publisher, reading.published.edtf, report.url]
    for claim in reading.claims:
        attribution = said.get(claim.attribution or "")
        incident = inside.get(claim.id)
        yield [
            claim.id,
            incident.id if incident else None,
            ("yes" if incident.contested else "no") if incident else None,
            *head,
            attribution.source.name if attribution else report.publisher,
            attribution.source.kind if attribution else "publisher",
            attribution.stance if attribution else "asserts",
            attribution.hedge if attribution else None,
            claim.kind,
            claim.type,
            claim.subtype,
            claim.plover,
            claim.status,
            *_actors(claim),
            *_where(claim),
            *([claim.time.edtf, claim.time.precision, claim.time.basis] if claim.time else [None] * 3),
            "; ".join(_figure(figure) for figure in claim.figures),
            claim.held_by,
            claim.held_until,
            "; ".join(f"{name}: {value}" for name, value in claim.terms),
            claim.span.start,
            claim.span.end,
            claim.text,
        ]


def _actors(claim: Claim) -> list[Cell]:
    named = {
        role: "; ".join(actor.name for actor in claim.actors if actor.role is role)
        for role in (Role.AGENT, Role.TARGET)
    }
    others = "; ".join(f"{actor.role}: {actor.name}" for actor in claim.actors if actor.role not in named)
    return [named[Role.AGENT], named[Role.TARGET], others]


def _where(claim: Claim) -> list[Cell]:
    where = claim.place
    if where is None:
        return [None] * 6
    place = where.place
    if place is None:
        return [where.text, None, None, None, None, where.precision]
    return [place.name, place.id, place.lat, place.lon, place.radius_km, where.precision]


def _figure(figure: Figure) -> str:
    """Return ``killed 12..15 civilians (at_least)``: measure, low and high (empty: open), who, how it is bounded."""
    low, high = ("" if bound is None else f"{bound:.10g}" for bound in (figure.low, figure.high))
    return f"{figure.measure} {low}..{high} {figure.who or figure.unit or ''}".rstrip() + f" ({figure.modifier})"
