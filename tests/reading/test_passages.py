"""Runs of words cut at their edges, and widened to whole quotations."""

from __future__ import annotations

from collections.abc import Callable

from rashomon.reading.page import Page
from rashomon.reading.passages import Passages
from rashomon.record.text import Span

TEXT = "“We left. All of us,” he said, in the U.S. on Monday — and rested."


def passages(parsed: Callable[..., Page], text: str = TEXT) -> Passages:
    page = parsed(text)
    return Passages(page.doc, text, page.sentences)


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def test_edges_without_commas_dashes_and_stops(parsed: Callable[..., Page]) -> None:
    page = parsed(TEXT)
    there = Passages(page.doc, TEXT, page.sentences)
    assert there.trimmed(span(", in the U.S. on Monday — ")) == span("in the U.S. on Monday")
    assert there.trimmed(span(" — ")) is None
    whole = there.characters((0, len(page.doc)), Span(0, len(TEXT)))
    assert whole is not None
    assert whole.of(TEXT) == TEXT[:-1]


def test_a_sentence_is_told_by_a_character_and_furniture_has_none(parsed: Callable[..., Page]) -> None:
    assert passages(parsed, "It rained. It snowed.").sentence(12) == Span(11, 21)
    assert passages(parsed, "It rained.   ").sentence(12) is None


def test_a_run_in_a_quotation_takes_it_whole_unless_the_cue_is_in_it(parsed: Callable[..., Page]) -> None:
    there = passages(parsed)
    assert there.snapped(span("All of us"), TEXT.index("said")) == span("“We left. All of us,”")
    assert there.snapped(span("All of us"), TEXT.index("left")) == span("All of us")


def test_quotations_beside_a_place(parsed: Callable[..., Page]) -> None:
    there = passages(parsed)
    assert there.before(TEXT.index("he said")) == there.quotations[0]
    assert there.before(TEXT.index("in the")) is None
    assert there.after(0) == there.quotations[0]
    assert there.after(TEXT.index("said")) is None
