"""An incident in one line: what, who, where, when, never more exact than the words.

Knows: how the line is put together.
Does not know: which accounts belong together, or which place and time were chosen.
"""

from __future__ import annotations

import re
from string import Formatter

from rashomon.linking import kinds
from rashomon.record.claim import Claim, ClaimKind, Measure, Role
from rashomon.record.spoken import spoken_place, spoken_range, spoken_time
from rashomon.record.values import Where, days

THINGS = frozenset({Measure.AREA, Measure.DISTANCE, Measure.DESTROYED, Measure.VEHICLES, Measure.OTHER})
"""Measures that do not count people."""
MOST_NAMES = 2
LONGEST_NAME = 48
"""Characters of a name; a longer one is a description, and the line does without."""
AIMED = ("on", "at")
_BEFORE = re.compile(r"\b([^\W\d_]+)\s+(?:the\s+)?$", re.IGNORECASE)
"""The word before a place's name, an article left out."""
_ARTICLE = re.compile(r"(?:the|a|an|its|their|his|our|some)\b", re.IGNORECASE)


def summary(claim: Claim, place: Where | None, placed: Claim | None, edtf: str | None, reported: str | None) -> str:
    """Return the line for an incident told by `claim`; `placed` is the claim that names `place`.

    `edtf` is the incident's time; where only the kind of thing is known, the line says that no place is given and when
    it was `reported` (EDTF).
    """
    label = kinds.label(claim.type, claim.subtype)
    values = _values(claim, label) | ({"place": spoken_place(place)} if place else {})
    pattern = next(line for line in kinds.lines(label) if _fields(line) <= values.keys())
    line = pattern.format(**values)
    if place is not None and "place" not in _fields(pattern):
        preposition = _preposition(place, placed, label, "whom" not in _fields(pattern))
        line += f" {preposition} {values['place']}" if preposition else ""
    line = line[:1].upper() + line[1:]
    bare = line in (label, pattern)
    if line == label and place is None:
        line += ", place not given"
    when = spoken_time(edtf)
    told = spoken_time(reported) if bare and None not in days(reported) else None
    return f"{line}, {when}" if when else f"{line}, reported {told}" if told else line


def _values(claim: Claim, label: str) -> dict[str, str]:
    """Return what the patterns may be filled with."""
    names = {role: _names(claim, role) for role in Role}
    holders = names[Role.HOLDER] or ([_spoken(claim.held_by)] if claim.held_by else [])
    agents = [name for name in names[Role.AGENT] if not kinds.means(name.removeprefix("the "))]
    parties = names[Role.PARTY]
    values = {
        "label": label,
        "who": " and ".join((holders if claim.kind is ClaimKind.CONTROL else agents or holders)[:MOST_NAMES]),
        "whom": " and ".join(names[Role.TARGET][:MOST_NAMES]),
        "party": parties[0] if parties else "",
        "other": parties[1] if len(parties) > 1 else "",
        "receiver": " and ".join(names[Role.BENEFICIARY][:MOST_NAMES]),
        "people": _people(claim),
    }
    return {name: value for name, value in values.items() if value}


def _people(claim: Claim) -> str:
    figure = next((figure for figure in claim.figures if figure.measure not in THINGS), None)
    if figure is None:
        return ""
    return f"{spoken_range(figure.low, figure.high)} {figure.who or figure.unit or 'people'}"


def _names(claim: Claim, role: Role) -> list[str]:
    """Return the names in that role, those that name nobody in particular left out.

    Of what was hit, those who are only counted come in where nothing else was: the market, not the nine people in it.
    """
    there = [actor for actor in claim.actors if actor.role is role]
    counted = {figure.span for figure in claim.figures}
    there = [actor for actor in there if actor.span not in counted] or there
    names = [" ".join(actor.name.split()) for actor in there if kinds.counted(actor.name)]
    return [_spoken(name) for name in dict.fromkeys(names) if len(name) <= LONGEST_NAME]


def _spoken(name: str) -> str:
    """Return a name as it stands inside a sentence: `the United States`, `the army`, `rebels`."""
    words = name.split()
    if len(words) == 1 and kinds.generic(name) and not name.isupper():
        name = name.lower()
    if not words or _ARTICLE.match(name):
        return name[:1].lower() + name[1:]
    many = words[-1].endswith("s") or kinds.many(words[-1])
    own = not words[-1].islower()
    if own:
        return f"the {name}" if many and len(words) > 1 else name
    return name if many else f"the {name}"


def _fields(pattern: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(pattern) if field}


def _preposition(place: Where, claim: Claim | None, label: str, aimed: bool) -> str | None:
    """Return the word that led to the place's name in the claim where it tells a direction, else its relation.

    None where the place is where something came from or went to, which only a movement has.
    """
    joined = kinds.joined(label) if aimed else "in"
    if place.relation and place.relation not in ("in", "at", "on"):
        side, _, kind = place.relation.partition("_")
        if kind == "in" or side == "center":
            return f"in the {side} of"
        word = place.relation.replace("_", " ")
        return word if kinds.moving(label) or word not in ("from", "to", "toward") else None
    if claim is not None and claim.span.covers(place.span):
        lead = claim.text[: place.span.start - claim.span.start]
        if found := _BEFORE.search(lead):
            word = kinds.preposition(found[1]) or ""
            if word in ("from", "to", "toward", "into"):
                return word if kinds.moving(label) else joined
            if word and word not in AIMED:
                return word
    return joined
