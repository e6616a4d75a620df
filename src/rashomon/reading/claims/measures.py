"""The words that say what a number counts.

Knows: the lexicon of measures as tables from word to measure, and what a lone figure of each measure is called.
Does not know: any text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from rashomon.reading.lexicon import load
from rashomon.record.claim import Flow, Measure


@dataclass(frozen=True, slots=True)
class Measures:
    """Tables from lemma to measure, one for each place a word may have beside a number (see measures.toml)."""

    done: dict[str, Measure]
    do: dict[str, Measure]
    are: dict[str, Measure]
    named: dict[str, Measure]
    of: dict[str, Measure]
    phrases: dict[str, list[tuple[frozenset[str], Measure]]]
    flows: dict[Measure, Flow]
    person: frozenset[Measure]
    stock_words: frozenset[str]
    sets: dict[str, frozenset[str]]
    claims: dict[Measure, tuple[str, str]]
    other: dict[str, tuple[str, str]]


@cache
def measures() -> Measures:
    """Return the tables, built once a process."""
    data = load("measures")
    by: dict[str, dict[str, Measure]] = {"done": {}, "do": {}, "are": {}, "named": {}, "of": {}}
    for entry in data["measure"]:
        for place, into in by.items():
            for word in entry.get(place, ()):
                into.setdefault(word, Measure(entry["name"]))
    phrases: dict[str, list[tuple[frozenset[str], Measure]]] = {}
    for entry in data["phrase"]:
        phrases.setdefault(entry["verb"], []).append((frozenset(entry["with"]), Measure(entry["measure"])))
    return Measures(
        **by,
        phrases=phrases,
        flows={Measure(entry["name"]): Flow(entry["flow"]) for entry in data["measure"]},
        person=frozenset(Measure(entry["name"]) for entry in data["measure"] if entry["person"]),
        stock_words=frozenset(word for entry in data["measure"] for word in entry.get("stock_words", ())),
        sets={name: frozenset(words) for name, words in data["words"].items()},
        claims={Measure(entry["name"]): (entry["claim"][0], entry["claim"][1]) for entry in data["measure"]},
        other={word: (claim[0], claim[1]) for word, claim in data["other"].items()},
    )


def alone(measure: Measure, lemma: str) -> tuple[str, str] | None:
    """Return type and sub-type of a claim that is nothing but a figure; None for measures that say nothing alone.

    `lemma` is the word that gave the measure: it tells the figures of the measure `other` apart.
    """
    if measure is Measure.OTHER:
        return measures().other.get(lemma)
    return measures().claims.get(measure)
