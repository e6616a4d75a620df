"""Attributions as three runs of words: who speaks, the words that say so, and what is said.

Knows: cues in the grammar tree, quotation marks, inserted and inverted `he said`, and what stands inside what.
Does not know: who a source is, how it means its words (stance), or what they claim.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar

from rashomon.reading import contents
from rashomon.reading.cues import Cues, Frame, cues
from rashomon.reading.page import Spoken
from rashomon.reading.quotations import Quotation, quotations
from rashomon.reading.speakers import Stretch, child, children, owner, stretch, subject
from rashomon.record.text import Span, Spans, hull

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from rashomon.reading.page import Page

_EDGE = " \t\r\n\f\v\u00a0,;:—–-"
_CUE_PART = frozenset({"aux", "auxpass", "neg", "advmod"})
_GAP = re.compile(r"[\s,:;.—–-]*")


@dataclass(frozen=True, slots=True)
class _Draft:
    """A cue with its source and content as characters; `speech`: its verb may also stand inside the words of others."""

    source: Spans
    cue: Spans
    content: Spans
    speech: bool


class Attributions:
    """Gives the attributions as spans, in the order of their cues."""

    needs: ClassVar[frozenset[str]] = frozenset({"sentences"})
    gives: ClassVar[frozenset[str]] = frozenset({"spoken"})

    def __init__(self) -> None:
        self._cues = cues()

    def __call__(self, page: Page) -> Mapping[str, Any]:
        """Return the page's attributions; sources are empty where nobody is named."""
        finder = _Finder(page.doc, page.report.text, page.sentences, self._cues)
        return {"spoken": _with_parents(finder.drafts())}


