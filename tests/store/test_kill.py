"""Nothing that was stored is lost when the program is killed, and running it again completes the rest."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

from rashomon.store import open_store
from tests.store import adding
from tests.store.kill_many import ROOT, outcome, reports

_REPORTS = 40
_LINES = (0, 3, 8)
"""After so many reports that a program has added it is killed."""


def program(address: str, first: int, last: int) -> subprocess.Popen[str]:
    """Start a program that adds made reports `first` to `last`."""
    command = [sys.executable, "-m", "tests.store.adding", address, str(first), str(last)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_killed_and_run_again_is_as_undisturbed(place: str, tmp_path: Path) -> None:
    dice = random.Random(20180520)
    stored: list[str] = []
    for lines in _LINES:
        with program(place, 0, _REPORTS - 1) as running:
            assert running.stdout is not None
            stored += [line.strip() for line in islice(running.stdout, lines)]
            time.sleep(dice.uniform(0.0, 0.02 if lines else 0.3))
            running.kill()
    before = reports(place)
    assert sum(_LINES) <= before < _REPORTS
    with open_store(place, create=True) as store:
        assert set(stored) <= {reading.report.id for reading in store.view.readings()}
    assert adding.main(place, 0, _REPORTS - 1) == _REPORTS - before
    undisturbed = str(tmp_path / "undisturbed.casebook")
    adding.main(undisturbed, 0, _REPORTS - 1)
    assert outcome(place) == outcome(undisturbed)
    assert outcome(place)[1] == []


def test_several_writers_at_once_add_each_report_once(place: str, tmp_path: Path) -> None:
    writers = [program(place, *numbers) for numbers in ((0, 11), (0, 11), (6, 17))]
    said = [writer.communicate(timeout=120) for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0, 0], said
    added = [line for out, _ in said for line in out.splitlines()]
    assert len(added) == len(set(added)) == 18
    alone = str(tmp_path / "alone.casebook")
    adding.main(alone, 0, 17)
    assert outcome(place) == outcome(alone)
    with open_store(place, create=False) as store:
        assert store.view.counts().readings == 18
