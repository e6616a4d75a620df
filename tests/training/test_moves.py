from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from training.moves import certain, likely

KINDS = 3


@pytest.mark.parametrize("words", [1, 2, 4])
def test_moves_are_as_likely_as_all_sequences_together_make_them(words: int) -> None:
    chance = np.random.default_rng(words)
    scores, moves, begin = (
        chance.normal(size=size).astype(np.float32) for size in ((words, KINDS), (KINDS, KINDS), (KINDS,))
    )
    moves[0, 2] = -1e4
    expected, whole = np.zeros((words, KINDS, KINDS)), 0.0
    for tags in product(range(KINDS), repeat=words):
        score = begin[tags[0]] + scores[range(words), tags].sum() + sum(moves[step] for step in pairwise(tags))
        weight = float(np.exp(score))
        whole += weight
        expected += weight * certain(tags, KINDS)
    assert likely(scores, moves, begin) == pytest.approx(expected / whole, abs=1e-5)


def test_the_moves_to_each_word_of_a_long_text_are_one() -> None:
    scores = np.random.default_rng(0).normal(scale=9, size=(5000, KINDS)).astype(np.float32)
    moves = likely(scores, np.zeros((KINDS, KINDS), np.float32), np.zeros(KINDS, np.float32))
    assert moves.sum((1, 2)) == pytest.approx(np.ones(5000), abs=1e-5)


def test_a_marked_text_has_one_move_a_word() -> None:
    moves = certain([1, 2, 0], KINDS)
    assert moves.sum((1, 2)).tolist() == [1, 1, 1]
    assert [tuple(int(at) for at in np.argwhere(word)[0]) for word in moves] == [(0, 1), (1, 2), (2, 0)]
