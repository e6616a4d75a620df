"""PDF files.

Knows: that a PDF is read in a process of its own, with bounds on time and memory, since its parser is native code.
Does not know: how pages become lines (pdf_pages, in that process). A PDF's creation date is no publication date.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from math import ceil

from rashomon.errors import UnreadableReport
from rashomon.intake import pdf_pages
from rashomon.intake.limits import Limits, within
from rashomon.intake.report import Stated, made
from rashomon.intake.word import believable_title
from rashomon.intake.words import load
from rashomon.roles import Given, Taken

FULL = 0.8
"""Share of the widest usual line from which a line is full, so that its sentence may go on. Set by judgement."""
USUAL = 0.9
"""Which line is the widest usual one: the quantile of the lengths of a page's lines. Set by judgement."""

_HINT = "open it and save or print it again as PDF, or hand in its text"
_FINAL = re.compile(r"[.!?:…][\"”’')\]]*\Z")
_SOFT = ("\u00ad", "\ufffe", "\x02")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")


class PdfFile:
    """Takes ``.pdf``: its pages' lines joined into paragraphs, which are parted by blank lines."""

    suffixes = frozenset({".pdf"})

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()

    def take(self, data: bytes, path: str, given: Given) -> Iterator[Taken]:
        """Yield the one report; UnreadableReport when the file is broken, encrypted, too long, or only pictures."""
        within(data, path, self._limits)
        if b"%PDF-" not in data[:1024]:
            raise UnreadableReport(path, "is no PDF file", _HINT)
        title, pages = self._pages(data, path)
        text = "\n\n".join(filter(None, map(paragraphs, pages)))
        if not text.strip():
            what = "there is nothing to read in it: its pages are pictures"
            raise UnreadableReport(path, what, "run character recognition (OCR) over it first")
        yield made(text, data, path, given, Stated(title=believable_title(title)), self._limits)

    def _pages(self, data: bytes, path: str) -> tuple[str | None, list[str]]:
        limits = self._limits
        bounds = [str(bound) for bound in (limits.pages, limits.characters, limits.pdf_memory)]
        # -P: a file in the working folder must not be taken for a module.
        command = [sys.executable, "-P", pdf_pages.__file__, *bounds]
        try:
            done = subprocess.run(command, input=data, capture_output=True, timeout=limits.pdf_seconds, check=False)
        except subprocess.TimeoutExpired:
            raise UnreadableReport(path, f"takes more than {limits.pdf_seconds} seconds to read", _HINT) from None
        if done.returncode == 0:
            title, pages = json.loads(done.stdout)
            return title, pages
        what = pdf_pages.REFUSALS.get(
            done.returncode, "is a broken PDF file, or one that takes too much memory to read"
        )
        raise UnreadableReport(path, what.format(pages=limits.pages, characters=limits.characters), _HINT)


def paragraphs(lines: str) -> str:
    """Return the lines of a page joined into paragraphs.

    A paragraph ends at a blank line, after a sentence that ends in a line which is not full, and after a short line
    that is followed by a capital, as a heading is. A hyphen at a line's end goes when the word goes on in lower case.
    """
    rows = [
        _CONTROL.sub(" ", row.rstrip()) if not row.rstrip().endswith(_SOFT) else row.rstrip()
        for row in lines.splitlines()
    ]
    lengths = sorted(len(row) for row in rows if row.strip())
    if not lengths:
        return ""
    width = lengths[ceil(USUAL * (len(lengths) - 1))]
    joined: list[str] = [""]
    before = ""
    for row in rows:
        if not row.strip() or (before and _ends(before, row, width)):
            joined.append("")
        joined[-1] = _joined(joined[-1], row.strip())
        before = row
    return "\n\n".join(_CONTROL.sub(" ", part).strip() for part in joined if part.strip())


def _ends(line: str, following: str, width: int) -> bool:
    full = len(line) >= FULL * width
    return not full and bool(
        _FINAL.search(line) or (following.lstrip()[:1].isupper() and len(line) < FULL * FULL * width)
    )


def _joined(text: str, line: str) -> str:
    if not text or not line:
        return text or line
    if text.endswith(_SOFT):
        return text[:-1] + line
    if text.endswith("-") and text[-2:-1].isalpha():
        first = re.split(r"[^\w]+", text[:-1])[-1].lower()
        keeps = first in load("languages")["hyphens"]["kept"] or not line[:1].islower()
        return (text if keeps else text[:-1]) + line
    return f"{text} {line}"
