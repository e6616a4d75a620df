"""The reading step for numbers: how many, of what.

Knows: figures, number words, vague numbers, the words that bound them, and what is counted.
Does not know: what a number measures (claims), dates and lengths of time (times).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from rashomon.reading.lexicon import load
from rashomon.reading.numbers import cardinal, number_words, scale_words, vague_words
from rashomon.record.text import Span
from rashomon.record.values import HowMany, Modifier

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from rashomon.reading.page import Page

LONGEST_UNIT = 6
"""Words of a noun phrase after the number that are kept as its unit."""
_LONGEST_MODIFIER = 32
"""Characters before a number in which a bounding phrase is looked for; the longest phrase has fewer."""
_FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"


class _Bounds(NamedTuple):
    low: float | None
    high: float | None
    modifier: Modifier


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a number, of the phrases before one and of the phrases after one."""
    lexicon = load("quantities")
    scales = _choice(scale_words() - {"dozen"})
    words = _choice(number_words())
    vague = _choice(vague_words())
    figure = rf"(?:{_FIGURE})(?:[\s-]?(?:{scales})\b)*"
    spelled = rf"(?:a\s+|half\s+a\s+)?(?:{words})\b(?:(?:-|\s+(?:and\s+)?(?:a\s+)?)(?:{words}|half)\b)*"
    number = re.compile(
        rf"(?<![\w.,/:#+])(?<![^\W\d]-)(?:"
        rf"(?P<vague>(?:an?\s+|the\s+)?(?:{vague})(?P<scale>\s+(?:hundred|thousand|million|dozen))?\b)"
        rf"|(?P<money>(?:US)?[$€£¥]\s?)?(?:(?P<low>{figure})(?:\s?[-–—]\s?|\s+to\s+|\s+(?P<and>and)\s+)(?P<high>{figure})"
        rf"|(?P<figure>{figure})|(?P<spelled>{spelled})))"
        rf"(?![\w/:]|[.,]\d)(?P<percent>\s?%|\s+per\s?cent\b|\s+pct\b)?",
        re.IGNORECASE,
    )
    before = re.compile(
        rf"(?:^|(?<=\W))({_choice(p for ps in lexicon['before'].values() for p in ps)})\s*$", re.IGNORECASE
    )
    after = re.compile(rf"\s?({_choice(p for ps in lexicon['after'].values() for p in ps)})(?!\w)", re.IGNORECASE)
    return number, before, after


def _choice(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


@cache
def _modifiers(table: str) -> dict[str, Modifier]:
    return {phrase: Modifier(name) for name, phrases in load("quantities")[table].items() for phrase in phrases}


class Quantities:
    """Gives the quantities of a text: a range each, with what is counted."""

    needs: ClassVar[frozenset[str]] = frozenset({"sentences", "times"})
    gives: ClassVar[frozenset[str]] = frozenset({"quantities"})

    def __call__(self, page: Page) -> Mapping[str, Any]:
        """Return the page's quantities, in order."""
        text = page.report.text
        return {"quantities": tuple(_quantities(text, page.doc, [mention.span for mention in page.times]))}


def _quantities(text: str, doc: Doc, times: list[Span]) -> Iterator[HowMany]:
    number, _, _ = _patterns()
    offsets = [token.idx for token in doc]
    starts = [span.start for span in times]
    for match in number.finditer(text):
        at = bisect_right(starts, match.start()) - 1
        if at >= 0 and match.start() < times[at].end:
            continue
        bounds = _bounds(match)
        if bounds is None:
            continue
        span, bounds = _modified(text, match, bounds)
        token = doc[max(0, bisect_right(offsets, match.start()) - 1)]
        last = doc[max(0, bisect_right(offsets, match.end() - 1) - 1)]
        unit = _unit(text, match, last)
        if not _is_name(token, last):
            yield HowMany(span, span.of(text), bounds.low, bounds.high, unit, bounds.modifier)


def _bounds(match: re.Match[str]) -> _Bounds | None:
    if match["vague"]:
        words = re.sub(r"^(?:an?|the)\s+", "", " ".join(match["vague"].lower().split()))
        scale = match["scale"]
        if scale:
            low, high = vague_words()[words[: -len(" ".join(scale.split())) - 1].strip()]
            times = cardinal([scale.strip().lower()]) or 1.0
            return _Bounds(low * times, (high + 1) * times - 1 if low < high else high * times, Modifier.VAGUE)
        low, high = vague_words()[words]
        return _Bounds(low, high, Modifier.EXACT if low == high else Modifier.VAGUE)
    if match["low"]:
        a, b = _worth(match["low"]), _worth(match["high"])
        return _Bounds(a, b, Modifier.BETWEEN) if a is not None and b is not None and a < b else None
    value = _worth(match["figure"] or match["spelled"])
    return None if value is None else _Bounds(value, value, Modifier.EXACT)


def _worth(words: str) -> float | None:
    return cardinal(re.findall(r"\d[\d,.]*\d|\d|[a-z]+", words.lower()))


def _modified(text: str, match: re.Match[str], bounds: _Bounds) -> tuple[Span, _Bounds]:
    """Return the span and the bounds with the phrases beside the number taken in."""
    _, before, after = _patterns()
    start, end = match.start(), match.end()
    phrase = before.search(text, max(0, start - _LONGEST_MODIFIER), start)
    kind = None
    if phrase is not None:
        start, kind = phrase.start(1), _modifiers("before")[" ".join(phrase[1].lower().split())]
    else:
        phrase = after.match(text, end)
        if phrase is not None:
            end, kind = phrase.end(1), _modifiers("after")[" ".join(phrase[1].lower().split())]
    low, high, modifier = bounds
    if kind in (Modifier.AT_LEAST, Modifier.MORE_THAN):
        return Span(start, end), _Bounds(low, None, kind)
    if kind in (Modifier.AT_MOST, Modifier.LESS_THAN):
        return Span(start, end), _Bounds(None, high, kind)
    if kind is Modifier.ABOUT and modifier is Modifier.EXACT:
        return Span(start, end), _Bounds(low, high, kind)
    return Span(start, end), bounds


def _is_name(first: Token, last: Token) -> bool:
    """Tell whether the number is part of a name or an age."""
    if first.i > 0:
        before = first.nbor(-1)
        if before.lower_ in load("quantities")["names"]["nouns"]:
            return True
    return False


def _unit(text: str, match: re.Match[str], last: Token) -> str | None:
    if match["percent"]:
        return "%"
    if match["money"]:
        return match["money"].strip()
    doc, index = last.doc, last.i + 1
    first = end = None
    for token in doc[index : index + LONGEST_UNIT]:
        if first is None and token.lower_ in ("of", "the", "more", "other", "or"):
            continue
        if token.pos_ in ("NOUN", "PROPN") or token.lower_ in ("others",):
            first, end = first if first is not None else token, token
            if token.tag_ in ("NNS", "NNPS") and token.dep_ != "compound":
                break
        elif token.pos_ == "ADJ" or token.tag_ in ("VBN", "VBG"):
            first = first if first is not None else token
        else:
            break
    return text[first.idx : end.idx + len(end)] if first is not None and end is not None else None
