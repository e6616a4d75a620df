"""Letters for sources: from a person's grade or from decided claims, never from a name."""

from __future__ import annotations

import pytest

from rashomon.linking.reliability import GRADED, RULE, UNJUDGED, reliabilities
from rashomon.record.judgement import Act, Judgement


def decided(act: Act, subject: str, at: int, value: str | None = None) -> Judgement:
    when = f"2018-06-01T00:00:00.{at:06}"
    return Judgement(f"judgement_{at}", act, subject, "Ada", when, "checked", "killed" if value else None, value)


def record(accepted: int, rejected: int, corrected: int = 0) -> tuple[list[Judgement], dict[str, str]]:
    acts = [Act.ACCEPT] * accepted + [Act.REJECT] * rejected + [Act.CORRECT] * corrected
    made = [decided(act, f"claim_{at}", at, "3" if act is Act.CORRECT else None) for at, act in enumerate(acts)]
    return made, {one.subject: "Orvand Monitor" for one in made}


@pytest.mark.parametrize(
    ("accepted", "rejected", "corrected", "letter"),
    [
        (4, 0, 0, "F"), (5, 0, 0, "B"), (19, 0, 0, "B"), (20, 0, 0, "A"), (19, 0, 1, "B"), (9, 1, 0, "B"),
        (8, 2, 0, "C"), (4, 1, 1, "C"), (3, 2, 0, "D"), (2, 2, 2, "D"), (1, 4, 0, "E"), (0, 5, 0, "E"), (0, 0, 5, "E"),
    ],
)  # fmt: skip
def test_the_letter_follows_from_the_counts(accepted: int, rejected: int, corrected: int, letter: str) -> None:
    found = reliabilities(*record(accepted, rejected, corrected))["Orvand Monitor"]
    assert (found.letter, found.why) == (letter, RULE[letter])
    assert (found.accepted, found.rejected, found.corrected, found.who) == (accepted, rejected, corrected, None)


def test_a_claim_counts_once_and_what_was_undone_does_not() -> None:
    made, speakers = record(5, 0)
    made += [
        decided(Act.REJECT, "claim_0", 50),
        decided(Act.CORRECT, "claim_0", 51, "4"),
        decided(Act.CORRECT, "claim_1", 52, "4"),
    ]
    made += [decided(Act.ACCEPT, "claim_1", 53)]
    found = reliabilities(made, speakers)["Orvand Monitor"]
    assert (found.accepted, found.rejected, found.corrected) == (3, 1, 1)
    made += [
        decided(Act.UNDO, "judgement_50", 60),
        decided(Act.UNDO, "judgement_51", 61),
        decided(Act.UNDO, "judgement_52", 62),
    ]
    assert reliabilities(made, speakers)["Orvand Monitor"].letter == "B"


def test_a_persons_grade_comes_before_the_record_and_the_latest_holds() -> None:
    made, speakers = record(0, 5)
    first = Judgement("judgement_g", Act.GRADE, "Orvand Monitor", "Ada", "2018-07-01", "knows", "reliability", "A")
    later = Judgement("judgement_h", Act.GRADE, "Orvand Monitor", "Bo", "2018-07-02", "met", "reliability", "C")
    found = reliabilities([*made, later, first], speakers)["Orvand Monitor"]
    assert (found.letter, found.why, found.who, found.reason, found.rejected) == ("C", GRADED, "Bo", "met", 5)
    undo = Judgement("judgement_i", Act.UNDO, later.id, "Bo", "2018-07-03", "no")
    assert reliabilities([*made, later, first, undo], speakers)["Orvand Monitor"].letter == "A"


def test_where_nobody_decided_anything_nothing_is_guessed() -> None:
    assert UNJUDGED.letter == "F"
    assert reliabilities([], {"claim_1": "State Television"}) == {}
