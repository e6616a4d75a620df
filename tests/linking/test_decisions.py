"""What people decide about links and about each other's decisions, and what comes of it in incidents."""

from __future__ import annotations

import pytest

from rashomon.linking.decisions import decided_on, standing, undone
from rashomon.linking.incidents import link
from rashomon.record.attribution import SourceKind, Stance
from rashomon.record.claim import Status
from rashomon.record.incident import Account, Incident, Relation
from rashomon.record.judgement import Act, Judgement
from tests.linking.made import KERRIN, TELMARA, account, source, when, where

MONITOR = source("Orvand Monitor")
CLINIC = source("Telmara Clinic", SourceKind.NGO)
RADIO = source("Coast Radio", SourceKind.MEDIA)


def strike(report: str, text: str = "warplanes struck the market of Telmara", **given: object) -> Account:
    fields: dict[str, object] = {"place": where(TELMARA), "time": when("2018-05-20"), "publisher": f"Paper {report}"}
    return account(report, text, **(fields | given))  # type: ignore[arg-type]


def decided(act: Act, subject: str, other: str | None = None, day: int = 1, **given: str) -> Judgement:
    at = f"2018-06-{day:02}T00:00:00Z"
    field, value = given.get("field"), given.get("value")
    identity = Judgement.identify(act, subject, "Ada", at, "read both", field, value, other)
    return Judgement(identity, act, subject, "Ada", at, "read both", field, value, other)


def groups(
    accounts: list[Account], *judgements: Judgement, families: dict[str, str] | None = None
) -> set[frozenset[str]]:
    _, incidents = link(accounts, families or {}, judgements)
    return {frozenset(one.report for one in incident.accounts) for incident in incidents}


ONE = strike("r1", by=MONITOR)
TWO = strike(
    "r2", "an air raid on a bakery", place=where(KERRIN), by=CLINIC, time=when("2018-05-27"), published="2018-05-28"
)
A, B = ONE.claim.id, TWO.claim.id


def test_a_link_holds_two_claims_together_and_says_who_decided_it_and_why() -> None:
    assert groups([ONE, TWO]) == {frozenset({"r1"}), frozenset({"r2"})}
    links, (incident,) = link([ONE, TWO], {}, [decided(Act.LINK, A, B)])
    assert {one.claim for one in incident.accounts} == {A, B}
    (made,) = incident.links
    assert links == (made,)
    assert {made.a, made.b} == {A, B}
    assert made.reasons[0] == "Ada put them together: read both"
    assert made.score < 0.55


@pytest.mark.parametrize(("relation", "contested"), [("denies", True), ("corroborates", False)])
def test_a_link_may_say_how_the_first_stands_to_the_other(relation: str, contested: bool) -> None:
    judgement = decided(Act.LINK, B, A, field="relation", value=relation)
    _, (incident,) = link([ONE, TWO], {}, [judgement])
    (made,) = incident.links
    assert (made.a, made.relation, made.b) == (B, Relation(relation), A)
    assert made.reasons[0] == f"{relation}, Ada decided: read both"
    assert made.reasons[1].startswith("read as contradicts: ")
    assert incident.contested is contested


def test_a_relation_changes_a_link_that_the_machine_found_too() -> None:
    accounts = [strike("r1", by=MONITOR), strike("r2", "an air raid hit Telmara's market", by=CLINIC)]
    one, other = (each.claim.id for each in accounts)
    assert [each.relation for each in link(accounts, {})[0]] == [Relation.CORROBORATES]
    (made,), (incident,) = link(accounts, {}, [decided(Act.LINK, one, other, field="relation", value="repeats")])
    assert made.relation is Relation.REPEATS
    assert incident.independent == 1


