"""The forty reports against their plan."""

from __future__ import annotations

import pytest

from rashomon.evaluation import weeks


@pytest.fixture(scope="module")
def figures() -> dict[str, tuple[int, int]]:
    told = (line.rsplit(maxsplit=3) for line in weeks.lines())
    return {what.strip(): (int(met), int(planned)) for what, met, _, planned in told}


@pytest.mark.parametrize(
    ("what", "least"),
    [
        ("pairs together", 93),
        ("incidents whole", 19),
        ("contested or not", 20),
        ("false friends apart", 14),
        ("families", 4),
        ("relation: denies", 11),
        ("relation: repeats", 6),
        ("relation: updates", 6),
        ("relation: corrects", 3),
        ("relation: corroborates", 7),
        ("relation: contradicts", 4),
    ],
)
def test_what_is_planned_comes_about(figures: dict[str, tuple[int, int]], what: str, least: int) -> None:
    met, planned = figures[what]
    assert least <= met <= planned
