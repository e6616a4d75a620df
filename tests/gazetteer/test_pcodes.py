"""Tables of P-codes: their columns in all their ways, and where units lie that come without coordinates."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.gazetteer.builtin import BuiltInGazetteer
from rashomon.gazetteer.handed import handed
from rashomon.gazetteer.pcodes import CodeTable, Unit
from rashomon.gazetteer.units import Coded, Placing
from rashomon.record.values import Place
from tests.gazetteer.made import QARNAW, TAGS, TUHAYTA, code_table

GAZETTEER = BuiltInGazetteer()


def units(folder: Path, *rows: str, head: str | None = None) -> dict[str, Unit]:
    path = code_table(folder, *rows, head=head) if head else code_table(folder, *rows)
    return {unit.code: unit for unit in CodeTable(handed(Path(path))).units()}


def placed(folder: Path, *rows: str, head: str | None = None) -> dict[str, Coded]:
    found = Placing(units(folder, *rows, head=head).values(), GAZETTEER)
    return {one.code: one for one in found.placed()}


@pytest.mark.parametrize(
    "head",
    [
        "ADM0_EN,ADM0_PCODE,ADM1_EN,ADM1_AR,ADM1_PCODE,ADM2_EN,ADM2_AR,ADM2_PCODE",
        "adm0_name,adm0_pcode,adm1_name,adm1_name1,adm1_pcode,adm2_name,adm2_name1,adm2_pcode",
        "admin0Name_en,admin0Pcode,admin1Name_en,admin1Name_ar,admin1Pcode,admin2Name_en,admin2Name_ar,admin2Pcode",
        "ADM0_FR;ADM0_PCODE;ADM1_FR;ADM1_REF;ADM1_PCODE;ADM2_FR;ADM2ALT1FR;ADM2_PCODE",
        "\ufeffAdm0_En\tAdm0_Pcode\tAdm1_En\tAdm1_Ar\tAdm1_Pcode\tAdm2_En\tAdm2_Ar\tAdm2_Pcode",
    ],
)
def test_columns_by_all_their_names(tmp_path: Path, head: str) -> None:
    mark = next(mark for mark in ";\t," if mark in head)
    found = units(tmp_path, TUHAYTA.replace(",", mark), head=head)
    assert list(found) == ["YE", "YE18", "YE1820"]
    assert found["YE1820"] == Unit("YE1820", 2, "YE18", "YE", ["At Tuhayta", "التحيتا"])


def test_the_english_name_is_the_main_one_wherever_it_stands(tmp_path: Path) -> None:
    found = units(tmp_path, "تعز,Taizz,YE15", head="ADM1_AR,ADM1_EN,ADM1_PCODE")
    assert found["YE15"].names == ["Taizz", "تعز"]


def test_tags_and_blank_rows_are_no_places_and_rows_without_codes_are_counted(tmp_path: Path) -> None:
    path = code_table(tmp_path, TAGS, TUHAYTA, ",,,,,,,", "Yemen,YE,Al Hodeidah,,YE18,Nameless,,")
    table = CodeTable(handed(Path(path)))
    assert [unit.code for unit in table.units()] == ["YE", "YE18", "YE1820"]
    assert dict(table.left_out) == {"no P-code, or no name": 1}


@pytest.mark.parametrize("columns", ["lat,lon", "Latitude,Longitude", "center_lat,center_lon", "y_coord,x_coord"])
def test_coordinates_are_the_lowest_units(tmp_path: Path, columns: str) -> None:
    head = f"ADM1_EN,ADM1_PCODE,ADM2_EN,ADM2_PCODE,{columns},AREA_SQKM"
    found = units(tmp_path, "Aden,YE24,Qarnaw,YE2499,12.8,45.0,314.16", head=head)
    assert (found["YE2499"].lat, found["YE2499"].lon, found["YE2499"].area_km2) == (12.8, 45.0, 314.16)
    assert found["YE24"].lat is None
    assert units(tmp_path, "Aden,YE24,Qarnaw,YE2499,0,0,", head=head)["YE2499"].lat is None


def test_a_unit_known_by_name_gets_code_and_spellings(tmp_path: Path) -> None:
    found = placed(tmp_path, TUHAYTA)
    assert found["YE"].entry.place.id == "country:YE"
    assert found["YE18"].entry.place.id == "admin1:YE.08"
    assert found["YE18"].entry.aliases == ("Al Hodeidah", "الحديدة")
    assert not found["YE18"].own


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Al-Hasakeh", "admin1:SY.01"),
        ("As-Sweida", "admin1:SY.05"),
        ("Dar'a", "admin1:SY.06"),
        ("Idleb", "admin1:SY.12"),
        ("Ar-Raqqa", "admin1:SY.04"),
        ("Damascus", "admin1:SY.13"),
    ],
)
def test_a_first_level_unit_is_known_in_the_spellings_of_its_seat(tmp_path: Path, name: str, place_id: str) -> None:
    assert placed(tmp_path, f"{name},SY99", head="ADM1_EN,ADM1_PCODE")["SY99"].entry.place.id == place_id


def test_a_unit_that_nothing_knows_stands_at_its_parent_as_inexact_as_that_is(tmp_path: Path) -> None:
    one = placed(tmp_path, QARNAW)["YE1899"]
    parent = GAZETTEER.place("admin1:YE.08")
    assert parent is not None
    assert one.entry.place == Place(
        "pcode:YE1899", "Qarnaw", parent.lat, parent.lon, "YE", "al Hudaydah", "A.ADM2", parent.radius_km
    )
    assert (one.own, one.stands_at) == (True, "admin1:YE.08")


def test_what_is_in_such_a_unit_stands_at_the_nearest_that_has_coordinates(tmp_path: Path) -> None:
    row = "YE,Yemen,YE18,Al Hodeidah,YE1899,Qarnaw,YE189901,Farqaw"
    head = "ADM0_PCODE,ADM0_EN,ADM1_PCODE,ADM1_EN,ADM2_PCODE,ADM2_EN,ADM3_PCODE,ADM3_EN"
    one = placed(tmp_path, row, head=head)["YE189901"]
    assert one.stands_at == "admin1:YE.08"
    assert one.entry.place.feature == "A.ADM3"
    assert one.entry.place.radius_km >= 100


def test_what_stands_at_a_unit_of_unknown_size_reaches_as_far_as_that_units_share(tmp_path: Path) -> None:
    parent, country = GAZETTEER.place("ne:admin1.SD.gezira"), GAZETTEER.place("country:SD")
    assert parent is not None
    assert country is not None
    assert parent.radius_km == 5.0
    one = placed(tmp_path, "Gezira,SD15,Qarnaw,SD1599", head="ADM1_EN,ADM1_PCODE,ADM2_EN,ADM2_PCODE")["SD1599"]
    assert one.stands_at == "ne:admin1.SD.gezira"
    assert one.entry.place.radius_km == country.radius_km


def test_a_unit_with_coordinates_has_its_area_or_its_share_for_a_radius(tmp_path: Path) -> None:
    head = "ADM1_EN,ADM1_PCODE,ADM2_EN,ADM2_PCODE,lat,lon,area_sqkm"
    rows = ["Al Hodeidah,YE18,Qarnaw,YE1899,14.5,43.1,314.16"]
    rows += [f"Al Hodeidah,YE18,Farqaw {chr(96 + n)},YE18{n:02},14.6,43.1," for n in range(1, 9)]
    found = placed(tmp_path, *rows, head=head)
    parent = GAZETTEER.place("admin1:YE.08")
    assert parent is not None
    assert found["YE1899"].entry.place.radius_km == 10.0
    assert found["YE1801"].entry.place.radius_km == pytest.approx(parent.radius_km / 3, abs=0.1)
    assert found["YE1801"].stands_at is None


def test_a_town_of_the_name_elsewhere_in_the_country_is_not_it(tmp_path: Path) -> None:
    in_saada = "Yemen,YE,Sa'dah,صعدة,YE22,Hodeidah,,YE2299"
    one = placed(tmp_path, in_saada)["YE2299"]
    assert one.own
    assert one.entry.place.admin1 == "Sa'dah"


def test_without_a_country_that_is_known_there_is_no_place(tmp_path: Path) -> None:
    table = units(tmp_path, "Nowhere,QZ01", head="ADM1_EN,ADM1_PCODE")
    placing = Placing(table.values(), GAZETTEER)
    assert list(placing.placed()) == []
    assert sum(placing.left_out.values()) == 1


def test_codes_of_three_letters_have_the_country_of_the_name(tmp_path: Path) -> None:
    head = "ADM0_EN,ADM0_PCODE,ADM1_EN,ADM1_PCODE"
    found = placed(tmp_path, "Yemen,YEM,Aden,YEM024", head=head)
    assert found["YEM"].entry.place.id == "country:YE"
    assert found["YEM024"].entry.place.country == "YE"
