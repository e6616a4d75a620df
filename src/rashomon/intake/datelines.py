"""Datelines: where and when a report was filed, at its head.

Knows: the forms `PLACE, date (AGENCY) —`, a page's own date line, and which of them date the report.
Does not know: whether the place exists; a dateline's place is no event's.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from rashomon.intake import dates
from rashomon.intake.words import any_of, load
from rashomon.record.text import Basis, Published, Span

HEAD = 2_000
"""Characters of a text in which a dateline may stand. Of the datelines on the development corpora none begins later
than 700 characters in; a second story joined to the first would, and is not this report's."""

_GAP = r"[^\S\n]*"
_DASH = rf"(?:{_GAP}[—–―]{_GAP}|{_GAP}--+{_GAP}|[^\S\n]+-[^\S\n]+)"
_START = rf"(?:(?:\A|(?<=\n)){_GAP}|(?<=[^\S\n]{{3}})(?=\S))"
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ.'’-]*){0,2}"
_NAME = r"[A-ZÀ-Þ][\w.'’-]*(?: [A-ZÀ-Þ][\w.'’-]*){0,3}"
_REGION = rf"(?:,{_GAP}(?!{dates.DAY}){_NAME}){{0,2}}"
_WHEN = rf"(?:{dates.WEEKDAY}?(?:{dates.WHOLE}|{dates.DAY}))"
_CLOCK = rf"(?:{_GAP},?{_GAP}(?:at{_GAP})?\d{{1,2}}[:.]?\d{{2}}(?!\w)(?:{_GAP}(?:[AaPp]\.?[Mm]\.?|GMT|UTC))?)?"


class Dateline(NamedTuple):
    """A dateline's characters, and those of its date; None when it has none that is complete and understood."""

    span: Span
    date: Span | None
    edtf: str | None


def find(text: str) -> list[Dateline]:
    """Return the datelines at the head of `text`, in order."""
    head = text[:HEAD]
    shouting = sum(map(str.isupper, head)) > 2 * sum(map(str.islower, head))
    found: list[Dateline] = []
    for pattern in _patterns():
        for match in pattern.finditer(head):
            groups = match.groupdict()
            place = groups.get("place")
            if place and not _is_place(place):
                continue
            if place and shouting and not (groups.get("when") or groups.get("agency")):
                continue
            end = match.end()
            if label := _labels().match(head, end):
                end = label.end()
            found.append(_dateline(head, match, end))
    return found


def published(text: str) -> Published | None:
    """Return the publication date that the first complete date of a dateline gives, None when there is none."""
    dated = [line for line in find(text) if line.edtf]
    if not dated:
        return None
    first = min(dated)
    return Published(first.edtf, Basis.TEXT, first.date, "the date of its dateline")


def _dateline(head: str, match: re.Match[str], end: int) -> Dateline:
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    when = match.groupdict().get("when")
    edtf = dates.edtf(when) if when else None
    if when is None or edtf is None or len(edtf) != len("2018-05-20"):
        return Dateline(Span(start, end), None, None)
    return Dateline(Span(start, end), Span(*match.span("when")), edtf)


def _is_place(words: str) -> bool:
    lists = load("furniture")["dateline"]
    return words not in lists["no_places"] and not set(words.split()) & set(lists["no_place_words"])


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(rf"(?:\s*\[{any_of(load('furniture')['dateline']['labels'])}\])+")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    words = load("furniture")["dateline"]
    agency = any_of(words["agencies"])
    signed = rf"\({_GAP}(?P<agency>[^()\n]{{2,40}}){_GAP}\)"
    known = rf"\({_GAP}(?P<agency>{agency}(?:[/-]{agency})?){_GAP}\)"
    whole = rf"(?P<when>{dates.WEEKDAY}?{dates.WHOLE}{_CLOCK})"
    sources = (
        # BEIRUT, Lebanon, May 20 (Agency) —
        rf"{_START}\(?(?P<place>{_CAPITALS})\)?{_REGION}(?:,?{_GAP}(?P<when>{_WHEN}))?(?:{_GAP},?{_GAP}{signed})?{_DASH}(?=\S)",
        # Beirut (AFP) –, also after a headline's full stop, and (Reuters) -
        rf"(?:{_START}|(?<=[.!?] ))(?:{_NAME}{_REGION}(?:,?{_GAP}(?P<when>{_WHEN}))?{_GAP})?,?{_GAP}{known}{_DASH}(?=\S)",
        # Geneva, 5 May 2018 –
        rf"{_START}{_NAME}{_REGION},{_GAP}{whole}(?:{_DASH}(?=\S)|{_GAP}:?(?=\n))",
        # Damascus, SANA –
        rf"{_START}{_NAME},{_GAP}(?P<agency>{agency}){_DASH}(?=\S)",
        # Published on Friday 10 July 2015 19:14
        rf"{_START}(?i:{any_of(words['prefixes'])}){_GAP}{whole}(?:{_DASH}|{_GAP}[|:]{_GAP}|\b)",
        # AFP  Tuesday 23 Sep 2014
        rf"{_START}(?P<agency>{agency})[^\S\n,|]*[,|]?{_GAP}{whole}\b",
        # Fri 07 Apr 2017 at 0914, 20 November 2016, March 1, 2008 - at the head or alone on its line
        rf"(?:\A\s*|{_START}(?=[^\n]{{6,60}}(?:\n|\Z))){whole}(?:{_DASH}|{_GAP}[|:]{_GAP}|(?=\s+[\"“‘'(\[A-ZÀ-Þ0-9])|{_GAP}(?=\n|\Z))",
        rf"\A\s*(?P<when>{dates.NUMERIC}{_CLOCK})(?:{_DASH}|{_GAP}[|:]{_GAP}|(?=\s+[\"“‘'(\[A-ZÀ-Þ0-9])|{_GAP}(?=\n|\Z))",
    )
    return tuple(re.compile(source) for source in sources)
