"""Tags of words, and the best sequence of them."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.reading.tagger.tags import BARRED, TAGS, best, moves, opening, spans_tagged, tags_of
from rashomon.reading.tagger.words import spans_of
from rashomon.record.text import Span

TEXT = "The army said the town fell."


def test_spans_become_tags_and_tags_become_spans() -> None:
    words = spans_of(TEXT)
    stretches = ([Span(0, 8)], [Span(9, 13)], [Span(14, 27)])
    tags = tags_of(words, stretches)
    assert [TAGS[tag] for tag in tags] == [
        "B-source", "I-source", "B-cue", "B-content", "I-content", "I-content", "O",
    ]  # fmt: skip
    assert spans_tagged(words, tags) == stretches


def test_a_span_that_begins_or_ends_inside_a_word_takes_it_whole() -> None:
    assert spans_tagged(spans_of(TEXT), tags_of(spans_of(TEXT), ([], [], [Span(16, 20)])))[2] == [Span(14, 22)]


def test_what_is_hidden_by_a_cue_goes_on_behind_it() -> None:
    words = spans_of(TEXT)
    tags = tags_of(words, ([], [Span(9, 13)], [Span(0, 27)]))
    assert spans_tagged(words, tags)[2] == [Span(0, 8), Span(14, 27)]


def test_an_empty_text_has_no_tags() -> None:
    assert tags_of([], ([], [], [])) == []
    assert best(np.empty((0, len(TAGS)), np.float32), moves(), opening()) == []


@given(st.lists(st.lists(st.integers(-5, 5), min_size=7, max_size=7), min_size=1, max_size=3))
def test_the_best_sequence_beats_every_other(rows: list[list[int]]) -> None:
    scores = np.array(rows, np.float32)

    def worth(tags: tuple[int, ...]) -> float:
        first = opening()[tags[0]] + scores[0, tags[0]]
        return float(first + sum(moves()[a, b] + scores[at, b] for at, (a, b) in enumerate(pairwise(tags), 1)))

    found = best(scores, moves(), opening())
    assert worth(tuple(found)) == max(worth(tags) for tags in product(range(len(TAGS)), repeat=len(rows)))
    assert worth(tuple(found)) > BARRED / 2


@pytest.mark.parametrize("inside", [2, 4, 6])
def test_the_inside_of_a_span_follows_its_own_kind_only(inside: int) -> None:
    allowed = {tag for tag in range(len(TAGS)) if moves()[tag, inside] == 0}
    assert allowed == {inside - 1, inside}
    assert opening()[inside] == np.float32(BARRED)
