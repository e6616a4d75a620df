"""What a report itself tells of the bodies it names."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from rashomon.reading.introductions import introductions, telling
from rashomon.reading.page import Page
from rashomon.record.attribution import SourceKind
from tests.growth import STEEPEST, growth


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Falcon Battalion", "armed_group"),
        ("Eastern Liberation Front", "armed_group"),
        ("Ministry of Works", "government"),
        ("Tarsk Observatory", "monitor"),
        ("Radio Harbour", "media"),
        ("Tarsk News Agency", "media"),
        ("University of Tarsk", "expert"),
        ("Party of the Plough", "political"),
        ("National Committee of the Red Cross", "ngo"),
        ("Harbour Protection Agency", None),
        ("Council", None),
        ("Committee of Elders", None),
        ("Ana Ruiz", None),
    ],
)
def test_telling_words(name: str, kind: str | None) -> None:
    assert telling(tuple(name.lower().split())) == kind


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Green Bridge, a relief charity, said the wells were poisoned.", "Green Bridge", "ngo"),
        ("The Orchard Alliance, an opposition body, called it wrong.", "Orchard Alliance", "political"),
        ("The Lions of Tarsk, an armed group that holds the dam, left.", "Lions of Tarsk", "armed_group"),
        ("The Committee for Free Roads, a group that documents arrests, left.", "Committee for Free Roads", "monitor"),
        ("The Amber Circle, a body which keeps a register of raids, met.", "Amber Circle", "monitor"),
        ("Ana Ruiz, who runs the aid group Open Hands, said food was short.", "Open Hands", "ngo"),
        ("Green Bridge is an aid organisation in the north.", "Green Bridge", "ngo"),
        ("He met the National Coalition for Northern Freedom.", "National Coalition for Northern Freedom", "political"),
        ("The Council of Elders, a human rights group, met.", "Council of Elders", "ngo"),
        ("Seeds of the Delta, a local charity, said it had cleared the farms.", "Seeds of the Delta", "ngo"),
        ("NYALA, 3 May (Tarsk Dawn) — The market was open.", "Tarsk Dawn", "media"),
        ("Lanterns runs eleven rooms.", "Lanterns", None),
    ],
)
def test_a_noun_beside_the_name_tells(text: str, name: str, kind: str | None, parsed: Callable[..., Page]) -> None:
    found = introductions(parsed(text).doc)
    assert found.names_body(name)
    assert found.kind(f"the {name}") == kind


def test_people_are_no_bodies(parsed: Callable[..., Page]) -> None:
    found = introductions(parsed("Marko Petrov, a former general, met Ana Ruiz, an aid worker.").doc)
    assert found.kinds == {}


def test_a_body_is_found_wherever_it_is_named(parsed: Callable[..., Page]) -> None:
    doc = parsed("Green Bridge left. Green Bridge, an aid group, was tired. The green bridge fell.").doc
    found = list(introductions(doc).occurrences(doc))
    assert [(doc[start:end].text, kind) for start, end, kind in found] == [("Green Bridge", SourceKind.NGO)] * 2


@pytest.mark.parametrize("text", ["", "   ", "THE RIVER BRIGADES LEFT.", "غادرت كتائب النهر"])
def test_strange_texts_introduce_nobody(text: str, parsed: Callable[..., Page]) -> None:
    doc = parsed(text).doc
    assert not list(introductions(doc).occurrences(doc))


@pytest.mark.parametrize("piece", ["River of the ", "Council of "])
def test_endless_names_take_no_square_of_time(piece: str, parsed: Callable[..., Page]) -> None:
    def names(doc: Doc) -> None:
        list(introductions(doc).occurrences(doc))

    assert growth(names, lambda many: parsed(piece * many).doc, 3000) < STEEPEST
