"""Nothing that was stored is lost when the program is killed, and running it again completes the rest."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

from rashomon.store import open_store
from tests.store import adding
from tests.store.kill_many import ROOT, disturb, outcome

_REPORTS = 60
_MOMENTS = (0, 3, 19, 40)


def command(address: str, first: int = 0, last: int = _REPORTS - 1) -> list[str]:
    return [sys.executable, "-m", "tests.store.adding", address, str(first), str(last)]


def test_killed_and_run_again_is_as_undisturbed(place: str, tmp_path: Path) -> None:
    after = disturb(command(place), place, _MOMENTS, random.Random(20180520))
    assert after == sorted(after)
    assert 0 < after[-1] < _REPORTS  # it was killed in the middle, not before or behind
    assert adding.main(place, 0, _REPORTS - 1) == _REPORTS - after[-1]
    undisturbed = str(tmp_path / "undisturbed.casebook")
    adding.main(undisturbed, 0, _REPORTS - 1)
    assert outcome(place) == outcome(undisturbed)
    assert outcome(place)[1] == []


def test_several_writers_at_once_add_each_report_once(place: str, tmp_path: Path) -> None:
    ranges = ((0, 29), (0, 29), (15, 44))
    writers = [
        subprocess.Popen(command(place, *one), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for one in ranges
    ]
    said = [writer.communicate(timeout=120) for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0, 0], said
    assert sum(int(out) for out, _ in said) == 45
    alone = str(tmp_path / "alone.casebook")
    adding.main(alone, 0, 44)
    assert outcome(place) == outcome(alone)
    with open_store(place, create=False) as store:
        assert store.view.counts().readings == 45
