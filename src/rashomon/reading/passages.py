"""From words of the tree to characters of the text, whole quotations included.

Knows: sentences, quotations, and which marks at the edges of a run of words do not belong to it.
Does not know: cues, speakers, or what anything means.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rashomon.reading.quotations import Quotation, quotations
from rashomon.record.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from rashomon.reading.speakers import Stretch

_EDGE = " \t\r\n\f\v\u00a0,;:—–-"
_STOPS = frozenset({".", "…", "!", "?"})
_WORD = re.compile(r"\w")
_GAP = re.compile(r"[\s,:;—–-]*")


class Passages:
    """One text: its words, its sentences and its quotations."""

    def __init__(self, doc: Doc, text: str, sentences: Sequence[Span]) -> None:
        """Look for the quotations of `text`; `doc` is its parse."""
        self.text = text
        self.quotations = quotations(text)
        self._doc = doc
        self._sentences = sentences
        self._starts = [sentence.start for sentence in sentences]
        self._quotation_starts = [quotation.start for quotation in self.quotations]

    def sentence(self, at: int) -> Span | None:
        """Return the sentence that holds character `at`, None where there is none (furniture)."""
        index = bisect_right(self._starts, at) - 1
        return self._sentences[index] if index >= 0 and at < self._sentences[index].end else None

    def quotation(self, at: int) -> Quotation | None:
        """Return the quotation that holds character `at`, marks included; None when there is none."""
        index = bisect_right(self._quotation_starts, at) - 1
        return self.quotations[index] if index >= 0 and at < self.quotations[index].end else None

    def within(self, span: Span) -> Iterator[Quotation]:
        """Yield the quotations that share a character with `span`."""
        index = max(0, bisect_right(self._quotation_starts, span.start) - 1)
        while index < len(self.quotations) and self.quotations[index].start < span.end:
            if self.quotations[index].end > span.start:
                yield self.quotations[index]
            index += 1

    def characters(self, words: Stretch, within: Span) -> Span | None:
        """Return the characters of `words` inside the sentence `within`, outer commas, stops and dashes cut.

        None when nothing is left.
        """
        start, end = words
        while end > start and (self._doc[end - 1].text in _STOPS or self._doc[end - 1].is_space):
            end -= 1
        if start >= end:
            return None
        last = self._doc[end - 1]
        return self.trimmed(
            Span(max(self._doc[start].idx, within.start), min(last.idx + len(last), within.end)),
        )

    def trimmed(self, span: Span) -> Span | None:
        """Return `span` without white space, commas and dashes at its edges; None when it holds no word."""
        words = span.of(self.text)
        start = span.start + len(words) - len(words.lstrip(_EDGE))
        end = span.end - len(words) + len(words.rstrip(_EDGE))
        return Span(start, end) if _WORD.search(self.text, start, max(start, end)) else None

    def rest(self, spans: Iterable[Span], part: Span) -> list[Span]:
        """Return what is left of `spans` before and after `part`, trimmed."""
        sides = (
            side
            for span in spans
            for side in (
                Span(span.start, min(span.end, max(span.start, part.start))),
                Span(max(span.start, min(span.end, part.end)), span.end),
            )
        )
        return [short for side in sides if (short := self.trimmed(side)) is not None]

    def snapped(self, span: Span, cue: int) -> Span:
        """Return `span` widened to the quotations it begins or ends in, unless the cue at `cue` stands in them too.

        A quotation that began in an earlier sentence and ends before the cue is taken whole, and so is one that runs
        on into later sentences.
        """
        start, end = span
        first, last = self.quotation(start), self.quotation(end - 1)
        if first is not None and not first.start <= cue < first.end:
            only_marks = not _GAP.sub("", self.text[first.start + 1 : start])
            if only_marks or cue >= first.end:
                start = first.start
        if last is not None and not last.start <= cue < last.end:
            end = last.end
        elif last is None and (after := self.quotation(end)) is not None and after.start < end:
            end = after.end
        return Span(start, end)

    def before(self, at: int) -> Quotation | None:
        """Return the quotation that ends right before character `at`, commas and spaces aside."""
        while at > 0 and self.text[at - 1] in _EDGE:
            at -= 1
        found = self.quotation(at - 1) if at else None
        return found if found is not None and found.end == at else None

    def after(self, at: int) -> Quotation | None:
        """Return the quotation that begins right after character `at`, commas, colons and spaces aside."""
        gap = _GAP.match(self.text, at)
        found = self.quotation(gap.end() if gap else at)
        return found if found is not None and found.start >= at else None
