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
from training.fitting import fit
from training.network import Network, starting_file
from training.texts import lessons, own_gold, parser_labels, polnear

DATA = Path("src/rashomon/reading/tagger/data")
"""Where the program looks for the weights."""


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
    texts = [*polnear(given.corpora / "polnear-train.jsonl.gz"), *own_gold()]
    if given.first is not None:
        texts = random.Random(given.seed).sample(texts, given.first)
    print(f"reading {len(texts)} texts by rule, for the hints ...", flush=True)
    learnt = list(lessons(texts, labels))
    own = {"part_of_speech": len(labels.tags) + 1, "dependency": len(labels.dependencies) + 1}
    network = Network([(SIZES | own)[trait] for trait in TRAITS])
    vocabulary = starting_file(VOCABULARY).read_text("utf-8")
    fit(learnt, Vocabulary(vocabulary), network, given.seed, lambda line: print(line, flush=True))

    given.into.mkdir(parents=True, exist_ok=True)
    (given.into / VOCABULARY).write_text(vocabulary, "utf-8")
    (given.into / ABOUT).write_text(json.dumps(about(network, parts, given.seed)) + "\n", "utf-8")
    export(network, given.into / WEIGHTS)
    digest = sha256((given.into / WEIGHTS).read_bytes()).hexdigest()
    (given.into / "SHA256").write_text(f"{digest}  {WEIGHTS}\n", "utf-8")
    print(f"{given.into / WEIGHTS}: {(given.into / WEIGHTS).stat().st_size / 1e6:.1f} MB, sha256 {digest}")


if __name__ == "__main__":
    main()