def test_an_unlinked_pair_parts_unless_something_else_holds_it_together() -> None:
    accounts = [strike("r1", by=MONITOR), strike("r2", "an air raid hit Telmara's market", by=CLINIC)]
    one, other = (each.claim.id for each in accounts)
    apart = decided(Act.UNLINK, one, other)
    assert groups(accounts) == {frozenset({"r1", "r2"})}
    assert groups(accounts, apart) == {frozenset({"r1"}), frozenset({"r2"})}
    third = strike("r3", "jets bombed the market in Telmara", by=RADIO)
    links, (whole,) = link([*accounts, third], {}, [apart])
    assert whole.raw == 3
    assert {one, other} not in [{each.a, each.b} for each in links]
    assert len(links) == 2


def test_copies_that_are_unlinked_part_too() -> None:
    accounts = [strike("r1"), strike("r2")]
    one, other = (each.claim.id for each in accounts)
    families = {"r1": "family_a", "r2": "family_a"}
    assert groups(accounts, families=families) == {frozenset({"r1", "r2"})}
    assert len(groups(accounts, decided(Act.UNLINK, one, other), families=families)) == 2


def test_the_latest_on_a_pair_holds() -> None:
    joined, parted = {frozenset({"r1", "r2"})}, {frozenset({"r1"}), frozenset({"r2"})}
    linked, unlinked = decided(Act.LINK, A, B), decided(Act.UNLINK, B, A, day=2)
    assert groups([ONE, TWO], unlinked, linked) == parted
    assert groups([ONE, TWO], linked, unlinked, decided(Act.LINK, A, B, day=3)) == joined
    assert groups([ONE, TWO], linked, decided(Act.SPLIT, A, B, day=2)) == parted
    assert groups([ONE, TWO], decided(Act.SPLIT, A, B), decided(Act.LINK, A, B, day=2)) == joined


def test_a_merge_stays_when_the_link_goes() -> None:
    merged, unlinked = decided(Act.MERGE, Incident.identify(A), Incident.identify(B)), decided(Act.UNLINK, A, B, day=2)
    links, (incident,) = link([ONE, TWO], {}, [merged, unlinked])
    assert (links, incident.raw) == ((), 2)


def test_a_denial_answers_nothing_that_it_was_unlinked_from() -> None:
    denied = strike("r9", "no strike", by=RADIO, time=when("2018-05-22"), status=Status.DENIED, stance=Stance.DENIES)
    merged, unlinked = decided(Act.MERGE, A, denied.claim.id), decided(Act.UNLINK, A, denied.claim.id, day=2)
    assert [one.relation for one in link([ONE, denied], {}, [merged])[0]] == [Relation.DENIES]
    assert link([ONE, denied], {}, [merged, unlinked])[0] == ()


def test_an_undone_decision_does_not_count_and_an_undone_undoing_gives_it_back() -> None:
    merged = decided(Act.MERGE, A, B)
    undo = decided(Act.UNDO, merged.id, day=2)
    redo = decided(Act.UNDO, undo.id, day=3)
    assert groups([ONE, TWO], undo, merged) == {frozenset({"r1"}), frozenset({"r2"})}
    assert groups([ONE, TWO], redo, undo, merged) == {frozenset({"r1", "r2"})}
    assert undone([merged, undo, redo]) == {undo.id: redo.id}
    assert standing([redo, undo, merged]) == [merged, redo]


def test_what_was_decided_before_the_undone_holds_again() -> None:
    split, merged = decided(Act.SPLIT, A, B), decided(Act.LINK, A, B, day=2)
    assert groups([ONE, TWO], split, merged) == {frozenset({"r1", "r2"})}
    assert groups([ONE, TWO], split, merged, decided(Act.UNDO, merged.id, day=3)) == {
        frozenset({"r1"}),
        frozenset({"r2"}),
    }


def test_an_undoing_is_news_of_what_was_undone() -> None:
    merged = decided(Act.MERGE, A, B)
    undo = decided(Act.UNDO, merged.id, day=2)
    assert decided_on([merged, undo], {merged.id}) == {A, B, merged.id}
