"""Places: which words, which place, how the report stands to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

import pytest

from rashomon.gazetteer.builtin import BuiltInGazetteer
from rashomon.reading.mentions import Mentions
from rashomon.reading.page import Page
from rashomon.reading.places import MOST_CANDIDATES, Places
from rashomon.record.values import PlaceRole, Precision, Where

Read = Callable[[str], tuple[Where, ...]]


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[BuiltInGazetteer]:
    found = BuiltInGazetteer()
    yield found
    found.close()


@pytest.fixture(scope="module")
def read(parsed: Callable[..., Page], gazetteer: BuiltInGazetteer) -> Read:
    step, mentions = Places(gazetteer), Mentions()

    def places(text: str) -> tuple[Where, ...]:
        page = parsed(text)
        page = replace(page, **mentions(page))
        found: tuple[Where, ...] = step(page)["places"]
        for where in found:
            assert where.span.of(text) == where.text
            assert len(where.candidates) <= MOST_CANDIDATES
            assert where.place is None or where.candidates[0] == where.place.id
        assert list(found) == sorted(found, key=lambda where: where.span)
        assert all(not one.span.overlaps(other.span) for one, other in pairwise(found))
        return found

    return places


def named(found: tuple[Where, ...], text: str) -> Where:
    hits = [where for where in found if where.text == text]
    assert hits, f"{text} is not among {[where.text for where in found]}"
    return hits[0]


def country(where: Where) -> str | None:
    assert where.place is not None
    return where.place.country


def test_a_camp_and_its_city(read: Read) -> None:
    found = read("Shells fell on the Yarmouk refugee camp, a neighborhood in south Damascus, in Syria.")
    camp, city = named(found, "Yarmouk"), named(found, "Damascus")
    assert camp.place is not None
    assert camp.place.feature == "WAR.CAMP"
    assert (city.relation, city.precision) == ("south_in", Precision.DISTRICT)
    assert country(city) == "SY"


@pytest.mark.parametrize(
    ("sentence", "name", "relation", "precision"),
    [
        ("The army took a hill 20 km south of Aleppo on Monday.", "Aleppo", "south_of", Precision.NEAR),
        ("A bomb exploded near Mosul on Friday.", "Mosul", "near", Precision.NEAR),
        ("Two men were killed in Homs on Friday.", "Homs", "in", Precision.EXACT),
        ("Jets struck the outskirts of Idlib overnight.", "Idlib", "outskirts_of", Precision.NEAR),
        ("Buses brought the families to northwestern Syria.", "Syria", "north_west_in", Precision.REGION),
        ("Troops gathered at the border with Iraq yesterday.", "Iraq", "border_of", Precision.REGION),
        ("The ministry sent aid to Yemen last week.", "Yemen", "to", Precision.COUNTRY),
        ("Fighting spread across the Qalamoun Mountains in spring.", "Qalamoun Mountains", "in", Precision.REGION),
    ],
)
def test_relations(read: Read, sentence: str, name: str, relation: str, precision: Precision) -> None:
    where = named(read(sentence), name)
    assert (where.relation, where.precision) == (relation, precision)


def test_a_list_shares_its_relation(read: Read) -> None:
    found = read("Rockets landed near Homs, Hama and Idlib in Syria.")
    assert [named(found, name).relation for name in ("Homs", "Hama", "Idlib")] == ["near"] * 3
    assert {country(named(found, name)) for name in ("Homs", "Hama", "Idlib")} == {"SY"}


def test_the_unit_after_a_comma_holds_the_place(read: Read) -> None:
    texas, tennessee = (
        named(read("He was born in Paris, Texas."), "Paris"),
        named(read("A fire in Lebanon, Tennessee."), "Lebanon"),
    )
    assert texas.place is not None
    assert texas.place.admin1 == "Texas"
    assert tennessee.place is not None
    assert tennessee.place.admin1 == "Tennessee"


def test_a_list_of_countries_is_no_address(read: Read) -> None:
    found = read("Ministers of Jordan, Lebanon and Turkey met to discuss Mexico, China and Japan.")
    assert [where.place.feature for where in found if where.place] == ["A.PCLI"] * 6


def test_the_reports_own_geography_decides(read: Read) -> None:
    near_libya = named(read("Libyan forces shelled Tripoli from Misrata and Sirte."), "Tripoli")
    near_lebanon = named(
        read("Lebanese soldiers moved from Beirut and Sidon to Tripoli in northern Lebanon."), "Tripoli"
    )
    assert country(near_libya) == "LY"
    assert country(near_lebanon) == "LB"


def test_georgia_twice(read: Read) -> None:
    state = named(read("A storm hit Atlanta, Georgia, and then Savannah."), "Georgia")
    nation = named(read("Russian troops entered Georgia from South Ossetia and moved on Tbilisi."), "Georgia")
    assert country(state) == "US"
    assert country(nation) == "GE"


def test_words_of_a_people(read: Read) -> None:
    found = read("Syrian troops shelled Palestinian fighters; the Saudis and South Koreans protested.")
    assert {where.text: country(where) for where in found} == {
        "Syrian": "SY", "Palestinian": "PS", "Saudis": "SA", "South Koreans": "KR",
    }  # fmt: skip
    assert {where.role for where in found} == {PlaceRole.DEMONYM}
    assert {where.relation for where in found} == {None}


def test_a_name_that_begins_with_a_people(read: Read) -> None:
    where = named(read("The convoy was sent to the “Syrian desert” at night."), "Syrian desert")
    assert where.role is PlaceRole.LITERAL
    assert where.precision is Precision.REGION


def test_capitals_that_speak_or_deal(read: Read) -> None:
    found = read("Damascus denied the report. Officials said talks between Moscow and Kyiv would go on in Istanbul.")
    roles = {where.text: where.role for where in found}
    assert roles == {
        "Damascus": PlaceRole.METONYM, "Moscow": PlaceRole.METONYM, "Kyiv": PlaceRole.METONYM,
        "Istanbul": PlaceRole.LITERAL,
    }  # fmt: skip


def test_people_and_bodies_are_no_places(read: Read) -> None:
    found = read("Paris Hilton met Mr. Washington. The news agency SANA quoted Jordan Peters on Tuesday.")
    assert found == ()


def test_a_place_in_the_name_of_a_body_stands_for_it(read: Read) -> None:
    where = named(read("The Aleppo Health Directorate counted nine wounded people."), "Aleppo")
    assert where.role is PlaceRole.METONYM


def test_an_unknown_place_is_kept(read: Read) -> None:
    where = named(read("Gunmen attacked the village of Qzarbuntil on Sunday."), "Qzarbuntil")
    assert (where.place, where.candidates, where.precision) == (None, (), Precision.UNKNOWN)


def test_text_in_capitals(read: Read) -> None:
    found = read("TROOPS ENTERED THE CITY OF HOMS AND SHELLED IDLIB, STATE RADIO IN DAMASCUS REPORTED.")
    assert {"HOMS", "DAMASCUS"} <= {where.text for where in found}


def test_a_place_compared_in_time(read: Read) -> None:
    found = read("The streets looked like Stalingrad in 1942 or Berlin in 1945.")
    assert country(named(found, "Stalingrad")) == "RU"
    assert country(named(found, "Berlin")) == "DE"


def test_war_region_with_its_direction(read: Read) -> None:
    where = named(read("The rebels lost eastern Ghouta, near the Syrian capital, in April."), "Ghouta")
    assert where.place is not None
    assert where.place.name == "Eastern Ghouta"
    assert where.relation is None


@pytest.mark.parametrize("text", ["", "\n\n", "دخل الجيش مدينة حمص", "x" * 30_000, "Homs, " * 500, "🙂 in Homs 🙂"])
def test_odd_texts(read: Read, text: str) -> None:
    assert len(read(text)) <= text.count("Homs")


def test_a_stray_namesake_is_left_open(read: Read) -> None:
    found = read("Syrian jets struck Aleppo, Homs, Hama and Idlib. Shells also hit the town of Sapulpa.")
    where = named(found, "Sapulpa")
    assert where.candidates
    assert where.place is None
    assert where.precision is Precision.UNKNOWN


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rebels repelled an attack on Kafr Nabl on Friday.", "Kafr Nabl"),
        ("A strike on a mill outside Jisr al-Shughur killed two people.", "Jisr al-Shughur"),
    ],
)
def test_a_known_name_in_a_place_is_one_whatever_the_parser_calls_it(read: Read, text: str, name: str) -> None:
    place = named(read(text), name).place
    assert place is not None
    assert place.country == "SY"


def test_an_attack_on_a_man_is_no_place(read: Read) -> None:
    assert not [where for where in read("The attack on Anton Jackson was filmed.") if where.place]


def test_towns_that_look_like_persons_are_places_of_the_country_that_is_spoken_of(read: Read) -> None:
    found = read(
        "Ukrainian gunners held Orikhiv. Tokmak and Melitopol stayed quiet, and Russian lorries left Enerhodar."
    )
    for name in ("Orikhiv", "Tokmak", "Melitopol", "Enerhodar"):
        assert country(named(found, name)) == "UA"


def test_first_names_and_surnames_stay_persons_there(read: Read) -> None:
    found = read("In Sudan, Idris Bara spoke to Amal. Bara said the market was shut, and Amal agreed.")
    assert {where.text for where in found} == {"Sudan"}


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("Guards left the Mosul dam in northern Iraq.", "Mosul", "Mosul Dam"),
        ("In Gaza, lorries queued at the Rafah crossing.", "Rafah", "Rafah Crossing"),
        ("In Syria, drones hit the T4 airbase, east of Homs.", "T4", "Tiyas Military Airbase"),
        ("In Congo, families walked from the Mugunga camp.", "Mugunga", "Mugunga Camp"),
    ],
)
def test_the_word_after_a_name_makes_it_another_place(read: Read, text: str, name: str, place: str) -> None:
    where = named(read(text), name)
    assert where.place is not None
    assert where.place.name == place


def test_a_river_is_meant_where_the_other_places_lie(read: Read) -> None:
    upper = named(read("Boats crossed the Euphrates near Raqqa, in Syria."), "Euphrates")
    lower = named(read("Boats crossed the Euphrates near Nasiriyah, in Iraq."), "Euphrates")
    assert upper.place is not None
    assert lower.place is not None
    assert upper.place.lat > 35
    assert lower.place.lat < 32


def test_a_road_with_a_number(read: Read) -> None:
    found = read("Syrian rebels cut the M4, east of Saraqib, and a soldier dropped his M4 rifle.")
    assert [where.text for where in found if where.text.startswith("M4")] == ["M4"]


def test_a_bare_name_is_the_town_and_not_its_region(read: Read) -> None:
    town = named(read("In Mali, Kidal was quiet on Monday."), "Kidal")
    region = named(read("In Mali, the Kidal region was quiet on Monday."), "Kidal")
    assert town.place is not None
    assert region.place is not None
    assert (town.place.feature, region.place.feature) == ("P.PPL", "A.ADM1")


@pytest.mark.parametrize(
    ("text", "name", "relation"),
    [
        ("A mine went off south-east of Tyre, in Lebanon.", "Tyre", "south_east_of"),
        ("Schools shut in north-eastern Nigeria.", "Nigeria", "north_east_in"),
        ("Snow fell in the far north of Iraq.", "Iraq", "north_in"),
        ("In Ukraine, Russian troops stood within 10 km of Kherson.", "Kherson", "near"),
        ("Goats were stolen near the Iranian border.", "Iranian", "border_of"),
        ("Lorries waited on the Syrian-Turkish border.", "Syrian", "border_of"),
    ],
)
def test_relations_of_sides_distances_and_borders(read: Read, text: str, name: str, relation: str) -> None:
    assert named(read(text), name).relation == relation
