"""Whom a pronoun or a short form points back to.

Knows: who was named and who spoke so far in a report, and when it is safe to say that "it", "he" or "the group" is one
of them. A wrong name is worse than none: where two could be meant, the answer is None.
Does not know: how a source's words are described (voices) or who is in the actor lexicon (mentions did that).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from rashomon.reading import lexicon
from rashomon.reading.introductions import introductions, telling
from rashomon.reading.kinds import nouns
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
LONGEST_TITLE = 200
"""Characters of a first line that may be a title."""
WIDEST = 8
"""Words between an article and its noun at most."""

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NAMES = frozenset({"NORP", "ORG", "PERSON"})
_HUMAN_KINDS = frozenset({SourceKind.OFFICIAL, SourceKind.EXPERT, SourceKind.WITNESS, SourceKind.ACTIVIST})
_OWNERS = frozenset(SourceKind) - {SourceKind.UNNAMED, SourceKind.PERSON}
_OUTLETS = frozenset({SourceKind.MEDIA, SourceKind.STATE_MEDIA})


@dataclass(frozen=True, slots=True)
class Voice:
    """Who a source is: the name and kind that its record gets, and what pronouns can take it up.

    `human`: one human being; `many`: several; neither: a body. `body`: surely one, also where its name is a plural
    ("the Northern Brigades"). `words` are its words in lower case, `head` the noun.
    `start` is a token index, `sentence` the index of its sentence. `gender` is ``male``, ``female`` or None.
    """

    name: str
    actor: str | None
    kind: SourceKind
    human: bool = False
    many: bool = False
    words: frozenset[str] = frozenset()
    head: str = ""
    start: int = 0
    sentence: int = 0
    gender: str | None = None
    subject: bool = False
    body: bool = False
    roles: frozenset[str] = frozenset()
    """Words of a named person's office: "the governor" is then this person."""


