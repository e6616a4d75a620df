"""Values as people read them on a page.

Knows: how a number, an id and a term are worded. Does not know: any page.
"""

from __future__ import annotations


def count(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: ``1 report``, ``2,000 reports``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def short(id_: str) -> str:
    """Return the beginning of an id, as much as a person needs to know it again."""
    kind, _, rest = id_.partition("_")
    return f"{kind}_{rest[:8]}"


def spaced(term: str) -> str:
    """Return a term of a closed list as words."""
    return term.replace("_", " ")
