"""Cues of several words: set phrases, words withheld, `in the words of`, and the colon of a headline.

Knows: phrases as they stand in the text, word after word, for parsers often mistake their grammar.
Does not know: cues of one word (finder), or how a source means what it says (stance).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rashomon.reading import contents
from rashomon.reading.kinds import nouns
from rashomon.reading.speakers import LONGEST_CUE, child, children, cue_words, outside, owner, stretch, subject
from rashomon.record.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from rashomon.reading.cues import Cues
    from rashomon.reading.passages import Passages
    from rashomon.reading.utterances import Cutter, Utterance

WIDEST_GAP = 2
"""Words at most between two words of a phrase: `cast serious new doubt on`."""

FARTHEST_VERB = 4
"""Steps up the tree at most from `unable` or `position` to the verb whose subject they share."""

FARTHEST_HEAD = 12
"""Steps up the tree at most from the first word behind a phrase to the word that all of them hang on."""

LONGEST_HEADLINE_SOURCE = 5
"""Words at most before the colon of `Foreign Ministry: no talks held`."""

SHORTEST_HEADLINE = 3
"""Words at least after that colon."""

_BETWEEN = frozenset({"DET", "ADJ", "ADV", "PRON", "PART", "NUM"})
_OPENERS = frozenset({"that", "to"})
_VERBS = frozenset({"VERB", "AUX"})
_SPEAKERS = frozenset({"ORG", "PERSON"})


class Idioms:
    """Finds what cues of several words say, in one text."""

    def __init__(self, doc: Doc, passages: Passages, cutter: Cutter, lexicon: Cues) -> None:
        """Take the text's parse, its sentences, what cuts utterances out of it, and the cue lexicon."""
        self._doc = doc
        self._passages = passages
        self._cut = cutter
        self._cues = lexicon

    def of(self, word: Token) -> Utterance | None:
        """Return what is said by the phrase that begins with `word`, None when none does."""
        for phrase in self._cues.phrases.get(word.lemma_.lower(), ()):
            last = self._end(word, phrase)
            if last is not None and (found := self._phrase(word, last)) is not None:
                return found
        return None

    def withheld(self, verb: Token) -> tuple[Token, int] | None:
        """Return who did not say so, as a verb with that subject, and where the cue begins: `refused to confirm`."""
        for phrase in self._cues.withheld:
            first = self._start(verb, phrase)
            if first is None:
                continue
            above = _verb_above(first)
            return above, min(first.i, cue_words(above)[0])
        return None

    def words_of(self, noun: Token) -> Utterance | None:
        """Return `in the words of one deserter, …`, `…, by the rebels' own account`; None for another phrase."""
        before = noun.head
        if noun.dep_ != "pobj" or before.lower_ not in self._cues.accounts.get(noun.lower_, ()):
            return None
        speaker = owner(noun)
        if speaker is None:
            return None
        whole = before.i, noun.right_edge.i + 1
        source = stretch(speaker)
        cue = (before.i, source[0]) if speaker.i > noun.i else (source[1], noun.i + 1)
        quotation = self._passages.before(self._doc[before.i].idx)
        if quotation is None:
            end = self._doc[whole[1] - 1]
            quotation = self._passages.after(end.idx + len(end))
        if quotation is not None:
            return self._cut.characters(source, cue, (Span(quotation.start, quotation.end),), True)
        apart = whole[0] == noun.sent.start or self._doc[whole[0] - 1].text == ","
        return self._cut.words(source, cue, contents.without(contents.around(before), whole), True) if apart else None

    def headline(self, colon: Token) -> Utterance | None:
        """Return what `Foreign Ministry: no talks held` says, None for other colons (`Place: the market`)."""
        sentence = self._passages.sentence(colon.idx)
        if sentence is None:
            return None
        start = colon.i
        while start > 0 and colon.i - start <= LONGEST_HEADLINE_SOURCE and self._doc[start - 1].idx >= sentence.start:
            start -= 1
        source, end = list(self._doc[start : colon.i]), colon.i + 1
        if not source or self._doc[start].idx != sentence.start or not self._speaks(source):
            return None
        while end < len(self._doc) and self._doc[end].idx < sentence.end:
            end += 1
        rest = self._doc[colon.i + 1 : end]
        quoted = self._passages.after(colon.idx + 1) is not None
        told = any(word.pos_ in _VERBS for word in rest) and sum(word.is_alpha for word in rest) >= SHORTEST_HEADLINE
        if not (quoted or told):
            return None
        return self._cut.words((start, colon.i), (colon.i, colon.i + 1), ((colon.i + 1, end),), True)

    def _speaks(self, words: Sequence[Token]) -> bool:
        if any(word.is_punct or word.pos_ in _VERBS or word.pos_ == "NUM" for word in words):
            return False
        return speaks(words[-1])

    def _end(self, first: Token, phrase: Sequence[str]) -> int | None:
        """Return where `phrase` ends that begins with `first`, None where its words do not follow."""
        at = first.i + 1
        for word in phrase[1:]:
            reach = at if word in _OPENERS else at + WIDEST_GAP
            while at < len(self._doc) and at < reach and self._between(self._doc[at], word):
                at += 1
            if at >= len(self._doc) or self._doc[at].lower_ != word:
                return None
            at += 1
        return at

    def _between(self, word: Token, wanted: str) -> bool:
        return word.lower_ != wanted and word.pos_ in _BETWEEN

    def _start(self, verb: Token, phrase: Sequence[str]) -> Token | None:
        """Return the first word of `phrase` where it ends right before `verb`, None where it does not stand there."""
        at = verb.i
        for word in reversed(phrase):
            at -= 1
            while at >= 0 and self._doc[at].pos_ == "ADV" and self._doc[at].lower_ != word:
                at -= 1
            if at < 0 or word not in (self._doc[at].lower_, self._doc[at].lemma_.lower()):
                return None
        return self._doc[at] if at >= verb.sent.start else None

    def _phrase(self, word: Token, end: int) -> Utterance | None:
        anchor = _verb_above(word)
        speaker = child(anchor, "nsubjpass") or subject(anchor)
        source = outside(speaker, anchor) if speaker is not None else None
        begin = min(cue_words(anchor)[0], word.i) if anchor.i <= word.i or word.head.i == anchor.i else word.i
        if word.i - begin > LONGEST_CUE:
            begin = word.i
        if source is None and anchor.left_edge.i < begin:
            source = anchor.left_edge.i, begin
        if source is None or (speaker is not None and speaker.lemma_.lower() in self._cues.things):
            return None
        last = self._doc[end - 1]
        opened = last.lower_ in _OPENERS
        start = end - 1 if opened else end
        if start >= len(self._doc) or self._doc[start].is_punct:
            return None
        reach = self._reach(anchor, end)
        if reach <= end:
            return None
        return self._cut.words(source, (begin, start), ((start, reach),), True)

    def _reach(self, anchor: Token, start: int) -> int:
        """Return where the words end that begin at `start` and hang, in the end, on a word before it."""
        if start >= len(self._doc):
            return start
        word = self._doc[start]
        for _ in range(FARTHEST_HEAD):
            if word.head.i <= start or word.head.i in (word.i, anchor.i):
                break
            word = word.head
        end = max(word.right_edge.i + 1, start)
        for other in children(anchor):
            if other.left_edge.i == end and other.dep_ in ("prep", "xcomp", "ccomp", "advcl"):
                end = other.right_edge.i + 1
        return end


def speaks(word: Token) -> bool:
    """Tell whether `word` names or describes somebody, some body or some writing that can speak."""
    return word.ent_type_ in _SPEAKERS or nouns().head(word.lower_) is not None


def _verb_above(word: Token) -> Token:
    """Return the verb that `word` is, helps, or hangs on; the last word looked at, or the topmost, where none is."""
    for _ in range(FARTHEST_VERB):
        if (word.pos_ in _VERBS and word.dep_ not in ("aux", "auxpass")) or word.head.i == word.i:
            break
        word = word.head
    return word
