"""Whom a pronoun or a short form points back to.

Knows: who was named and who spoke so far in a report, and when it is safe to say that "it", "he" or "the group" is one
of them. A wrong name is worse than none: where two could be meant, the answer is None.
Does not know: how a source's words are described (voices) or who is in the actor lexicon (mentions did that).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from rashomon.reading import lexicon
from rashomon.reading.introductions import introductions
from rashomon.reading.kinds import nouns
from rashomon.reading.people import People
from rashomon.reading.told import first_told, subjects
from rashomon.reading.voice import (
    VAGUE,
    Voice,
    gender_of,
    is_part,
    names_unknown_body,
    one_under_many_names,
    only,
    rivals,
)
from rashomon.record.attribution import SourceKind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from rashomon.reading.actors import ActorLexicon
    from rashomon.reading.page import ActorMention, Page

REACH = 3
"""Sentences back that a pronoun reaches. News text repeats the name about every third sentence."""
FAR = 12
"""Sentences back that a definite noun ("the group") reaches."""
LOOK = 40
"""Voices and mentions back that are looked at, at most."""
NAMESAKES = 8
"""People of one name at most that are told apart."""

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NAMES = frozenset({"NORP", "ORG", "PERSON"})
_HUMAN_KINDS = frozenset({SourceKind.OFFICIAL, SourceKind.EXPERT, SourceKind.WITNESS, SourceKind.ACTIVIST})
_OWNERS = frozenset(SourceKind) - {SourceKind.UNNAMED, SourceKind.PERSON}


class Memory:
    """Who was named and who spoke so far. Feed it sources in the order of the text."""

    def __init__(self, page: Page, actors: ActorLexicon) -> None:
        """Note every actor named in the page; who spoke is told by `heard`."""
        self._sentences = [sentence.start for sentence in page.sentences]
        self._page = page
        self._actors = actors
        self._introduced = introductions(page.doc)
        self.people = People(page.doc, self._introduced)
        parts = {at for one in self.people.all for at in range(one.first, one.last)}
        self.named = [self._voice(mention) for mention in page.actors if not self._tells_part(mention, parts)]
        self._spoke: list[Voice] = []
        self._introductions: list[Voice] = []
        self._full: dict[str, dict[str, Voice]] = {}
        self._genders: dict[str, str] = {}
        self._kinds: dict[str, set[SourceKind]] = {}
        self._bodies: dict[str, dict[str, Voice]] = {}
        for voice in self.named:
            self._know(voice)
            for word in () if voice.human or voice.kind not in _OWNERS else voice.words:
                self._kinds.setdefault(word, set()).add(voice.kind)
        self.named = [self._in_full(voice) for voice in self.named]
        known = {at for mention in page.actors for at in range(mention.start, mention.end)}
        self._doers = sorted([*self.named, *subjects(page.doc, self.sentence, known)], key=lambda voice: voice.start)
        self._doing = [voice.start for voice in self._doers]
        self._starts = [voice.start for voice in self.named]
        self._heads = set[int]()
        taken = {at for one in page.actors if one.actor is not None for at in range(one.start, one.end)}
        for start, end, kind in self._introduced.occurrences(page.doc):
            if start not in taken:
                name = page.doc[start:end].text
                words = frozenset(name.lower().split())
                head = page.doc[end - 1].lower_
                self._know(Voice(name, None, kind or SourceKind.UNNAMED, words=words, head=head, body=True))
        self._unheard = list(first_told(page.doc, self.sentence))
        self._unheard_starts = [voice.start for voice in self._unheard]

    def made_by(self, maker: Voice) -> None:
        """Note the body whose report this is."""
        self._know(replace(maker, body=True))

    def heard(self, voice: Voice) -> None:
        """Note that somebody spoke."""
        self._spoke.append(voice)
        self._heads.add(voice.start)
        self._know(voice)

    def introduced(self, voice: Voice) -> None:
        """Note that a person was named with a part, whether or not the person speaks."""
        self._introductions.append(voice)
        self._know(voice)

    def _know(self, voice: Voice) -> None:
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

    def pronoun(self, word: str, start: int, sentence: int, inside: range = range(0)) -> Voice | None:
        """Return whom a pronoun (lower case) at token `start` stands for; None where that is not safe.

        Nobody named in the tokens `inside`, what the pronoun itself says, is meant.
        """
        data = _data()
        spoke = [
            voice
            for voice in self._recent(self._spoke, sentence, REACH)
            if voice.start < start and voice.start not in inside
        ]
        if word in data["person"]:
            gender = data["gender"].get(word)
            before = [voice for voice in self._done(start, sentence, REACH) if voice.start not in inside]
            person = self._person(gender, spoke, before, sentence)
            if person is not None and gender is not None:
                self._genders[person.identity] = gender
            return person
        if word in data["thing"]:
            body = next((voice for voice in spoke if not voice.human), None)
            if body is not None:
                return body if body.body or not body.many else None
            before = [voice for voice in self._done(start, sentence, 1) if voice.start not in inside]
            return only([v for v in before if v.subject and not v.human and not v.many])
        if word in data["many"]:
            last = next((voice for voice in spoke if voice.many), None)
            before = [voice for voice in self._done(start, sentence, 1) if voice.start not in inside]
            doing = only([voice for voice in before if voice.subject and voice.many and sentence > voice.sentence])
            return last or doing or next((voice for voice in spoke[:1] if voice.head in data["collective"]), None)
        return None

    def group(self, start: int, sentence: int) -> Voice | None:
        """Return who spoke last before "another" or "some": one of those is meant."""
        spoke = self._recent(self._spoke, sentence, REACH)
        return next((voice for voice in spoke if voice.start < start and (voice.many or voice.human)), None)

    def definite(self, tokens: Sequence[Token], head: Token, start: int, sentence: int) -> Voice | None:
        """Return whom a definite phrase ("the group", "the two officials") stands for; None where that is not safe.

        `tokens` are the phrase without its article, `head` is its noun.
        """
        words = {token.lower_ for token in tokens if token.is_alpha and not token.like_num} - _data()["same"]
        spoke = [voice for voice in self._recent(self._spoke, sentence, FAR) if voice.start < start]
        before = [*spoke, *self._before(start, sentence, FAR)]
        many = head.tag_ in ("NNS", "NNPS")
        name = head.lower_
        proper = head.pos_ == "PROPN" and not head.is_upper
        same = [
            voice
            for voice in before
            if (name == voice.head or (proper and name in voice.words and not voice.human))
            and voice.many == many
            and words <= voice.words
            and len(voice.words) > len(words)
        ]
        if head.text[0].isupper() and not head.is_upper and not same and (short := self._short(words)) is not None:
            return replace(short, many=many)
        office = None if many else self._in_office(words, head, spoke, start, sentence)
        if office is not None:
            return office
        if same:
            if not rivals(same) or (proper and one_under_many_names(same)):
                return same[0]
            latest = not proper and spoke and spoke[0] in same and sentence - spoke[0].sentence <= 1
            return spoke[0] if latest else None
        return self._by_kind(tokens, head, before, spoke) or self._told_of(words, head, start, sentence)

    def _short(self, words: set[str]) -> Voice | None:
        """Return the one body in whose name words are: "the Lions" for the Lions of the Marsh."""
        found = [self._bodies.get(word, {}) for word in words]
        shared = [voice for name, voice in found[0].items() if all(name in other for other in found)] if found else []
        return only(shared) if len(shared) == 1 and len(words) < len(shared[0].name.split()) else None

    def _in_office(
        self, words: set[str], head: Token, spoke: Sequence[Voice], start: int, sentence: int
    ) -> Voice | None:
        """Return the one named person with this part: "the governor" after "Governor Ana Ruiz"."""
        met = [one for one in self._recent(self._introductions, sentence, FAR) if one.start < start]
        alike = _data()["alike"].get(head.lower_, frozenset({head.lower_}))
        others = words - {head.lower_}
        fits = [one for one in (*spoke, *met) if one.human and alike & one.roles and others <= one.roles]
        if (known := nouns().head(head.lower_)) is not None and not nouns().is_human(known, nouns().kind(known)):
            return None
        described = [one for one in spoke if not one.named and one.human and one.head == head.lower_]
        if described and (not fits or described[0].start > fits[0].start):
            return None
        return only(fits)

    def _by_kind(
        self, tokens: Sequence[Token], head: Token, before: Sequence[Voice], spoke: Sequence[Voice]
    ) -> Voice | None:
        """Return the one voice of the kinds that a noun can stand for, a named one of no known kind where none is."""
        phrase = " ".join(token.lower_ for token in tokens)
        kinds = _data()["nouns"].get(phrase) or _data()["nouns"].get(head.lemma_.lower())
        many = head.tag_ in ("NNS", "NNPS")
        if many and len(tokens) == 1 and head.lemma_.lower() in _data()["crowds"]:
            return self._crowd(spoke)
        if kinds is None or many or any(token.ent_type_ in _NAMES for token in tokens):
            return None
        human = nouns().is_human(head.lemma_.lower(), None) or kinds <= _HUMAN_KINDS
        described = (
            set()
            if phrase in _data()["nouns"]
            else {token.lower_ for token in tokens if token.i < head.i} - _data()["same"]
        )

        def fits(voice: Voice) -> bool:
            told = voice.kind in kinds and voice.human == human and (voice.body or not voice.many)
            if human and head.lower_ not in _data()["generic"]:
                told = told and voice.named and not voice.roles
            if not human:
                told = told and (voice.named or voice.body) and described <= voice.words
            return told and (len(voice.words) > 1 or voice.head != head.lower_)

        last = next((voice for voice in spoke if fits(voice)), None)
        if last is not None:
            since = [voice for voice in before if voice.start >= last.start]
            return only([voice for voice in (*spoke, *since) if fits(voice)])
        named = [voice for voice in before if fits(voice)]
        if named or len(kinds) > 1 or human or described:
            return only(named)
        here = self.sentence(tokens[0].idx)
        unknown = only([voice for voice in self._recent(spoke[::-1], here, REACH) if names_unknown_body(voice)])
        return None if unknown is None else replace(unknown, kind=next(iter(kinds)), body=True)

    def _crowd(self, spoke: Sequence[Voice]) -> Voice | None:
        """Return the one armed body that spoke, if "the rebels" can only be its people."""
        fighting = [voice for voice in spoke if voice.kind is SourceKind.ARMED_GROUP and not voice.human]
        return only(fighting) if fighting and fighting[0].body else None

    def bare(self, head: Token, sentence: int) -> Voice | None:
        """Return whom a plural without article stands for: "partners" after "health partners"."""
        spoke = [
            one for one in self._recent(self._spoke, sentence, FAR) if one.start < head.i and one.head == head.lower_
        ]
        longer = [one for one in spoke if one.many and len(one.words) > 1]
        return only(longer) if len(longer) == len(spoke) else None

    def _told_of(self, words: set[str], head: Token, start: int, sentence: int) -> Voice | None:
        """Return the one "a military source" before "the source" that nothing else took for a speaker."""
        end = bisect_left(self._unheard_starts, start)
        recent = self._recent(self._unheard[max(0, end - LOOK) : end], sentence, FAR)
        return only([voice for voice in recent if voice.head == head.lower_ and words < voice.words])

    def names_person(self, mention: ActorMention) -> bool:
        """Tell whether a mention is the name of one human being."""
        if mention.actor is not None:
            entry = self._actors.entries.get(mention.actor)
            return entry is not None and entry.person
        if self.names_body(mention):
            return False
        last = self._page.doc[mention.end - 1]
        described = mention.kind is not None and nouns().head(last.lower_) is None
        return last.pos_ == "PROPN" and last.tag_ != "NNPS" and (last.ent_type_ == "PERSON" or described)

    def names_body(self, mention: ActorMention) -> bool:
        """Tell whether a mention is the name of a body that the report itself introduces."""
        return mention.actor is None and self._introduced.names_body(mention.text)

    def _person(
        self, gender: str | None, spoke: Sequence[Voice], before: Sequence[Voice], sentence: int
    ) -> Voice | None:
        def fits(voice: Voice) -> bool:
            known = voice.gender or self._genders.get(voice.identity)
            return voice.human and (gender is None or known is None or known == gender)

        subjects = [voice for voice in before if fits(voice) and voice.subject]
        last = next((voice for voice in spoke if fits(voice)), None)
        if last is not None:
            between = [one for one in subjects if one.start > last.start and not one.words <= last.words]
            return last if not rivals([last, *between]) else None
        if not subjects:
            return only([voice for voice in before if fits(voice) and sentence - voice.sentence <= 1])
        nearest = [voice for voice in subjects if voice.sentence == subjects[0].sentence]
        return None if rivals(nearest) else nearest[0]

    def _tells_part(self, mention: ActorMention, parts: set[int]) -> bool:
        """Tell whether a mention only says what part a named person has: "the mayor" in "the mayor, Ana Ruiz"."""
        if mention.end - 1 not in parts or mention.actor is not None or self.names_body(mention):
            return False
        head = nouns().head(self._page.doc[mention.end - 1].lower_)
        return head is not None and nouns().is_human(head, nouns().kind(head))

    def _in_full(self, voice: Voice) -> Voice:
        """Return a person named by a part of the name as the one person who has it."""
        full = self.full_name(voice.name) if voice.human and voice.named else None
        return (
            voice if full is None else replace(full, start=voice.start, sentence=voice.sentence, subject=voice.subject)
        )

    def _before(self, start: int, sentence: int, reach: int) -> list[Voice]:
        end = bisect_left(self._starts, start)
        recent = self._recent(self.named[max(0, end - LOOK) : end], sentence, reach)
        return [voice for voice in recent if voice.last not in self._heads]

    def _done(self, start: int, sentence: int, reach: int) -> list[Voice]:
        """Return who was named or did something before."""
        end = bisect_left(self._doing, start)
        recent = self._recent(self._doers[max(0, end - LOOK) : end], sentence, reach)
        return [voice for voice in recent if voice.last not in self._heads]

    def _recent(self, voices: Sequence[Voice], sentence: int, reach: int) -> Iterator[Voice]:
        """Yield voices of the last sentences, the nearest first."""
        for voice in reversed(voices[-LOOK:]):
            if 0 <= sentence - voice.sentence <= reach:
                yield voice

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


@cache
def _data() -> dict[str, Any]:
    data = lexicon.load("coreference")
    return {
        **{name: frozenset(words) for name, words in data["pronouns"].items()},
        "nouns": {noun: frozenset(SourceKind(kind) for kind in kinds) for noun, kinds in data["nouns"].items()},
        "gender": {word: gender for gender, words in data["gender"].items() for word in words},
        "generic": frozenset(data["short"]["generic"]),
        "same": frozenset(data["short"]["same"]),
        "collective": frozenset(data["collective"]["words"]),
        "crowds": frozenset(data["short"]["crowds"]),
        "alike": {word: frozenset(words) for words in data["short"]["alike"] for word in words},
    }


def _is_subject(noun: Token) -> bool:
    return noun.dep_ in _SUBJECTS or (noun.dep_ in ("conj", "appos") and noun.head.dep_ in _SUBJECTS)
