"""Control and agreements."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rashomon.record.claim import Claim, Role, Status
from tests.reading.claims.conftest import Reader

Only = Callable[[str], Claim]


@pytest.mark.parametrize(
    ("text", "subtype", "holder"),
    [
        ("The rebels hold Tel Amar.", "holds", "rebels"),
        ("Most of Tel Amar is held by militants.", "holds", "militants"),
        ("Tel Amar remains under the control of the rebels.", "holds", "rebels"),
        ("Soldiers recaptured Tel Amar.", "gained", "Soldiers"),
        ("Militants took over the village of Tel Amar.", "gained", "Militants"),
        ("The militants took control of Tel Amar.", "gained", "militants"),
        ("Tel Amar fell to the rebels.", "gained", "rebels"),
        ("The rebels lost Tel Amar.", "lost", "rebels"),
    ],
)
def test_who_holds_what(only: Only, text: str, subtype: str, holder: str) -> None:
    claim = only(text)
    assert (claim.type, claim.subtype, claim.held_by) == ("Control", subtype, holder)
    assert claim.place is not None
    assert claim.place.text == "Tel Amar"
    assert claim.actors[0].role is Role.HOLDER


def test_until_when_it_was_held(only: Only) -> None:
    claim = only("The rebels lost Tel Amar in May 2018.")
    assert claim.held_until == "2018-05"


def test_outside_control_denies_that_it_is_held(only: Only) -> None:
    claim = only("Much of Tel Amar remains outside state control.")
    assert (claim.subtype, claim.status, claim.held_by) == ("holds", Status.DENIED, "state")


def test_an_adjective_says_it_of_its_noun_only(read: Reader) -> None:
    page = read("Doctors in besieged Tel Amar wrote to the mayor of Port Sabel.")
    assert [(claim.type, claim.place.text) for claim in page.claims if claim.place] == [("Siege", "Tel Amar")]


def test_parties_terms_and_state_of_an_agreement(read: Reader) -> None:
    claim = read("Rebels and soldiers signed an agreement to evacuate Tel Amar.").claims[0]
    assert (claim.kind.value, claim.subtype) == ("agreement", "evacuation")
    assert [(actor.role.value, actor.name) for actor in claim.actors] == [("party", "Rebels"), ("party", "soldiers")]
    assert dict(claim.terms) == {"state": "signed", "terms": "to evacuate Tel Amar"}


def test_a_broken_truce(read: Reader) -> None:
    claim = read("The truce collapsed on Friday.").claims[0]
    assert (claim.subtype, dict(claim.terms)) == ("ceasefire", {"state": "broken"})
