"""Whether a database is a casebook that this version of the program can use.

Knows: the number of the present tables, how they are made, and the row that says who made them.
Does not know: what the tables hold.
"""

from __future__ import annotations

import time
from importlib.metadata import version
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, inspect, select, text
from sqlalchemy.exc import OperationalError

from rashomon.errors import CasebookError
from rashomon.store import search
from rashomon.store.address import BUSY_SECONDS, WRITES
from rashomon.store.tables import casebook, schema

SCHEMA = 4
"""Goes up with every change of the tables. There is no conversion: a casebook is read again from its originals."""

_MAKING = 0x7261_7368
"""The PostgreSQL advisory lock under which tables are made: two programs may find the database empty at once."""


def prepare(engine: Engine, name: str, create: bool) -> None:
    """Check that `engine` leads to a casebook of this version; with `create`, make the tables where there are none.

    Raises CasebookError (and whatever the database raises) otherwise. `name` is what messages call it.
    """
    with engine.execution_options(**{WRITES: create}).begin() as connection:
        if create and engine.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(_MAKING)))
        found = set(inspect(connection).get_table_names())
        if casebook.name in found:
            _check(connection, name)
        elif create:
            _refuse_strangers(connection, name, found)
            _make(connection)
        else:
            raise CasebookError(f"{name}: holds no casebook", "make one by adding a report: rashomon add PATH")
    if create and engine.dialect.name == "sqlite":
        _let_readers_in(engine)


def _check(connection: Connection, name: str) -> None:
    row = connection.execute(select(casebook.c.schema, casebook.c.program)).first()
    if row is None or row.schema != SCHEMA:
        by = "another program" if row is None else f"rashomon {row.program} (tables {row.schema})"
        raise CasebookError(
            f"{name}: was made by {by}; this is rashomon {version('rashomon')} (tables {SCHEMA})",
            "use that version, or add the reports to a new casebook: rashomon add PATH --casebook NEW",
        )


def _refuse_strangers(connection: Connection, name: str, found: set[str]) -> None:
    """Refuse a SQLite file that is somebody else's; a server's database may be shared while no name is taken."""
    others = found if connection.dialect.name == "sqlite" else found & {*schema.tables, search.TABLE}
    if others:
        raise CasebookError(
            f"{name}: is a database of another program (it has a table {min(others)})",
            "name a casebook, or a file that does not exist yet",
        )


def _make(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        encoding = connection.scalar(text("SHOW server_encoding"))
        if encoding != "UTF8":
            raise CasebookError(
                f"the database keeps text as {encoding}",
                "make it with: createdb --encoding UTF8 --template template0 NAME",
            )
    schema.create_all(connection)
    search.make(connection)
    connection.execute(insert(casebook).values(only=1, schema=SCHEMA, program=version("rashomon")))


def _let_readers_in(engine: Engine) -> None:
    """Switch the SQLite file to write-ahead logging, which it remembers: then readers and a writer do not wait.

    SQLite does not wait by itself for this one lock.
    """
    deadline = time.monotonic() + BUSY_SECONDS
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        while True:
            try:
                driver.execute("PRAGMA journal_mode = WAL")
            except driver.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > deadline:
                    raise OperationalError("PRAGMA journal_mode", None, error) from error
                time.sleep(0.05)
            else:
                return
