"""How much a file may ask of this program.

Knows: every bound that intake keeps, with its default.
Does not know: any format.
"""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.errors import UnreadableReport

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one file; past any of them the file is refused by name, and the others go on.

    The defaults are set by judgement to leave room for very long reports. Taking in the files of
    `tests/intake/hostile.py` in one process peaked at about 170 MiB, and at as much in the process that reads PDF.
    """

    file_bytes: int = 256 * MIB
    """Bytes of any one file, as stored."""
    document_bytes: int = 64 * MIB
    """Bytes of a file that holds one report (all but JSON lines)."""
    characters: int = 5_000_000
    """Characters of one report's text."""
    unbroken: int = 20_000
    """Longest run of characters without white space: beyond it a text is an encoded picture or an attack."""
    elements: int = 100_000
    """Tags of a web page."""
    attributes: int = 500
    """Attributes of one tag; the parser takes time with their square."""
    depth: int = 200
    """Nesting of HTML elements. Set by judgement."""
    pages: int = 2_000
    """Pages of a PDF."""
    pdf_seconds: int = 60
    """Seconds of wall clock that reading one PDF may take, in its own process."""
    pdf_memory: int = 768 * MIB
    """Bytes of address space of that process."""
    zip_members: int = 5_000
    """Files inside a .docx."""
    part_bytes: int = 32 * MIB
    """Unpacked bytes of one XML part of a .docx; a tree in memory takes some ten times as much."""
    expanded_bytes: int = 1024 * MIB
    """Unpacked bytes of a gzip file; a .docx may unpack to an eighth of it."""
    ratio: int = 200
    """Unpacked bytes for each packed byte; the development corpora pack 2.6 to 6.7 times."""
    line_bytes: int = 32 * MIB
    """Bytes of one JSON line."""
    idle_lines: int = 10_000
    """Lines of JSON in a row that are blank or bad, after which the rest of the file is given up."""
    mail_boundaries: int = 30
    """Multipart boundaries declared in a message: bounds how deep it nests."""
    mail_lines: int = 1_000_000
    """Lines of a message."""


def within(data: bytes, path: str, limits: Limits) -> None:
    """Raise UnreadableReport when a file of one report has no bytes, or too many."""
    if not data:
        raise UnreadableReport(path, "there is nothing to read in it", "hand in a file with text")
    if len(data) > limits.document_bytes:
        what = f"is larger than {limits.document_bytes:,} bytes, too large for one report"
        raise UnreadableReport(path, what, "cut it into the reports it holds, or hand in its text alone")
