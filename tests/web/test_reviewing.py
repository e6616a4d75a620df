"""Review: its queues, what its forms decide, by whom, and how it is taken back."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from rashomon.casebook import Casebook
from rashomon.linking.decisions import standing
from rashomon.record.claim import Status
from rashomon.record.incident import Incident
from rashomon.record.judgement import Act
from rashomon.record.person import Role
from rashomon.record.selection import Queue
from rashomon.settings import Settings
from tests.web.conftest import Open, proof, sign_in


def decide(bench: TestClient, path: str = "/review", **fields: str) -> str:
    """Send a form of the page; return where it leads."""
    answer = bench.post(path, data={"csrf": proof(bench, "/review"), **fields})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def made(location: str) -> str:
    return parse_qs(urlsplit(location).query)["made"][0]


def incidents(casebook: Path) -> tuple[Incident, ...]:
    with Casebook(Settings(casebook=str(casebook))) as book:
        return book.incidents()


def listed(bench: TestClient, queue: str, **more: str) -> list[str]:
    text = bench.get("/review", params={"queue": queue, **more}).text
    inside = re.search(r'<nav class="panel queue".*?</nav>', text, re.DOTALL)
    assert inside
    return re.findall(r"[?&;]incident=(incident_[0-9a-f]+)", inside[0])


def test_the_contested_are_those_of_the_casebook(filled: Path, bench: TestClient) -> None:
    contested = {one.id for one in incidents(filled) if one.contested}
    first = listed(bench, "contested")
    assert first
    assert set(first) <= contested
    assert f'<span class="tag">{len(contested)}</span>' in bench.get("/review").text


def test_the_weakest_stand_first(filled: Path) -> None:
    known = {one.id: one for one in incidents(filled)}
    with Casebook(Settings(casebook=str(filled))) as book:
        total, lines = book.browsing.queue(Queue.UNCERTAIN, None, 100)
    weak = [known[one.id].weakest for one in lines]
    assert weak
    assert total == len(weak)
    assert weak == sorted(one for one in weak if one is not None)
    assert max(one for one in weak if one is not None) < 0.6


def test_unlinked_denials_are_those_that_deny_what_nobody_says(filled: Path) -> None:
    expected = {
        one.id
        for one in incidents(filled)
        if not one.contested and {account.status for account in one.accounts} == {Status.DENIED}
    }
    with Casebook(Settings(casebook=str(filled))) as book:
        _, lines = book.browsing.queue(Queue.UNANSWERED, None, 100)
    assert expected
    assert {one.id for one in lines} == expected


def test_new_are_those_first_reported_since(filled: Path, bench: TestClient) -> None:
    with Casebook(Settings(casebook=str(filled))) as book:
        newest = book.browsing.newest()
        total, lines = book.browsing.queue(Queue.NEW, newest, 100)
    assert newest == max(one.first_reported or "" for one in incidents(filled))
    first = {one.id: one.first_reported for one in incidents(filled)}
    assert total == len(lines) == sum(one == newest for one in first.values())
    assert bench.get("/review", params={"queue": "new", "since": "soon"}).status_code == 400


def test_what_is_accepted_leaves_the_queue_and_comes_back_when_undone(copy: Path, opening: Open) -> None:
    bench = opening(copy)
    first, second, *_ = listed(bench, "contested")
    location = decide(bench, act="accept", subject=first, then=f"/review?incident={second}")
    assert f"incident={second}" in location
    assert first not in listed(bench, "contested")
    decide(bench, act="undo", subject=made(location))
    assert first in listed(bench, "contested")


def test_a_correction_stands_beside_what_was_read(copy: Path, opening: Open) -> None:
    bench = opening(copy)
    claim = next(account.claim for one in incidents(copy) for account in one.accounts)
    path = f"/review?claim={claim}"
    fields = {"act": "correct", "subject": claim, "field": "status", "value": "rumoured", "reason": "heard so"}
    shown = bench.get(decide(bench, path, **fields)).text
    assert "heard so" in shown
    with Casebook(Settings(casebook=str(copy))) as book:
        account = book.show(claim)
        assert account.claim.status is not Status.RUMOURED  # type: ignore[union-attr]
        assert [one.value for one in account.corrections] == ["rumoured"]  # type: ignore[union-attr]


def test_two_are_merged_split_linked_and_unlinked(copy: Path, opening: Open) -> None:
    bench = opening(copy)
    one, other = [each for each in incidents(copy) if not each.contested][:2]
    claim = other.accounts[0].claim
    decide(bench, act="merge", subject=one.id, other=other.id, reason="one event")
    assert any({one.accounts[0].claim, claim} <= {a.claim for a in each.accounts} for each in incidents(copy))
    decide(bench, act="split", subject=claim, other=one.accounts[0].claim, reason="two events")
    assert not any({one.accounts[0].claim, claim} <= {a.claim for a in each.accounts} for each in incidents(copy))
    fields = {"act": "link", "subject": claim, "named": one.accounts[0].claim, "relation": "denies"}
    decide(bench, **fields, other="claim_none", reason="it denies this")
    assert any({one.accounts[0].claim, claim} <= {a.claim for a in each.accounts} for each in incidents(copy))
    decide(bench, act="unlink", subject=claim, other=one.accounts[0].claim, reason="no, it does not")
    with Casebook(Settings(casebook=str(copy))) as book:
        assert [each.judgement.act for each in book.history(claim)] == [Act.MERGE, Act.SPLIT, Act.LINK, Act.UNLINK]


def test_a_voice_is_graded_on_its_page(copy: Path, opening: Open) -> None:
    bench = opening(copy)
    name = incidents(copy)[0].accounts[0].source
    fields = {"act": "grade", "subject": name, "value": "B", "reason": "years of checking", "then": "/sources"}
    location = decide(bench, **fields)
    assert location.startswith("/sources")
    shown = bench.get(location).text
    assert "<strong>B</strong>" in shown
    assert "years of checking" in shown


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"act": "correct", "field": "status", "value": "perhaps", "reason": "x"}, "is no status"),
        ({"act": "correct", "field": "time", "value": "soon", "reason": "x"}, "is no time"),
        ({"act": "reject", "reason": "  "}, "needs a reason"),
        ({"act": "split", "reason": "x"}, "nothing"),
        ({"act": "undo", "reason": "x"}, "no judgement"),
        ({"act": "merge", "named": "incident_0000", "reason": "x"}, "incident_0000"),
    ],
)
def test_what_cannot_be_decided_is_said(bench: TestClient, filled: Path, fields: dict[str, str], told: str) -> None:
    claim = incidents(filled)[0].accounts[0].claim
    answer = bench.post(f"/review?claim={claim}", data={"csrf": proof(bench, "/review"), "subject": claim, **fields})
    assert answer.status_code == 400
    alert = re.search(r'role="alert".*?</p>', answer.text, re.DOTALL)
    assert alert
    assert told in alert[0]
    with Casebook(Settings(casebook=str(filled))) as book:
        assert not standing(one.judgement for one in book.history(claim))


@pytest.mark.parametrize(("role", "act", "status"), [
    (Role.VIEWER, "accept", 403),
    (Role.CODER, "accept", 303),
    (Role.CODER, "merge", 403),
    (Role.REVIEWER, "merge", 303),
])  # fmt: skip
def test_each_role_decides_what_is_its_own(copy: Path, opening: Open, role: Role, act: str, status: int) -> None:
    one, other = incidents(copy)[:2]
    bench = opening(copy, ("Ana", role))
    assert sign_in(bench, "Ana") == 303
    shown = bench.get(f"/review?incident={one.id}").text
    assert ("Merge</button>" in shown) == (role is Role.REVIEWER)
    assert ('value="accept"' in shown) == (role is not Role.VIEWER)
    fields = {"csrf": proof(bench, "/review"), "act": act, "subject": one.id, "other": other.id, "reason": "one event"}
    assert bench.post("/review", data=fields).status_code == status
    with Casebook(Settings(casebook=str(copy))) as book:
        assert [each.judgement.who for each in book.history(one.id)] == (["Ana"] if status == 303 else [])


def test_a_coder_takes_back_what_is_their_own(copy: Path, opening: Open) -> None:
    mine, other = incidents(copy)[:2]
    with Casebook(Settings(casebook=str(copy))) as book:
        hers = book.judge(Act.ACCEPT, other.id, who="Ada", reason="seen")
    bench = opening(copy, ("Ana", Role.CODER))
    assert sign_in(bench, "Ana") == 303
    decide(bench, act="accept", subject=mine.id)
    with Casebook(Settings(casebook=str(copy))) as book:
        (made,) = book.history(mine.id)
    assert ">Undo<" in bench.get(f"/review?incident={mine.id}").text
    assert ">Undo<" not in bench.get(f"/review?incident={other.id}").text
    fields = {"csrf": proof(bench, "/review"), "act": "undo"}
    assert bench.post("/review", data={**fields, "subject": hers.id}).status_code == 403
    assert bench.post("/review", data={**fields, "subject": made.judgement.id}).status_code == 303
    with Casebook(Settings(casebook=str(copy))) as book:
        assert next(one for one in book.history(mine.id) if one.judgement.act is Act.ACCEPT).undone_by
        assert [one.undone_by for one in book.history(other.id)] == [None]


def test_a_form_leads_to_no_other_site(copy: Path, opening: Open) -> None:
    bench = opening(copy)
    first = listed(bench, "contested")[0]
    location = decide(bench, act="accept", subject=first, then="//elsewhere.example/")
    assert location.startswith("/?made=")
