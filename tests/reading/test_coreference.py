"""Whom pronouns and short forms point back to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from rashomon.reading.actors import actor_lexicon
from rashomon.reading.coreference import Memory
from rashomon.reading.maker import maker_of
from rashomon.reading.mentions import Mentions
from rashomon.reading.page import Page
from rashomon.reading.voice import Voice
from rashomon.record.attribution import SourceKind


@pytest.fixture
def memory(parsed: Callable[..., Page]) -> Callable[[str], Memory]:
    """Return a function that reads a text's actors into a memory."""

    def make(text: str) -> Memory:
        page = parsed(text)
        return Memory(replace(page, **Mentions()(page)), actor_lexicon())

    return make


def body(name: str, start: int, sentence: int) -> Voice:
    """Return a monitor that spoke."""
    return Voice(name, None, SourceKind.MONITOR, words=frozenset(name.lower().split()), start=start, sentence=sentence)


def person(name: str, start: int, sentence: int, gender: str | None = None) -> Voice:
    """Return a person who spoke."""
    return Voice(name, None, SourceKind.PERSON, human=True, start=start, sentence=sentence, gender=gender)


def test_it_is_the_body_that_spoke_last(memory: Callable[[str], Memory]) -> None:
    spoken = memory("One. Two. Three. Four. Five. Six.")
    spoken.heard(body("Tower Watch", 0, 0))
    spoken.heard(body("Bridge Watch", 4, 2))
    found = spoken.pronoun("it", 9, 3)
    assert found is not None
    assert found.name == "Bridge Watch"
    assert spoken.pronoun("it", 30, 9) is None
    assert spoken.pronoun("he", 9, 3) is None
    assert spoken.pronoun("they", 9, 3) is None


def test_he_and_she_keep_apart(memory: Callable[[str], Memory]) -> None:
    spoken = memory("One. Two. Three.")
    spoken.heard(person("Ana Ruiz", 0, 0, "female"))
    spoken.heard(person("Marko Petrov", 3, 1))
    he, she = spoken.pronoun("he", 6, 2), spoken.pronoun("she", 6, 2)
    assert he is not None
    assert he.name == "Marko Petrov"
    assert she is not None
    assert she.name == "Ana Ruiz"


def test_two_people_between_are_not_guessed(memory: Callable[[str], Memory]) -> None:
    spoken = memory("John Miller and Peter Brown left. He waved.")
    assert spoken.pronoun("he", 6, 1) is None


def test_a_last_name_is_the_one_person_who_has_it(memory: Callable[[str], Memory]) -> None:
    spoken = memory("Minister Marko Petrov spoke to Ivan Horvat. Petrov left.")
    full = spoken.full_name("petrov")
    assert full is not None
    assert (full.name, full.kind) == ("Marko Petrov", SourceKind.OFFICIAL)
    assert spoken.full_name("simic") is None
    both = memory("Marko Petrov spoke to Ivan Petrov.")
    assert both.full_name("petrov") is None


def test_two_monitors_are_not_guessed(memory: Callable[[str], Memory], parsed: Callable[..., Page]) -> None:
    doc = parsed("One. Two. The group left.").doc
    spoken = memory("One. Two. The group left.")
    spoken.heard(body("Tower Watch", 0, 0))
    found = spoken.definite([doc[5]], doc[5], 4, 2)
    assert found is not None
    assert found.name == "Tower Watch"
    spoken.heard(body("Bridge Watch", 2, 1))
    assert spoken.definite([doc[5]], doc[5], 4, 2) is None


@pytest.mark.parametrize(
    ("title", "publisher", "author"),
    [
        (None, "Tarsk Observatory", "Tarsk Observatory"),
        ("Statement of the Falcon Brigades, 9 May", None, "Falcon Brigades"),
        (None, "Tarsk News Agency", None),
        (None, "Evening Lamp", None),
        (None, None, None),
    ],
)
def test_whose_report_it_is(
    title: str | None, publisher: str | None, author: str | None, parsed: Callable[..., Page]
) -> None:
    page = parsed("We left.")
    page = replace(page, report=replace(page.report, title=title, publisher=publisher))
    found = maker_of(page, actor_lexicon(), Memory(page, actor_lexicon()).named, lambda _: True).voice
    assert (found and found.name) == author


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Front of the Wells has one delegate. The Front asks for a table.", "Front of the Wells"),
        ("Staff of the Joint Team heard shots. The Team saw nobody.", "Joint Team"),
        ("The Front asks for a table.", None),
    ],
)
def test_capitals_tell_the_name_of_a_body(parsed: Callable[..., Page], text: str, name: str | None) -> None:
    page = parsed(text)
    known, doc = Memory(replace(page, **Mentions()(page)), actor_lexicon()), page.doc
    start = max(token.i for token in doc if token.lower_ == "the")
    meant = known.definite([doc[start + 1]], doc[start + 1], start, len(list(doc.sents)) - 1)
    assert (meant and meant.name) == name
