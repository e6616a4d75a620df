"""The reading step for times.

Knows: the order of tagging, judging, anchoring, and that the publication date may have to be bounded first.
Does not know: how any of these is done.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from rashomon.reading.times.anchoring import Anchoring, is_history
from rashomon.reading.times.grammar import expressions
from rashomon.reading.times.meaning import Expression, Fixed
from rashomon.reading.times.publication import bounded
from rashomon.reading.times.sense import Sense
from rashomon.reading.times.symbols import Words, words_of
from rashomon.record.text import Span
from rashomon.record.values import TimeMention

if TYPE_CHECKING:
    from rashomon.reading.page import Page


_FRONT = 12
"""Characters before a time with which a sentence still begins: `By`, `Later in`."""


class Times:
    """Gives the time expressions with their days, and the publication date as far as the text bounds it."""

    needs: ClassVar[frozenset[str]] = frozenset({"sentences"})
    gives: ClassVar[frozenset[str]] = frozenset({"times", "published"})

    def __call__(self, page: Page) -> Mapping[str, Any]:
        """Return the page's times and its publication date."""
        text = page.report.text
        words = words_of(text)
        sense = Sense(page.doc, words)
        found = [
            (expression, not isinstance(expression.meaning, Fixed) and sense.looks_forward(expression))
            for expression in map(sense.without_verb, expressions(words))
            if sense.is_time(expression)
        ]
        published = page.published
        history = is_history([expression for expression, _ in found], published.edtf)
        if published.edtf is None:
            published = bounded(text, words, found, history)
        mentions = _anchored(text, words, found, Anchoring(published.edtf, history), page.sentences)
        return {"times": mentions, "published": published}


def _anchored(
    text: str, words: Words, found: list[tuple[Expression, bool]], anchoring: Anchoring, sentences: tuple[Span, ...]
) -> tuple[TimeMention, ...]:
    mentions = []
    ends = iter(sentence.end for sentence in sentences)
    end = next(ends, len(text))
    start = 0
    for expression, future in found:
        span = Span(words.starts[expression.first], words.ends[expression.last])
        while span.start >= end:
            anchoring.new_sentence()
            start = end
            end = next(ends, len(text))
        anchored = anchoring.value(expression, future, fronted=span.start - start <= _FRONT)
        if anchored is not None:
            value = anchored.value
            mentions.append(TimeMention(span, span.of(text), anchored.type, value.timex, value.edtf, anchored.anchor))
    return tuple(mentions)
