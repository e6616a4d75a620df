"""JSON Lines: the record of every report as `rashomon read --json` prints it, one a line.

Knows: nothing that the printed record does not.
Does not know: incidents; they are views, printed by `rashomon incidents --json`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO

from rashomon.record.incident import Incident
from rashomon.record.printed import line, printed
from rashomon.record.run import Reading


class JsonLines:
    """Writes readings that `rashomon.record.printed.reread` turns back into the same values."""

    name = "jsonl"

    def write(self, readings: Iterable[Reading], incidents: Sequence[Incident], out: IO[str]) -> None:  # noqa: ARG002
        """Write one object a line, in the order of `readings`."""
        for reading in readings:
            out.write(line(printed(reading)) + "\n")
