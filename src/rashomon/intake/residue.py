"""What word processors and web pages leave behind when their text is copied: field codes, marks and styles.

Knows: the written forms of such residue.
Does not know: what the words around it say; a mark never takes words of the text with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from rashomon.intake.words import any_of, load
from rashomon.record.text import Span

LONGEST_BLOCK = 50_000
"""Characters that a conditional block of markup may have."""

_OPENING = re.compile(r"(?:<!--|<!)?\[if [^\]\n]{1,60}\](?:>|&gt;)?(?:<!-->)?")
_CLOSING = re.compile(r"(?:<!--|<!)?(?:<!)?\[endif\](?:-->|>)?")
_BRACES = re.compile(r"\{[^{}]{1,3000}\}")
_MARKED = tuple(
    (mark, re.compile(pattern))
    for mark, pattern in (
        ("[bookmark:", r"\[bookmark: ?[^\]\n]{0,200}\]"),
        ("<", r"</?(?:o|w|v|m|st1|wp|a|pic|dc|xsl):[A-Za-z][^<>]{0,300}>|<[?]xml[^<>]{0,300}>|</?xml>"),
        (
            "Normal",
            r"Normal\s0(?:\s\d+)?(?:\s(?:false|true)){3}(?:\s[A-Z]{2}-[A-Z]{2}|\sX-NONE){0,4}"
            r"(?:\sMicrosoftInternetExplorer\d)?",
        ),
        ("/*", r"/\* Style Definitions \*/"),
        (
            "HYPERLINK",
            r"\bHYPERLINK(?: {1,9}\\[a-z])? {1,9}[\"“][^\"”\n]{1,500}[\"”]"
            r"(?: {1,9}\\[a-z](?: {1,9}[\"“][^\"”\n]{0,200}[\"”])?)*",
        ),
        ("REF", r"\b(?:PAGEREF|NOTEREF|REF) {1,9}_\w{1,60}(?: {1,9}\\[a-z*](?!\w))*"),
        ("TOC", r"\bTOC(?: {1,9}\\[a-z](?: {1,9}\"[^\"\n]{1,20}\")?)+"),
        ("MERGE", r"\bMERGEFIELD {1,9}(?:\"[^\"\n]{1,60}\"|\w{1,60})(?: {1,9}\\\* {1,9}\w+)*|\\\* {0,9}MERGEFORMAT\b"),
    )
)
"""Residue by a literal that stands in it: the pattern is asked only where the literal is."""


def find(text: str) -> Iterator[Span]:
    """Yield the residue in `text`; some spans may lie within others."""
    for mark, pattern in _MARKED:
        if mark in text:
            yield from (Span(*match.span()) for match in pattern.finditer(text))
    if "Error!" in text:
        yield from (Span(*match.span()) for match in _messages().finditer(text))
    for match in _BRACES.finditer(text):
        if _field().match(match[0]):
            yield Span(*match.span())
        elif "mso-" in match[0]:
            yield Span(_selector_start(text, match.start()), match.end())
    if "[if " in text or "[endif]" in text:
        yield from _conditional(text)


def _selector_start(text: str, start: int) -> int:
    """Return where the style sheet's selector before the braces begins, else where they begin themselves."""
    line = max(text.rfind("\n", max(0, start - 200), start), text.rfind("}", max(0, start - 200), start)) + 1
    before = text[max(line, start - 200) : start]
    return start - len(before) if "Mso" in before or before.lstrip().startswith(("@", "/*")) else start


def _conditional(text: str) -> Iterator[Span]:
    """Yield ``[if gte mso 9]>…<![endif]`` with the markup in it, or only the two marks where words stand between."""
    for match in _CLOSING.finditer(text):
        yield Span(*match.span())
    past = 0
    for match in _OPENING.finditer(text):
        if match.start() < past:
            continue
        end = _CLOSING.search(text, match.end(), match.end() + LONGEST_BLOCK)
        inside = text[match.end() : end.start()].lstrip() if end else ""
        past = end.end() if end and inside.startswith("<") and inside.rstrip().endswith(">") else match.end()
        yield Span(match.start(), past)


@cache
def _messages() -> re.Pattern[str]:
    return re.compile(any_of(load("furniture")["residue"]["messages"]))


@cache
def _field() -> re.Pattern[str]:
    return re.compile(rf"\{{\s*(?:{any_of(load('furniture')['residue']['fields'])})\b")
