"""What stands inside the words of others."""

from __future__ import annotations

from rashomon.reading.nesting import holders
from rashomon.reading.page import Spoken
from rashomon.record.text import Span


def spoken(cue: int, *content: tuple[int, int]) -> Spoken:
    return Spoken((), (Span(cue, cue + 4),), tuple(Span(*span) for span in content))


def test_the_smallest_content_that_holds_a_cue_comes_first() -> None:
    found = [spoken(0, (10, 90)), spoken(20, (30, 80)), spoken(40, (50, 60)), spoken(95, (100, 110))]
    assert holders(found) == [[], [0], [1, 0], []]


def test_two_that_hold_each_other_have_one_order() -> None:
    assert holders([spoken(0, (10, 30)), spoken(12, (0, 8), (20, 25))]) == [[], [0]]
