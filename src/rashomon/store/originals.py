"""The bytes as they came, by their hash.

Knows: how bytes are kept so that there is either the whole original or none: as files beside a SQLite casebook, as rows
of a PostgreSQL one.
Does not know: which report they belong to.
"""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert

from rashomon.store.tables import original

_LEFT_OVER_SECONDS = 3600
"""A half-written file of that age is of a program that was killed: writing one takes seconds."""


class Originals(Protocol):
    """Keeps bytes by their SHA-256 (hexadecimal)."""

    def keep(self, connection: Connection, sha256: str, data: bytes) -> None:
        """Keep `data`; nothing happens when they are there already. They may outlive a transaction taken back."""
        ...

    def fetch(self, connection: Connection, sha256: str) -> bytes | None:
        """Return the bytes kept under that name, whatever they are by now; None when there are none."""
        ...


class RowOriginals:
    """Originals as rows, in the transaction of the report."""

    def keep(self, connection: Connection, sha256: str, data: bytes) -> None:
        """Keep `data` as a row."""
        there = connection.scalar(select(original.c.sha256).where(original.c.sha256 == sha256))
        if there is None:
            connection.execute(insert(original).values(sha256=sha256, data=data).on_conflict_do_nothing())

    def fetch(self, connection: Connection, sha256: str) -> bytes | None:
        """Return the row's bytes."""
        data = connection.scalar(select(original.c.data).where(original.c.sha256 == sha256))
        return None if data is None else bytes(data)


class FileOriginals:
    """Originals as files ``ab/cdef…`` in a folder: written aside, flushed to disk, then renamed into place."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._aside = folder / "unfinished"

    def keep(self, connection: Connection, sha256: str, data: bytes) -> None:  # noqa: ARG002
        """Keep `data` as a file."""
        place = self._place(sha256)
        if place.exists():
            return
        for folder in (self._folder, self._aside, place.parent):
            if not folder.is_dir():
                folder.mkdir(exist_ok=True)
                _flush_folder(folder.parent)
        number, aside = tempfile.mkstemp(dir=self._aside)
        try:
            with open(number, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(aside, place)
        except BaseException:
            os.unlink(aside)
            raise
        _flush_folder(place.parent)

    def fetch(self, connection: Connection, sha256: str) -> bytes | None:  # noqa: ARG002
        """Return the file's bytes."""
        try:
            return self._place(sha256).read_bytes()
        except FileNotFoundError:
            return None

    def sweep(self) -> None:
        """Remove what programs that were killed left half written."""
        if not self._aside.is_dir():
            return
        for left in self._aside.iterdir():
            if time.time() - left.stat().st_mtime > _LEFT_OVER_SECONDS:
                left.unlink(missing_ok=True)

    def _place(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256[2:]


def _flush_folder(folder: Path) -> None:
    """Make a new name in `folder` survive a power cut. Windows cannot, and need not."""
    if os.name == "nt":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
