"""Status: from the grammar around a trigger and from the attributions around both."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rashomon.record.claim import Claim, Status
from tests.reading.claims.conftest import Reader

Only = Callable[[str], Claim]

CASES = [
    ("The army shelled Tel Amar.", Status.ASSERTED),
    ("The army did not shell Tel Amar.", Status.DENIED),
    ("The army never shelled Tel Amar.", Status.DENIED),
    ("No villagers were killed in Tel Amar.", Status.DENIED),
    ("Nobody is forced to leave Tel Amar.", Status.DENIED),
    ("There was no shelling of Tel Amar.", Status.DENIED),
    ("The rebels failed to capture Tel Amar.", Status.DENIED),
    ("The army will shell Tel Amar.", Status.PLANNED),
    ("The army plans to shell Tel Amar.", Status.PLANNED),
    ("The rebels are trying to recapture Tel Amar.", Status.PLANNED),
    ("The army threatened to shell Tel Amar.", Status.THREATENED),
    ("The army might shell Tel Amar.", Status.HYPOTHETICAL),
    ("The recapture of Tel Amar would be a blow.", Status.HYPOTHETICAL),
    ("The soldiers must withdraw from Tel Amar.", Status.CALLED_FOR),
    ("The plan to evacuate civilians is ready.", Status.PLANNED),
    ("The rebels attempted to prevent the army from recapturing Tel Amar.", Status.HYPOTHETICAL),
]


@pytest.mark.parametrize(("text", "status"), CASES, ids=[text for text, _ in CASES])
def test_status_from_grammar(read: Reader, text: str, status: Status) -> None:
    found = [claim for claim in read(text).claims if claim.type != "Statement"]
    assert found
    assert {claim.status for claim in found} == {status}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The ministry said that the army shelled Tel Amar.", Status.ASSERTED),
        ("The ministry denied that the army shelled Tel Amar.", Status.DENIED),
        ("State television denied a report that insurgents had begun leaving Tel Amar.", Status.DENIED),
        ("State television denied that insurgents had begun leaving in a withdrawal agreement.", Status.DENIED),
        ("The charity called for a ceasefire.", Status.CALLED_FOR),
        ("Rumours say that the fighters will be sent to Tel Amar.", Status.RUMOURED),
    ],
)
def test_status_from_attribution(read: Reader, text: str, status: Status) -> None:
    assert {claim.status for claim in read(text).claims if claim.type != "Statement"} == {status}


def test_a_conditional_asserts_nothing(read: Reader) -> None:
    page = read("It is unclear what will happen if the army attacks the rebels in Tel Amar.")
    assert all(claim.status is not Status.ASSERTED for claim in page.claims if claim.type != "Statement")


def test_the_main_clause_of_a_condition_stays_apart(read: Reader) -> None:
    page = read("Militants shelled Tel Amar after the army withdrew from Port Sabel.")
    assert {claim.status for claim in page.claims} == {Status.ASSERTED}


@pytest.mark.parametrize(
    "text",
    [
        "The streets looked like Stalingrad in 1942, shelled and burning.",
        "The siege was reminiscent of the bombing of Stalingrad.",
        "The town resembles Stalingrad after the battle.",
    ],
)
def test_comparisons_give_no_event_elsewhere(read: Reader, text: str) -> None:
    for claim in read(text).claims:
        assert claim.place is None
        assert claim.time is None


def test_history_keeps_its_own_date(only: Only) -> None:
    claim = only("Rebels captured Tel Amar in August 2011.")
    assert claim.time is not None
    assert claim.time.edtf == "2011-08"


def test_what_is_said_only_in_an_if_clause_is_supposed(
    claims: Callable[[str], list[tuple[str, str | None, str]]],
) -> None:
    found = claims("It is unclear what happens if the state seeks to shell Tel Amar.")
    assert {status for _, _, status in found} <= {"hypothetical"}


def test_would_after_said_is_planned_and_after_warned_threatened(read: Reader) -> None:
    told = read("The ministry announced that the army would shell Tel Amar. The army warned it would bomb Port Sabel.")
    assert [claim.status.value for claim in told.claims if claim.kind.value == "event"] == ["planned", "threatened"]


def test_should_before_its_subject_is_a_condition(read: Reader) -> None:
    told = read("Should the army shell Tel Amar, people will flee.")
    assert told.claims[0].status.value == "hypothetical"


def test_whoever_is_ordered_to_leave_has_not_left(read: Reader) -> None:
    (claim,) = (claim for claim in read("Residents were ordered to leave.").claims if claim.type == "Displacement")
    assert claim.status.value == "called_for"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Militants seized nobody in Tel Amar.", "denied"),
        ("Reports that the army shelled Tel Amar are false.", "denied"),
        ("The army is to leave Tel Amar by June.", "planned"),
        ("The army vowed to shell Tel Amar.", "threatened"),
        ("The army insisted that it still holds Tel Amar.", "asserted"),
        ("Let the army leave Tel Amar.", "called_for"),
    ],
)
def test_status_from_more_grammar(read: Reader, text: str, status: str) -> None:
    told = {claim.status.value for claim in read(text).claims if claim.kind.value != "statement"}
    assert told == {status}
