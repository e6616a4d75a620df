"""The places that a user adds, in a file of their own beside the built-in ones.

Knows: that the file is replaced whole or not at all, by one process at a time, and that a file added twice is one.
Does not know: what the added files say (geonames, pcodes, units), or who asks for the places (layers, known).
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from rashomon.errors import DataMissing, UnreadablePlaces, UsageError
from rashomon.gazetteer.builtin import BUILD_IT
from rashomon.gazetteer.entry import Entry
from rashomon.gazetteer.geonames import CountryFile, looks_so
from rashomon.gazetteer.handed import Handed, handed
from rashomon.gazetteer.layers import find_in, known_in, sounding_in
from rashomon.gazetteer.pcodes import CodeTable
from rashomon.gazetteer.tables import (
    FORMAT,
    INDEX,
    TABLES,
    PlaceTables,
    name_rows,
    number_of,
    opened,
    place_row,
    version_of,
)
from rashomon.gazetteer.units import Coded, Placing
from rashomon.roles import Candidate

START_AGAIN = "move it away and add your files again: rashomon gazetteer add FILE..."
GEONAMES_FILE, CODE_TABLE = "GeoNames", "P-codes"
WAIT_SECONDS = 10.0
"""How long to wait for another process that is adding places."""
_AT_ONCE = 5_000
"""Places that are written at once."""
_MORE_TABLES = """
CREATE TABLE file (
    number INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, path TEXT NOT NULL, kind TEXT NOT NULL,
    places INTEGER NOT NULL, names INTEGER NOT NULL);
CREATE TABLE origin (place INTEGER NOT NULL, file INTEGER NOT NULL, PRIMARY KEY (place, file)) WITHOUT ROWID;
CREATE TABLE pcode (code TEXT PRIMARY KEY, place INTEGER NOT NULL, level INTEGER NOT NULL, stands_at TEXT)
    WITHOUT ROWID;
"""

Failed = Callable[[UnreadablePlaces], None]


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came of a file: how many `places` it gave, and how many `names` these have in it (a spelling counts once).

    `left_out` is how many rows (or units) stayed out, by reason; `kind` is ``GeoNames`` or ``P-codes``. `new` is False
    for a file that was there already: nothing changed, and `left_out` is empty.
    """

    path: str
    kind: str
    places: int
    names: int
    left_out: tuple[tuple[str, int], ...] = ()
    new: bool = True


def version_of_added(target: Path) -> str | None:
    """Return the version of the added places, None when there is no such file.

    DataMissing when the file is something else, or was made by another version of this program.
    """
    if not target.exists():
        return None
    version = version_of(target)
    if version is None or not version.startswith(f"{FORMAT}-"):
        raise DataMissing(f"{target}: is no file of added places, or one of another version", START_AGAIN)
    return version


def added_files(target: Path) -> tuple[Arrived, ...]:
    """Return what was added, in that order; nothing when there is no such file."""
    if version_of_added(target) is None:
        return ()
    with closing(opened(target)) as connection:
        rows = connection.execute("SELECT path, kind, places, names FROM file ORDER BY number")
        return tuple(Arrived(*row) for row in rows)


def add_files(target: Path, builtin: Path, paths: Sequence[str], failed: Failed) -> list[Arrived]:
    """Add files of places to the file at `target`, which is made where there is none; return what came of each.

    Country files go before tables of P-codes, whose units may be in them. Each is added whole or not at all: `failed`
    is called with each that was not, and the others are. DataMissing or UsageError when `target` cannot be used.
    """
    made: list[Arrived] = []
    base = version_of(builtin)
    if base is None:
        raise DataMissing(f"the gazetteer is missing: {builtin}", BUILD_IT)
    with _writable(target), _locked(target):
        version_of_added(target)
        unfinished = target.with_name(target.name + ".part")
        try:
            with closing(_copied(target, unfinished)) as connection, closing(opened(builtin)) as below:
                adding = _Adding(connection, below, base)
                connection.execute("BEGIN")
                for file in _ordered(paths, failed):
                    try:
                        made.append(adding.take(file))
                    except UnreadablePlaces as error:
                        failed(error)
                connection.execute("COMMIT")
            if any(one.new for one in made):
                _settled(unfinished, target)
        finally:
            unfinished.unlink(missing_ok=True)
    return made


