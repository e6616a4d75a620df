"""Values in words say what the value says, and no more."""

from __future__ import annotations

import pytest

from rashomon.record.spoken import spoken_range, spoken_time


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2018-05-20", "20 May 2018"),
        ("2018-05", "May 2018"),
        ("2018", "2018"),
        ("199X", "1990–1999"),
        ("2018-01/2018-03", "January–March 2018"),
        ("2018-05-15/2018-05-20", "15–20 May 2018"),
        ("2018-03-20/2018-05-20", "20 March – 20 May 2018"),
        ("2017-12-30/2018-01-02", "30 December 2017 – 2 January 2018"),
        ("2018-05-15/..", "since 15 May 2018"),
        ("../2018-05-20", "until 20 May 2018"),
        ("2018-05~", "about May 2018"),
        ("2018-05?", "perhaps May 2018"),
        ("../..", None),
        (None, None),
    ],
)
def test_a_time_in_words(edtf: str | None, words: str | None) -> None:
    assert spoken_time(edtf) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (12, 12, "12"),
        (110_000, 110_000, "110,000"),
        (20_000, 99_999, "20,000–99,999"),
        (12, None, "at least 12"),
        (None, 40, "up to 40"),
        (None, None, "?"),
        (0.5, 0.5, "0.5"),
    ],
)
def test_a_range_in_words(low: float | None, high: float | None, words: str) -> None:
    assert spoken_range(low, high) == words
