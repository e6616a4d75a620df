from __future__ import annotations

import json
from pathlib import Path

import pytest

from rashomon.errors import NotFound
from rashomon.evaluation.toponyms import lines

TEXT = "Shells fell on Aleppo and on Douma, the Russian ministry said.\u2028Nothing is known of Qarmuta in Syria."
POINTS = {"Aleppo": (36.2, 37.16, "PPLA"), "Douma": (0.0, 0.0, "PPL"), "Russian": (60.0, 100.0, "PCLI")}


def test_names_that_are_given_are_placed_and_countries_told_apart(tmp_path: Path) -> None:
    marked = [
        {"start": TEXT.index(name), "end": TEXT.index(name) + len(name), "lat": lat, "lon": lon, "fcode": code}
        for name, (lat, lon, code) in POINTS.items()
    ]
    marked.append({"start": TEXT.index("Qarmuta"), "end": TEXT.index("Qarmuta") + 7, "lat": None, "fcode": None})
    path = tmp_path / "corpus.jsonl"
    path.write_text(json.dumps({"text": TEXT, "places": marked}, ensure_ascii=False) + "\n", "utf-8")
    every, without, reached = lines(path)
    assert every.endswith("66.7   2 of 3")
    assert without.endswith("50.0   1 of 2")
    assert reached.endswith("66.7   2 of 3")


def test_a_missing_corpus_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no such file"):
        list(lines(tmp_path / "none.jsonl"))