class _Adding:
    """Adds files to an open file of places, above the built-in one."""

    def __init__(self, connection: sqlite3.Connection, below: sqlite3.Connection, base: str) -> None:
        self._connection = connection
        self._tables = [PlaceTables(below), PlaceTables(connection)]
        self._base = base

    def take(self, file: Handed) -> Arrived:
        """Add one file; UnreadablePlaces when it cannot be, with nothing of it added."""
        digest = file.digest()
        query = "SELECT kind, places, names FROM file WHERE sha256 = ?"
        if row := self._connection.execute(query, (digest,)).fetchone():
            kind, places, names = row
            return Arrived(file.name, kind, places, names, new=False)
        self._connection.execute("SAVEPOINT file")
        try:
            made = self._filled(file, digest)
        except BaseException:
            self._connection.execute("ROLLBACK TO file")
            raise
        finally:
            self._connection.execute("RELEASE file")
        return made

    def find(self, name: str) -> tuple[Candidate, ...]:
        """Return the places called `name`, those of files added just now among them."""
        return find_in(self._tables, name)

    def sounding(self, name: str) -> tuple[Candidate, ...]:
        """Return the places with a name that may be a looser spelling of `name`."""
        return sounding_in(self._tables, name)

    def known(self, place_id: str) -> Candidate | None:
        """Return the place with that id, None when there is none."""
        return known_in(self._tables, place_id)

    def _filled(self, file: Handed, digest: str) -> Arrived:
        insert = "INSERT INTO file (sha256, path, kind, places, names) VALUES (?, ?, '', 0, 0)"
        number = self._connection.execute(insert, (digest, file.path.name)).lastrowid or 0
        left_out: Counter[str]
        if looks_so(next(file.lines())):
            kind, country = GEONAMES_FILE, CountryFile(file, cache(self.known))
            places, names = self._write(country.entries(), number)
            left_out = country.left_out
        else:
            kind, table = CODE_TABLE, CodeTable(file)
            placing = Placing(table.units(), self)
            places, names = self._write_coded(list(placing.placed()), number)
            left_out = table.left_out + placing.left_out
        self._connection.execute(
            "UPDATE file SET kind = ?, places = ?, names = ? WHERE number = ?", (kind, places, names, number)
        )
        before = self._connection.execute("SELECT version FROM meta").fetchone()[0]
        version = hashlib.sha256(f"{before} {self._base} {digest}".encode()).hexdigest()[:12]
        self._connection.execute("UPDATE meta SET version = ?", (f"{FORMAT}-{version}",))
        return Arrived(file.name, kind, places, names, tuple(left_out.most_common()))

    def _write_coded(self, coded: Sequence[Coded], file: int) -> tuple[int, int]:
        """Write units and their P-codes; return how many, and how many names they have."""
        counts = self._write((one.entry for one in coded), file)
        rows = [(one.code, self._number(one.entry.place.id), one.level, one.stands_at) for one in coded]
        self._connection.executemany("INSERT OR REPLACE INTO pcode VALUES (?, ?, ?, ?)", rows)
        return counts

    def _write(self, entries: Iterable[Entry], file: int) -> tuple[int, int]:
        """Write places with their names; return how many, and how many names they have."""
        places = names = 0
        waiting = iter(entries)
        while portion := list(islice(waiting, _AT_ONCE)):
            numbered = self._numbered(portion)
            named = [name_rows(entry, number) for number, entry in numbered]
            rows = set[tuple[str, int, int]]().union(*(one for one, _ in named))
            weak = set[tuple[str, int]]().union(*(one for _, one in named))
            run = self._connection.executemany
            run(
                "INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [place_row(entry, number) for number, entry in numbered],
            )
            run(
                "INSERT INTO name VALUES (?, ?, ?)"
                " ON CONFLICT DO UPDATE SET preferred = max(preferred, excluded.preferred)",
                sorted(rows),
            )
            run("INSERT OR IGNORE INTO weak VALUES (?, ?)", sorted(weak))
            run("INSERT OR IGNORE INTO origin VALUES (?, ?)", [(number, file) for number, _ in numbered])
            places, names = places + len(portion), names + len(rows)
        return places, names

    def _numbered(self, entries: Sequence[Entry]) -> list[tuple[int, Entry]]:
        """Return entries with their numbers; what is not in GeoNames and not here yet gets the next below all."""
        lowest = min(0, self._connection.execute("SELECT min(number) FROM place").fetchone()[0] or 0)
        given: dict[str, int] = {}
        for entry in entries:
            place_id = entry.place.id
            number = given.get(place_id) or self._number(place_id)
            if number is None:
                lowest -= 1
                number = lowest
            given[place_id] = number
        return [(given[entry.place.id], entry) for entry in entries]

    def _number(self, place_id: str) -> int | None:
        number = number_of(place_id)
        if number is not None:
            return number
        row = self._connection.execute("SELECT number FROM place WHERE id = ?", (place_id,)).fetchone()
        return None if row is None else int(row[0])


def _ordered(paths: Sequence[str], failed: Failed) -> list[Handed]:
    """Return the files that can be opened, those of GeoNames first."""
    found: list[tuple[bool, Handed]] = []
    for path in paths:
        try:
            file = handed(Path(path))
            found.append((not looks_so(next(file.lines(), "")), file))
        except UnreadablePlaces as error:
            failed(error)
    return [file for _, file in sorted(found, key=lambda one: one[0])]


def _copied(target: Path, unfinished: Path) -> sqlite3.Connection:
    """Return a connection to a copy of the file, or to an empty one of the same tables."""
    unfinished.unlink(missing_ok=True)
    there = target.exists()
    if there:
        shutil.copyfile(target, unfinished)
    connection = sqlite3.connect(unfinished, isolation_level=None)
    connection.executescript("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;")
    if not there:
        connection.executescript(TABLES + _MORE_TABLES + INDEX)
        connection.execute("INSERT INTO meta VALUES (?)", (f"{FORMAT}-",))
    return connection


def _settled(unfinished: Path, target: Path) -> None:
    """Put the new file in the place of the old one, once all of it is on the disk."""
    with unfinished.open("rb+") as file:
        os.fsync(file.fileno())
    unfinished.replace(target)


@contextmanager
def _writable(target: Path) -> Iterator[None]:
    """Turn what the file system refuses into an error that says what to do."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield
    except (OSError, sqlite3.DatabaseError) as error:
        what = f"{target}: cannot be written ({error}); what was there stays"
        raise UsageError(what, "make room or give another file: RASHOMON_GAZETTEER=FILE") from error


@contextmanager
def _locked(target: Path) -> Iterator[None]:
    """Keep others from adding at the same time; the lock ends with this process, however it ends."""
    lock = sqlite3.connect(target.with_name(target.name + ".lock"), timeout=WAIT_SECONDS, isolation_level=None)
    with closing(lock):
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise UsageError(f"{target}: somebody else is adding to it ({error})", "wait, then add again") from error
        yield
