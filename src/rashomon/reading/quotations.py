"""Where somebody's own words stand between quotation marks.

Knows: straight, curly, doubled, low and angled marks, apostrophes, quotations that run over paragraphs, missing marks.
Does not know: who speaks, or what a word is.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_MARK = re.compile(r"[“”„‟«»\"]|''|``|’’|‘‘|\n\s*\n|\n")
_OPENERS = frozenset("“„‟«") | {"``", "‘‘"}
_CLOSERS = frozenset("”»") | {"’’"}
_SINGLE = re.compile(r"(?<![^\s(\[—–-])([‘'])(?=\w)([^“”\"\n]{0,400}?[\w.,!?…])[’'](?!\w)")


class Quotation(NamedTuple):
    """Characters ``[start, end)``, marks included. `continues`: opens a paragraph while the one before is open."""

    start: int
    end: int
    continues: bool = False


def quotations(text: str) -> tuple[Quotation, ...]:
    """Return the quotations of `text` in order, none inside another.

    A mark without its partner is passed over, except that a quotation still open where a paragraph ends, followed by
    a paragraph that starts with an opening mark, runs on: each paragraph is one quotation.
    """
    found: list[Quotation] = []
    opened: int | None = None
    continues = pending = False
    for match in _MARK.finditer(text):
        mark = match.group()
        if "\n" in mark:
            runs_on = _opens_paragraph(text, match.end())
            if opened is not None and runs_on:
                found.append(Quotation(opened, match.start(), continues))
                opened, pending = None, True
            elif mark != "\n":  # one line break alone may be a wrapped line
                opened, pending = None, False
        elif _opens(text, match, opened is not None):
            opened, continues, pending = match.start(), pending, False
        elif opened is not None:
            found.append(Quotation(opened, match.end(), continues))
            opened = None
    return _with_singles(text, found)


def _opens(text: str, match: re.Match[str], inside: bool) -> bool:
    mark = match.group()
    if mark in _OPENERS:
        return True
    if mark in _CLOSERS:
        # German closes with the English opener and some papers use ” on both sides
        return not inside and mark == "”" and _free_before(text, match.start()) and not _free_after(text, match.end())
    if inside:
        return _free_before(text, match.start()) and not _free_after(text, match.end())
    return not _free_after(text, match.end())


def _free_before(text: str, at: int) -> bool:
    return at == 0 or text[at - 1].isspace() or text[at - 1] in "([—–"


def _free_after(text: str, at: int) -> bool:
    return at >= len(text) or text[at].isspace()


def _opens_paragraph(text: str, at: int) -> bool:
    return text.startswith(("“", '"', "«", "''", "``", "„"), at)


def _with_singles(text: str, found: list[Quotation]) -> tuple[Quotation, ...]:
    singles = []
    index = 0
    for match in _SINGLE.finditer(text):
        while index < len(found) and found[index].end <= match.start():
            index += 1
        if index == len(found) or found[index].start >= match.end():
            singles.append(Quotation(match.start(), match.end()))
    return tuple(sorted(found + singles))
