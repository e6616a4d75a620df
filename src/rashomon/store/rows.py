"""A reading as it is kept: its record packed, and the index rows that follow from it.

Knows: how a record becomes bytes and back without losing a character, and which values of it are indexed.
Does not know: any database.
"""

from __future__ import annotations

import json
import math
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from rashomon.record.attribution import Attribution
from rashomon.record.claim import Claim
from rashomon.record.ids import content_id, number_of
from rashomon.record.incident import Incident
from rashomon.record.printed import plain, printed, reread
from rashomon.record.run import Reading, Run
from rashomon.record.selection import Facet
from rashomon.record.values import days

Row = dict[str, Any]


def run_id(run: Run) -> str:
    """Return what names a run in the casebook: reader, version and options, and not how long it took."""
    return content_id("run", run.reader, run.version, sorted(run.options))


def bare(value: Any) -> bytes:
    """Return JSON types as bytes, the same for the same value. Any character survives, lone surrogates too."""
    return as_json(value).encode("utf-8", "surrogatepass")


def as_json(value: Any) -> str:
    """Return JSON types as one line of text."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def value_of(data: bytes) -> Any:
    """Return the JSON types that `bare` made bytes; ValueError when they are damaged."""
    return json.loads(data.decode("utf-8", "surrogatepass"))


def compressed(data: bytes) -> bytes:
    """Return `data` as a column keeps it."""
    return zlib.compress(data)


def decompressed(data: bytes) -> bytes:
    """Return what `compressed` was given; ValueError when the bytes are damaged."""
    try:
        return zlib.decompress(data)
    except zlib.error as error:
        raise ValueError(str(error)) from error


def packed(value: Any) -> bytes:
    """Return JSON types as a column keeps them."""
    return compressed(bare(value))


def unpacked(data: bytes) -> Any:
    """Return the JSON types that `packed` packed; ValueError when the bytes are damaged."""
    return value_of(decompressed(data))


def record_of(reading: Reading) -> Row:
    """Return the printed record as it is kept: without the seconds it took, which are not part of what was read."""
    return printed(replace(reading, run=replace(reading.run, seconds=0.0)))


def reading_of(record: Row, seconds: float) -> Reading:
    """Return the reading that a kept record holds; ValueError, KeyError or TypeError when it is none."""
    made = reread(record)
    return replace(made, run=replace(made.run, seconds=seconds))


def report_row(reading: Reading) -> Row:
    """Return the row of `report`, without `current`."""
    report = reading.report
    earliest, latest = _days(reading.published.edtf)
    return {
        "id": report.id,
        "sha256": report.sha256,
        "name": report.name,
        "path": report.path,
        "url": report.url,
        "title": report.title,
        "publisher": report.publisher,
        "published": as_json(plain(reading.published)),
        "earliest": earliest,
        "latest": latest,
        "language": report.language,
        "characters": len(report.text),
        "issues": len(reading.issues),
    }


def index_rows(reading: Reading) -> dict[str, list[Row]]:
    """Return the rows of every index table, by the table's name."""
    report = reading.report.id
    return {
        "attribution": [_attribution_row(report, *pair) for pair in enumerate(reading.attributions)],
        "claim": [_claim_row(report, *pair) for pair in enumerate(reading.claims)],
        "figure": [
            row for position, claim in enumerate(reading.claims) for row in _figure_rows(report, position, claim)
        ],
    }


def incident_row(incident: Incident) -> tuple[Any, ...]:
    """Return the values of an incident's row, in the order of the columns."""
    place = incident.place.place if incident.place else None
    earliest, latest = _days(incident.time.edtf if incident.time else None)
    return (
        number_of(incident.id),
        incident.id,
        incident.rank,
        incident.type,
        incident.subtype,
        incident.summary,
        place.name if place else None,
        _number(place.lat) if place else None,
        _number(place.lon) if place else None,
        _number(place.radius_km) if place else None,
        earliest,
        latest,
        incident.contested,
        incident.credibility,
        incident.independent,
        incident.raw,
        incident.weakest,
    )


def facet_rows(incident: Incident) -> Iterator[tuple[str, str, int]]:
    """Yield the values under which an incident is found, each once, in the order of the columns."""
    found = {(Facet.ACTOR, name) for name in incident.actors}
    for account in incident.accounts:
        found |= {(Facet.SOURCE, account.source), (Facet.STATUS, account.status.value)}
        if account.publisher:
            found.add((Facet.PUBLISHER, account.publisher))
    if incident.place:
        place = incident.place.place
        found.add((Facet.PLACE, place.name if place else incident.place.text))
        if place and place.admin1:
            found.add((Facet.PLACE, place.admin1))
    number = number_of(incident.id)
    yield from ((what.value, value, number) for what, value in sorted(found))


def _attribution_row(report: str, position: int, attribution: Attribution) -> Row:
    return {
        "report": report,
        "position": position,
        "id": attribution.id,
        "source": attribution.source.name,
        "source_kind": attribution.source.kind.value,
        "actor": attribution.source.actor,
        "stance": attribution.stance.value,
        "record": as_json(plain(attribution)),
    }


def _claim_row(report: str, position: int, claim: Claim) -> Row:
    place = claim.place.place if claim.place else None
    earliest, latest = _days(claim.told.edtf if claim.told else None)
    return {
        "report": report,
        "position": position,
        "id": claim.id,
        "attribution": claim.attribution,
        "kind": claim.kind.value,
        "type": claim.type,
        "subtype": claim.subtype,
        "status": claim.status.value,
        "place": place.id if place else None,
        "lat": _number(place.lat) if place else None,
        "lon": _number(place.lon) if place else None,
        "earliest": earliest,
        "latest": latest,
        "record": as_json(plain(claim)),
    }


def _figure_rows(report: str, claim_position: int, claim: Claim) -> list[Row]:
    return [
        {
            "report": report,
            "claim": claim_position,
            "position": position,
            "measure": figure.measure.value,
            "low": _number(figure.low),
            "high": _number(figure.high),
            "unit": figure.unit,
            "who": figure.who,
            "flow": figure.flow.value if figure.flow else None,
        }
        for position, figure in enumerate(claim.figures)
    ]


def _days(edtf: str | None) -> tuple[str | None, str | None]:
    """Return first and last day as ISO text. A date that cannot be read stays in the record and out of the index."""
    try:
        first, last = days(edtf)
    except ValueError:
        return None, None
    return _iso(first), _iso(last)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _number(value: float | None) -> float | None:
    """Return a number that both databases hold; None for one that they do not (it stays in the record)."""
    try:
        number = None if value is None else float(value)
    except OverflowError:
        return None
    return number if number is not None and math.isfinite(number) else None
