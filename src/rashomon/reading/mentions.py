"""Step `Mentions`: who is named or described in a report.

Knows: how to choose between the actor lexicon, the parser's names and common nouns ("rebels", "government forces").
Does not know: which actors speak (voices) or what they did (claims).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from rashomon.reading import lexicon
from rashomon.reading.actors import ActorEntry, ActorLexicon, Form, Match, actor_lexicon
from rashomon.reading.introductions import introductions
from rashomon.reading.kinds import nouns
from rashomon.reading.page import ActorMention
from rashomon.record.attribution import SourceKind
from rashomon.record.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Words

    from rashomon.reading.page import Page

WIDEST = 8
"""Words that a phrase may have before its noun: longer ones are lists or parser errors."""
CONTEXT = 2
"""A short form may stand for an actor not named before when its context words occur this often, and at
least ``DOMINANCE`` times as often as those of any rival. Settled by reading the matches in 40 reports of fakes-dev."""
DOMINANCE = 2

_MODIFIERS = frozenset({"compound", "amod", "nmod"})
_DESCRIBING = frozenset({"ADJ", "NOUN", "PROPN"})
_DESCRIPTIONS = frozenset({"compound", "nmod", "appos", "amod"})
_PLACES = frozenset({"GPE", "LOC", "FAC", "NORP", "DATE"})
_SUBJECTS = frozenset({"nsubj", "csubj"})


class _Candidate(NamedTuple):
    start: int
    end: int
    rank: int
    entry: ActorEntry | None
    kind: SourceKind | None


class Mentions:
    """Gives the actors named or described: not overlapping, the longer phrase before the shorter, in order."""

    needs: ClassVar[frozenset[str]] = frozenset({"sentences"})
    gives: ClassVar[frozenset[str]] = frozenset({"actors"})

    def __init__(self, actors: ActorLexicon | None = None) -> None:
        """Take an actor lexicon; None: the one that ships with the program."""
        self._lexicon = actors or actor_lexicon()
        self._nouns = nouns()
        verbs, words = lexicon.load("sources")["verbs"], lexicon.load("sources")["words"]
        self._locative = frozenset(words["place_prepositions"])
        self._speech = frozenset(lexicon.load("stance")["words"]["asserts"])
        self._still, self._aimed = frozenset(verbs["still"]), frozenset(verbs["aimed"])
        self._titles = frozenset(lexicon.load("coreference")["titles"]["words"])

    def __call__(self, page: Page) -> Mapping[str, Any]:
        """Return the page's actors."""
        doc = page.doc
        named = list(self._named(doc))
        inside = {candidate.end: candidate for candidate in named}
        bodies = (one for one in self._people_and_bodies(doc) if one.end not in inside or inside[one.end].entry is None)
        known = {at for candidate in named if candidate.entry for at in range(candidate.start, candidate.end)}
        introduced = [
            _Candidate(start, end, 0, None, kind)
            for start, end, kind in introductions(doc).occurrences(doc)
            if known.isdisjoint(range(start, end))
        ]
        inside = {**{candidate.end: candidate for candidate in introduced}, **inside}
        candidates = [
            *named,
            *introduced,
            *bodies,
            *self._described(doc, inside, frozenset(one.start for one in introduced)),
        ]
        return {"actors": tuple(self._mentions(page, candidates))}

    def _named(self, doc: Doc) -> Iterator[_Candidate]:
        """Yield what the lexicon names, short forms and metonyms only where they are safe."""
        choice = _Choice(doc)
        for match in self._lexicon.match(doc):
            entry: ActorEntry | None = match.entries[0]
            if match.form is Form.NAME:
                choice.saw(match)
            elif match.form is Form.METONYM:
                entry = entry if self._acts(doc[match.end - 1]) else None
            else:
                entry = choice.of(match) if _stands_alone(doc, match) else None
            if entry is not None:
                yield _Candidate(match.start, match.end, 0, entry, entry.kind)

    def _acts(self, token: Token) -> bool:
        """Tell whether a place's name stands for its government: it does something, or is addressed."""
        if token.dep_ == "conj" and token.head.ent_type_ == token.ent_type_:
            token = token.head
        verb = token.head
        if token.dep_ in _SUBJECTS:
            return verb.pos_ == "VERB" and verb.lemma_ not in self._still
        if token.dep_ == "dobj":
            return verb.lemma_ in self._aimed
        if token.dep_ == "pobj":
            return verb.dep_ == "agent" or (verb.lower_ == "to" and verb.head.lower_ == "according")
        return False

    def _people_and_bodies(self, doc: Doc) -> Iterator[_Candidate]:
        """Yield the parser's names of people, and of bodies and peoples where the words confirm them."""
        people = [words for entity in doc.ents if entity.label_ == "PERSON" and (words := self._trimmed(doc, entity))]
        known = {words[-1].lower_ for words in people if self._is_person(words)}
        for words in people:
            if words[-1].lower_ in known:
                yield _Candidate(words.start, words.end, 1, None, self.person_kind(words[-1]))
        for entity in doc.ents:
            if entity.label_ == "ORG":
                yield from self._body(doc, entity)
            elif entity.label_ == "NORP" and entity.root.tag_ in ("NNS", "NNPS") and not _modifies(entity.root):
                yield _Candidate(entity.start, entity.end, 2, None, None)

    def _is_person(self, words: Words) -> bool:
        """Tell whether what the parser calls a person is one: titled, speaking, or not where places stand."""
        last = words[-1]
        if words.start > 0 and words[0].nbor(-1).lower_ in self._titles:
            return True
        if last.dep_ == "nsubj" and last.head.lemma_ in self._speech:
            return True
        return len(words) > 1 and not (last.dep_ == "pobj" and last.head.lower_ in self._locative)

    def _trimmed(self, doc: Doc, entity: Words) -> Words | None:
        """Return a name without article, title and what follows it; None when no name is left."""
        start, end = entity.start, entity.end
        titles = self._titles if entity.label_ == "PERSON" else frozenset()
        while start < end and (doc[start].lower_ in titles or doc[start].lower_ == "the"):
            start += 1
        while end > start and not doc[end - 1].text[0].isupper():
            end -= 1
        return doc[start:end] if start < end and doc[start].text[0].isalpha() else None

    def person_kind(self, name: Token, beside: Token | None = None) -> SourceKind:
        """Return the kind that a description gives (what hangs on the name, else `beside`); ``person`` without one."""
        for child in (*islice(name.children, WIDEST * 2), *([] if beside is None else [beside])):
            if child is beside or (child.dep_ in _DESCRIPTIONS and child.pos_ in ("NOUN", "PROPN")):
                head = self._nouns.head(child.lower_)
                if head is None:
                    continue
                before = [word.lower_ for word in child.doc[max(child.left_edge.i, child.i - WIDEST) : child.i]]
                kind = self._nouns.kind(head, before)
                if kind in self._nouns.roles:
                    return kind or SourceKind.PERSON
        return SourceKind.PERSON

    def _body(self, doc: Doc, entity: Words) -> Iterator[_Candidate]:
        words = self._trimmed(doc, entity)
        if words is None:
            return
        root = words.root
        head = self._nouns.head(root.lower_)
        if head is not None and head in self._nouns.actors and root.pos_ == "PROPN":
            before = [token.lower_ for token in doc[words.start : root.i]]
            yield _Candidate(words.start, words.end, 1, None, self._nouns.kind(head, before))
        elif _does(root) and root.head.lemma_ not in self._still and (len(root) < 6 or not root.is_upper):
            yield _Candidate(words.start, words.end, 2, None, None)

    def _described(
        self, doc: Doc, inside: Mapping[int, _Candidate], introduced: frozenset[int]
    ) -> Iterator[_Candidate]:
        """Yield phrases whose noun is one of people or bodies: "local rebels", "the group's fighters".

        `introduced` is where names of bodies begin: a noun right before one only describes it ("the group Open Hands").
        """
        known: dict[int, str | None] = {}
        for token in doc:
            if token.lower not in known:
                head = self._nouns.head(token.lower_)
                known[token.lower] = head if head in self._nouns.actors else None
            head = known[token.lower]
            if head is None or token.pos_ not in ("NOUN", "PROPN"):
                continue
            person = self._person_beside(token, head)
            if person is not None:
                yield person
            if _modifies(token) or _only_describes(token) or token.i + 1 in introduced:
                continue
            start = self._left(doc, token)
            owner = inside.get(token.i)
            before = [word.lower_ for word in doc[start : token.i]]
            kind = self._nouns.kind(head, before, owner.kind if owner else None)
            entry = owner.entry if owner and self._is_part(head, owner) else None
            yield _Candidate(start, self._right(doc, token), 1, entry, entry.kind if entry else kind)

    def _person_beside(self, noun: Token, head: str) -> _Candidate | None:
        """Return the person whose name stands beside a noun of one human being ("the mayor, Ana Ruiz")."""
        if noun.tag_ not in ("NN", "NNP") or not self._nouns.is_human(head, self._nouns.kind(head)):
            return None
        if noun.dep_ in ("appos", "compound"):
            name: Token | None = noun.head
        else:
            name = next((child for child in noun.rights if child.dep_ == "appos"), None) if noun.n_rights else None
        if name is None or name.pos_ != "PROPN" or self._nouns.head(name.lower_) or name.ent_type_ in _PLACES:
            return None
        start = name.i
        while start > max(0, name.i - WIDEST) and self._is_given_name(name.doc[start - 1], name):
            start -= 1
        return _Candidate(start, name.i + 1, 1, None, self.person_kind(name, noun))

    def _is_given_name(self, token: Token, name: Token) -> bool:
        known = token.lower_ in self._titles or self._nouns.head(token.lower_) or token.ent_type_ in _PLACES
        return token.dep_ == "compound" and token.head.i == name.i and not known and token.pos_ == "PROPN"

    def _is_part(self, head: str, owner: _Candidate) -> bool:
        """Tell whether "X fighters" are simply X."""
        fights = owner.kind in (SourceKind.ARMED_GROUP, SourceKind.MILITARY)
        return fights and (head in self._nouns.fighters or head in ("member", "group", "terrorist", "guerrilla"))

    def _left(self, doc: Doc, noun: Token) -> int:
        start = noun.i
        edge = max(noun.left_edge.i, noun.i - WIDEST)
        while start > edge:
            token = doc[start - 1]
            word = token.pos_ in ("ADJ", "NOUN", "PROPN") or token.tag_ in ("VBN", "PRP$", "POS", "HYPH")
            word = word or (
                token.pos_ == "NUM" and token.is_title and all(one.is_title for one in doc[start : noun.i + 1])
            )
            dash = token.tag_ == "HYPH" and token.whitespace_
            if not word or dash or token.lower_ in self._nouns.quantifiers or token.is_space or token.is_quote:
                break
            start -= 1
        while start < noun.i and doc[start].tag_ in ("POS", "HYPH"):
            start += 1
        return start

    def _right(self, doc: Doc, noun: Token) -> int:
        """Return the end of the phrase, "and their allies" taken in."""
        at = noun.i + 1
        if at + 2 < len(doc) and doc[at].lower_ == "and" and doc[at + 1].tag_ == "PRP$":
            for end in range(at + 2, min(at + 5, len(doc))):
                if doc[end].lower_ in self._nouns.companions and not _modifies(doc[end]):
                    return end + 1
        return noun.i + 1

    def _mentions(self, page: Page, candidates: Sequence[_Candidate]) -> Iterator[ActorMention]:
        taken = bytearray(len(page.doc))
        chosen = []
        for candidate in sorted(candidates, key=lambda one: (one.start - one.end, one.rank, one.start)):
            if not any(taken[candidate.start : candidate.end]):
                taken[candidate.start : candidate.end] = b"\1" * (candidate.end - candidate.start)
                chosen.append(candidate)
        sentences = iter(page.sentences)
        sentence = next(sentences, None)
        for start, end, _, entry, kind in sorted(chosen, key=lambda one: one.start):
            words = page.doc[start:end]
            span = Span(words.start_char, words.end_char)
            while sentence is not None and sentence.end <= span.start:
                sentence = next(sentences, None)
            if sentence is not None and sentence.covers(span):
                text = span.of(page.report.text)
                yield ActorMention(
                    span, text, entry.name if entry else text, entry.id if entry else None, kind, start, end
                )


