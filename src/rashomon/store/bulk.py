"""Many rows at once.

Knows: the quickest way that each database has to take them.
Does not know: what they are.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import StringIO
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeDecorator

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
    for some in parts(rows, ROWS):
        if connection.dialect.name == "sqlite":
            _insert(connection, table, some)
        elif len(some) > FEW:
            _copy(connection, table, some, new)
        else:
            statement = postgresql.insert(table).on_conflict_do_nothing()
            names = [column.name for column in table.columns]
            connection.execute(statement, [dict(zip(names, row, strict=True)) for row in some])


def _insert(connection: Connection, table: Table, rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows as the driver takes them, in the order of their keys: a tree grows quickest at one end."""
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    marks = ", ".join("?" * len(table.columns))
    statement = f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks}) ON CONFLICT DO NOTHING'
    connection.exec_driver_sql(statement, sorted(map(tuple, _kept(connection, table, rows)), key=_key(table)))


def _key(table: Table) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    at = [place for place, column in enumerate(table.columns) if column.primary_key]
    return lambda row: tuple(row[place] for place in at)


def _kept(connection: Connection, table: Table, rows: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
    """Yield rows with their values as the database keeps them; the drivers know all types but ours."""
    ours = [
        (place, column.type.bind_processor(connection.dialect))
        for place, column in enumerate(table.columns)
        if isinstance(column.type, TypeDecorator)
    ]
    for row in rows:
        values = list(row)
        for place, kept in ours:
            values[place] = kept(values[place]) if kept else values[place]
        yield values


def _copy(connection: Connection, table: Table, rows: Sequence[Sequence[Any]], new: bool) -> None:
    """Copy rows, by way of a table of their own where they may be there: the driver takes a row at a time otherwise."""
    stream = StringIO()
    lines = csv.writer(stream, lineterminator="\n")
    lines.writerows([_field(value) for value in row] for row in _kept(connection, table, rows))
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
