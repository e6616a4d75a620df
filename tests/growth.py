"""How the time that something takes grows with its input: a machine may be slow or busy, a square stays a square."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import TypeVar

TIMES = 8
"""How many times the small input the large one is."""
STEEPEST = 4 * TIMES
"""What growth may come to at most; in step with the input it would be 8, with its square 64."""
LEAST_SECONDS = 0.004
"""What the small input counts as at least, so that a hiccup of the machine is no growth."""

Input = TypeVar("Input")


def growth(act: Callable[[Input], object], made: Callable[[int], Input], size: int) -> float:
    """Return how many times as long `act` takes for what is `made` of `size` as for what is made of an eighth of it.

    Seconds of the processor, the least of two tries each; making it does not count.
    """
    small, large = (_least(act, made(many)) for many in (size // TIMES, size))
    return large / max(small, LEAST_SECONDS)


def _least(act: Callable[[Input], object], given: Input) -> float:
    return min(seconds(lambda: act(given)) for _ in range(2))


def seconds(act: Callable[[], object]) -> float:
    """Return the processor's seconds that `act` takes, without those of Python's collection of cycles."""
    gc.collect()
    gc.disable()
    try:
        began = time.process_time()
        act()
        return time.process_time() - began
    finally:
        gc.enable()
