"""Kinds of event: the snippets of CASE 2021, our own notes beside them, and how a reading of them is judged.

Knows: both files, which kinds are changes of territory and agreements, which of those the reader's claims tell of, and
weighted and macro F1.
Does not know: the network that reads them.
"""

from __future__ import annotations

import gzip
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rashomon.record.claim import Claim, ClaimKind, Role
from training.trials.folds import f1

FILE = "case-40.jsonl.gz"
NOTES = Path("gold/notes")
"""Our own invented notes; they are learnt from, and never judged on."""
TERRITORY = ("GOV_REGAINS_TERIT", "NON_STATE_ACTOR_OVERTAKES_TER", "NON_VIOL_TERRIT_TRANSFER", "AGREEMENT")
"""The kinds that say who holds a place, and agreements; spelt as the corpus spells them."""
TOLD = dict(zip(TERRITORY, (3.0, 4.2, 2.8, 4.2), strict=True))
"""What a claim of the reader's adds to the kind that it tells of (natural logarithm).

How much oftener our own notes of that kind have it than the others: 21 of 45 of agreements, 5 of 770 others.
"""

_STATE = re.compile(
    r"\b(?:army|armed forces|government|troops|soldiers|military|police|regime|navy|pro-government)\b", re.I
)
_GROUP = re.compile(
    r"militant|rebel|fighter|insurgen|opposition|gunm[ae]n|islamist|jihad|separatist|guerrilla|islamic state|taliban"
    r"|shabaab|qaeda|nusra|houthi|haram",
    re.I,
)


class Note(NamedTuple):
    """A text about one event, and the kind of the event."""

    text: str
    kind: str


class Figures(NamedTuple):
    """F1 of all kinds, 0 to 1: weighted by how often gold has them, their mean, the mean over TERRITORY; and of each.

    A kind that gold has and nobody finds counts 0 in both means. `territory` has a kind that gold lacks count 0, too.
    """

    weighted: float
    macro: float
    territory: float
    kinds: dict[str, float]


def snippets(corpora: Path) -> Iterator[Note]:
    """Yield the snippets of the corpus."""
    with gzip.open(corpora / FILE, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Note(row["text"], row["label"])


def own_notes(folder: Path, kinds: Sequence[str]) -> Iterator[Note]:
    """Yield the notes of all TOML files in a folder; ValueError at a kind that is not one of `kinds`."""
    for path in sorted(folder.glob("*.toml")):
        for row in tomllib.loads(path.read_text("utf-8")).get("note", []):
            if row["label"] not in kinds:
                message = f"{path}: no snippet has the kind {row['label']}; spell it as {FILE} does"
                raise ValueError(message)
            yield Note(row["text"], row["label"])


def told(claims: Iterable[Claim]) -> dict[str, float]:
    """Return what claims of a snippet add to the kinds of TERRITORY (natural logarithms).

    Who gains a place is a state or a group by the words for him; one that leaves, where nobody fights, hands it over.
    """
    found = [(claim, claim.type, claim.subtype) for claim in claims]
    gained = [claim for claim, type_, subtype in found if (type_, subtype) == ("Control", "gained")]
    names = [actor.name for claim in gained for actor in claim.actors if actor.role is Role.HOLDER]
    state = any(_STATE.search(name) for name in names)
    group = any(_GROUP.search(name) and not _STATE.search(name) for name in names)
    left = any((type_, subtype) == ("Displacement", "withdrawal") for _, type_, subtype in found)
    fought = any(type_ == "Battles" for _, type_, _ in found)
    regained, overtaken, handed, agreed = TERRITORY
    speaks = {
        regained: state and not group,
        overtaken: group and not state,
        handed: left and (group or not fought),
        agreed: any(claim.kind is ClaimKind.AGREEMENT for claim, _, _ in found),
    }
    return {kind: TOLD[kind] for kind, so in speaks.items() if so}


def figures(gold: Sequence[str], found: Sequence[str]) -> Figures:
    """Return the figures of kinds that were found, each against that of the same place in `gold`."""
    wanted, read = Counter(gold), Counter(found)
    right = Counter(one for one, other in zip(gold, found, strict=True) if one == other)
    kinds = {kind: f1(right[kind], read[kind], wanted[kind]) for kind in sorted(wanted)}
    return Figures(
        sum(kinds[kind] * wanted[kind] for kind in kinds) / len(gold),
        sum(kinds.values()) / len(kinds),
        sum(kinds.get(kind, 0.0) for kind in TERRITORY) / len(TERRITORY),
        kinds,
    )
