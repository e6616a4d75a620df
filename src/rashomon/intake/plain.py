"""Plain text and Markdown.

Knows: that the text is exactly the file's characters.
Does not know: Markdown's marks; they stay in the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.intake.decoding import decoded
from rashomon.intake.limits import Limits, within
from rashomon.intake.report import Stated, first_line_title, made
from rashomon.roles import Given, Taken


class PlainText:
    """Takes ``.txt`` and ``.md``: one report a file, its first line the title where it looks like one."""

    suffixes = frozenset({".txt", ".md"})

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()

    def take(self, data: bytes, path: str, given: Given) -> Iterator[Taken]:
        """Yield the one report; UnreadableReport when the bytes are not text or too many."""
        within(data, path, self._limits)
        text = decoded(data, path)
        yield made(text, data, path, given, Stated(title=first_line_title(text)), self._limits)
