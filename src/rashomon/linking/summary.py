"""An incident in one line: what, who, where, when, never more exact than the words.

Knows: how the line is put together.
Does not know: which accounts belong together, or which place and time were chosen.
"""

from __future__ import annotations

import re

from rashomon.linking import kinds
from rashomon.record.claim import Actor, Claim, Role
from rashomon.record.spoken import spoken_time
from rashomon.record.text import Span
from rashomon.record.values import When, Where

OF_AGENT = frozenset({"Withdrawal", "Evacuation", "Departure", "Displacement", "Return", "Release"})
"""Labels of what its agent goes through: `Withdrawal of fighters`, not `by fighters`."""
_BEFORE = re.compile(r"\b(from|to|towards?|into|near|outside|around|inside|at)\s+(?:the\s+)?$", re.IGNORECASE)


def summary(claim: Claim, place: Where | None, placed: Claim | None, time: When | None) -> str:
    """Return the line for an incident told by `claim`; `placed` is the claim that names `place`."""
    line = kinds.label(claim.type, claim.subtype) + _who(claim, kinds.label(claim.type, claim.subtype))
    if place is not None:
        line += f" {_preposition(place, placed)} {place.place.name if place.place else place.text}"
    when = spoken_time(time.edtf) if time else None
    return f"{line}, {when}" if when else line


def _who(claim: Claim, label: str) -> str:
    parties = _names(claim, Role.PARTY)
    agents, targets = _names(claim, Role.AGENT), _names(claim, Role.TARGET)
    if len(parties) > 1:
        return f" between {' and '.join(parties)}"
    holders = _names(claim, Role.HOLDER)
    if holders:
        return f" by {' and '.join(holders)}"
    if label in OF_AGENT:
        return f" of {' and '.join(targets or agents)}" if targets or agents else ""
    by = f" by {' and '.join(agents)}" if agents else f" with {parties[0]}" if parties else ""
    return by + (f" against {' and '.join(targets)}" if targets else "")


def _names(claim: Claim, role: Role) -> list[str]:
    actors: list[Actor] = [actor for actor in claim.actors if actor.role is role]
    return list(dict.fromkeys(actor.name for actor in actors))[:2]


def _preposition(place: Where, claim: Claim | None) -> str:
    """Return the word that led to the place's name in the claim where it tells a direction, else its relation."""
    if place.relation and place.relation not in ("in", "at"):
        return place.relation.replace("_", " ")
    if claim is not None and claim.span.covers(place.span):
        lead = Span(0, place.span.start - claim.span.start).of(claim.text)
        if found := _BEFORE.search(lead):
            return found[1].lower()
    return "in"
