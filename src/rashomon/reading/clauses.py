"""Sentences that a verb of saying takes: behind it, before it, around it, or between quotation marks beside it.

Knows: `he said` inserted, inverted, after a comma, as `as he put it`; speakers whom the parser lost.
Does not know: other frames, or which verbs are cues.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.reading import contents
from rashomon.reading.cues import Cues, Frame
from rashomon.reading.idioms import speaks
from rashomon.reading.speakers import Stretch, child, children, cue_words, stretch
from rashomon.record.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from rashomon.reading.passages import Passages
    from rashomon.reading.utterances import Cutter, Utterance

LONGEST_SPEAKER = 12
"""Words at most that are taken for a speaker whom the parser lost."""

LONGEST_LOOK = 40
"""Words before an inserted `he said` at most that are searched for the verb of what he said."""

_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_VERBS = frozenset({"VERB", "AUX"})
_CLOSING = frozenset({",", ".", "…", ";"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


class Clauses:
    """Finds what verbs of saying take as their sentence, in one text."""

    def __init__(self, doc: Doc, passages: Passages, cutter: Cutter, lexicon: Cues) -> None:
        """Take the text's parse, its quotations, what cuts utterances out of it, and the cue lexicon."""
        self._doc = doc
        self._passages = passages
        self._cut = cutter
        self._cues = lexicon

    def of(
        self, verb: Token, speech: bool, source: Stretch | None, cue: Stretch, *, inside: bool = False
    ) -> Utterance | None:
        """Return the utterance of `verb`, None when it takes no sentence.

        `speech`: it is a verb of saying, so that the sentence may also stand before or around it. `inside`: it counts
        inside the words of others even where it is no speech.
        """
        insertion = (min(cue[0], source[0]), max(cue[1], source[1])) if source else cue
        tail = self._inverted(verb)
        if tail is not None and speech:
            return self._cut.words(stretch(tail), cue, ((verb.sent.start, cue[0]),), speech)
        inserted = self._inserted(verb) if speech else None
        if inserted is not None:
            return inserted
        return self._beside_clause(verb, speech, source, cue, insertion, inside=inside)

    def _beside_clause(
        self, verb: Token, speech: bool, source: Stretch | None, cue: Stretch, insertion: Stretch, *, inside: bool
    ) -> Utterance | None:
        """Return the utterance of `verb` with its speaker before it."""
        said = contents.clause(verb)
        if source is None:
            return self._lost(cue) if speech else None
        if said is not None and (said.i > verb.i or not self._takes_object(verb)):
            whole = said.left_edge.i, contents.last_of(verb, said).right_edge.i + 1
            if whole[1] <= verb.i:
                whole = verb.left_edge.i if verb.dep_ == "ROOT" else whole[0], insertion[0]
            return self._cut.words(source, cue, contents.without(whole, insertion), speech, inside=inside)
        if not speech:
            return None
        behind = self._behind(verb)
        if behind is not None:
            return self._cut.words((source[0], min(source[1], behind[0])), cue, (behind,), speech)
        if verb.dep_ == "parataxis" or (verb.dep_ == "advcl" and _as(verb)):
            inserted = stretch(verb)
            if child(verb, "dobj") is None or _as(verb):
                return self._cut.words(source, cue, contents.without(contents.around(verb), inserted), speech)
        beside = self._beside(verb, insertion)
        if beside is not None:
            return self._cut.characters(source, cue, (beside,), speech)
        if self._closes(verb, insertion):
            return self._cut.words(source, cue, ((verb.left_edge.i, insertion[0]),), speech)
        return None

    def _behind(self, verb: Token) -> Stretch | None:
        """Return the clause of `the paper reported, quoting a clerk, that …`, whatever the parser hung on what."""
        citing, above = child(verb, "advcl"), verb.head
        told = self._addressed(verb)
        if told is None and citing is not None and citing.lemma_.lower() in self._cues.citing:
            told = child(citing, "ccomp")
        if told is not None:
            return stretch(told) if told.left_edge.lower_ == "that" or contents.questions(told) else None
        mark = child(above, "mark") if verb.dep_ == "ccomp" else None
        between = mark is not None and mark.lower_ == "that" and verb.i < mark.i < above.i
        return (mark.i, above.right_edge.i + 1) if mark is not None and between else None

    def _addressed(self, verb: Token) -> Token | None:
        """Return `left` of `told reporters that the army had left`, which the parser hung on the reporters."""
        if "of" not in self._cues.object_prepositions.get(verb.lemma_.lower(), ()):
            return None
        agent = child(verb, "agent")
        person = child(verb, "dobj", "dative") if agent is None else child(agent, "pobj")
        told = child(person, "relcl") if person is not None and person.i > verb.i else None
        if person is not None and told is None and (late := self._late(verb)) is not None:
            return late
        beyond = child(told, "ccomp") if told is not None else None
        if told is not None and beyond is not None and not self._cues.has_verb(told.lemma_.lower()):
            return beyond  # "told the men who came that …"
        actor = child(told, "nsubj", "nsubjpass") if told is not None else None
        return told if told is not None and actor not in (None, told.left_edge) else None

    def _late(self, verb: Token) -> Token | None:
        """Return `lose` of `told him before a visit that he would lose it`, which the parser hung on the visit."""
        for word in children(verb):
            noun = child(word, "pobj") if word.dep_ == "prep" and word.i > verb.i else None
            said = child(noun, "acl", "relcl") if noun is not None else None
            if noun is None or said is None or self._cues.has_noun(noun.lemma_.lower()):
                continue
            first, actor = said.left_edge, child(said, "nsubj", "nsubjpass")
            if actor not in (None, first) and (first.lower_ == "that" or contents.questions(said)):
                return said
        return None

    def with_it(self, verb: Token) -> Utterance | None:
        """Return `as one resident put it, …`, None when `verb` is not said of it."""
        it, speaker = child(verb, "dobj"), child(verb, "nsubj")
        if it is None or it.lower_ != "it" or speaker is None or it.i != verb.i + 1:
            return None
        cue = cue_words(verb)[0], it.i + 1
        if verb.dep_ in ("advcl", "parataxis", "ccomp") and (_as(verb) or verb.dep_ == "parataxis"):
            return self._cut.words(stretch(speaker), cue, contents.without(contents.around(verb), stretch(verb)), True)
        quotation = self._passages.after(it.idx + len(it))
        if quotation is None:
            return None
        return self._cut.characters(stretch(speaker), cue, (Span(quotation.start, quotation.end),), True)

    def _takes_object(self, verb: Token) -> bool:
        """Tell whether `verb` says a thing, so that a clause before it is another's: `…; the Kurds deny this`."""
        thing = child(verb, "dobj")
        frames = self._cues.verbs.get(verb.lemma_.lower(), frozenset())
        return thing is not None and thing.i > verb.i and Frame.OBJECT in frames

    def _inverted(self, verb: Token) -> Token | None:
        """Return the speaker in `…, claim supporters.`, which the parser takes for an object; None elsewhere."""
        thing = child(verb, "dobj") or (child(verb, "nsubj") if verb.dep_ == "conj" else None)
        first = child(verb, "nsubj", "nsubjpass", "aux")
        if thing is None or thing.i < verb.i or first not in (None, thing) or verb.i == 0:
            return None
        before = self._doc[verb.i - 1]
        after = thing.right_edge.i + 1
        ends = after >= len(self._doc) or self._doc[after].is_punct
        return thing if (before.text == "," or before.is_quote) and ends and _finite(verb) else None

    def _inserted(self, verb: Token) -> Utterance | None:
        """Return `…, complained villagers in Kassab.`, `The dam, explains an engineer, has held`, whatever the parse.

        The speaker is the words from the verb to the next comma or stop, with no verb among them.
        """
        start, end = verb.i + 1, verb.i + 1
        addressed = Frame.SOMEBODY in self._cues.verbs.get(verb.lemma_.lower(), ())
        sentence = self._passages.sentence(verb.idx)
        if addressed or sentence is None or verb.i == 0 or self._doc[verb.i - 1].text != "," or not _finite(verb):
            return None
        speaker, beside = child(verb, "nsubj"), child(verb, "advcl")
        if speaker is not None and beside is not None and speaker.i < beside.i < verb.i:
            return None
        while end < min(len(self._doc), start + LONGEST_SPEAKER) and self._doc[end].text not in _CLOSING:
            if self._doc[end].pos_ in _VERBS or self._doc[end].dep_ in ("mark", "prt"):
                return None
            end += 1
        if (
            end >= len(self._doc)
            or not any(speaks(word) for word in self._doc[start:end])
            or not _opens_phrase(self._doc[start])
        ):
            return None
        first = verb.i - 1
        while first > 0 and verb.i - first < LONGEST_LOOK and self._doc[first - 1].idx >= sentence.start:
            first -= 1
        whole = any(word.tag_ in _FINITE for word in self._doc[first : verb.i - 1])
        if whole == (self._doc[end].text == ",") and whole:
            return None
        last = end
        while not whole and last < len(self._doc) and self._doc[last].idx < sentence.end:
            last += 1
        said = ((first, verb.i), (end, last))
        return self._cut.words((start, end), (verb.i, start), [side for side in said if side[0] < side[1]], True)

    def _closes(self, verb: Token, insertion: Stretch) -> bool:
        """Tell whether `insertion` ends a sentence after a comma (`…, the agency reported Tuesday`), object unseen."""
        start = insertion[0]
        if verb.dep_ != "ROOT" or start == 0 or self._doc[start - 1].text != "," or child(verb, "dobj") is not None:
            return False
        return any(word.tag_ in _FINITE for word in self._doc[max(verb.left_edge.i, start - LONGEST_LOOK) : start])

    def _beside(self, verb: Token, insertion: Stretch) -> Span | None:
        """Return the quotation right before `he told the paper in an interview`, or right after any part of it."""
        thing = child(verb, "dobj", "xcomp")
        if thing is not None and Frame.SOMEBODY not in self._cues.verbs.get(verb.lemma_.lower(), ()):
            return None
        found = self._passages.before(self._doc[insertion[0]].idx)
        ends = [insertion[1], *(word.right_edge.i + 1 for word in children(verb) if word.i >= insertion[1])]
        for end in ends:
            last = self._doc[end - 1]
            found = found or self._passages.after(last.idx + len(last))
        return Span(found.start, found.end) if found is not None else None

    def _lost(self, cue: Stretch) -> Utterance | None:
        """Return `“We left” the mayor told us` or `“We left” said the mayor adding …`, where the parser lost the mayor.

        The speaker is the words between the quotation and the cue, else those right after the cue.
        """
        starts = range(cue[0], max(0, cue[0] - LONGEST_SPEAKER), -1)
        start, found = next(
            ((at, found) for at in starts if (found := self._passages.before(self._doc[at].idx)) is not None),
            (cue[0], None),
        )
        if found is None or found.start <= self._doc[cue[0]].idx < found.end:
            return None
        source: Stretch | None = (start, cue[0])
        if start == cue[0]:
            source = _noun_phrase(self._doc, cue[1])
        elif not any(word.pos_ in _NOUNS for word in self._doc[start : cue[0]]):
            source = None
        return self._cut.characters(source, cue, (Span(found.start, found.end),), True) if source is not None else None


def _noun_phrase(doc: Doc, start: int) -> Stretch | None:
    """Return the run of words from `start` to the last noun or name before anything else, None when there is none."""
    end = start
    for index in range(start, min(len(doc), start + LONGEST_SPEAKER)):
        if doc[index].pos_ in _NOUNS:
            end = index + 1
        elif doc[index].pos_ not in ("DET", "ADJ", "NUM") and doc[index].dep_ != "case":
            break
    return (start, end) if end > start else None


def _opens_phrase(word: Token) -> bool:
    return word.pos_ in ("DET", "NOUN", "PROPN", "ADJ", "NUM", "PRON")


def _finite(verb: Token) -> bool:
    """Tell whether `verb` has a tense; `…, allege the losers` looks like an infinitive."""
    return verb.tag_ in _FINITE or (verb.tag_ == "VB" and verb.dep_ == "conj")


def _as(verb: Token) -> bool:
    return any(word.dep_ == "mark" and word.lower_ == "as" for word in children(verb))
