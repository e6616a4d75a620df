"""What a report itself tells of the bodies it names: "Open Field, an aid group", "the Harbour Battalion".

Knows: names with a telling word, and names that a noun beside them describes.
Does not know: actors that are known from elsewhere (actors), people, or who speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from rashomon.reading.body_words import body_words
from rashomon.reading.kinds import nouns
from rashomon.reading.told import datelined
from rashomon.record.attribution import SourceKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MOST_JOINTS = 3
"""Joints in a name at most: "Ministry of Defence of the Republic of Mali"."""
LONGEST_NAME = 8
"""Words of a name at most: longer runs of capitals are headlines."""
REGION = 3
"""Words of a region that opens a name: "Gulf of Aden"."""
WIDEST = 8
"""Words before a describing noun, and words hanging on one, that are looked at."""

SHORTEST_HOME = 2
"""Words of a name that ends with a country are more than this: "Aid Mali" is none."""

_POSSESSIVE = re.compile(r" ['’](s?)(?= |$)")
_HYPHEN = re.compile(r" ?- ?")
_OWNS = re.compile(r"(?<=\w)['’]s?(?= |$)")
_NUMBERED = re.compile(r"\d+(?:st|nd|rd|th)")
_PLACES = frozenset({"GPE", "LOC", "NORP", "DATE"})
_UNTELLING = (None, SourceKind.UNNAMED, SourceKind.RUMOUR)

Name = tuple[str, ...]
"""The words of a name, lower case, without article."""


@dataclass(frozen=True, slots=True)
class Introductions:
    """The bodies that a report introduces, with their kinds; None: a body, but the words do not say of what kind."""

    kinds: Mapping[Name, SourceKind | None]
    nouns: Mapping[Name, frozenset[str]]
    """What bodies are called beside their names: "coalition" for "the Azawad Alliance, a coalition of armed groups"."""

    def called(self, words: str) -> frozenset[str]:
        """Return the nouns that stand beside the name of a body."""
        return self.nouns.get(_name(words), frozenset())

    def kind(self, words: str) -> SourceKind | None:
        """Return the kind of the body that is named so, None where nothing tells it."""
        return self.kinds.get(_name(words))

    def names_body(self, words: str) -> bool:
        """Tell whether a body of the report is named so."""
        return _name(words) in self.kinds

    def occurrences(self, doc: Doc) -> Iterator[tuple[int, int, SourceKind | None]]:
        """Yield where the bodies are named, as token indices ``[start, end)`` with their kinds."""
        lengths: dict[str, set[int]] = {}
        for name in self.kinds:
            lengths.setdefault(name[0], set()).add(len(name))
        for token in doc:
            for length in sorted(lengths.get(token.lower_, ()), reverse=True):
                words = doc[token.i : token.i + length]
                name = tuple(word.lower_ for word in words)
                opens = token.text[0].isupper() or token.text[0].isdigit()
                if opens and words[-1].text[0].isupper() and name in self.kinds:
                    yield token.i, words.end, self.kinds[name]
                    break


@lru_cache(maxsize=1)  # two steps ask for the same text
def introductions(doc: Doc) -> Introductions:
    """Return what a parsed text tells of the bodies that it names."""
    found: dict[Name, SourceKind | None] = {}
    described: dict[Name, SourceKind | None] = dict.fromkeys(datelined(doc), SourceKind.MEDIA)
    called: dict[Name, frozenset[str]] = {}
    at = 0
    while at < len(doc):
        paired = _paired(doc, at)
        if paired is not None:
            name = tuple(word.lower_ for word in doc[at:paired])
            described[name] = telling((name[0], *name[2:]))
            at = paired
            continue
        if not _capital(doc[at]) and not _motto(doc, at) and not (doc[at].is_title and _acts_as_one(doc, at, at + 1)):
            at += 1
            continue
        start, end = _start(doc, at), max(_end(doc, at), at + 1)
        if end - start <= LONGEST_NAME:
            name = tuple(word.lower_ for word in doc[start:end])
            kind = telling(name) or _at_home(name, doc[end - 1])
            if kind is None and _acts_as_one(doc, start, end):
                described.setdefault(name, None)
            if kind is None and start and len(name) > 1 and name[-1] in body_words().heads:
                kind = nouns().fighting(doc[start - 1].lower_)
            if kind is not None:
                found[name] = kind
            for noun in _describing(doc, start, end):
                told = _body(noun)
                if told is not None:
                    name = _whole(doc, start, end)
                    described[name] = described.get(name) or told[0]
                    called[name] = called.get(name, frozenset()) | _words_of(noun)
        at = end
    # what is said of a body outweighs what its name sounds like
    return Introductions({**found, **{name: kind or found.get(name) for name, kind in described.items()}}, called)


@lru_cache(maxsize=10_000)
def telling(name: Name) -> SourceKind | None:
    """Return the kind that the words of a name (two or more, lower case) tell, None where they do not."""
    if len(name) < 2:
        return None
    if name[0] in body_words().regions and name[1] in ("of", "de") and len(name) > REGION:
        return telling(name[REGION:])
    table = body_words().telling
    joint = next((i for i, word in enumerate(name) if word in body_words().joints), len(name))
    text = _HYPHEN.sub("-", _POSSESSIVE.sub(r"'\1", " ".join(name)))
    tail = tuple(word for word in name[joint + 1 :] if word != "the")
    if (telling(tail) or (table.get(tail[0]) if tail else None)) is SourceKind.ARMED_GROUP:
        return SourceKind.ARMED_GROUP
    met = [(phrase, kind) for phrase, kind in body_words().phrases if f" {phrase} " in f" {text} "]
    met += [(word, kind) for word in name if (kind := body_words().anywhere.get(word)) is not None]
    if met:
        longest = max(met, key=lambda one: one[0].count(" "))[1]
        return _of_state(longest, name)
    if (members := _members_named(name, joint)) is not None:
        return members
    if _NUMBERED.fullmatch(name[0]) and name[joint - 1] in nouns().fighters:
        return SourceKind.MILITARY
    kind = table.get(name[joint - 1]) or (table.get(name[0]) if name[0] in body_words().first else None)
    if kind is None and name[joint - 1] in body_words().heads:
        kind = next((told for word in reversed(name[: joint - 1]) if (told := table.get(word)) is not None), None)
    if kind is None and tail:
        motto = name[joint] in body_words().strong or nouns().head(name[joint - 1]) is None
        kind = telling(tail) or (table.get(name[-1]) if motto else None)
    return None if kind is None else _of_state(kind, name)


def _members_named(name: Name, joint: int) -> SourceKind | None:
    """Return the kind of the people whose body a name names: "Doctors' Committee", "Union of Somali Reporters"."""
    head = name[joint - 1]
    if head not in body_words().alliances or body_words().telling.get(head) is SourceKind.ARMED_GROUP:
        return None
    owners = [word for word, after in pairwise(name) if after[0] in "'’"]
    whose = owners[-1] if owners else name[-1] if joint < len(name) and head == "union" else ""
    return body_words().members.get(nouns().head(whose) or "")


def _of_state(kind: SourceKind, name: Name) -> SourceKind:
    """Return the kind of a name, the state's own outlets told apart."""
    return SourceKind.STATE_MEDIA if kind is SourceKind.MEDIA and body_words().state.intersection(name) else kind


