"""Parts of a corpus for cross-validation, and the figures that all trials share.

Knows: how to divide items so that each is judged once, and F1.
Does not know: what the items are, or how anything is learnt from them.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Hashable, Sequence


def shuffled(count: int, folds: int, seed: int) -> list[list[int]]:
    """Return the numbers from 0 to below `count` in `folds` parts of like size, drawn by chance."""
    order = list(range(count))
    random.Random(seed).shuffle(order)
    return [order[part::folds] for part in range(folds)]


def stratified(labels: Sequence[Hashable], folds: int, seed: int) -> list[list[int]]:
    """Return the numbers of the labels in `folds` parts, each label spread over them as evenly as can be."""
    chance = random.Random(seed)
    same: dict[Hashable, list[int]] = defaultdict(list)
    for at, label in enumerate(labels):
        same[label].append(at)
    order: list[int] = []
    for label in sorted(same, key=str):
        chance.shuffle(same[label])
        order += same[label]
    return [order[part::folds] for part in range(folds)]


def others(parts: Sequence[Sequence[int]], part: int) -> list[int]:
    """Return the numbers of all parts but one."""
    return [at for number, numbers in enumerate(parts) if number != part for at in numbers]


def f1(right: float, found: float, gold: float) -> float:
    """Return the F1 (0 to 1) of `right` among `found` that were answered and `gold` that should be; 0 of nothing."""
    return 2 * right / (found + gold) if found + gold else 0.0


def harmonic(precision: float, recall: float) -> float:
    """Return the F1 (0 to 1) of a precision and a recall that count different things."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
