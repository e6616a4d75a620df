"""The settings with which templates are filled best, chosen on texts that the network has not learnt from.

Knows: which settings are tried.
Does not know: the network, or the texts that the result is judged on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import product

from training.trials.filling import Seen, Settings, fill
from training.trials.judging import ALL, Counts, counts, figures
from training.trials.templates import Key

COSTS = (0.0, 0.5, 1.0, 1.5, 2.0)
PRESENT = (0.2, 0.3, 0.4, 0.5, 0.6)

Held = tuple[Sequence[Key], Seen]
"""A text's keys, and the text as the network sees it."""


def judged(texts: Sequence[Held], settings: Settings) -> Counts:
    """Return what is right of the templates of all texts."""
    counted: Counts = Counter()
    for keys, seen in texts:
        counted.update(counts(keys, fill(seen, settings)))
    return counted


def chosen(texts: Sequence[Held]) -> Settings:
    """Return the settings with the highest F1; of equal ones those that are tried first."""
    tried = [Settings(cost, present) for cost, present in product(COSTS, PRESENT)]
    return max(tried, key=lambda settings: figures(judged(texts, settings))[ALL].f1)
