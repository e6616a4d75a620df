from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from rashomon.record.text import Span
from tests.training.trials.made import mention, span, template, told
from training.trials.lessons import TAGS, lesson
from training.trials.templates import BESIDE, FILE, KINDS, answer, beside, key, texts
from training.trials.words import NOT_ASKED

TEXT = "A RED STAR SQUAD SHOT SENATOR JUAN PEREZ AND A DRIVER.  THE SQUAD FLED."


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("THE  RED\nSTAR", "RED STAR"),
        ("a Rifle.", "RIFLE"),
        ("THE", ""),
        ("-", ""),
        ("( THE ANTARES FRONT )", "ANTARES FRONT"),
        ("THEATER", "THEATER"),
    ],
)
def test_answers_are_compared_without_article_and_marks(words: str, expected: str) -> None:
    assert answer(words) == expected


def test_a_description_beside_a_name_is_the_same_victim() -> None:
    row = template(
        "ATTACK",
        name=[[mention("JUAN PEREZ", TEXT)]],
        description=[[mention("SENATOR", TEXT)], [mention("A DRIVER", TEXT)]],
    )
    victims = key(row).fills["Victim"]
    assert [one.answers for one in victims] == [{"JUAN PEREZ", "SENATOR"}, {"DRIVER"}]
    assert set(victims[0].spans) == {span(TEXT, "JUAN PEREZ"), span(TEXT, "SENATOR")}


def test_beside_is_a_matter_of_few_characters() -> None:
    assert beside(Span(0, 4), Span(4 + BESIDE, 9))
    assert beside(Span(4 + BESIDE, 9), Span(0, 4))
    assert not beside(Span(0, 4), Span(5 + BESIDE, 9))


def test_a_fill_is_optional_when_all_its_mentions_are_and_a_template_by_its_number() -> None:
    row = template(
        "BOMBING / ATTACK",
        "2 (OPTIONAL)",
        weapon=[[mention("RIFLE", optional=True)], [mention("GUN", optional=True), mention("PISTOL")]],
        person=[[{"set": "GUERRILLAS", "text": None, "optional": False}]],
    )
    found = key(row)
    assert found.optional
    assert found.kinds == {"BOMBING", "ATTACK"}
    assert [one.optional for one in found.fills["Weapon"]] == [True, False]
    assert found.fills["PerpInd"] == []


def test_parts_are_read(tmp_path: Path) -> None:
    with gzip.open(tmp_path / FILE.format("dev"), "wt", encoding="utf-8") as lines:
        lines.write(json.dumps({"id": "A", "text": TEXT, "templates": [template("ATTACK")]}) + "\n")
        lines.write(json.dumps({"id": "B", "text": "NOTHING NEW.", "templates": []}) + "\n")
    first, second = texts(tmp_path, ["dev"])
    assert [one.kinds for one in first.keys] == [{"ATTACK"}]
    assert second.keys == ()


def test_a_lesson_says_role_and_kind_of_each_word() -> None:
    shot = template("ATTACK", group=[[mention("RED STAR", TEXT)]], name=[[mention("JUAN PEREZ", TEXT)]])
    robbed = template("ROBBERY", group=[[mention("STAR SQUAD", TEXT)]])
    taught = lesson(told(TEXT, shot, robbed))
    said = {word.of(TEXT): TAGS[tag] for word, tag in zip(taught.words, taught.roles, strict=True) if tag}
    assert said == {"RED": "B-PerpOrg", "STAR": "I-PerpOrg", "JUAN": "B-Victim", "PEREZ": "I-Victim"}
    assert [KINDS[kind] for kind in taught.kinds if kind != NOT_ASKED] == ["ATTACK"] * 4
    assert taught.present == [1.0, 0.0, 0.0, 0.0, 1.0]


def test_a_kind_that_is_not_looked_for_teaches_no_kind() -> None:
    taught = lesson(told(TEXT, template("FORCED WORK STOPPAGE", group=[[mention("RED STAR", TEXT)]])))
    assert set(taught.kinds) == {NOT_ASKED}
    assert not any(taught.present)
    assert sum(tag > 0 for tag in taught.roles) == 2
