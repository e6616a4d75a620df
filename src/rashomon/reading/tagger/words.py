"""The words of a text as the tagger takes them: cut by characters, with what the encoder's own vocabulary does not see.

Knows: case, quotation marks, line starts, the parser's tags and the rules' suggestions as small numbers per word.
Does not know: the encoder, or what is learnt from these numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.reading.tagger.tags import tags_of
from rashomon.record.text import Span

if TYPE_CHECKING:
    from rashomon.reading.page import Page, Spoken

TRAITS = ("case", "quoted", "line", "part_of_speech", "dependency", "head", "suggested")
"""The traits of a word, in the order of their columns. 0 in one of the last four means: not known."""

SIZES = {"case": 4, "quoted": 2, "line": 2, "head": 8, "suggested": 8}
"""How many values a trait has; those of the parser's tags and dependencies are as many as the parser has labels."""

_WORD = re.compile(r"\w+|[^\w\s]")
_OPENING, _CLOSING, _EITHER = "“«", "”»", '"'


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text. `traits` has a row for each word; `breaks` are the words that begin a sentence."""

    spans: tuple[Span, ...]
    traits: tuple[tuple[int, ...], ...]
    breaks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """The parser's labels in the order in which they were learnt; a label that is not there counts as not known."""

    tags: Mapping[str, int]
    dependencies: Mapping[str, int]

    @classmethod
    def of(cls, tags: Sequence[str], dependencies: Sequence[str]) -> Labels:
        """Number the labels from 1."""
        return cls(*({label: at for at, label in enumerate(labels, 1)} for labels in (tags, dependencies)))


def spans_of(text: str) -> list[Span]:
    """Return the words of a text: runs of letters and digits, and every other visible character by itself."""
    return [Span(*match.span()) for match in _WORD.finditer(text)]


def words_of(page: Page, labels: Labels) -> Words:
    """Return the words of a page with their traits; its `suggested` attributions are the rules' hints."""
    text, doc = page.report.text, page.doc
    spans = spans_of(text)
    starts = [token.idx for token in doc]
    suggested = [tag + 1 for tag in tags_of(spans, stretches(page.suggested))]
    rows, breaks = [], []
    for at, (span, shape) in enumerate(zip(spans, _shapes(text, spans), strict=True)):
        token = doc[max(0, bisect_right(starts, span.start) - 1)]
        if token.is_sent_start and token.idx == span.start:
            breaks.append(at)
        tag, dependency = labels.tags.get(token.tag_, 0), labels.dependencies.get(token.dep_, 0)
        rows.append((*shape, tag, dependency, _direction(token.head.i - token.i), suggested[at]))
    return Words(tuple(spans), tuple(rows), tuple(breaks))


def stretches(attributions: Iterable[Spoken]) -> tuple[list[Span], list[Span], list[Span]]:
    """Return the sources, cues and contents of attributions, each in the order of the text."""
    sources, cues, contents = set[Span](), set[Span](), set[Span]()
    for one in attributions:
        sources |= {*one.source}
        cues |= {*one.cue}
        contents |= {*one.content}
    return sorted(sources), sorted(cues), sorted(contents)


def _shapes(text: str, spans: Sequence[Span]) -> Iterable[tuple[int, int, int]]:
    """Yield case (lower, capital, capitals, other), inside quotation marks, and first of its line, of each word.

    A quotation ends with its paragraph unless the next one opens with a mark again.
    """
    inside, last = False, 0
    for at, span in enumerate(spans):
        word, gap = text[span.start : span.end], text[last : span.start]
        first = at == 0 or "\n" in gap
        if gap.count("\n") > 1 and word not in _OPENING and word != _EITHER:
            inside = False
        if word in _OPENING:
            inside = True
        elif word in _CLOSING:
            inside = False
        elif word == _EITHER:
            inside = not inside or first
        case = 0 if word.islower() else 2 if len(word) > 1 and word.isupper() else 1 if word[:1].isupper() else 3
        yield case, int(inside), int(first)
        last = span.end


def _direction(steps: int) -> int:
    """Return where a word's head stands: 1 itself; 2, 3, 4 behind it and 5, 6, 7 before it, near to far."""
    if steps == 0:
        return 1
    distance = 1 if abs(steps) == 1 else 2 if abs(steps) <= 4 else 3
    return 1 + distance if steps > 0 else 4 + distance
