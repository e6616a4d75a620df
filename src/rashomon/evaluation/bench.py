"""How fast: the full chain against the bare parser, over the same reports in the same run.

Knows: what to time, and that only a ratio within one run means anything on a shared machine.
Does not know: how good the reading is (measures).
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import spacy

from rashomon.casebook import Casebook
from rashomon.record.text import Report
from rashomon.settings import Settings

TURN = 12
"""Reports read before the other side has its turn, so that a slow moment of the machine hits both."""


@dataclass(frozen=True, slots=True)
class Speed:
    """Seconds that each side took for the same reports, what start-up took, and the most memory (MiB) a read needed."""

    reports: int
    words: int
    chain_seconds: float
    parser_seconds: float
    startup_seconds: float
    peak_mib: float

    @property
    def ratio(self) -> float:
        """Return the chain's speed as a share of the bare parser's."""
        return self.parser_seconds / self.chain_seconds

    def lines(self) -> Iterator[str]:
        """Yield what is printed."""
        for name, seconds in (("full chain", self.chain_seconds), ("bare parser", self.parser_seconds)):
            yield f"{name:12} {self.reports / seconds:8.1f} reports/s {self.words / seconds:10.0f} words/s"
        yield f"{'ratio':12} {self.ratio:8.2f} of the bare parser's speed, in this run"
        yield f"{'start-up':12} {self.startup_seconds:8.2f} s (rashomon --version)"
        yield f"{'peak memory':12} {self.peak_mib:8.0f} MiB (rashomon read --json)"


def measure(paths: Sequence[str]) -> Speed:
    """Time the chain and the bare parser over the reports in `paths`, in turns. Raises the first intake error."""
    book = Casebook(Settings())
    reports = [taken.report for taken in book.take(paths, _refuse)]
    bare = spacy.load(book.parser)
    chain = parser = 0.0
    list(book.record(reports[:2], _refuse)), list(bare.pipe(report.text for report in reports[:2]))
    waiting = iter(reports)
    while turn := list(islice(waiting, TURN)):
        chain += _timed(book, turn)
        parser += _bare(bare, turn)
    words = sum(len(report.text.split()) for report in reports)
    return Speed(len(reports), words, chain, parser, _startup(), _peak(paths))


def _refuse(error: Exception) -> None:
    raise error


def _timed(book: Casebook, reports: list[Report]) -> float:
    began = time.perf_counter()
    for _ in book.record(reports, _refuse):
        pass
    return time.perf_counter() - began


def _bare(nlp: spacy.language.Language, reports: list[Report]) -> float:
    began = time.perf_counter()
    for _ in nlp.pipe((report.text for report in reports), batch_size=16):
        pass
    return time.perf_counter() - began


_PROGRAM = (sys.executable, "-c", "from rashomon.cli.commands import program; program()")


def _startup() -> float:
    began = time.perf_counter()
    subprocess.run([*_PROGRAM, "--version"], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def _peak(paths: Sequence[str]) -> float:
    subprocess.run([*_PROGRAM, "read", "--json", *paths], check=False, stdout=subprocess.DEVNULL)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
