"""`python -m training`: train the tagger from the corpora and our own gold, and write the files that ship.

Knows: the order of the work and where its files belong.
Does not know: how any part of it is done.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import torch

from rashomon.reading.tagger.encoder import ABOUT, VOCABULARY, WEIGHTS
from rashomon.reading.tagger.vocabulary import Vocabulary
from rashomon.reading.tagger.words import SIZES, TRAITS, Labels
from training.export import about, export
from training.fitting import Course, fit
from training.network import Reader, starting_file
from training.teacher import Teacher
from training.teaching import taught
from training.texts import lessons, own_gold, parser_labels, polnear, unmarked

DATA = Path("src/rashomon/reading/tagger/data")
"""Where the program looks for the weights."""

FROM_PEOPLE, TEACHING, FROM_TEACHER = Course(7, 4e-4), Course(3, 1e-4), Course(2, 3e-4)
"""What the reader learns from marked texts, the teacher from the same, and the reader from both."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Train with one seed. A fresh run with the same seed gives the same figures but for rounding between machines."""
    parser = argparse.ArgumentParser(prog="python -m training", description=main.__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"), help="folder of the corpora")
    parser.add_argument("--seed", type=int, default=2, help="the weights that ship have 2")
    parser.add_argument("--into", type=Path, default=DATA, help="folder for the weights (default: the package's)")
    parser.add_argument("--first", type=int, help="take this many texts only, to see that it runs")
    given = parser.parse_args(arguments)

    torch.manual_seed(given.seed)
    parts = parser_labels()
    labels = Labels.of(*parts)
    marked, news = [*polnear(given.corpora / "polnear-train.jsonl.gz"), *own_gold()], [*unmarked(given.corpora)]
    if given.first is not None:
        marked, news = (random.Random(given.seed).sample(texts, given.first) for texts in (marked, news))
    _say(f"reading {len(marked)} marked texts and {len(news)} others by rule, for the hints ...")
    lessons_marked, lessons_news = (list(lessons(texts, labels)) for texts in (marked, news))
    own = {"part_of_speech": len(labels.tags) + 1, "dependency": len(labels.dependencies) + 1}
    sizes = [(SIZES | own)[trait] for trait in TRAITS]
    file = starting_file(VOCABULARY).read_text("utf-8")
    vocabulary = Vocabulary(file)

    reader = Reader(sizes)
    _say("the reader learns from people ...")
    fit(lessons_marked, vocabulary, reader, FROM_PEOPLE, given.seed, _say)
    teacher = Teacher(sizes)
    _say("the teacher learns from people ...")
    fit(lessons_marked, vocabulary, teacher, TEACHING, given.seed, _say)
    _say("the teacher reads what nobody marked ...")
    lessons_news = list(taught(lessons_news, vocabulary, teacher))
    _say("the reader learns from people and from the teacher ...")
    fit([*lessons_marked, *lessons_news], vocabulary, reader, FROM_TEACHER, given.seed, _say)

    given.into.mkdir(parents=True, exist_ok=True)
    (given.into / VOCABULARY).write_text(file, "utf-8")
    (given.into / ABOUT).write_text(json.dumps(about(reader, parts, given.seed)) + "\n", "utf-8")
    export(reader, given.into / WEIGHTS)
    digest = sha256((given.into / WEIGHTS).read_bytes()).hexdigest()
    (given.into / "SHA256").write_text(f"{digest}  {WEIGHTS}\n", "utf-8")
    print(f"{given.into / WEIGHTS}: {(given.into / WEIGHTS).stat().st_size / 1e6:.1f} MB, sha256 {digest}")


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
