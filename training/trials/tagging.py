"""The best row of tags for words whose scores do not know each other.

Knows: which tag may follow which, and what a span and a break between two spans cost.
Does not know: what the roles mean, or where scores come from.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rashomon.reading.tagger.tags import BARRED, best
from training.trials.words import Marked, spans, tag_names

Table = NDArray[np.floating[Any]]


def marked(
    scores: Table, roles: Sequence[str], cost: float = 0.0, apart: Collection[str] | None = None
) -> list[Marked]:
    """Return the spans of the likeliest row of tags, in the order of the text.

    `scores` is [word, tag], natural logarithms, tags as `tag_names` has them. An I stands only behind its own role, so
    that a name does not fall into fragments (Viterbi 1967). Each span costs `cost`, a natural logarithm: a higher one
    finds fewer. Only spans of the roles in `apart` may touch another of their role (None: all may); of the others, a B
    behind its own role counts as an I.
    """
    count = len(tag_names(roles))
    moves, start, scores = np.zeros((count, count), np.float32), np.zeros(count, np.float32), scores.astype(np.float32)
    for role, name in enumerate(roles):
        begin, inside = 1 + 2 * role, 2 + 2 * role
        start[inside] = BARRED
        moves[:, inside] = BARRED
        moves[[begin, inside], inside] = 0
        if apart is not None and name not in apart:
            moves[[begin, inside], begin] = BARRED
            scores[:, inside] = np.logaddexp(scores[:, begin], scores[:, inside])
    scores[:, 1::2] -= cost
    return spans(best(scores, moves, start), roles)
