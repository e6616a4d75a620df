"""How likely each move from tag to tag is: certain where people marked a text, by a CRF where a network read it.

Knows: the forward-backward algorithm (Rabiner 1989).
Does not know: texts or networks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.floating[Any]]


def certain(tags: Sequence[int], kinds: int) -> Table:
    """Return [word, tag before, tag] with 1 for each move of a sequence of tags; to the first it is from tag 0."""
    moves = np.zeros((len(tags), kinds, kinds), np.float32)
    moves[range(len(tags)), [0, *tags[:-1]], tags] = 1
    return moves


def likely(scores: Table, moves: Table, begin: Table) -> Table:
    """Return how likely each move to each word's tag is, [word, tag before, tag]; to the first it is from tag 0.

    `scores` has a row for each word (one at least), `moves` scores moves from row to column, `begin` the first tag.
    """
    scores = scores.astype(np.float64)  # the sums over a long text are too large for less
    forward, backward = np.empty_like(scores), np.zeros_like(scores)
    forward[0] = begin + scores[0]
    for at in range(1, len(scores)):
        forward[at] = np.logaddexp.reduce(forward[at - 1][:, None] + moves, 0) + scores[at]
    for at in range(len(scores) - 1, 0, -1):
        backward[at - 1] = np.logaddexp.reduce(moves + scores[at] + backward[at], 1)
    whole = np.logaddexp.reduce(forward[-1])
    found = np.zeros((len(scores), *moves.shape), np.float32)
    found[0, 0] = np.exp(forward[0] + backward[0] - whole)
    found[1:] = np.exp(forward[:-1, :, None] + moves + (scores + backward)[1:, None] - whole)
    return found
