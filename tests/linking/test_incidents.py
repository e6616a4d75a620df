"""What accounts make together: denials meet what they deny, villages stay apart, ids stay valid."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from rashomon.linking.incidents import link, resolve
from rashomon.record.attribution import SourceKind, Stance
from rashomon.record.claim import ClaimKind, Measure, Role, Status
from rashomon.record.incident import Account, Incident, Relation
from rashomon.record.judgement import Act, Judgement
from rashomon.record.values import Precision, TimePrecision
from tests.linking.made import KERRIN, ORVAND, OSSUN, TELMARA, account, actor, figure, source, when, where

MONITOR = source("Orvand Monitor")
AGENCY = source("State Agency", SourceKind.STATE_MEDIA)
CLINIC = source("Telmara Clinic", SourceKind.NGO)
RUMOUR = source("rumours", SourceKind.RUMOUR)


def strike(report: str, text: str = "warplanes struck the market of Telmara", **given: object) -> Account:
    fields: dict[str, object] = {"place": where(TELMARA), "time": when("2018-05-20"), "publisher": f"Paper {report}"}
    return account(report, text, **(fields | given))  # type: ignore[arg-type]


def departure(report: str, text: str, **given: object) -> Account:
    fields: dict[str, object] = {"type_": "Displacement", "subtype": "evacuation", "publisher": f"Paper {report}"}
    return account(report, text, **(fields | given))  # type: ignore[arg-type]


def together(incidents: Sequence[Incident]) -> set[frozenset[str]]:
    return {frozenset(one.claim for one in incident.accounts) for incident in incidents}


def decided(act: Act, subject: str, other: str | None = None, at: str = "2018-06-01T00:00:00Z") -> Judgement:
    identity = Judgement.identify(act, subject, "Ada", at, None, None, other)
    return Judgement(identity, act, subject, "Ada", at, "read both again", other=other)


def test_two_voices_on_one_strike_corroborate_and_confirm() -> None:
    accounts = [strike("r1", by=MONITOR), strike("r2", "an air raid hit Telmara's market", by=CLINIC)]
    links, (incident,) = link(accounts, {})
    assert [one.relation for one in links] == [Relation.CORROBORATES]
    assert "both name Telmara" in links[0].reasons
    assert "both say the same day" in links[0].reasons
    assert (incident.independent, incident.raw, incident.credibility, incident.contested) == (2, 2, "1", False)
    assert incident.summary == "Air strike on Telmara, 20 May 2018"
    assert incident.first_reported == incident.last_reported == "2018-05-20"


def test_a_denial_meets_what_it_denies_in_one_report_without_a_day_or_a_place() -> None:
    denied = departure(
        "r1",
        "insurgents had begun leaving under a withdrawal agreement",
        by=AGENCY,
        status=Status.DENIED,
        stance=Stance.DENIES,
        subtype="withdrawal",
        actors=(actor("insurgents"),),
        at=100,
    )
    seen = departure(
        "r1",
        "buses had gone in after midnight to take out fighters and their families",
        by=MONITOR,
        place=where(TELMARA),
        actors=(actor("fighters", Role.TARGET),),
        at=900,
    )
    figure_elsewhere = departure(
        "r1",
        "140,000 people have been brought to the north",
        by=source("United Nations", SourceKind.UN),
        time=when("2018-03-20/2018-05-20", TimePrecision.SPAN),
        figures=(figure(Measure.EVACUATED, 140_000),),
        actors=(actor("people", Role.TARGET),),
        at=2500,
    )
    links, incidents = link([denied, seen, figure_elsewhere], {})
    meeting = next(one for one in incidents if one.contested)
    assert {one.claim for one in meeting.accounts} == {denied.claim.id, seen.claim.id}
    (denies,) = [one for one in links if one.relation is Relation.DENIES]
    assert denies.reasons[0] == "denied by State Agency, said by Orvand Monitor"
    assert meeting.credibility == "4"


def test_a_denial_in_another_paper_meets_it_too() -> None:
    said = strike("r1", by=MONITOR, actors=(actor("army"),))
    denied = strike("r2", "the army had not struck Telmara", by=AGENCY, status=Status.DENIED, stance=Stance.DENIES)
    links, (incident,) = link([said, denied], {})
    assert [one.relation for one in links] == [Relation.DENIES]
    assert incident.contested


def test_villages_forty_kilometres_apart_never_share_an_incident_whatever_bridges_them() -> None:
    near = [strike(f"n{n}", by=source(f"Voice {n}")) for n in range(3)]
    far = [strike(f"f{n}", place=where(OSSUN), by=source(f"Other {n}")) for n in range(3)]
    bridges = [
        strike("b1", "warplanes struck Orvand province", place=where(ORVAND, Precision.REGION), by=source("Voice 9")),
        strike("b2", "warplanes struck a market", place=None, by=source("Voice 8")),
        strike("b3", place=where(ORVAND, Precision.REGION), figures=(figure(Measure.KILLED, 12),)),
    ]
    _, incidents = link([*near, *far, *bridges], {})
    for group in together(incidents):
        assert not (group & {one.claim.id for one in near} and group & {one.claim.id for one in far})


def test_two_days_are_two_strikes() -> None:
    _, incidents = link([strike("r1"), strike("r2", time=when("2018-05-24"), published="2018-05-24")], {})
    assert len(incidents) == 2


@pytest.mark.parametrize("seed", range(6))
def test_any_order_of_arrival_gives_the_same(seed: int) -> None:
    places = [where(TELMARA), where(KERRIN), where(OSSUN), where(ORVAND, Precision.REGION), None]
    chance = random.Random(7)
    accounts = [
        account(
            f"r{n // 3}",
            chance.choice(["warplanes struck a school", "shells fell on the market", "an air raid killed families"]),
            by=chance.choice([MONITOR, AGENCY, CLINIC, RUMOUR, None]),
            publisher=chance.choice(["Daily", "Herald", None]),
            published=chance.choice(["2018-05-19", "2018-05-20", "2018-05-21", None]),
            subtype=chance.choice(["Air/drone strike", "Shelling/artillery/missile attack", None]),
            status=chance.choice([Status.ASSERTED, Status.ASSERTED, Status.DENIED, Status.PLANNED]),
            place=chance.choice(places),
            time=chance.choice([when("2018-05-19"), when("2018-05-20"), when("2018-05", TimePrecision.MONTH), None]),
            figures=chance.choice([(), (figure(Measure.KILLED, 12),), (figure(Measure.KILLED, 15),)]),
            actors=chance.choice([(), (actor("army"),), (actor("rebels"),)]),
            at=n * 50,
        )
        for n in range(90)
    ]
    families = {"r1": "family_a", "r2": "family_a"}
    expected = link(accounts, families)
    random.Random(seed).shuffle(accounts)
    assert link(accounts, families) == expected
    assert any(incident.raw > 2 for incident in expected[1])


def test_an_old_id_names_the_incident_that_holds_its_claim_after_it_grew() -> None:
    late = strike("r2", by=CLINIC, published="2018-05-22")
    _, (alone,) = link([late], {})
    early = strike("r1", by=MONITOR, published="2018-05-20")
    _, (grown,) = link([late, early], {})
    assert grown.id == Incident.identify(early.claim.id) != alone.id
    assert resolve(alone.id, [grown]) is grown
    assert resolve("incident_unknown", [grown]) is None


def test_one_wire_text_in_ten_papers_is_one_voice() -> None:
    wire = [strike(f"r{n}", published="2018-05-20") for n in range(10)]
    links, (incident,) = link(wire, {f"r{n}": "family_w" for n in range(10)})
    assert {one.relation for one in links} == {Relation.REPEATS}
    assert (incident.independent, incident.raw, incident.credibility) == (1, 10, "3")
    assert {one.family for one in incident.accounts} == {"family_w"}


def test_a_sentence_that_two_papers_share_is_one_voice_even_where_their_texts_differ() -> None:
    words = "protesters gathered before the governor's palace demanding bread and water after months of siege"
    one, other = strike("r1", words), strike("r2", words.replace("months", "weeks"))
    links, (incident,) = link([one, other], {})
    assert [one.relation for one in links] == [Relation.REPEATS]
    assert (incident.independent, incident.credibility) == (1, "3")


def test_a_negative_contests_nothing_until_somebody_says_otherwise() -> None:
    nobody = strike("r1", "no aircraft struck Telmara", by=MONITOR, status=Status.DENIED)
    assert [one.contested for one in link([nobody], {})[1]] == [False]
    assert [one.contested for one in link([nobody, strike("r2", by=AGENCY)], {})[1]] == [True]
    denied = strike("r1", by=MONITOR, status=Status.DENIED, stance=Stance.DENIES)
    assert [one.contested for one in link([denied], {})[1]] == [True]


def test_a_denial_that_names_no_kind_of_thing_meets_what_stands_beside_it() -> None:
    said = strike("r1", by=MONITOR, at=0)
    denial = {"kind": ClaimKind.STATEMENT, "type_": "Statement", "subtype": None, "status": Status.DENIED}
    denied = account("r1", "the accusation", by=AGENCY, stance=Stance.DENIES, at=150, **denial)  # type: ignore[arg-type]
    far = strike("r1", "rockets fell on a school", by=CLINIC, time=when("2018-05-12"), at=2000)
    links, incidents = link([said, denied, far], {})
    assert [(one.relation, {one.a, one.b}) for one in links] == [(Relation.DENIES, {said.claim.id, denied.claim.id})]
    assert sorted(one.contested for one in incidents) == [False, True]


def test_the_dead_of_one_strike_are_not_held_against_the_dead_of_the_war() -> None:
    strike_dead = strike("r1", by=MONITOR, figures=(figure(Measure.KILLED, 22),))
    war_dead = strike("r1", by=MONITOR, figures=(figure(Measure.KILLED, 200_000, None),), time=None, at=300)
    assert len(link([strike_dead, war_dead], {})[1]) == 2


def test_children_among_the_dead_are_a_part_and_not_another_toll() -> None:
    dead, children = figure(Measure.KILLED, 12), figure(Measure.KILLED, 3, who="children")
    links, _ = link([strike("r1", by=MONITOR, figures=(dead,)), strike("r2", by=CLINIC, figures=(children,))], {})
    assert [one.relation for one in links] == [Relation.CORROBORATES]


def test_a_paper_that_repeats_the_source_it_quotes_adds_no_voice() -> None:
    links, (incident,) = link([strike("r1", at=0), strike("r1", by=MONITOR, at=200)], {})
    assert [one.relation for one in links] == [Relation.SAME]
    assert (incident.independent, incident.credibility) == (1, "3")


def test_one_voice_with_a_later_figure_updates_and_two_voices_contradict() -> None:
    first = strike("r1", by=MONITOR, figures=(figure(Measure.KILLED, 12),))
    later = strike("r2", by=MONITOR, figures=(figure(Measure.KILLED, 19),), published="2018-05-21")
    other = strike("r3", by=AGENCY, figures=(figure(Measure.KILLED, 3),))
    links, (incident,) = link([first, later, other], {})
    by_pair = {frozenset((one.a, one.b)): one for one in links}
    update = by_pair[frozenset((first.claim.id, later.claim.id))]
    assert (update.relation, update.field) == (Relation.UPDATES, "killed")
    assert update.reasons[0] == "Orvand Monitor: first 12 killed, later 19"
    clash = by_pair[frozenset((first.claim.id, other.claim.id))]
    assert (clash.relation, clash.field) == (Relation.CONTRADICTS, "toll")
    assert clash.reasons[0] in (
        "Orvand Monitor: 12 killed; State Agency: 3 killed",
        "State Agency: 3 killed; Orvand Monitor: 12 killed",
    )
    assert (incident.contested, incident.credibility) == (True, "3")
    assert {(one.low, one.source) for one in dict(incident.figures)[Measure.KILLED]} == {
        (12, "Orvand Monitor"),
        (3, "State Agency"),
        (19, "Orvand Monitor"),
    }


def test_who_did_it_and_who_holds_it_are_contradictions() -> None:
    army, rebels = actor("the army", id_="army"), actor("rebels", id_="rebels")
    links, _ = link([strike("r1", by=MONITOR, actors=(army,)), strike("r2", by=AGENCY, actors=(rebels,))], {})
    assert [(one.relation, one.field) for one in links] == [(Relation.CONTRADICTS, "agent")]
    control = {"kind": ClaimKind.CONTROL, "type_": "Control", "subtype": "holds", "place": where(TELMARA)}
    one = account("r1", "rebels hold Telmara", by=MONITOR, held_by="rebels", **control)  # type: ignore[arg-type]
    other = account("r2", "the army holds Telmara", by=AGENCY, held_by="army", **control)  # type: ignore[arg-type]
    links, _ = link([one, other], {})
    assert [(one.relation, one.field) for one in links] == [(Relation.CONTRADICTS, "outcome")]


CONTROL: dict[str, object] = {"kind": ClaimKind.CONTROL, "type_": "Control", "publisher": None}


def test_a_report_of_no_known_publisher_confirms_nothing() -> None:
    named, nobody = strike("r1", by=MONITOR), strike("r2", "an air raid hit Telmara's market", publisher=None)
    _, (incident,) = link([named, nobody], {})
    assert (incident.independent, incident.raw, incident.credibility) == (1, 2, "2")
    known = strike("r2", "an air raid hit Telmara's market", publisher="Harbour Post")
    assert [(one.independent, one.credibility) for one in link([named, known], {})[1]] == [(2, "1")]


def test_reports_of_no_known_publisher_are_one_voice_together_where_nobody_else_speaks() -> None:
    texts = ["warplanes struck the market", "an air raid hit Telmara", "jets bombed stalls in the town"]
    nobodies = [strike(f"r{n}", text, publisher=None) for n, text in enumerate(texts)]
    _, (incident,) = link(nobodies, {})
    assert (incident.independent, incident.raw, incident.credibility) == (1, 3, "3")
    copies = [strike(f"r{n}", publisher=paper) for n, paper in enumerate([None, "Harbour Post"])]
    _, (incident,) = link([*copies, strike("r9", by=CLINIC)], dict.fromkeys(("r0", "r1"), "family_w"))
    assert incident.independent == 2


def test_a_contested_town_is_named_after_the_day_and_the_holder_that_others_answer() -> None:
    taken = account(
        "r1", "the army captured Telmara on Sunday", by=AGENCY, subtype="gained", place=where(TELMARA),
        time=when("2018-05-20"), held_by="the army", **CONTROL,  # type: ignore[arg-type]
    )  # fmt: skip
    denied = account(
        "r1", "that Telmara had fallen", by=CLINIC, subtype="lost", place=where(TELMARA), status=Status.DENIED,
        stance=Stance.DENIES, at=150, **CONTROL,  # type: ignore[arg-type]
    )  # fmt: skip
    held = [
        account(
            report, "the fighters still hold Telmara", by=by, subtype="holds", place=where(TELMARA), held_by="fighters",
            at=220, **CONTROL,  # type: ignore[arg-type]
        )
        for report, by in (("r1", CLINIC), ("r2", MONITOR))
    ]  # fmt: skip
    _, (incident,) = link([taken, denied, *held], {})
    assert incident.contested
    assert incident.summary == "Capture of Telmara by the army, 20 May 2018"
    on_the_day = [
        account(
            report, "the fighters hold Telmara today", by=by, subtype="holds", place=where(TELMARA), held_by="fighters",
            time=when("2018-05-20"), at=400, **CONTROL,  # type: ignore[arg-type]
        )
        for report, by in (("r1", CLINIC), ("r2", MONITOR))
    ]  # fmt: skip
    _, (incident,) = link([taken, denied, *on_the_day], {})
    assert incident.summary == "Capture of Telmara by the army, 20 May 2018"


def test_people_who_flee_and_fighters_who_withdraw_are_two_things() -> None:
    here: dict[str, object] = {"place": where(TELMARA), "time": when("2018-05-20")}
    fled = departure("r1", "about 900 people fled", subtype="flight", actors=(actor("people"),), by=CLINIC, **here)
    left = departure("r1", "fighters withdrew", subtype="withdrawal", actors=(actor("fighters"),), by=MONITOR, **here)
    assert len(link([fled, left], {})[1]) == 2
    buses = departure("r2", "buses left Telmara", by=AGENCY, **here)
    assert not any({fled.claim.id, left.claim.id} <= group for group in together(link([fled, left, buses], {})[1]))
    moved = [
        departure("r3", f"{who} were taken north", by=AGENCY, actors=(actor(who, Role.TARGET),), **here)
        for who in ("residents", "fighters")
    ]
    assert not any({one.claim.id for one in moved} <= group for group in together(link([*moved, buses], {})[1]))
    both = (actor("fighters", Role.TARGET), actor("their families", Role.TARGET))
    taken = departure("r1", "buses took out fighters and their families", by=MONITOR, actors=both, at=90, **here)
    assert len(link([left, taken], {})[1]) == len(link([fled, taken], {})[1]) == 1


def test_rumours_alone_cannot_be_judged_and_a_plan_alone_makes_no_incident() -> None:
    rumoured = strike("r1", by=RUMOUR, status=Status.RUMOURED)
    assert [one.credibility for one in link([rumoured], {})[1]] == ["6"]
    assert [one.independent for one in link([rumoured], {})[1]] == [0]
    denied = strike("r2", by=AGENCY, status=Status.DENIED, stance=Stance.DENIES)
    assert [one.credibility for one in link([rumoured, denied], {})[1]] == ["5"]
    planned = strike("r3", status=Status.PLANNED)
    assert link([planned], {})[1] == ()
    assert [one.raw for one in link([planned, strike("r4")], {})[1]] == [2]
    assert link([strike("r5", status=Status.HYPOTHETICAL)], {}) == ((), ())
    assert link([strike("r6", kind=ClaimKind.STATEMENT, type_="Statement", subtype=None)], {})[1] == ()


def test_people_join_split_and_reject_and_the_latest_decision_holds() -> None:
    one, two = strike("r1", by=MONITOR), strike("r2", "an air raid on a bakery", place=where(KERRIN), by=CLINIC)
    apart = {frozenset({one.claim.id}), frozenset({two.claim.id})}
    joined = {frozenset({one.claim.id, two.claim.id})}
    ids = Incident.identify(one.claim.id), Incident.identify(two.claim.id)
    merge = decided(Act.MERGE, ids[0], ids[1])
    assert together(link([one, two], {})[1]) == apart
    assert together(link([one, two], {}, [merge])[1]) == joined
    split = decided(Act.SPLIT, two.claim.id, one.claim.id, at="2018-06-02T00:00:00Z")
    assert together(link([one, two], {}, [split, merge])[1]) == apart
    out = decided(Act.REJECT, one.claim.id)
    assert together(link([one, two], {}, [out])[1]) == {frozenset({two.claim.id})}
    assert together(link([one, two], {}, [decided(Act.REJECT, ids[1])])[1]) == {frozenset({one.claim.id})}
    back = decided(Act.ACCEPT, one.claim.id, at="2018-06-03T00:00:00Z")
    assert together(link([one, two], {}, [out, back])[1]) == apart


def test_a_claim_split_from_its_incident_leaves_the_others_together() -> None:
    accounts = [strike(f"r{n}", by=source(f"Voice {n}")) for n in range(5)]
    first, stray = accounts[0].claim.id, accounts[3].claim.id
    _, (whole,) = link(accounts, {})
    judgement = decided(Act.SPLIT, stray, whole.id)
    _, incidents = link(accounts, {}, [judgement])
    assert sorted(len(group) for group in together(incidents)) == [1, 4]
    assert frozenset({stray}) in together(incidents) or first == stray
