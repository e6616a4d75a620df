"""Many rows at once.

Knows: the quickest way that each database has to take them.
Does not know: what they are.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

ROWS = 10_000
"""Rows that one statement brings."""
FEW = 100
"""Rows up to which a plain statement is as quick as copying, on PostgreSQL."""

T = TypeVar("T")


def parts(values: Iterable[T], most: int) -> Iterator[list[T]]:
    """Yield `values` in lists of `most`."""
    left = iter(values)
    while some := list(islice(left, most)):
        yield some


def put(connection: Connection, table: Table, rows: Iterable[Sequence[Any]], new: bool = False) -> None:
    """Insert rows, their values in the order of the columns; what is there already under a key stays as it is.

    `new`: none of the keys is there or comes twice, which is quicker on PostgreSQL.
    """
    server = connection.dialect.name == "postgresql"
    dialect: Any = postgresql if server else sqlite
    names = [column.name for column in table.columns]
    for some in parts(rows, ROWS):
        if server and len(some) > FEW:
            _copy(connection, table, some, new)
        else:
            statement = dialect.insert(table).on_conflict_do_nothing()
            connection.execute(statement, [dict(zip(names, row, strict=True)) for row in some])


def _copy(connection: Connection, table: Table, rows: Sequence[Sequence[Any]], new: bool) -> None:
    """Copy rows, by way of a table of their own where they may be there: the driver takes a row at a time otherwise."""
    keep = [column.type.bind_processor(connection.dialect) for column in table.columns]
    stream = StringIO()
    lines = csv.writer(stream, lineterminator="\n")
    for row in rows:
        lines.writerow([_field(value if kept is None else kept(value)) for value, kept in zip(row, keep, strict=True)])
    stream.seek(0)
    cursor: Any = connection.connection.cursor()
    into = f'"{table.name}"' if new else "coming"
    if not new:
        cursor.execute(f'CREATE TEMPORARY TABLE coming (LIKE "{table.name}") ON COMMIT DROP')
    cursor.execute(f"COPY {into} FROM STDIN WITH (FORMAT csv, NULL '\\N')", stream=stream)
    if not new:
        cursor.execute(f'INSERT INTO "{table.name}" SELECT * FROM coming ON CONFLICT DO NOTHING')
        cursor.execute("DROP TABLE coming")
    cursor.close()


def _field(value: Any) -> Any:
    """Return a value as the format has it; no kept text looks like None (Exact)."""
    if value is None:
        return "\\N"
    return f"\\x{bytes(value).hex()}" if isinstance(value, (bytes, memoryview)) else value
