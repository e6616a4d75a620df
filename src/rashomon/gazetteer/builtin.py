"""The gazetteer that is installed with the program.

Knows: how to look a name up in the compiled file.
Does not know: how the file was made (compiling), or which of several places a report means (reading).
"""

from __future__ import annotations

import sqlite3
import weakref
from functools import lru_cache
from pathlib import Path

from rashomon.errors import DataMissing
from rashomon.gazetteer.names import key, weak_key
from rashomon.record.values import Place
from rashomon.roles import Candidate

PLACES = Path(__file__).with_name("places.sqlite")
REMEMBERED_NAMES = 20_000
"""Names kept in memory: a report repeats its own, and reports of one war share theirs."""

_COLUMNS = (
    "coalesce(p.id, 'geonames:' || p.number), p.name, p.lat, p.lon, p.country, p.admin1, p.feature, p.radius_km,"
    " p.population"
)
_FIND = f"SELECT {_COLUMNS}, n.preferred FROM name n JOIN place p ON p.number = n.place WHERE n.key = ?"
_FIND_WEAK = (
    f"SELECT {_COLUMNS}, 0 FROM (SELECT place FROM weak WHERE key = ?1 UNION SELECT place FROM name WHERE key = ?1) n"
    " JOIN place p ON p.number = n.place"
)
_BY_ID = f"SELECT {_COLUMNS} FROM place p WHERE p.id = ?"
_BY_NUMBER = f"SELECT {_COLUMNS} FROM place p WHERE p.number = ?"


class BuiltInGazetteer:
    """Places by name, from the file compiled at installation."""

    def __init__(self, path: Path = PLACES) -> None:
        """Open the file at `path`, which is never written; DataMissing when it is not there or is something else."""
        hint = "Build it with: python -m rashomon.gazetteer"
        if not path.is_file():
            raise DataMissing(f"the gazetteer is missing: {path}", hint)
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        self._closed = weakref.finalize(self, self._connection.close)
        try:
            self.version = str(self._connection.execute("SELECT version FROM meta").fetchone()[0])
        except sqlite3.DatabaseError as error:
            self.close()
            raise DataMissing(f"not a gazetteer: {path} ({error})", hint) from error
        self._known = lru_cache(REMEMBERED_NAMES)(self._look_up)

    def find(self, name: str) -> tuple[Candidate, ...]:
        """Return the places called `name`, most populous first; by looser spelling only when none is so written."""
        return self._known(name)

    def place(self, place_id: str) -> Place | None:
        """Return the place with that id, None when there is none."""
        kind, _, number = place_id.partition(":")
        if kind == "geonames" and number.isdecimal():
            row = self._connection.execute(_BY_NUMBER, (int(number),)).fetchone()
        else:
            row = self._connection.execute(_BY_ID, (place_id,)).fetchone()
        return None if row is None else Place(*row[:8])

    def close(self) -> None:
        """Close the file; done by itself when nobody has the gazetteer any more."""
        self._closed()

    def _look_up(self, name: str) -> tuple[Candidate, ...]:
        folded = key(name)
        rows = self._connection.execute(_FIND, (folded,)).fetchall() if folded else []
        if not rows and len(weaker := weak_key(name)) > 3:
            rows = self._connection.execute(_FIND_WEAK, (weaker,)).fetchall()
        rows.sort(key=lambda row: (-(row[8] or 0), row[0]))
        return tuple(Candidate(Place(*row[:8]), row[8], bool(row[9])) for row in rows)
