from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from rashomon.record.text import Span
from training.trials.words import FINE, NOTHING, WHOLE, Marked, covered, spans, tag_names, tags, windows, words

ROLES = ("S", "T")
OUT, BEGIN_S, IN_S, BEGIN_T, IN_T = range(5)


def test_punctuation_is_a_word_of_its_own_or_stays_inside() -> None:
    text = "The U.S. army's M-16."
    assert [span.of(text) for span in words(text, FINE)] == [
        *("The", "U", ".", "S", ".", "army", "'", "s", "M", "-", "16", ".")
    ]
    assert [span.of(text) for span in words(text, WHOLE)] == ["The", "U.S", ".", "army's", "M", "-", "16", "."]


def test_tags_have_an_order() -> None:
    assert tag_names(ROLES) == ["O", "B-S", "I-S", "B-T", "I-T"]


def test_a_span_covers_the_words_that_it_touches() -> None:
    where = words("Rebels seized the bridge", FINE)
    assert list(covered(where, Span(0, 8))) == [0, 1]
    assert list(covered(where, Span(6, 7))) == []


def test_of_two_spans_on_a_word_the_first_has_it() -> None:
    marked = [Marked("T", 2, 4), Marked("S", 0, 1), Marked("S", 3, 5)]
    assert tags(marked, 5, ROLES) == [BEGIN_S, NOTHING, BEGIN_T, IN_T, NOTHING]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ([OUT, OUT], []),
        ([BEGIN_S, IN_S, OUT, BEGIN_T], [Marked("S", 0, 2), Marked("T", 3, 4)]),
        ([BEGIN_S, BEGIN_S], [Marked("S", 0, 1), Marked("S", 1, 2)]),
        ([IN_T, IN_T, IN_S], [Marked("T", 0, 2), Marked("S", 2, 3)]),
    ],
)
def test_spans_are_read_from_tags(row: list[int], expected: list[Marked]) -> None:
    assert spans(row, ROLES) == expected


@given(some.lists(some.tuples(some.sampled_from(ROLES), some.integers(1, 4), some.integers(0, 3)), max_size=6))
def test_tags_give_their_spans_back(drawn: list[tuple[str, int, int]]) -> None:
    marked, at = [], 0
    for role, long, gap in drawn:
        marked.append(Marked(role, at + gap, at + gap + long))
        at += gap + long
    assert spans(tags(marked, at, ROLES), ROLES) == marked


@given(some.lists(some.tuples(some.integers(1, 9), some.booleans())), some.integers(9, 30))
def test_windows_hold_every_word_once_and_are_not_too_long(drawn: list[tuple[int, bool]], most: int) -> None:
    lengths, stops = [length for length, _ in drawn], [stop for _, stop in drawn]
    found = list(windows(lengths, stops, most))
    assert [at for first, last in found for at in range(first, last)] == list(range(len(drawn)))
    assert all(sum(lengths[first:last]) <= most for first, last in found)


def test_a_window_ends_with_a_sentence_if_one_ends_in_its_second_half() -> None:
    assert list(windows([1] * 10, [at == 5 for at in range(10)], 8)) == [(0, 6), (6, 10)]
    assert list(windows([1] * 10, [at == 2 for at in range(10)], 8)) == [(0, 8), (8, 10)]


def test_a_word_that_is_too_long_has_a_window_of_its_own() -> None:
    assert list(windows([2, 9, 2], [False] * 3, 5)) == [(0, 1), (1, 2), (2, 3)]
