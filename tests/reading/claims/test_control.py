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
        ("The rebels, who hold Tel Amar, are few.", "holds", "rebels"),
        ("They met soldiers that captured Tel Amar.", "gained", "soldiers"),
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
    assert (claim.subtype, dict(claim.terms)) == ("ceasefire", {"state": "collapsed"})


def test_a_town_falls_to_nobody_named(only: Only) -> None:
    claim = only("Tel Amar has fallen.")
    assert (claim.type, claim.subtype, claim.held_by) == ("Control", "gained", None)


def test_our_control_is_that_of_the_side_that_speaks(read: Reader) -> None:
    claims = read('"Tel Amar remains under our control," a rebel commander said.').claims
    assert [(claim.type, claim.held_by) for claim in claims] == [("Control", "rebel commander")]
    assert [claim.held_by for claim in read("Tel Amar is under our control.").claims] == [None]


def test_a_day_between_an_agreement_and_its_purpose(read: Reader) -> None:
    text = "The army and the rebels signed an agreement on Monday to evacuate families from Tel Amar."
    agreed, moved = read(text).claims
    assert (agreed.type, agreed.subtype) == ("Agreement", "evacuation")
    assert [actor.role.value for actor in agreed.actors] == ["party", "party"]
    assert agreed.place is not None
    assert agreed.time is not None
    assert (moved.type, moved.status.value, moved.time) == ("Displacement", "planned", None)


def test_a_siege_of_what_the_relative_stands_for(read: Reader) -> None:
    text = "Soldiers evacuated families from Tel Amar, which has been under siege since April."
    siege = next(claim for claim in read(text).claims if claim.type == "Siege")
    assert siege.place is not None
    assert siege.place.text == "Tel Amar"


@pytest.mark.parametrize(
    ("text", "subtype", "holder"),
    [
        ("The army drove the rebels out of Tel Amar.", "gained", "army"),
        ("Soldiers took the silo from the rebels on Monday.", "gained", "Soldiers"),
        ("The rebels fought their way into Tel Amar.", "gained", "rebels"),
        ("The army broke the rebels' grip on Tel Amar.", "gained", "army"),
        ("Tel Amar came into the hands of the rebels.", "gained", "rebels"),
        ("The garrison remained in full command of Tel Amar.", "holds", "garrison"),
        ("The rebels completed the capture of Tel Amar.", "gained", "rebels"),
    ],
)
def test_other_ways_to_hold_and_gain(read: Reader, text: str, subtype: str, holder: str) -> None:
    (claim,) = (claim for claim in read(text).claims if claim.type == "Control")
    assert (claim.subtype, claim.held_by) == (subtype, holder)


def test_what_became_of_an_agreement_is_a_claim_of_its_own(read: Reader) -> None:
    text = "The army and the rebels signed a truce in Tel Amar. It collapsed within days."
    claims = [claim for claim in read(text).claims if claim.type == "Agreement"]
    assert [dict(claim.terms)["state"] for claim in claims] == ["signed", "collapsed"]
    assert {claim.subtype for claim in claims} == {"ceasefire"}


def test_the_deal_under_which_captives_are_exchanged_is_no_second_one(read: Reader) -> None:
    text = "The army and the rebels exchanged 318 captives on Monday in a deal arranged by Norland."
    (claim,) = (claim for claim in read(text).claims if claim.type == "Agreement")
    assert [actor.name for actor in claim.actors if actor.role is Role.MEDIATOR] == ["Norland"]
    assert [(figure.measure.value, figure.low) for figure in claim.figures] == [("other", 318)]


def test_whoever_proposes_and_fights_nobody_mediates(read: Reader) -> None:
    (claim,) = (
        claim for claim in read("Norland has proposed a truce in Tel Amar.").claims if claim.type == "Agreement"
    )
    assert [(actor.role, actor.name) for actor in claim.actors] == [(Role.MEDIATOR, "Norland")]
    assert claim.status is Status.ASSERTED
