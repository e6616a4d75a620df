"""The gazetteer that readers ask: one file of places, or several of which the later have the last word.

Knows: that one id is one place, whichever files have it; what of two files comes first.
Does not know: where a file comes from, or which of several places a report means (reading).
"""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from rashomon.errors import DataMissing
from rashomon.gazetteer.names import weak_key
from rashomon.gazetteer.tables import SHORTEST_WEAK, PlaceTables, find, opened
from rashomon.record.values import Place
from rashomon.roles import Candidate

REMEMBERED_NAMES = 20_000
"""Names kept in memory: a report repeats its own, and reports of one war share theirs."""


class LayeredGazetteer:
    """Places by name, from one or more files of places."""

    def __init__(self, *files: tuple[Path, str]) -> None:
        """Open files, each given with what to do when it is not there or is something else: DataMissing says so.

        None is ever written. Of a place that several files have, the last one's row counts, and the names of all.
        """
        self._connections: list[sqlite3.Connection] = []
        self._closed = weakref.finalize(self, _close, self._connections)
        try:
            self.version = "+".join([self._open(path, hint) for path, hint in files])
        except DataMissing:
            self.close()
            raise
        self._tables = [PlaceTables(connection) for connection in self._connections]
        self._remembered = lru_cache(REMEMBERED_NAMES)(self._look_up)

    def find(self, name: str) -> tuple[Candidate, ...]:
        """Return the places called `name`, most populous first; by looser spelling only when none is so written."""
        return self._remembered(name)

    def sounding(self, name: str) -> tuple[Candidate, ...]:
        """Return the places with a name that may be a looser spelling of `name`, most populous first."""
        return sounding_in(self._tables, name)

    def place(self, place_id: str) -> Place | None:
        """Return the place with that id, None when there is none."""
        known = self.known(place_id)
        return known.place if known else None

    def known(self, place_id: str) -> Candidate | None:
        """Return the place with that id and its population, None when there is none."""
        return known_in(self._tables, place_id)

    def close(self) -> None:
        """Close the files; done by itself when nobody has the gazetteer any more."""
        self._closed()

    def _open(self, path: Path, hint: str) -> str:
        """Open one file and return its version."""
        if not path.is_file():
            raise DataMissing(f"the gazetteer is missing: {path}", hint)
        self._connections.append(opened(path))
        try:
            return str(self._connections[-1].execute("SELECT version FROM meta").fetchone()[0])
        except (sqlite3.DatabaseError, TypeError) as error:
            raise DataMissing(f"not a gazetteer: {path} ({error})", hint) from error

    def _look_up(self, name: str) -> tuple[Candidate, ...]:
        return find_in(self._tables, name)


def find_in(tables: Sequence[PlaceTables], name: str) -> tuple[Candidate, ...]:
    """Return the places called `name` in tables of which the later have the last word, most populous first."""
    return _together(tables, find(tables, name))


def sounding_in(tables: Sequence[PlaceTables], name: str) -> tuple[Candidate, ...]:
    """Return the places with a name that may be a looser spelling of `name`, most populous first."""
    weaker = weak_key(name)
    return _together(tables, [one.sounding(weaker) for one in tables]) if len(weaker) >= SHORTEST_WEAK else ()


def _together(tables: Sequence[PlaceTables], found: Sequence[Sequence[Candidate]]) -> tuple[Candidate, ...]:
    """Return what each of the tables has, every place once and as the last of the tables has it."""
    together: dict[str, Candidate] = {}
    for layer, candidates in enumerate(found):
        for one in candidates:
            place_id = one.place.id
            last = known_in(tables[layer + 1 :], place_id) or one
            preferred = one.preferred or (place_id in together and together[place_id].preferred)
            together[place_id] = Candidate(last.place, last.population, preferred)
    return tuple(sorted(together.values(), key=lambda one: (-(one.population or 0), one.place.id)))


def known_in(tables: Sequence[PlaceTables], place_id: str) -> Candidate | None:
    """Return the place with that id in the last of the tables that have it, None when none has."""
    for one in reversed(tables):
        if (found := one.known(place_id)) is not None:
            return found
    return None


def _close(connections: list[sqlite3.Connection]) -> None:
    for connection in connections:
        connection.close()
