"""What is said: from a cue in the grammar tree to the words of its content.

Knows: how each frame of a verb in the cue lexicon looks in the tree.
Does not know: nouns and adjectives as cues (noun_contents), quotation marks, or who speaks.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from rashomon.reading.cues import Cues, Frame
from rashomon.reading.speakers import Stretch, child, children, follows, stretch

if TYPE_CHECKING:
    from spacy.tokens import Token


class Said(NamedTuple):
    """The stretches of a content, and the preposition that belongs to the cue, None when there is none.

    `until`: where a cue ends that has more words, as `dismissed as ridiculous`; None: it has not.
    """

    stretches: tuple[Stretch, ...]
    preposition: Token | None = None
    until: int | None = None


REACHED = frozenset({"prep", "xcomp", "advcl", "ccomp", "npadvmod", "advmod"})
"""Ways of hanging on the cue's verb by which words right after its object still belong to the content."""

ASKING = frozenset({"ask", "wonder", "inquire", "enquire", "question"})
"""Verbs whose indirect questions the parser takes for clauses of time or condition."""

LONGEST_COUNTED = 25
"""Words at most of `the number of people killed at 50` that are searched for the number."""

_ANSWERS = frozenset({"so", "no", "yes", "otherwise", "likewise"})

_NO_ANSWER = frozenset(
    {"nothing", "anything", "something", "little", "much", "more", "what", "it", "this", "that", "these", "those"}
)

LONGEST_BARE = 8
"""Words at most of `says come tomorrow`."""

_NO_WORDS = frozenset({"ADP", "SCONJ", "PART", "AUX", "VERB", "SPACE"})
"""What does not open words that somebody says: `said in Rome`."""

LONGEST_VERDICT = 5
"""Words at most between `dismissed as` and what is dismissed."""

FARTHEST_CLAUSE = 8
"""Steps up the tree at most from an inserted `he said` to the clause it stands in."""


def clause(verb: Token) -> Token | None:
    """Return the head of the sentence that `verb` takes as its object, None when it takes none."""
    before = None
    for word in taken(verb):
        whether = word.dep_ == "advcl" and verb.lemma_.lower() in ASKING and questions(word)
        if word.dep_ == "ccomp" or (word.i > verb.i and (whether or (word.dep_ == "xcomp" and questions(word)))):
            if word.i > verb.i:
                return word
            before = before or word
        elif word.text == ";" and word.i < verb.i:
            before = None
    return before


def questions(word: Token) -> bool:
    """Tell whether `word` heads what is asked (`asked the mayor when …`, `wondered aloud if …`, `knows what to do`)."""
    first = word.left_edge
    return first.tag_ in ("WRB", "WP", "WDT") or first.lower_ in ("if", "whether")


def taken(verb: Token) -> list[Token]:
    """Return what hangs on a verb, and on what is inserted behind it: `they hope, he said, to leave`."""
    found = children(verb)
    inserted = child(verb, "parataxis")
    if inserted is None or inserted.i < verb.i or child(verb, "ccomp", "xcomp") is not None:
        return found
    return [*found, *(word for word in children(inserted) if word.i > inserted.i)]


def last_of(verb: Token, said: Token) -> Token:
    """Return the last clause that `verb` takes of those that share a subject: `said they met, refused and left`."""
    last = said
    for word in children(verb):
        if word.dep_ == "ccomp" and word.i > last.i > verb.i and follows(word):
            last = word
    return last


def around(word: Token) -> Stretch:
    """Return the clause that `word` is inserted into (`he said`, `according to them`), the insertion included."""
    head = word.head
    for _ in range(FARTHEST_CLAUSE):
        if head.dep_ in ("ROOT", "ccomp", "advcl", "relcl", "acl", "conj", "parataxis") and head.pos_ in (
            "VERB",
            "AUX",
        ):
            break
        head = head.head
    return stretch(head)


