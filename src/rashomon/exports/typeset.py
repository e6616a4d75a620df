"""Plain text set in 80 columns: headings, hanging paragraphs, columns, short ids, quotes with their place.

Knows: how words are laid out on lines.
Does not know: what they say (brief).
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from unicodedata import east_asian_width

WIDTH = 80
QUOTES = "“”\"' "
SHORTEST_ID = 6
"""Digits of a shown id, more where two would look alike."""


def rule(mark: str = "─") -> str:
    """Return a line across the page."""
    return mark * WIDTH


def page(lines: Iterable[str]) -> str:
    """Return `lines` as one text: no space at the ends of lines, never more than two empty lines in a row."""
    kept: list[str] = []
    for line in lines:
        if line.strip() or kept[-2:] != ["", ""]:
            kept.append(line.rstrip())
    return "\n".join(kept).rstrip("\n") + "\n"


def heading(title: str, note: str = "") -> list[str]:
    """Return a section's heading, `note` at the right, with space around it."""
    return ["", "", _sides(title.upper(), note), rule(), ""]


def entry(text: str, right: str, indent: str = "") -> list[str]:
    """Return a line with `right` at the right edge of its first line; what does not fit goes on below."""
    kept_free = " " * (len(right) + 2)
    lines = textwrap.wrap(one_line(text), WIDTH - len(indent), initial_indent=kept_free) or [kept_free]
    return [_sides(indent + lines[0][len(kept_free) :], right), *(indent + line for line in lines[1:])]


def paragraph(text: str, indent: str = "", hanging: str | None = None) -> list[str]:
    """Return `text` wrapped, the first line after `indent`, the others after `hanging` (None: as the first)."""
    rest = indent if hanging is None else hanging
    return textwrap.wrap(one_line(text), WIDTH, initial_indent=indent, subsequent_indent=rest, break_on_hyphens=False)


def columns(rows: Sequence[Sequence[str]], widest: Sequence[int], indent: str = "", fixed: bool = False) -> list[str]:
    """Return `rows` in columns, each no wider than it needs (`fixed`: just as wide) as `widest`; cells wrap."""
    needed = [max((_width(row[n]) for row in rows), default=0) for n in range(len(widest))]
    widths = list(widest) if fixed else [min(one, limit) for one, limit in zip(needed, widest, strict=True)]
    widths.append(WIDTH - len(indent) - sum(width + 2 for width in widths))
    lines = []
    for row in rows:
        cells = [textwrap.wrap(one_line(cell), width) for cell, width in zip(row, widths, strict=True)]
        for parts in zip_longest(*cells, fillvalue=""):
            shown = (part + " " * (width - _width(part)) for part, width in zip(parts, widths, strict=True))
            lines.append((indent + "  ".join(shown)).rstrip())
    return lines


def quoted(text: str, longest: int) -> str:
    """Return the words in quotation marks, cut after a word where they are longer than `longest` characters."""
    return f"“{clipped(one_line(text).strip(QUOTES), longest)}”"


def clipped(text: str, longest: int) -> str:
    """Return `text` on one line, cut after a word where it is longer than `longest` characters."""
    plain = one_line(text)
    return plain if len(plain) <= longest else textwrap.shorten(plain, longest, placeholder=" …")


def one_line(text: str) -> str:
    """Return `text` without line breaks and control characters, spaces single."""
    return " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())


def capital(text: str) -> str:
    """Return `text` as it begins a sentence."""
    return text[:1].upper() + text[1:]


def listed(names: Iterable[str], most: int = 6) -> str:
    """Return names as ``A, B and C``, the same one once, those beyond `most` as a number."""
    unique = list(dict.fromkeys(names))
    if len(unique) > most:
        return f"{', '.join(unique[: most - 1])} and {len(unique) - most + 1} more"
    return " and ".join(([", ".join(unique[:-1])] if len(unique) > 1 else []) + unique[-1:])


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return ``1 report``, ``2 reports``, ``1,204 reports``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def short_ids(ids: Sequence[str]) -> dict[str, str]:
    """Return for each id the shortest start of its digits, at least six, that no other id here shares."""
    digits = {one: one.rpartition("_")[2] for one in ids}
    length = SHORTEST_ID
    while length < 20 and len({text[:length] for text in digits.values()}) < len(digits):
        length += 1
    return {one: text[:length] for one, text in digits.items()}


def _sides(left: str, right: str) -> str:
    return f"{left}{right.rjust(WIDTH - _width(left))}" if right else left


def _width(text: str) -> int:
    return sum(2 if east_asian_width(mark) in "WF" else 1 for mark in text)
