"""Both kinds of casebook, for every test that asks for a `place` or a `store`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rashomon.store import Store, open_store
from tests.store.made import made_reading, original
from tests.store.server import Server, running_server


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Return a PostgreSQL server; a machine where it does not start fails."""
    with running_server() as running:
        yield running


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def forty(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Return a casebook of forty made reports, which the tests of a module share."""
    if request.param == "sqlite":
        address = str(tmp_path_factory.mktemp("forty") / "forty.casebook")
    else:
        running: Server = request.getfixturevalue("server")
        address = running.new_database()
    with open_store(address, create=True) as opened:
        for number in range(40):
            reading = made_reading(number)
            opened.writer.add(reading, original(reading))
        yield opened


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of a casebook that does not exist yet."""
    if request.param == "sqlite":
        return str(tmp_path / "team.casebook")
    running: Server = request.getfixturevalue("server")
    return running.emptied_database()


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    """Return an empty casebook, open."""
    with open_store(place, create=True) as opened:
        yield opened
