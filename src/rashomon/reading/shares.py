"""Shares and absences: `two thirds of the camp`, `one in three health posts`, `not a single drone`.

Knows: the part of a whole that words name, in per cent or as a number of the total behind them, and words for none.
Does not know: what is counted (quantities).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from rashomon.reading.figures import Found, bounded
from rashomon.reading.lexicon import load
from rashomon.reading.numbers import cardinal, number_words
from rashomon.record.text import Span
from rashomon.record.values import Modifier

_TOTAL = re.compile(
    r"\s+of\s+(?:(?:the|its|their|his|her|our|these|those|all)\s+)*(?:(?:[\w-]+\s+){0,3}[\w-]+['’]s?\s+)?"
    r"(?:(?:some|about|nearly|an\s+estimated|estimated|almost|around|remaining)\s+)?"
)
_ORDINAL = re.compile(r"an?\s+(?:third|fourth|fifth|sixth|eighth|tenth)\s+(?:is|was)\b", re.IGNORECASE)
"""One more in a row, and no share: `two died, a third was hurt`."""
_ROUND = (10.0, 100.0)
"""`Six in ten` is a share; of other numbers only at the start of a sentence: `they struck three in four days`."""
_FARTHEST_TOTAL = 60
"""Characters between a fraction and the number of its whole."""


class _Patterns(NamedTuple):
    fraction: re.Pattern[str]
    ratio: re.Pattern[str]
    none: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    data = load("quantities")
    words = "|".join(number_words().keys() - {"k", "zero"})
    names = "|".join(data["fractions"].keys() - {"half"})
    part = rf"(?:(?:an?|one)[\s-]+(?:{names})|(?:{words}|\d)[\s-]+(?:{names})s|half)\b"
    part += r"(?![\s-]+(?:an?|dozen|hundred|million)\b)"
    none = "|".join(
        re.escape(one).replace(r"\ ", r"\s+")
        for one in [*data["none"]["whole"], *data["none"]["alone"], *data["none"]["counted"]]
    )
    return _Patterns(
        re.compile(
            rf"(?<![\w-])(?<!first )(?<!second )(?<!other )(?<!latter )(?<!and a )(?<!and )"
            rf"(?:between\s+(?P<from>{part})\s+and\s+)?(?P<to>{part})"
            rf"(?=\s+(?:of(?!\s+an?\b(?!\s+estimated))|(?:the|its|their|his|her|our|all|are|is|were|was|have|had)\b))(?!\s+of\s+(?:{_months()}))",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?<![\w.,-])(?P<part>{words}|\d{{1,3}})\s+(?P<of>in\s+every|in|out\s+of(?:\s+every)?)\s+(?P<whole>(?:{words})(?:-(?:{words}))?|\d{{1,4}})(?![\w-]|[.,]\d)",
            re.IGNORECASE,
        ),
        re.compile(rf"(?<![\w-])(?:{none})(?![\w-])", re.IGNORECASE),
    )


@cache
def _months() -> str:
    return "|".join(load("times")["months"])


def shares_in(text: str, numbers: Sequence[Found]) -> Iterator[Found]:
    """Yield the shares of `text`: in per cent, or of the total among `numbers` that follows."""
    starts = [found.number.start for found in numbers]
    for match in _patterns().fraction.finditer(text):
        if _ORDINAL.match(text, match.start()):
            continue
        low, high = _worth(match["from"] or match["to"]), _worth(match["to"])
        total = _total(text, match.end(), numbers, starts)
        ends = tuple(float(round(end * total)) if total else round(100 * end, 1) for end in (low, high))
        kind = Modifier.BETWEEN if match["from"] else Modifier.EXACT
        yield _found(text, Span(*match.span()), ends[0], ends[1], kind, None if total else "%")
    for match in _patterns().ratio.finditer(text):
        part, whole = cardinal([match["part"].lower()]), cardinal(re.split(r"-", match["whole"].lower()))
        if part is None or whole is None or not 0 < part < whole:
            continue
        if match["of"].lower() == "in" and part != 1 and whole not in _ROUND and not _begins(text, match.start()):
            continue
        if match["of"].lower().startswith("out") and whole not in load("quantities")["shares"]["of"]:
            continue
        worth = round(100 * part / whole, 1)
        yield _found(text, Span(*match.span()), worth, worth, Modifier.EXACT, "%")


def none_in(text: str) -> Iterator[Span]:
    """Yield the words of `text` that say there was none."""
    for match in _patterns().none.finditer(text):
        yield Span(*match.span())


def _begins(text: str, start: int) -> bool:
    before = text[max(0, start - 4) : start].rstrip()
    return not before or before[-1] in '.\n“"'


def _found(text: str, number: Span, low: float, high: float, kind: Modifier, unit: str | None) -> Found:
    span, least, most, modifier = bounded(text, number, low, high, kind)
    return Found(number, span, least, most, modifier, unit, number.of(text).lower(), plain=False)


def _worth(words: str) -> float:
    first, *rest = re.split(r"[\s-]+", words.lower())
    fractions: dict[str, float] = load("quantities")["fractions"]
    if not rest:
        return fractions[first]
    times = 1.0 if first in ("a", "an") else cardinal([first]) or 1.0
    name = rest[-1]
    return times * (fractions.get(name) or fractions[name.removesuffix("s")])


def _total(text: str, end: int, numbers: Sequence[Found], starts: list[int]) -> float | None:
    """Return the whole that the fraction before `end` is of, None where no number of it stands there."""
    index = bisect_left(starts, end)
    if index == len(numbers) or starts[index] > end + _FARTHEST_TOTAL:
        return None
    whole = numbers[index]
    if whole.low != whole.high or whole.unit is not None or not _TOTAL.fullmatch(text, end, whole.number.start):
        return None
    return whole.low
