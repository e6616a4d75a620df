"""What in a text is not news: recognised, marked, and left where it is.

Knows: bylines, links to other pages, calls to the reader, rights and picture credits; gathers datelines and residue.
Does not know: the news. A span ends before any words of which that is not certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from rashomon.intake import dates, residue
from rashomon.intake.datelines import Dateline
from rashomon.intake.words import any_of, load
from rashomon.record.text import Furniture, FurnitureKind, Span

LONGEST_LINE = 200
"""Characters of a line that can be furniture from end to end."""
LONGEST_CREDIT = 800
"""Characters in the brackets that say who worked on a report; the longest found in the development corpora has 251."""

_START = re.compile(
    r"(?=[A-Z©(])(?:\A|(?<=\n)|(?<=\n[^\S\n])|(?<=[^\S\n]{2})|(?<=[.!?…”\")\]][^\S\n])|(?<=[.!?…”\")\]]))"
)
_NAME = r"[A-ZÀ-Þ][\w.'’-]*+"
_TOKEN = re.compile(r"\S+")
_BRACKETS = re.compile(r"\(([^()\n]{2,200})\)")
_CAPTIONED = re.compile(r"[Ii]mage copyright [^\n]{1,60}? [Ii]mage caption")
_HANDLE = re.compile(r"Follow @\w{1,40}(?: on [A-Z]\w+)?(?: and(?: on)? [A-Z@]\w+)?")
_RIGHTS = re.compile(
    r"\(?(?:Copyright|COPYRIGHT|©|\([cC]\))(?: ?(?:©|\([cC]\)))?,? ?(?P<year>\d{4}(?:[-–]\d{2,4})?)?,?(?: by)?"
    r"(?: [A-ZÀ-Þ&][\w&'’-]*+(?:\.\w+)*+| of){0,6}\.?"
)


def find(text: str, title: str | None, filed: Sequence[Dateline]) -> tuple[Furniture, ...]:
    """Return the furniture of `text` in order, none overlapping.

    `title` is the report's, None when not known; `filed` are its datelines.
    """
    found = [Furniture(line.span, FurnitureKind.DATELINE) for line in filed]
    found += [Furniture(span, FurnitureKind.RESIDUE) for span in residue.find(text)]
    found += _lines(text, title)
    found += _phrases(text)
    found += [Furniture(span, FurnitureKind.BOILERPLATE) for span in _credits(text)]
    return tuple(_apart(found))


def _apart(found: Iterable[Furniture]) -> Iterator[Furniture]:
    """Yield the furniture in order; of two that overlap, the first whole and of the other what sticks out."""
    past = 0
    for item in sorted(found, key=lambda item: (item.span.start, -item.span.end)):
        if item.span.end > past and item.span.start < item.span.end:
            yield Furniture(Span(max(past, item.span.start), item.span.end), item.kind)
            past = item.span.end


def _lines(text: str, title: str | None) -> Iterator[Furniture]:
    """Yield lines that are furniture from end to end."""
    words = load("furniture")
    alone = frozenset(words["boilerplate"]["alone"])
    start, earlier = 0, ""
    shouting = text[:2_000].isupper()
    apart = True  # the line before ends what it says
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        begin = start + line.find(bare)
        start += len(line)
        before, apart = apart, not bare or bare[-1] in '.!?…”"’):]' or bare in (title, earlier)
        if not bare or len(bare) > LONGEST_LINE:
            earlier = earlier or bare
            continue
        span = Span(begin, begin + len(bare))
        if bare == earlier and title == " ".join(bare.split()):
            yield Furniture(span, FurnitureKind.TITLE)
        elif bare in alone:
            yield Furniture(span, FurnitureKind.BOILERPLATE)
        elif before and not shouting and _byline().fullmatch(bare):
            yield Furniture(span, FurnitureKind.BYLINE)
        elif _link().match(bare):
            yield Furniture(span, FurnitureKind.READ_MORE)
        elif _credit_line().fullmatch(bare):
            yield Furniture(span, FurnitureKind.BOILERPLATE)
        earlier = earlier or bare


def _phrases(text: str) -> Iterator[Furniture]:
    """Yield furniture at the head of a line or of a sentence."""
    for start in _START.finditer(text):
        at = start.start()
        if match := _more().match(text, at):
            yield Furniture(Span(*match.span()), FurnitureKind.READ_MORE)
        elif match := (
            _call().match(text, at) or _HANDLE.match(text, at) or _rights(text, at) or _picture().match(text, at)
        ):
            yield Furniture(Span(*match.span()), FurnitureKind.BOILERPLATE)
        elif span := _signed(text, at):
            yield Furniture(span, FurnitureKind.BYLINE)
    for match in _closing().finditer(text):
        if (begin := _names_before(text, match.start())) is not None:
            yield Furniture(Span(begin, match.end()), FurnitureKind.BYLINE)


def _names_before(text: str, end: int) -> int | None:
    """Return where the names that end at `end` begin: at the head of a line or sentence; None when others precede."""
    between = load("furniture")["byline"]["between"]
    begin = None
    line = max(text.rfind("\n", max(0, end - 300), end) + 1, end - 300, 0)
    for word in reversed(list(_TOKEN.finditer(text, line, end))):
        bare = word[0].strip(",;")
        if begin is not None and bare[-1] in '.!?…”"’):]' and len(bare.rstrip(".")) > 1:
            return begin
        if not (word[0][0].isupper() or bare in between):
            return None
        begin = word.start()
    return begin


def _rights(text: str, at: int) -> re.Match[str] | None:
    match = _RIGHTS.match(text, at)
    return match if match and (match["year"] or "©" in match[0]) else None


def _signed(text: str, at: int) -> Span | None:
    """Return the credit line that begins at `at`: in brackets, or names up to the end of a sentence or line."""
    if not _work().match(text, at):
        return None
    if text[at] == "(":
        end = text.find(")", at, at + LONGEST_CREDIT)
        return Span(at, end + 1) if end > 0 and "\n" not in text[at:end] else None
    match = _workers(4).match(text, at)
    if match and _ended(text, match.end()):
        return Span(*match.span())
    match = _workers(2).match(text, at)
    if match and len(_work().findall(match[0])) > 1:
        return Span(*match.span())
    return None


def _ended(text: str, at: int) -> bool:
    return at >= len(text) or text[at - 1] in ".)" or text[at] in "\n)" or text[at : at + 2].isspace()


def _credits(text: str) -> Iterator[Span]:
    """Yield picture credits and rights, wherever they stand."""
    for match in _BRACKETS.finditer(text):
        if _in_brackets().fullmatch(match[1]):
            yield Span(*match.span())
    for pattern in (_CAPTIONED, _reserved()):
        for match in pattern.finditer(text):
            yield Span(*match.span())


@cache
def _byline() -> re.Pattern[str]:
    words = load("furniture")["byline"]
    calendar = rf"(?!{dates.WEEKDAY}|{dates.DAY})"
    name = rf"{calendar}{_NAME}"
    person = rf"{name}(?: (?:de|del|der|di|da|al|el|la|van|von|bin|ibn|abu))?(?: {name}){{1,3}}"
    post = rf"(?:{_NAME}|{any_of(words['posts'])})"
    office = rf"(?:[^\S\n]*[,|/–—-][^\S\n]*{post}(?: {post}){{0,6}})?"
    people = rf"{person}(?:(?:,| and|, and) {person}){{0,4}}"
    return re.compile(rf"(?:By|BY) (?:{any_of(words['nameless'])}\.?|{people}{office})")


@cache
def _link() -> re.Pattern[str]:
    words = load("furniture")["read_more"]
    alone = rf"{any_of(words['alone'])}(?: {any_of(words['about'])}\b.*)?\Z"
    return re.compile(rf"{any_of(words['links'])}[^\S\n]*:|{alone}")


@cache
def _credit_line() -> re.Pattern[str]:
    words = load("furniture")["boilerplate"]
    who = rf"{_NAME}(?:[ /,&]+(?:{_NAME}|via|for|and|of)){{0,7}}"
    return re.compile(rf"\(?{any_of(words['picture'])}(?:[^\S\n]*[:|/]| by)[^\S\n]*{who}\.?\)?")


@cache
def _more() -> re.Pattern[str]:
    phrases = any_of(load("furniture")["read_more"]["phrases"])
    return re.compile(rf"{phrases}(?!\w)(?=[^\S\n]*(?:[A-Z\d“\"‘'»>.…:→]|\n|\Z))[.…:»>→]*")


@cache
def _call() -> re.Pattern[str]:
    calls = any_of(load("furniture")["boilerplate"]["calls"])
    return re.compile(rf"{calls}(?!\w)(?=[^\S\n]*(?:[^\sa-z]|\n|\Z)|(?<= on))[.:!]?")


@cache
def _picture() -> re.Pattern[str]:
    words = load("furniture")["boilerplate"]
    return re.compile(rf"{any_of(words['picture'])}[^\S\n]*[:/][^\S\n]*{any_of(words['makers'])}(?!\w)")


@cache
def _in_brackets() -> re.Pattern[str]:
    words = load("furniture")["boilerplate"]
    label, maker, seen = (any_of(words[name]) for name in ("picture", "makers", "visual"))
    few = r"(?:[^\s/]+[ /]+){0,5}?"
    return re.compile(
        rf"{label}(?:[^\S\n]*[:/|]| by| courtesy).*|(?=[A-Z]){few}(?:{seen}|/[^\S\n]*{maker})|{seen}/.*|{seen}"
    )


@cache
def _reserved() -> re.Pattern[str]:
    return re.compile(rf"\b(?i:{any_of(load('furniture')['boilerplate']['rights'])})(?!\w)\.?")


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(rf"{any_of(load('furniture')['byline']['closings'])}(?!\w)\.?")


@cache
def _work() -> re.Pattern[str]:
    work = any_of(load("furniture")["byline"]["work"])
    return re.compile(rf"\(?(?:{work}|(?<=[;,.] )(?i:{work})) by(?!\w)")


@cache
def _workers(words: int) -> re.Pattern[str]:
    """Return the pattern of who did what; a name has at most so many words."""
    lists = load("furniture")["byline"]
    person = rf"{_NAME}(?: {_NAME}){{0,{words - 1}}}"
    joined = rf"(?:(?:[,;&.]| {any_of(lists['between'])}| (?i:{any_of(lists['work'])}) by)+ {person}){{0,30}}"
    return re.compile(rf"(?i:{any_of(lists['work'])}) by {person}{joined}\.?")
