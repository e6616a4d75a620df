"""Whether a page's tags are few and small enough to parse.

Knows: where a tag and its attributes end, as the HTML standard cuts them.
Does not know: what they mean. The parser takes time with the square of one tag's attributes: this one only counts.
"""

from __future__ import annotations

import re

from rashomon.errors import UnreadableReport
from rashomon.intake.limits import Limits

_OPENING = re.compile(r"<([A-Za-z][^\s/>]{0,20})")
_ATTRIBUTE = re.compile(r"[^>\s/=][^>\s/=]*+\s*+(=\s*+)?")
_BETWEEN = re.compile(r"[\s/=]*+")
_BARE = re.compile(r"[^\s>]*+")
_RAW = {name: re.compile(rf"</{name}", re.IGNORECASE) for name in ("script", "style")}


def check(markup: str, path: str, limits: Limits) -> None:
    """Raise UnreadableReport when there are too many tags, or too many attributes in one or in all."""
    hint = "hand in the text of the page"
    if markup.count("<") > 3 * limits.elements:
        raise UnreadableReport(path, f"has more than {limits.elements:,} tags", hint)
    total = position = 0
    while opening := _OPENING.search(markup, position):
        position, attributes = _tag_end(markup, opening.end(), limits.attributes)
        total += attributes
        if attributes > limits.attributes or total > 10 * limits.elements:
            raise UnreadableReport(path, f"has a tag with more than {limits.attributes:,} attributes", hint)
        if raw := _RAW.get(opening[1].lower()):
            end = raw.search(markup, position)
            position = end.start() if end else len(markup)


def _tag_end(markup: str, position: int, most: int) -> tuple[int, int]:
    """Return where the tag ends and how many attributes it has; stops counting past `most`."""
    attributes = 0
    while attributes <= most:
        position = _BETWEEN.match(markup, position).end()  # type: ignore[union-attr]  # it matches anywhere
        name = _ATTRIBUTE.match(markup, position)
        if name is None:
            break
        attributes += 1
        position = name.end()
        if not name[1]:
            continue
        quote = markup[position : position + 1]
        if quote in ("'", '"'):
            position = markup.find(quote, position + 1) + 1 or len(markup)
        else:
            position = _BARE.match(markup, position).end()  # type: ignore[union-attr]  # it matches anywhere
    return position, attributes
