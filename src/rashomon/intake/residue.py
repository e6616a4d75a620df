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
_SELECTOR = re.compile(r"[^\n{}]{1,200}\Z")
_PLAIN_SELECTOR = re.compile(
    r"[^\S\n]*(?:/\*[^*\n]{0,80}\*/[^\S\n]*)?(?:@?[a-z]*[\w.#:-]*(?:,[^\S\n]*|[^\S\n]+|(?=\Z)))*\Z"
)
_SIMPLE = (
    r"\[bookmark: ?[^\]\n]{0,200}\]",
    r"</?(?:o|w|v|m|st1|wp|a|pic|dc|xsl):[A-Za-z][^<>]{0,300}>",
    r"<[?]xml[^<>]{0,300}>",
    r"</?xml>",
    r"Normal\s0(?:\s\d+)?(?:\s(?:false|true)){3}(?:\s[A-Z]{2}-[A-Z]{2}|\sX-NONE){0,4}(?:\sMicrosoftInternetExplorer\d)?",
    r"/\* Style Definitions \*/",
    r"\bHYPERLINK(?:\s+\\[a-z])?\s+[\"“][^\"”\n]{1,500}[\"”](?:\s+\\[a-z](?:\s+[\"“][^\"”\n]{0,200}[\"”])?)*",
    r"\b(?:PAGEREF|NOTEREF|REF)\s+_\w{1,60}(?:\s+\\[a-z*](?!\w))*",
    r"\bTOC(?:\s+\\[a-z](?:\s+\"[^\"\n]{1,20}\")?)+",
    r"\bMERGEFIELD\s+(?:\"[^\"\n]{1,60}\"|\w{1,60})(?:\s+\\\*\s+\w+)*",
    r"\\\*\s*MERGEFORMAT\b",
)


def find(text: str) -> Iterator[Span]:
    """Yield the residue in `text`; some spans may lie within others."""
    for match in _simple().finditer(text):
        yield Span(*match.span())
    for match in _BRACES.finditer(text):
        if _field().match(match[0]):
            yield Span(*match.span())
        elif "mso-" in match[0]:
            yield Span(_selector_start(text, match.start()), match.end())
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
def _simple() -> re.Pattern[str]:
    return re.compile("|".join([*_SIMPLE, any_of(load("furniture")["residue"]["messages"])]))


@cache
def _field() -> re.Pattern[str]:
    return re.compile(rf"\{{\s*(?:{any_of(load('furniture')['residue']['fields'])})\b")