class _Choice:
    """Decides whom a short form ("the army") stands for: by what was named before, else by what the text is about."""

    def __init__(self, doc: Doc) -> None:
        """Start a text in which nobody is named yet."""
        self._doc = doc
        self._order: dict[str, int] = {}
        self._by_last_word: dict[str, ActorEntry] = {}
        self._counts: Mapping[int, int] | None = None

    def saw(self, match: Match) -> None:
        """Note that an actor was named in full."""
        entry = match.entries[0]
        self._order[entry.id] = match.start
        self._by_last_word[self._doc[match.end - 1].lower_] = entry

    def of(self, match: Match) -> ActorEntry | None:
        """Return the actor that the short form stands for, None where that is not safe to say."""
        last = self._by_last_word.get(self._doc[match.end - 1].lower_)
        if last is not None and not last.person and match.end - match.start == 1:
            return last
        named = [entry for entry in match.entries if entry.id in self._order]
        if named:
            return max(named, key=lambda entry: self._order[entry.id])
        rated = sorted((self._about(entry), entry.id, entry) for entry in match.entries if not entry.person)
        if not rated or rated[-1][0] < CONTEXT:
            return None
        if len(rated) > 1 and rated[-1][0] < DOMINANCE * rated[-2][0]:
            return None
        return rated[-1][2]

    def _about(self, entry: ActorEntry) -> int:
        if self._counts is None:
            self._counts = Counter(self._doc.to_array("ORTH").tolist())
        strings = self._doc.vocab.strings
        return sum(self._counts.get(strings[word], 0) for word in entry.context if word in strings)


