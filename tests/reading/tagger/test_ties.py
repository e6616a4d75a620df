"""Which source and content belong to which cue."""

from __future__ import annotations

import pytest

from rashomon.reading.page import Spoken
from rashomon.reading.tagger.ties import tied
from rashomon.record.text import Span
from tests.growth import STEEPEST, growth


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
    found = tied(text, sources=spans(text, *sources), cues=spans(text, *cues), contents=spans(text, *contents))
    rows = [tuple(" + ".join(s.of(text) for s in part) for part in (one.source, one.cue, one.content)) for one in found]
    assert rows == expected


def test_thousands_of_spans_take_no_square_of_time() -> None:
    text = "Ali said no. " * 4_000

    def tie(starts: range) -> None:
        sources, cues, contents = (
            [Span(at + first, at + last) for at in starts] for first, last in ((0, 3), (4, 8), (9, 11))
        )
        tied(text, sources, cues, contents, tied(text, sources, cues, contents))

    assert growth(tie, lambda many: range(0, 13 * many, 13), 4_000) < STEEPEST


def test_what_a_hint_ties_is_nearer() -> None:
    text = "The front moved on. The regime, they say, sent tanks."
    sources, cues = spans(text, "The front", "they"), spans(text, "moved on", "say")
    contents = spans(text, "The regime", "sent tanks")
    hint = Spoken((sources[1],), (cues[1],), tuple(contents))
    assert tied(text, sources, cues, contents, [hint])[1].content == tuple(contents)
