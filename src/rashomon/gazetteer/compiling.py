"""Compiles the built-in gazetteer: sources in, one small read-only SQLite file out.

Knows: when the file must be made again. Runs once, when the package is built or installed.
Does not know: its tables (tables), or what is asked of them (layers).
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from rashomon.gazetteer.sources import data_version, entries
from rashomon.gazetteer.tables import (
    FORMAT,
    INDEX,
    TABLES,
    name_rows,
    number_of,
    place_row,
    version_of,
)


def compile_gazetteer(target: Path) -> None:
    """Write the gazetteer to `target` unless the same version is there already. Takes about half a minute."""
    version = f"{FORMAT}-{data_version()}"
    if version_of(target) == version:
        return
    unfinished = target.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    connection = sqlite3.connect(unfinished)
    try:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + TABLES)
        with connection:
            connection.execute("INSERT INTO meta VALUES (?)", (version,))
            _fill(connection)
            connection.execute(INDEX)
        connection.execute("VACUUM")
    finally:
        connection.close()
    unfinished.replace(target)


def _fill(connection: sqlite3.Connection) -> None:
    """Write every entry, names last and in order: so the file is smallest."""
    names: set[tuple[str, int, int]] = set()
    weak: set[tuple[str, int]] = set()
    for count, entry in enumerate(entries(), 1):
        number = number_of(entry.place.id) or -count
        connection.execute("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", place_row(entry, number))
        more, looser = name_rows(entry, number)
        names |= more
        weak |= looser
    connection.executemany("INSERT INTO name VALUES (?, ?, ?)", sorted(names))
    connection.executemany("INSERT INTO weak VALUES (?, ?)", sorted(weak))
