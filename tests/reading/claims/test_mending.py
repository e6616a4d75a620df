"""Verbs that the parser takes for nouns or adjectives."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rashomon.reading.claims.grammar import Grammar
from rashomon.reading.page import Page

Parsed = Callable[..., Page]


def _argument(grammar: Grammar, i: int | None) -> str | None:
    return None if i is None else grammar.word[i]


@pytest.mark.parametrize(
    ("text", "verb", "subject", "done_to"),
    [
        ("Al-Shabaab retook Xawaadley from Somali troops on Tuesday.", "retook", "shabaab", "xawaadley"),
        ("The group NRF vacates Birao, opening the way for a prefect.", "vacates", "nrf", "birao"),
        ("An Antonov of the Air Force unloaded barrel bombs over the market.", "unloaded", "antonov", "bombs"),
        ("Witnesses said the paramilitaries had overrun Bara at dawn.", "overrun", "paramilitaries", "bara"),
        ("The UN mission called on both parties to withdraw from the bridge.", "withdraw", "parties", None),
    ],
)
def test_a_verb_has_its_arguments(parsed: Parsed, text: str, verb: str, subject: str, done_to: str | None) -> None:
    grammar = Grammar(parsed(text).doc)
    i = grammar.word.index(verb)
    assert grammar.verbal(i)
    assert _argument(grammar, grammar.subject(i)) == subject
    assert _argument(grammar, grammar.object(i)) == done_to


def test_a_headline_of_nouns_has_a_verb(parsed: Parsed) -> None:
    grammar = Grammar(parsed("Port Sabel army murders worshippers in Qasr\n\nThe rest follows.").doc)
    i = grammar.word.index("murders")
    assert grammar.verbal(i)
    assert (_argument(grammar, grammar.subject(i)), _argument(grammar, grammar.object(i))) == ("army", "worshippers")


def test_a_headline_tells_what_was_done_in_the_past_tense(parsed: Parsed) -> None:
    grammar = Grammar(parsed("Tanker driver gunned down in Qasr\n\nThe rest follows.").doc)
    i = grammar.word.index("gunned")
    assert grammar.passive(i)
    assert _argument(grammar, grammar.object(i)) == "driver"


def test_the_same_words_in_a_sentence_do_not(parsed: Parsed) -> None:
    grammar = Grammar(parsed("The guards killed and burned and left.").doc)
    assert not grammar.passive(grammar.word.index("killed"))


def test_a_call_is_not_for_the_day_it_is_made_on(parsed: Parsed) -> None:
    grammar = Grammar(parsed("The group threatened on Friday to resume fire.").doc)
    assert _argument(grammar, grammar.subject(grammar.word.index("resume"))) == "group"
