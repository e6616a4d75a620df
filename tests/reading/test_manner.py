"""Whether a source's own words are given."""

from __future__ import annotations

import pytest

from rashomon.reading.manner import manner_of, quotations
from rashomon.record.attribution import Manner
from rashomon.record.text import Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “go” and “stay”.", ["go", "stay"]),
        ('He said "go" and "stay".', ["go", "stay"]),
        ("``Go,'' he said.", ["Go,"]),
        ("“Never closed.\n\nA new paragraph.", ["Never closed."]),
        ("The men’s own 'words'.", []),
        ("", []),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in quotations(text)] == expected


@pytest.mark.parametrize(
    ("content", "manner"),
    [
        ("“We will stay,”", Manner.DIRECT),
        ("We will stay,", Manner.DIRECT),
        ("he called it “shameful", Manner.MIXED),
        ("he called it", Manner.INDIRECT),
    ],
)
def test_manner(content: str, manner: Manner) -> None:
    text = "“We will stay,” said Ana; he called it “shameful”."
    at = text.index(content)
    assert manner_of(text, (Span(at, at + len(content)),), quotations(text)) is manner


def test_an_interrupted_quotation_is_direct() -> None:
    text = "“We will,” he said, “stay here.”"
    spans = (Span(1, 8), Span(text.index("stay"), len(text) - 1))
    assert manner_of(text, spans, quotations(text)) is Manner.DIRECT


def test_no_content_is_indirect() -> None:
    assert manner_of("“Go”", (), quotations("“Go”")) is Manner.INDIRECT
