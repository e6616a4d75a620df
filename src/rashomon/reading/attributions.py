"""Attributions by rule, as three runs of words: who speaks, the words that say so, and what is said.

Knows: quotations that go on after their cue, and what stands inside what.
Does not know: who a source is, how it means its words (stance), or what they claim.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from rashomon.reading.cues import cues
from rashomon.reading.finder import Finder
from rashomon.reading.nesting import holders
from rashomon.reading.page import Spoken
from rashomon.reading.passages import Passages
from rashomon.reading.utterances import Utterance
from rashomon.record.text import Span

if TYPE_CHECKING:
    from rashomon.reading.page import Page

LONGEST_GAP = 150
"""Characters at most between a speaker's words and a quotation that goes on: `…,” said she, leaving the hall. “…`."""

_PAUSE = re.compile(r"[^.!?\n]*[.!?]?\s*")


class Attributions:
    """Gives the attributions as rules find them, in the order of their cues, as hints for the tagger.

    A source is empty where nobody is named.
    """

    needs: ClassVar[frozenset[str]] = frozenset({"sentences"})
    gives: ClassVar[frozenset[str]] = frozenset({"suggested"})

    def __init__(self) -> None:
        self._cues = cues()

    def __call__(self, page: Page) -> Mapping[str, Any]:
        """Return the page's attributions."""
        passages = Passages(page.doc, page.report.text, page.sentences)
        finder = Finder(page.doc, passages, self._cues)
        found = [utterance for token in page.doc if (utterance := finder.of(token)) is not None]
        found = _passed_on(found, passages)
        found.sort(key=lambda utterance: (utterance.cue, -utterance.content[-1].end))
        return {"suggested": _nested(_gone_on(found, passages))}


def _passed_on(found: Sequence[Utterance], passages: Passages) -> list[Utterance]:
    """Return the utterances; what somebody passes on is cut without the words that say from whom he has it."""
    inserted = {
        utterance.through: Span(utterance.cue.start, max(utterance.cue.end, utterance.source.end))
        for utterance in found
        if utterance.through is not None and utterance.source is not None
    }
    return [
        replace(
            utterance,
            source=next(iter(passages.rest([utterance.source], part)), None) if utterance.source else None,
            content=tuple(passages.rest(utterance.content, part)),
        )
        if (part := inserted.get(utterance.cue)) is not None
        else utterance
        for utterance in found
    ]


def _gone_on(found: Sequence[Utterance], passages: Passages) -> list[Utterance]:
    """Return the utterances, each with the quotations that go on after it: `“We left,” he said. “We had to.”`."""
    grown = list(found)
    taken = _taken(found, passages)
    upcoming = 0
    speaker: int | None = None
    reached = covered = 0
    for quotation in passages.quotations:
        while upcoming < len(grown) and grown[upcoming].cue.start < quotation.start:
            utterance = grown[upcoming]
            if utterance.speech and utterance.cue.start >= covered:
                speaker = upcoming
                reached = max(
                    span.end for span in (*utterance.content, utterance.cue, utterance.source or utterance.cue)
                )
                covered = max((span.end for span in utterance.content if span.start > utterance.cue.start), default=0)
            upcoming += 1
        if quotation.start in taken or speaker is None or quotation.start - reached > LONGEST_GAP:
            continue
        gap = passages.text[reached : quotation.start]
        utterance = grown[speaker]
        if _PAUSE.fullmatch(gap) and (utterance.direct or "." in gap):
            span = Span(quotation.start, quotation.end)
            grown[speaker] = replace(utterance, content=(*utterance.content, span))
            reached = quotation.end
    return grown


def _taken(found: Sequence[Utterance], passages: Passages) -> set[int]:
    """Return where the quotations begin that are already said by somebody, or hold only a part of what is."""
    taken = set()
    for utterance in found:
        own = passages.quotation(utterance.cue.start)
        for span in utterance.content:
            for quotation in passages.within(span):
                if own is None or quotation.start != own.start:
                    taken.add(quotation.start)
    return taken


def _nested(found: Sequence[Utterance]) -> tuple[Spoken, ...]:
    """Return the utterances as spans, each with the index of the smallest content that holds its cue.

    Inside the words of others only saying counts, hearsay, and what somebody thinks or wants outside quotation marks:
    between them, what people think and want is part of what they say.
    """
    spoken = [Spoken(utterance.sources, (utterance.cue,), utterance.content) for utterance in found]
    by_cue = {utterance.cue: index for index, utterance in enumerate(found) if utterance.through is None}
    held = [
        [by_cue[utterance.through]] if utterance.through in by_cue else inner
        for utterance, inner in zip(found, holders(spoken), strict=True)
    ]
    kept = [index for index, utterance in enumerate(found) if not held[index] or utterance.inside]
    place = {index: position for position, index in enumerate(kept)}
    return tuple(
        replace(spoken[index], parent=next((place[holder] for holder in held[index] if holder in place), None))
        for index in kept
    )
