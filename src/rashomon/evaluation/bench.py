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
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import spacy

from rashomon import plugins
from rashomon.casebook import Casebook
from rashomon.reading.page import Page
from rashomon.reading.parse import parse
from rashomon.reading.places import Places
from rashomon.reading.quantities import Quantities
from rashomon.reading.times import Times
from rashomon.record.text import Report
from rashomon.settings import Settings

TURN = 48
"""Reports read before the other side has its turn, so that a slow moment of the machine hits both.

Each turn of the chain starts its processes anew, so short turns would count against it.
"""
SAMPLED = 0.1
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Speed:
    """Seconds that each side took for the same reports, what start-up took, and the most memory (MiB) a read needed.

    The chain reads with `processes`, the bare parser with the one it has. Memory is that of all processes together.
    `resolving` is the share (0 to 1) of one process's reading, parser included, that times, quantities and places take.
    """

    reports: int
    words: int
    chain_seconds: float
    parser_seconds: float
    startup_seconds: float
    peak_mib: float
    processes: int
    resolving: float

    @property
    def ratio(self) -> float:
        """Return the chain's speed as a share of the bare parser's."""
        return self.parser_seconds / self.chain_seconds

    def lines(self) -> Iterator[str]:
        """Yield what is printed."""
        for name, seconds in (("full chain", self.chain_seconds), ("bare parser", self.parser_seconds)):
            yield f"{name:12} {self.reports / seconds:8.1f} reports/s {self.words / seconds:10.0f} words/s"
        yield f"{'ratio':12} {self.ratio:8.2f} of the bare parser's speed, in this run, by {self.processes} processes"
        yield f"{'resolving':12} {100 * self.resolving:8.1f} % of one process's reading: times, quantities, places"
        yield f"{'start-up':12} {self.startup_seconds:8.2f} s (rashomon --version)"
        yield f"{'peak memory':12} {self.peak_mib:8.0f} MiB (rashomon read --json)"


def measure(paths: Sequence[str]) -> Speed:
    """Time the chain and the bare parser over the reports in `paths`, in turns. Raises the first intake error."""
    settings = Settings.from_environment()
    book = Casebook(settings)
    reports = [taken.report for taken in book.take(paths, _refuse)]
    bare = spacy.load(book.parser)
    chain = parser = 0.0
    list(book.record(reports[:2], _refuse)), list(bare.pipe(report.text for report in reports[:2]))
    waiting = iter(reports)
    while turn := list(islice(waiting, TURN)):
        chain += _timed(book, turn)
        parser += _bare(bare, turn)
    words = sum(len(report.text.split()) for report in reports)
    share = _resolving(reports[:TURN])
    return Speed(len(reports), words, chain, parser, _startup(), _peak(paths), settings.processes, share)


def _resolving(reports: Sequence[Report]) -> float:
    """Return the share of reading that goes into where, when and how many, by one process."""
    chain = plugins.reader()
    list(parse(reports[:2]))
    spent, began = 0.0, time.perf_counter()
    for report, doc in parse(reports):
        page = Page(report, doc, published=report.published)
        for step in chain.steps:
            before = time.perf_counter()
            page = replace(page, **step(page))
            spent += (time.perf_counter() - before) * isinstance(step, _RESOLVING)
    return spent / (time.perf_counter() - began)


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


_RESOLVING = (Times, Quantities, Places)
_PROGRAM = (sys.executable, "-c", "from rashomon.cli.commands import program; program()")


def _startup() -> float:
    began = time.perf_counter()
    subprocess.run([*_PROGRAM, "--version"], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def _peak(paths: Sequence[str]) -> float:
    """Return the most that a read needs (MiB): shared memory counted once where the system tells, else one process."""
    most = 0
    with subprocess.Popen([*_PROGRAM, "read", "--json", *paths], stdout=subprocess.DEVNULL) as running:
        while running.poll() is None:
            most = max(most, sum(map(_needed, _family(running.pid))))
            time.sleep(SAMPLED)
    return most / 1024 if most else resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def _family(process: int) -> Iterator[int]:
    """Yield a process and those that it started."""
    yield process
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        for child in children.read_text().split():
            yield from _family(int(child))


def _needed(process: int) -> int:
    """Return the memory of a process in KiB, its part of what it shares; 0 when it has ended or nobody can tell."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
