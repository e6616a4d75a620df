"""How numbers are written, and how the words beside them bound them.

Knows: figures, number words, ranges, vague numbers, money, per cent, and modifiers such as `at least` (lexicon).
Does not know: what is counted, or whether it is a count at all (quantities).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from rashomon.reading.lexicon import load
from rashomon.reading.numbers import cardinal, number_words, scale_words, vague_words
from rashomon.record.text import Span
from rashomon.record.values import Modifier

_LONGEST_MODIFIER = 32
"""Characters before a number in which a bounding phrase is looked for; the longest phrase has fewer."""
_FIGURE = r"\d{1,3}(?:(?:,|[ \u00a0\u202f]|,[ \u00a0](?=000))\d{3}(?!\d)){1,5}(?:\.\d+)?|\d+(?:\.\d+)?"
_MILLION = re.compile(r"(?<=\d)m\b")
_LETTER = re.compile(r"\d[km]$", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:r[io]sen?|rising|f[ae]ll(?:en|s|ing)?|grow[ns]?|grew|increased?|dropp?(?:ed|s)?|went|gone|up|down|raised|cut|jumped"
    r"|climbed|soared|declined|doubled|tripled|changed|shrank|shrunk|reduced)\s+from\s+$",
    re.IGNORECASE,
)
_THOUSAND = 1000
_THOUSANDS = re.compile(r"\d{1,3}[,. ]000")
_GROUPS = re.compile(r"(?<=\d)[,\s]+(?=\d)")
_PHONE = re.compile(r"\+\d[\d ().-]{6,20}\d|(?<![\w.,])0\d{2,4}(?:[ -]\d{2,4}){1,3}(?!\d)")
_MINUS = re.compile(r"(?<!\w)(?:minus\s+|−\s?|-)$", re.IGNORECASE)
_BELOW = {12.0: 99.0}
"""Where a vague number of dozens ends: `several dozen` are fewer than a hundred."""
_PIECES = re.compile(r"\d+(?:\.\d+)?|[a-z]+")


class Found(NamedTuple):
    """A number in a text: its place, the place with the words that bound it, and its range (None: open).

    `unit` is ``%`` or the currency where one is written; `text` is lower case; `plain`: figures without any separator.
    """

    number: Span
    span: Span
    low: float | None
    high: float | None
    modifier: Modifier
    unit: str | None
    text: str
    plain: bool


class _Patterns(NamedTuple):
    number: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    unit: re.Pattern[str]
    particle: re.Pattern[str]
    below: re.Pattern[str]


def _choice(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


@cache
def _patterns() -> _Patterns:
    lexicon = load("quantities")
    scales, words = _choice(scale_words() - {"k"}), _choice(number_words().keys() - {"k"})
    figure = rf"(?:{_FIGURE})(?:(?:[\s-]?(?:{scales})|[km])\b){{0,3}}"
    part = r"half\s+a\s+|(?:(?:an?|one|three)\s+)?quarters?\s+of\s+an?\s+"
    spelled = rf"(?:{part}|a\s+)?\b(?:{words})\b(?:(?:-|\s+(?:and\s+)?(?:a\s+)?)(?:{words}|half)\b){{0,12}}"
    one = rf"(?:{figure}|{spelled})"
    glued = _choice(lexicon["units"]["glued"])
    measured = _choice([*lexicon["units"]["words"], *lexicon["units"]["people"]])
    number = re.compile(
        rf"(?<![\w.,/:#+@])(?<!\w-)(?:"
        rf"(?P<vague>(?:an?\s+|the\s+)?\b(?:{_choice(vague_words())})\b(?:(?:\s+of)?\s+(?P<scale>hundred|thousand|million|dozen)\b)?"
        rf"(?:,?\s+(?:if\s+not|or(?:\s+even)?|upon)\s+(?P<rather>{_choice(vague_words())})\b,?)?)"
        rf"|(?P<money>(?:US\s?)?[$€£¥]\s?)?(?:between\s+(?P<from>{one})\s+and\s+(?P<to>{one})"
        rf"|(?P<low>(?>{one}))(?:\s?[-–—]\s?|\s+(?:to|or)\s+)(?:[$€£¥]\s?)?(?P<high>{one})|(?P<single>{one})))"
        rf"(?!(?!(?:{glued})\b)[\w/:]|[.,]\d|-(?!(?:odd|plus|strong|{measured})\b)\w)(?P<percent>\s?%|\s+per\s?cent\b|\s+pct\b)?",
        re.IGNORECASE,
    )
    before = _choice(phrase for phrases in lexicon["before"].values() for phrase in phrases)
    after = _choice(phrase for phrases in lexicon["after"].values() for phrase in phrases)
    return _Patterns(
        number,
        re.compile(rf"(?:^|(?<!\w))({before})\s*$", re.IGNORECASE),
        re.compile(rf"\s?({after})(?!\w)", re.IGNORECASE),
        re.compile(rf"\s+(?:of\s+|more\s+)?(?:{_choice(lexicon['letters']['before'])})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{_choice(lexicon['particles']['over'])})\s+over\s+$", re.IGNORECASE),
        re.compile(rf"\s?(?:°|(?:{_choice(lexicon['units']['below_zero'])})\b)", re.IGNORECASE),
    )


@cache
def _modifiers(table: str) -> dict[str, Modifier]:
    return {phrase: Modifier(name) for name, phrases in load("quantities")[table].items() for phrase in phrases}


def numbers_in(text: str) -> Iterator[Found]:
    """Yield the numbers of `text`, in order, none overlapping."""
    phones = iter([*(match.span() for match in _PHONE.finditer(text)), (len(text), len(text))])
    phone = next(phones)
    pattern, at = _patterns().number, 0
    while (match := pattern.search(text, at)) is not None:
        at = match.end()
        while match.start() >= phone[1] < len(text):
            phone = next(phones)
        if match.start() >= phone[0]:
            continue
        found = _read(text, match)
        if found is not None:
            yield found
        elif match["high"]:  # `26 October 2016 - Two dead`: a dash between two numbers, and no range
            at = match.end("low")
            if _changes(text, match):
                yield _alone(text, match)


def _read(text: str, match: re.Match[str]) -> Found | None:
    if match["vague"]:
        bounds = _vague(match)
    elif match["single"]:
        value = _worth(match["single"])
        bounds = None if value is None else (value, value, Modifier.EXACT)
    elif match["low"] and _changes(text, match):
        bounds = None
    else:
        bounds = _between(match["from"] or match["low"], match["to"] or match["high"])
    if bounds is None or not _letter_counts(text, match):
        return None
    number = Span(*match.span())
    number, least, most = _signed(text, number, *bounds[:2])
    span, low, high, modifier = bounded(text, number, least, most, bounds[2])
    unit = "%" if match["percent"] else match["money"].strip() if match["money"] else None
    words = match[0].lower()
    return Found(number, span, low, high, modifier, unit, words, words.isdigit())


def _changes(text: str, match: re.Match[str]) -> bool:
    """Tell whether two numbers are no range: `rose from 300 to 1,150`."""
    return _CHANGE.search(text, max(0, match.start() - _LONGEST_MODIFIER), match.start()) is not None


def _alone(text: str, match: re.Match[str]) -> Found:
    """Return the first of two numbers that are no range."""
    number = Span(match.start(), match.end("low"))
    value = _worth(match["low"]) or 0.0
    span, low, high, modifier = bounded(text, number, value, value, Modifier.EXACT)
    unit = match["money"].strip() if match["money"] else None
    return Found(number, span, low, high, modifier, unit, number.of(text).lower(), match["low"].isdigit())


def _signed(text: str, number: Span, low: float, high: float) -> tuple[Span, float, float]:
    """Take in the sign of what is below zero: `minus 12 degrees`."""
    sign = _MINUS.search(text, max(0, number.start - _LONGEST_MODIFIER), number.start)
    if sign is None or not _patterns().below.match(text, number.end):
        return number, low, high
    return Span(sign.start(), number.end), -high, -low


def _letter_counts(text: str, match: re.Match[str]) -> bool:
    """Tell whether a `k` or `m` after figures is a thousand or a million: before people or in money, no metres."""
    last = match["single"] or match["high"] or match["to"] or ""
    if not _LETTER.search(last) or match["money"]:
        return True
    return _patterns().unit.match(text, match.end()) is not None


_Bounds = tuple[float, float, Modifier]


def _vague(match: re.Match[str]) -> _Bounds | None:
    words, scale = " ".join(match["vague"].lower().split()), match["scale"]
    if match["rather"]:  # `hundreds, if not thousands`
        first = re.sub(r"^(?:an?|the) |,? (?:if not|or|upon) .*$", "", words)
        ends = vague_words().get(first), vague_words()[" ".join(match["rather"].lower().split())]
        return (ends[0][0], ends[1][1], Modifier.VAGUE) if ends[0] is not None else None
    if words == "few" or words.startswith("the few"):
        return None
    words = re.sub(r"^(?:an?|the) ", "", words)
    if not scale:
        low, high = vague_words()[words]
        return low, high, _of_two(words) if low == high else Modifier.VAGUE
    low, high = vague_words()[re.sub(r"(?: of)? \w+$", "", words)]
    times = cardinal([scale.lower()]) or 1.0
    if low == high:
        return low * times, high * times, _of_two(words)
    return low * times, min((high + 1) * times - 1, _BELOW.get(times, math.inf)), Modifier.VAGUE


def _of_two(words: str) -> Modifier:
    return Modifier.ABOUT if words.startswith(("couple", "score")) else Modifier.EXACT


def _between(first: str, second: str) -> _Bounds | None:
    low, high = _worth(first), _worth(second)
    if low is None or high is None:
        return None
    scales = [word for word in _pieces(second) if word in scale_words()]
    if low < high and scales and scale_words().isdisjoint(_pieces(first)):
        low *= cardinal(scales) or 1.0
    elif _THOUSANDS.fullmatch(second) and first.isdigit() and low < high / _THOUSAND:
        low *= _THOUSAND  # `20-30,000`
    return (low, high, Modifier.BETWEEN) if low < high else None


def _worth(words: str) -> float | None:
    return cardinal(_pieces(_GROUPS.sub("", words)))


def _pieces(words: str) -> list[str]:
    return _PIECES.findall(_MILLION.sub(" million", words.lower()))


def bounded(
    text: str, number: Span, low: float, high: float, modifier: Modifier
) -> tuple[Span, float | None, float | None, Modifier]:
    """Return the span and the range with the phrases beside the number taken in."""
    start, end = number
    patterns = _patterns()
    kind = None
    phrase = patterns.before.search(text, max(0, start - _LONGEST_MODIFIER), start)
    if phrase is not None and not patterns.particle.search(text, max(0, start - _LONGEST_MODIFIER), start):
        start, kind = phrase.start(1), _modifiers("before")[" ".join(phrase[1].lower().split())]
    if kind in (None, Modifier.EXACT):  # `only a dozen or so`
        phrase = patterns.after.match(text, end)
        if phrase is not None:
            end, kind = phrase.end(1), _modifiers("after")[" ".join(phrase[1].lower().split())]
    span = Span(start, end)
    if kind in (Modifier.AT_LEAST, Modifier.MORE_THAN):
        return span, low, None, kind
    if kind in (Modifier.AT_MOST, Modifier.LESS_THAN):
        return span, None, high, kind
    if kind is Modifier.ABOUT and modifier is Modifier.EXACT:
        return span, low, high, kind
    return span, low, high, modifier
