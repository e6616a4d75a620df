"""Who speaks in a report's own voice: the group, the agency or the project whose statement it is.

Knows: how a statement names its issuer at its head.
Does not know: what is said further down, or who `we` is inside a quotation.
"""

from __future__ import annotations

import re
from functools import cache

from rashomon.reading.lexicon import load
from rashomon.record.text import Span

HEAD = 300
"""Characters at the head of a report in which it names its issuer."""
FEWEST, MOST = 2, 7
"""Words of an issuer's name."""

_LINE = re.compile(r"[^\n]+")
_UP_TO = re.compile(r"[.:,;(–—]|$")
_WORD = re.compile(r"[\w'’-]+")


def issuer(text: str) -> Span | None:
    """Return where a statement names who issues it, None where it does not say.

    That is the name that its first line is or begins with (`Companies of the River, statement no. 3`), or that follows
    `statement by` or the like in one of the first lines.
    """
    lines = [found.span() for found in _LINE.finditer(text[:HEAD])]
    for first, last in lines:
        for lead in _leads().finditer(text, first, last):
            if (name := _name(text, lead.end(), last)) is not None:
                return name
    if not lines or not any(word.casefold() in _kinds() for word in _WORD.findall(text[:HEAD])):
        return None
    return _name(text, *lines[0])


def _name(text: str, start: int, end: int) -> Span | None:
    """Return the name that stands there up to the first mark; None where a word of it is in lower case."""
    stop = _UP_TO.search(text, start, end)
    found = Span(start, stop.start() if stop is not None else end)
    words = _WORD.findall(found.of(text))
    small = load("participants")["issuer"]["small"]
    if found.of(text).isupper() and found.end < end:  # a dateline: `PORT SABEL, 3 May (Wire) -`
        return None
    if not FEWEST <= len(words) <= MOST or not all(word[0].isupper() or word in small for word in words):
        return None
    trimmed = found.of(text).rstrip()
    return Span(start, start + len(trimmed))


@cache
def _kinds() -> frozenset[str]:
    return frozenset(load("participants")["issuer"]["kinds"])


@cache
def _leads() -> re.Pattern[str]:
    kinds = "|".join(map(re.escape, sorted(_kinds())))
    return re.compile(rf"\b(?:{kinds})\s+(?:by|of|from)\s+(?:the\s+)?", re.IGNORECASE)
