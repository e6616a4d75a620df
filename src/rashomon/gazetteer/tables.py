"""The tables of a file of places: how an entry becomes rows, and how rows are asked for.

Knows: the tables, and which names of a place are looked up under which key.
Does not know: where entries come from, or which of several files is asked first.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rashomon.gazetteer.entry import Entry
from rashomon.gazetteer.names import key, weak_key
from rashomon.record.values import Place
from rashomon.roles import Candidate

FORMAT = "4"
"""Changes with the tables, with the folding of names or with how sources are measured."""
GEONAMES = "geonames:"
"""Ids that begin so are stored as their number alone."""
OUR_OWN = ("country:", "continent:", "war:")
"""Ids of tables whose other names are as good as the first."""
TRANSLITERATED = frozenset({
    "AE", "AF", "AM", "AZ", "BH", "BY", "CY", "DJ", "DZ", "EG", "EH", "ER", "ET", "GE", "IL", "IQ", "IR", "JO", "KG",
    "KW", "KZ", "LB", "LY", "MA", "ML", "MM", "MR", "NE", "OM", "PK", "PS", "QA", "RU", "SA", "SD", "SO", "SS", "SY",
    "TD", "TJ", "TM", "TN", "TR", "UA", "UZ", "YE",
})  # fmt: skip
"""Countries whose names reach English from other scripts, in more spellings than GeoNames lists."""
SHORTEST_WEAK = 4
"""Letters that a looser spelling needs: shorter ones are too many places' at once."""
TABLES = """
CREATE TABLE meta (version TEXT NOT NULL);
CREATE TABLE place (
    number INTEGER PRIMARY KEY, id TEXT, name TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
    country TEXT, admin1 TEXT, feature TEXT NOT NULL, radius_km REAL NOT NULL, population INTEGER);
CREATE TABLE name (
    key TEXT NOT NULL, place INTEGER NOT NULL, preferred INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE weak (key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""
INDEX = "CREATE UNIQUE INDEX place_id ON place (id) WHERE id IS NOT NULL"
_COLUMNS = (
    "coalesce(p.id, 'geonames:' || p.number), p.name, p.lat, p.lon, p.country, p.admin1, p.feature, p.radius_km,"
    " p.population"
)
_CALLED = f"SELECT {_COLUMNS}, n.preferred FROM name n JOIN place p ON p.number = n.place WHERE n.key = ?"
_SOUNDING = (
    f"SELECT {_COLUMNS}, 0 FROM (SELECT place FROM weak WHERE key = ?1 UNION SELECT place FROM name WHERE key = ?1) n"
    " JOIN place p ON p.number = n.place"
)
_BY_ID = f"SELECT {_COLUMNS}, 1 FROM place p WHERE p.id = ?"
_BY_NUMBER = f"SELECT {_COLUMNS}, 1 FROM place p WHERE p.number = ?"


class PlaceTables:
    """The tables of one file, by way of a connection to it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def called(self, folded: str) -> list[Candidate]:
        """Return the places with a name that folds to this key, in no order."""
        return self._candidates(_CALLED, folded)

    def sounding(self, weaker: str) -> list[Candidate]:
        """Return the places with a name of this weaker key, in no order. None of them is `preferred`."""
        return self._candidates(_SOUNDING, weaker)

    def known(self, place_id: str) -> Candidate | None:
        """Return the place with that id, None when there is none. It is `preferred`."""
        kind, _, number = place_id.partition(":")
        in_geonames = kind == "geonames" and number.isascii() and number.isdecimal() and len(number) < 19
        found = self._candidates(_BY_NUMBER, int(number)) if in_geonames else self._candidates(_BY_ID, place_id)
        return found[0] if found else None

    def _candidates(self, query: str, sought: str | int) -> list[Candidate]:
        rows = self._connection.execute(query, (sought,))
        return [Candidate(Place(*row[:8]), row[8], bool(row[9])) for row in rows]


def opened(path: Path) -> sqlite3.Connection:
    """Return a connection to a file of places that is only read, and that nobody writes while it is read."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def version_of(path: Path) -> str | None:
    """Return the version of the file of places at `path`, None when there is none that can be read."""
    if not path.is_file():
        return None
    connection = opened(path)
    try:
        row = connection.execute("SELECT version FROM meta").fetchone()
    except sqlite3.DatabaseError:
        return None
    finally:
        connection.close()
    return str(row[0]) if row else None


def find(tables: Sequence[PlaceTables], name: str) -> list[list[Candidate]]:
    """Return what each of the tables has by `name`; by looser spelling only when none has it so written."""
    folded = key(name)
    found = [one.called(folded) for one in tables] if folded else []
    if not any(found) and len(weaker := weak_key(name)) >= SHORTEST_WEAK:
        found = [one.sounding(weaker) for one in tables]
    return found


def place_row(entry: Entry, number: int) -> tuple[Any, ...]:
    """Return the row of table `place`; `number` is negative for what is not in GeoNames."""
    place = entry.place
    return (
        number, None if number > 0 else place.id, place.name, round(place.lat, 4), round(place.lon, 4),
        place.country, place.admin1, place.feature, place.radius_km, entry.population,
    )  # fmt: skip


def number_of(place_id: str) -> int | None:
    """Return the number of an id of GeoNames, None for other ids."""
    return int(place_id.removeprefix(GEONAMES)) if place_id.startswith(GEONAMES) else None


def name_rows(entry: Entry, number: int) -> tuple[set[tuple[str, int, int]], set[tuple[str, int]]]:
    """Return the rows of table `name`, and those of table `weak`: looser spellings, where names are transliterated."""
    main = key(entry.place.name)
    mains = {main, main.removesuffix("city")}
    own = entry.place.id.startswith(OUR_OWN)
    loosely = entry.place.country in TRANSLITERATED
    names: set[tuple[str, int, int]] = set()
    weak: set[tuple[str, int]] = set()
    for name in {entry.place.name, *entry.aliases}:
        if folded := key(name):
            names.add((folded, number, int(own or folded in mains)))
            if loosely and (weaker := weak_key(name)) != folded and len(weaker) >= SHORTEST_WEAK:
                weak.add((weaker, number))
    return names, weak
