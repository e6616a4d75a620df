"""A report's text and the places in it.

Knows: spans, what a report is, when and by whom it was published as far as anybody can tell.
Does not know: where the bytes came from (intake) or what the words mean (reading).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from rashomon.record.ids import content_id


class Span(NamedTuple):
    """Characters ``[start, end)`` of a report's text, counted in Unicode code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters themselves."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


Spans = tuple[Span, ...]
"""Words that are interrupted: spans in order, none overlapping. Never empty except where the noun says so."""


def hull(spans: Spans) -> Span:
    """Return the smallest span that covers all of `spans`; ValueError if there are none."""
    if not spans:
        raise ValueError("no spans have no hull")
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def joined(text: str, spans: Spans) -> str:
    """Return the words of `spans`, interruptions shown as an ellipsis."""
    return " … ".join(span.of(text) for span in spans)


class Basis(StrEnum):
    """How a publication date is known."""

    GIVEN = "given"
    METADATA = "metadata"
    TEXT = "text"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Published:
    """When a report was published.

    `edtf` is an EDTF date or interval (ISO 8601-2, level 1), None when nothing is known. `span` is the words it rests
    on, None when it was given or stood in metadata. `reason` says in words why an interval has its bounds.
    """

    edtf: str | None = None
    basis: Basis = Basis.UNKNOWN
    span: Span | None = None
    reason: str | None = None


NOT_KNOWN = Published()
"""The publication date of a report that nothing dates."""


class FurnitureKind(StrEnum):
    """Parts of a text that are not the news."""

    RESIDUE = "residue"
    DATELINE = "dateline"
    BYLINE = "byline"
    TITLE = "title"
    READ_MORE = "read_more"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Furniture:
    """Characters of a text that are its furniture: kept, so that spans hold, and never read as news."""

    span: Span
    kind: FurnitureKind


@dataclass(frozen=True, slots=True)
class Report:
    """One document as it came.

    `id` follows from the original bytes and from what a person stated about them, so that the same file handed in
    twice is one report and the same wire text in two papers is two. `sha256` is of the original bytes (hexadecimal).
    `name` is the id that the data set gave, if it gave one. None means not known throughout.
    """

    id: str
    text: str
    sha256: str
    path: str | None = None
    name: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: Published = NOT_KNOWN
    language: str | None = None
    furniture: tuple[Furniture, ...] = ()

    @staticmethod
    def identify(sha256: str, *, publisher: str | None = None, published: str | None = None) -> str:
        """Return the id of a report from the hash of its bytes and what a person gave with it (None: nothing given)."""
        return content_id("report", sha256, publisher, published)


@dataclass(frozen=True, slots=True)
class Issue:
    """Something seen and not understood, or understood as not being news. `code` is a stable kebab-case word."""

    code: str
    message: str
    span: Span | None = None
