"""Templates of incidents: what MUC-4 asks to be filled in for each incident of a text, and its texts with their keys.

Knows: the corpus's slots and kinds of incident, which fills are optional, and when two words are the same answer.
Does not know: how templates are read out of a text, or how well.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rashomon.record.text import Span

FILE = "muc4-{}.jsonl.gz"
LEARNT, JUDGED = ("dev",), ("tst1", "tst2")
"""The parts that are learnt from, and those that are judged, as in the task of 1992."""

KINDS = ("ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY")
"""The kinds of incident that are looked for. FORCED WORK STOPPAGE (7 keys of 1,305) is counted, and never found."""
SLOTS = {
    "PerpInd": ("PERP: INDIVIDUAL ID",),
    "PerpOrg": ("PERP: ORGANIZATION ID",),
    "Target": ("PHYS TGT: ID",),
    "Victim": ("HUM TGT: NAME", "HUM TGT: DESCRIPTION"),
    "Weapon": ("INCIDENT: INSTRUMENT ID",),
}
"""The roles that are filled with words of the text, and the slots of the key that hold them."""
ROLES = tuple(SLOTS)
BESIDE = 3
"""Characters between a victim's name and a description of the same person, at most: `SENATOR JUAN PEREZ`."""

_OPENING = re.compile(r"^(?:[^\w]+|(?:THE|AN?)\b)+")
_CLOSING = re.compile(r"[^\w]+$")
_OPTIONAL = "OPTIONAL"


class Entity(NamedTuple):
    """One fill: the answers that are right (as `answer` gives them), where the text has them, and if it is optional."""

    answers: frozenset[str]
    spans: tuple[Span, ...] = ()
    optional: bool = False


class Key(NamedTuple):
    """One incident as the key has it: its kind (two where the key leaves it open), and the fills of each role."""

    kinds: frozenset[str]
    fills: Mapping[str, Sequence[Entity]]
    optional: bool = False


class Text(NamedTuple):
    """A text and the incidents that its key has; none: it tells of nothing that the task asks for."""

    name: str
    text: str
    keys: tuple[Key, ...]


def texts(corpora: Path, parts: Sequence[str]) -> Iterator[Text]:
    """Yield the texts of some parts of the corpus."""
    for part in parts:
        with gzip.open(corpora / FILE.format(part), "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield Text(row["id"], row["text"], tuple(map(key, row["templates"])))


def answer(words: str) -> str:
    """Return words as answers are compared: capitals, single blanks, no article before and no mark around them.

    It is empty when nothing else is there.
    """
    plain = " ".join(words.split()).upper()
    return _CLOSING.sub("", _OPENING.sub("", plain))


def key(row: Mapping[str, Any]) -> Key:
    """Return one template of the corpus: slots, their fills, and for each fill the mentions that are right."""
    kinds = [one["set"] for fill in row["INCIDENT: TYPE"] for one in fill if one["set"]]
    numbers = [one["set"] or "" for fill in row["MESSAGE: TEMPLATE"] for one in fill]
    return Key(
        frozenset(kinds),
        {role: _fills(row, slots) for role, slots in SLOTS.items()},
        any(_OPTIONAL in number for number in numbers),
    )


def _fills(row: Mapping[str, Any], slots: Sequence[str]) -> list[Entity]:
    named, *described = ([entity for fill in row.get(slot, ()) if (entity := _entity(fill))] for slot in slots)
    found = list(named)
    for entity in (entity for entities in described for entity in entities):
        for at, name in enumerate(found[: len(named)]):
            if any(beside(one, other) for one in name.spans for other in entity.spans):
                found[at] = Entity(name.answers | entity.answers, name.spans + entity.spans, name.optional)
                break
        else:
            found.append(entity)
    return found


def _entity(fill: Sequence[Mapping[str, Any]]) -> Entity | None:
    """Return what a fill allows, None if it is not words of the text."""
    mentions = [one for one in fill if one["text"] and answer(one["text"])]
    if not mentions:
        return None
    return Entity(
        frozenset(answer(one["text"]) for one in mentions),
        tuple(Span(*span) for one in mentions for span in one.get("spans") or ()),
        all(one["optional"] for one in mentions),
    )


def beside(one: Span, other: Span) -> bool:
    """Tell whether at most BESIDE characters, or none, stand between two spans."""
    return max(one.start, other.start) - min(one.end, other.end) <= BESIDE
