"""Datelines: where and when a report was filed, at its head.

Knows: the forms `PLACE, date (AGENCY) —`, a page's own date line, and which of them date the report.
Does not know: whether the place exists; a dateline's place is no event's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from rashomon.intake import dates
from rashomon.intake.words import any_of, load
from rashomon.record.text import Basis, Published, Span

HEAD = 2_000
"""Characters of a text in which a dateline may stand. Looked for within this bound, none on the development
corpora begins later than 706 characters in; a second story joined to the first might, and is not this report's."""

LINES_BEFORE = 3
"""Lines (a title, blank ones) that may stand before a date that is alone on its line."""

GAP_WITHIN = 400
"""Characters before a date that stands between wide gaps, as where a page's head was made one line."""

TWO_WAYS = "; which of its figures is the month is not said"
"""Added to the reason of a publication date that may be two days."""

_GAP = r"[^\S\n]*"
_DASH = rf"(?:{_GAP}[—–―]{_GAP}|{_GAP}--+{_GAP}|[^\S\n]+-[^\S\n]+)"
_START = re.compile(r"(?:(?:\A|(?<=\n))[^\S\n]*+[*_]{0,2}|(?<=[^\S\n]{3})|(?P<sentence>(?<=[.!?] )))(?=[(\w])")
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ.'’-]*){0,2}"
_NAME = r"[A-ZÀ-Þ][\w.'’-]*(?: [A-ZÀ-Þ][\w.'’-]*){0,3}"
_REGION = rf"(?:,{_GAP}(?!{dates.DAY}){_NAME}| \([A-ZÀ-Þ][^()\n]{{2,30}}\)(?=,)){{0,2}}"
_WHEN = rf"(?:{dates.WEEKDAY}?(?:{dates.WHOLE}|{dates.SHORT}|{dates.DAY}))"
_CLOCK = rf"(?:{_GAP},?{_GAP}(?:at{_GAP})?\d{{1,2}}[:.]?\d{{2}}(?!\w)(?:{_GAP}(?:[AaPp]\.?[Mm]\.?|GMT|UTC))?)?"


class Dateline(NamedTuple):
    """A dateline's characters, and those of its date and its EDTF; None when it has none that is whole and understood.
    The EDTF is an interval from one day to the other where the figures may mean two.

    `page` is true where nothing but a date makes it one, so that a chronology's entries look the same.
    """

    span: Span
    date: Span | None
    edtf: str | None
    page: bool


def find(text: str) -> list[Dateline]:
    """Return the datelines at the head of `text`, in order."""
    head = text[:HEAD]
    shouting = 2 * sum(map(str.islower, head)) < sum(map(str.isupper, head))
    found: list[Dateline] = []
    for start in _START.finditer(head):
        patterns = _after_sentence() if start["sentence"] is not None else _patterns()
        if not found or start.end() >= found[-1].span.end:
            found += _at(head, start.end(), patterns, shouting)
    if any(line.page for line in found) and len(_dated_lines().findall(head)) > 1:
        return [line for line in found if not line.page]
    return found


def published(filed: Iterable[Dateline]) -> Published | None:
    """Return the publication date that the first complete date of the datelines gives, None when there is none."""
    first = next((line for line in filed if line.edtf), None)
    if first is None or first.edtf is None:
        return None
    reason = f"the date of its dateline{TWO_WAYS if '/' in first.edtf else ''}"
    return Published(first.edtf, Basis.TEXT, first.date, reason)


def _at(head: str, position: int, patterns: tuple[re.Pattern[str], ...], shouting: bool) -> Iterator[Dateline]:
    """Yield the dateline that begins at `position`, if one does."""
    for pattern in patterns:
        match = pattern.match(head, position)
        if match and _believed(match, shouting):
            label = _labels().match(head, match.end())
            end = label.end() if label else match.start() + len(match[0].rstrip())
            when = match.groupdict().get("when")
            edtf = (dates.edtf(when) or dates.either(when)) if when else None
            whole = edtf is not None and (len(edtf) == len("2018-05-20") or "/" in edtf)
            page = "page" in match.groupdict()
            yield Dateline(
                Span(position, end), Span(*match.span("when")) if whole else None, edtf if whole else None, page
            )
            return


