"""Windows over long texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rashomon.reading.tagger.windows import LEFT, MOST, RIGHT, windows


@given(st.lists(st.integers(1, 8), max_size=900))
def test_every_word_is_kept_once_in_order_and_no_window_is_too_long(lengths: list[int]) -> None:
    found = list(windows(lengths))
    assert [word for one in found for word in range(one.kept, one.until)] == list(range(len(lengths)))
    for one in found:
        assert one.first <= one.kept < one.until <= one.last
        assert sum(lengths[one.first : one.last]) <= MOST
        assert sum(lengths[one.first : one.kept]) <= LEFT


def test_words_in_the_middle_are_read_with_words_on_both_sides() -> None:
    _, second, *_ = windows([1] * 1000)
    assert second.kept - second.first == LEFT
    assert second.last - second.until == RIGHT
