"""Whether a casebook still holds what was put into it.

Knows: how to compare originals with their hashes, records with theirs, spans with the text, the index with the records,
and how to sum a whole casebook up in one hash.
Does not know: how to repair anything.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Row, select

from rashomon.record.spans import misplaced
from rashomon.store import search, tables
from rashomon.store.originals import Originals
from rashomon.store.refusals import refusals_of
from rashomon.store.rows import decompressed, index_rows, reading_of, report_row, value_of

_READINGS_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Problem:
    """Something amiss with `report`. `code` is a stable kebab-case word, `what` a line for a person."""

    code: str
    report: str
    what: str


class Check:
    """Examines one casebook, whole. Raises CasebookError when the database refuses."""

    def __init__(self, engine: Engine, originals: Originals, name: str) -> None:
        self._engine = engine
        self._originals = originals
        self._name = name

    def problems(self) -> Iterator[Problem]:
        """Yield all that is amiss, report by report, of every run's reading."""
        for row in self._readings():
            yield from self._original(row)
            try:
                data = decompressed(row.record)
                if _hash(data) != row.sha256:
                    yield Problem("record-altered", row.report, "its record is not the one that was stored")
                record = value_of(data)
                yield from (Problem("span", row.report, what) for what in misplaced(record))
                if row.number == row.current:
                    yield from self._index(row, record)
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                yield Problem("record-unreadable", row.report, f"its record cannot be read: {error}")
        for report in self._unread():
            yield Problem("record-missing", report, "it has no record")

    def digest(self) -> str:
        """Return a hash over all content: records, the originals' bytes, judgements.

        It does not depend on the order of adding, on the database, on what was computed, or on how long reading took.
        """
        parts = []
        for row in self._readings():
            with refusals_of(self._name), self._engine.connect() as connection:
                data = self._originals.fetch(connection, row.original)
            original = "missing" if data is None else _hash(data)
            parts.append(f"{row.report} {row.run} {original} {_hash(_plain_bytes(row.record))}")
        with refusals_of(self._name), self._engine.connect() as connection:
            rows = connection.execute(select(tables.judgement.c.id, tables.judgement.c.record))
            parts += [f"{name} {_hash(record.encode('utf-8', 'surrogatepass'))}" for name, record in rows]
        return _hash("\n".join(sorted(parts)).encode())

    def _readings(self) -> Iterator[Row[Any]]:
        kept, report = tables.reading, tables.report
        asked = select(kept, report.c.sha256.label("original"), report.c.current).join(
            report, report.c.id == kept.c.report
        )
        last = 0
        while True:
            with refusals_of(self._name), self._engine.connect() as connection:
                page = asked.where(kept.c.number > last).order_by(kept.c.number).limit(_READINGS_A_PAGE)
                rows = connection.execute(page).all()
            if not rows:
                return
            yield from rows
            last = rows[-1].number

    def _original(self, row: Row[Any]) -> Iterator[Problem]:
        with refusals_of(self._name), self._engine.connect() as connection:
            data = self._originals.fetch(connection, row.original)
        if data is None:
            yield Problem("original-missing", row.report, f"its original {row.original} is gone")
        elif _hash(data) != row.original:
            yield Problem("original-altered", row.report, f"its original {row.original} is not the bytes that came")

    def _index(self, row: Row[Any], record: dict[str, Any]) -> Iterator[Problem]:
        reading = reading_of(record, row.seconds)
        wanted = {**index_rows(reading), "report": [{**report_row(reading), "current": row.current}]}
        with refusals_of(self._name), self._engine.connect() as connection:
            for name, rows in wanted.items():
                if rows != _kept(connection, name, row.report):
                    yield Problem("index", row.report, f"the rows of table {name} do not follow from its record")
            if search.words(reading) and not search.is_indexed(connection, row.number):
                yield Problem("index", row.report, "its words are not in the search index")

    def _unread(self) -> list[str]:
        report, kept = tables.report, tables.reading
        asked = select(report.c.id).outerjoin(kept, kept.c.number == report.c.current).where(kept.c.number.is_(None))
        with refusals_of(self._name), self._engine.connect() as connection:
            return list(connection.scalars(asked))


def _kept(connection: Connection, name: str, report: str) -> list[dict[str, Any]]:
    table = tables.schema.tables[name]
    of_report = table.c.id if name == "report" else table.c.report
    rows = connection.execute(select(table).where(of_report == report).order_by(*table.primary_key))
    return [dict(row._mapping) for row in rows]


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _plain_bytes(data: bytes) -> bytes:
    try:
        return decompressed(data)
    except ValueError:
        return data
