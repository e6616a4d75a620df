"""The files of places that a user hands in, line by line.

Knows: plain and zipped files, and what in them is refused: bombs, other encodings, NUL bytes, endless lines.
Does not know: what a line says (geonames, pcodes).
"""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from rashomon.errors import UnreadablePlaces

MOST_BYTES = 4 << 30
"""Bytes of a file, unpacked. GeoNames' file of all countries has 1.7 billion."""
MOST_RATIO = 100
"""Unpacked bytes for each packed byte; files of GeoNames pack about four times."""
MOST_MEMBERS = 100
LONGEST_LINE = 1 << 20
"""Bytes of a line; GeoNames' longest have some 12,000."""
_BOM = "\ufeff"
_AGAIN = "get the file again and hand that in; nothing of this one was added"
_UTF8 = "save it as UTF-8 and hand it in again; nothing of it was added"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Handed:
    """One text file, `member` of a zip file or by itself (None). Its lines can be asked for as often as needed."""

    path: Path
    member: str | None

    @property
    def name(self) -> str:
        """Return the path as it was given, for messages."""
        return str(self.path)

    def refused(self, line: int | None, what: str, hint: str) -> UnreadablePlaces:
        """Return the error that says what is wrong with this file, and where."""
        return UnreadablePlaces(self.name, line, what, hint)

    def digest(self) -> str:
        """Return the SHA-256 of the text's bytes: packed or not, the same."""
        digest = hashlib.sha256()
        with self._opened() as stream:
            while part := stream.read(1 << 20):
                digest.update(part)
        return digest.hexdigest()

    def lines(self) -> Iterator[str]:
        """Yield the lines with their ends, without a byte order mark. UnreadablePlaces when one cannot be read."""
        number = total = 0
        with self._opened() as stream:
            while line := stream.readline(LONGEST_LINE + 1):
                number, total = number + 1, total + len(line)
                if len(line) > LONGEST_LINE:
                    raise self.refused(number, f"has more than {LONGEST_LINE:,} bytes: this is no table", _AGAIN)
                if total > MOST_BYTES:
                    raise self.refused(number, f"goes on beyond {MOST_BYTES:,} bytes", _AGAIN)
                if b"\0" in line:
                    raise self.refused(number, "holds NUL bytes: it is not UTF-8 text", _UTF8)
                try:
                    text = line.decode("utf-8")
                except UnicodeDecodeError as error:
                    raise self.refused(number, f"is not UTF-8, at its byte {error.start + 1}", _UTF8) from None
                yield text.removeprefix(_BOM) if number == 1 else text

    @contextmanager
    def _opened(self) -> Iterator[IO[bytes]]:
        try:
            if self.member is None:
                with self.path.open("rb") as stream:
                    yield stream
            else:
                with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as stream:
                    yield stream
        except _BROKEN as error:
            raise self.refused(None, f"is a damaged zip file ({error})", _AGAIN) from None
        except OSError as error:
            raise self.refused(None, f"cannot be read ({error.strerror or error})", "see that it can be read") from None


def handed(path: Path) -> Handed:
    """Return the file at `path`, or the one table in the zip file there; UnreadablePlaces when there is none."""
    one = Handed(path, None)
    if path.is_dir():
        raise one.refused(None, "is a folder", "name the files in it")
    if not path.is_file():
        raise one.refused(None, "there is no such file", "see that its name is right")
    size = path.stat().st_size
    if size == 0:
        raise one.refused(None, "is empty", _AGAIN)
    if size > MOST_BYTES:
        raise one.refused(None, f"is larger than {MOST_BYTES:,} bytes", "hand in the file of one country")
    with one._opened() as stream:
        zipped = stream.read(4) == b"PK\x03\x04"
    return Handed(path, _table_in(one, size)) if zipped else one


def _table_in(one: Handed, size: int) -> str:
    """Return the name of the one table in a zip file."""
    try:
        with zipfile.ZipFile(one.path) as archive:
            members = archive.infolist()
    except (*_BROKEN, OSError, ValueError) as error:
        raise one.refused(None, f"is a damaged zip file ({error})", _AGAIN) from None
    if any(member.filename.startswith("xl/") for member in members):
        raise one.refused(None, "is a spreadsheet", "save the sheet of the lowest level as CSV (UTF-8), hand that in")
    tables = [
        member
        for member in members[:MOST_MEMBERS]
        if member.filename.lower().endswith((".txt", ".csv")) and "readme" not in member.filename.lower()
    ]
    if len(tables) != 1 or len(members) > MOST_MEMBERS:
        raise one.refused(None, f"holds {len(tables)} tables, not one", "unpack it and hand in the table you want")
    (table,) = tables
    if table.file_size == 0:
        raise one.refused(None, "is empty", _AGAIN)
    if table.flag_bits & 1 or table.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise one.refused(None, "is encrypted or packed in a rare way", "unpack it and hand in the table in it")
    if table.file_size > min(MOST_BYTES, MOST_RATIO * size):
        raise one.refused(None, f"would unpack to {table.file_size:,} bytes: a decompression bomb", _AGAIN)
    return table.filename
