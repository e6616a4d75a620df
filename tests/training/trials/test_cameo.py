from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from training.trials.cameo import FILE, counts, figures, sentence, sentences
from training.trials.words import Marked

TEXT = "Border guards detained two smugglers in Oral."


def test_a_sentence_has_who_and_whom_by_words(tmp_path: Path) -> None:
    spans = [[0, 13, "S", "Border guards"], [23, 36, "T", "two smugglers"], [40, 44, "R", "Oral"]]
    with gzip.open(tmp_path / FILE, "wt", encoding="utf-8") as lines:
        lines.write(json.dumps({"id": "1", "text": TEXT, "spans": spans}) + "\n")
    (found,) = sentences(tmp_path)
    assert found.marked == [Marked("S", 0, 2), Marked("T", 3, 5)]
    assert found.words[found.marked[1].last - 1].of(TEXT) == "smugglers"


def test_a_span_without_a_word_is_left_out() -> None:
    assert sentence(TEXT, [(13, 14, "S")]).marked == []


def test_three_figures() -> None:
    gold = [Marked("S", 0, 2), Marked("S", 8, 9), Marked("T", 3, 5)]
    found = [Marked("S", 1, 2), Marked("S", 6, 7), Marked("S", 8, 9)]
    counted = counts(gold, found)
    assert figures(counted, "S").lenient == pytest.approx(2 * (2 / 3) * 1 / (2 / 3 + 1))
    assert figures(counted, "S").exact == pytest.approx(2 / 5)
    assert figures(counted, "S").words == pytest.approx(2 * 2 / (3 + 3))
    assert figures(counted, "T") == (0, 0, 0)


def test_counts_of_sentences_add_up() -> None:
    right, missed = counts([Marked("T", 0, 1)], [Marked("T", 0, 1)]), counts([Marked("T", 0, 1)], [])
    right.update(missed)
    assert figures(right, "T").lenient == pytest.approx(2 / 3)
    assert figures(right, "S") == (0, 0, 0)
