"""Which characters stand between quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.reading.quotations import quotations


def found(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We left,” he said. “All of us.”", ["“We left,”", "“All of us.”"]),
        ('"We left," he said. "All of us."', ['"We left,"', '"All of us."']),
        ("''We left,'' he said.", ["''We left,''"]),
        ("``We left,'' he said.", ["``We left,''"]),
        ("He said: «We left.»", ["«We left.»"]),
        ("„We left”, he said.", ["„We left”"]),
        ("”We left,” he said.", ["”We left,”"]),
        ("He said: 'We left.' It’s so.", ["'We left.'"]),
        ("the rebels’ base and ‘free’ areas, it’s said", ["‘free’"]),
        ("“He said ‘no’ to us,” she said.", ["“He said ‘no’ to us,”"]),
        ("the rebels' base and the army's depots", []),
        ("Nothing is quoted.", []),
        ("", []),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_a_mark_without_its_partner_is_passed_over() -> None:
    assert found("“We left, he said. It was “hard” to do.") == ["“hard”"]
    assert found("We left,” he said. “All of us.”") == ["“All of us.”"]
    assert found('"We left, he said.\n\nThey stayed. It was "hard" to do.') == ['"hard"']


def test_a_quotation_runs_on_over_paragraphs() -> None:
    text = "He said: “We left.\n\n“We walked.\n\n“We came,” he said. “So.”"
    assert found(text) == ["“We left.", "“We walked.", "“We came,”", "“So.”"]
    assert [quotation.continues for quotation in quotations(text)] == [False, True, True, False]


def test_a_wrapped_line_does_not_end_a_quotation() -> None:
    assert found('"WE WILL NOT\nNEGOTIATE," HE SAID.') == ['"WE WILL NOT\nNEGOTIATE,"']


@given(st.text(alphabet="ab .,\n“”\"'‘’«»`", max_size=60))
def test_quotations_lie_in_order_and_apart(text: str) -> None:
    ends = [0]
    for start, end, _ in quotations(text):
        assert ends[-1] <= start < end <= len(text)
        ends.append(end)
