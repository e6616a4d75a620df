"""Who is named or described in a report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from rashomon.reading.mentions import Mentions
from rashomon.reading.page import ActorMention, Page
from rashomon.record.attribution import SourceKind
from tests.growth import STEEPEST, growth

STEP = Mentions()


def mentions(page: Page) -> tuple[ActorMention, ...]:
    """Return the page's actors, after checking that their spans say what they print."""
    actors: tuple[ActorMention, ...] = STEP(page)["actors"]
    for mention in actors:
        assert mention.span.of(page.report.text) == mention.text
        assert page.doc[mention.start : mention.end].text == mention.text
    assert all(one.end <= two.start for one, two in pairwise(actors))
    return actors


def test_needs_and_gives() -> None:
    assert STEP.needs == {"sentences"}
    assert STEP.gives == {"actors"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Local rebels fired at government forces.",
            [("Local rebels", "armed_group"), ("government forces", "military")],
        ),
        (
            "Syrian government forces and their allies attacked.",
            [("Syrian government forces and their allies", "military")],
        ),
        ("ISIS fighters left.", [("ISIS fighters", "armed_group")]),
        ("At least five civilians died.", [("civilians", "resident")]),
        ("Rebel-held areas were hit on Sunday in Aleppo.", []),
        ("Residents and activists waited.", [("Residents", "resident"), ("activists", "activist")]),
        ("Gen. Marko Petrov spoke.", [("Marko Petrov", "military")]),
        ("Ana Ruiz, an economist, spoke.", [("Ana Ruiz", "expert")]),
        ("The war in Russia went on.", []),
        ("Russia accused Turkey of lying.", [("Russia", "government"), ("Turkey", "government")]),
        ("The men fled from masked men.", [("men", "person"), ("masked men", "armed_group")]),
    ],
)
def test_who_is_there(text: str, expected: list[tuple[str, str]], parsed: Callable[..., Page]) -> None:
    assert [(mention.text, mention.kind) for mention in mentions(parsed(text))] == expected


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Syrian army advanced. Later the army stopped.", "syrian-army"),
        ("In Sudan, north of Khartoum, Sudanese doctors left. Then the army came.", "sudanese-armed-forces"),
        ("The army came.", None),
        ("The Yemeni army and the Iraqi army met. Then the army left.", "iraqi-army"),
    ],
)
def test_short_forms_need_a_name_or_the_context(text: str, actor: str | None, parsed: Callable[..., Page]) -> None:
    assert mentions(parsed(text))[-1].actor == actor


def test_a_short_form_that_describes_is_none(parsed: Callable[..., Page]) -> None:
    found = mentions(parsed("The Syrian opposition met in Syria. Opposition lawyers left."))
    assert [(mention.text, mention.actor) for mention in found] == [
        ("Syrian opposition", "syrian-opposition"),
        ("Opposition lawyers", None),
    ]


def test_fighters_of_a_group_are_the_group_but_its_supporters_are_not(parsed: Callable[..., Page]) -> None:
    fighters, supporters = mentions(parsed("Hamas militants fled. Assad supporters cheered."))
    assert (fighters.actor, fighters.name) == ("hamas", "Hamas")
    assert (supporters.actor, supporters.kind) == (None, SourceKind.POLITICAL)


def test_furniture_is_not_read(parsed: Callable[..., Page]) -> None:
    page = parsed("Rebels left. Soldiers came.")
    page = replace(page, sentences=page.sentences[1:])
    assert [mention.text for mention in mentions(page)] == ["Soldiers"]


@pytest.mark.parametrize("text", ["", "   ", "THE REBELS ATTACKED THE ARMY.", "هاجم المتمردون الجيش", "x" * 5000])
def test_strange_texts_pass(text: str, parsed: Callable[..., Page]) -> None:
    assert all(mention.text in text for mention in mentions(parsed(text)))


@pytest.mark.parametrize("piece", ["rebel ", "the US "])
def test_endless_mentions_take_no_square_of_time(piece: str, parsed: Callable[..., Page]) -> None:
    assert growth(mentions, lambda many: parsed(piece * many), 3000) < STEEPEST
