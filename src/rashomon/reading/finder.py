"""One cue at a time: who speaks by it, and what is said.

Knows: each kind of cue (verb, noun, adverb, `according to`) and where its speaker stands.
Does not know: other cues of the text, who a source is, or how it means its words (stance).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rashomon.reading import contents, noun_contents, passives
from rashomon.reading.clauses import Clauses
from rashomon.reading.cues import Cues, Frame
from rashomon.reading.idioms import Idioms, speaks
from rashomon.reading.kinds import nouns
from rashomon.reading.speakers import (
    Stretch,
    child,
    children,
    cue_words,
    happens,
    outside,
    owner,
    shall_say,
    stretch,
    subject,
)
from rashomon.reading.utterances import Cutter, Utterance

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from rashomon.reading.passages import Passages

NEAREST_CUE = 7
"""Words at most between `citing two men` and the verb of the one who cites them."""

FARTHEST_THERE = 8
"""Words at most from `there` to the noun in `there have been new rumours that …`."""

_NOBODY = frozenset({"you", "that", "this", "which", "what", "there"})
"""Subjects whose thoughts are nobody's in particular."""
_AWARE = frozenset({"know", "hear", "learn", "remember", "recall", "understand", "see"})
"""What a quoted speaker tells as a fact with `they knew which tent it was`; not so `we do not know`."""


