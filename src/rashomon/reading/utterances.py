"""One cue at a time: who speaks by it, and what is said.

Knows: each kind of cue (verb, noun, adverb, `according to`), sentences with an inserted or inverted `he said`.
Does not know: other cues of the text, who a source is, or how it means its words (stance).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.reading import contents
from rashomon.reading.cues import Cues, Frame
from rashomon.reading.speakers import Stretch, child, children, owner, stretch, subject
from rashomon.record.text import Span, Spans

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from rashomon.reading.passages import Passages

_CUE_PART = frozenset({"aux", "auxpass", "neg", "advmod"})
_CUE_LONGEST = 6
"""Helping words before a verb at most that are looked at."""
_SELVES = frozenset({"i", "we", "you"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(frozen=True, slots=True)
class Utterance:
    """A cue with its source and content, in characters. `source` is None when nobody is named.

    `speech`: the cue is a verb of saying, and its speaker is named; only such count inside the words of others.
    `direct`: the content is, or ends with, somebody's own words between marks.
    """

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    speech: bool
    direct: bool

    @property
    def sources(self) -> Spans:
        """Return the source as spans, empty when nobody is named."""
        return (self.source,) if self.source is not None else ()

    @property
    def inside(self) -> bool:
        """Tell whether it counts where it stands inside the words of others."""
        return self.speech or self.source is None


class Utterances:
    """Finds the utterance of a cue in one text."""

    def __init__(self, doc: Doc, passages: Passages, lexicon: Cues) -> None:
        """Take the text's parse, its sentences and quotations, and the cue lexicon."""
        self._doc = doc
        self._passages = passages
        self._cues = lexicon

    def of(self, token: Token) -> Utterance | None:
        """Return what is said by the cue `token`, None when it is no cue here."""
        part = token.pos_
        if part not in ("VERB", "NOUN", "ADV"):
            return None
        lemma = token.lemma_.lower()
        if part == "VERB":
            if lemma == "accord":
                return self._according(token)
            found = self._with_it(token) if lemma in self._cues.with_it else None
            if found is None and self._cues.has_verb(lemma):
                found = self._verb(token, lemma)
            return found
        elif part == "NOUN":
            if lemma in self._cues.nouns or lemma in self._cues.noun_prepositions:
                return self._noun(token, lemma)
        elif lemma in self._cues.hearsay_adverbs:
            return self._adverb(token)
        return None

    def _verb(self, verb: Token, lemma: str) -> Utterance | None:
        thing = child(verb, "dobj")
        if (
            thing is not None
            and lemma in self._cues.lent_by
            and contents.of_noun(thing, thing.lemma_.lower(), self._cues)
        ):
            return None
        speaker = subject(verb)
        if speaker is None and child(verb, "nsubjpass", "expl") is not None:
            return self._hearsay(verb, lemma) or self._named(verb, lemma)
        if speaker is not None and speaker.lemma_.lower() in self._cues.things:
            return None
        source = _outside(speaker, verb) if speaker is not None else None
        cue = _cue(verb)
        carrying = self._carrying(verb)
        if carrying is not None:
            source, cue = carrying
        speech = lemma in self._cues.speech
        if Frame.CLAUSE in self._cues.verbs.get(lemma, ()):
            found = self._clause(verb, speech, source, cue)
            if found is not None:
                return found
        if speaker is None:
            return self._named(verb, lemma)
        if speaker.lower_ in _SELVES and not speech:
            return None
        said = contents.of_verb(verb, lemma, self._cues)
        if said is None:
            return None
        if said.preposition is not None and said.preposition.i <= cue[1] + 1:
            cue = cue[0], said.preposition.i + 1
        return self._made(source, cue, said.stretches, speech)

    def _clause(self, verb: Token, speech: bool, source: Stretch | None, cue: Stretch) -> Utterance | None:
        """Return the utterance of a verb that takes a sentence: before, after or around it."""
        said = contents.clause(verb)
        insertion = min(cue[0], source[0] if source else cue[0]), max(cue[1], source[1] if source else cue[1])
        if said is not None and (said.i > verb.i or not self._takes_object(verb)):
            whole = stretch(said)
            if whole[1] <= verb.i:
                whole = verb.left_edge.i if verb.dep_ == "ROOT" else whole[0], insertion[0]
            return self._made(source, cue, contents.without(whole, insertion), speech)
        if not speech:
            return None
        if verb.dep_ == "parataxis" or (verb.dep_ == "advcl" and _as(verb)):
            inserted = stretch(verb)
            if child(verb, "dobj") is None or _as(verb):
                return self._made(source, cue, contents.without(contents.around(verb), inserted), speech)
        tail = self._inverted(verb)
        if tail is not None:
            return self._made(stretch(tail), cue, ((verb.sent.start, cue[0]),), speech)
        if source is None:
            return None
        beside = self._beside(verb, insertion)
        if beside is not None:
            return self._put(source, cue, (Span(beside[0], beside[1]),), speech)
        if self._closes(verb, insertion):
            return self._made(source, cue, ((verb.left_edge.i, insertion[0]),), speech)
        return None

    def _with_it(self, verb: Token) -> Utterance | None:
        """Return `as one resident put it, …`."""
        it, speaker = child(verb, "dobj"), child(verb, "nsubj")
        if it is None or it.lower_ != "it" or speaker is None or it.i != verb.i + 1:
            return None
        cue = _cue(verb)[0], it.i + 1
        if verb.dep_ in ("advcl", "parataxis", "ccomp") and (_as(verb) or verb.dep_ == "parataxis"):
            return self._made(stretch(speaker), cue, contents.without(contents.around(verb), stretch(verb)), True)
        quotation = self._passages.after(it.idx + len(it))
        if quotation is None:
            return None
        return self._put(stretch(speaker), cue, (Span(quotation.start, quotation.end),), True)

    def _carrying(self, verb: Token) -> tuple[Stretch | None, Stretch] | None:
        """Return source and cue of `the ministry issued a statement saying`; None when `verb` hangs on no carrier."""
        noun = verb.head
        if verb.dep_ not in ("acl", "relcl") or noun.lemma_.lower() not in self._cues.carriers:
            return None
        speaker = owner(noun)
        if speaker is not None and speaker.dep_ == "poss":
            return stretch(speaker), (noun.i, verb.i + 1)
        giving = noun.head
        if noun.dep_ == "dobj" and giving.lemma_.lower() in self._cues.lent_by and giving.i < noun.i:
            giver = subject(giving)
            if giver is not None:
                return _outside(giver, giving), (_cue(giving)[0], verb.i + 1)
        return None

    def _takes_object(self, verb: Token) -> bool:
        """Tell whether `verb` already says a thing, so that a clause before it is another's (`…; the Kurds deny this`)."""
        thing = child(verb, "dobj")
        frames = self._cues.verbs.get(verb.lemma_.lower(), frozenset())
        return thing is not None and thing.i > verb.i and Frame.OBJECT in frames

    def _inverted(self, verb: Token) -> Token | None:
        """Return the speaker in `…, claim supporters.`, which the parser takes for an object; None elsewhere."""
        thing = child(verb, "dobj")
        if thing is None or thing.i < verb.i or child(verb, "nsubj", "nsubjpass", "aux") is not None or verb.i == 0:
            return None
        before = self._doc[verb.i - 1]
        after = thing.right_edge.i + 1
        ends = after >= len(self._doc) or self._doc[after].is_punct
        return thing if (before.text == "," or before.is_quote) and ends and verb.tag_ in _FINITE else None

    def _closes(self, verb: Token, insertion: Stretch) -> bool:
        """Tell whether `insertion` ends a sentence after a comma (`…, the agency reported Tuesday`), object unseen."""
        start = insertion[0]
        if verb.dep_ != "ROOT" or start == 0 or self._doc[start - 1].text != "," or child(verb, "dobj") is not None:
            return False
        return any(word.tag_ in _FINITE for word in self._doc[max(verb.left_edge.i, start - 40) : start])

    def _beside(self, verb: Token, insertion: Stretch) -> Span | None:
        """Return the quotation right before `he told the paper in an interview`, or right after any part of it."""
        found = self._passages.before(self._doc[insertion[0]].idx)
        ends = [insertion[1], *(word.right_edge.i + 1 for word in children(verb) if word.i >= insertion[1])]
        for end in ends:
            last = self._doc[end - 1]
            found = found or self._passages.after(last.idx + len(last))
        return Span(found.start, found.end) if found is not None else None

    def _hearsay(self, verb: Token, lemma: str) -> Utterance | None:
        """Return `they are reported to starve`, `it is feared that …`, `they were told to leave`: nobody is named."""
        told = Frame.SOMEBODY in self._cues.verbs.get(lemma, ())
        if not (told or lemma in self._cues.hearsay_verbs) or child(verb, "auxpass") is None:
            return None
        said = child(verb, "xcomp", "ccomp")
        if said is None or said.i < verb.i:
            return None
        about = child(verb, "nsubjpass")
        both = (stretch(about),) if about is not None and said.dep_ == "xcomp" else ()
        return self._made(None, _cue(verb), (*both, stretch(said)), False)

    def _named(self, verb: Token, lemma: str) -> Utterance | None:
        """Return `scenes labelled “cruel”`: nobody is named, but the marks show that somebody said it."""
        said = contents.of_verb(verb, lemma, self._cues) if Frame.NAMING in self._cues.verbs.get(lemma, ()) else None
        if said is None:
            return None
        found = self._made(None, _cue(verb), said.stretches, False)
        if found is None or not any(self._passages.quotation(span.start) for span in found.content):
            return None
        return found

    def _according(self, word: Token) -> Utterance | None:
        to = child(word, "prep")
        speaker = child(to, "pobj", "pcomp") if to is not None and to.lower_ == "to" else None
        if to is None or speaker is None:
            return None
        phrase = word.i, to.right_edge.i + 1
        said = contents.without(contents.around(word), phrase)
        return self._made((to.i + 1, phrase[1]), (word.i, to.i + 1), said, True)

    def _noun(self, noun: Token, lemma: str) -> Utterance | None:
        said = contents.of_noun(noun, lemma, self._cues)
        if said is None:
            return None
        speaker = owner(noun)
        source = stretch(speaker) if speaker is not None else None
        cue = noun.i, noun.i + 1
        if source is not None and speaker is not None and speaker.dep_ == "poss":
            mark = child(speaker, "case")
            source, cue = ((source[0], mark.i), (mark.i, cue[1])) if mark is not None else (source, (source[1], cue[1]))
        lender = noun.head
        if noun.dep_ == "dobj" and lender.i < noun.i and lender.lemma_.lower() in self._cues.lent_by:
            lending = subject(lender)
            if lending is not None:
                source, cue = _outside(lending, lender), (_cue(lender)[0], noun.i + 1)
        if said.preposition is not None and said.preposition.i == cue[1]:
            cue = cue[0], cue[1] + 1
        return self._made(source, cue, said.stretches, source is not None)

    def _adverb(self, word: Token) -> Utterance | None:
        if word.head.pos_ not in ("VERB", "AUX"):
            return None
        here = word.i, word.i + 1
        return self._made(None, here, contents.without(stretch(word.head), here), False)

    def _made(self, source: Stretch | None, cue: Stretch, said: Iterable[Stretch], speech: bool) -> Utterance | None:
        """Return the utterance whose content is the words `said`, quotations they touch taken whole."""
        at = self._doc[cue[0]].idx
        sentence = self._passages.sentence(at)
        if sentence is None:
            return None
        spans = (self._passages.characters(words, sentence) for words in said)
        return self._put(source, cue, [self._passages.snapped(span, at) for span in spans if span is not None], speech)

    def _put(self, source: Stretch | None, cue: Stretch, content: Iterable[Span], speech: bool) -> Utterance | None:
        sentence = self._passages.sentence(self._doc[cue[0]].idx)
        cue_span = self._passages.characters(cue, sentence) if sentence is not None else None
        spans = tuple(content)
        if sentence is None or cue_span is None or not spans or any(span.overlaps(cue_span) for span in spans):
            return None
        who = self._passages.characters(source, sentence) if source is not None else None
        if who is not None and any(span.overlaps(who) for span in spans):
            who = None
        direct = any(
            (quotation := self._passages.quotation(span.end - 1)) is not None and quotation.end == span.end
            for span in spans
        )
        return Utterance(who, cue_span, spans, speech and who is not None, direct)


def _cue(verb: Token) -> Stretch:
    """Return the verb with the helping verbs and adverbs right before it and the particle right after it."""
    start, end = verb.i, verb.i + 1
    doc = verb.doc
    while start > 0 and verb.i - start < _CUE_LONGEST:
        word = doc[start - 1]
        if word.head.i != verb.i or word.dep_ not in _CUE_PART:
            break
        start -= 1
    while end < len(doc) and doc[end].dep_ == "prt" and doc[end].head.i == verb.i:
        end += 1
    return start, end


def _outside(speaker: Token, verb: Token) -> Stretch | None:
    """Return the words of `speaker` without the verb, where the one holds the other (`a man saying …`)."""
    start, end = stretch(speaker)
    if start <= verb.i < end:
        start, end = (start, verb.i) if speaker.i < verb.i else (verb.i + 1, end)
    return (start, end) if start < end else None


def _as(verb: Token) -> bool:
    return any(word.dep_ == "mark" and word.lower_ == "as" for word in children(verb))
