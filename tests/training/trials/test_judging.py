from __future__ import annotations

import pytest

from training.trials.judging import ALL, KIND, Figures, Filled, aligned, counts, figures
from training.trials.templates import Entity, Key


def key(kind: str, optional: bool = False, **fills: list[Entity]) -> Key:
    return Key(frozenset(kind.split("/")), fills, optional)


def one(*answers: str, optional: bool = False) -> Entity:
    return Entity(frozenset(answers), (), optional)


def test_a_template_is_held_against_the_key_of_its_kind_that_fits_best() -> None:
    keys = [key("ATTACK", Victim=[one("MAYOR")]), key("BOMBING"), key("ATTACK", Victim=[one("PRIEST"), one("NUN")])]
    assert aligned(keys, [Filled("ATTACK", {"Victim": ["PRIEST", "NUN"]})]) == [(0, 2)]
    both = [Filled("ATTACK", {"Victim": ["NUN"]}), Filled("ATTACK", {"Victim": ["NUN", "PRIEST"]})]
    assert aligned(keys, both) == [(0, 0), (1, 2)]
    assert aligned(keys, [Filled("ARSON", {})]) == []
    assert aligned([key("BOMBING/ATTACK")], [Filled("BOMBING", {})]) == [(0, 0)]


def test_an_entity_is_taken_once() -> None:
    counted = counts(
        [key("ATTACK", PerpOrg=[one("FRONT", "RED FRONT")])], [Filled("ATTACK", {"PerpOrg": ["FRONT"] * 2})]
    )
    assert (counted["PerpOrg", "right"], counted["PerpOrg", "found"], counted["PerpOrg", "gold"]) == (1, 2, 1)


def test_two_entities_may_have_the_same_answer() -> None:
    counted = counts([key("ATTACK", Victim=[one("MAN"), one("MAN")])], [Filled("ATTACK", {"Victim": ["MAN"] * 2})])
    assert counted["Victim", "right"] == 2


def test_a_fill_in_a_template_of_another_kind_is_wrong() -> None:
    counted = counts([key("ATTACK", Target=[one("BRIDGE")])], [Filled("BOMBING", {"Target": ["BRIDGE"]})])
    assert counted["Target", "right"] == counted[KIND, "right"] == 0
    assert counted["Target", "found"] == counted["Target", "gold"] == 1


@pytest.mark.parametrize(("said", "right", "gold"), [([], 0, 1), (["GUN"], 1, 2), (["KNIFE"], 0, 1)])
def test_an_optional_fill_costs_nothing(said: list[str], right: int, gold: int) -> None:
    counted = counts(
        [key("ATTACK", Weapon=[one("GUN", optional=True), one("BOMB")])], [Filled("ATTACK", {"Weapon": said})]
    )
    assert (counted["Weapon", "right"], counted["Weapon", "gold"]) == (right, gold)


def test_an_optional_template_costs_nothing_where_nobody_found_it() -> None:
    wanted = [key("ARSON", optional=True, Target=[one("BARN")])]
    assert not +counts(wanted, [])
    assert counts(wanted, [Filled("ARSON", {})])["Target", "gold"] == 1


def test_figures_are_micro() -> None:
    counted = counts([key("ATTACK", Victim=[one("MAYOR"), one("NUN")])], [Filled("ATTACK", {"Victim": ["MAYOR"]})])
    found = figures(counted)
    assert found[KIND].f1 == 1.0
    assert found["Victim"] == Figures(2 / 3, right=1, found=1, gold=2)
    assert found[ALL] == Figures(4 / 5, right=2, found=2, gold=3)
    assert found["Weapon"].f1 == 0.0
