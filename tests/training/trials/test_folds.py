from __future__ import annotations

from collections import Counter

import pytest

from training.trials.folds import f1, harmonic, others, shuffled, stratified


def test_each_item_is_in_one_part_and_the_seed_says_in_which() -> None:
    parts = shuffled(23, 5, seed=1)
    assert sorted(at for part in parts for at in part) == list(range(23))
    assert {len(part) for part in parts} == {4, 5}
    assert parts == shuffled(23, 5, seed=1) != shuffled(23, 5, seed=2)


def test_a_rare_label_is_spread_over_the_parts() -> None:
    labels = ["CLASH"] * 11 + ["ACCORD"] * 5 + ["OTHER"]
    parts = stratified(labels, 5, seed=0)
    assert sorted(at for part in parts for at in part) == list(range(17))
    assert all(Counter(labels[at] for at in part)["ACCORD"] == 1 for part in parts)
    assert {Counter(labels[at] for at in part)["CLASH"] for part in parts} == {2, 3}


def test_what_is_judged_is_not_learnt() -> None:
    parts = shuffled(10, 5, seed=3)
    assert sorted(others(parts, 2) + parts[2]) == list(range(10))
    assert not set(others(parts, 2)) & set(parts[2])


def test_f1() -> None:
    assert f1(2, 3, 5) == pytest.approx(0.5)
    assert f1(0, 0, 0) == 0.0
    assert harmonic(0.5, 1.0) == pytest.approx(2 / 3)
    assert harmonic(0.0, 0.0) == 0.0
