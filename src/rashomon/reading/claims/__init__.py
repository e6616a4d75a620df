"""Claims: what is said to be so, from the words that tell it."""

from __future__ import annotations

from rashomon.reading.claims.step import Claims

__all__ = ["Claims"]
