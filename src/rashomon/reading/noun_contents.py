"""What is said by `the claim that …`, `is convinced that …`: the content of cues that are no verbs.

Knows: how each frame of a noun or an adjective in the cue lexicon looks in the tree.
Does not know: verbs (contents), quotation marks, or who speaks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.reading.contents import Said, behind, has_to
from rashomon.reading.cues import Cues, Frame
from rashomon.reading.speakers import child, children, stretch

if TYPE_CHECKING:
    from spacy.tokens import Token

_BEHIND_NOUN = frozenset({"acl", "ccomp", "relcl", "xcomp", "advcl"})


def of_noun(noun: Token, lemma: str, cues: Cues) -> Said | None:
    """Return what `noun` says (`the claim that …`), None when it stands in none of its frames."""
    if lemma in cues.only_singular and noun.tag_ != "NN":
        return None
    frames = cues.nouns.get(lemma, frozenset())
    after = [word for word in children(noun) if word.i > noun.i]
    for word in (*after, *_beyond(noun)):
        told = _has_that(word) or (_whole(word) and (lemma in cues.hearsay_only or _passive(word)))
        if Frame.CLAUSE in frames and word.dep_ in _BEHIND_NOUN and told:
            return Said((stretch(word),))
        if Frame.INFINITIVE in frames and word.dep_ in _BEHIND_NOUN and has_to(word):
            return Said((stretch(word),))
    wanted = cues.noun_prepositions.get(lemma, frozenset())
    lender = noun.head if noun.dep_ == "dobj" and noun.head.lemma_.lower() in cues.lent_by else None
    if lender is not None or child(noun, "poss") is not None or maker(noun, "by") is not None:
        wanted |= cues.owned_prepositions.get(lemma, frozenset())
    lent = [word for word in children(lender) if word.i > noun.i] if lender is not None else []
    for word in (*after, *_beyond(noun), *lent):
        if word.dep_ == "prep" and word.lower_ in wanted:
            return behind(word, word.right_edge.i + 1)
    return None


def maker(noun: Token, *links: str) -> Token | None:
    """Return `rebels` of `the claim by the rebels`, whatever the parser hung on what; None where none is there.

    `links`: the words that may stand between; none given: `by` and `of`.
    """
    by = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else noun
    return child(by, "pobj") if by.lower_ in (links or ("by", "of")) and by.dep_ == "prep" else None


def _beyond(noun: Token) -> list[Token]:
    """Return what may be claimed behind whose claim it is, on whatever it hangs: `the claim by the rebels that …`."""
    by = maker(noun)
    if by is None:
        return []
    found = [word for word in children(by) if word.i > by.i]
    end = max([by.i, *(word.right_edge.i for word in children(by) if word not in found)]) + 1
    first = noun.doc[end] if end < len(noun.doc) else by
    if first.lower_ in ("that", "to") and first.head.i > first.i and first.head.left_edge.i == end:
        found.append(first.head)
    return found


def _whole(clause: Token) -> bool:
    """Tell whether `that the border would close` lacks nothing, though the parser took `that` for its object."""
    first = clause.left_edge
    return first.lower_ == "that" and first.tag_ == "WDT" and child(clause, "nsubj", "nsubjpass") not in (None, first)


def _passive(clause: Token) -> bool:
    """Tell whether a clause is in the passive voice, so that it lacks no object."""
    return child(clause, "nsubjpass") is not None


def of_adjective(word: Token, cues: Cues) -> Said | None:
    """Return what is said by `is convinced that …`, `is ready to …`; None when `word` stands in none of its frames."""
    lemma = word.lower_
    frames = cues.adjectives.get(lemma, frozenset())
    prepositions = cues.adjective_prepositions.get(lemma, frozenset())
    for other in children(word) if frames or prepositions else ():
        if other.i < word.i:
            continue
        if Frame.CLAUSE in frames and other.dep_ == "ccomp":
            return Said((stretch(other),))
        if Frame.INFINITIVE in frames and other.dep_ == "xcomp" and has_to(other):
            return Said((stretch(other),))
        if other.dep_ == "prep" and other.lower_ in prepositions:
            return behind(other, other.right_edge.i + 1)
    return None


def clause_of(said: Said, word: Token) -> bool:
    """Tell whether what `word` says is a sentence, not a thing or a deed."""
    said_by = child(word, "ccomp")
    return said_by is not None and said.stretches == (stretch(said_by),)


def _has_that(word: Token) -> bool:
    return any(mark.dep_ == "mark" and mark.lower_ == "that" for mark in children(word))
