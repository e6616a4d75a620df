"""How places fare over time, and what becomes of agreements, from the same accounts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rashomon.linking.agreements import agreements
from rashomon.linking.conditions import conditions
from rashomon.linking.incidents import link
from rashomon.linking.periods import so_on
from rashomon.record.attribution import SourceKind, Stance
from rashomon.record.claim import ClaimKind, Role, Status
from rashomon.record.incident import Account, Agreement, Condition
from rashomon.record.judgement import Act, Judgement
from rashomon.record.values import Precision
from tests.linking.made import KERRIN, ORVAND, TELMARA, account, actor, source, when, where

MONITOR = source("Orvand Monitor")
AGENCY = source("State Agency", SourceKind.STATE_MEDIA)


def siege(report: str, text: str = "the army has besieged the town", **given: Any) -> Account:
    fields: dict[str, Any] = {"kind": ClaimKind.CONDITION, "type_": "Siege", "subtype": "siege", "by": MONITOR}
    fields |= {"place": where(TELMARA), "actors": (actor("the army"),)}
    return account(report, text, **(fields | given))


def access(report: str, state: str, text: str = "aid was let in", **given: Any) -> Account:
    return siege(report, text, **({"type_": "Access", "subtype": state} | given))


def view(*accounts: Account, judgements: tuple[Judgement, ...] = ()) -> list[Condition]:
    return list(conditions(accounts, link(accounts, {}, judgements)[1]))


def test_a_siege_is_over_though_nobody_says_when() -> None:
    (found,) = view(siege("r1", time=when("2018-03-01")), siege("r2", "they broke the siege", published="2018-05-22"))
    assert (found.since, found.until, found.over) == ("2018-03-01", None, True)
    assert [one.over for one in view(siege("r1"))] == [False]


def times(found: list[Condition]) -> list[tuple[str, str | None, str | None]]:
    return [(one.state, one.since, one.until) for one in found]


@pytest.mark.parametrize(
    "words",
    [
        "the army lifted the siege",
        "the three-year siege has ended",
        "the town is no longer besieged",
        "the siege is over",
    ],
)
def test_a_siege_lasts_until_words_say_that_it_is_over(words: str) -> None:
    begun, over = siege("r1", time=when("2018-03-01")), siege("r2", words, time=when("2018-05-20"), by=AGENCY)
    assert times(view(begun)) == [("siege", "2018-03-01", None)]
    (found,) = view(over, begun)
    assert times([found]) == [("siege", "2018-03-01", "2018-05-20")]
    assert (found.claims, found.sources) == ((begun.claim.id, over.claim.id), ("Orvand Monitor", "State Agency"))
    assert found.by == ("the army",)
    assert times(view(over)) == [("siege", None, "2018-05-20")]


def test_a_siege_after_its_end_is_another() -> None:
    begun, over = siege("r1", time=when("2018-03-01")), siege("r2", "they broke the siege", time=when("2018-05-20"))
    again, still = siege("r3", time=when("2018-06-01")), siege("r4", time=when("2018-06-05"), at=9)
    assert times(view(begun, over, again, still)) == [
        ("siege", "2018-03-01", "2018-05-20"),
        ("siege", "2018-06-01", None),
    ]


def test_access_given_ends_access_denied_and_none_let_in_is_access_denied() -> None:
    denied = access("r1", "denied", "aid was blocked", time=when("2018-05-05"))
    granted = access("r2", "granted", time=when("2018-05-12"), by=AGENCY)
    nobody = access("r3", "granted", "no convoy was let in", time=when("2018-05-20"), status=Status.DENIED)
    assert times(view(nobody, granted, denied)) == [
        ("denied", "2018-05-05", "2018-05-12"),
        ("granted", "2018-05-12", "2018-05-20"),
        ("denied", "2018-05-20", None),
    ]


def test_a_denial_contests_a_condition_and_makes_none() -> None:
    denied = siege("r2", by=AGENCY, status=Status.DENIED, stance=Stance.DENIES)
    assert [one.contested for one in view(siege("r1"))] == [False]
    assert [one.contested for one in view(siege("r1"), denied)] == [True]
    assert view(denied) == []


def test_rejected_vague_and_passing_claims_make_no_condition() -> None:
    one = siege("r1")
    out = Judgement("judgement_x", Act.REJECT, one.claim.id, "Ada", "2018-06-01T00:00:00Z", "misread")
    assert view(one, judgements=(out,)) == []
    assert view(siege("r1", place=where(ORVAND, Precision.COUNTRY))) == []
    assert view(siege("r1", type_="Need", subtype="affected")) == []
    assert [one.state for one in view(siege("r1", type_="Need", subtype="hunger"))] == ["hunger"]
    assert view(siege("r1", status=Status.PLANNED)) == []


def test_places_do_not_mix() -> None:
    assert [one.place.text for one in view(siege("r1"), siege("r2", place=where(KERRIN)))] == ["Kerrin", "Telmara"]


@pytest.mark.parametrize(
    ("since", "until", "at", "so"),
    [
        ("2018-03-01", "2018-05-20", "2018-05-20", True),
        ("2018-03-01", "2018-05-20", "2018-05-21", False),
        ("2018-03-01", "2018-05-20", "2018-02-28", False),
        ("2018-03-01", None, "2030-01-01", True),
        (None, "2018-05-20", "2000-01-01", True),
        (None, None, "2018-05-20", True),
        ("2018-05-20", None, "2018-05", True),
        ("2018-05", None, "2018-05-02", True),
    ],
)
def test_what_is_said_to_have_been_so_on_a_date(since: str | None, until: str | None, at: str, so: bool) -> None:
    (held,) = view(siege("r1"))
    assert (so_on([replace(held, since=since, until=until)], at) != ()) is so


def truce(report: str, state: str | None, day: str | None, **given: Any) -> Account:
    fields: dict[str, Any] = {"kind": ClaimKind.AGREEMENT, "type_": "Agreement", "subtype": "ceasefire", "by": MONITOR}
    fields |= {"place": where(TELMARA), "time": when(day) if day else None}
    made = account(report, f"a ceasefire in Telmara is {state}", **(fields | given))
    return replace(made, claim=replace(made.claim, terms=(("state", state), ("terms", "to leave")) if state else ()))


def course(*accounts: Account) -> list[Agreement]:
    merged = [
        Judgement(f"judgement_{n}", Act.MERGE, accounts[0].claim.id, "Ada", "2018-06-01", "one", other=one.claim.id)
        for n, one in enumerate(accounts[1:])
    ]
    return list(agreements(accounts, link(accounts, {}, merged)[1]))


def test_an_agreement_is_told_turn_by_turn() -> None:
    signed = truce("r1", "signed", "2018-05-02", actors=(actor("the army", Role.PARTY), actor("Norway", Role.MEDIATOR)))
    broken = truce("r3", "breached", "2018-05-10", by=AGENCY, actors=(actor("rebels", Role.PARTY),))
    offered = truce("r2", "offered", None, published="2018-04-28")
    planned = truce("r4", "collapsed", "2018-05-30", status=Status.THREATENED, published="2018-05-11")
    (found,) = course(signed, broken, offered, planned)
    assert [(one.state, one.time, one.source) for one in found.turns] == [
        ("offered", None, "Orvand Monitor"),
        ("signed", "2018-05-02", "Orvand Monitor"),
        ("breached", "2018-05-10", "State Agency"),
        ("collapsed", "2018-05-30", "Orvand Monitor"),
    ]
    assert found.state == "breached"
    assert (found.type, found.parties, found.mediators) == ("ceasefire", ("the army", "rebels"), ("Norway",))
    assert found.turns[1].terms == (("terms", "to leave"),)
    assert found.turns[1].claim == signed.claim.id


def test_an_incident_without_an_agreement_is_none() -> None:
    assert course(siege("r1")) == []
    assert [one.state for one in course(truce("r1", None, None))] == [None]
