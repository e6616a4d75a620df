"""Incidents kept row by row: whatever way the reports came and were decided on, they are those of all at once."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from rashomon.casebook import Casebook
from rashomon.evaluation import growth
from rashomon.record.incident import Incident
from rashomon.record.judgement import Act
from rashomon.record.run import Reading, Run
from rashomon.settings import Settings
from rashomon.store import open_store


@pytest.fixture
def crowded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put everything into three villages: their blocks overflow, so that what arrives parts what met before."""
    monkeypatch.setattr(growth, "VILLAGES", 3)


@pytest.fixture
def roomy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put everything into thirty villages and more days."""
    monkeypatch.setattr(growth, "VILLAGES", 30)
    monkeypatch.setattr(growth, "PER_DAY", 40)


def made(claims: int, seed: int = 1) -> list[Reading]:
    return list(growth.readings(claims, seed))


def added(place: str, readings: Sequence[Reading], step: int) -> tuple[Incident, ...]:
    with Casebook(Settings(casebook=place)) as book:
        for start in range(0, len(readings), step):
            growth.fill(place, readings[start : start + step])
            book.link()
        return book.incidents()


def again(place: str) -> tuple[Incident, ...]:
    with Casebook(Settings(casebook=place)) as book:
        return book.incidents(again=True)


@pytest.mark.usefixtures("crowded")
def test_one_by_one_is_as_all_at_once(place: str) -> None:
    readings = made(80)
    random.Random(5).shuffle(readings)
    found = added(place, readings, 1)
    assert any(incident.raw > 3 for incident in found)
    assert found == again(place)


@pytest.mark.usefixtures("roomy")
def test_a_few_at_a_time_are_as_all_at_once(place: str) -> None:
    readings = made(120, seed=2)
    random.Random(6).shuffle(readings)
    assert added(place, readings, 7) == again(place)


def copied(reading: Reading, digits: str) -> Reading:
    """Return the same text as another report, by another paper."""
    report = f"report_{digits}"
    claims = (
        replace(claim, id=f"claim_{at:02x}{digits[:18]}", report=report, attribution=None)
        for at, claim in enumerate(reading.claims)
    )
    whole = replace(reading.report, id=report, publisher="Copier")
    return replace(reading, report=whole, claims=tuple(claims), attributions=())


@pytest.mark.usefixtures("roomy")
def test_copies_that_come_later_are_found_and_change_the_voices(place: str) -> None:
    readings = made(60, seed=3)
    copies = [copied(reading, f"{number + 1:x}".ljust(20, "0")) for number, reading in enumerate(readings[:5])]
    both = [*readings, *copies]
    random.Random(7).shuffle(both)
    found = added(place, both, 1)
    assert any(account.family for incident in found for account in incident.accounts)
    assert found == again(place)


@pytest.mark.usefixtures("roomy")
def test_decisions_are_followed_where_they_fall_and_can_be_taken_back(place: str) -> None:
    before = added(place, made(120, seed=4), 50)
    several = [incident for incident in before if incident.raw > 2]
    with Casebook(Settings(casebook=place)) as book:
        gone = several[0].accounts[0].claim
        book.judge(Act.REJECT, gone, who="Ana", reason="misread")
        one, other = several[1].id, several[2].id
        book.judge(Act.MERGE, one, who="Ana", reason="one thing", other=other)
        parted = several[3]
        book.judge(Act.SPLIT, parted.accounts[1].claim, who="Ana", reason="two", other=parted.accounts[0].claim)
        decided = book.incidents()
        assert gone not in {account.claim for incident in decided for account in incident.accounts}
        assert book.show(one) == book.show(other)
        assert book.show(Incident.identify(parted.accounts[1].claim)) != book.show(parted.id)
        assert decided == book.incidents(again=True)
        book.judge(Act.ACCEPT, gone, who="Bo", reason="it is right")
        assert gone in {account.claim for incident in book.incidents() for account in incident.accounts}


@pytest.mark.usefixtures("roomy")
def test_a_report_that_is_read_again_stands_as_its_newest_reading(place: str) -> None:
    readings = made(60, seed=8)
    added(place, readings, 20)
    newer = replace(readings[0], run=Run("made", "2"), claims=readings[0].claims[1:])
    found = added(place, [newer], 1)
    left = {account.claim for incident in found for account in incident.accounts}
    assert readings[0].claims[0].id not in left
    assert found == again(place)


def test_what_was_worked_out_is_no_part_of_the_content(place: str) -> None:
    growth.fill(place, made(60))
    with open_store(place, create=False) as store:
        digest = store.check.digest()
        assert not store.writer.is_linked("any", [])
    again(place)
    with open_store(place, create=False) as store:
        assert store.check.digest() == digest
        assert list(store.check.problems()) == []