def _capital(token: Token) -> bool:
    named = token.pos_ == "PROPN" or (token.pos_ in ("NOUN", "ADJ") and token.lower_ in body_words().heads)
    return named and token.text[0].isupper() and token.ent_type_ != "DATE"


def _motto(doc: Doc, at: int) -> bool:
    """Tell whether a name of common words begins here: "Rivers Without Fear", "Tents for All", "Save the Wells"."""
    if not doc[at].is_title or at + 2 >= len(doc):
        return False
    if doc[at].lower_ in body_words().mottoes:
        return doc[at + 1].lower_ in ("the", "our") and _named(doc[at + 2])
    several = doc[at].tag_ in ("NNS", "NNPS") or body_words().telling.get(doc[at].lower_) is SourceKind.NGO
    of = doc[at + 1].lower_ == "of" and several and nouns().head(doc[at].lower_) is None
    of = of and doc[at].lower_ not in nouns().quantifiers
    if of and doc[at + 2].lower_ == "the" and at + 3 < len(doc):
        return doc[at + 3].is_title
    return (of or doc[at + 1].lower_ in body_words().strong) and _named(doc[at + 2])


def _named(token: Token) -> bool:
    return token.is_title and token.ent_type_ not in _PLACES


def _titled(token: Token) -> bool:
    return token.pos_ in ("ADJ", "NOUN") and token.text[0].isupper()