def without(whole: Stretch, part: Stretch) -> tuple[Stretch, ...]:
    """Return what is left of `whole` on both sides of `part`."""
    sides = (whole[0], min(part[0], whole[1])), (max(part[1], whole[0]), whole[1])
    return tuple(side for side in sides if side[0] < side[1])


def of_verb(verb: Token, lemma: str, cues: Cues) -> Said | None:
    """Return what `verb` says in a frame other than a clause, None when it stands in none of its frames."""
    frames = cues.verbs.get(lemma, frozenset())
    things = [word for word in children(verb) if word.dep_ == "dobj" and word.tag_ != "IN"]
    # two objects: the parser took the "that" of a clause for one
    thing = next((word for word in things if word.i > verb.i), things[0] if things else None)
    said = _infinitive(verb, thing, frames)
    if said is None and Frame.NAMING in frames:
        said = _named_so(verb) or _naming(verb, thing)
    said = said or _holding(verb, cues.holding.get(lemma, frozenset())) or _after_preposition(verb, lemma, thing, cues)
    if said is None and (Frame.OBJECT in frames or _has_particle(verb, cues.particles.get(lemma, frozenset()))):
        word = thing.lemma_.lower() if thing is not None else ""
        said = _object(verb, thing) if word not in cues.not_said and _suits(word, lemma, cues) else None
    if said is None and thing is not None:
        of_words = lemma in cues.of_words and lemma not in cues.particles and _suits(thing.lemma_.lower(), lemma, cues)
        if of_words or (lemma in cues.counted and _numbered(thing)):
            said = _object(verb, thing)
    return said or _bare(verb, frames)


def _bare(verb: Token, frames: frozenset[Frame]) -> Said | None:
    """Return `why` of `never explained why`, `so` of `had said so`, `no` of `said no`."""
    last = next((word for word in reversed(children(verb)) if word.dep_ in ("advmod", "dobj")), verb)
    if Frame.CLAUSE in frames and last.i > verb.i and _so(last):
        return Said((stretch(last),))  # "told the others as much"
    word = verb.doc[verb.i + 1] if Frame.CLAUSE in frames and verb.i + 1 < len(verb.doc) else verb
    alone = word.head.i == verb.i and word.left_edge.i == word.right_edge.i and word.i > verb.i
    if alone and (word.tag_ == "WRB" or word.lower_ in _ANSWERS):
        return Said(((word.i, word.i + 1),))
    return _words_alone(verb) if verb.lemma_ == "say" else None


def _so(word: Token) -> bool:
    """Tell whether a word stands for what was said before: `told the others so`, `as much`."""
    return word.lower_ in ("so", "otherwise") or (word.lower_ == "much" and word.left_edge.lower_ == "as")


def _words_alone(verb: Token) -> Said | None:
    """Return `come tomorrow` of `the officer says come tomorrow`: words that make no sentence."""
    doc, speaker, end = verb.doc, child(verb, "nsubj"), verb.i + 1
    while end < min(len(doc), verb.i + LONGEST_BARE) and not doc[end].is_punct and doc[end].pos_ != "CCONJ":
        end += 1
    first = doc[verb.i + 1] if end > verb.i + 1 else verb
    if (
        speaker is None
        or speaker.i > verb.i
        or first.lower_ in _NO_ANSWER
        or (first.pos_ in _NO_WORDS and first.tag_ != "VB")
        or first.ent_type_ in ("DATE", "TIME")
    ):
        return None
    return Said(((verb.i + 1, end),))


def _suits(word: str, lemma: str, cues: Cues) -> bool:
    """Tell whether `word` may be the object of a verb, which of some verbs only nouns for words may."""
    return lemma not in cues.of_words or word in cues.words


def _numbered(thing: Token) -> bool:
    return child(thing, "nummod") is not None or thing.ent_type_ == "CARDINAL"


