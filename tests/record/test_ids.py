from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.record.ids import content_id

PARTS = st.lists(st.none() | st.text() | st.integers() | st.tuples(st.text(), st.integers()), max_size=4)


@given(PARTS, PARTS)
def test_ids_are_equal_only_where_the_parts_are(one: list[object], other: list[object]) -> None:
    assert (content_id("claim", *one) == content_id("claim", *other)) == (one == other)


@pytest.mark.parametrize(
    ("one", "other"),
    [(("ab", "c"), ("a", "bc")), ((None,), ("None",)), (("1",), (1,)), ((("a",), "b"), (("a", "b"),)), (("",), ())],
)
def test_parts_that_look_alike_when_joined_do_not_meet(one: tuple[object, ...], other: tuple[object, ...]) -> None:
    assert content_id("claim", *one) != content_id("claim", *other)


def test_an_id_is_the_same_for_ever() -> None:
    assert content_id("claim", "a", 1, None, (2, "b")) == "claim_c1d2bd18d08944ff045f"


def test_an_object_whose_text_may_change_is_no_part() -> None:
    with pytest.raises(TypeError, match="cannot be part"):
        content_id("claim", object())