def _stands_alone(doc: Doc, match: Match) -> bool:
    """Tell whether a short form is a definite phrase of its own: "the opposition", not "opposition forces"."""
    if _modifies(doc[match.end - 1], match.end):
        return False
    first = doc[match.start]
    if match.entries[0].person or first.text.isupper():
        return True
    if match.start > 0 and doc[match.start - 1].lower_ == "the":
        return True
    if first.is_title and first.pos_ == "PROPN" and first.dep_ == "nsubj":
        return True
    return match.end - match.start > 1 and (match.start == 0 or doc[match.start - 1].pos_ not in _DESCRIBING)


def _modifies(token: Token, end: int | None = None) -> bool:
    """Tell whether a noun only describes a later one ("rebel" in "rebel fighters"); `end` is where its phrase ends."""
    return token.dep_ in _MODIFIERS and token.head.i >= (token.i + 1 if end is None else end)


def _only_describes(token: Token) -> bool:
    """Tell whether a noun tells of somebody named beside it, or is half of a joined word ("rebel-held")."""
    if token.dep_ == "appos" and token.head.pos_ == "PROPN":
        return True
    return token.i + 1 < len(token.doc) and token.nbor().text == "-" and not token.whitespace_


def _does(token: Token) -> bool:
    """Tell whether a name is who does what a verb says."""
    if token.dep_ == "pobj":
        return token.head.dep_ == "agent"
    return token.dep_ == "nsubj" and token.head.pos_ == "VERB"
