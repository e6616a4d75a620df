"""Opening a casebook.

Knows: what belongs together: an engine, the originals, those who read, write and check.
Does not know: what any of them does.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from sqlalchemy import Engine

from rashomon.errors import CasebookError
from rashomon.store.address import engine_to, file_of, is_server, shown
from rashomon.store.browsing import Browse
from rashomon.store.check import Check
from rashomon.store.originals import FileOriginals, Originals, RowOriginals
from rashomon.store.people import People
from rashomon.store.refusals import refusals_of
from rashomon.store.versions import prepare
from rashomon.store.view import View
from rashomon.store.writer import Writer


@dataclass(frozen=True, slots=True)
class Store:
    """An open casebook. Close it, or use ``with``.

    `view` reads it whole, `browse` part of it, `writer` adds to it, `check` examines it, `people` has the accounts of
    who may use it.
    """

    view: View
    browse: Browse
    writer: Writer
    check: Check
    people: People
    engine: Engine

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_store(address: str, create: bool) -> Store:
    """Open the casebook at `address`: the path of a SQLite file, or ``postgresql://user:password@host:port/name``.

    A server's socket is named as ``postgresql://user@/name?host=/folder``. With `create` an empty casebook is made
    where there is none; a PostgreSQL database itself must exist.

    Raises UsageError when the address makes no sense, and CasebookError when there is no casebook or it cannot be used.
    """
    name = shown(address)
    engine = engine_to(address)
    try:
        originals = _originals(address, create)
        with refusals_of(name):
            prepare(engine, name, create)
        return Store(
            View(engine, originals, name),
            Browse(engine, name),
            Writer(engine, originals, name),
            Check(engine, originals, name),
            People(engine, name),
            engine,
        )
    except BaseException:
        engine.dispose()
        raise


def _originals(address: str, create: bool) -> Originals:
    if is_server(address):
        return RowOriginals()
    path = file_of(address)
    if not create and not path.exists():
        raise CasebookError(
            f"{path}: there is no casebook", f"make one by adding a report: rashomon add PATH --casebook {path}"
        )
    if not path.parent.is_dir():
        raise CasebookError(f"{path}: there is no folder {path.parent}", f"make it first: mkdir -p {path.parent}")
    folder = originals_beside(path)
    originals = FileOriginals(folder)
    if create:
        with refusals_of(str(path)):
            originals.sweep()
    return originals


def originals_beside(path: Path) -> Path:
    """Return the folder of the originals of the casebook in file `path`."""
    return path.with_name(path.name + "-originals")
