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
from training.fitting import Course
from training.network import Reader, starting_file
from training.stages import Stages
from training.teacher import Teacher
from training.teaching import between, taught
from training.texts import lessons, own_gold, parser_labels, polnear, unmarked

DATA = Path("src/rashomon/reading/tagger/data")
"""Where the program looks for the weights."""

WORK = Path("build/train/stages")
"""Where a stopped training finds what it has learnt."""

FROM_PEOPLE, TEACHING, FROM_TEACHER = Course(7, 4e-4), Course(3, 1e-4), Course(7, 4e-4)
"""What the reader learns from marked texts, the teacher from the same, and the reader from both."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Train with one seed. A fresh run with the same seed gives the same figures but for rounding between machines."""
    parser = argparse.ArgumentParser(prog="python -m training", description=main.__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"), help="folder of the corpora")
    parser.add_argument("--seed", type=int, default=2, help="the weights that ship have 2")
    parser.add_argument("--into", type=Path, default=DATA, help="folder for the weights (default: the package's)")
    parser.add_argument(
        "--work", type=Path, default=WORK, help="folder where the stages are kept (default: %(default)s)"
    )
    parser.add_argument("--first", type=int, help="take this many texts only, to see that it runs")
    given = parser.parse_args(arguments)

    parts = parser_labels()
    labels = Labels.of(*parts)
    texts = [[*polnear(given.corpora / "polnear-train.jsonl.gz")], [*own_gold()], [*unmarked(given.corpora)]]
    if given.first is not None:
        texts = [random.Random(given.seed).sample(some, given.first) for some in texts]
    _say(f"reading {' + '.join(str(len(some)) for some in texts)} texts by rule, for the hints ...")
    papers, gold, news = (list(lessons(some, labels)) for some in texts)
    own = {"part_of_speech": len(labels.tags) + 1, "dependency": len(labels.dependencies) + 1}
    sizes = [(SIZES | own)[trait] for trait in TRAITS]
    file = starting_file(VOCABULARY).read_text("utf-8")
    vocabulary = Vocabulary(file)
    torch.manual_seed(given.seed)
    stages = Stages(given.work, vocabulary, given.seed, _say)

    reader, teacher = Reader(sizes), Teacher(sizes)
    stages.learn("reader-from-people", reader, [*papers, *gold], FROM_PEOPLE)
    stages.learn("teacher", teacher, [*papers, *gold], TEACHING)
    _say("the teacher reads ...")
    papers, news = list(between(papers, taught(papers, vocabulary, teacher))), list(taught(news, vocabulary, teacher))
    stages.learn("reader-from-teacher", reader, [*papers, *gold, *news], FROM_TEACHER)

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
