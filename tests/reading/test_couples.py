"""Who is meant after two people were named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rashomon.reading.couples import couple, other
from rashomon.reading.page import Page
from rashomon.reading.voice import Voice
from rashomon.record.attribution import SourceKind
from tests.reading.test_names import wrong

Parsed = Callable[..., Page]
TWO = (
    "{Governor Salim Darwish|Salim Darwish|official} met General Karim Haddad in the old mill. "
    "{Darwish|Salim Darwish|official} said the road was open. "
)


@pytest.mark.parametrize(
    "line",
    [
        TWO + "{The latter|Karim Haddad|military} said it was not.",
        TWO + "{The former|Salim Darwish|official} said he had driven it.",
        TWO + "{Both men|Salim Darwish and Karim Haddad|unnamed} said they were tired.",
        TWO + "{His colleague|Karim Haddad|military} said it was not.",
    ],
)
def test_one_of_two(parsed: Parsed, line: str) -> None:
    assert not list(wrong(line, parsed))


def voices(*names: str) -> list[Voice]:
    """Return people named one after the other, one a sentence."""
    return [
        Voice(name, None, SourceKind.PERSON, human=True, start=index, sentence=index)
        for index, name in enumerate(names)
    ]


def test_two_are_a_couple_and_three_are_none() -> None:
    two = voices("Salim Darwish", "Karim Haddad")
    assert couple(two, 1) == tuple(two)
    assert couple([*two, two[0]], 1) == tuple(two)
    assert couple(two[:1], 1) is None
    near = voices("Salim Darwish", "Karim Haddad", "Omar Zaki")
    same_sentence = [Voice(one.name, None, one.kind, human=True, start=one.start, sentence=2) for one in near]
    assert couple(same_sentence, 2) is None


def test_the_other_is_the_one_who_did_not_speak() -> None:
    first, second = voices("Salim Darwish", "Karim Haddad")
    assert other((first, second), first) == second
    assert other((first, second), second) == first
    assert other((first, second), None) is None
    assert other((first, second), voices("Omar Zaki")[0]) is None
