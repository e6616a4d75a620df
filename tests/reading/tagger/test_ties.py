"""Which source and content belong to which cue."""

from __future__ import annotations

import time

import pytest

from rashomon.reading.tagger.ties import tied
from rashomon.record.text import Span


def spans(text: str, *words: str) -> list[Span]:
    """Return where each of `words` stands, each searched behind the one before."""
    found, at = [], 0
    for word in words:
        start = text.index(word, at)
        at = start + len(word)
        found.append(Span(start, at))
    return found


@pytest.mark.parametrize(
    ("text", "sources", "cues", "contents", "expected"),
    [
        (
            "The army said it fell. “It holds,” the mayor wrote.",
            ("The army", "the mayor"),
            ("said", "wrote"),
            ("it fell", "“It holds,”"),
            [("The army", "said", "it fell"), ("the mayor", "wrote", "“It holds,”")],
        ),
        (
            "Karim said he left, adding that he was tired.",
            ("Karim",),
            ("said", "adding"),
            ("he left", "that he was tired"),
            [("Karim", "said", "he left"), ("Karim", "adding", "that he was tired")],
        ),
        (
            "“We left,” Karim said. “We had to.”\n\n“They lie,” it said.",
            ("Karim", "it"),
            ("said", "said"),
            ("“We left,”", "“We had to.”", "“They lie,”"),
            [("Karim", "said", "“We left,” + “We had to.”"), ("it", "said", "“They lie,”")],
        ),
        ("Nobody is named.", (), (), ("Nobody",), []),
    ],
)
def test_ties(
    text: str,
    sources: tuple[str, ...],
    cues: tuple[str, ...],
    contents: tuple[str, ...],
    expected: list[tuple[str, str, str]],
) -> None:
    found = tied(text, spans(text, *sources), spans(text, *cues), spans(text, *contents))
    rows = [tuple(" + ".join(s.of(text) for s in part) for part in (one.source, one.cue, one.content)) for one in found]
    assert rows == expected


def test_ten_thousand_spans_take_no_square_of_time() -> None:
    text = "Ali said no. " * 10_000
    starts = range(0, len(text), 13)
    parts = [[Span(at + first, at + last) for at in starts] for first, last in ((0, 3), (4, 8), (9, 11))]

    def seconds(share: int) -> float:
        began = time.perf_counter()
        tied(text, *(part[: len(part) // share] for part in parts))
        return time.perf_counter() - began

    assert seconds(1) < 60 * seconds(10)
