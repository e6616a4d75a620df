"""Adding to a casebook: whole reports or nothing, once, however often and from however many programs.

Knows: the order of writing that makes this so.
Does not know: how to read back (view).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from rashomon.record.judgement import Judgement
from rashomon.record.printed import plain
from rashomon.record.run import Reading
from rashomon.store import search, tables
from rashomon.store.address import WRITES
from rashomon.store.linked import Linked, state, unlinked
from rashomon.store.originals import Originals
from rashomon.store.refusals import refusals_of
from rashomon.store.rows import as_json, bare, compressed, index_rows, reading_of, record_of, report_row, run_id
from rashomon.store.view import View

_LINKING = 0x7261_736C
"""The PostgreSQL advisory lock under which incidents are brought up to date, by one program at a time."""
_LINKING_KIB = 131_072
"""Pages that SQLite keeps in memory, at most (KiB), while linking fills large trees in no order."""


class Writer:
    """Adds to one casebook. Every method is one transaction and raises CasebookError when the database refuses."""

    def __init__(self, engine: Engine, originals: Originals, name: str) -> None:
        self._engine = engine.execution_options(**{WRITES: True})
        self._originals = originals
        self._name = name

    def add(self, reading: Reading, original: bytes) -> bool:
        """Keep a reading and the bytes it was made from; False, and no change, when that run's reading is there.

        Another run's reading of the same report is kept beside the older ones, and the views show the newest.

        Raises ValueError when `original` is not what the report was made from.
        """
        sha256 = reading.report.sha256
        if hashlib.sha256(original).hexdigest() != sha256:
            raise ValueError(f"the bytes are not those that {reading.report.id} was made from")
        record = record_of(reading)
        # What is indexed, and read back, is what the record says: a reading that does not come back is refused here.
        reading = reading_of(record, reading.run.seconds)
        with refusals_of(self._name), self._engine.connect() as connection, connection.begin() as transaction:
            # The report's row comes first: it makes another program that adds the same report wait for us here.
            _put(connection, tables.report, report_row(reading))
            number = _insert(connection, reading, bare(record))
            if number is None:
                transaction.rollback()
                return False
            self._originals.keep(connection, sha256, original)
            _index(connection, number, reading)
        return True

    def judge(self, judgement: Judgement) -> bool:
        """Append what a person decided; False when the very same judgement is there already."""
        row = {
            "id": judgement.id,
            "subject": judgement.subject,
            "at": judgement.at,
            "record": as_json(plain(judgement)),
        }
        with refusals_of(self._name), self._engine.begin() as connection:
            if connection.scalar(select(tables.judgement.c.id).where(tables.judgement.c.id == judgement.id)):
                return False
            _put(connection, tables.judgement, row)
        return True

    def is_linked(self, linker: str, judgements: Collection[str]) -> bool:
        """Tell whether incidents are up to date: made by `linker`, of all that is read, following these judgements."""
        with refusals_of(self._name), self._engine.connect() as connection:
            by, followed = state(connection)
            return by == linker and followed == set(judgements) and not connection.scalar(unlinked().limit(1))

    @contextmanager
    def linking(self, view: View) -> Iterator[Linked]:
        """Open what linking has worked out, to bring it up to date in one transaction: all of it, or nothing."""
        with refusals_of(self._name), self._engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(select(func.pg_advisory_xact_lock(_LINKING)))
            else:
                connection.exec_driver_sql(f"PRAGMA cache_size = -{_LINKING_KIB}")
            yield Linked(connection, view)


def _insert(connection: Connection, reading: Reading, record: bytes) -> int | None:
    """Insert the reading and return its number; None when it is there already."""
    kept, run = tables.reading, run_id(reading.run)
    there = select(kept.c.number).where(kept.c.report == reading.report.id, kept.c.run == run)
    if connection.scalar(there) is not None:
        return None
    row = {
        "report": reading.report.id,
        "run": run,
        "reader": reading.run.reader,
        "version": reading.run.version,
        "seconds": reading.run.seconds,
        "sha256": hashlib.sha256(record).hexdigest(),
        "record": compressed(record),
    }
    number: int = connection.execute(insert(kept).values(row).returning(kept.c.number)).scalar_one()
    return number


def _index(connection: Connection, number: int, reading: Reading) -> None:
    """Put the index rows of `reading` in the place of those of an older reading of the same report."""
    report = reading.report.id
    rows = index_rows(reading)
    for table in tables.INDEX:
        connection.execute(table.delete().where(table.c.report == report))
        if rows[table.name]:
            connection.execute(insert(table), rows[table.name])
    search.index(connection, number, reading)
    connection.execute(update(tables.report).where(tables.report.c.id == report).values(current=number))


def _put(connection: Connection, table: Any, row: dict[str, Any]) -> None:
    """Insert `row`, or give the row with that key these values."""
    dialect: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table).values(row)
    connection.execute(statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=row))
