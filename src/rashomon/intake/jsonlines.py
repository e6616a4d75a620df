"""JSON lines, plain or gzipped: one report a line.

Knows: the fields of a line, under the names the contract fixes and those data sets use.
Does not know: anything a field's words mean.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from rashomon.errors import UnreadableReport
from rashomon.intake.limits import Limits
from rashomon.intake.report import Stated, made
from rashomon.roles import Given, Taken

REFUSALS_NAMED = 5
"""Bad lines of one file that are named; the rest are counted."""

_GZIP = b"\x1f\x8b"
_MARK = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HINT = "each line must be a JSON object with a string `text`, in UTF-8; the other lines were read"


class JsonLines:
    """Takes ``.jsonl`` and ``.jsonl.gz``: `text` required; `id title publisher url published language` optional.

    `outlet` and `date` stand in for `publisher` and `published`. `text` is exactly the field's characters, and the
    original bytes of a report are those of its line, without the line end.
    """

    suffixes = frozenset({".jsonl", ".jsonl.gz"})

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()

    def take(self, data: bytes, path: str, given: Given) -> Iterator[Taken]:
        """Yield a report for each good line; after the last, raise UnreadableReport if lines were bad, naming them."""
        read = refused = idle = 0
        named: list[str] = []
        for number, line in self._lines(data, path):
            idle += 1
            if idle > self._limits.idle_lines:
                named.append(
                    f"more than {self._limits.idle_lines:,} lines in a row hold no report, up to line {number}"
                )
                raise UnreadableReport(path, "; ".join(named), _HINT)
            if not line.strip():
                continue
            try:
                taken = self._report(line, path, given)
            except UnreadableReport as error:
                refused += 1
                if len(named) < REFUSALS_NAMED:
                    named.append(f"line {number}: {error.what.removeprefix(f'{path}: ')}")
                continue
            read += 1
            idle = 0
            yield taken
        if refused:
            more = f"; and {refused - len(named)} more lines" if refused > len(named) else ""
            raise UnreadableReport(path, "; ".join(named) + more, _HINT)
        if not read:
            raise UnreadableReport(path, "there is nothing to read in it", "hand in a file with lines of JSON")

    def _lines(self, data: bytes, path: str) -> Iterator[tuple[int, bytes]]:
        """Yield the lines without their ends, and their numbers from 1."""
        limits = self._limits
        packed = data.startswith(_GZIP)
        allowed = min(limits.expanded_bytes, max(limits.ratio * len(data), limits.line_bytes))
        stream = gzip.GzipFile(fileobj=BytesIO(data)) if packed else BytesIO(data)
        number = total = 0
        try:
            while line := stream.readline(limits.line_bytes + 1):
                number += 1
                total += len(line)
                if len(line) > limits.line_bytes:
                    what = f"line {number} is longer than {limits.line_bytes:,} bytes"
                    raise UnreadableReport(path, what, "write one report a line; the lines before were read")
                if packed and total > allowed:
                    what = f"unpacks to more than {allowed:,} bytes: a decompression bomb"
                    raise UnreadableReport(path, what, "unpack it yourself and hand in what is wanted")
                if number == 1:
                    if line.startswith(_UTF16):
                        raise UnreadableReport(path, "is UTF-16; JSON lines are UTF-8", "convert it to UTF-8")
                    line = line.removeprefix(_MARK)
                yield number, line.rstrip(b"\r\n")
        except (OSError, EOFError, zlib.error) as error:
            what = f"is damaged or cut off after line {number} ({error})"
            raise UnreadableReport(path, what, "fetch the file again; the lines before were read") from None

    def _report(self, line: bytes, path: str, given: Given) -> Taken:
        row = _row(line, path)
        text = row.get("text")
        if not isinstance(text, str):
            raise UnreadableReport(path, "lacks `text`" if text is None else "has a `text` that is no string", _HINT)
        stated = Stated(
            title=_string(row, path, "title"),
            publisher=_string(row, path, "publisher", "outlet"),
            published=_string(row, path, "published", "date"),
            url=_string(row, path, "url"),
            language=_string(row, path, "language"),
            name=_string(row, path, "id"),
        )
        return made(text, line, path, given, stated, self._limits)


def _row(line: bytes, path: str) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise UnreadableReport(path, "is not UTF-8", _HINT) from None
    except RecursionError:
        raise UnreadableReport(path, "is nested too deep", _HINT) from None
    except ValueError as error:
        raise UnreadableReport(path, f"is not JSON ({error})", _HINT) from None
    if not isinstance(row, dict):
        raise UnreadableReport(path, "is not a JSON object", _HINT)
    return row


def _string(row: dict[str, Any], path: str, *names: str) -> str | None:
    """Return the first of the fields that is there; UnreadableReport when it is neither a string nor a whole number."""
    name = next((name for name in names if row.get(name) is not None), None)
    if name is None:
        return None
    value = row[name]
    if isinstance(value, int) and not isinstance(value, bool) and name in ("id", "published", "date"):
        return str(value) if abs(value) < 10**30 else None
    if not isinstance(value, str):
        raise UnreadableReport(path, f"has a `{name}` that is no string", _HINT)
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise UnreadableReport(path, f"has half a character (a lone surrogate) in `{name}`", _HINT)
    return value
