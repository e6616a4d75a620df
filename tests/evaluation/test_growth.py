"""Invented claims for timing."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.evaluation import growth
from rashomon.record.printed import printed
from rashomon.record.spans import misplaced


def test_as_many_claims_as_asked_for_and_the_same_each_time() -> None:
    made = list(growth.readings(250))
    assert sum(len(reading.claims) for reading in made) == 250
    assert len({claim.id for reading in made for claim in reading.claims}) == 250
    assert len({reading.report.id for reading in made}) == len(made)
    assert made == list(growth.readings(250))


def test_every_span_slices_to_its_words() -> None:
    assert [problem for reading in growth.readings(50) for problem in misplaced(printed(reading))] == []


def test_sizes_are_timed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growth, "SIZES", (20, 40))
    first, second = growth.lines(str(tmp_path / "made"))
    assert first.strip().startswith("20 claims: ")
    assert "times the step before" in second
