"""A place with all it is called, and which of its names can stand in a report.

Knows: what the sources of the gazetteer hand to those that store it.
Does not know: any source, or how a place is stored.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rashomon.record.values import Place

_LATIN_END = "\u024f"
_DIGIT_OR_ADDRESS = re.compile(r"[\d:/]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A place with all it is called. `population` is None when not known; `aliases` leave its main name out."""

    place: Place
    population: int | None
    aliases: tuple[str, ...] = ()


def readable(name: str) -> bool:
    """Tell whether an alternate name can stand in an English report: Latin letters, no digits, no address."""
    return (
        2 < len(name) < 36
        and all(letter <= _LATIN_END or letter in "’‘ʿʾʻʼ–" or "\u1e00" <= letter <= "\u1eff" for letter in name)
        and not any(letter.isdigit() or letter in ":/" for letter in name)
    )


def nameable(name: str) -> bool:
    """Tell whether a name can stand in a report of any script: 2 to 60 letters, of Latin ones 3, no digit, no address.

    Anything that cannot be printed on one line is none.
    """
    shortest = 3 if name.isascii() else 2
    return (
        shortest <= len(name) <= 60
        and name.isprintable()
        and any(letter.isalpha() for letter in name)
        and not _DIGIT_OR_ADDRESS.search(name)
    )
