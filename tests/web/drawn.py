"""A workbench over the example reports, for the tests of the pages that draw."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from rashomon.casebook import Casebook
from rashomon.settings import Settings
from rashomon.web.app import application

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Return the settings of a casebook of the examples."""
    made = Settings(casebook=str(tmp_path_factory.mktemp("drawn") / "examples.casebook"))
    with Casebook(made) as book:
        for _ in book.add([str(EXAMPLES)], failed=lambda error: pytest.fail(str(error))):
            pass
    return made


@pytest.fixture(scope="session")
def drawn(settings: Settings) -> Iterator[TestClient]:
    """Return what asks the workbench."""
    with TestClient(application(settings)) as client:
        yield client
