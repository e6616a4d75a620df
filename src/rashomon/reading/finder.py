"""One cue at a time: who speaks by it, and what is said.

Knows: each kind of cue (verb, noun, adverb, `according to`) and where its speaker stands.
Does not know: other cues of the text, who a source is, or how it means its words (stance).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.reading import contents
from rashomon.reading.clauses import Clauses
from rashomon.reading.cues import Cues, Frame
from rashomon.reading.speakers import Stretch, child, children, cue_words, outside, owner, stretch, subject
from rashomon.reading.utterances import Cutter, Utterance

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from rashomon.reading.passages import Passages

_UNKNOWN = frozenset({"i", "you", "it", "that", "this", "which", "what", "there"})
_SELVES = frozenset({"i", "we", "you"})


class Finder:
    """Finds what the cues of one text say."""

    def __init__(self, doc: Doc, passages: Passages, lexicon: Cues) -> None:
        """Take the text's parse, its sentences and quotations, and the cue lexicon."""
        self._passages = passages
        self._cues = lexicon
        self._cut = Cutter(doc, passages)
        self._clauses = Clauses(doc, passages, self._cut, lexicon)

    def of(self, token: Token) -> Utterance | None:
        """Return what is said by the cue `token`, None when it is no cue here."""
        part = token.pos_
        if token.dep_ == "acomp":
            return self._adjective(token)
        if part not in ("VERB", "NOUN", "ADV"):
            return None
        lemma = token.lemma_.lower()
        if part == "VERB":
            if lemma == "accord":
                return self._according(token)
            found = self._clauses.with_it(token) if lemma in self._cues.with_it else None
            if found is None and self._cues.has_verb(lemma):
                found = self._verb(token, lemma)
            return found
        if part == "NOUN":
            return self._noun(token, lemma) if self._cues.has_noun(lemma) else None
        return self._adverb(token) if lemma in self._cues.hearsay_adverbs else None

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
        source = outside(speaker, verb) if speaker is not None else None
        if source is not None and speaker is not None and (of := self._charge(verb, speaker)) is not None:
            source = source[0], min(source[1], of.i)
        cue = cue_words(verb)
        carrying = self._carrying(verb)
        if carrying is not None:
            source, cue = carrying
        speech = lemma in self._cues.speech
        inside = self._other(verb, speaker)
        if Frame.CLAUSE in self._cues.verbs.get(lemma, ()):
            found = self._clauses.of(verb, speech, source, cue, inside=inside)
            if found is not None:
                return found
        if speaker is None:
            return self._named(verb, lemma)
        if speaker.lower_ in _SELVES and not speech and (speaker.lower_ != "we" or self._quoted(speaker)):
            return None
        said = contents.of_verb(verb, lemma, self._cues)
        if said is None:
            return None
        inside = inside and (said.preposition is not None or child(verb, "xcomp", "ccomp") is not None)
        if said.preposition is not None and said.preposition.i <= cue[1] + 1:
            cue = cue[0], said.preposition.i + 1
        return self._cut.words(source, cue, said.stretches, speech, inside=inside)

    def _quoted(self, word: Token) -> bool:
        return self._passages.quotation(word.idx) is not None

    def _other(self, verb: Token, speaker: Token | None) -> bool:
        """Tell whether what `speaker` thinks or wants is the very thing another reports: `said the rebels plan to …`.

        Not inside quotation marks, where it is a part of what is said.
        """
        main = verb.dep_ in ("ccomp", "acl") and verb.tag_ != "VB"
        return main and speaker is not None and speaker.pos_ in ("NOUN", "PROPN") and not self._quoted(speaker)

    def _charge(self, verb: Token, speaker: Token) -> Token | None:
        """Return the "of" in `accused people of malice for saying …`: it tells of what, not who the people are."""
        deed = verb.head.head
        if verb.dep_ != "pcomp" or "of" not in self._cues.object_prepositions.get(deed.lemma_.lower(), ()):
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

    def _hearsay(self, verb: Token, lemma: str) -> Utterance | None:
        """Return `they are reported to starve`, `it is feared that …`, `they were told to leave`: nobody is named."""
        told = Frame.SOMEBODY in self._cues.verbs.get(lemma, ())
        if not (told or lemma in self._cues.hearsay_verbs) or child(verb, "auxpass") is None:
            return None
        said = child(verb, "xcomp", "ccomp") or (None if told else child(verb, "oprd"))
        about = child(verb, "nsubjpass")
        if said is None and about is not None and lemma in self._cues.hearsay_ahead:
            rest = (verb.i + 1, verb.right_edge.i + 1)
            return self._cut.words(None, cue_words(verb), (stretch(about), rest), False, inside=True)
        if said is None or said.i < verb.i:
            return None
        both = (stretch(about),) if about is not None and said.dep_ != "ccomp" else ()
        return self._cut.words(None, cue_words(verb), (*both, stretch(said)), False, inside=True)

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
                source, cue = outside(lending, lender), (cue_words(lender)[0], noun.i + 1)
        if said.preposition is not None and said.preposition.i == cue[1]:
            cue = cue[0], cue[1] + 1
        return self._cut.words(source, cue, said.stretches, source is not None)

    def _adjective(self, word: Token) -> Utterance | None:
        """Return `they are convinced that …`, `are ready to …`, `are sceptical of …`."""
        verb, said = word.head, contents.of_adjective(word, self._cues)
        speaker = subject(verb) if said is not None else None
        if said is None or speaker is None or speaker.lower_ in _UNKNOWN or self._quoted(speaker):
            return None
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
