"""A claim in the making: what its trigger words gave so far.

Knows: what each kind of claim fills in, and how two drafts of one thing become one.
Does not know: how any of it is found.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rashomon.reading.claims.frames import Sighting
    from rashomon.record.claim import Actor, ClaimKind, Figure


@dataclass(slots=True)
class Draft:
    """A claim before its place, time, status and span are looked up.

    `anchors` are the words that gave it, the main one first; `near` is where a place is looked for before that (what is
    held, what was hit), `around` who did it and to whom. `narrow`: said in passing by an adjective (`besieged Aleppo`),
    so that only its noun can say where. `generic`: an attack of no named means, which may be another word for a better
    named event beside it. `stands`: it is worth a claim even if it says neither who nor where nor when nor how many.
    `ends`: it says until when somebody held a place. `denied`: the trigger itself denies (`outside state control`).
    `offered`: somebody has proposed it, which is so whatever becomes of it. `bare`: a noun of violence that names
    neither means nor target (`the attack`).
    """

    kind: ClaimKind
    type: str
    subtype: str | None
    plover: str | None
    anchors: list[int]
    weak: bool = False
    verbal: bool = True
    stands: bool = True
    near: list[int] = field(default_factory=list)
    around: list[int] = field(default_factory=list)
    actors: list[Actor] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    terms: list[tuple[str, str]] = field(default_factory=list)
    held_by: str | None = None
    ends: bool = False
    denied: bool = False
    bare: bool = False
    offered: bool = False
    narrow: bool = False
    generic: bool = False

    @property
    def anchor(self) -> int:
        """Return the word that gave the claim."""
        return self.anchors[0]

    def absorb(self, other: Draft) -> None:
        """Take over what another draft of the same thing knows and this one does not."""
        self.anchors += other.anchors
        self.near += other.near
        self.around += other.around
        have = {actor.role for actor in self.actors}
        names = {actor.name for actor in self.actors}
        self.actors += [actor for actor in other.actors if actor.role not in have and actor.name not in names]
        self.figures += other.figures
        self.stands = self.stands or other.stands


def draft(sighting: Sighting) -> Draft:
    """Return the draft that a trigger starts."""
    frame = sighting.frame
    return Draft(
        kind=frame.kind,
        type=frame.type,
        subtype=frame.subtype,
        plover=frame.plover,
        anchors=[sighting.anchor],
        weak=frame.weak,
        verbal=sighting.verbal,
        stands=sighting.verbal or frame.always,
    )
