"""From the address of a casebook to a connection with it.

Knows: which addresses there are, and how each database is set up so that a kill loses nothing that was committed.
Does not know: tables.
"""

from __future__ import annotations

import getpass
import ssl
from pathlib import Path
from typing import Any

import pg8000
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DisconnectionError

from rashomon.errors import UsageError

CACHE_KIB = 16_384
"""Pages of a file that a connection keeps in memory, at most (KiB)."""
BUSY_SECONDS = 60
"""How long a writer waits for another one: adding one long report takes well under a second."""

SERVER_SECONDS = 300
"""How long a server may take over any one answer, the first included, before it counts as not answering."""

WRITES = "rashomon_writes"
"""Execution option of a connection that will write: SQLite then takes its lock at the start, not in the middle."""

_SCHEMES = ("postgresql", "postgres", "postgresql+pg8000")
_LIKE = "write it like postgresql://user:password@host/name, or name a file"


def is_server(address: str) -> bool:
    """Tell whether `address` is of a PostgreSQL server; anything else is the path of a SQLite file."""
    return address.partition("://")[0] in _SCHEMES and "://" in address


def file_of(address: str) -> Path:
    """Return the SQLite file that `address` names; UsageError for an address of some other kind of database."""
    scheme, mark, rest = address.partition("://")
    if not mark:
        return Path(address).expanduser()
    if scheme != "sqlite" or not rest.startswith("/") or rest == "/":
        raise UsageError(f"{scheme}:// is no address of a casebook", _LIKE)
    return Path(rest[1:]).expanduser()


def shown(address: str) -> str:
    """Return the address as messages may show it: without a password."""
    if not is_server(address):
        return address
    try:
        return make_url(address).render_as_string(hide_password=True)
    except (ArgumentError, ValueError):
        return address.partition("://")[0] + "://…"


def engine_to(address: str) -> Engine:
    """Return an engine for `address`; nothing is opened yet. UsageError when the address makes no sense."""
    return _server_engine(address) if is_server(address) else _file_engine(file_of(address))


def _file_engine(path: Path) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _record: Any) -> None:
        # The driver would begin transactions by itself, too late to be whole; we begin them below.
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _server_engine(address: str) -> Engine:
    try:
        url = make_url(address).set(drivername="postgresql+pg8000")
    except (ArgumentError, ValueError) as error:
        raise UsageError(f"{shown(address)} is no address of a server", _LIKE) from error
    asked = {name: value if isinstance(value, str) else value[-1] for name, value in url.query.items()}
    unknown = set(asked) - {"host", "port", "user", "password", "sslmode"}
    if unknown:
        raise UsageError(
            f"the casebook's address says {', '.join(sorted(unknown))}, which is not understood", "leave it out"
        )
    url = url.set(
        query={},
        username=url.username or asked.get("user") or getpass.getuser(),
        password=url.password or asked.get("password"),
        port=url.port or int(asked.get("port", 5432)),
    )
    given: dict[str, Any] = {"timeout": SERVER_SECONDS, "application_name": "rashomon"}
    host = asked.get("host", url.host or "localhost")
    if host.startswith("/"):
        given |= {"unix_sock": f"{host}/.s.PGSQL.{url.port}", "ssl_context": False}
    else:
        given["ssl_context"] = _transport(asked.get("sslmode", "prefer"))
    engine = create_engine(url.set(host=None if host.startswith("/") else host), connect_args=given)
    event.listen(engine, "checkout", _still_there)
    # Otherwise the driver makes one trip to the server for every row of a claim table.
    engine.dialect.use_insertmanyvalues_wo_returning = True
    return engine


def _still_there(connection: Any, _record: Any, _proxy: Any) -> None:
    """Ask a connection out of the pool for a sign of life; without one the pool makes a new connection.

    SQLAlchemy's own ping takes a reset connection for a failure, because the driver then raises a bare OSError.
    """
    autocommit, connection.autocommit = connection.autocommit, True
    cursor = connection.cursor()
    try:
        cursor.execute("SELECT 1")
        cursor.close()
    except (pg8000.Error, OSError) as error:
        raise DisconnectionError("the server closed the connection") from error
    connection.autocommit = autocommit


def _transport(sslmode: str) -> Any:
    """Return what pg8000 calls a mode of libpq: None is `prefer`, True `require`; only verify-… checks who answers."""
    modes = {"disable": False, "allow": None, "prefer": None, "require": True}
    if sslmode in ("verify-ca", "verify-full"):
        return ssl.create_default_context()
    if sslmode not in modes:
        raise UsageError(f"sslmode={sslmode} is not understood", "use disable, prefer, require or verify-full")
    return modes[sslmode]