class Memory:
    """Who was named and who spoke so far. Feed it sources in the order of the text."""

    def __init__(self, page: Page, actors: ActorLexicon) -> None:
        """Note every actor named in the page; who spoke is told by `heard`."""
        self._sentences = [sentence.start for sentence in page.sentences]
        self._page = page
        self._actors = actors
        self._introduced = introductions(page.doc)
        self._named = [self._voice(mention) for mention in page.actors]
        self._starts = [voice.start for voice in self._named]
        self._spoke: list[Voice] = []
        self._full: dict[str, list[Voice]] = {}
        self._genders: dict[str, str] = {}
        for voice in self._named:
            if voice.human and len(voice.words) > 1:
                self._full.setdefault(voice.head, []).append(voice)
        self._named = [self._in_full(voice) for voice in self._named]
        self._unheard = list(self._first_told())
        self._unheard_starts = [voice.start for voice in self._unheard]

    def heard(self, voice: Voice) -> None:
        """Note that somebody spoke."""
        self._spoke.append(voice)
        if voice.roles and len(voice.name.split()) > 1:
            self._full.setdefault(voice.head, []).insert(0, voice)

    def kind_named(self, word: str) -> SourceKind | None:
        """Return the kind of the one body of the report with this word (lower case) in its name, else None."""
        bodies = [voice for voice in self._named if word in voice.words and not voice.human and voice.kind in _OWNERS]
        return bodies[0].kind if len({voice.kind for voice in bodies}) == 1 else None

    def sentence(self, offset: int) -> int:
        """Return the index of the sentence at a character of the text."""
        return bisect_right(self._sentences, offset) - 1

    def full_name(self, surname: str) -> Voice | None:
        """Return the one person of the report who has this last name (lower case); None when nobody or several."""
        people = self._full.get(surname, [])
        if not people or len({person.actor or person.name.lower() for person in people}) > 1:
            return None
        return next((person for person in people if person.kind is not SourceKind.PERSON), people[0])

    def pronoun(self, word: str, start: int, sentence: int) -> Voice | None:
        """Return whom a pronoun (lower case) at token `start` stands for; None where that is not safe."""
        data = _data()
        spoke = [voice for voice in self._recent(self._spoke, sentence, REACH) if voice.start < start]
        if word in data["person"]:
            gender = data["gender"].get(word)
            person = self._person(gender, spoke, start, sentence)
            if person is not None and gender is not None:
                self._genders[_identity(person)] = gender
            return person
        if word in data["thing"]:
            body = next((voice for voice in spoke if not voice.human), None)
            if body is not None:
                return body if body.body or not body.many else None
            return _only([v for v in self._before(start, sentence, 1) if v.subject and not v.human and not v.many])
        if word in data["many"]:
            return next((voice for voice in spoke if voice.many), None)
        return None

    def definite(self, tokens: Sequence[Token], head: Token, start: int, sentence: int) -> Voice | None:
        """Return whom a definite phrase ("the group", "the two officials") stands for; None where that is not safe.

        `tokens` are the phrase without its article, `head` is its noun.
        """
        words = {token.lower_ for token in tokens if token.is_alpha and not token.like_num}
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
        if same:
            if not _rivals(same) or (proper and _one_under_many_names(same)):
                return same[0]
            latest = not proper and spoke and spoke[0] in same and sentence - spoke[0].sentence <= 1
            return spoke[0] if latest else None
        if not many:
            office = [voice for voice in spoke if voice.human and name in voice.roles and words <= voice.roles]
            if office:
                return _only(office)
        return self._by_kind(tokens, head, before, spoke) or self._told_of(words, head, start, sentence)

    def _by_kind(
        self, tokens: Sequence[Token], head: Token, before: Sequence[Voice], spoke: Sequence[Voice]
    ) -> Voice | None:
        """Return the one voice of the kinds that a noun can stand for, a named one of no known kind where none is."""
        kinds = _data()["nouns"].get(head.lemma_.lower())
        many = head.tag_ in ("NNS", "NNPS")
        if kinds is None or many or any(token.ent_type_ in _NAMES for token in tokens):
            return None
        human = nouns().is_human(head.lemma_.lower(), None) or kinds <= _HUMAN_KINDS

        def fits(voice: Voice) -> bool:
            told = voice.kind in kinds and voice.human == human and (voice.body or not voice.many)
            return told and (len(voice.words) > 1 or voice.head != head.lower_)

        last = next((voice for voice in spoke if fits(voice)), None)
        if last is not None:
            since = [voice for voice in before if voice.start >= last.start]
            return _only([voice for voice in (*spoke, *since) if fits(voice)])
        named = [voice for voice in before if fits(voice)]
        if named or len(kinds) > 1 or human:
            return _only(named)
        here = self.sentence(tokens[0].idx)
        unknown = _only([voice for voice in self._recent(spoke[::-1], here, REACH) if _names_unknown_body(voice)])
        return None if unknown is None else replace(unknown, kind=next(iter(kinds)), body=True)

    def _told_of(self, words: set[str], head: Token, start: int, sentence: int) -> Voice | None:
        """Return the one "a military source" before "the source" that nothing else took for a speaker."""
        end = bisect_left(self._unheard_starts, start)
        recent = self._recent(self._unheard[max(0, end - LOOK) : end], sentence, FAR)
        return _only([voice for voice in recent if voice.head == head.lower_ and words < voice.words])

    def author(self) -> Voice | None:
        """Return the group whose own report this is, by its title, first line or publisher; None when nothing tells."""
        report = self._page.report
        for line in (report.title or "", report.text.lstrip()[:LONGEST_TITLE].partition("\n")[0]):
            match = _statement().search(line)
            if match is not None:
                return self._group(match[1])
        group = self._group(report.publisher or "")
        return group if group is not None and group.kind not in _OUTLETS else None

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

    def _group(self, words: str) -> Voice | None:
        """Return the body that `words` begin with, or name in full before a comma; None where they name none."""
        words = words.strip().removeprefix("the ").removeprefix("The ")
        low = words.lower()
        for voice in self._named:
            group = (voice.actor is not None or voice.body) and not voice.human
            if group and low.startswith(voice.name.lower()) and not low[len(voice.name) :][:1].isalnum():
                return voice
        name = words.partition(",")[0].strip()
        entry = self._actors.lookup(name) if name else None
        if entry is not None and not entry.person:
            return Voice(entry.name, entry.id, entry.kind, words=frozenset(name.lower().split()), body=True)
        kind = telling(tuple(name.lower().split()))
        return None if kind is None else Voice(name, None, kind, words=frozenset(name.lower().split()), body=True)

    def _first_told(self) -> Iterator[Voice]:
        """Yield who is told of as new: "a military source"."""
        doc, known = self._page.doc, nouns()
        for article in doc:
            noun = article.head
            if article.lower_ not in ("a", "an") or article.dep_ != "det" or not 1 < noun.i - article.i <= WIDEST:
                continue
            head = known.head(noun.lower_) if noun.tag_ == "NN" else None
            if head is None or noun.dep_ in ("appos", "attr"):
                continue
            before = [word.lower_ for word in doc[article.i + 1 : noun.i]]
            kind = known.kind(head, before) or SourceKind.UNNAMED
            yield Voice(
                name=doc[article.i + 1 : noun.i + 1].text,
                actor=None,
                kind=kind,
                human=known.is_human(head, kind),
                words=frozenset((*before, noun.lower_)),
                head=noun.lower_,
                start=noun.i,
                sentence=self.sentence(noun.idx),
                gender=gender_of(self._page, article.i, noun.i + 1),
            )

    def _person(self, gender: str | None, spoke: Sequence[Voice], start: int, sentence: int) -> Voice | None:
        def fits(voice: Voice) -> bool:
            known = voice.gender or self._genders.get(_identity(voice))
            return voice.human and (gender is None or known is None or known == gender)

        subjects = [voice for voice in self._before(start, sentence, REACH) if fits(voice) and voice.subject]
        last = next((voice for voice in spoke if fits(voice)), None)
        if last is not None:
            between = [voice for voice in subjects if voice.start > last.start]
            return last if not _rivals([last, *between]) else None
        if not subjects:
            return _only([voice for voice in self._before(start, sentence, 1) if fits(voice)])
        nearest = [voice for voice in subjects if voice.sentence == subjects[0].sentence]
        return None if _rivals(nearest) else nearest[0]

    def _in_full(self, voice: Voice) -> Voice:
        """Return a person named by the last name alone as the one person who has it."""
        full = self.full_name(voice.head) if voice.human and len(voice.words) == 1 else None
        return (
            voice if full is None else replace(full, start=voice.start, sentence=voice.sentence, subject=voice.subject)
        )

    def _before(self, start: int, sentence: int, reach: int) -> list[Voice]:
        end = bisect_left(self._starts, start)
        return list(self._recent(self._named[max(0, end - LOOK) : end], sentence, reach))

    def _recent(self, voices: Sequence[Voice], sentence: int, reach: int) -> Iterator[Voice]:
        """Yield voices of the last sentences, the nearest first."""
        for voice in reversed(voices[-LOOK:]):
            if 0 <= sentence - voice.sentence <= reach:
                yield voice

    def _voice(self, mention: ActorMention) -> Voice:
        page = self._page
        last = page.doc[mention.end - 1]
        body = self.names_body(mention)
        many = mention.actor is None and last.tag_ in ("NNS", "NNPS")
        head = last.lemma_.lower() if last.pos_ == "NOUN" else last.lower_
        human = not many and not body and (self.names_person(mention) or nouns().is_human(head, mention.kind))
        words = frozenset(token.lower_ for token in page.doc[mention.start : mention.end] if token.is_alpha)
        return Voice(
            name=mention.name,
            actor=mention.actor,
            kind=mention.kind or SourceKind.UNNAMED,
            human=human,
            many=many,
            words=words | frozenset(mention.name.lower().split()),
            head=last.lower_,
            start=mention.start,
            sentence=self.sentence(mention.span.start),
            gender=gender_of(page, mention.start, mention.end) if human else None,
            subject=last.dep_ in _SUBJECTS or (last.dep_ == "conj" and last.head.dep_ in _SUBJECTS),
            body=body,
        )


