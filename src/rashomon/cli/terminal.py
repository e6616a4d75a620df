"""Lines for a terminal: 80 columns, no colour, nothing that a pipe would spoil.

Knows: how to wrap, cut and line up text of any script, and how short an id may be.
Does not know: what it says.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

WIDTH = 80
SHORT_ID = 8
"""Hexadecimal digits of an id that are shown: enough to type, and unique in a casebook of ten thousand."""


def heading(text: str) -> list[str]:
    """Return a heading with a rule under it."""
    return ["", text, "-" * min(WIDTH, wide(text))]


def paragraph(text: str, indent: int = 0, hang: int = 0) -> list[str]:
    """Return `text` wrapped; every line is indented, and those after the first hang further in."""
    return textwrap.wrap(
        clean(text),
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hang),
        break_on_hyphens=False,
    ) or [""]


def cut(text: str, most: int) -> str:
    """Return `text` on one line of at most `most` columns, cut with an ellipsis."""
    text = clean(text)
    if wide(text) <= most:
        return text
    kept, columns = [], 1
    for character in text:
        columns += _columns(character)
        if columns > most:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…"


def table(rows: Iterable[tuple[str, ...]], widths: tuple[int, ...]) -> Iterator[str]:
    """Yield rows with their cells cut and padded to `widths`; the last column takes what is left of the line."""
    for row in rows:
        cells = [cut(cell, width) for cell, width in zip(row, widths, strict=False)]
        left = "  ".join(cell + " " * (width - wide(cell)) for cell, width in zip(cells, widths, strict=True))
        last = cut(row[-1], WIDTH - wide(left) - 2) if len(row) > len(widths) else ""
        yield f"{left}  {last}".rstrip()


def listed(head: tuple[str, ...], rows: Sequence[tuple[str, ...]], widths: tuple[int, ...]) -> Iterator[str]:
    """Yield a table under its head, or `none` where there are no rows."""
    yield from detailed(head, ((row, ()) for row in rows), widths)


def detailed(
    head: tuple[str, ...], rows: Iterable[tuple[tuple[str, ...], Iterable[str]]], widths: tuple[int, ...]
) -> Iterator[str]:
    """Yield a table under its head, each row with the lines that belong below it, or `none` where there are no rows."""
    none = True
    for row, below in rows:
        if none:
            yield from table([head], widths)
        none = False
        yield from table([row], widths)
        yield from below
    if none:
        yield "none"


def short(id_: str) -> str:
    """Return the beginning of an id, without its kind."""
    return id_.partition("_")[2][:SHORT_ID]


def spaced(name: str) -> str:
    """Return a name of the closed lists as it is read."""
    return name.replace("_", " ")


def clean(text: str) -> str:
    """Return `text` on one line, without characters that could steer a terminal."""
    return " ".join("".join(c if c.isprintable() or c.isspace() else "�" for c in text).split())


def wide(text: str) -> int:
    """Return how many columns `text` takes."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