def _named_so(verb: Token) -> Said | None:
    """Return `the talk of queues` of `dismissed as false the talk of queues`."""
    doc, start = verb.doc, verb.i + 2
    if start >= len(doc) or doc[start - 1].lower_ != "as":
        return None
    at = start
    while at < min(len(doc), start + LONGEST_VERDICT) and doc[at].pos_ in ("ADJ", "ADV", "NOUN", "CCONJ"):
        at += 1
    if at == start or at >= len(doc) or doc[at].pos_ not in ("DET", "PRON"):
        return None
    thing = doc[at]
    for _ in range(FARTHEST_CLAUSE):
        if thing.head.i <= at or thing.head.i == thing.i:
            break
        thing = thing.head
    return Said(((at, max(at, thing.right_edge.i) + 1),), until=at)


def _infinitive(verb: Token, thing: Token | None, frames: frozenset[Frame]) -> Said | None:
    infinitive = next((word for word in taken(verb) if word.dep_ in ("xcomp", "ccomp") and has_to(word)), None)
    if infinitive is None or infinitive.i < verb.i:
        return None
    if Frame.SOMEBODY in frames:
        passive = child(verb, "nsubjpass")
        if passive is not None:
            return Said((stretch(passive), stretch(infinitive)))
        if thing is not None and thing.i < infinitive.i:
            return Said(((thing.left_edge.i, infinitive.right_edge.i + 1),))
    if Frame.INFINITIVE in frames and thing is None:
        return Said(((infinitive.left_edge.i, reach(verb, infinitive)),))
    return None


def _object(verb: Token, thing: Token | None) -> Said | None:
    thing = thing or next((word for word in children(verb) if _is_gerund(word)), None)
    if thing is not None and thing.i > verb.i:
        return Said(((thing.left_edge.i, reach(verb, thing)),))
    passive = child(verb, "nsubjpass")
    if passive is not None and child(verb, "agent") is not None:
        return Said((stretch(passive),))
    if verb.dep_ == "relcl" and _lacks_object(verb):
        return Said(((verb.head.left_edge.i, verb.left_edge.i),))
    return None


def _holding(verb: Token, adjectives: frozenset[str]) -> Said | None:
    """Return `the company responsible for the spill` of `holds the company responsible for the spill`."""
    for word in children(verb):
        if word.lower_ in adjectives and word.dep_ in ("ccomp", "oprd", "acomp", "xcomp") and word.i > verb.i + 1:
            return Said(((verb.i + 1, word.right_edge.i + 1),))
    return None


def _has_particle(verb: Token, particles: frozenset[str]) -> bool:
    return any(word.lower_ in particles and word.dep_ in ("prt", "advmod") for word in children(verb))


def _is_gerund(word: Token) -> bool:
    """Tell whether `word` is what `denied shelling`, `denies having shelled` deny."""
    having = child(word, "aux", "auxpass") if word.tag_ == "VBN" else None
    return word.dep_ == "xcomp" and "VBG" in (word.tag_, having.tag_ if having is not None else "")


def _lacks_object(verb: Token) -> bool:
    """Tell whether what `verb` is done to is the noun it describes: `a charge (that) the army denies`."""
    actor = child(verb, "nsubj")
    named = actor is not None and actor.tag_ not in ("WDT", "WP")
    return named and child(verb, "prep", "xcomp", "ccomp", "oprd", "attr") is None