def gender_of(page: Page, start: int, end: int) -> str | None:
    """Return the gender that a phrase's own words or the title before it say, None when none does."""
    genders: dict[str, str] = _data()["gender"]
    words = [token.lower_ for token in page.doc[max(0, start - 1) : end]]
    return next((genders[word] for word in words if word in genders), None)


def gender_of_word(word: str) -> str | None:
    """Return the gender that a pronoun or title (lower case) tells, None when it tells none."""
    gender: str | None = _data()["gender"].get(word)
    return gender


@cache
def _data() -> dict[str, Any]:
    data = lexicon.load("coreference")
    return {
        **{name: frozenset(words) for name, words in data["pronouns"].items()},
        "nouns": {noun: frozenset(SourceKind(kind) for kind in kinds) for noun, kinds in data["nouns"].items()},
        "gender": {word: gender for gender, words in data["gender"].items() for word in words},
    }


def _identity(voice: Voice) -> str:
    return voice.actor or voice.name.lower()


def _rivals(voices: Sequence[Voice]) -> bool:
    return len({_identity(voice) for voice in voices}) > 1


def _only(voices: Sequence[Voice]) -> Voice | None:
    return voices[0] if voices and not _rivals(voices) else None


def _one_under_many_names(voices: Sequence[Voice]) -> bool:
    """Tell whether voices are one named ever more fully: "Civil Record", "Harbour Civil Record"."""
    longest = max(voices, key=lambda voice: len(voice.words))
    return all(
        voice.words <= longest.words and voice.actor in (None, longest.actor) and voice.head == longest.head
        for voice in voices
    )


def _names_unknown_body(voice: Voice) -> bool:
    named = voice.name[:1].isupper() and voice.actor is None
    return named and voice.kind is SourceKind.UNNAMED and not voice.human and not voice.many


@cache
def _statement() -> re.Pattern[str]:
    """Return what finds "Statement by X" in a title: group 1 is what follows."""
    words = "|".join(lexicon.load("coreference")["statements"]["words"])
    return re.compile(rf"\b(?:{words})\s+(?:by|of|from)\s+(.+)", re.IGNORECASE)
