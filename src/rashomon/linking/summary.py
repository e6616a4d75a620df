"""An incident in one line: what, who, where, when, never more exact than the words.

Knows: how the line is put together.
Does not know: which accounts belong together, or which place and time were chosen.
"""

from __future__ import annotations

import re

from rashomon.linking import kinds
from rashomon.record.claim import Claim, Measure, Role
from rashomon.record.spoken import spoken_range, spoken_time
from rashomon.record.values import When, Where

THINGS = frozenset({Measure.AREA, Measure.DISTANCE, Measure.DESTROYED, Measure.VEHICLES, Measure.OTHER})
"""Measures that do not count people."""
_BEFORE = re.compile(r"\b([^\W\d_]+)\s+(?:the\s+)?$", re.IGNORECASE)
"""The word before a place's name, an article left out."""
_LOOSE = re.compile(r"(?:(?: of)? \{place\})")


def summary(claim: Claim, place: Where | None, placed: Claim | None, time: When | None) -> str:
    """Return the line for an incident told by `claim`; `placed` is the claim that names `place`."""
    label = kinds.label(claim.type, claim.subtype)
    name = (place.place.name if place.place else place.text) if place else None
    if "{place}" in label:
        line = (label.replace("{place}", name) if name else _LOOSE.sub("", label)) + _who(claim, label)
    else:
        line = label + _who(claim, label)
        if place is not None:
            line += f" {_preposition(place, placed)} {name}"
    when = spoken_time(time.edtf) if time else None
    return f"{line}, {when}" if when else line


def _who(claim: Claim, label: str) -> str:
    parties, holders = _names(claim, Role.PARTY), _names(claim, Role.HOLDER)
    agents, targets = _names(claim, Role.AGENT), _names(claim, Role.TARGET)
    if len(parties) > 1:
        return f" between {' and '.join(parties)}"
    people = next((figure for figure in claim.figures if figure.measure not in THINGS), None)
    if kinds.undergone(label) and people is not None:
        return f" of {spoken_range(people.low, people.high)} {people.who or people.unit or ''}".rstrip()
    if kinds.undergone(label) and (agents or targets):
        return f" of {' and '.join(targets or agents)}"
    by = " by " + " and ".join(agents or holders) if agents or holders else f" with {parties[0]}" if parties else ""
    return by + (f" against {' and '.join(targets)}" if targets else "")


def _names(claim: Claim, role: Role) -> list[str]:
    """Return up to two names in that role, those that name nobody in particular left out."""
    names = [" ".join(actor.name.split()) for actor in claim.actors if actor.role is role and kinds.counted(actor.name)]
    return list(dict.fromkeys(name.lower() if kinds.generic(name) else name for name in names))[:2]


def _preposition(place: Where, claim: Claim | None) -> str:
    """Return the word that led to the place's name in the claim where it tells a direction, else its relation."""
    if place.relation and place.relation not in ("in", "at"):
        side, _, kind = place.relation.partition("_")
        return f"in the {side} of" if kind == "in" or side == "center" else place.relation.replace("_", " ")
    if claim is not None and claim.span.covers(place.span):
        lead = claim.text[: place.span.start - claim.span.start]
        if found := _BEFORE.search(lead):
            return kinds.preposition(found[1]) or "in"
    return "in"
