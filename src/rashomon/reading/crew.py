"""Reports read in several processes at once.

Knows: how reports are shared out, that they come back in order, and that no process outlives the one that asked.
Does not know: what reading is (parse and the chain do it).
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from itertools import chain, islice
from multiprocessing import connection, get_context, parent_process
from typing import TYPE_CHECKING

from rashomon.errors import ReadingStopped
from rashomon.reading.chain import Chain
from rashomon.reading.parse import parse, pipeline
from rashomon.record.run import Reading
from rashomon.record.text import Report

if TYPE_CHECKING:
    from spacy.tokens import Doc

PORTION = 4
"""Reports that a process is given at once: few, so that none waits long for another at the end."""
AHEAD = 3
"""Portions for each process that are under way or wait for those before them."""

Make = Callable[[], Chain]
"""Makes the reader: a function that other processes can import."""
Portion = tuple[Report, ...]
Outcome = Reading | str
"""The record of a report, or what went wrong with it."""
_Given = tuple[Portion, Future[list[Outcome]]]


@cache
def reader(make: Make) -> Chain:
    """Return the reader that `make` makes, made once a process."""
    return make()


def outcomes(reports: Iterable[Report], make: Make, processes: int) -> Generator[tuple[Report, Outcome], None, None]:
    """Yield each report with what came of it, in order.

    With `processes` above 1 and more than a few reports, they are read by so many processes. Raises ReadingStopped
    when one of these is killed.
    """
    portions = _portions(reports)
    first = list(islice(portions, 2))
    shared = _shared if processes > 1 and len(first) > 1 else _alone
    for portion, found in shared(chain(first, portions), make, processes):
        yield from zip(portion, found, strict=True)


def _alone(portions: Iterable[Portion], make: Make, _: int) -> Iterator[tuple[Portion, list[Outcome]]]:
    for portion in portions:
        yield portion, _read(portion, make)


def _shared(portions: Iterable[Portion], make: Make, processes: int) -> Iterator[tuple[Portion, list[Outcome]]]:
    waiting: deque[_Given] = deque()
    with ProcessPoolExecutor(processes, get_context(_start(make)), _begin) as pool:
        try:
            for portion in portions:
                waiting.append((portion, pool.submit(_read, portion, make)))
                if len(waiting) > processes * AHEAD:
                    yield _first(waiting)
            while waiting:
                yield _first(waiting)
        except BrokenProcessPool:
            what = "a process that was reading was ended from outside"
            raise ReadingStopped(what, "if memory was short, run again with --processes 1") from None
        finally:
            pool.shutdown(cancel_futures=True)


def _first(waiting: deque[_Given]) -> tuple[Portion, list[Outcome]]:
    portion, future = waiting.popleft()
    return portion, future.result()


def _portions(reports: Iterable[Report]) -> Iterator[Portion]:
    waiting = iter(reports)
    while portion := tuple(islice(waiting, PORTION)):
        yield portion


def _read(portion: Portion, make: Make) -> list[Outcome]:
    steps = reader(make)
    return [_outcome(steps, report, doc) for report, doc in parse(portion)]


def _outcome(steps: Chain, report: Report, doc: Doc) -> Outcome:
    try:
        return steps.read(report, doc)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def _start(make: Make) -> str:
    """Return how to start processes: as copies of this one with all it has loaded, where no thread would be cut off."""
    if sys.platform != "linux":
        return "spawn"
    pipeline(), reader(make)
    return "fork" if len(os.listdir("/proc/self/task")) == 1 else "spawn"


def _begin() -> None:
    """Leave an interrupt to the process that asked, and end with it, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
