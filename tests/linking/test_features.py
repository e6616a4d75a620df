"""What speaks for and against two accounts being about one thing, in numbers and in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from rashomon.linking.facts import Facts, facts
from rashomon.linking.features import apart, compare, score
from rashomon.linking.voices import Voices
from rashomon.record.attribution import Stance
from rashomon.record.claim import ClaimKind, Measure, Role, Status
from rashomon.record.values import Precision, TimePrecision
from tests.linking.made import KERRIN, ORVAND, OSSUN, TELMARA, account, actor, figure, when, where

VOICES = Voices([], {})
HERE: dict[str, Any] = {"place": where(TELMARA), "time": when("2018-05-20")}
CLASH: dict[str, Any] = {"type_": "Battles", "subtype": "Armed clash"}


def two(one: Mapping[str, Any], other: Mapping[str, Any]) -> tuple[Facts, Facts]:
    made = [account("r1", "guns were heard", **one), account("r2", "explosions shook houses", **other)]
    first, second = (facts(each, VOICES) for each in made)
    return first, second


def likely(one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    return score(compare(*two(one, other)))


def reasons(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    return [finding.reason for finding in compare(*two(one, other))]


@pytest.mark.parametrize("subtype", ["Air/drone strike", "Shelling/artillery/missile attack", None])
def test_one_kind_of_thing_in_one_town_on_one_day_holds_together(subtype: str | None) -> None:
    assert likely(HERE, HERE | {"subtype": subtype}) > 0.6


def test_neither_the_kind_nor_the_town_nor_the_day_does_alone() -> None:
    assert likely({}, {}) < 0.5
    assert likely({"place": where(TELMARA), "published": None}, {"place": where(TELMARA)}) < 0.5
    assert likely({"time": when("2018-05-20")}, {"time": when("2018-05-20")}) < 0.5


def test_a_country_a_year_and_one_kind_do_not_make_one_thing() -> None:
    wide = {"place": where(ORVAND, Precision.REGION), "time": when("2018", TimePrecision.YEAR)}
    assert likely(wide, wide) < 0.5


def test_the_same_number_of_dead_counts_and_another_number_counts_against() -> None:
    nearby = HERE | {"place": where(KERRIN)}
    twelve, forty = {"figures": (figure(Measure.KILLED, 12),)}, {"figures": (figure(Measure.KILLED, 40),)}
    assert likely(HERE | twelve, nearby | twelve) > 0.5 > likely(HERE | twelve, nearby | forty)
    assert "one counts 12 killed, the other 40" in reasons(HERE | twelve, nearby | forty)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (HERE, HERE | {"place": where(OSSUN)}, "Telmara and Ossun lie 40 km apart"),
        (HERE, HERE | {"time": when("2018-05-25")}, "the times said are 5 days apart"),
        (HERE, HERE | {"type_": "Siege", "subtype": "siege"}, "air strike and siege are different things"),
        (HERE, {"place": where(TELMARA), "published": "2018-05-16"}, "one was published 4 days before the other's day"),
    ],
)
def test_some_things_tell_two_asunder_whatever_else_agrees(
    one: dict[str, Any], other: dict[str, Any], reason: str
) -> None:
    assert apart(*two(one, other))
    assert likely(one, other) == 0
    assert reasons(one, other)[-1] == reason


def test_a_day_between_two_reports_is_no_contradiction_and_a_plan_may_be_older_than_the_day() -> None:
    assert not apart(*two(HERE, HERE | {"time": when("2018-05-21")}))
    assert not apart(*two(HERE, {"place": where(TELMARA), "published": "2018-05-22"}))
    planned = HERE | {"status": Status.PLANNED, "published": "2018-05-10"}
    assert not apart(*two(HERE, planned))


def test_nameless_people_may_be_the_same_and_two_agents_are_not() -> None:
    insurgents, fighters = {"actors": (actor("insurgents"),)}, {"actors": (actor("the fighters", Role.TARGET),)}
    assert "“insurgents” and “the fighters” may be the same people" in reasons(HERE | insurgents, HERE | fighters)
    army = {"actors": (actor("the army"),)}
    assert "one says insurgents did it, the other the army" in reasons(HERE | insurgents, HERE | army)
    assert "both name the army" in reasons(HERE | army, HERE | army)


def test_what_happens_again_and_again_is_no_one_time() -> None:
    voices = Voices([], {})
    habit = facts(account("r1", "the town is regularly shelled", place=where(TELMARA)), voices)
    once = facts(account("r2", "shells hit the town", **HERE), voices)
    other = facts(account("r3", "it is often shelled", place=where(TELMARA)), voices)
    assert apart(habit, once)
    assert not apart(habit, other)


def test_undated_news_of_later_days_is_less_and_less_likely_the_same() -> None:
    undated: dict[str, Any] = {"place": where(TELMARA), "published": "2018-05-20"}
    likeness = [likely(undated, undated | {"published": f"2018-05-2{day}"}) for day in range(4)]
    assert likeness == sorted(likeness, reverse=True)
    assert likeness[0] > 2 * likeness[3]


def test_what_is_missing_denies_nothing_by_itself() -> None:
    voices = Voices([], {})
    convoy: dict[str, Any] = {
        "kind": ClaimKind.CONDITION,
        "type_": "Access",
        "subtype": "granted",
        "status": Status.DENIED,
    }
    assert not facts(account("r1", "no convoy has entered the town", **convoy), voices).denies
    assert facts(account("r1", "that a convoy had entered", stance=Stance.DENIES, **convoy), voices).denies
