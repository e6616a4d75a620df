"""Who is in a report: everybody it names or describes, before anybody is heard.

Knows: who is a person and who a body, by which parts of their names people and bodies can be called, and of what kind
the bodies are.
Does not know: who speaks (voices), or what points back to whom (coreference).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from rashomon.reading.aliases import Aliases
from rashomon.reading.introductions import introductions
from rashomon.reading.kinds import nouns
from rashomon.reading.people import People
from rashomon.reading.told import first_told, subjects, written_bodies
from rashomon.reading.voice import VAGUE, Voice, gender_of, given_gender, given_names, is_part, last_of_core, only
from rashomon.record.attribution import SourceKind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from rashomon.reading.actors import ActorLexicon
    from rashomon.reading.page import ActorMention, Page

NAMESAKES = 8
"""People of one name at most that are told apart."""

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OWNERS = frozenset(SourceKind) - {SourceKind.UNNAMED, SourceKind.PERSON}


class Cast:
    """Who is named or does something in one report."""

    def __init__(self, page: Page, actors: ActorLexicon) -> None:
        """Note every actor named in the page; who spoke is told by `heard`."""
        self._sentences = [sentence.start for sentence in page.sentences]
        self._page = page
        self._actors = actors
        self._introduced = introductions(page.doc)
        self.aliases = Aliases(page.doc)
        self.people = People(page.doc, self._introduced)
        parts = {at for one in self.people.all for at in range(one.first, one.last)}
        self.named = [self._voice(mention) for mention in page.actors if not self._tells_part(mention, parts)]
        self._full: dict[str, dict[str, Voice]] = {}
        self._kinds: dict[str, set[SourceKind]] = {}
        self._bodies: dict[str, dict[str, Voice]] = {}
        for voice in self.named:
            self.know(voice)
            for word in () if voice.human or voice.kind not in _OWNERS else self._calls(voice):
                self._kinds.setdefault(word, set()).add(voice.kind)
        self.named = [self.in_full(voice) for voice in self.named]
        for voice in written_bodies(page.doc, self.sentence):
            self.know(voice)
        known = {at for mention in page.actors for at in range(mention.start, mention.end)}
        others = list(self._others(known))
        for voice in others:
            self.know(voice)
        apposed = {one.head for one in self.people.all if one.head is not None and one.head < one.start}
        apposed |= {root.head.i for voice in others if (root := page.doc[voice.last]).dep_ == "appos"}
        acting = [one for one in subjects(page.doc, self.sentence, known) if not one.human or one.last not in apposed]
        met = [one for one in self.named if one.actor or one.named or not one.human or one.last not in apposed]
        doers = [*met, *others, *acting]
        self._doers = sorted(doers, key=lambda voice: voice.start)
        self._doing = [voice.start for voice in self._doers]
        self._starts = [voice.start for voice in self.named]
        taken = {at for one in page.actors if one.actor is not None for at in range(one.start, one.end)}
        for start, end, kind in self._introduced.occurrences(page.doc):
            if start not in taken:
                name = page.doc[start:end].text
                words = frozenset(name.lower().split())
                head = page.doc[end - 1].lower_
                self.know(Voice(name, None, kind or SourceKind.UNNAMED, words=words, head=head, body=True))
        self._unheard = sorted(first_told(page.doc, self.sentence), key=lambda voice: voice.start)
        self._unheard_starts = [voice.start for voice in self._unheard]

    def _calls(self, voice: Voice) -> frozenset[str]:
        """Return the words (lower case) by which alone a body can be called: its noun, or the first of its name."""
        words = voice.name.lower().split()
        return frozenset({voice.head, words[0], last_of_core(voice.name)})

    def know(self, voice: Voice) -> None:
        """Note a person's full name, under its first and its last word."""
        words = voice.name.lower().split()
        if len(words) < 2 or not voice.named:
            return
        if not voice.human:
            for word in words if voice.body or voice.actor else ():
                self._bodies.setdefault(word, {}).setdefault(voice.identity, voice)
            return
        for word in {words[0], words[-1]}:
            people = self._full.setdefault(word, {})
            known = people.get(voice.identity)
            better = (
                known is None or (known.kind in VAGUE and voice.kind not in VAGUE) or bool(voice.roles - known.roles)
            )
            if better and (known is not None or len(people) <= NAMESAKES):
                people[voice.identity] = voice

    def kind_named(self, word: str) -> SourceKind | None:
        """Return the kind of the one body of the report with this word (lower case) in its name, else None."""
        kinds = self._kinds.get(word)
        return next(iter(kinds)) if kinds is not None and len(kinds) == 1 else None

    def kind_of(self, name: str) -> SourceKind | None:
        """Return the kind of the body that the report introduces by this name, None where it tells none."""
        return self._introduced.kind(name)

    def sentence(self, offset: int) -> int:
        """Return the index of the sentence at a character of the text."""
        return bisect_right(self._sentences, offset) - 1

    def full_name(self, name: str) -> Voice | None:
        """Return the one person of the report of whose full name this is the first or last part, else None."""
        words = name.lower().split()
        people = [
            person
            for person in {**self._full.get(words[0], {}), **self._full.get(words[-1], {})}.values()
            if is_part(words, person.name.lower().split())
        ]
        return only(people)

    def body_in_full(self, name: str) -> str | None:
        """Return the one longer name of a body that begins so: "Grand Staff" where the text has "Grand Staff of X"."""
        low = name.lower()
        longer = {
            voice.name
            for voice in self._bodies.get(low.split()[-1], {}).values()
            if voice.name.lower().startswith((f"{low} of ", f"{low} for "))
        }
        return next(iter(longer)) if len(longer) == 1 and " " in low else None

    def names_person(self, mention: ActorMention) -> bool:
        """Tell whether a mention is the name of one human being."""
        if mention.actor is not None:
            entry = self._actors.entries.get(mention.actor)
            return entry is not None and entry.person
        if self.names_body(mention):
            return False
        last = self._page.doc[mention.end - 1]
        described = mention.kind is not None and nouns().head(last.lower_) is None
        given = mention.end - mention.start > 1 and given_gender(self._page.doc[mention.start].lower_) is not None
        return last.pos_ == "PROPN" and last.tag_ != "NNPS" and (last.ent_type_ == "PERSON" or described or given)

    def names_body(self, mention: ActorMention) -> bool:
        """Tell whether a mention is the name of a body that the report itself introduces."""
        return mention.actor is None and self._introduced.names_body(mention.text)

    def _tells_part(self, mention: ActorMention, parts: set[int]) -> bool:
        """Tell whether a mention only says what part a named person has: "the mayor" in "the mayor, Ana Ruiz"."""
        if mention.end - 1 not in parts or mention.actor is not None or self.names_body(mention):
            return False
        head = nouns().head(self._page.doc[mention.end - 1].lower_)
        return head is not None and nouns().is_human(head, nouns().kind(head))

    def in_full(self, voice: Voice) -> Voice:
        """Return a person named by a part of the name as the one person who has it."""
        full = self.full_name(voice.name) if voice.human and voice.named else None
        return (
            voice if full is None else replace(full, start=voice.start, sentence=voice.sentence, subject=voice.subject)
        )

    def _others(self, known: Container[int]) -> Iterator[Voice]:
        """Yield the people with a title, a part or a first name whom nothing else takes for an actor."""
        doc = self._page.doc
        names = {one.end: one.start for one in self.people.all}
        names |= {end: start for start, end in given_names(doc) if end not in names}
        for end, start in sorted(names.items()):
            if end - 1 not in known:
                name = doc[start:end]
                yield Voice(
                    name=name.text,
                    actor=None,
                    kind=SourceKind.PERSON,
                    human=True,
                    words=frozenset(name.text.lower().split()),
                    head=name[-1].lower_,
                    start=start,
                    last=end - 1,
                    sentence=self.sentence(name[0].idx),
                    gender=gender_of(doc, start, end),
                    subject=_is_subject(name[-1]),
                )

    def _voice(self, mention: ActorMention) -> Voice:
        page = self._page
        last = page.doc[mention.end - 1]
        first, name = mention.start, mention.name
        one = self.people.ending_at(mention.end) if mention.actor is None else None
        if one is not None:
            first, name = one.start, page.doc[one.start : one.end].text
        body = self.names_body(mention)
        many = mention.actor is None and last.tag_ in ("NNS", "NNPS")
        head = last.lemma_.lower() if last.pos_ == "NOUN" else last.lower_
        human = one is not None or (
            (not many and not body) and (self.names_person(mention) or nouns().is_human(head, mention.kind))
        )
        words = frozenset(token.lower_ for token in page.doc[first : mention.end] if token.is_alpha)
        return Voice(
            name=name,
            actor=mention.actor,
            kind=mention.kind or SourceKind.UNNAMED,
            human=human,
            many=many,
            words=words | frozenset(name.lower().split()),
            head=last.lower_,
            start=mention.start,
            last=mention.end - 1,
            sentence=self.sentence(mention.span.start),
            gender=gender_of(page.doc, mention.start, mention.end) if human else None,
            subject=_is_subject(last),
            body=body,
        )


def _is_subject(noun: Token) -> bool:
    return noun.dep_ in _SUBJECTS or (noun.dep_ in ("conj", "appos") and noun.head.dep_ in _SUBJECTS)
