"""Step `Tagged`: the attributions as the trained tagger reads them, with those of the rules as hints.

Knows: which of the rules' attributions stand beside those of the network, and what stands inside what.
Does not know: how words are scored (encoder) or tied (ties); who a source is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from rashomon.reading.cues import cues
from rashomon.reading.nesting import another, holders
from rashomon.reading.phrases import head_of
from rashomon.reading.quotations import quotations
from rashomon.reading.tagger.deeds import is_deed
from rashomon.reading.tagger.encoder import Encoder, encoder
from rashomon.reading.tagger.seats import inside, meant, meeting, pointed, reseated, widened, without_bare
from rashomon.reading.tagger.tags import TAGS, best, spans_tagged
from rashomon.reading.tagger.ties import tied
from rashomon.reading.tagger.words import stretches, words_of
from rashomon.record.attribution import Guidelines
from rashomon.record.text import Span, Spans

if TYPE_CHECKING:
    from spacy.tokens import Token

    from rashomon.reading.page import Page, Spoken

HEAD = "attribution"

_SPARING = {"B-cue": -0.4, "I-cue": -0.3, "B-content": -0.1}
"""What is added to the scores of moves into tags by PolNeAR's guidelines: newspapers on politics have fewer
attributions than the war texts that the network learnt from too. Set on the corpus's development part."""


class Tagged:
    """Gives the attributions, in the order of their cues.

    What the network tags is flat, for so is the corpus that taught it. What the rules find inside the words of others
    is added where somebody is named or meant (`said the rebels had told …`, `said he feared …`: `nesting.another`),
    their hearsay everywhere, and whom somebody cites (`the paper, citing two men, said`) is theirs to tell. What
    newspapers on politics taught it to take for words, and is a deed in war, is left out (`attacked`).
    """

    needs: ClassVar[frozenset[str]] = frozenset({"sentences", "suggested"})
    gives: ClassVar[frozenset[str]] = frozenset({"spoken"})

    def __init__(self, network: Encoder | None = None, guidelines: Guidelines = Guidelines.RASHOMON) -> None:
        """Take an encoder; None: the one that ships with the program. By PolNeAR's guidelines it is not corrected."""
        self._encoder, self._guidelines = network or encoder(), guidelines
        head = self._encoder.heads[HEAD]
        sparing = _SPARING if guidelines is Guidelines.POLNEAR else {}
        added = np.array([sparing.get(tag, 0.0) for tag in TAGS], np.float32)
        self._moves = np.array(head["transitions"], np.float32) + added
        self._start = np.array(head["start"], np.float32) + added

    @property
    def version(self) -> str:
        """Return which weights these are."""
        return self._encoder.version

    def __call__(self, page: Page) -> Mapping[str, Any]:
        """Return the page's attributions."""
        text = page.report.text
        words = words_of(page, self._encoder.labels)
        scores = self._encoder.scores(text, words)[HEAD]
        found = spans_tagged(words.spans, best(scores, self._moves, self._start))
        tagged = tied(text, *found, page.suggested)
        if self._guidelines is Guidelines.POLNEAR:
            return {"spoken": tuple(one for one in tagged if one.content)}
        quoted = [Span(quotation.start, quotation.end) for quotation in quotations(text)]
        _, hints, _ = stretches(page.suggested)
        said = without_bare(page, [one for one in tagged if self._said(page, one, quoted, hints)])
        others = self._others(page, said, quoted)
        seated = widened(page, reseated(page, said, others), others)
        return {"spoken": pointed(page, merged(seated, page.suggested, others))}

    def _said(self, page: Page, one: Spoken, quoted: Sequence[Span], hints: Sequence[Span]) -> bool:
        """Tell whether the network may be right that these are words: hinted at, quoted, or no deed.

        What stands in no sentence is furniture, and says nothing.
        """
        if not meeting(one.cue[0], page.sentences):
            return False
        if meeting(one.cue[0], hints) or any(meeting(span, quoted) for span in one.content):
            return True
        cue = page.doc.char_span(*one.cue[0], alignment_mode="expand")
        return cue is not None and not is_deed(cue)

    def _others(self, page: Page, said: Sequence[Spoken], quoted: Sequence[Span]) -> list[Spoken]:
        """Return the rules' attributions that stand for themselves inside the words of others, and those to nobody."""
        return [one for one in page.suggested if self._counts(page, one, said, inside(one.cue[0], quoted))]

    def _counts(self, page: Page, one: Spoken, said: Sequence[Spoken], quoted: bool) -> bool:
        if not one.source:
            return not quoted or one.parent is not None
        speaker = meant(_head(page, one.source))
        outer = page.suggested[one.parent] if one.parent is not None else None
        if outer is None and not quoted and speaker is not None and speaker.pos_ != "PRON":
            outer = _around(one, said)
        if speaker is None or outer is None:
            return False
        speech = any(word.lemma_.lower() in cues().speech for word in _words(page, one.cue))
        return another(speaker, _head(page, outer.source), quoted=quoted, speech=speech)


