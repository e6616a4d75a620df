from __future__ import annotations

from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from rashomon.record.values import days


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2018-05-20", date(2018, 5, 20), date(2018, 5, 20)),
        ("2018-02", date(2018, 2, 1), date(2018, 2, 28)),
        ("2018", date(2018, 1, 1), date(2018, 12, 31)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31)),
        ("2018-XX", date(2018, 1, 1), date(2018, 12, 31)),
        ("2018-05-XX", date(2018, 5, 1), date(2018, 5, 31)),
        ("2018-24", date(2018, 12, 1), date(2019, 2, 28)),
        ("2018-05-15/..", date(2018, 5, 15), None),
        ("../2018-05", None, date(2018, 5, 31)),
        ("/2018", None, date(2018, 12, 31)),
        ("2017-08/2018-05-20", date(2017, 8, 1), date(2018, 5, 20)),
        ("2018-05-20~", date(2018, 5, 20), date(2018, 5, 20)),
        ("[2018-05-01..2018-05-03]", date(2018, 5, 1), date(2018, 5, 3)),
        ("2018-05-20T14:30:00Z", date(2018, 5, 20), date(2018, 5, 20)),
        ("..", None, None),
        (None, None, None),
    ],
)
def test_days_of_what_this_program_writes(edtf: str | None, first: date | None, last: date | None) -> None:
    assert days(edtf) == (first, last)


@pytest.mark.parametrize("text", ["yesterday", "2018-13", "2018-5-2", "20/05/2018 ", "2018-02-30"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        days(text)


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["%Y-%m-%d", "%Y-%m", "%Y"]))
def test_days_agree_with_a_kept_library(day: date, form: str) -> None:
    text = day.strftime(form)
    other = parse_edtf(text)
    first, last = days(text)
    assert first is not None
    assert last is not None
    assert (first.timetuple()[:3], last.timetuple()[:3]) == (
        tuple(other.lower_strict()[:3]),
        tuple(other.upper_strict()[:3]),
    )
