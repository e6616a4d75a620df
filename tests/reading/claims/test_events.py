"""Events: what happened, with whom on which side, once each."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rashomon.record.claim import Claim, ClaimKind, Role
from tests.reading.claims.conftest import Reader

Only = Callable[[str], Claim]
Listed = Callable[[str], list[tuple[str, str | None, str]]]


def sides(claim: Claim) -> dict[Role, str]:
    return {actor.role: actor.name for actor in claim.actors}


def test_a_strike_and_its_dead_are_one_event(only: Only) -> None:
    claim = only("Air strikes on Tel Amar killed six civilians and wounded ten.")
    assert (claim.type, claim.subtype) == ("Explosions/Remote violence", "Air/drone strike")
    assert claim.place is not None
    assert claim.place.text == "Tel Amar"
    assert [(figure.measure.value, figure.low) for figure in claim.figures] == [("killed", 6), ("injured", 10)]
    assert claim.text == "Air strikes on Tel Amar killed six civilians and wounded ten"


def test_agent_of_a_passive(only: Only) -> None:
    claim = only("A convoy of farmers was ambushed by militants near Tel Amar.")
    assert sides(claim)[Role.AGENT] == "militants"
    assert claim.place is not None


def test_no_agent_is_invented_for_a_passive(only: Only) -> None:
    claim = only("The village of Tel Amar was shelled overnight.")
    assert claim.subtype == "Shelling/artillery/missile attack"
    assert Role.AGENT not in sides(claim)


def test_arguments_of_a_noun(only: Only) -> None:
    claim = only("The shelling of Tel Amar by government troops continued.")
    assert sides(claim) == {Role.AGENT: "government troops"}
    assert claim.place is not None


def test_both_sides_of_a_clash(only: Only) -> None:
    claim = only("Clashes between fishermen and soldiers broke out in Port Sabel.")
    assert sides(claim) == {Role.AGENT: "fishermen", Role.TARGET: "soldiers"} or "soldiers" in sides(claim).values()


@pytest.mark.parametrize(
    ("text", "type_", "subtype"),
    [
        ("Militants attacked an army patrol near Tel Amar.", "Battles", "Armed clash"),
        ("Militants attacked farmers near Tel Amar.", "Violence against civilians", "Attack"),
        ("Militants attacked farmers with rockets.", "Explosions/Remote violence", "Shelling/artillery/missile attack"),
        ("Militants used chlorine in an attack on Tel Amar.", "Explosions/Remote violence", "Chemical weapon"),
        ("Warplanes fired missiles at Tel Amar.", "Explosions/Remote violence", "Air/drone strike"),
        ("The strike on a bakery in Tel Amar killed two.", "Explosions/Remote violence", "Air/drone strike"),
        ("Helicopters destroyed a fuel depot near Tel Amar.", "Explosions/Remote violence", "Air/drone strike"),
        ("A raid on Tel Amar by soldiers killed two men.", "Violence against civilians", "Attack"),
        ("Militants opened fire on a bus near Tel Amar.", "Violence against civilians", "Attack"),
        ("Militants opened fire on an army convoy near Tel Amar.", "Battles", "Armed clash"),
        ("Militants opened fire on a convoy near Tel Amar.", "Battles", None),
        ("Militants opened fire on a school convoy near Tel Amar.", "Violence against civilians", "Attack"),
        ("Guards repulsed an assault on Tel Amar and killed three men.", "Battles", "Armed clash"),
    ],
)
def test_means_and_target_decide_what_an_attack_is(only: Only, text: str, type_: str, subtype: str | None) -> None:
    claim = only(text)
    assert (claim.type, claim.subtype) == (type_, subtype)


def test_several_events_in_a_sentence(claims: Listed) -> None:
    found = claims("Troops shelled Tel Amar while gunmen abducted two doctors in Port Sabel.")
    assert sorted(subtype or "" for _, subtype, _ in found) == [
        "Abduction/forced disappearance",
        "Shelling/artillery/missile attack",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A storm hit Tel Amar.",
        "The company attacked the proposal.",
        "The two governments signed a trade deal.",
        "She took a photograph in Tel Amar.",
        "The committee holds a meeting in Port Sabel.",
        "Shares in the bank fell.",
        "The army took part in a parade.",
        "The police executed a search warrant.",
        "He left the decision to the generals.",
        "Washington hit 13 officials with sanctions.",
        "The strike by nurses in Port Sabel went on.",
        "Teachers in Port Sabel began a hunger strike.",
        "Her attack on the press made headlines.",
        "The mood in Port Sabel fell silent.",
        "The situation is under our control.",
    ],
)
def test_words_in_another_sense_give_nothing(read: Reader, text: str) -> None:
    assert read(text).claims == ()


def test_an_effect_with_nothing_behind_it_is_a_figure(only: Only) -> None:
    claim = only("Twelve people were killed in Tel Amar.")
    assert (claim.kind.value, claim.type) == ("figure", "Casualties")


def test_movement_is_one_type_whoever_says_it(claims: Listed) -> None:
    texts = (
        "Buses left Tel Amar with fighters.",
        "Insurgents had begun leaving Tel Amar.",
        "Nobody was evacuated from Tel Amar.",
        "Rebels withdrew from Tel Amar.",
    )
    assert {claims(text)[0][0] for text in texts} == {"Displacement"}


def test_a_purpose_is_part_of_the_movement_it_explains(only: Only) -> None:
    claim = only("Buses entered the enclave to take out fighters.")
    assert (claim.type, claim.status.value) == ("Displacement", "asserted")
    assert sides(claim) == {Role.TARGET: "fighters"}


def test_who_carried_it_out(only: Only) -> None:
    assert sides(only("The raid on Tel Amar was carried out by militants."))[Role.AGENT] == "militants"
    assert sides(only("Attacks launched by militants killed six farmers."))[Role.AGENT] == "militants"


def test_rockets_are_fired_by_somebody(only: Only) -> None:
    claim = only("Rockets fired by militants killed four people in Tel Amar.")
    assert claim.subtype == "Shelling/artillery/missile attack"
    assert sides(claim)[Role.AGENT] == "militants"


def test_those_killed_by_shelling_did_not_shell(read: Reader) -> None:
    for claim in read("At least ten people were killed by army shelling of Tel Amar.").claims:
        assert sides(claim).get(Role.AGENT) != "people"


@pytest.mark.parametrize(
    "text", ["Norlandic raids killed six people in Tel Amar.", "A Norlandic drone struck a house in Tel Amar."]
)
def test_whose_planes_they_were(read: Reader, text: str) -> None:
    claim = read(text).claims[0]
    assert sides(claim)[Role.AGENT] == "Norland"
    assert claim.place is not None
    assert claim.place.text == "Tel Amar"


def test_a_country_can_act(only: Only) -> None:
    assert sides(only("Norland shelled Tel Amar."))[Role.AGENT] == "Norland"


def test_shelling_that_damages_stays_beside_the_damage(claims: Listed) -> None:
    types = {type_ for type_, _, _ in claims("Heavy shelling destroyed a school in Tel Amar.")}
    assert types == {"Explosions/Remote violence", "Damage"}


def test_aid_that_moves_moves_nobody(claims: Listed) -> None:
    assert claims("No relief truck has reached or entered Tel Amar since May.") == [("Access", "granted", "denied")]
    assert "Displacement" not in {type_ for type_, _, _ in claims("Aid convoys left Port Sabel on Monday.")}


def test_a_strike_that_did_not_take_place(claims: Listed) -> None:
    found = claims("Jets hit Tel Amar, a medic said. No such strike took place, an officer said.")
    assert ("Explosions/Remote violence", "Air/drone strike", "denied") in found


def test_an_event_has_the_time_of_the_deal_that_it_is_told_with(read: Reader) -> None:
    text = (
        "The last time the state signed a deal to bus fighters out of Qasr Nur in May 2016, Norland bombed the buses."
    )
    bombing = next(claim for claim in read(text).claims if claim.type == "Explosions/Remote violence")
    assert bombing.time is not None
    assert bombing.time.edtf == "2016-05"


@pytest.mark.parametrize(
    ("text", "type_", "subtype"),
    [
        ("Students barricaded the avenue in Tel Amar to protest against power cuts.", "Protests", "Peaceful protest"),
        ("Youths pelted police with stones in Tel Amar.", "Riots", "Violent demonstration"),
        ("Police led away three traders in Tel Amar.", "Strategic developments", "Arrests"),
        (
            "Gunmen led away three traders in Tel Amar.",
            "Violence against civilians",
            "Abduction/forced disappearance",
        ),
        ("Masked men clubbed a baker in Tel Amar.", "Violence against civilians", "Attack"),
        ("A drone flew into a minibus in Tel Amar.", "Explosions/Remote violence", "Air/drone strike"),
        ("Soldiers bulldozed nine houses in Tel Amar.", "Strategic developments", "Looting/property destruction"),
        ("Sappers dug up forty rockets in Tel Amar.", "Strategic developments", "Disrupted weapons use"),
    ],
)
def test_what_is_done_by_whom_to_whom_tells_what_it_is(read: Reader, text: str, type_: str, subtype: str) -> None:
    assert (type_, subtype) in {(claim.type, claim.subtype) for claim in read(text).claims}


def test_means_told_before_are_those_of_what_is_hit_from_afar(read: Reader) -> None:
    claims = read("Mortar rounds fell on Tel Amar. The army denied having fired at the town.").claims
    assert {claim.subtype for claim in claims} == {"Shelling/artillery/missile attack"}


def test_things_that_are_hit_are_targets_and_the_town_is_not(only: Only) -> None:
    claim = only("Warplanes struck a bakery in Tel Amar.")
    assert sides(claim)[Role.TARGET] == "bakery"


def test_harmless_verbs_of_the_armed_are_no_events(read: Reader) -> None:
    assert not [
        claim
        for claim in read("Soldiers visited the children. Rebels thanked the doctors.").claims
        if claim.type != "Statement"
    ]


@pytest.mark.parametrize(
    ("text", "type_", "subtype"),
    [
        ("Residents of Tel Amar thrashed a hawker on Monday.", "Riots", "Mob violence"),
        ("Guards fired pellets into a crowd in Tel Amar.", "Protests", "Excessive force against protesters"),
        (
            "Two girls detonated explosives strapped to their bodies in Tel Amar.",
            "Explosions/Remote violence",
            "Suicide bomb",
        ),
        ("Rockets filled with sarin hit Tel Amar.", "Explosions/Remote violence", "Chemical weapon"),
        ("Gunmen attacked a checkpoint near Tel Amar.", "Battles", "Armed clash"),
        ("Gunmen attacked a health post near Tel Amar.", "Violence against civilians", "Attack"),
        ("Police seized a shepherd in Tel Amar.", "Strategic developments", "Arrests"),
        ("Gunmen seized a shepherd in Tel Amar.", "Violence against civilians", "Abduction/forced disappearance"),
    ],
)
def test_who_does_what_to_whom_is_the_type(read: Reader, text: str, type_: str, subtype: str) -> None:
    (claim,) = (claim for claim in read(text).claims if claim.kind is ClaimKind.EVENT)
    assert (claim.type, claim.subtype) == (type_, subtype)


@pytest.mark.parametrize(
    ("text", "measure", "low"),
    [
        ("Police hauled away nine curfew-breakers in Tel Amar.", "detained", 9),
        ("Gunmen led away three nutritionists near Tel Amar.", "abducted", 3),
        ("Sappers defused 30 explosive belts in Tel Amar.", "other", 30),
    ],
)
def test_a_plain_number_measures_what_is_told(read: Reader, text: str, measure: str, low: int) -> None:
    figures = [figure for claim in read(text).claims for figure in claim.figures]
    assert [(figure.measure.value, figure.low) for figure in figures] == [(measure, low)]


def test_people_attacked_need_not_be_dead(read: Reader) -> None:
    assert not [
        figure for claim in read("Gunmen attacked nine farmers in Tel Amar.").claims for figure in claim.figures
    ]


def test_whoever_runs_over_a_mine_is_its_target(read: Reader) -> None:
    (claim,) = read("A bus ran over a mine near Tel Amar.").claims
    assert [(actor.role, actor.name) for actor in claim.actors] == [(Role.AGENT, "mine"), (Role.TARGET, "bus")]


def test_a_by_behind_the_second_passive_is_for_both(read: Reader) -> None:
    text = "Stragglers were whipped in Tel Amar, and robbed of their phones, by militiamen."
    claims = [claim for claim in read(text).claims if claim.kind is ClaimKind.EVENT]
    assert claims
    assert all("militiamen" in [actor.name for actor in claim.actors] for claim in claims)


def test_planes_are_whose_they_are_said_to_be(read: Reader) -> None:
    (claim,) = read("Jets of the army bombed Tel Amar.").claims
    assert [actor.name for actor in claim.actors] == ["army"]
