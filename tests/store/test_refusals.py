"""What goes wrong is said in two lines: what, and what to do."""

from __future__ import annotations

import os
import pwd
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, text, update

from rashomon.errors import CasebookError, RashomonError, UsageError
from rashomon.store import Store, open_store, tables
from rashomon.store.address import WRITES
from tests.store.made import made_reading, original
from tests.store.server import Server


def refused(address: str, *, create: bool, kind: type[RashomonError] = CasebookError) -> str:
    """Return what opening `address` says."""
    with pytest.raises(kind) as caught:
        open_store(address, create=create).close()
    assert caught.value.hint
    assert "\n" not in caught.value.what + caught.value.hint
    return caught.value.what


@pytest.mark.parametrize("create", [True, False])
def test_a_file_that_is_no_database(tmp_path: Path, create: bool) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("Dear diary, " * 500)
    assert refused(str(file), create=create) == f"{file}: is not a casebook"
    assert file.read_text() == "Dear diary, " * 500


@pytest.mark.parametrize("create", [True, False])
def test_a_database_of_another_program(tmp_path: Path, create: bool) -> None:
    file = tmp_path / "bookmarks.sqlite"
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE bookmark (url TEXT)")
    connection.close()
    before = file.read_bytes()
    assert ("is a database of another program" if create else "holds no casebook") in refused(str(file), create=create)
    assert file.read_bytes() == before


def test_a_server_database_may_be_shared_while_no_name_is_taken(server: Server) -> None:
    address = server.new_database()
    with open_store(address, create=True) as store, store.engine.begin() as connection:
        connection.execute(text("DROP TABLE casebook"))
    assert "another program (it has a table attribution)" in refused(address, create=True)


def test_a_casebook_of_another_version(place: str) -> None:
    with (
        open_store(place, create=True) as store,
        store.engine.execution_options(**{WRITES: True}).begin() as connection,
    ):
        connection.execute(update(tables.casebook).values(schema=99, program="7.1"))
    for create in (True, False):
        assert "was made by rashomon 7.1 (tables 99); this is rashomon" in refused(place, create=create)


def test_no_casebook_there(tmp_path: Path, server: Server) -> None:
    file = tmp_path / "none.casebook"
    assert "there is no casebook" in refused(str(file), create=False)
    assert list(tmp_path.iterdir()) == []
    file.touch()
    assert "holds no casebook" in refused(str(file), create=False)
    assert "holds no casebook" in refused(server.new_database(), create=False)


def test_no_folder_or_a_folder_there(tmp_path: Path) -> None:
    assert "there is no folder" in refused(str(tmp_path / "none" / "x.casebook"), create=True)
    assert "cannot be opened" in refused(str(tmp_path), create=True)


@contextmanager
def nobody() -> Iterator[None]:
    """Give up the rights of root, who may write anywhere, for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(pwd.getpwnam("nobody").pw_uid)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "warm.casebook"), create=True) as store:  # loads all that must be loaded
        store.writer.add(made_reading(1), original(made_reading(1)))
    with tempfile.TemporaryDirectory(prefix="rashomon-readonly-") as name:
        folder = Path(name)
        (folder / "old.casebook").write_bytes((tmp_path / "warm.casebook").read_bytes())
        folder.chmod(0o555)
        (folder / "old.casebook").chmod(0o444)
        with nobody():
            assert "cannot be opened" in refused(str(folder / "new.casebook"), create=True)
            assert "cannot be" in refused(str(folder / "old.casebook"), create=True)
        folder.chmod(0o755)


def _fill(store: Store) -> None:
    for number in range(1, 200):
        store.writer.add(made_reading(number), original(made_reading(number)))


def test_a_full_disk_takes_nothing_half(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "team.casebook"), create=True) as store:
        store.writer.add(made_reading(0), original(made_reading(0)))

        def no_more_room(connection: Connection) -> None:
            connection.exec_driver_sql("PRAGMA max_page_count = 1")  # SQLite reads: no larger than it is

        event.listen(store.engine, "begin", no_more_room)
        with pytest.raises(CasebookError, match="the disk is full") as caught:
            _fill(store)
        assert "make room" in caught.value.hint
        event.remove(store.engine, "begin", no_more_room)
        assert 0 < store.view.counts().reports < 200
        assert list(store.check.problems()) == []


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("postgresql://ana:secret@127.0.0.1:1/casebook", "does not answer"),
        ("postgresql://ana@/casebook?host=/nowhere/at/all", "does not answer"),
    ],
)
def test_a_server_that_does_not_answer(address: str, said: str) -> None:
    what = refused(address, create=True)
    assert said in what
    assert "secret" not in what


def test_a_server_without_that_database(server: Server) -> None:
    assert "no database of that name" in refused(server.address("none"), create=True)


def test_a_server_that_refuses_the_user(server: Server) -> None:
    assert "refuses this user" in refused(server.address().replace("postgres@", "stranger@"), create=True)


def test_a_server_that_keeps_text_otherwise(server: Server) -> None:
    latin = server.new_database(" ENCODING 'LATIN1' TEMPLATE template0 LOCALE 'C'")
    assert "keeps text as LATIN1" in refused(latin, create=True)


@pytest.mark.parametrize(
    "address",
    [
        "mysql://host/x",
        "sqlite://",
        "http://example.org",
        "postgresql://host/x?colour=red",
        "postgresql://host:port/x",
        "postgresql://host/x?sslmode=maybe",
    ],
)
def test_an_address_that_makes_no_sense(address: str) -> None:
    refused(address, create=True, kind=UsageError)


def test_a_lost_connection_is_made_again(server: Server) -> None:
    with open_store(server.new_database(), create=True) as store:
        assert store.writer.add(made_reading(1), original(made_reading(1)))
        with open_store(server.new_database(), create=True) as other, other.engine.begin() as connection:
            others = "pid <> pg_backend_pid() AND backend_type = 'client backend'"
            connection.execute(text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}"))
        assert store.writer.add(made_reading(2), original(made_reading(2)))
