"""What tests share: the parser, loaded once; no places but the built-in ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import settings

from rashomon.reading.page import Page
from rashomon.reading.parse import Sentences, parse
from rashomon.record.text import Published, Report

settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say what was not looked at, and why: a skipped test is not a passed one."""
    reasons = {str(one.longrepr[2]).removeprefix("Skipped: ") for one in terminalreporter.stats.get("skipped", ())}
    for reason in sorted(reasons):
        terminalreporter.write_line(f"NOT RUN: {reason}")


@pytest.fixture(scope="session", autouse=True)
def nothing_added(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the places that the person who runs the tests has added out of them, and theirs as they are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RASHOMON_GAZETTEER", str(tmp_path_factory.mktemp("added") / "places.sqlite"))
        yield


@pytest.fixture(scope="session")
def parsed() -> Callable[..., Page]:
    """Return a function that parses a text into a page whose sentences are filled; `published` is the report's date."""

    def make(text: str, published: Published | None = None) -> Page:
        published = published or Published()
        report = Report(id="report_test", text=text, sha256="0" * 64, published=published)
        _, doc = next(parse([report]))
        page = Page(report, doc, published=published)
        return replace(page, **Sentences()(page))

    return make