def _believed(match: re.Match[str], shouting: bool) -> bool:
    """Tell whether the capitals are a place: no headline's words, and more to go by where all is in capitals."""
    groups = match.groupdict()
    if "page" in groups:
        before, after = match.string[: match.start()], match.string[match.end() : match.end() + 2]
        return not before.strip() or (
            len(before.splitlines()) <= LINES_BEFORE
            and (after[:1] in ("", "\n") or (after.isspace() and before[-3:].isspace() and len(before) < GAP_WITHIN))
        )
    if not (place := groups.get("place")):
        return True
    lists = load("furniture")["dateline"]
    if place in lists["no_places"] or set(place.split()) & set(lists["no_place_words"]):
        return False
    if shouting and match.string[: match.start()].strip():
        return False
    return bool(groups["when"] or groups["agency"]) or not (shouting or len(place) < 3)


@cache
def _dated_lines() -> re.Pattern[str]:
    """Return the pattern of a line that begins with a date; two of them make a chronology."""
    return re.compile(rf"(?:\A\s*|\n{_GAP})(?:{dates.WEEKDAY}?{dates.WHOLE}|{dates.NUMERIC})")


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(rf"(?:\s*\[{any_of(load('furniture')['dateline']['labels'])}\])+")


@cache
def _after_sentence() -> tuple[re.Pattern[str], ...]:
    """Return the pattern of ``Beirut (AFP) –`` and ``(Reuters) -``, certain even after a headline's full stop."""
    agency = any_of(load("furniture")["dateline"]["agencies"])
    known = rf"\({_GAP}{agency}(?:[/-]{agency})?{_GAP}\)"
    return (re.compile(rf"(?:{_NAME}{_REGION}(?:,?{_GAP}(?P<when>{_WHEN}))?{_GAP},?{_GAP})?{known}{_DASH}(?=\n?\S)"),)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    words = load("furniture")["dateline"]
    agency = any_of(words["agencies"])
    signed = rf"\({_GAP}(?P<agency>[^()\n]{{2,40}}){_GAP}\)"
    whole = rf"(?P<when>{dates.WEEKDAY}?{dates.WHOLE}{_CLOCK})"
    goes_on = r"(?=\s+[\"“‘'(\[A-ZÀ-Þ0-9])"
    ends = rf"(?:{_DASH}|{_GAP}[|:]{_GAP}|{goes_on}|{_GAP}(?=\n|\Z)|[^\S\n]+(?=by [A-ZÀ-Þ]))"
    sources = (
        # BEIRUT, Lebanon, May 20 (Agency) —
        rf"\(?(?P<place>{_CAPITALS})\)?{_REGION}(?:,?{_GAP}(?P<when>{_WHEN}))?(?:{_GAP},?{_GAP}{signed})?{_DASH}(?=\n?\S)",
        # Geneva, 5 May 2018 –
        rf"{_NAME}{_REGION},{_GAP}{whole}(?:{_DASH}(?=\n?\S)|{_GAP}:?(?=\n))",
        # Damascus, SANA –
        rf"{_NAME},{_GAP}{agency}{_DASH}(?=\n?\S)",
        # Published on Friday 10 July 2015 19:14
        rf"(?i:{any_of(words['prefixes'])}){_GAP}{whole}(?:{_DASH}|{_GAP}[|:]{_GAP}|(?!\w))",
        # AFP  Tuesday 23 Sep 2014
        rf"{agency}[^\S\n,|]*[,|]?{_GAP}{whole}(?!\w)",
        # Fri 07 Apr 2017 at 0914; 20 November 2016; March 1, 2008 -
        rf"(?P<page>){whole}{ends}",
        # 27-07-2016
        rf"(?P<page>)(?P<when>{dates.NUMERIC}{_CLOCK}){ends}",
    )
    return (*_after_sentence(), *(re.compile(source) for source in sources))
