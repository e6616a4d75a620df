"""Reports come back in order from however many processes, and what fails takes nothing with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

import pytest

from rashomon.errors import ReadingStopped
from rashomon.reading.chain import Chain
from rashomon.reading.crew import PORTION, Outcome, outcomes
from rashomon.reading.page import Page
from rashomon.reading.parse import Sentences
from rashomon.record.run import Reading
from rashomon.record.text import Report

_ROOT = Path(__file__).parents[2]


class Touchy:
    """A step that fails on one word, and ends its process on another."""

    needs: ClassVar[frozenset[str]] = Sentences.needs
    gives: ClassVar[frozenset[str]] = Sentences.gives

    def __call__(self, page: Page) -> Mapping[str, Any]:
        """Return the sentences."""
        if "poison" in page.report.text:
            raise ValueError("not this one")
        if "dagger" in page.report.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return Sentences()(page)


def make() -> Chain:
    """Return a reader of one touchy step."""
    return Chain([Touchy()])


def reports(*texts: str) -> list[Report]:
    """Return a report for each text."""
    return [Report(f"report_{number}", text, f"{number:064}") for number, text in enumerate(texts)]


def seen(outcome: Outcome) -> str | int:
    """Return the number of sentences, or what went wrong."""
    return len(outcome.sentences) if isinstance(outcome, Reading) else outcome


@pytest.mark.parametrize("processes", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, PORTION, 5 * PORTION + 1])
def test_every_report_comes_back_in_order(processes: int, count: int) -> None:
    given = reports(*("They left. " * (1 + number % 3) for number in range(count)))
    found = list(outcomes(given, make, processes))
    assert [report for report, _ in found] == given
    assert [seen(outcome) for _, outcome in found] == [1 + number % 3 for number in range(count)]


@pytest.mark.parametrize("processes", [1, 2])
def test_a_report_that_fails_is_named_and_the_others_are_read(processes: int) -> None:
    given = reports(*("They left.",) * 9, "poison", *("They left.",) * 3)
    found = [seen(outcome) for _, outcome in outcomes(given, make, processes)]
    assert found == [*(1,) * 9, "ValueError: not this one", *(1,) * 3]


def test_a_process_that_is_killed_ends_the_reading_with_what_to_do() -> None:
    given = reports(*("They left.",) * (PORTION * 2), "dagger", *("They left.",) * PORTION)
    with pytest.raises(ReadingStopped, match="ended from outside") as stopped:
        list(outcomes(given, make, 2))
    assert "--processes 1" in stopped.value.hint


def test_who_stops_asking_is_not_read_to() -> None:
    given = iter(reports(*("They left.",) * 400))
    asked = outcomes(given, make, 2)
    next(asked)
    asked.close()
    assert next(given, None) is not None


@pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc")
def test_no_process_outlives_the_one_that_asked(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(120):
        (folder / f"{number}.txt").write_text(f"The ministry said on Monday that {number} men left Idlib. " * 9)
    command = [sys.executable, "-c", "from rashomon.cli.commands import program; program()"]
    with subprocess.Popen(
        [*command, "read", "--processes", "2", "--json", str(folder)], stdout=subprocess.PIPE, cwd=_ROOT
    ) as running:
        assert running.stdout is not None
        running.stdout.readline()
        children = _children(running.pid)
        running.kill()
    assert len(children) == 2
    for _ in range(100):
        left = [child for child in children if _runs(child)]
        if not left:
            return
        time.sleep(0.1)
    pytest.fail(f"still there: {left}")


def _children(process: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
