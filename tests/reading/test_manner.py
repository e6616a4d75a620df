"""Whether a source's own words are given."""

from __future__ import annotations

import pytest

from rashomon.reading.manner import manner_of
from rashomon.reading.quotations import quotations
from rashomon.record.attribution import Manner
from rashomon.record.text import Span


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


def test_a_quotation_over_two_paragraphs_is_direct() -> None:
    text = "“We will stay.\n\n“We will sing,” said Ana."
    content = (Span(0, text.index("\n")), Span(text.index("“We will sing"), text.index(" said")))
    assert manner_of(text, content, quotations(text)) is Manner.DIRECT


def test_a_mark_without_its_partner_quotes_nothing() -> None:
    text = "“We will stay, she said. They left."
    at = text.index("They")
    assert manner_of(text, (Span(at, len(text)),), quotations(text)) is Manner.INDIRECT
