"""Who may do what at a workbench that several people share.

Knows: the roles and their order. Does not know: how anybody proves who they are (web), or where that is kept (store).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person may do; each may do all that the ones before may."""

    VIEWER = "viewer"
    CODER = "coder"
    REVIEWER = "reviewer"
    ADMIN = "admin"

    def may(self, needed: Role) -> bool:
        """Tell whether this role may do what `needed` may."""
        order = tuple(Role)
        return order.index(self) >= order.index(needed)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account. `name` is what judgements are signed with."""

    name: str
    role: Role
