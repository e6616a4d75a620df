"""Where quoted words stand: a number for each report that a page quotes, and the list that explains the numbers.

Knows: how a report is named and how a place in it is written.
Does not know: what is quoted or why.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.exports import typeset
from rashomon.record.run import Reading
from rashomon.record.spoken import spoken_time
from rashomon.record.text import Published, Span

LONGEST_TITLE = 110
"""Characters of a report's title in the list."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What names a report where its words are quoted."""

    title: str | None
    publisher: str | None
    published: Published


class Citations:
    """The reports, each numbered when it is first quoted."""

    def __init__(self) -> None:
        self.headings: dict[str, Heading] = {}
        self._numbers: dict[str, int] = {}

    def add(self, reading: Reading) -> None:
        """Keep the heading of a report, so that it can be quoted."""
        report = reading.report
        self.headings[report.id] = Heading(report.title, report.publisher, reading.published)

    def place(self, report: str, span: Span | None) -> str:
        """Return ``[3:104–235]``: the report's number in the list and the characters; None: no words in particular."""
        number = self._numbers.setdefault(report, len(self._numbers) + 1)
        return f"[{number}:{span.start}–{span.end}]" if span else f"[{number}]"

    def listed(self) -> Iterator[str]:
        """Yield the lines of the list: number, publisher, title, date of every report quoted so far."""
        width = len(f"[{len(self._numbers)}]")
        for report, number in self._numbers.items():
            lead = f"[{number}]".rjust(width) + " "
            yield from typeset.paragraph(self._name(report), lead, " " * len(lead))

    def _name(self, report: str) -> str:
        heading = self.headings.get(report)
        named = f"report {report.rpartition('_')[2][:8]}"
        if heading is None:
            return named
        title = typeset.quoted(heading.title, LONGEST_TITLE) if heading.title else None
        names = [name for name in (heading.publisher, title) if name] or [named]
        return ", ".join([*names, spoken_time(heading.published.edtf) or "not dated"])