def _start(doc: Doc, at: int) -> int:
    """Return the start of the name whose first proper noun is at `at`: "Open Hands", where "Open" is an adjective."""
    known = nouns()
    start = at
    while start and at - start < LONGEST_NAME:
        word = doc[start - 1]
        capital = word.text[0].isupper() and word.dep_ in ("amod", "compound", "nmod") and word.head.i >= at
        if not capital or word.pos_ in ("PROPN", "DET") or known.is_common(word.lower_):
            break
        if word.lower_ in known.quantifiers or word.ent_type_ in ("NORP", "CARDINAL", "ORDINAL"):
            break
        start -= 1
    # "the 18th of May Front"
    if start > 1 and doc[start - 1].lower_ == "of" and _NUMBERED.fullmatch(doc[start - 2].lower_):
        return start - 2
    # "the 3rd Infantry Division"
    numbered = start > 0 and doc[start - 1].ent_type_ == doc[start].ent_type_ and doc[start - 1].text[0].isdigit()
    return start - 1 if numbered and doc[start - 1].text[-1].isalpha() else start


def _end(doc: Doc, start: int) -> int:
    """Return the end of the name that begins at `start`, "of the Red Star" after a telling word taken in."""
    end, joined = (start, 0)
    if _motto(doc, start):
        end, joined = start + 3 + (doc[start + 2].lower_ == "the"), 1
    while end < len(doc) and (_capital(doc[end]) or (joined and _titled(doc[end]))):
        end = _owned(doc, end + 1)
        if end + 1 < len(doc) and doc[end].text == "-" and doc[end + 1].is_title and not doc[end].whitespace_:
            end += 2
        if joined and _adds(doc, end):
            end += 2
            break
        if joined == MOST_JOINTS or end >= len(doc) or doc[end].lower_ not in body_words().joints:
            continue
        known = doc[end - 1].lower_ in body_words().telling or doc[end - 1].lower_ in body_words().heads
        head = nouns().head(doc[end - 1].lower_)
        kind = None if head is None else nouns().kind(head)
        known = known or (kind not in _UNTELLING and not nouns().is_human(head or "", kind))
        known = known or bool(joined) or doc[end - 1].tag_ == "NNPS"
        next_ = end + 2 if end + 1 < len(doc) and doc[end + 1].lower_ == "the" else end + 1
        if known and next_ < len(doc) and (_capital(doc[next_]) or _titled(doc[next_])):
            end, joined = next_, joined + 1
    return end


def _owned(doc: Doc, at: int) -> int:
    """Return the end of a name's "'s" where one goes on at `at`: "People's Army", "Workers' and Peasants' Guard"."""
    while at + 1 < len(doc) and doc[at].tag_ == "POS" and nouns().head(doc[at - 1].lower_) is not None:
        after = at + 2 if doc[at + 1].lower_ == "and" and at + 2 < len(doc) else at + 1
        if not doc[after].text[0].isupper():
            break
        at = after + 1
    return at


def _adds(doc: Doc, at: int) -> bool:
    """Tell whether "and" with one more word goes on with a name: "Ministry of Water and Roads"."""
    if at + 1 >= len(doc) or doc[at].lower_ != "and" or not doc[at + 1].text[0].isupper():
        return False
    after = doc[at + 1].lower_
    more = at + 2 < len(doc) and (doc[at + 2].text[0].isupper() or doc[at + 2].lower_ in body_words().joints)
    person = doc[at + 1].ent_type_ == "PERSON"
    return not (more or person or after in body_words().bodies or after in body_words().first)


def _paired(doc: Doc, at: int) -> int | None:
    """Return where a body's name of two nouns ends, told by its verb in the singular: "Roof and Bread shelters"."""
    if at + 3 >= len(doc) or doc[at + 1].lower_ != "and" or not (doc[at].is_title and doc[at + 2].is_title):
        return None
    end = at + 3
    while end + 1 < len(doc) and _capital(doc[end]):
        end += 1
    verb = doc[end]
    people = doc[at].ent_type_ == "PERSON" or any(nouns().head(word.lower_) for word in (doc[at], doc[at + 2]))
    single = verb.tag_ == "VBZ" or verb.lower_ in ("was", "has", "is")
    return end if single and not people else None


def _words_of(noun: Token) -> frozenset[str]:
    """Return a describing noun with the words right before it: "a Syrian rebel group"."""
    words = noun.doc[max(noun.left_edge.i, noun.i - WIDEST) : noun.i + 1]
    return frozenset(word.lower_ for word in words if word.pos_ in ("ADJ", "NOUN"))


def _at_home(name: Name, last: Token) -> SourceKind | None:
    """Return the kind of a body whose name ends with the country it works in: "Warm Hands Ukraine"."""
    kind = telling(name[:-1]) if last.ent_type_ == "GPE" and len(name) > SHORTEST_HOME else None
    return kind if kind in (SourceKind.NGO, SourceKind.MONITOR) else None


