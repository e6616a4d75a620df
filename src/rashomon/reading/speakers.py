"""Who speaks: from a cue in the grammar tree to the words for its speaker, and the words that belong to the cue.

Knows: subjects, agents, owners, and whose subject a verb without one shares.
Does not know: which words are cues, or who the speaker is in the world.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

Stretch = tuple[int, int]
"""Token indices ``[start, end)``."""

FARTHEST_HEAD = 8
"""Steps up the tree at most when looking for the subject a verb shares."""

OF_ANOTHER = frozenset({"as", "of", "for", "from"})
"""Prepositions after which the object acts, not the subject: `quoted a man as saying`, `accused them of lying`."""

LONGEST_CUE = 6
"""Helping words and adverbs before a verb at most: `has since then repeatedly and falsely said`."""

_CUE_PART = frozenset({"aux", "auxpass", "neg", "advmod", "preconj"})
_LOOSE = frozenset({("VBG", "pcomp"), ("VBG", "ccomp"), ("VBN", "advcl")})
"""Participles, and how they hang on another word, that do not say what happens."""
_LOOK = 40
"""Children of one word at most that are looked at: real words have fewer, hostile text has thousands."""


def children(token: Token) -> list[Token]:
    """Return the words that hang on `token`, in order (the first few dozen)."""
    return list(islice(token.children, _LOOK))


def child(token: Token, *deps: str) -> Token | None:
    """Return the first word that hangs on `token` in one of these ways, None when there is none."""
    return next((word for word in children(token) if word.dep_ in deps), None)


def stretch(token: Token) -> Stretch:
    """Return the words of the whole phrase under `token`."""
    return token.left_edge.i, token.right_edge.i + 1


def subject(verb: Token) -> Token | None:
    """Return who does what `verb` says, following shared subjects; None when nobody is named."""
    word, shared = verb, False
    for _ in range(FARTHEST_HEAD):
        found = _own_subject(word)
        if found is not None:
            return found
        if (done_to := child(word, "nsubjpass", "expl")) is not None and word.dep_ != "conj":
            # "had been asked to leave and had refused", "were forced to say that …"
            says = shared or (word.i != verb.i and shall_say(verb))
            return done_to if says and done_to.dep_ == "nsubjpass" else None
        above = word.head
        if above.i == word.i:
            return None
        if word.dep_ in ("acl", "relcl") and above.pos_ in ("NOUN", "PROPN", "PRON"):
            return above if word.tag_ in ("VBG", "VBD") or _says_that(word) else None
        if word.dep_ == "pcomp":
            deed = above.head
            if above.lower_ in OF_ANOTHER:
                return child(deed, "dobj") or (deed if deed.dep_ == "dobj" else child(deed, "nsubjpass"))
            above = deed
        elif word.dep_ == "xcomp" and above.dep_ == "acomp":
            above = above.head  # "were wrong to think that …"
        elif word.dep_ not in ("conj", "xcomp", "advcl", "ccomp", "dep") or above.pos_ not in ("VERB", "AUX"):
            return None
        if (other := _lent(word, above)) is not None:
            return other
        shared = shared or word.dep_ == "conj"
        word = above
    return None


def _lent(verb: Token, above: Token) -> Token | None:
    """Return whom the verb `above`, or a clause before, gives `verb` as its subject: `told them to leave`."""
    if verb.dep_ == "xcomp":
        return child(above, "dobj")
    first = _before(verb) if verb.dep_ == "ccomp" else None
    return None if first is None else _own_subject(first) or child(first, "nsubjpass")


def follows(clause: Token) -> bool:
    """Tell whether a clause shares the subject of one before it: `refused` of `said they met, refused and left`."""
    return clause.tag_ in ("VBD", "VBN", "VBP", "VBZ") and child(clause, "nsubj", "nsubjpass", "mark", "expl") is None


def _before(clause: Token) -> Token | None:
    """Return the clause whose subject another shares that hangs on the same verb."""
    if not follows(clause):
        return None
    others = [word for word in children(clause.head) if word.dep_ == "ccomp" and clause.head.i < word.i < clause.i]
    return next((word for word in reversed(others) if child(word, "nsubj", "nsubjpass") is not None), None)


def _says_that(participle: Token) -> bool:
    """Tell whether `a source denied that …` was taken for `a source who was denied …`: only a speaker takes `that`."""
    clause = child(participle, "ccomp")
    return clause is not None and child(clause, "mark") is not None and child(clause, "nsubj", "nsubjpass") is not None


def _own_subject(verb: Token) -> Token | None:
    agent = child(verb, "agent")
    if agent is not None:
        return child(agent, "pobj")
    subjects = [word for word in children(verb) if word.dep_ == "nsubj"]
    # two subjects: the parser took the first one's verb for a description, and the nearer one is the speaker
    return min(subjects, key=lambda word: abs(word.i - verb.i)) if subjects else None


def owner(noun: Token) -> Token | None:
    """Return whose claim, fear or promise `noun` is; None when it does not say."""
    possessive = child(noun, "poss")
    if possessive is not None:
        return possessive
    beside = [noun.doc[noun.i + 1]] if noun.i + 1 < len(noun.doc) and noun.doc[noun.i + 1].lower_ == "by" else []
    for word in (*children(noun), *beside):
        if word.dep_ == "prep" and word.lower_ in ("by", "from", "among", "of"):
            return child(word, "pobj")
    return None


def outside(speaker: Token, verb: Token) -> Stretch | None:
    """Return the words of `speaker` without the verb, where the one holds the other (`a man saying …`)."""
    start, end = stretch(speaker)
    if start <= verb.i < end:
        start, end = (start, verb.i) if speaker.i < verb.i else (verb.i + 1, end)
    return (start, end) if start < end else None


def cue_words(verb: Token) -> Stretch:
    """Return the verb with the helping verbs and adverbs right before it and the particle right after it."""
    start, end = verb.i, verb.i + 1
    doc = verb.doc
    while start > 0 and verb.i - start < LONGEST_CUE:
        word = doc[start - 1]
        if word.head.i != verb.i or word.dep_ not in _CUE_PART:
            break
        start -= 1
    if start and doc[start - 1].dep_ == "neg" and doc[start - 1].head.i == start:
        start -= 1  # no longer believed
    first = verb.head
    if (
        verb.dep_ == "conj"
        and start == verb.i
        and start > 1
        and doc[start - 1].lower_ == "nor"
        and first.i == start - 2
    ):
        start = cue_words(first)[0]  # neither confirmed nor denied
    elif verb.dep_ == "xcomp" and start > 1 and doc[start - 1].lower_ == "yet" and first.i == start - 2:
        start = first.i  # has yet to confirm
    while end < len(doc) and doc[end].dep_ == "prt" and doc[end].head.i == verb.i:
        end += 1
    return start, end


def happens(verb: Token) -> bool:
    """Tell whether a verb says what happens, unlike `told them to leave`, `knew about them leaving`, `when asked`."""
    helper = child(verb, "aux", "auxpass")
    if helper is not None:
        return helper.lower_ != "to" or shall_say(verb)
    if shall_say(verb):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VB" and verb.head.pos_ == "VERB" and verb.head.dep_ != "conj":
        return happens(verb.head)  # "will neither confirm nor deny it"
    if verb.dep_ == "ccomp" and verb.tag_ == "VBG" and child(verb, "nsubj") is not None and _says_that(verb):
        return True  # "heard the guards shouting that …"
    if verb.dep_ == "pcomp" and verb.head.lower_ in OF_ANOTHER:
        return True
    return verb.tag_ != "VB" and (verb.tag_, verb.dep_) not in _LOOSE


def shall_say(verb: Token) -> bool:
    """Tell whether somebody shall say so: `urged them to deny that …`, `expects the rebels to claim it`."""
    helper = child(verb, "aux", "auxpass")
    if verb.dep_ not in ("xcomp", "ccomp") or verb.tag_ != "VB" or (helper is not None and helper.lower_ != "to"):
        return False
    return child(verb, "ccomp") is not None or (verb.dep_ == "ccomp" and child(verb, "nsubj") is not None)
