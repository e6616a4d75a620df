"""`python -m training.trials cameo|case|muc4`: put the encoder that ships to a task of others, and print the figures.

Knows: what can be asked for.
Does not know: how any part of it is done.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from training.trials.runs import PARTS, RUNS, Given


def main(arguments: Sequence[str] | None = None) -> None:
    """Fine-tune the encoder for a task and print how well it reads. Nothing is kept."""
    parser = argparse.ArgumentParser(prog="python -m training.trials", description=main.__doc__)
    parser.add_argument("trial", choices=RUNS, help="who and whom; kinds of event; templates of incidents")
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"), help="folder of the corpora")
    parser.add_argument("--seed", type=int, default=7, help="of the folds, of what is held out, and of the learning")
    parser.add_argument("--folds", type=int, default=PARTS, help="folds to run of %(default)s (muc4 has none)")
    parser.add_argument("--first", type=int, help="take this many texts only, to see that it runs")
    given = parser.parse_args(arguments)
    RUNS[given.trial](Given(given.corpora, given.seed, given.folds, given.first), _say)


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
