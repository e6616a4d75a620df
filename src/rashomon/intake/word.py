"""Word documents.

Knows: the order of paragraphs and tables, and the document's properties.
Does not know: layout, comments, deleted text, headers and footers; none of these is the report.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

from rashomon.errors import UnreadableReport
from rashomon.intake import zipped
from rashomon.intake.limits import Limits, within
from rashomon.intake.report import Stated, first_line_title, made
from rashomon.roles import Given, Taken

if TYPE_CHECKING:
    from docx.document import Document

_BROKEN = (
    *(etree.LxmlError, zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError),
    *(LookupError, ValueError, AttributeError, TypeError, AssertionError),
)
"""What reading a document that is not as it should be raises; RuntimeError is the zip reader's word for encrypted."""

_WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS = {f"{_WORDS}tab": "\t", f"{_WORDS}br": "\n", f"{_WORDS}cr": "\n", f"{_WORDS}noBreakHyphen": "-"}
_ROW_ENDS = frozenset({f"{_WORDS}tr", f"{_WORDS}tbl"})
_NOT_A_TITLE = ("microsoft word - ", "word document", "document1", "powerpoint ")


class WordDocument:
    """Takes ``.docx``: paragraphs parted by blank lines, a table's rows one a line, its cells parted by tabs."""

    suffixes = frozenset({".docx"})

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()

    def take(self, data: bytes, path: str, given: Given) -> Iterator[Taken]:
        """Yield the one report; UnreadableReport when the file is no sound Word document."""
        within(data, path, self._limits)
        zipped.check(data, path, self._limits)
        import docx  # noqa: PLC0415 - half a second to load, for those who read Word documents
        from docx.opc.exceptions import OpcError  # noqa: PLC0415

        try:
            document = docx.Document(BytesIO(data))
            text = _text(document)
            title, language = _properties(document)
        except (OpcError, *_BROKEN) as error:
            hint = "open it in a word processor and save it again as .docx"
            raise UnreadableReport(path, "holds no sound Word document", hint) from error
        yield made(
            text, data, path, given, Stated(title=title or first_line_title(text), language=language), self._limits
        )


def believable_title(title: str | None) -> str | None:
    """Return a document property as title; None when it is what a program put there by itself."""
    title = (title or "").strip()
    return (
        None
        if not title or title.lower().startswith(_NOT_A_TITLE) or title.lower().endswith((".doc", ".docx"))
        else title
    )


def _properties(document: Document) -> tuple[str | None, str | None]:
    properties = document.core_properties
    return believable_title(properties.title), properties.language or None


def _text(document: Document) -> str:
    """Return the body's text in document order; what is inside a box comes after the paragraph that holds the box."""
    parts: list[str] = []
    open_paragraphs: list[list[str]] = []
    cells = 0
    walker = etree.iterwalk(document.element.body, events=("start", "end"))
    for event, element in walker:
        tag = element.tag
        if event == "start":
            if tag == _FALLBACK:
                walker.skip_subtree()
            elif tag == f"{_WORDS}p":
                open_paragraphs.append([])
            elif tag == f"{_WORDS}tc":
                cells += 1
            elif open_paragraphs and tag == f"{_WORDS}t":
                open_paragraphs[-1].append(element.text or "")
            elif open_paragraphs and tag in _BREAKS:
                open_paragraphs[-1].append(_BREAKS[tag])
        elif tag == f"{_WORDS}p":
            words = "".join(open_paragraphs.pop())
            parts.append(f"{words} " if cells else f"{words}\n\n")
        elif tag == f"{_WORDS}tc":
            cells -= 1
            parts.append("\t")
        elif tag in _ROW_ENDS:
            parts.append("\n")
    return "".join(parts).strip()
