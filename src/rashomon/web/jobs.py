"""Reports that are being read: each upload is a job in a process of its own, which goes on when the page is left.

Knows: how a job runs, and what it has told so far.
Does not know: what was uploaded where from (adding), or how reports are read (casebook).
"""

from __future__ import annotations

import multiprocessing
import os
import secrets
import shutil
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rashomon.casebook import Casebook, Given
from rashomon.errors import NotFound, RashomonError
from rashomon.settings import Settings

MOST_KEPT = 50
"""Jobs that are remembered, the oldest going first."""


@dataclass(slots=True)
class Job:
    """What became of an upload so far; `failed` has what and hint of each file that could not be read."""

    id: str
    who: str
    names: tuple[str, ...]
    began: str
    new: int = 0
    known: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)
    over: bool = False


class Jobs:
    """The jobs of one workbench, one after another: a laptop has other things to do as well."""

    def __init__(self, settings: Settings) -> None:
        self._settings = replace(settings, casebook=_absolute(settings.casebook), processes=1)
        self._context = multiprocessing.get_context("spawn")
        self._turn = threading.Lock()
        self._jobs: OrderedDict[str, Job] = OrderedDict()

    def begin(self, folder: Path, names: Sequence[str], given: Given, who: str) -> Job:
        """Read what lies in a folder, and remove it at the end."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        job = Job(secrets.token_hex(8), who, tuple(names), now)
        self._jobs[job.id] = job
        while len(self._jobs) > MOST_KEPT:
            self._jobs.popitem(last=False)
        threading.Thread(target=self._run, args=(job, folder, given), daemon=True).start()
        return job

    def all(self) -> list[Job]:
        """Return the jobs that are remembered, the latest first."""
        return list(reversed(self._jobs.values()))

    def one(self, id_: str) -> Job:
        """Return a job; NotFound when there is none, or no longer."""
        if id_ not in self._jobs:
            raise NotFound(f"there is no upload {id_}", "what was read is in the casebook all the same")
        return self._jobs[id_]

    def _run(self, job: Job, folder: Path, given: Given) -> None:
        with self._turn:
            ours, theirs = self._context.Pipe(duplex=False)
            process = self._context.Process(target=_read, args=(self._settings, str(folder), given, theirs))
            try:
                process.start()
                theirs.close()
                while True:
                    _note(job, ours.recv())
            except EOFError:
                process.join()
                if process.exitcode:
                    job.failed.append(("reading stopped before its end", "what was read is kept; add the rest again"))
            except OSError as error:
                job.failed.append((f"reading could not begin ({error})", "see the program's own log"))
            finally:
                shutil.rmtree(folder, ignore_errors=True)
                job.over = True


def _note(job: Job, told: tuple[str, Any]) -> None:
    kind, value = told
    if kind == "failed":
        job.failed.append(value)
    elif kind == "new":
        job.new += 1
    else:
        job.known += 1


def _read(settings: Settings, folder: str, given: Given, tell: Any) -> None:
    """Read the files of a folder into the casebook; in a process of its own, which may change its folder."""
    os.chdir(folder)

    def failed(error: RashomonError) -> None:
        tell.send(("failed", (error.what, error.hint)))

    try:
        with Casebook(settings) as book:
            for was_new in book.add(sorted(os.listdir()), failed, given):
                tell.send(("new" if was_new else "known", None))
    except RashomonError as error:
        failed(error)


def _absolute(address: str) -> str:
    return address if "://" in address else str(Path(address).expanduser().resolve())
