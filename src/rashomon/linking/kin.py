"""Who belongs to whom: people to the bodies they speak for, forces to their state.

Knows: how parts of parts are followed.
Does not know: where it is written who belongs to whom (the actor lexicon, handed in by the casebook).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Kin:
    """Actors by their ids. `part_of`: what each belongs to or sides with; `bodies`: the name of a person's body."""

    part_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(default_factory=dict)

    def line(self, actor: str | None) -> frozenset[str]:
        """Return an actor and all that it belongs to, through others too; nothing for none."""
        found: set[str] = set()
        waiting = [actor] if actor is not None else []
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting.extend(self.part_of.get(one, ()))
        return frozenset(found)

    def body(self, actor: str | None) -> str | None:
        """Return the name of the body that a person speaks for; None for others, and for nobody."""
        return self.bodies.get(actor) if actor is not None else None


NOBODY = Kin()
