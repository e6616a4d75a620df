"""Whose words they are inside the words of others, where the network, taught flat, gives them to the outer speaker.

Knows: how the rules nest who speaks, and when they are to be believed; whom `who` stands for.
Does not know: how spans were found or tied.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rashomon.reading.cues import cues
from rashomon.reading.phrases import antecedent
from rashomon.record.text import Span, Spans

if TYPE_CHECKING:
    from spacy.tokens import Token

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
        outer = page.suggested[inner.parent] if inner.parent is not None else None
        theirs = meeting(outer.cue[0], cued) if outer is not None else None
        if mine is None or own is None or not own.source:
            continue
        if own.source == inner.source:
            if outer is not None and theirs is not None and _relative(page, inner.source):
                grown[at[mine]], grown[at[theirs]] = inner, _around(grown[at[theirs]], outer, inner)
            continue
        lenders = [one for one in grown if one is not own and one.source == own.source]
        if lenders and not inner.source:
            grown[at[mine]] = inner
        if outer is None or theirs is None or grown[at[theirs]] not in lenders or _turns(page, outer, inner):
            continue
        if all(inside(span, sorted(outer.content)) for span in (*inner.source, inner.cue[0])):
            grown[at[mine]], grown[at[theirs]] = inner, _around(grown[at[theirs]], outer, inner)
    return grown


def widened(page: Page, tagged: Sequence[Spoken], others: Sequence[Spoken]) -> list[Spoken]:
    """Return the network's attributions, with the rules' content where only that holds one of `others`.

    `They said he had been told it was so, and that nobody would say why`: the network's content ends before `and`.
    """
    grown = list(tagged)
    at = {one.cue[0]: index for index, one in enumerate(tagged)}
    cued = sorted(at)
    contents = sorted(span for one in tagged for span in one.content)
    for inner in others:
        outer = page.suggested[inner.parent] if inner.parent is not None and inner.source else None
        mine = meeting(outer.cue[0], cued) if outer is not None else None
        if outer is None or mine is None or meeting(inner.cue[0], cued) or inside(inner.cue[0], contents):
            continue
        own, theirs = grown[at[mine]], sorted(outer.content)
        if inside(inner.cue[0], theirs) and own.content and all(inside(span, theirs) for span in own.content):
            grown[at[mine]] = replace(own, content=outer.content)
    return grown


def _around(one: Spoken, outer: Spoken, inner: Spoken) -> Spoken:
    """Return the network's `one` with the content of the rules' `outer` where its own does not hold `inner`."""
    return one if any(span.covers(inner.cue[0]) for span in one.content) else replace(one, content=outer.content)


def _relative(page: Page, source: Spans) -> bool:
    word = page.doc.char_span(*source[0], alignment_mode="expand")
    return word is not None and len(word) == 1 and meant(word[0]) != word[0]


def _turns(page: Page, outer: Spoken, inner: Spoken) -> bool:
    """Tell whether the outer speaker goes on: `denied that they had fired and blamed …`, `…, and accused …`."""
    first = page.doc.char_span(*outer.cue[0], alignment_mode="expand")
    words = page.doc.char_span(*inner.cue[0], alignment_mode="expand")
    if first is None or words is None or words.start < 2:
        return False
    joined = page.doc[words.start - 1].dep_ == "cc" and page.doc[words.start - 2].text == ","
    return joined or any(word.lemma_.lower() in cues().answering for word in first)


def without_bare(page: Page, tagged: Sequence[Spoken]) -> list[Spoken]:
    """Return the network's attributions without nouns of nobody inside another's words: `denied reports that …`."""
    contents = sorted(span for one in tagged for span in one.content)
    return [one for one in tagged if one.source or not inside(one.cue[0], contents) or not _is_noun(page, one.cue[0])]


def _is_noun(page: Page, cue: Span) -> bool:
    words = page.doc.char_span(*cue, alignment_mode="expand")
    return words is not None and any(word.pos_ == "NOUN" for word in words) and not any(map(_is_verb, words))


def _is_verb(word: Token) -> bool:
    return word.pos_ in ("VERB", "AUX")


def pointed(page: Page, found: Sequence[Spoken]) -> tuple[Spoken, ...]:
    """Return the attributions, those inside others with the noun for a relative pronoun: `the men, who had said …`."""
    return tuple(replace(one, source=_noun(page, one.source)) if one.parent is not None else one for one in found)


def _noun(page: Page, source: Spans) -> Spans:
    """Return the words of the noun that a relative pronoun stands for; else the source as it is."""
    words = page.doc.char_span(*source[0], alignment_mode="expand") if source else None
    noun = meant(words[0]) if words is not None and len(words) == 1 else None
    if words is None or noun is None or noun.i == words.start:
        return source
    last = page.doc[words.start - 1]
    end = last.idx if last.is_punct else last.idx + len(last)
    whole = page.report.text[noun.left_edge.idx : end].rstrip()
    return (Span(noun.left_edge.idx, noun.left_edge.idx + len(whole)),) if noun.i < words.start else source


def meant(word: Token | None) -> Token | None:
    """Return the noun that a relative pronoun stands for, any other word as it is."""
    return (antecedent(word) or word) if word is not None and word.tag_ in ("WP", "WDT") else word


def meeting(span: Span, others: Sequence[Span]) -> Span | None:
    """Return the first of `others`, which are in order and do not overlap, that shares a character with a span."""
    at = bisect_left(others, (span.start + 1,))
    return next((other for other in others[max(0, at - 1) : at + 1] if span.overlaps(other)), None)


def inside(span: Span, others: Sequence[Span]) -> bool:
    """Tell whether a span lies in one of `others`, which are in order and do not overlap."""
    at = bisect_left(others, (span.start + 1,)) - 1
    return at >= 0 and others[at].covers(span)
