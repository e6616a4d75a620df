"""Files, folders and standard input, one after the other, as reports.

Knows: which files a path stands for, in which order, and which intake takes each; that one broken file is not all.
Does not know: formats.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import IO

from rashomon.errors import UnreadableReport
from rashomon.intake.limits import Limits
from rashomon.roles import Given, Intake, Taken

STANDARD_INPUT = "-"
"""The path that stands for standard input, and names it in records."""

_CHUNK = 1 << 20


def reports(
    paths: Sequence[str],
    given: Given,
    intakes: Sequence[Intake],
    *,
    failed: Callable[[UnreadableReport], None],
    limits: Limits | None = None,
) -> Iterator[Taken]:
    """Yield the reports in `paths`, in order; folders are walked in the order of names.

    `failed` is called for each file that cannot be read, wholly or in part, and the rest goes on. In a folder, hidden
    files and names that no intake takes are passed over; links to folders are not followed there. One file is in
    memory at a time.
    """
    limits = limits or Limits()
    for path in paths:
        for file in _files(path, intakes, failed):
            try:
                yield from _take(file, given, intakes, limits)
            except UnreadableReport as error:
                failed(error)
            except OSError as error:
                failed(_system_error(file, error))


def shown(path: str) -> str:
    """Return `path` as it can be printed and stored: bytes that are no UTF-8 as escapes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _files(path: str, intakes: Sequence[Intake], failed: Callable[[UnreadableReport], None]) -> Iterator[str]:
    """Yield the files that `path` stands for: itself, or those below it that some intake takes."""
    if path == STANDARD_INPUT or not os.path.isdir(path):
        yield path
        return
    waiting = [path]
    while waiting:
        here = waiting.pop()
        if here != path and not _is_folder(here):
            yield here
            continue
        try:
            names = sorted(os.listdir(here), reverse=True)
        except OSError as error:
            failed(_system_error(here, error))
            continue
        for name in names:
            below = os.path.join(here, name)
            if not name.startswith(".") and (_is_folder(below) or _taker(name, intakes)):
                waiting.append(below)


def _is_folder(path: str) -> bool:
    return os.path.isdir(path) and not os.path.islink(path)


def _taker(name: str, intakes: Sequence[Intake]) -> Intake | None:
    """Return the intake that takes files called `name`: the one with the longest ending that fits."""
    fitting = [
        (len(suffix), intake) for intake in intakes for suffix in intake.suffixes if name.lower().endswith(suffix)
    ]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def _take(path: str, given: Given, intakes: Sequence[Intake], limits: Limits) -> Iterator[Taken]:
    if path == STANDARD_INPUT:
        data = _within(sys.stdin.buffer, path, limits)
        looks_like = ".jsonl" if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else ".txt"
        taker = _taker(looks_like, intakes)
    else:
        taker = _taker(os.path.basename(path), intakes)
        data = b"" if taker is None else _read(path, limits)
    if taker is None:
        accepted = " ".join(sorted(suffix for intake in intakes for suffix in intake.suffixes))
        ending = os.path.splitext(path)[1]
        what = f"has the ending {ending!r}, which is not taken in" if ending else "has no file name ending"
        raise UnreadableReport(shown(path), what, f"accepted are {accepted}")
    yield from taker.take(data, shown(path), given)


def _read(path: str, limits: Limits) -> bytes:
    """Return the bytes of a plain file; never waits for a pipe or a device."""
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise UnreadableReport(shown(path), "is not a file but a pipe or a device", "pipe it in: `rashomon read -`")
    # Non-blocking, not to wait for ever where a pipe has taken the file's place since.
    with os.fdopen(
        os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)), "rb"
    ) as file:
        return _within(file, path, limits)


def _within(file: IO[bytes], path: str, limits: Limits) -> bytes:
    data = file.read(limits.file_bytes + 1)
    if len(data) > limits.file_bytes:
        what = f"is larger than {limits.file_bytes:,} bytes"
        raise UnreadableReport(shown(path), what, "cut it into smaller files")
    return data


def _system_error(path: str, error: OSError) -> UnreadableReport:
    if isinstance(error, FileNotFoundError) and not os.path.islink(path):
        return UnreadableReport(shown(path), "there is no such file", "check the path")
    reason = (error.strerror or str(error)).lower()
    return UnreadableReport(shown(path), f"cannot be opened ({reason})", "check the file and your rights to it")