def _naming(verb: Token, thing: Token | None) -> Said | None:
    name = child(verb, "oprd")
    if (
        name is not None
        and name.i > verb.i
        and (thing is None or thing.i < verb.i)
        and child(verb, "nsubj") is not None
    ):
        described = verb.head if verb.dep_ == "relcl" else None
        if described is not None:  # "a charge (that) she called absurd"
            return Said(((described.left_edge.i, verb.left_edge.i), stretch(name)))
        if thing is not None and thing.lower_ == "what":  # "what it called crimes"
            return Said((stretch(name),))
    if name is None and thing is not None:
        # "branded the video a fake"
        beside = child(verb, "npadvmod")
        name = (
            beside
            if beside is not None and beside.left_edge.i == thing.right_edge.i + 1 and not _when(beside)
            else None
        )
    if name is None:
        name = next((word for word in children(verb) if word.dep_ == "prep" and word.lower_ == "as"), None)
    if name is None and thing is not None and thing.right_edge.i > thing.i:
        name = next((word for word in children(thing) if word.dep_ == "prep" and word.lower_ == "as"), None)
    if name is None:
        return None
    if thing is not None and verb.i < thing.i < name.i:
        return Said(((thing.left_edge.i, name.right_edge.i + 1),))
    if thing is None and name.i > verb.i:
        about = child(verb, "nsubjpass")
        if about is not None:
            return Said((stretch(about), stretch(name)))
        inner = behind(name, name.right_edge.i + 1) if name.lower_ == "as" else None
        return inner or Said((stretch(name),))
    return None


def _after_preposition(verb: Token, lemma: str, thing: Token | None, cues: Cues) -> Said | None:
    alone = cues.verb_prepositions.get(lemma, frozenset())
    behind_object = cues.object_prepositions.get(lemma, frozenset())
    if not alone and not behind_object and lemma not in cues.counting:
        return None
    if thing is not None and lemma in cues.counting and (said := _count(verb, thing)) is not None:
        return said
    if thing is not None and behind_object:
        for word in (*children(verb), *children(thing)):
            if word.dep_ == "prep" and word.lower_ in behind_object and word.i > thing.i > verb.i:
                return Said(((thing.left_edge.i, max(thing.right_edge.i + 1, reach(verb, word))),))
    if (thing is None or (thing.lower_ == "that" and thing.i < verb.i)) and child(verb, "nsubjpass") is None:
        # the last one: "for its part calls for"
        for word in reversed(children(verb)):
            if (
                word.dep_ in ("prep", "prt")
                and word.lower_ in alone
                and word.i > verb.i
                and child(word, "pobj", "pcomp")
            ):
                return behind(word, reach(verb, word))
            # "called for both sides to stop"
            mark = child(word, "mark") if word.dep_ in ("advcl", "ccomp", "xcomp") else None
            if mark is not None and mark.lower_ in alone and mark.i > verb.i:
                return Said(((mark.i + 1, word.right_edge.i + 1),), mark)
    return None


def _count(verb: Token, thing: Token) -> Said | None:
    """Return `the toll at 50` of `put the toll at 50`."""
    for word in (*children(verb), *islice(thing.subtree, LONGEST_COUNTED)):
        if word.dep_ == "prep" and word.lower_ == "at" and word.i > thing.i > verb.i:
            number = child(word, "pobj")
            if number is not None and (number.like_num or child(number, "nummod") is not None):
                return Said(((thing.left_edge.i, word.right_edge.i + 1),))
    return None


def _when(word: Token) -> bool:
    return word.ent_type_ in ("DATE", "TIME")


def behind(preposition: Token, end: int) -> Said | None:
    """Return what follows a preposition up to `end`, None where nothing does or only a date."""
    inner = child(preposition, "pobj", "pcomp")
    if inner is None or inner.i < preposition.i or _when(inner):
        return None
    return Said(((preposition.i + 1, end),), preposition)


def reach(verb: Token, word: Token) -> int:
    """Return where `word` ends with what follows it and hangs on `verb`: `of famine` + `in the town`."""
    end = word.right_edge.i + 1
    for other in children(verb):
        quoted = end < len(verb.doc) and verb.doc[end].is_quote
        if other.left_edge.i == end + quoted and other.dep_ in REACHED:
            end = other.right_edge.i + 1
    return end


def has_to(word: Token) -> bool:
    """Tell whether a verb is an infinitive with `to`."""
    return any(mark.dep_ == "aux" and mark.lower_ == "to" for mark in children(word))
