"""The installed gazetteer: what it finds, what it refuses, and how far places reach."""

from __future__ import annotations

import math
import shutil
import sqlite3
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from rashomon.errors import DataMissing
from rashomon.gazetteer.builtin import PLACES, BuiltInGazetteer
from rashomon.gazetteer.reach import town_radius_km
from rashomon.gazetteer.sources import DATA
from rashomon.roles import Gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[BuiltInGazetteer]:
    found = BuiltInGazetteer()
    yield found
    found.close()


def test_it_is_a_gazetteer(gazetteer: Gazetteer) -> None:
    assert gazetteer.version


@pytest.mark.parametrize(
    ("name", "country", "feature", "lat", "lon"),
    [
        ("Damascus", "SY", "P.PPLC", 33.5, 36.3),
        ("Syria", "SY", "A.PCLI", 35.0, 38.0),
        ("Hajar al-Aswad", "SY", "WAR.DISTRICT", 33.46, 36.3),
        ("Qalamoun", "SY", "WAR.REGION", 33.9, 36.6),
        ("Euphrates River", None, "H.STM", 33.0, 44.0),
        ("Ohio", "US", "A.ADM1", 40.3, -82.8),
        ("Queensland", "AU", "A.ADM1", -22.5, 144.5),
        ("Ontario", "CA", "A.ADM1", 49.9, -85.4),
        ("England", "GB", "A.ADM1", 52.6, -1.5),
        ("Eastern", "FJ", "A.ADM1", -18.4, 179.4),
        ("Stalingrad", "RU", "P.PPL", 48.7, 44.5),
        ("Hudaida", "YE", "P.PPL", 14.8, 42.95),
        ("U.S.", "US", "A.PCLI", 39.8, -98.5),
        ("Africa", None, "L.CONT", 7.2, 21.1),
    ],
)
def test_finds_by_name(
    gazetteer: BuiltInGazetteer, name: str, country: str | None, feature: str, lat: float, lon: float
) -> None:
    places = [option.place for option in gazetteer.find(name)]
    assert any(
        place.country == country
        and place.feature == feature
        and math.isclose(place.lat, lat, abs_tol=1)
        and math.isclose(place.lon, lon, abs_tol=1)
        for place in places
    ), places


def test_a_unit_lies_in_the_middle_of_its_area_and_the_circle_is_no_wider_than_the_unit() -> None:
    areas = [row.split("\t") for row in (DATA / "unit-areas.tsv").read_text("utf-8").splitlines() if row[0] != "#"]
    named = {tuple(row.split("\t")[:2]) for row in (DATA / "admin1.tsv").read_text("utf-8").splitlines()}
    assert len(areas) == len({(country, code) for country, code, *_ in areas}) > 2500
    for country, code, lat, lon, radius in areas:
        assert (country, code) in named
        assert -90 <= float(lat) <= 90
        assert -180 <= float(lon) <= 180
        assert 0 < float(radius) < 1700, (country, code)


def test_most_populous_first_and_ids_lead_back(gazetteer: BuiltInGazetteer) -> None:
    found = gazetteer.find("Tripoli")
    people = [option.population or 0 for option in found]
    assert len(found) > 1
    assert people == sorted(people, reverse=True)
    assert [gazetteer.place(option.place.id) for option in found] == [option.place for option in found]


@pytest.mark.parametrize("name", ["", "…", "Xyzzyxburg", "'; DROP TABLE place; --"])
def test_unknown_names_find_nothing(gazetteer: BuiltInGazetteer, name: str) -> None:
    assert gazetteer.find(name) == ()


@pytest.mark.parametrize("place_id", ["", "geonames:", "geonames:0", "country:ZZ", "nothing"])
def test_unknown_ids_are_none(gazetteer: BuiltInGazetteer, place_id: str) -> None:
    assert gazetteer.place(place_id) is None


def test_every_war_area_is_there_and_lies_on_earth(gazetteer: BuiltInGazetteer) -> None:
    groups = tomllib.loads((DATA / "war-areas.toml").read_text("utf-8"))
    rows = {identity: row for group in groups.values() for identity, row in group.items()}
    assert len(rows) == sum(len(group) for group in groups.values()) > 200
    for identity, row in rows.items():
        place = gazetteer.place(f"war:{identity}")
        assert place is not None, identity
        assert -90 <= place.lat <= 90
        assert -180 <= place.lon <= 180
        assert place.radius_km > 0
        assert any(option.place.id == place.id for option in gazetteer.find(row["name"])), identity


def test_a_missing_file_says_how_to_build_it(tmp_path: Path) -> None:
    with pytest.raises(DataMissing) as caught:
        BuiltInGazetteer(tmp_path / "none.sqlite")
    assert "python -m rashomon.gazetteer" in caught.value.hint


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    path.write_bytes(b"not a database" * 100)
    with pytest.raises(DataMissing):
        BuiltInGazetteer(path)


def test_it_never_writes(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    shutil.copy(PLACES, path)
    path.chmod(0o444)
    found = BuiltInGazetteer(path)
    with pytest.raises(sqlite3.OperationalError):
        found._connections[0].execute("DELETE FROM place")
    found.close()
    assert list(tmp_path.iterdir()) == [path]


def test_radius_grows_with_population() -> None:
    assert town_radius_km(0) == 2.0
    assert town_radius_km(500) == 1.0
    assert town_radius_km(1_000_000) == 10.0