def _acts_as_one(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a plural has a verb in the singular, so that it is a body's name: "Lanterns runs"."""
    noun = doc[end - 1]
    plural = noun.tag_ in ("NNS", "NNPS") and noun.lower_[-1] == "s"
    if not plural or noun.dep_ != "nsubj" or nouns().head(noun.lower_) is not None:
        return False
    verb = noun.head
    one = verb.tag_ == "VBZ" or any(word.tag_ == "VBZ" for word in islice(verb.lefts, WIDEST) if word.dep_ == "aux")
    return one and all(word.ent_type_ not in _PLACES | {"PERSON"} for word in doc[start:end])


def _whole(doc: Doc, start: int, end: int) -> Name:
    """Return a described name with what an "of" before it joins: "Lions of Tarsk"."""
    of = start - 2 if start and doc[start - 1].lower_ == "the" else start - 1
    if of > 0 and doc[of].lower_ in body_words().joints and _capital(doc[of - 1]):
        start = of - 1
        while start and end - start < LONGEST_NAME and _capital(doc[start - 1]):
            start -= 1
    return tuple(word.lower_ for word in doc[start:end])


def _describing(doc: Doc, start: int, end: int) -> Iterator[Token]:
    """Yield the nouns that may say what a name is: beside it, or after "is"."""
    root = doc[start:end].root
    if start and doc[start - 1].pos_ == "NOUN" and doc[start - 1].dep_ in ("compound", "nmod"):
        yield doc[start - 1]
    if root.dep_ == "appos" and root.head.pos_ == "NOUN":
        yield root.head
    for word in {root.i: root, end - 1: doc[end - 1]}.values():
        for child in islice(word.rights, WIDEST):
            if child.dep_ == "appos" and child.pos_ == "NOUN":
                yield child
    if root.dep_ == "nsubj" and root.head.lemma_ == "be":
        for child in islice(root.head.rights, WIDEST):
            if child.dep_ == "attr" and child.pos_ == "NOUN":
                yield child


def _body(noun: Token) -> tuple[SourceKind | None] | None:
    """Return the kind of body that a noun names (None inside: not told), None where it names no body."""
    known = nouns()
    before = [word.lower_ for word in noun.doc[max(noun.left_edge.i, noun.i - WIDEST) : noun.i]]
    head = (known.head(f"{before[-1]} {noun.lower_}") if before else None) or known.head(noun.lower_)
    if head is None or noun.tag_ != "NN":
        return None
    kind = of_members(noun, head) or known.kind(head, before or ["a"])
    if kind is None:
        kind = _by_deeds(noun)
    bodies = head in body_words().bodies or head.split()[-1] in body_words().bodies
    return (kind,) if bodies else None


def of_members(noun: Token, head: str) -> SourceKind | None:
    """Return the kind that the members of a body tell: "a coalition of armed groups"."""
    if head not in body_words().alliances:
        return None
    of = next((word for word in islice(noun.rights, WIDEST) if word.lower_ == "of"), None)
    members = [] if of is None else [word for word in islice(of.rights, WIDEST) if word.tag_ == "NNS"]
    told = (
        (nouns().head(f"{word.nbor(-1).lower_} {word.lower_}"), body_words().members.get(word.lemma_.lower()))
        for word in members
    )
    return next((kind for both, one in told if (kind := (nouns().kind(both) if both else one)) is not None), None)


def _by_deeds(noun: Token) -> SourceKind | None:
    """Return the kind told by what a body does: "a group that documents the raids", "which keeps a register"."""
    data = body_words()
    members = [one for of in islice(noun.rights, WIDEST) if of.lower_ == "of" for one in islice(of.rights, WIDEST)]
    for verb in (*islice(noun.rights, WIDEST), *(verb for one in members for verb in islice(one.rights, WIDEST))):
        if verb.dep_ not in ("relcl", "acl"):
            continue
        kind = data.deeds.get(verb.lemma_.lower())
        if kind is not None:
            return kind
        if any(thing.dep_ == "dobj" and thing.lemma_ in data.registers for thing in islice(verb.rights, WIDEST)):
            return SourceKind.MONITOR
    return None


def _name(words: str) -> Name:
    name = tuple(_OWNS.sub(r" \g<0>", words.lower()).replace("-", " - ").split())
    return name[1:] if name[:1] == ("the",) else name
