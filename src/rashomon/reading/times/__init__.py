"""When: the words of a report that speak of time, their values, and what they tell about its publication."""

from __future__ import annotations

from rashomon.reading.times.step import Times
from rashomon.reading.times.when import when_of

__all__ = ["Times", "when_of"]
