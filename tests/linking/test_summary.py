"""What an incident is called: plain English, never more than is known."""

from __future__ import annotations

from typing import Any

import pytest

from rashomon.linking.summary import summary
from rashomon.record.claim import ClaimKind, Measure, Role
from rashomon.record.values import Precision
from tests.linking.made import OSSUN, TELMARA, account, actor, figure, where

BATTLE = {"type_": "Battles", "subtype": "Armed clash"}
MOVE = {"type_": "Displacement", "subtype": "evacuation"}
HELD = {"kind": ClaimKind.CONTROL, "type_": "Control", "subtype": "holds"}
REBELS = actor("Orchard Brigades", Role.TARGET)


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({"actors": (actor("Warplanes"),), "place": where(TELMARA)}, "Air strike on Telmara"),
        ({"place": where(OSSUN, Precision.NEAR, "near")}, "Air strike near Ossun"),
        ({}, "Air strike, place not given, reported 4 March 2031"),
        ({"type_": "Battles", "subtype": None, "actors": (actor("Gunmen"), actor("drivers", Role.TARGET))},
         "Attack by gunmen on drivers"),
        (BATTLE | {"actors": (actor("army"), REBELS)}, "Clashes between the army and the Orchard Brigades"),
        (BATTLE | {"actors": (REBELS,), "place": where(OSSUN)}, "Clashes with the Orchard Brigades in Ossun"),
        (HELD | {"held_by": "Orchard Brigades", "place": where(TELMARA)}, "Telmara held by the Orchard Brigades"),
        (HELD | {"held_by": "Islamic State"}, "Area held by Islamic State"),
        (HELD | {"place": where(TELMARA)}, "Control of Telmara"),
        (MOVE | {"actors": (actor("fighters", Role.TARGET),), "place": where(OSSUN, relation="from")},
         "Evacuation of fighters from Ossun"),
        ({"type_": "Agreement", "subtype": "evacuation", "place": where(OSSUN, relation="to"),
          "actors": (actor("United Nations", Role.PARTY),)}, "Evacuation agreement with the United Nations"),
        ({"type_": "Casualties", "subtype": "killed", "figures": (figure(Measure.KILLED, 19, who="people"),)},
         "19 people killed"),
        ({"type_": "Displacement", "subtype": "displaced", "figures": (figure(Measure.DISPLACED, 6200, None),),
          "place": where(TELMARA)}, "At least 6,200 people displaced from Telmara"),
    ],
)  # fmt: skip
def test_the_line_says_who_and_where_in_plain_english(given: dict[str, Any], line: str) -> None:
    claim = account("r1", "words", **given).claim
    assert summary(claim, claim.place, claim, None, "2031-03-04") == line
