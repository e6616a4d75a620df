"""The last stretch, the same for every format: a text and what its file states become a Report.

Knows: which texts cannot be taken in, and in which order a publication date, a title and a language are believed.
Does not know: formats.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.errors import UnreadableReport
from rashomon.intake import datelines, dates, languages
from rashomon.intake.furniture import find
from rashomon.intake.limits import Limits
from rashomon.record.text import NOT_KNOWN, Basis, Published, Report
from rashomon.roles import Given, Taken

LONGEST_FIELD = 2_000
"""Characters of a title, publisher, address or name; a longer one is not believed."""
LONGEST_TITLE_LINE = 200
"""Characters of a first line that may be the title."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_FINAL = tuple(".,;:!…")


@dataclass(frozen=True, slots=True)
class Stated:
    """What a file says of itself, in its own words. None: nothing said. `name` is the data set's id of the report."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    name: str | None = None


def made(text: str, original: bytes, path: str, given: Given, stated: Stated, limits: Limits) -> Taken:
    """Return the report with that text, and `original`, the bytes it came as.

    Raises UnreadableReport when the text cannot be taken in.
    """
    check(text, path, limits)
    title = field(stated.title)
    filed = datelines.find(text)
    sha256 = hashlib.sha256(original).hexdigest()
    report = Report(
        id=Report.identify(sha256, publisher=given.publisher, published=given.published),
        text=text,
        sha256=sha256,
        path=path,
        name=field(stated.name),
        url=field(stated.url),
        title=title,
        publisher=given.publisher or field(stated.publisher),
        published=_published(given, stated, filed),
        language=languages.code(stated.language) or languages.guess(text),
        furniture=find(text, title, filed),
    )
    return Taken(report, original)


def check(text: str, path: str, limits: Limits) -> None:
    """Raise UnreadableReport when `text` is empty, too long, no text, or has no white space where all texts have it."""
    if not text or text.isspace():
        raise UnreadableReport(path, "there is nothing to read in it", "hand in a file with text")
    if len(text) > limits.characters:
        what = f"its text is longer than {limits.characters:,} characters"
        raise UnreadableReport(path, what, "cut it into the reports it holds")
    if "\0" in text or _SURROGATE.search(text):
        what = "its text holds NUL characters or halves of characters (lone surrogates)"
        raise UnreadableReport(path, what, "write it again as UTF-8 from the program it came from")
    if max(map(len, text.split())) > limits.unbroken:
        what = f"it has more than {limits.unbroken:,} characters in a row without a space"
        raise UnreadableReport(path, what, "take encoded pictures or other data out of the text")


def first_line_title(text: str) -> str | None:
    """Return the first line when it is a title: short, no full stop at its end, and followed by more lines."""
    first, line_end, rest = text.lstrip().partition("\n")
    first = first.strip()
    if not line_end or not rest.strip() or len(first) > LONGEST_TITLE_LINE or first.endswith(_FINAL):
        return None
    if find(first, None, datelines.find(first)):
        return None
    return first.lstrip("#").strip() or None


def field(value: str | None) -> str | None:
    """Return `value` on one line; None when it is blank, too long to be believed, or holds no text."""
    if value is None or len(value) > LONGEST_FIELD or "\0" in value or _SURROGATE.search(value):
        return None
    return " ".join(value.split()) or None


def _published(given: Given, stated: Stated, filed: Sequence[datelines.Dateline]) -> Published:
    if given.published:
        return Published(given.published, Basis.GIVEN)
    if stated.published and (edtf := dates.edtf(stated.published)):
        return Published(edtf, Basis.METADATA)
    if stated.published and (edtf := dates.either(stated.published)):
        return Published(edtf, Basis.METADATA, reason=f"a date in figures{datelines.TWO_WAYS}")
    return datelines.published(filed) or NOT_KNOWN
