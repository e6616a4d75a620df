"""Which characters a file's bytes stand for.

Knows: byte order marks, UTF-8, UTF-16 without a mark, declared charsets, and the legacy code pages of news archives.
Does not know: formats. Nothing is replaced or normalised: the characters, encoded again, are the bytes.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from rashomon.errors import UnreadableReport

LEGACY = (
    *("cp1252", "cp1256", "cp1251", "cp1250", "cp1254", "cp1253", "cp1255"),
    *("koi8_r", "gb18030", "big5", "shift_jis", "euc_kr", "euc_jp"),
)
"""Code pages that are asked for when a text is not Unicode; of those that fit equally well, the first."""
SAMPLE = 50_000
"""Bytes looked at to tell a code page, from just before the first that is not ASCII."""
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CONTROLS = 0.02
"""Largest share of control characters in a text; a few programs and pictures looked at had 0.1 to 0.15."""

_HINT = "convert it to UTF-8, or save it as plain text again"
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")
_TEXT_CODECS = re.compile(
    r"ascii|utf-(?:8|16|32)|cp(?:12|8|9)\d\d|iso8859-\d+|koi8-[ru]|gb(?:k|2312|18030)|big5|shift_jis|euc_\w+"
)


def decoded(data: bytes, path: str, declared: str | None = None) -> str:
    """Return the characters of `data`, without a byte order mark. `declared` is the charset the file itself names.

    Raises UnreadableReport when the bytes are no text, or the encoding cannot be told.
    """
    for mark, codec in MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], codec, path)
    text = _by_declaration(data, declared) if declared else None
    if text is None and b"\0" in data:
        text = _utf16_without_mark(data)
    if text is None:
        text = _utf8(data, path)
    if text is None:
        text = _legacy(data, path)
    if "\0" in text:
        raise UnreadableReport(path, "holds NUL bytes: it is not text", "hand in the document the text came from")
    if len(_CONTROL.findall(text)) > CONTROLS * len(text):
        raise UnreadableReport(path, "is full of control characters: it is not text", _HINT)
    return text


def _strict(data: bytes, codec: str, path: str) -> str:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        what = f"says that it is {codec.upper()} and is not, at byte {error.start}"
        raise UnreadableReport(path, what, _HINT) from None
    if "\0" in text:
        raise UnreadableReport(path, "holds NUL characters: it is not text", _HINT)
    return text


def _by_declaration(data: bytes, declared: str) -> str | None:
    try:
        codec = codecs.lookup(declared).name
        if codec == "iso8859-1":
            codec = "cp1252"  # as every browser reads it
        return data.decode(codec) if _TEXT_CODECS.fullmatch(codec) else None
    except (LookupError, UnicodeError, ValueError):
        return None


def _utf8(data: bytes, path: str) -> str | None:
    """Return the text if it is UTF-8, None if it is not; UnreadableReport when it is UTF-8 that was damaged."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        mended = data.decode("utf-8", "replace")
        good = sum(1 for character in mended[: 4 * SAMPLE] if character > "\x7f" and character != "\ufffd")
        bad = mended.count("\ufffd", 0, 4 * SAMPLE)
        if good > 4 * bad or (good and error.reason == "unexpected end of data"):
            raise UnreadableReport(path, f"is UTF-8 that was damaged or cut off at byte {error.start}", _HINT) from None
        return None


def _utf16_without_mark(data: bytes) -> str | None:
    """Return the text if `data` is UTF-16 whose spaces, line ends and full stops tell the byte order."""
    for codec in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        common = sum(text.count(mark) for mark in " \n.,")
        swapped = sum(text.count(mark) for mark in "\u2000\u0a00\u2e00\u2c00")
        if "\0" not in text and common > swapped and common * 30 >= len(text):
            return text
    return None


def _legacy(data: bytes, path: str) -> str:
    first = _NOT_ASCII.search(data)
    start = max(0, first.start() - 200) if first else 0
    matches = []
    if b"\0" not in data:
        matches = list(from_bytes(data[start : start + SAMPLE], cp_isolation=list(LEGACY), preemptive_behaviour=False))
    ranked = sorted(
        (match.chaos, -match.coherence, LEGACY.index(codec))
        for match in matches
        for codec in match.could_be_from_charset
        if codec in LEGACY
    )
    try:
        if ranked:
            return data.decode(LEGACY[ranked[0][2]])
    except UnicodeDecodeError:
        pass
    what = "holds NUL bytes: it is not text" if b"\0" in data else "is not text in any encoding known here"
    raise UnreadableReport(path, what, _HINT)
