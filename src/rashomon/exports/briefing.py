"""A brief as a value: what it says, and on which words each thing rests, before anybody sets it in type.

Knows: the parts of a brief.
Does not know: how they are worked out (brief) or what they look like (plain, markdown, page, document).
"""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.exports.citations import Cited, Heading

GRADES = {
    "1": "confirmed",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "cannot be judged",
}


@dataclass(frozen=True, slots=True)
class Said:
    """A quote: how it is put (``said``, ``denied``), by whom, and the words with their place."""

    how: str
    who: str
    at: Cited


@dataclass(frozen=True, slots=True)
class Entry:
    """An incident: one line, its grade and short id, who is quoted, on what they differ, what is new, what is left."""

    summary: str
    grade: str
    id: str
    said: tuple[Said, ...]
    differ: tuple[str, ...] = ()
    news: tuple[str, ...] = ()
    rest: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under a day; None where no day is said, and `single` where one voice tells of each."""

    name: str
    entries: tuple[Entry, ...]
    single: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of words under the names of their columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it; `more` says what is left out and how to see it."""

    title: str
    note: str
    groups: tuple[Group, ...] = ()
    table: Table | None = None
    remarks: tuple[tuple[str, Cited], ...] = ()
    more: str | None = None


@dataclass(frozen=True, slots=True)
class Briefing:
    """The whole: `counts` and `dates` are lines under the title, `reports` are those quoted, by number."""

    title: str
    counts: str
    dates: str | None
    sections: tuple[Section, ...]
    reports: tuple[tuple[int, Heading], ...]
    empty: bool
