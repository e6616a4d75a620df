"""Compiles the gazetteer: sources in, one small read-only SQLite file out.

Knows: the file's tables. Runs once, when the package is built or installed.
Does not know: what is asked of the file (builtin).
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from rashomon.gazetteer.names import key, weak_key
from rashomon.gazetteer.sources import Entry, data_version, entries

GEONAMES = "geonames:"
"""Ids that begin so are stored as their number alone."""
OUR_OWN = ("country:", "continent:", "war:")
"""Ids of tables whose other names are as good as the first."""
FORMAT = "4"
"""Changes with the tables, with the folding of names or with how sources are measured."""
TRANSLITERATED = frozenset({
    "AE", "AF", "AM", "AZ", "BH", "BY", "CY", "DJ", "DZ", "EG", "EH", "ER", "ET", "GE", "IL", "IQ", "IR", "JO", "KG",
    "KW", "KZ", "LB", "LY", "MA", "ML", "MM", "MR", "NE", "OM", "PK", "PS", "QA", "RU", "SA", "SD", "SO", "SS", "SY",
    "TD", "TJ", "TM", "TN", "TR", "UA", "UZ", "YE",
})  # fmt: skip
"""Countries whose names reach English from other scripts, in more spellings than GeoNames lists."""
_TABLES = """
CREATE TABLE meta (version TEXT NOT NULL);
CREATE TABLE place (
    number INTEGER PRIMARY KEY, id TEXT, name TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
    country TEXT, admin1 TEXT, feature TEXT NOT NULL, radius_km REAL NOT NULL, population INTEGER);
CREATE TABLE name (
    key TEXT NOT NULL, place INTEGER NOT NULL, preferred INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE weak (key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""


def version_of(target: Path) -> str | None:
    """Return the version of the gazetteer at `target`, None when there is none that can be read."""
    if not target.is_file():
        return None
    connection = sqlite3.connect(f"{target.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        row = connection.execute("SELECT version FROM meta").fetchone()
    except sqlite3.DatabaseError:
        return None
    finally:
        connection.close()
    return str(row[0]) if row else None


def compile_gazetteer(target: Path) -> None:
    """Write the gazetteer to `target` unless the same version is there already. Takes about half a minute."""
    version = f"{FORMAT}-{data_version()}"
    if version_of(target) == version:
        return
    unfinished = target.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    connection = sqlite3.connect(unfinished)
    try:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _TABLES)
        with connection:
            connection.execute("INSERT INTO meta VALUES (?)", (version,))
            names: set[tuple[str, int, int]] = set()
            weak: set[tuple[str, int]] = set()
            for count, entry in enumerate(entries(), 1):
                place = entry.place
                in_geonames = place.id.startswith(GEONAMES)
                number = int(place.id.removeprefix(GEONAMES)) if in_geonames else -count
                connection.execute(
                    "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        number, None if in_geonames else place.id, place.name, round(place.lat, 4),
                        round(place.lon, 4), place.country, place.admin1, place.feature, place.radius_km,
                        entry.population,
                    ),
                )  # fmt: skip
                _add_names(entry, number, names, weak)
            connection.executemany("INSERT INTO name VALUES (?, ?, ?)", sorted(names))
            connection.executemany("INSERT INTO weak VALUES (?, ?)", sorted(weak))
            connection.execute("CREATE UNIQUE INDEX place_id ON place (id) WHERE id IS NOT NULL")
        connection.execute("VACUUM")
    finally:
        connection.close()
    unfinished.replace(target)


def _add_names(entry: Entry, number: int, names: set[tuple[str, int, int]], weak: set[tuple[str, int]]) -> None:
    main = key(entry.place.name)
    mains = {main, main.removesuffix("city")}
    own = entry.place.id.startswith(OUR_OWN)
    for name in {entry.place.name, *entry.aliases}:
        folded = key(name)
        if folded:
            names.add((folded, number, int(own or folded in mains)))
            if entry.place.country in TRANSLITERATED and (weaker := weak_key(name)) != folded and len(weaker) > 3:
                weak.add((weaker, number))
