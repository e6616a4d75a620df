"""What is said by nobody who is named: passives without a "by", and adverbs of hearsay.

Knows: `they are reported to starve`, `it is feared that …`, `they were told to leave`, `was accused of spying`.
Does not know: cues of those who are named (finder), or whose words they stand in (nesting).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.reading import contents
from rashomon.reading.cues import Cues, Frame
from rashomon.reading.speakers import Stretch, child, children, cue_words, stretch

if TYPE_CHECKING:
    from spacy.tokens import Token

_UNKNOWN = frozenset({"i", "you", "it", "that", "this", "which", "what", "there"})

Unsigned = tuple[Stretch, tuple[Stretch, ...]]
"""The words of a cue, and what is said."""


def passive(verb: Token, lemma: str, cues: Cues) -> Unsigned | None:
    """Return what a passive says, None where `verb` is none, or none that says so."""
    if child(verb, "auxpass") is None:
        return None
    told = Frame.SOMEBODY in cues.verbs.get(lemma, ())
    return _charged(verb, lemma, cues) or (
        _reported(verb, lemma, cues, told=told) if told or _hears(lemma, cues) else None
    )


def _hears(lemma: str, cues: Cues) -> bool:
    return lemma in cues.hearsay_verbs or lemma in cues.hearsay_ahead


def _reported(verb: Token, lemma: str, cues: Cues, *, told: bool) -> Unsigned | None:
    said = child(verb, "xcomp", "ccomp") or (None if told else child(verb, "oprd"))
    if said is None and told and Frame.OBJECT in cues.verbs[lemma]:
        said = child(verb, "dobj")
    about = awaited(verb) or child(verb, "nsubjpass")
    if verb.dep_ == "parataxis" and about is not None and about.lower_ == "it":
        inserted = stretch(verb)
        return inserted, contents.without(contents.around(verb), inserted)
    if said is None and about is not None and lemma in cues.hearsay_ahead:
        if about.lower_ in _UNKNOWN or child(about, "neg") is not None or _denied(about):
            return None
        rest = (verb.i + 1, verb.right_edge.i + 1)
        return (cue_words(verb) if about.head.i == verb.i else (verb.head.i, verb.i + 1)), (stretch(about), rest)
    if said is None or said.i < verb.i:
        return None
    both = (stretch(about),) if about is not None and said.dep_ != "ccomp" else ()
    end = contents.reach(verb, said) if said.dep_ in ("oprd", "dobj") else said.right_edge.i + 1
    return cue_words(verb), (*both, (said.left_edge.i, end))


def _charged(verb: Token, lemma: str, cues: Cues) -> Unsigned | None:
    """Return `its driver … of spying` of `its driver was accused of spying`, as `they were asked for money`."""
    wanted = cues.object_prepositions.get(lemma, frozenset())
    about = child(verb, "nsubjpass")
    if about is None or child(verb, "agent", "neg") is not None or _denied(about):
        return None
    for word in children(verb):
        if word.dep_ == "prep" and word.lower_ in wanted and word.i > verb.i and child(word, "pobj", "pcomp"):
            return (cue_words(verb)[0], word.i + 1), (stretch(about), (word.i + 1, contents.reach(verb, word)))
    return None


def asked(verb: Token) -> Unsigned | None:
    """Return `whether he would resign` of `Asked whether he would resign, …`, `when he was asked …`."""
    about = next((word for word in children(verb) if word.dep_ == "prep" and word.lower_ in ("about", "for")), None)
    said = contents.clause(verb) or about
    return (cue_words(verb), (stretch(said),)) if said is not None else None


def was_asked(verb: Token) -> bool:
    """Tell whether a verb stands as in `Asked about it, he laughed`."""
    alone = child(verb, "nsubj", "nsubjpass", "aux", "auxpass", "agent") is None
    return verb.lemma_.lower() in contents.ASKING and verb.tag_ == "VBN" and verb.dep_ == "advcl" and alone


def second(verb: Token) -> bool:
    """Tell whether a passive has its subject from a verb before it: `had seen it and had been warned to …`."""
    return verb.dep_ == "conj" and child(verb, "auxpass") is not None and child(verb, "agent", "nsubjpass") is None


def awaited(verb: Token) -> Token | None:
    """Return what is done to by `more raids are to be expected`, None where `verb` is no such passive."""
    above = verb.head
    infinitive = verb.dep_ == "xcomp" and child(verb, "auxpass") is not None
    return child(above, "nsubj") if infinitive and above.lemma_ == "be" and above.i < verb.i else None


def _denied(about: Token) -> bool:
    determiner = child(about, "det")
    return determiner is not None and determiner.lower_ == "no"
