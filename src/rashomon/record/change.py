"""What is new about an incident since a date.

Knows: the change as a value.
Does not know: how it is found (linking).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """How an incident (its id) differs from what was known before.

    `new`: none of its accounts was known. `accounts` are the claims that were not. `became` says in words what else is
    different: contested, another grade, another toll, two incidents that are one now.
    """

    incident: str
    new: bool
    accounts: tuple[str, ...]
    became: tuple[str, ...]
