"""Whose words they are where the network, taught flat, gives the words of an inner speaker to the outer one.

Knows: how the rules nest who speaks, and when they are to be believed.
Does not know: how spans were found or tied.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rashomon.reading.cues import cues
from rashomon.record.text import Span

if TYPE_CHECKING:
    from rashomon.reading.page import Page, Spoken


def reseated(page: Page, tagged: Sequence[Spoken], others: Sequence[Spoken]) -> list[Spoken]:
    """Return the network's attributions, those of an inner speaker or of nobody as the rules' `others` have them.

    `Witnesses said soldiers had beaten them and threatened to return`: the network has the witnesses threaten.
    """
    grown = list(tagged)
    at = {one.cue[0]: index for index, one in enumerate(tagged)}
    cued = sorted(at)
    for inner in others:
        mine = meeting(inner.cue[0], cued)
        own = grown[at[mine]] if mine is not None else None
        if mine is None or own is None or not own.source or own.source == inner.source:
            continue
        lenders = [one for one in grown if one is not own and one.source == own.source]
        if lenders and not inner.source:
            grown[at[mine]] = inner
        outer = page.suggested[inner.parent] if inner.parent is not None else None
        theirs = meeting(outer.cue[0], cued) if outer is not None else None
        if outer is None or theirs is None or grown[at[theirs]] not in lenders or _turns(page, outer, inner):
            continue
        if all(inside(span, sorted(outer.content)) for span in (*inner.source, inner.cue[0])):
            grown[at[mine]] = inner
            around = grown[at[theirs]]
            if not any(span.covers(inner.cue[0]) for span in around.content):
                grown[at[theirs]] = replace(around, content=outer.content)
    return grown


def _turns(page: Page, outer: Spoken, inner: Spoken) -> bool:
    """Tell whether the outer speaker goes on: `denied that they had fired and blamed …`, `…, and accused …`."""
    first = page.doc.char_span(*outer.cue[0], alignment_mode="expand")
    words = page.doc.char_span(*inner.cue[0], alignment_mode="expand")
    if first is None or words is None or words.start < 2:
        return False
    joined = page.doc[words.start - 1].dep_ == "cc" and page.doc[words.start - 2].text == ","
    return joined or any(word.lemma_.lower() in cues().answering for word in first)


def meeting(span: Span, others: Sequence[Span]) -> Span | None:
    """Return the first of `others`, which are in order and do not overlap, that shares a character with a span."""
    at = bisect_left(others, (span.start + 1,))
    return next((other for other in others[max(0, at - 1) : at + 1] if span.overlaps(other)), None)


def inside(span: Span, others: Sequence[Span]) -> bool:
    """Tell whether a span lies in one of `others`, which are in order and do not overlap."""
    at = bisect_left(others, (span.start + 1,)) - 1
    return at >= 0 and others[at].covers(span)
