"""Who speaks in a report's own voice."""

from __future__ import annotations

import pytest

from rashomon.reading.claims.issuer import issuer
from tests.reading.claims.conftest import Reader


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Companies of the River\nStatement no. 3\n\nOur men struck.", "Companies of the River"),
        ("Legion of the Free Shore. Bulletin for 2 May\n\nOur men struck.", "Legion of the Free Shore"),
        ("Military Media of the Reed Battalions\nUrgent\n\nOur men struck.", "Reed Battalions"),
        ("Counting drones\n\nStatement by Sahel Care\n\nWe count.", "Sahel Care"),
        ("River Defence Units, press office\n\nWe struck.", "River Defence Units"),
    ],
)
def test_a_statement_names_who_issues_it(text: str, name: str) -> None:
    found = issuer(text)
    assert found is not None
    assert found.of(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Soldiers killed two men in Tel Amar on Friday.",
        "PORT SABEL, 3 May (Northgate Wire) - A statement said nine died.",
        "A statement of regret\n\nWe are sorry.",
        "Statement by the people who live in this town\n\nWe are sorry.",
    ],
)
def test_other_reports_name_nobody(text: str) -> None:
    assert issuer(text) is None


def test_we_of_a_statement_is_its_issuer(read: Reader) -> None:
    text = "Companies of the River\nStatement no. 3\n\nOn Monday our fighters shelled the barracks of Tel Amar."
    (claim,) = (claim for claim in read(text).claims if claim.type == "Explosions/Remote violence")
    assert [actor.name for actor in claim.actors if actor.role.value == "agent"] == ["Companies of the River"]


def test_we_of_somebody_quoted_is_not(read: Reader) -> None:
    text = (
        "Companies of the River\nStatement no. 3\n\n"
        'The mayor of Tel Amar, Omar Hadi, said: "On Monday we attacked the guards at the gate."'
    )
    names = {actor.name for claim in read(text).claims for actor in claim.actors}
    assert "Companies of the River" not in names
