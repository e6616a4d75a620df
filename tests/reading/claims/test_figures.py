"""Figures: the measure, who is counted, and the claim they hang on."""

from __future__ import annotations

import pytest

from tests.reading.claims.conftest import Reader

Row = tuple[str, float | None, float | None, str | None]

CASES: list[tuple[str, list[Row]]] = [
    ("Shells killed 6 civilians and wounded 10.", [("killed", 6, 6, "civilians"), ("injured", 10, 10, None)]),
    ("At least 12 soldiers were killed.", [("killed", 12, None, "soldiers")]),
    ("The blast left 12 dead.", [("killed", 12, 12, None)]),
    ("17 killed in Tel Amar", [("killed", 17, 17, None)]),
    ("The death toll rose to 15.", [("killed", 15, 15, None)]),
    ("The death of a civilian was confirmed.", [("killed", 1, 1, "civilian")]),
    (
        "A raid killed 20 people, including three children.",
        [("killed", 20, 20, "people"), ("killed", 3, 3, "children")],
    ),
    ("At least 14 of the dead were rebels.", [("killed", 14, None, "rebels")]),
    ("Four miners are missing.", [("missing", 4, 4, "miners")]),
    ("Police arrested 40 students.", [("detained", 40, 40, "students")]),
    ("Militiamen abducted nine nurses.", [("abducted", 9, 9, "nurses")]),
    ("110,000 people have been evacuated.", [("evacuated", 110_000, 110_000, "people")]),
    ("Floods forced the evacuation of 2,000 residents.", [("evacuated", 2000, 2000, "residents")]),
    ("Rain forced 900 people to leave their homes.", [("displaced", 900, 900, "people")]),
    ("More than 800 families were made homeless.", [("displaced", 800, None, "families")]),
    ("Some 5,000 refugees returned to Tel Amar.", [("returned", 5000, 5000, "refugees")]),
    ("The camp was home to 20,000 people.", [("population", 20_000, 20_000, "people")]),
    ("About 300 residents remain in Tel Amar.", [("remaining", 300, 300, "residents")]),
    ("Some 700 villagers are trapped in Tel Amar.", [("besieged", 700, 700, "villagers")]),
    ("The storm destroyed 40 houses.", [("destroyed", 40, 40, "houses")]),
    ("The area under the control of rebels spans 3 square kilometers.", [("area", 3, 3, None)]),
    ("6 citizens killed 22 injured in Tel Amar", [("killed", 6, 6, "citizens"), ("injured", 22, 22, None)]),
    ("Now only a few hundred remain.", [("remaining", 200, 999, None)]),
    ("Only 300 still remain in Tel Amar.", [("remaining", 300, 300, None)]),
    ("40 houses destroyed in Tel Amar", [("destroyed", 40, 40, "houses")]),
    ("Tens were killed in Tel Amar.", [("killed", 20, 99, None)]),
    (
        "Six buses left Tel Amar with about 250 people on board.",
        [("vehicles", 6, 6, "buses"), ("evacuated", 250, 250, "people")],
    ),
    (
        "Trucks carrying 90 families left Tel Amar.",
        [("evacuated", 90, 90, "families")],
    ),
    ("12 soldiers killed 3 farmers.", [("killed", 3, 3, "farmers")]),
]


@pytest.mark.parametrize(("text", "rows"), CASES, ids=[text for text, _ in CASES])
def test_what_a_number_counts(read: Reader, text: str, rows: list[Row]) -> None:
    figures = [figure for claim in read(text).claims for figure in claim.figures]
    assert [(figure.measure.value, figure.low, figure.high, figure.who) for figure in figures] == rows


@pytest.mark.parametrize(
    "text", ["The talks lasted three hours.", "The ministry has 40 clerks.", "Prices rose 4 percent."]
)
def test_numbers_that_measure_nothing_told(read: Reader, text: str) -> None:
    assert [figure for claim in read(text).claims for figure in claim.figures] == []


def test_flow_and_stock(read: Reader) -> None:
    moved = read("Some 110,000 people have been evacuated.").claims[0].figures[0]
    held = read("The camp hosts 500 IDPs.").claims[0].figures[0]
    assert (moved.flow, held.flow) == ("flow", "stock")


def test_persons_are_the_unit_where_only_persons_can_be(read: Reader) -> None:
    assert read("The blast left 12 dead.").claims[0].figures[0].unit == "people"


def test_people_counted_beside_a_death_without_a_measure_are_an_issue(read: Reader) -> None:
    page = read("The gunmen died near 300 sleeping villagers.")
    assert [issue.code for issue in page.issues] == ["figure-without-measure"]
