"""What a database or a disk refuses, said in two lines.

Knows: the messages of SQLite, PostgreSQL and the operating system that users meet, and what to do about each.
Does not know: what was being done.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import Error as SQLiteError

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from rashomon.errors import CasebookError

_OTHER = "the casebook is as it was before; look at the message, and try again"
_FULL = "the disk is full", "make room and repeat the command: what was stored before is safe, the rest is added"
_UNWRITABLE = "it cannot be written", "check the rights of the file and its folder, or name another with --casebook"
_NO_SERVER = (
    "its server does not answer",
    "check that PostgreSQL runs there, and the host, port and user of the address",
)
_LOGIN = "its server refuses this user", "check user and password in the address: postgresql://user:password@host/name"

_SAID = (
    (
        ("file is not a database", "file is encrypted"),
        ("is not a casebook", "name a casebook, or a file not yet there"),
    ),
    (
        ("malformed", "disk i/o error"),
        ("it is damaged", "restore it from a copy, or add the reports to a new casebook"),
    ),
    (("disk is full", "no space left"), _FULL),
    (("readonly", "read-only", "permission denied"), _UNWRITABLE),
    (("unable to open database file",), ("it cannot be opened", _UNWRITABLE[1])),
    (("database is locked", "database table is locked"), ("another program writes to it", "wait for it and try again")),
    (("no such module: fts5",), ("this Python's SQLite has no full-text search", "use another Python, or PostgreSQL")),
    (("can't create a connection", "communication error", "network error", "timed out"), _NO_SERVER),
)
_SQLSTATES = {
    "28P01": _LOGIN,
    "28000": _LOGIN,
    "3D000": ("its server has no database of that name", "make one first: createdb NAME"),
    "42501": ("its server does not let this user do that", "grant the user all rights on the database"),
    "53100": _FULL,
}
_FULL_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def refusals_of(name: str) -> Iterator[None]:
    """Turn what a database or a disk refuses inside the block into a CasebookError about the casebook called `name`."""
    try:
        yield
    except (SQLAlchemyError, SQLiteError) as error:
        raise _refusal(name, error) from error
    except OSError as error:
        what, hint = (
            _FULL if error.errno in _FULL_DISK else (f"it cannot be written ({error.strerror})", _UNWRITABLE[1])
        )
        raise CasebookError(f"{name}: {what}", hint) from error


def _refusal(name: str, error: Exception) -> CasebookError:
    facts = _server_says(error)
    if facts:
        said = facts["M"]
        what, hint = _SQLSTATES.get(facts["C"], (said, _OTHER))
    else:
        said = str(error.orig if isinstance(error, DBAPIError) else error)
        known = (words for parts, words in _SAID if any(part in said.lower() for part in parts))
        what, hint = next(known, (said, _OTHER))
    return CasebookError(f"{name}: {' '.join(what.split())}", hint)


def _server_says(error: BaseException | None) -> dict[str, str] | None:
    """Return the fields of PostgreSQL's message (C the code, M the words), None when there is none.

    pg8000 hides the message of a refused connection behind a failure to say goodbye, so we look behind each error.
    """
    while error is not None:
        if error.args and isinstance(error.args[0], dict):
            return {"C": "", "M": str(error.args[0]), **error.args[0]}
        error = error.orig if isinstance(error, DBAPIError) else error.__context__
    return None
