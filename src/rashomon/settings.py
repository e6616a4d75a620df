"""What can be set, and from where.

Knows: every setting, its default, and the environment variable that carries it.
Does not know: what a setting does; whoever uses it does.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rashomon.errors import UsageError
from rashomon.record.attribution import Guidelines

DEFAULT_CASEBOOK = "rashomon.casebook"
MOST_PROCESSES = 4
"""Processes that read, at most, where nobody says how many: each takes some 300 MiB."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one run.

    `casebook` is the path of a SQLite file or a ``postgresql://`` address. `processes` (1 or more) is how many read at
    once. A script that asks for several must be safe to import: its work stands under ``if __name__ == "__main__"``.
    `gazetteer` is the path of the file of places that the user added, which need not be there yet; None: only the
    built-in places are known. `guidelines` say which attributions count.
    """

    casebook: str = DEFAULT_CASEBOOK
    processes: int = 1
    gazetteer: str | None = None
    guidelines: Guidelines = Guidelines.RASHOMON

    def __post_init__(self) -> None:
        """Refuse less than one process."""
        if self.processes < 1:
            raise UsageError(f"{self.processes} processes cannot read", "give 1 or more")

    @staticmethod
    def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
        """Return the settings that environment variables give, defaults elsewhere.

        They are ``RASHOMON_CASEBOOK``, ``RASHOMON_PROCESSES`` and ``RASHOMON_GAZETTEER``; by default as many processes
        read as there are cores, four at most, and added places are in the user's own folder for data. UsageError when
        the number of processes is none.
        """
        found = os.environ if environment is None else environment
        wanted = found.get("RASHOMON_PROCESSES") or str(min(_cores(), MOST_PROCESSES))
        if not wanted.isdecimal():
            raise UsageError(f"RASHOMON_PROCESSES is {wanted!r}, which is no number", "give 1 or more")
        places = found.get("RASHOMON_GAZETTEER") or str(_user_data(found) / "places.sqlite")
        return Settings(found.get("RASHOMON_CASEBOOK") or DEFAULT_CASEBOOK, int(wanted), places)


def _cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _user_data(environment: Mapping[str, str]) -> Path:
    """Return the folder where the platform wants a program to keep the user's data; it need not be there."""
    home = Path(environment.get("HOME") or Path.home())
    if sys.platform == "win32":
        folder = environment.get("LOCALAPPDATA")
        return (Path(folder) if folder else home / "AppData" / "Local") / "rashomon"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "rashomon"
    folder = environment.get("XDG_DATA_HOME")
    return (Path(folder) if folder and Path(folder).is_absolute() else home / ".local" / "share") / "rashomon"
