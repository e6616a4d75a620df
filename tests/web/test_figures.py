"""The page Figures: series, ranges, voices and headlines as the casebook has them, each with its words."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from rashomon.casebook import HEADLINES, Casebook
from rashomon.record.claim import Measure
from rashomon.record.incident import Series
from rashomon.settings import Settings
from rashomon.web.app import application
from tests.web.conftest import HERE


def killed_in(settings: Settings, name: str, rule: str | None = None) -> Series:
    with Casebook(settings) as book:
        return next(one for one in book.figures(rule=rule) if (one.measure, one.place) == (Measure.KILLED, name))


def place_of(page: str, name: str) -> str:
    found = re.search(rf'<option value="([^"]+)"[^>]*>{name}</option>', page)
    assert found
    return unescape(found[1])


@pytest.mark.parametrize("rule", HEADLINES)
def test_a_series_has_its_estimates_and_the_headline_of_the_rule(
    bench: TestClient, settings: Settings, rule: str
) -> None:
    place = place_of(bench.get("/figures").text, "Binnish")
    page = bench.get("/figures", params={"measure": "killed", "place": place, "rule": rule}).text
    series = killed_in(settings, "Binnish", rule)
    rows = re.findall(r'data-low="([\d.]*)"\s+data-high="([\d.]*)"', page)
    told = [tuple("" if end is None else f"{end}" for end in (one.low, one.high)) for _, one in series.estimates]
    assert [(float(low or -1), float(high or -1)) for low, high in rows] == [
        (float(low or -1), float(high or -1)) for low, high in told
    ]
    assert not [one.claim for _, one in series.estimates if f"#{one.claim}" not in page]
    assert HEADLINES[rule] in unescape(page)
    assert series.headline
    number = series.headline.best if rule == "best" else series.headline.low
    assert re.search(rf"{rule}: <strong>[^<]*{number:,.10g}", page)


def test_without_a_choice_the_most_counted_stands_there(bench: TestClient) -> None:
    page = bench.get("/figures").text
    assert "Killed, <bdi>Saraqib</bdi>" in page
    counts = [int(one) for one in re.findall(r'<td class="number">(\d+)</td></tr>', page.partition("Most counted")[2])]
    assert counts == sorted(counts, reverse=True)


def test_numbers_at_no_known_place_are_there_too(bench: TestClient) -> None:
    page = bench.get("/figures", params={"measure": "killed", "place": "unknown"}).text
    assert "no place said" in page


@pytest.mark.parametrize("asked", [{"rule": "mean"}, {"measure": "sighs"}])
def test_what_is_no_measure_or_rule_is_refused(bench: TestClient, asked: dict[str, str]) -> None:
    assert bench.get("/figures", params=asked).status_code == 400


def test_an_unknown_place_has_no_number(bench: TestClient) -> None:
    page = bench.get("/figures", params={"measure": "killed", "place": "geonames:0"}).text
    assert "Nobody gives such a number there." in page


def test_an_empty_casebook_says_so(tmp_path: Path) -> None:
    empty = Settings(casebook=str(tmp_path / "empty.casebook"))
    with Casebook(empty) as book:
        book.make()
    with TestClient(application(empty), base_url=HERE) as client:
        assert "No figures yet." in client.get("/figures").text
