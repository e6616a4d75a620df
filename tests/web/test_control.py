"""The page Control: what it shows is what the casebook says, on any day and by what was out by any."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from rashomon.casebook import Casebook
from rashomon.record.judgement import Act
from rashomon.settings import Settings
from rashomon.web.app import application
from tests.web.conftest import HERE, Open


def areas(page: str) -> list[dict[str, object]]:
    found = re.search(r"data-areas='([^']*)'", page)
    assert found
    read: list[dict[str, object]] = json.loads(unescape(found[1]))
    return read


@pytest.mark.parametrize(
    "asked", [{}, {"at": "2031-03-10"}, {"at": "2031-03-18"}, {"at": "2031-03", "as_of": "2031-03-15"}]
)
def test_the_holders_are_those_of_the_casebook(bench: TestClient, settings: Settings, asked: dict[str, str]) -> None:
    page = bench.get("/control", params=asked).text
    with Casebook(settings) as book:
        found = book.control(asked.get("as_of"), asked.get("at", "2031-03-20"))
    assert [one["holder"] for one in areas(page)] == [one.holder for one in found if one.place.place]
    assert [one["doubt"] == "contested" for one in areas(page)] == [one.contested for one in found if one.place.place]
    for holding in found:
        for claim in holding.claims:
            assert f"#{claim}" in page


def test_no_place_is_a_bare_point(bench: TestClient) -> None:
    drawn_there = areas(bench.get("/control").text)
    assert drawn_there
    assert all(isinstance(one["radius"], float) and one["radius"] > 0 for one in drawn_there)


def test_sieges_and_agreements_stand_in_tables_with_their_words(bench: TestClient, settings: Settings) -> None:
    page = bench.get("/control", params={"at": "2031-03-19"}).text
    with Casebook(settings) as book:
        conditions, agreements = book.conditions(at="2031-03-19"), book.agreements()
    assert conditions
    assert agreements
    claims = [claim for one in conditions for claim in one.claims] + [
        turn.claim for one in agreements for turn in one.turns
    ]
    assert not [claim for claim in claims if f"#{claim}" not in page]


def test_the_slider_runs_over_the_days_that_are_known(bench: TestClient) -> None:
    page = bench.get("/control", params={"at": "2031-01-02"}).text
    assert 'data-first="2031-01-01"' in page
    assert 'value="1" data-first' in page


@pytest.mark.parametrize("asked", [{"at": "yesterday"}, {"as_of": "soon"}, {"at": "2031-03-20/2031-03-01"}])
def test_what_is_no_date_is_refused(bench: TestClient, asked: dict[str, str]) -> None:
    answer = bench.get("/control", params=asked)
    assert answer.status_code == 400
    assert "is no date" in unescape(answer.text)


def test_an_empty_casebook_says_so(tmp_path: Path) -> None:
    empty = Settings(casebook=str(tmp_path / "empty.casebook"))
    with Casebook(empty) as book:
        book.make()
    with TestClient(application(empty), base_url=HERE) as client:
        assert "Nobody is said to hold anything" in client.get("/control").text


def test_a_decision_shows_at_the_next_question(copy: Path, opening: Open) -> None:
    settings, bench = Settings(casebook=str(copy)), opening(copy)
    with Casebook(settings) as book:
        claim = book.control()[-1].claims[0]
        assert f"#{claim}" in bench.get("/control").text
        made = book.judge(Act.REJECT, claim, who="Ana", reason="read it")
        assert f"#{claim}" not in bench.get("/control").text
        book.judge(Act.UNDO, made.id, who="Ana", reason="read it again")
    assert f"#{claim}" in bench.get("/control").text
