"""Where quoted words stand: a number for each report that a brief quotes, and what the numbers stand for.

Knows: how a report is named and how a place in it is kept.
Does not know: what is quoted or why.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.exports import typeset
from rashomon.record.run import Reading
from rashomon.record.spoken import spoken_time
from rashomon.record.text import Basis, Published, Span

LONGEST_TITLE = 110
"""Characters of a report's title in the list."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What names a report where its words are quoted."""

    report: str
    title: str | None
    publisher: str | None
    published: Published

    @property
    def named(self) -> str:
        """Return publisher and title; the beginning of the report's id where neither is known."""
        title = typeset.quoted(self.title, LONGEST_TITLE) if self.title else None
        names = [name for name in (self.publisher, title) if name]
        return ", ".join(names) or f"report {self.report.rpartition('_')[2][:8]}"

    @property
    def dated(self) -> str:
        """Return when the report was published, in words."""
        return spoken_time(self.published.edtf) or "not dated"


@dataclass(frozen=True, slots=True)
class Cited:
    """Where words stand: the number of the report in the list, its heading, the characters; None: no words of it."""

    number: int
    heading: Heading
    span: Span | None
    words: str

    @property
    def mark(self) -> str:
        """Return ``[3:104–235]``: the report's number in the list and the characters."""
        return f"[{self.number}:{self.span.start}–{self.span.end}]" if self.span else f"[{self.number}]"


class Citations:
    """The reports, each numbered when it is first quoted."""

    def __init__(self) -> None:
        self.headings: dict[str, Heading] = {}
        self._numbers: dict[str, int] = {}

    def add(self, reading: Reading) -> None:
        """Keep the heading of a report, so that it can be quoted."""
        report = reading.report
        self.headings[report.id] = Heading(report.id, report.title, report.publisher, reading.published)

    def at(self, report: str, span: Span | None, words: str) -> Cited:
        """Return where `words` of a report stand; the report has a number from now on."""
        number = self._numbers.setdefault(report, len(self._numbers) + 1)
        return Cited(number, self._heading(report), span, words)

    def quoted(self) -> Iterator[tuple[int, Heading]]:
        """Yield number and heading of every report quoted so far."""
        yield from ((number, self._heading(report)) for report, number in self._numbers.items())

    def _heading(self, report: str) -> Heading:
        return self.headings.get(report) or Heading(report, None, None, Published(None, Basis.UNKNOWN))
