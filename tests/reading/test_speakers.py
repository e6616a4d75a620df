"""Whose subject a verb has, and which words belong to a cue."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rashomon.reading.page import Page
from rashomon.reading.speakers import cue_words, owner, subject


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("The army said it won.", "said", "army"),
        ("The army left the hill and denied losses.", "denied", "army"),
        ("The army spoke, saying it won.", "saying", "army"),
        ("The raid was condemned by the League.", "condemned", "League"),
        ("They quoted a guard as saying it rained.", "saying", "guard"),
        ("The raid was condemned.", "condemned", None),
        ("The men had been told to leave and had refused.", "refused", "men"),
    ],
)
def test_subject(parsed: Callable[..., Page], text: str, verb: str, expected: str | None) -> None:
    token = next(token for token in parsed(text).doc if token.text == verb)
    found = subject(token)
    assert (found.text if found is not None else None) == expected


def test_owner(parsed: Callable[..., Page]) -> None:
    doc = parsed("The army's claim met fears of residents and a promise. Police reject the charge by men at sea.").doc
    owners = {token.text: owner(token) for token in doc if token.text in ("claim", "fears", "promise", "charge")}
    assert {noun: word.text if word is not None else None for noun, word in owners.items()} == {
        "claim": "army",
        "fears": "residents",
        "promise": None,
        "charge": "men",
    }


def test_helping_words_and_particles_belong_to_the_cue(parsed: Callable[..., Page]) -> None:
    doc = parsed("The army has repeatedly not ruled out a raid.").doc
    verb = next(token for token in doc if token.text == "ruled")
    start, end = cue_words(verb)
    assert doc[start:end].text == "has repeatedly not ruled out"
