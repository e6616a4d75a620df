"""Whether a zip file is safe to open.

Knows: bombs, damaged and encrypted archives, and names that point outside the archive.
Does not know: what the members mean.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from rashomon.errors import UnreadableReport
from rashomon.intake.limits import Limits

OLD_OFFICE = b"\xd0\xcf\x11\xe0"
"""How files of Word 97 begin, and encrypted .docx files too."""

_LEADING = b"\xef\xbb\xbf\xfe\xff\0 \t\r\n"
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")


def check(data: bytes, path: str, limits: Limits) -> None:
    """Raise UnreadableReport unless `data` is a zip file whose members can be unpacked within the limits.

    The XML members are unpacked once, to see that none declares entities; nothing unpacks archives inside.
    """
    if data.startswith(OLD_OFFICE):
        what = "is an old or an encrypted Word document"
        raise UnreadableReport(path, what, "open it in a word processor and save it as .docx without a password")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            _sizes(members, len(data), path, limits)
            for member in members:
                _markup(archive, member, path, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        what = f"is no Word document, or a damaged one ({error})"
        raise UnreadableReport(path, what, "open it in a word processor and save it again as .docx") from None


def _sizes(members: list[zipfile.ZipInfo], packed: int, path: str, limits: Limits) -> None:
    hint = "hand in the text itself"
    if len(members) > limits.zip_members:
        raise UnreadableReport(path, f"holds more than {limits.zip_members:,} files", hint)
    total = sum(member.file_size for member in members)
    if total > min(limits.expanded_bytes // 8, max(limits.ratio * packed, limits.part_bytes // 8)):
        raise UnreadableReport(path, f"would unpack to {total:,} bytes: a decompression bomb", hint)
    for member in members:
        name = member.filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or "\0" in name:
            raise UnreadableReport(path, f"holds a file whose name points elsewhere: {member.filename!r}", hint)
        if member.flag_bits & 1:
            raise UnreadableReport(path, "is encrypted", "save it without a password")


def _markup(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: str, limits: Limits) -> None:
    with archive.open(member) as opened:
        if not opened.read(64).lstrip(_LEADING).startswith(b"<"):
            return
    hint = "hand in the text itself"
    if member.file_size > limits.part_bytes:
        raise UnreadableReport(path, f"holds a part of {member.file_size:,} bytes: too large", hint)
    # Without NUL bytes, so that UTF-16 hides nothing.
    plain = archive.read(member).replace(b"\0", b"")
    if any(word in plain for word in _DECLARATIONS):
        raise UnreadableReport(path, f"declares entities in {member.filename!r}, as no word processor does", hint)
