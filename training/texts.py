"""The texts that the tagger learns from, with the words, traits and tags of each.

Knows: PolNeAR and other news as the corpora folder holds them, our own gold, and that the program's own steps give the
traits.
Does not know: the network.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from rashomon.evaluation.attribution_gold import marked_texts
from rashomon.reading.attributions import Attributions
from rashomon.reading.page import Page, Spoken
from rashomon.reading.parse import Sentences, parse, pipeline
from rashomon.reading.tagger.tags import TAGS, tags_of
from rashomon.reading.tagger.words import Labels, Words, stretches, words_of
from rashomon.record.text import Report, Span
from training.moves import Table, certain

OWN_GOLD = (Path("gold/attribution"), Path("gold/nested"))

UNMARKED = ("newsclusters-half", "fakes-dev", "lgl", "geovirus", "geowebnews-half", "wikievents-dev", "re3d")
"""Corpora of news in running text, as they come: without histories, telegrams in capitals and single sentences."""
SHORTEST, LONGEST = 200, 12_000
"""Characters of an unmarked text: a shorter one is left out, of a longer one the beginning is read."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with its attributions as people marked them; None: nobody did."""

    text: str
    attributions: tuple[Spoken, ...] | None


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text as the network takes it: its words with their traits, and how likely each move to a word's tag is.

    `moves` is [word, tag before, tag]. Where people marked the text, the right move has 1; where nobody did, all are 0
    until a teacher has read it.
    """

    text: str
    words: Words
    moves: Table


def polnear(path: Path) -> Iterator[Marked]:
    """Yield the articles of a PolNeAR part (JSON lines, compressed)."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            yield Marked(item["text"], tuple(_spoken(one) for one in item["attributions"]))


def own_gold() -> Iterator[Marked]:
    """Yield the training part of our own gold. What stands inside other attributions is left out, as in PolNeAR."""
    for path in (path for folder in OWN_GOLD for path in sorted(folder.glob("*.toml"))):
        for text in marked_texts(path):
            if text.split == "train":
                top = (Spoken(one.source, one.cue, one.content) for one in text.says if one.parent is None)
                yield Marked(text.text, tuple(top))


def unmarked(corpora: Path) -> Iterator[Marked]:
    """Yield the news of the other corpora, each text once; what they mark is not read."""
    seen = set[str]()
    for name in UNMARKED:
        with gzip.open(corpora / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for text in (json.loads(line)["text"][:LONGEST] for line in lines):
                if len(text) >= SHORTEST and text not in seen:
                    seen.add(text)
                    yield Marked(text, None)


def lessons(texts: Sequence[Marked], labels: Labels) -> Iterator[Lesson]:
    """Yield the texts as lessons: parsed, and read by the rules, as they will be when the network is used."""
    sentences, rules = Sentences(), Attributions()
    for text, (report, doc) in zip(texts, parse(map(_report, texts)), strict=True):
        page = Page(report, doc)
        for step in (sentences, rules):
            page = replace(page, **step(page))
        words = words_of(page, labels)
        moves = certain(tags_of(words.spans, stretches(text.attributions or ())), len(TAGS))
        if text.attributions is None:
            moves[:] = 0
        yield Lesson(text.text, words, moves)


def parser_labels() -> tuple[Sequence[str], Sequence[str]]:
    """Return the part-of-speech tags and the dependencies that the parser may give, in its order."""
    nlp = pipeline()
    return nlp.get_pipe("tagger").labels, nlp.get_pipe("parser").labels  # type: ignore[attr-defined]


def _report(text: Marked) -> Report:
    digest = sha256(text.text.encode()).hexdigest()
    return Report(Report.identify(digest), text.text, digest)


def _spoken(item: dict[str, list[tuple[int, int]]]) -> Spoken:
    source, cue, content = (tuple(Span(*span) for span in item[role]) for role in ("source", "cue", "content"))
    return Spoken(source, cue, content)
