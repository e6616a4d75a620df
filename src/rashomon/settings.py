"""What can be set, and from where.

Knows: every setting, its default, and the environment variable that carries it.
Does not know: what a setting does; whoever uses it does.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from rashomon.errors import UsageError

DEFAULT_CASEBOOK = "rashomon.casebook"
MOST_PROCESSES = 4
"""Processes that read, at most, where nobody says how many: each takes some 300 MiB."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one run.

    `casebook` is the path of a SQLite file or a ``postgresql://`` address. `processes` (1 or more) is how many read at
    once. A script that asks for several must be safe to import: its work stands under ``if __name__ == "__main__"``.
    """

    casebook: str = DEFAULT_CASEBOOK
    processes: int = 1

    def __post_init__(self) -> None:
        """Refuse less than one process."""
        if self.processes < 1:
            raise UsageError(f"{self.processes} processes cannot read", "give 1 or more")

    @staticmethod
    def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
        """Return the settings that environment variables give, defaults elsewhere.

        They are ``RASHOMON_CASEBOOK`` and ``RASHOMON_PROCESSES``; by default as many processes read as there are cores,
        four at most. UsageError when the number of processes is none.
        """
        found = os.environ if environment is None else environment
        wanted = found.get("RASHOMON_PROCESSES") or str(min(_cores(), MOST_PROCESSES))
        if not wanted.isdecimal():
            raise UsageError(f"RASHOMON_PROCESSES is {wanted!r}, which is no number", "give 1 or more")
        return Settings(found.get("RASHOMON_CASEBOOK") or DEFAULT_CASEBOOK, int(wanted))


def _cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
