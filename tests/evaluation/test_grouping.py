"""Stories against marked events."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rashomon.errors import NotFound
from rashomon.evaluation.grouping import b_cubed, lines


def test_b_cubed() -> None:
    wanted = {"a": 1, "b": 1, "c": 2, "d": 2}
    assert b_cubed(wanted, wanted) == (1.0, 1.0)
    assert b_cubed(dict.fromkeys("abcd", 0), wanted) == (0.5, 1.0)
    assert b_cubed({name: name for name in "abcd"}, wanted) == (1.0, 0.5)
    assert b_cubed({"a": 1, "b": 1, "c": 1, "d": 2}, wanted) == pytest.approx((2 / 3, 0.75))


def test_a_corpus_is_read_and_judged(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "event_id": 1, "text": "The bridge of Varnok fell under a column of lorries, engineers said."},
        {"id": "b", "event_id": 1, "text": "Engineers knew that the bridge of Varnok would fall, lorries or not."},
        {"id": "c", "event_id": 2, "text": "A singer won the festival with a song about her grandmother."},
        {"id": "d", "event_id": 3, "text": "Drought halved the wheat of the plain, growers said."},
    ]
    path = tmp_path / "news.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    first, second = lines(path)
    assert first == "4 reports of 3 events, 3 stories"
    assert second == "B-cubed precision 1.000, recall 1.000, F1 1.000"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"nothing\.jsonl"):
        list(lines(tmp_path / "nothing.jsonl"))
