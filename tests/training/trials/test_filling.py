from __future__ import annotations

import numpy as np
import pytest

from tests.training.trials.made import known, mention, template, told
from training.trials.choosing import COSTS, PRESENT, chosen, judged
from training.trials.filling import Settings, fill, mentions, same
from training.trials.judging import ALL, Filled, figures
from training.trials.lessons import TAGS
from training.trials.tagging import marked
from training.trials.templates import KINDS, ROLES
from training.trials.words import Marked

TEXT = (
    "URBAN GUERRILLAS OF THE RED STAR FRONT BLEW UP THE MILL WITH DYNAMITE.  THE FRONT ALSO SHOT SENATOR JUAN PEREZ "
    "AND A DRIVER ON SUNDAY.  PEREZ WAS A JUDGE."
)
BLAST = template(
    "BOMBING",
    person=[[mention("URBAN GUERRILLAS", TEXT)]],
    group=[[mention("RED STAR FRONT", TEXT), mention("FRONT", TEXT)]],
    target=[[mention("MILL", TEXT)]],
    weapon=[[mention("DYNAMITE", TEXT)]],
)
SHOT = template(
    "ATTACK",
    name=[[mention("JUAN PEREZ", TEXT), mention("PEREZ", TEXT)]],
    description=[[mention("SENATOR", TEXT)], [mention("A DRIVER", TEXT)]],
)
STORY = told(TEXT, BLAST, SHOT)
PLAIN = Settings(0.0, 0.5)


def test_what_a_network_knows_by_heart_fills_the_templates_of_its_key() -> None:
    attack, blast = fill(known(STORY), PLAIN)
    assert (attack.kind, blast.kind) == ("ATTACK", "BOMBING")
    assert blast.fills == {
        "PerpInd": ["URBAN GUERRILLAS"],
        "PerpOrg": ["RED STAR FRONT"],
        "Target": ["MILL"],
        "Victim": [],
        "Weapon": ["DYNAMITE"],
    }
    assert attack.fills["Victim"] == ["SENATOR", "DRIVER"]
    assert figures(judged([(STORY.keys, known(STORY))], PLAIN))[ALL].f1 == 1.0


def test_no_incident_no_template() -> None:
    seen = known(STORY)._replace(present=np.full(len(KINDS), 0.4))
    assert fill(seen, PLAIN) == []
    assert [one.kind for one in fill(seen, Settings(0.0, 0.3))] == list(KINDS)


def test_an_entity_goes_to_an_incident_that_there_is() -> None:
    seen = known(STORY)._replace(present=np.array([1.0, 0, 0, 0, 0]))
    (attack,) = fill(seen, PLAIN)
    assert attack.fills["Weapon"] == ["DYNAMITE"]


def test_a_higher_cost_finds_fewer_spans() -> None:
    assert [len(list(mentions(known(STORY), cost))) for cost in (0.0, 4.9, 30.0)] == [9, 9, 0]


def test_an_entity_answers_with_its_surest_mention() -> None:
    seen = known(STORY)
    at = [word.of(TEXT) for word in seen.words].index("FRONT", 7)
    seen.roles[at, TAGS.index("B-PerpOrg")] = 2.0
    assert fill(seen, PLAIN)[1].fills["PerpOrg"] == ["FRONT"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("FRONT", "RED STAR FRONT", True),
        ("STAR RED", "RED STAR", True),
        ("RED FRONT", "RED STAR", False),
        ("STAR", "STARS", False),
    ],
)
def test_answers_of_one_entity_have_their_words_in_common(one: str, other: str, expected: bool) -> None:
    assert same(one, other) is same(other, one) is expected


def scores(*rows: str, sure: float = 2.0) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Scores in which each row's tag is likeliest."""
    return np.array([[0.0 if name == row else -sure for name in TAGS] for row in rows])


def test_a_second_beginning_without_a_word_between_is_a_fragment() -> None:
    rows = scores("B-PerpInd", "B-PerpInd", "O", "B-Victim", "B-Victim")
    assert marked(rows, ROLES, apart=("Victim",)) == [
        *(Marked("PerpInd", 0, 2), Marked("Victim", 3, 4), Marked("Victim", 4, 5))
    ]
    assert marked(rows, ROLES)[:2] == [Marked("PerpInd", 0, 1), Marked("PerpInd", 1, 2)]


def test_an_inside_without_a_beginning_becomes_a_span_or_nothing() -> None:
    assert marked(scores("O", "I-Target", "I-Target"), ROLES) == [Marked("Target", 1, 3)]
    assert marked(scores("O", "I-Target"), ROLES, cost=1.0) == []


def test_a_weak_word_inside_a_name_does_not_break_it() -> None:
    rows = scores("B-PerpOrg", "O", "I-PerpOrg", "I-PerpOrg")
    rows[1, TAGS.index("I-PerpOrg")] = -0.5
    assert marked(rows, ROLES) == [Marked("PerpOrg", 0, 4)]


def test_a_text_without_words_has_no_spans() -> None:
    assert marked(np.zeros((0, len(TAGS))), ROLES) == []


def test_scores_are_not_changed() -> None:
    rows = scores("B-Target", "I-Target")
    marked(rows, ROLES, cost=1.0)
    assert (rows == scores("B-Target", "I-Target")).all()


def test_settings_are_those_that_read_best() -> None:
    seen = known(STORY)
    doubtful = seen._replace(present=np.array([0.55, 0.55, 0.45, 0.0, 0.0]))
    assert chosen([(STORY.keys, doubtful)]) == Settings(COSTS[0], 0.5)
    assert 0.5 in PRESENT
    assert fill(doubtful, Settings(0.0, 0.5))[0] == Filled("ATTACK", fill(seen, PLAIN)[0].fills)
