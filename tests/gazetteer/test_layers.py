"""Built-in and added places together: one id is one place, and what is asked costs nothing where nothing was added."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon import plugins
from rashomon.errors import DataMissing, UnreadablePlaces
from rashomon.gazetteer.builtin import BuiltInGazetteer
from rashomon.gazetteer.known import kind_of
from rashomon.settings import Settings
from tests.gazetteer.made import QARNAW, TUHAYTA, code_table, country_file, geonames


def refuse(error: UnreadablePlaces) -> None:
    raise error


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("layers")
    path = str(folder / "places.sqlite")
    plugins.add_places(path, [country_file(folder), code_table(folder, TUHAYTA, QARNAW)], refuse)
    return path


def test_without_added_places_it_is_the_built_in_gazetteer(tmp_path: Path) -> None:
    assert type(plugins.gazetteer()) is BuiltInGazetteer
    assert type(plugins.gazetteer(str(tmp_path / "none.sqlite"))) is BuiltInGazetteer
    without = Settings(gazetteer=str(tmp_path / "none.sqlite"))
    assert plugins.making(without) == plugins.making(Settings())


def test_an_id_of_both_is_one_place_and_the_added_row_counts(own: str) -> None:
    built_in, both = BuiltInGazetteer(), plugins.gazetteer(own)
    assert [one.place.id for one in both.find("Sanaa")].count("geonames:71137") == 1
    sanaa = both.place("geonames:71137")
    assert sanaa is not None
    assert (sanaa.lat, sanaa.name) == (15.3547, "Sanaa")
    assert {one.place.id for one in built_in.find("Sana’a")} <= {one.place.id for one in both.find("Sana’a")}


def test_names_of_either_lead_to_it(own: str) -> None:
    both = plugins.gazetteer(own)
    for name in ("Hodeidah", "Port of Tihamah", "Hudaydah"):
        found = {one.place.id: one.place for one in both.find(name)}
        assert found["geonames:79415"].name == "Al Ḩudaydah"
        assert found["geonames:79415"].feature == "P.PPLA"


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Zorvana", "geonames:9000002"),
        ("Zurwana", None),
        ("Zorvanah", "geonames:9000002"),
        ("زرفانا", "geonames:9000002"),
        ("Qarnaw", "pcode:YE1899"),
        ("Karnaw", "pcode:YE1899"),
        ("التحيتا", "geonames:9000001"),
        ("Hodeidah Province", "admin1:YE.08"),
    ],
)
def test_added_places_are_found_in_any_ordinary_spelling(own: str, name: str, place_id: str | None) -> None:
    both = plugins.gazetteer(own)
    found = both.find(name)
    assert [one.place.id for one in found] == ([place_id] if place_id else [])
    assert all(both.place(one.place.id) == one.place for one in found)


def test_a_looser_spelling_is_asked_for_only_where_no_layer_has_the_name(own: str) -> None:
    both = plugins.gazetteer(own)
    assert both.find("Duma") == BuiltInGazetteer().find("Duma")


def test_the_version_is_of_both_and_changes_with_what_is_added(own: str, tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    path.write_bytes(Path(own).read_bytes())
    settings = Settings(gazetteer=str(path))
    before, making = plugins.gazetteer(str(path)).version, plugins.making(settings)
    assert before == plugins.gazetteer(own).version
    assert before.startswith(BuiltInGazetteer().version)
    assert making == plugins.making(settings)
    plugins.add_places(str(path), [country_file(tmp_path, geonames(77, "Farqaw"))], refuse)
    assert plugins.gazetteer(str(path)).version != before
    assert plugins.making(settings) != making


def test_something_else_in_its_place_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    path.write_bytes(b"not a database" * 100)
    with pytest.raises(DataMissing) as caught:
        plugins.gazetteer(str(path))
    assert "add your files again" in caught.value.hint


def test_people_see_where_a_place_is_from_and_its_codes(own: str) -> None:
    (district,) = plugins.places_called("At Tuhayta District", own)
    assert [(code.code, code.level) for code in district.pcodes] == [("YE1820", 2)]
    assert district.sources == ("YE.txt", "codes.csv")
    assert district.country_name == "Yemen"
    (by_code,) = plugins.places_called("ye1899", own)
    assert (by_code.place.id, by_code.stands_at) == ("pcode:YE1899", "al Hudaydah")
    assert "built in: GeoNames" in plugins.places_called("Sanaa", own)[0].sources
    assert plugins.places_called("Qwzxyville", own) == plugins.places_called("Qwzxyville", None) == ()


@pytest.mark.parametrize(
    ("feature", "words"),
    [("A.ADM3", "third-level unit"), ("P.PPL", "town or village"), ("S.AIRP", "place"), ("T.HLL", "land form")],
)
def test_features_in_words(feature: str, words: str) -> None:
    assert kind_of(feature) == words
