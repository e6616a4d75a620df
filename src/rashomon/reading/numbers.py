"""Number words: `two dozen`, `one and a half million`, `three hundred and twelve`.

Knows: what a run of figures and number words is worth (lexicon `quantities`).
Does not know: what is counted, or whether the words stand in a date (quantities, times).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from rashomon.reading.lexicon import load

_FIGURES = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_IGNORED = frozenset({"a", "an", "and", "-", "of"})
_PARTS = {"half": 0.5, "quarter": 0.25, "quarters": 0.25}


@cache
def number_words() -> dict[str, float]:
    """Return the words that are a number, and the words that multiply one, with their values."""
    lexicon = load("quantities")
    return {word: float(value) for table in ("numbers", "scales") for word, value in lexicon[table].items()}


@cache
def scale_words() -> frozenset[str]:
    """Return the words that multiply what stands before them."""
    return frozenset(load("quantities")["scales"])


@cache
def vague_words() -> dict[str, tuple[float, float]]:
    """Return the vague numbers with the lowest and highest value each can have, ends included."""
    return {words: (float(low), float(high)) for words, (low, high) in load("quantities")["vague"].items()}


def cardinal(words: Sequence[str]) -> float | None:
    """Return what `words` (lower case, hyphens as words of their own) are worth; None when they are not one number."""
    numbers, scales = number_words(), scale_words()
    total = group = 0.0
    seen = False
    last = 1.0
    for word in words:
        if word in _IGNORED:
            continue
        part = _PARTS.get(word)
        if part is not None and seen and last > 1:  # `a million and a half`
            total += part * last
        elif part is not None and word.endswith("s"):
            group *= part
        elif part is not None:
            group += part
        elif word in scales:
            scale = numbers[word]
            group = (group if seen and group else 1.0) * scale
            if scale >= 1000:
                total, group = total + group, 0.0
        elif word in numbers:
            group += numbers[word]
        elif _FIGURES.fullmatch(word):
            group += float(word.replace(",", ""))
        else:
            return None
        seen, last = True, numbers[word] if word in scales else 1.0
    return total + group if seen else None
