"""Who moved: civilians, armed people, both, or nobody that the words name."""

from __future__ import annotations

from typing import Any

import pytest

from rashomon.linking import kinds
from rashomon.linking.kinds import ARMED, CIVILIANS
from rashomon.record.claim import Measure, Role
from tests.linking.made import account, actor, figure

ARMY = actor("army")
FAMILIES = actor("families", Role.TARGET)


@pytest.mark.parametrize(
    ("subtype", "text", "given", "who"),
    [
        ("flight", "residents fled", {"actors": (actor("residents"),)}, {CIVILIANS}),
        ("displaced", "6,000 people", {"figures": (figure(Measure.DISPLACED, 6000, who="people"),)}, {CIVILIANS}),
        ("withdrawal", "insurgents left", {"actors": (actor("insurgents"),)}, {ARMED}),
        ("withdrawal", "troops pulled out", {"actors": (actor("troops"),)}, {ARMED}),
        ("withdrawal", "they left", {"actors": (actor("Harbour Brigades"),)}, {ARMED}),
        ("withdrawal", "it left", {"actors": (actor("Harbour Relief"),)}, set()),
        ("evacuation", "the army took out families", {"actors": (ARMY, FAMILIES)}, {CIVILIANS}),
        ("evacuation", "the army evacuated the town", {"actors": (ARMY,)}, set()),
        ("evacuation", "900 people left", {"figures": (figure(Measure.EVACUATED, 900, who="people"),)}, set()),
        ("evacuation", "buses left", {}, set()),
        ("evacuation", "the families of fighters left", {"actors": (FAMILIES,)}, {ARMED, CIVILIANS}),
        ("evacuation", "families left; fighters did not", {"actors": (FAMILIES,)}, {CIVILIANS}),
        ("evacuation", "fighters and their families left", {}, set()),
    ],
)  # fmt: skip
def test_who_moved(subtype: str, text: str, given: dict[str, Any], who: set[str]) -> None:
    claim = account("r1", text, type_="Displacement", subtype=subtype, **given).claim
    assert kinds.movers(claim) == who


def test_a_deal_and_a_battle_do_not_say_who_moved() -> None:
    for type_, subtype in (("Agreement", "evacuation"), ("Battles", "Armed clash")):
        claim = account("r1", "fighters", type_=type_, subtype=subtype, actors=(actor("fighters"),)).claim
        assert kinds.movers(claim) == set()
