"""When a printed place or quantity is the marked one, and that the gold's files can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.errors import NotFound
from rashomon.evaluation.values_figures import PLACES, QUANTITIES
from rashomon.evaluation.values_gold import (
    MarkedPlace,
    MarkedQuantity,
    best,
    marked_places,
    marked_quantities,
    same_counted,
    same_range,
    there,
)
from rashomon.record.text import Span
from rashomon.record.values import HowMany, Modifier, Place, PlaceRole, Precision, Where

WORDS = Span(0, 5)


def printed(low: float | None, high: float | None, unit: str | None = None, span: Span = WORDS) -> HowMany:
    return HowMany(span, "", low, high, unit, Modifier.EXACT)


def marked(low: float | None, high: float | None, modifier: Modifier = Modifier.EXACT) -> MarkedQuantity:
    return MarkedQuantity(Span(0, 5), low, high, modifier, "people", None)


def where(lat: float, lon: float) -> Where:
    place = Place("x", "X", lat, lon, None, None, "P.PPL", 1.0)
    return Where(Span(0, 5), "X", "in", PlaceRole.LITERAL, place, (), Precision.EXACT)


@pytest.mark.parametrize(("lat", "km", "right"), [(33.6, 5, True), (33.8, 5, False), (33.8, 60, True)])
def test_a_place_is_right_within_25_km_or_its_own_radius(lat: float, km: float, right: bool) -> None:
    mark = MarkedPlace(Span(0, 5), "X", 33.5, 36.3, km, "town", "in", "literal")
    assert there(mark, where(lat, 36.3)) is right
    assert not there(mark, None)


def test_a_range_is_right_to_the_number_and_about_allows_one_around_it() -> None:
    assert same_range(marked(12, None), printed(12, None))
    assert not same_range(marked(12, None), printed(12, 12))
    assert same_range(marked(100, 100, Modifier.ABOUT), printed(90, 110))
    assert not same_range(marked(100, 100, Modifier.ABOUT), printed(1, 1000))
    assert not same_range(marked(100, 100), printed(90, 110))
    assert not same_range(marked(1, 1), None)


def test_what_is_counted_is_the_last_word() -> None:
    assert same_counted(marked(1, 1), printed(1, 1, "displaced People"))
    assert not same_counted(marked(1, 1), printed(1, 1))
    assert not same_counted(marked(1, 1), None)


def test_the_printed_value_with_most_of_the_words_is_taken() -> None:
    far, near, more = (printed(1, 1, span=span) for span in (Span(9, 12), Span(0, 1), Span(1, 5)))
    assert best(Span(0, 5), [far, near, more]) is more
    assert best(Span(0, 5), [far]) is None


def test_words_that_are_not_there_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(
        '[[sentence]]\ntext = "Two men left."\n'
        '[[sentence.quantity]]\nwords = "Three men"\nlow = 3\nmodifier = "exact"\n'
    )
    with pytest.raises(NotFound, match="Three men"):
        marked_quantities(path)


@pytest.mark.parametrize("split", ["train", "test"])
def test_the_gold_can_be_read(split: str) -> None:
    assert sum(len(places) for _, places in marked_places(PLACES / f"{split}.toml")) > 300
    assert sum(len(quantities) for _, quantities in marked_quantities(QUANTITIES / f"{split}.toml")) > 200
