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
        ("Buses brought the families to northwestern Syria.", "Syria", "northwest_in", Precision.REGION),
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
