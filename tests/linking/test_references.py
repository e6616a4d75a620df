"""What a report says again: copies, headlines, words that point back, one sentence read as two things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from rashomon.linking.incidents import link
from rashomon.linking.series import series
from rashomon.linking.voices import heard
from rashomon.record.attribution import SourceKind, Stance
from rashomon.record.claim import ClaimKind, Measure, Role, Status
from rashomon.record.incident import Account, Incident, Relation
from tests.linking.made import OSSUN, TELMARA, account, actor, figure, source, when, where

MONITOR = source("Orvand Monitor")
ARMY = source("the army", SourceKind.MILITARY)
MINISTRY = source("the foreign ministry", SourceKind.GOVERNMENT)
BARE: dict[str, Any] = {"kind": ClaimKind.STATEMENT, "type_": "Statement", "subtype": None, "status": Status.DENIED}
DENIES: dict[str, Any] = {"status": Status.DENIED, "stance": Stance.DENIES}
DAY: dict[str, Any] = {"place": where(TELMARA), "time": when("2018-05-20")}


def incidents(*accounts: Account, families: dict[str, str] | None = None) -> tuple[Incident, ...]:
    return link(accounts, families or {})[1]


def home(claim: Account, found: Sequence[Incident]) -> set[str]:
    (incident,) = [one for one in found if claim.claim.id in {account.claim for account in one.accounts}]
    return {account.claim for account in incident.accounts}


def test_a_sentence_and_its_copies_are_one_incident_whatever_day_and_place_each_was_given() -> None:
    words = "two aircraft had circled over the roofs"
    copies = [
        account("r1", words, published="2018-05-20"),
        account("r2", words, published="2018-05-29", place=where(OSSUN)),
        account("r3", words, published=None, time=when("2018-05-02")),
    ]
    links, found = link(copies, {"r1": "f", "r2": "f", "r3": "f"})
    assert [one.raw for one in found] == [3]
    assert {one.relation for one in links} == {Relation.REPEATS}
    assert found[0].independent == 1
    assert len(incidents(*copies)) > 1


def test_a_copy_of_which_less_was_read_is_the_same_sentence() -> None:
    whole = account("r1", "warplanes struck the mill, killing at least nine of the workers inside", **DAY)
    part = account("r2", "killing at least nine of the workers inside", figures=(figure(Measure.KILLED, 9),))
    assert len(incidents(whole, part, families={"r1": "f", "r2": "f"})) == 1
    assert len(incidents(whole, part)) == 2


@pytest.mark.parametrize(
    ("published", "name"),
    [
        (("2018-05-20", "2018-05-21", "2018-05-21"), "Coast Wire and 2 copies"),
        (("2018-05-20", "2018-05-20", "2018-05-21"), "one text in Coast Wire, Ledger and 1 more"),
        (("2018-05-22", "2018-05-21", "2018-05-22"), "Ledger and 2 copies"),
    ],
)
def test_the_voice_of_a_copied_text_names_who_was_first_only_where_the_days_tell(
    published: Sequence[str], name: str
) -> None:
    papers = ["Coast Wire", "Ledger", "Post"]
    copies = [
        account(f"r{n}", "shells fell on the mill", publisher=paper, published=day)
        for n, (paper, day) in enumerate(zip(papers, published, strict=True))
    ]
    (found,) = incidents(*copies, families={f"r{n}": "f" for n in range(3)})
    assert {one.source for one in found.accounts} == {name}


def test_a_denial_that_does_not_say_what_goes_with_what_its_side_denies_and_never_answers_its_own_side() -> None:
    denied = account(
        "r1", "the air force had struck a mill", by=ARMY, status=Status.DENIED, stance=Stance.DENIES, **DAY
    )
    hit = account("r1", "aircraft had hit a depot", by=ARMY, type_="Damage", subtype="destroyed", at=150)
    dismissed = account("r1", "the reports as inventions", by=MINISTRY, stance=Stance.DENIES, at=260, **BARE)
    found = incidents(denied, hit, dismissed)
    assert home(denied, found) == {denied.claim.id, dismissed.claim.id}
    assert home(hit, found) == {hit.claim.id}
    alone = incidents(hit, dismissed)
    assert home(hit, alone) == {hit.claim.id}
    assert not any(one.contested for one in alone)


def test_a_headline_is_no_account_beside_the_body_and_counts_as_none() -> None:
    title = "Raid kills nine in Telmara"
    head = replace(account("r1", title, figures=(figure(Measure.KILLED, 9),)), report_title=title)
    body = account("r1", "warplanes struck a mill", by=MONITOR, figures=(figure(Measure.KILLED, 9),), at=120, **DAY)
    (found,) = incidents(head, body)
    assert [one.claim for one in found.accounts] == [body.claim.id]
    assert [len(one.estimates) for one in series([head, body])] == [1]
    assert [one.accounts[0].claim for one in incidents(head)] == [head.claim.id]
    assert [len(one.estimates) for one in series([head])] == [1]


def test_words_that_point_back_join_the_one_event_they_can_mean_and_none_of_two() -> None:
    strike = account("r1", "warplanes struck a mill in Telmara", by=MONITOR, **DAY)
    later = account("r1", "the two rockets hit the mill after noon", by=ARMY, subtype=None, at=150)
    assert home(later, incidents(strike, later)) == {strike.claim.id, later.claim.id}
    other = account("r1", "jets hit a mill in Ossun", by=MONITOR, place=where(OSSUN), time=when("2018-05-20"), at=300)
    assert home(later, incidents(strike, later, other)) == {later.claim.id}


def test_victims_without_a_place_belong_to_the_only_attack_of_their_report() -> None:
    hurt = account(
        "r1",
        "31 people were hurt",
        kind=ClaimKind.FIGURE,
        type_="Casualties",
        subtype="injured",
        figures=(figure(Measure.INJURED, 31),),
        at=200,
    )
    strike = account("r1", "warplanes struck a mill in Telmara", **DAY)
    other = account("r1", "jets hit a school", place=where(OSSUN), time=when("2018-05-20"), at=300)
    assert home(hurt, incidents(strike, hurt)) == {strike.claim.id, hurt.claim.id}
    assert home(hurt, incidents(strike, hurt, other)) == {hurt.claim.id}


def test_a_sentence_that_begins_with_they_goes_on_about_the_one_before_it() -> None:
    movement: dict[str, Any] = {"type_": "Displacement", "subtype": "evacuation"}
    came = account("r1", "buses came to take out families", by=MONITOR, time=when("2018-05-20"), **movement)
    words = "They left toward Ossun"
    left = account("r1", words, by=MONITOR, place=where(OSSUN, relation="to"), at=33, **movement)
    assert len(incidents(came, left)) == 1
    by_another = account("r1", words, by=ARMY, place=where(OSSUN, relation="to"), at=33, **movement)
    assert len(incidents(came, by_another)) == 2


def test_one_sentence_read_as_two_things_is_one_incident_named_after_what_more_accounts_say() -> None:
    words = "the army took Telmara after two days of clashes"
    control: dict[str, Any] = {
        "kind": ClaimKind.CONTROL,
        "type_": "Control",
        "subtype": "gained",
        "held_by": "the army",
    }
    taken = account("r1", words, by=ARMY, **DAY, **control)
    clash = account("r1", words, by=ARMY, type_="Battles", subtype="Armed clash", **DAY)
    again = account("r2", "Telmara fell to the army", by=MONITOR, **DAY, **control)
    (found,) = incidents(taken, clash, again)
    assert found.summary == "Capture of Telmara by the army, 20 May 2018"


def test_who_stands_around_a_source_that_names_nobody_is_the_voice() -> None:
    agency = source("State Agency", SourceKind.STATE_MEDIA)
    outer = account("r1", "a report that fighters were leaving", by=agency, stance=Stance.DENIES)
    inner = account("r1", "fighters were leaving", by=source("", SourceKind.UNNAMED), at=14)
    nested = replace(inner, chain=(*inner.chain, *outer.chain))
    voice = heard(nested)
    assert voice.source == agency
    assert voice.stance is Stance.DENIES
    assert heard(inner) is inner
    named = replace(outer, chain=(*outer.chain, *inner.chain))
    assert heard(named) is named


def test_two_sides_of_a_clash_are_no_disagreement_about_who_did_it() -> None:
    clash: dict[str, Any] = {"type_": "Battles", "subtype": "Armed clash", **DAY}
    one = account("r1", "rebels fought in Telmara", by=MONITOR, actors=(actor("rebels", Role.AGENT, "a"),), **clash)
    other = account("r2", "troops fought in Telmara", by=ARMY, actors=(actor("troops", Role.AGENT, "b"),), **clash)
    (found,) = incidents(one, other)
    assert not found.contested


def test_people_in_general_are_no_disagreement_about_who_did_it() -> None:
    left = {"type_": "Displacement", "subtype": "flight", "actors": (actor("people"),)} | DAY
    (found,) = incidents(
        account("r1", "people fled", by=MONITOR, **left), account("r2", "people left", by=ARMY, **left)
    )
    assert not found.contested


def test_a_denial_of_such_a_thing_goes_with_the_one_its_side_denied_before() -> None:
    denied = account("r1", "the air force had struck a mill", by=ARMY, **DENIES, **DAY)
    again = account("r1", "No such strike took place", by=MINISTRY, at=120, **DENIES)
    assert home(again, incidents(denied, again)) == {denied.claim.id, again.claim.id}
