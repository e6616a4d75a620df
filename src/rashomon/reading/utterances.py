"""What one cue says, cut out of the text: source, cue and content as characters.

Knows: how runs of words become spans that do not overlap, quotations taken whole.
Does not know: cues, or the grammar between them and their content.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.record.text import Span, Spans

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from rashomon.reading.passages import Passages
    from rashomon.reading.speakers import Stretch


@dataclass(frozen=True, slots=True)
class Utterance:
    """A cue with its source and content, in characters. `source` is None when nobody is named.

    `speech`: the cue is a verb of saying, and its speaker is named.
    `direct`: the content is, or ends with, somebody's own words between marks.
    `inside`: it counts inside the words of others.
    `through`: the cue of the one who passes these words on (`the paper, citing two men, said …`), None: nobody does.
    """

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    speech: bool
    direct: bool
    inside: bool
    through: Span | None = None

    @property
    def sources(self) -> Spans:
        """Return the source as spans, empty when nobody is named."""
        return (self.source,) if self.source is not None else ()


class Cutter:
    """Cuts utterances out of one text."""

    def __init__(self, doc: Doc, passages: Passages) -> None:
        """Take the text's parse, and its sentences and quotations."""
        self._doc = doc
        self._passages = passages

    def words(
        self, source: Stretch | None, cue: Stretch, said: Iterable[Stretch], speech: bool, *, inside: bool = False
    ) -> Utterance | None:
        """Return the utterance whose content is the words `said`, quotations they touch taken whole.

        `inside`: it counts inside the words of others even where it is no speech. None where no sentence stands
        (furniture), or nothing is left of the content.
        """
        at = self._doc[cue[0]].idx
        sentence = self._passages.sentence(at)
        if sentence is None:
            return None
        spans = (self._passages.characters(words, sentence) for words in said)
        return self.characters(
            source,
            cue,
            [self._passages.snapped(span, at) for span in spans if span is not None],
            speech,
            inside=inside,
        )

    def characters(
        self, source: Stretch | None, cue: Stretch, content: Iterable[Span], speech: bool, *, inside: bool = False
    ) -> Utterance | None:
        """Return the utterance whose content is the characters `content`, without those of its source and cue."""
        sentence = self._passages.sentence(self._doc[cue[0]].idx)
        cue_span = self._cue(cue, sentence) if sentence is not None else None
        if sentence is None or cue_span is None:
            return None
        who = self._passages.characters(source, sentence) if source is not None else None
        spans = tuple(rest for span in content for rest in self._apart(span, (cue_span, who)))
        if not spans:
            return None
        direct = any(
            (quotation := self._passages.quotation(span.end - 1)) is not None and quotation.end == span.end
            for span in spans
        )
        named = speech and who is not None
        return Utterance(who, cue_span, spans, named, direct, inside or named)

    def _cue(self, cue: Stretch, sentence: Span) -> Span | None:
        first = self._doc[cue[0]]
        if cue[1] - cue[0] == 1 and first.text == ":":
            return Span(first.idx, first.idx + 1)
        return self._passages.characters(cue, sentence)

    def _apart(self, span: Span, others: Iterable[Span | None]) -> list[Span]:
        """Return what is left of `span` before and after each of `others`, which the parser may have put inside it."""
        rests = [span]
        for other in others:
            if other is not None:
                rests = self._passages.rest(rests, other)
        return [short for rest in rests if (short := self._passages.trimmed(rest)) is not None]
