"""Both kinds of casebook, for every test that asks for a `place` or a `store`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rashomon.store import Store, open_store
from tests.store.server import Server, running_server


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Return a PostgreSQL server; a machine where it does not start fails."""
    with running_server() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of a casebook that does not exist yet."""
    if request.param == "sqlite":
        return str(tmp_path / "team.casebook")
    running: Server = request.getfixturevalue("server")
    return running.new_database()


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    """Return an empty casebook, open."""
    with open_store(place, create=True) as opened:
        yield opened
