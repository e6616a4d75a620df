"""What had been published by a date: copies that came later are no copies yet."""

from __future__ import annotations

import pytest

from rashomon.linking.periods import copies_among, not_known_by, published_by
from rashomon.record.text import Basis, Published
from tests.linking.made import account

FAMILIES = {"r1": "family_a", "r2": "family_a", "r3": "family_b", "r4": "family_b"}


def test_a_copy_that_came_later_makes_no_family_yet() -> None:
    accounts = [account(f"r{n}", "shells fell", published=f"2018-05-0{n}") for n in (1, 2, 3, 4)]
    assert copies_among(published_by(accounts, "2018-05-03"), FAMILIES) == {"r1": "family_a", "r2": "family_a"}
    assert copies_among(published_by(accounts, None), FAMILIES) == FAMILIES


@pytest.mark.parametrize(
    ("edtf", "known", "open_"),
    [
        ("2018-05-20", True, False),
        ("2018-05-21", False, False),
        ("2018-05", False, True),
        ("2018-04", True, False),
        ("../2018-05-20", True, False),
        ("2018-05-21/..", False, False),
        (None, False, True),
    ],
)
def test_a_date_known_in_part_may_leave_it_open(edtf: str | None, known: bool, open_: bool) -> None:
    one = account("r1", "shells fell", published=edtf)
    assert (published_by([one], "2018-05-20") == [one]) is known
    assert not_known_by([Published(edtf, Basis.GIVEN)], "2018-05-20") == open_
