"""Who is told of without being heard: "a military source", "the liaison office".

Knows: descriptions that are new to a text, so that "the source" or "the office" can mean them; bodies that only
capitals name ("the Front of the Wells"); a dateline's outlet.
Does not know: who speaks (voices) or what points back to whom (coreference).
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from functools import cache
from typing import TYPE_CHECKING

from rashomon.reading import lexicon
from rashomon.reading.kinds import nouns
from rashomon.reading.phrases import ARTICLES
from rashomon.reading.voice import Voice, gender_of
from rashomon.record.attribution import SourceKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

WIDEST = 8
"""Words between an article and its noun at most."""
OWNER = 5
"""Words behind "of" at most."""
DATELINE = 40
"""Words of a report in which its dateline stands."""
OUTLET = 5
"""Words of an outlet's name in a dateline, the bracket taken in, at most."""

_BRACKETS = {"(": ")", "/": "/"}
_DATED = frozenset({"—", "–", "-", "--", "."})
_BESIDE = frozenset({"compound", "amod", "nmod", "nummod"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NAMING = frozenset({"PROPN", "NOUN", "ADJ"})
_TELLING = frozenset({"of", "in", "from", "at"})
"""Prepositions behind a noun that tell which one is meant."""


def first_told(doc: Doc, sentence: Callable[[int], int]) -> Iterator[Voice]:
    """Yield who is told of; `sentence` gives the index of the sentence at a character."""
    known = nouns()
    for first, noun in _phrases(doc):
        end = end_of(doc, noun.i) if noun.dep_ not in _SUBJECTS else noun.i + 1
        if not 0 <= noun.i - first < WIDEST or end == first + 1:
            continue
        head = known.head(noun.lower_) if noun.tag_ == "NN" else None
        if head is None or noun.dep_ in ("appos", "attr"):
            continue
        before = [word.lower_ for word in doc[first : noun.i]]
        if not gone().isdisjoint(before):
            continue
        kind = known.kind(head, before) or SourceKind.UNNAMED
        yield Voice(
            name=doc[first:end].text,
            actor=None,
            kind=kind,
            human=known.is_human(head, kind),
            words=frozenset((*before, *(word.lower_ for word in doc[noun.i : end]))),
            head=noun.lower_,
            start=noun.i,
            sentence=sentence(noun.idx),
            gender=gender_of(doc, max(0, first - 1), noun.i + 1),
        )


def _phrases(doc: Doc) -> Iterator[tuple[int, Token]]:
    """Yield phrases by their first word without article, and their noun: "the traders' union", "Madina hospital"."""
    for word in doc:
        noun = word.head
        if word.dep_ == "det" and word.lower_ in ARTICLES:
            if word.lower_ != "the" or noun.dep_ not in _SUBJECTS:
                yield word.i + 1, noun
        elif noun.dep_ in _SUBJECTS:
            continue
        elif word.dep_ == "poss" and word.tag_ != "PRP$":
            first = word.left_edge
            yield first.i + (first.lower_ in ARTICLES), noun
        elif word.dep_ == "compound" and word.is_title and word.i == noun.left_edge.i and noun.text.islower():
            yield word.i, noun


def end_of(doc: Doc, noun: int) -> int:
    """Return the end of a noun with the short "of …" or "in …" behind it: "traders in Taiz"."""
    if noun + 2 >= len(doc) or doc[noun + 1].lower_ not in _TELLING or doc[noun + 1].head.i != noun:
        return noun + 1
    owner = next((word for word in doc[noun + 2 : noun + 2 + OWNER] if word.dep_ == "pobj"), None)
    return noun + 1 if owner is None or owner.head.i != noun + 1 else owner.i + 1


def written_bodies(doc: Doc, sentence: Callable[[int], int]) -> Iterator[Voice]:
    """Yield bodies whose name the capitals tell: "the Front of the Wells", "the Red Furrow Army"."""
    table, capitals = nouns(), [word for word in doc if word.is_title]
    alone = {word.lower_ for word in capitals if _stands_for_name(word)}
    for noun in capitals:
        head = table.head(noun.lower_)
        if head is None and not (noun.lower_ in alone and noun.pos_ in _NAMING):
            continue
        kind = (
            None if head is None else table.kind(head, [word.lower_ for word in doc[max(0, noun.i - WIDEST) : noun.i]])
        )
        if head is not None and table.is_human(head, kind):
            continue
        first, end = noun.i, _named_until(doc, noun.i + 1)
        while first and noun.i - first < WIDEST and _capital(doc, first - 1):
            first -= 1
        while first < noun.i and not doc[first].is_title:
            first += 1
        words = doc[first:end]
        if sum(word.is_title for word in words) < 2:
            continue
        yield Voice(
            name=words.text,
            actor=None,
            kind=kind or SourceKind.UNNAMED,
            words=frozenset(word.lower_ for word in words if word.is_alpha),
            head=noun.lower_,
            start=first,
            sentence=sentence(noun.idx),
            body=True,
        )


def _stands_for_name(word: Token) -> bool:
    """Tell whether a capital shows that a noun stands for a name: "the Front denies it"."""
    return word.dep_ in _SUBJECTS and word.i > 0 and word.nbor(-1).lower_ == "the"


def _capital(doc: Doc, at: int) -> bool:
    """Tell whether a word may stand inside a name, before its noun."""
    word = doc[at]
    return word.tag_ == "POS" or (word.is_title and word.lower_ not in ARTICLES and word.pos_ in _NAMING)


def _named_until(doc: Doc, end: int) -> int:
    """Return where a name ends that goes on with "of" or "of the" and capitals."""
    while end + 1 < len(doc) and doc[end].lower_ in ("of", "for"):
        at = end + 1 + (doc[end + 1].lower_ == "the")
        if at >= len(doc) or not doc[at].is_title:
            break
        while at < len(doc) and doc[at].is_title and doc[at].pos_ in _NAMING:
            at += 1
        if at <= end + 1 + (doc[end + 1].lower_ == "the"):
            break
        end = at
    return end


@cache
def gone() -> frozenset[str]:
    """Return the words for what is no more: "a disbanded army" is not "the army"."""
    return frozenset(lexicon.load("coreference")["short"]["gone"])


def datelined(doc: Doc) -> Iterator[tuple[str, ...]]:
    """Yield the outlet named in a dateline: "NYALA, 3 May (Darfur Dawn) —", "KURSK, July 8. /Zarya/."."""
    for opening in doc[:DATELINE]:
        closing = _BRACKETS.get(opening.text)
        if closing is None or not opening.i:
            continue
        name = tuple(doc[opening.i + 1 : opening.i + 1 + OUTLET])
        end = next((at for at, word in enumerate(name) if word.text == closing), 0)
        named = end > 0 and all(word.is_title for word in name[:end]) and name[end].i + 1 < len(doc)
        if named and doc[name[end].i + 1].text in _DATED:
            yield tuple(word.lower_ for word in name[:end])


def subjects(doc: Doc, sentence: Callable[[int], int], known: Container[int]) -> Iterator[Voice]:
    """Yield who does something in a sentence, where the noun is not one of the `known` tokens."""
    table = nouns()
    for noun in doc:
        if noun.dep_ not in _SUBJECTS or noun.i in known or noun.pos_ not in ("NOUN", "PROPN"):
            continue
        first = noun.i
        while first and noun.i - first < WIDEST and doc[first - 1].dep_ in _BESIDE and doc[first - 1].head.i == noun.i:
            first -= 1
        words, whole = doc[first : noun.i + 1], doc[first : end_of(doc, noun.i)]
        head = table.head(noun.lower_)
        kind = None if head is None else table.kind(head, [word.lower_ for word in words[:-1]])
        name = head is None and len(words) > 1 and all(word.pos_ == "PROPN" for word in words) and not noun.ent_type_
        if head is None and not name:
            continue
        many = noun.tag_ in ("NNS", "NNPS")
        yield Voice(
            name=words.text if name else whole.text,
            actor=None,
            kind=(SourceKind.PERSON if name else kind) or SourceKind.UNNAMED,
            human=name or (not many and head is not None and table.is_human(head, kind)),
            many=many,
            words=frozenset(word.lower_ for word in (words if name else whole) if word.is_alpha),
            head=noun.lower_,
            start=first,
            last=noun.i,
            sentence=sentence(noun.idx),
            gender=gender_of(doc, first, noun.i + 1),
            subject=True,
        )