class _Finder:
    """Looks at the words of one text, one after the other."""

    def __init__(self, doc: Doc, text: str, sentences: Sequence[Span], lexicon: Cues) -> None:
        self._doc = doc
        self._text = text
        self._sentences = sentences
        self._starts = [sentence.start for sentence in sentences]
        self._quotations = quotations(text)
        self._quotation_starts = [quotation.start for quotation in self._quotations]
        self._cues = lexicon

    def drafts(self) -> list[_Draft]:
        found = []
        for token in self._doc:
            draft = self._draft(token)
            if draft is not None:
                found.append(draft)
        return found

    def _draft(self, token: Token) -> _Draft | None:
        lemma = token.lemma_.lower()
        part = token.pos_
        if part == "VERB":
            if lemma == "accord":
                return self._according(token)
            if lemma in self._cues.verbs or lemma in self._cues.verb_prepositions:
                return self._verb(token, lemma)
        elif part == "NOUN":
            if lemma in self._cues.nouns or lemma in self._cues.noun_prepositions:
                return self._noun(token, lemma)
        elif part == "ADV" and lemma in self._cues.hearsay_adverbs:
            return self._adverb(token)
        return None

    # ── one kind of cue after the other ──

    def _verb(self, verb: Token, lemma: str) -> _Draft | None:
        speaker = subject(verb)
        if speaker is not None and speaker.lemma_.lower() in self._cues.things:
            return None
        if speaker is None and child(verb, "nsubjpass", "expl") is not None:
            return self._hearsay(verb, lemma)
        source = self._source(speaker, verb)
        cue = _cue(verb)
        frames = self._cues.verbs.get(lemma, frozenset())
        if Frame.CLAUSE in frames:
            direct = self._clause(verb, lemma, source, cue)
            if direct is not None:
                return direct
        said = contents.of_verb(verb, lemma, self._cues)
        if said is None:
            return None
        if said.preposition is not None and said.preposition.i <= cue[1] + 1:
            cue = cue[0], said.preposition.i + 1
        agent = child(verb, "agent")
        if agent is not None and agent.i == cue[1]:
            cue = cue[0], agent.i + 1
        return self._made(source, cue, said.stretches, lemma)

    def _clause(self, verb: Token, lemma: str, source: Stretch | None, cue: Stretch) -> _Draft | None:
        """Return the attribution of a verb that takes a sentence: before, after or around it."""
        inner = contents.clause(verb)
        insertion = min(cue[0], source[0] if source else cue[0]), max(cue[1], source[1] if source else cue[1])
        if inner is not None:
            whole = stretch(inner)
            if whole[1] <= verb.i:
                whole = whole[0], insertion[0]
                if verb.dep_ == "ROOT":
                    whole = verb.left_edge.i, insertion[0]
            return self._made(source, cue, contents.without(whole, insertion), lemma)
        if lemma not in self._cues.speech:
            return None
        if verb.dep_ == "parataxis":
            return self._made(source, cue, contents.without(contents.around(verb), stretch(verb)), lemma)
        tail = self._inverted(verb)
        if tail is not None:
            return self._made(stretch(tail), cue, ((verb.sent.start, cue[0]),), lemma)
        quotation = self._beside(insertion)
        if quotation is not None and source is not None:
            return self._spanned(source, cue, (Span(quotation.start, quotation.end),), lemma)
        return None

    def _inverted(self, verb: Token) -> Token | None:
        """Return the speaker in `…, claim supporters.`, which the parser takes for an object; None elsewhere."""
        thing = child(verb, "dobj")
        if thing is None or child(verb, "nsubj", "nsubjpass", "aux") is not None or verb.i == 0:
            return None
        before = self._doc[verb.i - 1]
        after = thing.right_edge.i + 1
        ends = after >= len(self._doc) or self._doc[after].is_punct
        closes = before.text == "," or before.is_quote
        return thing if closes and ends and verb.tag_ in ("VBP", "VBZ", "VBD") and thing.i > verb.i else None

    def _hearsay(self, verb: Token, lemma: str) -> _Draft | None:
        """Return `they are reported to starve`, `it is feared that …`: nobody is named."""
        if lemma not in self._cues.hearsay_verbs or child(verb, "auxpass") is None:
            return None
        inner = child(verb, "xcomp", "ccomp")
        if inner is None or inner.i < verb.i:
            return None
        about = child(verb, "nsubjpass")
        said = [stretch(inner)]
        if about is not None and inner.dep_ == "xcomp":
            said.insert(0, stretch(about))
        return self._made(None, _cue(verb), said, lemma)

    def _according(self, word: Token) -> _Draft | None:
        to = child(word, "prep")
        if to is None or to.lower_ != "to":
            return None
        speaker = child(to, "pobj", "pcomp")
        if speaker is None:
            return None
        phrase = word.i, to.right_edge.i + 1
        return self._made(
            (to.i + 1, phrase[1]), (word.i, to.i + 1), contents.without(contents.around(word), phrase), "say"
        )

    def _noun(self, noun: Token, lemma: str) -> _Draft | None:
        said = contents.of_noun(noun, lemma, self._cues)
        if said is None:
            return None
        speaker = owner(noun)
        source = stretch(speaker) if speaker is not None else None
        cue = noun.i, noun.i + 1
        if source is not None and speaker is not None and speaker.dep_ == "poss":
            mark = child(speaker, "case")
            if mark is not None:
                source = source[0], mark.i
                cue = mark.i, cue[1]
            elif source[1] <= noun.i:
                cue = source[1], cue[1]
        if said.preposition is not None and said.preposition.i == cue[1]:
            cue = cue[0], cue[1] + 1
        return self._made(source, cue, said.stretches, lemma)

    def _adverb(self, word: Token) -> _Draft | None:
        if word.head.pos_ not in ("VERB", "AUX"):
            return None
        here = word.i, word.i + 1
        return self._made(None, here, contents.without(stretch(word.head), here), "say")

    # ── from words to characters ──

    def _source(self, speaker: Token | None, verb: Token) -> Stretch | None:
        if speaker is None:
            return None
        start, end = stretch(speaker)
        if start <= verb.i < end:
            end = verb.i if speaker.i < verb.i else end
            start = verb.i + 1 if speaker.i > verb.i else start
        return (start, end) if start < end else None

    def _made(self, source: Stretch | None, cue: Stretch, said: Iterable[Stretch], lemma: str) -> _Draft | None:
        at = self._doc[cue[0]].idx
        sentence = self._sentence(at)
        if sentence is None:
            return None
        spans = []
        for start, end in said:
            span = self._characters(start, end)
            span = Span(max(span.start, sentence.start), min(span.end, sentence.end))
            if span.start < span.end:
                spans.append(self._snapped(span, at))
        return self._spanned(source, cue, spans, lemma)

    def _spanned(self, source: Stretch | None, cue: Stretch, said: Iterable[Span], lemma: str) -> _Draft | None:
        content = tuple(span for span in (self._trimmed(span) for span in said) if span.start < span.end)
        cue_span = self._trimmed(self._characters(*cue))
        if not content or cue_span.start >= cue_span.end or any(span.overlaps(cue_span) for span in content):
            return None
        source_span = self._trimmed(self._characters(*source)) if source else None
        if source_span is not None and any(span.overlaps(source_span) for span in content):
            source_span = None
        return _Draft((source_span,) if source_span else (), (cue_span,), content, lemma in self._cues.speech)

    def _characters(self, start: int, end: int) -> Span:
        last = self._doc[end - 1]
        return Span(self._doc[start].idx, last.idx + len(last))

    def _trimmed(self, span: Span) -> Span:
        words = span.of(self._text)
        start = span.start + len(words) - len(words.lstrip(_EDGE))
        end = span.end - len(words) + len(words.rstrip(_EDGE))
        if end > start and self._text[end - 1] == ".":
            end -= 1
        return Span(start, max(start, end))

    def _sentence(self, at: int) -> Span | None:
        index = bisect_right(self._starts, at) - 1
        return self._sentences[index] if index >= 0 and at < self._sentences[index].end else None

    def _quotation(self, at: int) -> Quotation | None:
        """Return the quotation that character `at` stands in, marks included."""
        index = bisect_right(self._quotation_starts, at) - 1
        return self._quotations[index] if index >= 0 and at < self._quotations[index].end else None

    def _snapped(self, span: Span, cue: int) -> Span:
        """Return `span` widened to the quotation it begins or ends in, unless the cue stands in it too."""
        start, end = span
        first, last = self._quotation(start), self._quotation(end - 1)
        if first is not None and not first.start <= cue < first.end and cue >= first.end:
            start = first.start
        elif first is not None and not _GAP.sub("", self._text[first.start + 1 : start]):
            start = first.start
        if last is not None and not last.start <= cue < last.end:
            end = last.end
        return Span(start, end)

    def _beside(self, insertion: Stretch) -> Quotation | None:
        """Return the quotation right before or right after `insertion`, None when there is none."""
        here = self._characters(*insertion)
        before = here.start
        while before > 0 and self._text[before - 1] in _EDGE:
            before -= 1
        quotation = self._quotation(before - 1) if before else None
        if quotation is not None and quotation.end == before:
            return quotation
        gap = _GAP.match(self._text, here.end)
        after = gap.end() if gap else here.end
        quotation = self._quotation(after)
        return quotation if quotation is not None and quotation.start == after else None