def _words(page: Page, spans: Spans) -> list[Token]:
    """Return the words of the first of some spans."""
    phrase = page.doc.char_span(*spans[0], alignment_mode="expand") if spans else None
    return list(phrase) if phrase is not None else []


def _around(one: Spoken, said: Sequence[Spoken]) -> Spoken | None:
    """Return the network's attribution whose content holds the source and the cue of `one`, None where none does."""
    parts = (one.cue[0], one.source[0])
    return next((outer for outer in said if any(all(map(span.covers, parts)) for span in outer.content)), None)


def _head(page: Page, spans: Spans) -> Token | None:
    """Return the word on which the words of a span hang, None where there are none."""
    words = _words(page, spans)
    return head_of(words) if words else None


def merged(tagged: Sequence[Spoken], suggested: Sequence[Spoken], others: Sequence[Spoken]) -> tuple[Spoken, ...]:
    """Return what the network tags, those of `others` that stand inside it, and their hearsay, each with its holder.

    An attribution of the network without content is left out, and one without source unless the rules know its cue.
    """
    _, hints, _ = stretches(suggested)
    citing = _citing(suggested)
    cited = sorted(one.cue[0] for one in others if one.cue in citing)
    flat = [
        one
        for one in tagged
        if one.content and (one.source or meeting(one.cue[0], hints)) and not meeting(one.cue[0], cited)
    ]
    _, cues, _ = stretches(flat)
    quoting = {citing[one.cue] for one in others if one.cue in citing}
    flat += [one for one in suggested if one.cue[0] in quoting and not meeting(one.cue[0], cues)]
    _, cues, contents = stretches(flat)
    inner = [
        one
        for one in others
        if not meeting(one.cue[0], cues)
        and (not one.source or inside(one.cue[0], contents) or (one.cue in citing and meeting(citing[one.cue], cues)))
    ]
    found = sorted((*flat, *inner), key=lambda one: (one.cue, one.content))
    held = holders(found)
    above = [held_by[0] if held_by else None for held_by in held]
    for at, one in enumerate(found):
        cue = citing.get(one.cue)
        if above[at] is None and cue is not None:
            above[at] = next((to for to in range(len(found)) if found[to].cue[0].overlaps(cue) and not held[to]), None)
    return tuple(replace(one, parent=parent) for one, parent in zip(found, above, strict=True))


def _citing(suggested: Sequence[Spoken]) -> dict[Spans, Span]:
    """Return the cue of who cites by that of who is cited: `X, citing Y, said …`, where no content holds a cue."""
    pairs = ((one, suggested[one.parent]) for one in suggested if one.parent is not None)
    return {
        one.cue: outer.cue[0]
        for one, outer in pairs
        if not one.cue[0].overlaps(outer.cue[0]) and not any(span.covers(one.cue[0]) for span in outer.content)
    }
