"""A country file of GeoNames: what each row becomes, and how far it reaches."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.gazetteer.entry import Entry
from rashomon.gazetteer.geonames import CountryFile, looks_so
from rashomon.gazetteer.handed import handed
from rashomon.record.values import Place
from rashomon.roles import Candidate
from tests.gazetteer.made import YEMEN, country_file, geonames

HODEIDAH = Place("admin1:YE.08", "al Hudaydah", 14.77, 43.13, "YE", "al Hudaydah", "A.ADM1", 100.0)
COUNTRY = Place("country:YE", "Yemen", 15.0, 48.0, "YE", None, "A.PCLI", 410.0)


def known(place_id: str) -> Candidate | None:
    return next((Candidate(place, 900, True) for place in (HODEIDAH, COUNTRY) if place.id == place_id), None)


def read(folder: Path, *rows: str) -> dict[str, Entry]:
    file = CountryFile(handed(Path(country_file(folder, *rows))), known)
    return {entry.place.id: entry for entry in file.entries()}


def test_a_village_has_a_radius_and_its_unit_is_called_as_the_gazetteer_has_it(tmp_path: Path) -> None:
    village = read(tmp_path)["geonames:9000002"]
    assert village.place == Place("geonames:9000002", "Zorvana", 14.05, 43.25, "YE", "al Hudaydah", "P.PPL", 2.0)
    assert village.population is None
    assert village.aliases == ("Zurvana", "زرفانا")


def test_a_town_reaches_as_far_as_its_people_do(tmp_path: Path) -> None:
    sanaa = read(tmp_path)["geonames:71137"]
    assert (sanaa.place.feature, sanaa.place.radius_km, sanaa.population) == ("P.PPLC", 12.5, 1937451)
    assert "https://en.wikipedia.org/wiki/Sanaa" not in sanaa.aliases


@pytest.mark.parametrize(("place", "name"), [(HODEIDAH, "Al Hudaydah Governorate"), (COUNTRY, "Yemen")])
def test_a_unit_that_the_gazetteer_has_keeps_its_id_and_area(tmp_path: Path, place: Place, name: str) -> None:
    found = read(tmp_path)[place.id]
    assert found.place == place
    assert found.population == 900
    assert name in found.aliases


def test_a_unit_reaches_as_far_as_its_towns(tmp_path: Path) -> None:
    district = geonames(1, "Aldis", code="A.ADM2", units=("08", "1"))
    towns = [geonames(10 + i, f"Town {chr(97 + i)}", at=(14 + i / 10, 43.0), units=("08", "1")) for i in range(11)]
    assert read(tmp_path, district, *towns)["geonames:1"].place.radius_km == 55.6


def test_a_unit_with_few_towns_reaches_as_far_as_its_share_of_the_whole(tmp_path: Path) -> None:
    districts = [geonames(n, f"Dis{chr(96 + n)}", code="A.ADM2", units=("08", str(n))) for n in range(1, 26)]
    assert read(tmp_path, *districts)["geonames:7"].place.radius_km == 20.0
    deeper = geonames(99, "Deep", code="A.ADM3", units=("08", "1", "2"))
    assert read(tmp_path, *districts, deeper)["geonames:99"].place.radius_km == 20.0


def test_a_first_level_unit_that_the_gazetteer_lacks_is_known_by_its_number(tmp_path: Path) -> None:
    rows = (geonames(5, "Newland", code="A.ADM1", units=("77",)), geonames(6, "Newtown", units=("77",)))
    found = read(tmp_path, *rows)
    assert found["geonames:5"].place.admin1 == "Newland"
    assert found["geonames:5"].place.radius_km == 410.0
    assert found["geonames:6"].place.admin1 == "Newland"


def test_no_unit_is_none(tmp_path: Path) -> None:
    assert read(tmp_path, geonames(6, "Lonely", units=("00",)))["geonames:6"].place.admin1 is None


def test_every_place_lies_on_earth_with_a_radius(tmp_path: Path) -> None:
    for entry in read(tmp_path).values():
        assert entry.place.radius_km > 0
        assert -90 <= entry.place.lat <= 90


def test_what_looks_so() -> None:
    assert looks_so(YEMEN[0])
    assert not looks_so("ADM1_EN\tADM1_PCODE\tADM2_EN\tADM2_PCODE\tdate")
    assert not looks_so("")
