"""Who did something to whom: the sentences of CAMEO-NER and how a reading of them is judged.

Knows: the corpus's roles S (source: who) and T (target: whom), and the three F1 that are printed.
Does not know: the network that reads them.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rashomon.record.text import Span
from training.trials.folds import f1, harmonic
from training.trials.words import FINE, Marked, covered, words

FILE = "cameo-train.jsonl.gz"
ROLES = ("S", "T")
"""The roles that are learnt. The corpus's third, R, marks neither who nor whom and is left out."""
NAMES = {"S": "who", "T": "whom"}

Counts = Counter[tuple[str, str]]
"""Counts of (role, what)."""


class Sentence(NamedTuple):
    """A sentence, where its words are, and what people marked."""

    text: str
    words: list[Span]
    marked: list[Marked]


class Figures(NamedTuple):
    """Three F1 of one role, 0 to 1.

    `lenient`: a span is right when it shares a word with one of the other side, counted from both sides, as in
    Nadeau and Sekine (2007); `exact`: it has the same words; `words`: each word counts for itself.
    """

    lenient: float
    exact: float
    words: float


def sentences(corpora: Path) -> Iterator[Sentence]:
    """Yield the sentences of the corpus."""
    with gzip.open(corpora / FILE, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield sentence(row["text"], [(start, end, role) for start, end, role, _ in row["spans"]])


def sentence(text: str, given: Sequence[tuple[int, int, str]]) -> Sentence:
    """Return a sentence of which characters [start, end) have a role; roles that are not learnt are left out."""
    where = words(text, FINE)
    marked = []
    for start, end, role in given:
        inside = covered(where, Span(start, end))
        if role in ROLES and inside:
            marked.append(Marked(role, inside.start, inside.stop))
    return Sentence(text, where, marked)


def counts(gold: Sequence[Marked], found: Sequence[Marked]) -> Counts:
    """Return what of one sentence is right."""
    counted: Counts = Counter()
    for role in ROLES:
        wanted, read = ([one for one in some if one.role == role] for some in (gold, found))
        counted[role, "gold"] += len(wanted)
        counted[role, "found"] += len(read)
        counted[role, "gold met"] += sum(any(one.meets(other) for other in read) for one in wanted)
        counted[role, "found met"] += sum(any(one.meets(other) for other in wanted) for one in read)
        counted[role, "same"] += len(set(wanted) & set(read))
        inside, said = ({at for one in some for at in range(one.first, one.last)} for some in (wanted, read))
        counted[role, "gold words"] += len(inside)
        counted[role, "found words"] += len(said)
        counted[role, "same words"] += len(inside & said)
    return counted


def figures(counted: Counts, role: str) -> Figures:
    """Return the figures of one role from the counts of all sentences, 0 where nothing was found."""

    def of(what: str) -> int:
        return counted[role, what]

    precision = of("found met") / of("found") if of("found") else 0.0
    recall = of("gold met") / of("gold") if of("gold") else 0.0
    return Figures(
        harmonic(precision, recall),
        f1(of("same"), of("found"), of("gold")),
        f1(of("same words"), of("found words"), of("gold words")),
    )
