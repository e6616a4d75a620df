"""Whom `it`, `they`, `we` and `its fighters` mean where they act, and who is blamed for a deed."""

from __future__ import annotations

import pytest

from rashomon.record.claim import Claim, Role
from tests.reading.claims.conftest import Reader


def agents(claims: tuple[Claim, ...] | list[Claim], words: str) -> list[str]:
    (claim,) = (claim for claim in claims if words in claim.text)
    return [actor.name for actor in claim.actors if actor.role is Role.AGENT]


def test_a_side_that_speaks_of_itself(read: Reader) -> None:
    claims = read(
        "Hezbollah said it had shelled Tel Amar. Hezbollah said its men had withdrawn from Port Sabel."
    ).claims
    assert agents(claims, "shelled") == ["Hezbollah"]
    assert agents(claims, "withdrawn") == ["Hezbollah"]


def test_the_body_told_of_in_the_sentence_before(read: Reader) -> None:
    claims = read("The Border Shield attacked Tel Amar. It burned the village. Its fighters abducted two men.").claims
    assert agents(claims, "burned") == ["Border Shield"]
    assert agents(claims, "abducted") == ["Border Shield"]


def test_what_moves_is_not_who_speaks(read: Reader) -> None:
    text = "The Observatory said buses had entered the town. They had left toward Tel Amar, it said."
    assert all(
        actor.name != "Observatory" for claim in read(text).claims for actor in claim.actors if actor.role is Role.AGENT
    )


def test_nobody_is_guessed_for_a_pronoun_that_nothing_explains(read: Reader) -> None:
    assert agents(read("They shelled Tel Amar at dawn.").claims, "shelled") == []


@pytest.mark.parametrize(
    "text",
    [
        "Police blamed the bombing in Tel Amar on the Red Brigades.",
        "The council accused the Red Brigades of the bombing in Tel Amar.",
    ],
)
def test_whoever_is_blamed_is_the_agent(read: Reader, text: str) -> None:
    (claim,) = (claim for claim in read(text).claims if claim.type == "Explosions/Remote violence")
    assert [(actor.role, actor.name) for actor in claim.actors] == [(Role.AGENT, "Red Brigades")]