class Finder:
    """Finds what the cues of one text say."""

    def __init__(self, doc: Doc, passages: Passages, lexicon: Cues) -> None:
        """Take the text's parse, its sentences and quotations, and the cue lexicon."""
        self._doc = doc
        self._passages = passages
        self._cues = lexicon
        self._cut = Cutter(doc, passages)
        self._clauses = Clauses(doc, passages, self._cut, lexicon)
        self._idioms = Idioms(doc, passages, self._cut, lexicon)

    def of(self, token: Token) -> Utterance | None:
        """Return what is said by the cue `token`, None when it is no cue here."""
        part = token.pos_
        if token.text == ":":
            return self._idioms.headline(token)
        if (found := self._idioms.of(token)) is not None:
            return found
        if token.dep_ == "acomp":
            return self._adjective(token)
        if part not in ("VERB", "NOUN", "ADV"):
            return None
        lemma = token.lemma_.lower()
        if part == "VERB":
            if lemma == "accord":
                return self._according(token)
            found = self._clauses.with_it(token) if lemma in self._cues.with_it else None
            found = found or (self._cited(token) if lemma in self._cues.citing and token.tag_ == "VBG" else None)
            found = found or (self._spreading(token) if lemma in self._cues.spreading else None)
            if found is None and self._cues.has_verb(lemma):
                found = self._verb(token, lemma)
            return found
        if part == "NOUN":
            found = self._idioms.words_of(token) if token.lower_ in self._cues.accounts else None
            return found or (self._noun(token, lemma) if self._cues.has_noun(lemma) else None)
        return self._adverb(token) if lemma in self._cues.hearsay_adverbs else None

    def _verb(self, verb: Token, lemma: str) -> Utterance | None:
        if self._lends(verb, lemma) or self._withholds(verb):
            return None
        withheld = self._idioms.withheld(verb)
        silent = withheld[0] if withheld is not None else verb
        told_of = self._told_of(verb) if Frame.CLAUSE in self._cues.verbs.get(lemma, ()) else None
        if told_of is not None:
            return self._clauses.of(verb, lemma in self._cues.speech, *told_of, inside=True)
        if passives.was_asked(verb):
            return self._unsigned(passives.asked(verb))
        done_to = passives.awaited(verb) is not None or passives.second(verb)
        speaker = None if done_to else subject(silent)
        if speaker is not None and speaker.head.dep_ == "agent" and speaker.lemma_.lower() in self._cues.carriers:
            speaker = None  # told by telephone, warned by letter
        if speaker is None and (done_to or child(verb, "nsubjpass", "expl") is not None):
            return self._unsigned(passives.passive(verb, lemma, self._cues)) or self._named(verb, lemma)
        if speaker is not None and speaker.lemma_.lower() in self._cues.things:
            return None
        source = self._source(verb, silent, speaker)
        cue = cue_words(verb) if withheld is None else (withheld[1], cue_words(verb)[1])
        carrying = self._carrying(verb)
        if carrying is not None:
            source, cue = carrying
        found = self._said_by(verb, lemma, speaker, source, cue)
        if found is None or withheld is not None or (happens(verb) and (lemma not in _AWARE or not shall_say(verb))):
            return found
        return replace(found, inside=False)

    def _told_of(self, verb: Token) -> tuple[Stretch, Stretch] | None:
        """Return source and cue of `the rebels are said to have promised …`, None where nobody is told of."""
        above = verb.head
        helper = next((word for word in children(verb) if word.lower_ in ("have", "be") and word.dep_ == "aux"), None)
        if verb.dep_ != "xcomp" or helper is None or above.lemma_.lower() not in self._cues.hearsay_verbs:
            return None
        speaker = child(above, "nsubjpass")
        return (stretch(speaker), (helper.i, cue_words(verb)[1])) if speaker is not None else None

    def _said_by(
        self, verb: Token, lemma: str, speaker: Token | None, source: Stretch | None, cue: Stretch
    ) -> Utterance | None:
        """Return what `verb` says as a clause, else in another of its frames."""
        if Frame.CLAUSE in self._cues.verbs.get(lemma, ()):
            speech = lemma in self._cues.speech
            found = self._clauses.of(verb, speech, source, cue, inside=self._other(verb, speaker))
            if found is not None:
                return found
        return self._framed(verb, lemma, speaker, source, cue) if speaker is not None else self._named(verb, lemma)

    def _framed(
        self, verb: Token, lemma: str, speaker: Token, source: Stretch | None, cue: Stretch
    ) -> Utterance | None:
        """Return what `verb` says in a frame other than a clause."""
        speech = lemma in self._cues.speech
        if speaker.lower_ == "you" and not speech:
            return None
        said = contents.of_verb(verb, lemma, self._cues)
        if said is None:
            return None
        inside = self._other(verb, speaker)
        if said.preposition is not None and said.preposition.i <= cue[1] + 1:
            cue = cue[0], said.preposition.i + 1
        return self._cut.words(source, (cue[0], said.until or cue[1]), said.stretches, speech, inside=inside)

    def _lends(self, verb: Token, lemma: str) -> bool:
        """Tell whether `verb` only lends its subject to its object, which is the cue: `issued a warning that …`."""
        thing = child(verb, "dobj") if lemma in self._cues.lent_by else None
        return (
            thing is not None
            and not _of_another(thing)
            and noun_contents.of_noun(thing, thing.lemma_.lower(), self._cues) is not None
        )

    def _source(self, verb: Token, silent: Token, speaker: Token | None) -> Stretch | None:
        source = outside(speaker, silent) if speaker is not None else None
        of = self._charge(verb, speaker) if speaker is not None else None
        return (source[0], min(source[1], of.i)) if source is not None and of is not None else source

    def _withholds(self, verb: Token) -> bool:
        """Tell whether another verb's words are withheld by `verb` (`refused to confirm`): that one is the cue."""
        inner = child(verb, "xcomp")
        withheld = self._idioms.withheld(inner) if inner is not None and inner.i > verb.i else None
        if inner is None or withheld is None or withheld[0].i != verb.i:
            return False
        unnamed = inner.lemma_.lower() in self._cues.nameless and child(inner, "auxpass") is not None
        return unnamed or self.of(inner) is not None

    def _cited(self, verb: Token) -> Utterance | None:
        """Return what two men said by `the paper, citing two men, said …`; None where they are no speakers."""
        thing = child(verb, "dobj")
        if thing is None or thing.i < verb.i or not speaks(thing):
            return None
        end = thing.right_edge.i + 1
        near = (*range(verb.i - 2, verb.i - NEAREST_CUE, -1), *range(end + 1, end + NEAREST_CUE), verb.head.i)
        for at in near:
            other = self._doc[at] if 0 <= at < len(self._doc) else verb
            lemma = other.lemma_.lower()
            passing = other.i != verb.i and other.pos_ == "VERB" and (lemma in self._cues.speech or lemma == "accord")
            if passing and (outer := self.of(other)) is not None:
                found = self._cut.characters(stretch(thing), (verb.i, verb.i + 1), outer.content, True)
                return replace(found, through=outer.cue) if found is not None else None
        return None

    def _spreading(self, verb: Token) -> Utterance | None:
        """Return `rumours are circulating that …`, `word spread that …`."""
        noun, said = child(verb, "nsubj"), child(verb, "ccomp")
        if noun is None or said is None or said.i < verb.i or noun.lemma_.lower() not in self._cues.hearsay_nouns:
            return None
        if child(said, "mark") is None:
            return None
        return self._cut.words(None, (noun.i, verb.i + 1), (stretch(said),), False, inside=True)

    def _quoted(self, word: Token) -> bool:
        return self._passages.quotation(word.idx) is not None

    def _other(self, verb: Token, speaker: Token | None) -> bool:
        """Tell whether what `speaker` thinks or wants counts inside the words of others: `said the rebels plan to …`.

        Not what somebody is told to know in a quotation (`“They knew why”`), nor what one does (`“One asks why”`).
        """
        if speaker is None or speaker.lower_ in _NOBODY:
            return False
        if not self._quoted(speaker):
            return True
        known = verb.lemma_.lower() in _AWARE and child(verb, "neg") is None
        return not known and (speaker.lower_ != "one" or child(speaker, "prep") is not None)

    def _charge(self, verb: Token, speaker: Token) -> Token | None:
        """Return the "of" in `accused people of malice for saying …`: it tells of what, not who the people are.

        So does that of `accused by the people of malice`.
        """
        passive = child(verb, "agent") is not None
        deed = verb if passive else verb.head.head
        if (verb.dep_ != "pcomp" and not passive) or "of" not in self._cues.object_prepositions.get(
            deed.lemma_.lower(), ()
        ):
            return None
        return next((word for word in children(speaker) if word.dep_ == "prep" and word.lower_ == "of"), None)

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
                return outside(giver, giving), (cue_words(giving)[0], verb.i + 1)
        return None

    def _unsigned(self, found: passives.Unsigned | None) -> Utterance | None:
        """Return what is said by nobody who is named, as an utterance."""
        return self._cut.words(None, found[0], found[1], False, inside=True) if found is not None else None

    def _named(self, verb: Token, lemma: str) -> Utterance | None:
        """Return `scenes labelled “cruel”`: nobody is named, but the marks show that somebody said it."""
        said = contents.of_verb(verb, lemma, self._cues) if Frame.NAMING in self._cues.verbs.get(lemma, ()) else None
        if said is None:
            return None
        found = self._cut.words(None, cue_words(verb), said.stretches, False)
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
        return self._cut.words((to.i + 1, phrase[1]), (word.i, to.i + 1), said, True)

    def _noun(self, noun: Token, lemma: str) -> Utterance | None:
        said = noun_contents.of_noun(noun, lemma, self._cues)
        if said is None and Frame.CLAUSE in self._cues.nouns.get(lemma, ()):
            return self._held(noun)
        if said is None or self._made_by(noun, said):
            return None
        speaker = owner(noun)
        if speaker is not None and said.preposition is not None and speaker.head.i == said.preposition.i:
            speaker = None
        source = stretch(speaker) if speaker is not None else None
        if source is not None and source[0] < said.stretches[0][0]:
            source = source[0], min(source[1], (said.preposition or self._doc[said.stretches[0][0]]).i)
        cue = noun.i, noun.i + 1
        there = child(noun.head, "expl") if noun.dep_ == "attr" and lemma in self._cues.there else None
        if there is not None and noun.i - there.i <= FARTHEST_THERE:
            cue = there.i, cue[1]
        if source is not None and speaker is not None and speaker.dep_ == "poss":
            mark = child(speaker, "case")
            source, cue = ((source[0], mark.i), (mark.i, cue[1])) if mark is not None else (source, (source[1], cue[1]))
        lender = noun.head
        if noun.dep_ == "dobj" and lender.i < noun.i and lender.lemma_.lower() in self._cues.lent_by:
            lending = subject(lender) if not _of_another(noun) and happens(lender) else None
            if lending is not None:
                source, cue = outside(lending, lender), (cue_words(lender)[0], noun.i + 1)
        if said.preposition is not None and said.preposition.i == cue[1]:
            cue = cue[0], cue[1] + 1
        return self._cut.words(source, cue, said.stretches, source is not None, inside=there is not None)

    def _held(self, noun: Token) -> Utterance | None:
        """Return `the ministry's position is that …`, `their fear was that …`."""
        verb, speaker = noun.head, owner(noun)
        said = child(verb, "ccomp")
        if noun.dep_ != "nsubj" or verb.lemma_ != "be" or speaker is None or said is None or said.i < verb.i:
            return None
        if child(said, "mark") is None or speaker.dep_ != "poss":
            return None
        mark = child(speaker, "case")
        start = mark.i if mark is not None else speaker.i + 1
        return self._cut.words((speaker.left_edge.i, start), (start, verb.i + 1), (stretch(said),), True)

    def _made_by(self, noun: Token, said: contents.Said) -> bool:
        """Tell whether `the report of the monitoring team` names who made it, not what it says."""
        thing = child(said.preposition, "pobj") if said.preposition is not None else None
        return thing is not None and noun.tag_ != "NNS" and nouns().head(thing.lower_) in nouns().actors

    def _adjective(self, word: Token) -> Utterance | None:
        """Return `they are convinced that …`, `are ready to …`, `are sceptical of …`."""
        verb, said = word.head, noun_contents.of_adjective(word, self._cues)
        speaker = subject(verb) if said is not None else None
        if said is None or speaker is None or speaker.lower_ in _NOBODY:
            return None
        if speaker.lower_ == "it" and noun_contents.clause_of(said, word):
            return None  # "it is certain that"
        if speaker.lemma_.lower() in self._cues.things:
            return None
        cue = cue_words(verb)[0], word.i + 1 if said.preposition is None else said.preposition.i + 1
        inside = self._other(verb, speaker)
        return self._cut.words(outside(speaker, verb), cue, said.stretches, False, inside=inside)

    def _adverb(self, word: Token) -> Utterance | None:
        if word.head.pos_ not in ("VERB", "AUX"):
            return None
        here = word.i, word.i + 1
        return self._cut.words(None, here, contents.without(stretch(word.head), here), False, inside=True)


def _of_another(noun: Token) -> bool:
    """Tell whether somebody else owns what is passed on: `aired a deserter's claim`, unlike `repeated its claim`."""
    whose = child(noun, "poss")
    return whose is not None and whose.tag_ != "PRP$"