def _cue(verb: Token) -> Stretch:
    """Return the verb with the helping verbs and adverbs right before it and the particle right after it."""
    start, end = verb.i, verb.i + 1
    doc = verb.doc
    while start > 0 and verb.i - start < 6:
        word = doc[start - 1]
        if word.head.i != verb.i or word.dep_ not in _CUE_PART:
            break
        start -= 1
    if end < len(doc) and doc[end].dep_ == "prt" and doc[end].head.i == verb.i:
        end += 1
    return start, end


def _with_parents(drafts: Sequence[_Draft]) -> tuple[Spoken, ...]:
    """Return the drafts in order of their cues, each with the index of the smallest content that holds its cue."""
    ordered = sorted(drafts, key=lambda draft: draft.cue)
    pieces = sorted((span.start, span.end, index) for index, draft in enumerate(ordered) for span in draft.content)
    spoken: list[Spoken] = []
    active: list[tuple[int, int, int]] = []
    upcoming = 0
    for draft in ordered:
        cue = hull(draft.cue)
        while upcoming < len(pieces) and pieces[upcoming][0] <= cue.start:
            active.append(pieces[upcoming])
            upcoming += 1
        active = [piece for piece in active if piece[1] > cue.start]
        holding = [piece for piece in active if piece[1] >= cue.end and ordered[piece[2]] is not draft]
        parent = min(holding, key=lambda piece: piece[1] - piece[0])[2] if holding else None
        spoken.append(Spoken(draft.source, draft.cue, draft.content, parent))
    return tuple(spoken)
