"""Whom a pronoun or a short form points back to.

Knows: who was named and who spoke so far in a report, and when it is safe to say that "it", "he" or "the group" is one
of them. A wrong name is worse than none: where two could be meant, the answer is None.
Does not know: how a source's words are described (voices) or who is in the actor lexicon (mentions did that).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from rashomon.reading import lexicon
from rashomon.reading.cast import Cast
from rashomon.reading.couples import WINDOW, Couple, couple
from rashomon.reading.kinds import nouns
from rashomon.reading.phrases import ARTICLES
from rashomon.reading.told import gone
from rashomon.reading.voice import (
    Voice,
    all_told,
    core,
    gender_of_word,
    last_of_core,
    names_unknown_body,
    one_under_many_names,
    only,
    rivals,
)
from rashomon.record.attribution import SourceKind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from rashomon.reading.actors import ActorLexicon
    from rashomon.reading.page import Page

REACH = 3
"""Sentences back that a pronoun reaches. News text repeats the name about every third sentence."""
FAR = 12
"""Sentences back that a definite noun ("the group") reaches."""
LOOK = 40
"""Voices and mentions back that are looked at, at most."""

SPOKE, DID, MET = 1.0, 0.6, 0.2
"""How salient somebody is who just spoke, did something, or was only mentioned (after Lappin and Leass 1994)."""
FADING = 0.5
"""What is left of it with each sentence."""
MORE = 0.3
"""The share of a fainter mention that adds to the most salient one of the same."""
RIVAL = 0.75
"""The share of the greatest salience with which another one is a rival, so that neither is meant.
These six were set on `names_*.toml` (`pytest tests/reading/test_names.py`)."""

_OBJECTS = frozenset({"dobj", "dative"})
_NAMES = frozenset({"NORP", "ORG", "PERSON"})
_HUMAN_KINDS = frozenset({SourceKind.OFFICIAL, SourceKind.EXPERT, SourceKind.WITNESS, SourceKind.ACTIVIST})


class Memory(Cast):
    """Who was named and who spoke so far. Feed it sources in the order of the text."""

    def __init__(self, page: Page, actors: ActorLexicon) -> None:
        """Note every actor named in the page; who spoke is told by `heard`."""
        super().__init__(page, actors)
        self.maker: Voice | None = None
        self._spoke: list[Voice] = []
        self._introductions: list[Voice] = []
        self._genders: dict[str, str] = {}
        self._heads = set[int]()

    def made_by(self, maker: Voice) -> None:
        """Note the body whose report this is."""
        self.maker = maker
        self.know(replace(maker, body=True))

    def heard(self, voice: Voice) -> None:
        """Note that somebody spoke."""
        self._spoke.append(voice)
        self._heads.add(voice.start)
        self.know(voice)

    def introduced(self, voice: Voice) -> None:
        """Note that a person was named with a part, whether or not the person speaks."""
        self._introductions.append(replace(self.in_full(voice), roles=voice.roles))
        self.know(voice)

    def pronoun(self, word: str, start: int, sentence: int, inside: range = range(0)) -> Voice | None:
        """Return whom a pronoun (lower case) at token `start` stands for; None where that is not safe.

        Nobody named in the tokens `inside`, what the pronoun itself says, is meant.
        """
        data = _data()
        gender = gender_of_word(word)
        if word in data["person"]:
            person = self._likeliest(start, sentence, inside, partial(self._is_of, gender))
            if person is not None and gender is not None:
                self._genders[person.identity] = gender
            return person
        if word in data["thing"]:
            return self._likeliest(start, sentence, inside, lambda voice: not voice.human and not _plural(voice))
        if word in data["many"]:
            several = self._likeliest(start, sentence, inside, _several)
            return several or self._likeliest(start, sentence, inside, lambda voice: voice.head in data["collective"])
        return None

    def _is_of(self, gender: str | None, voice: Voice) -> bool:
        """Tell whether a voice is one human being, of a gender where that is known."""
        known = voice.gender or self._genders.get(voice.identity)
        return voice.human and (gender is None or known is None or known == gender)

    def _likeliest(self, start: int, sentence: int, inside: range, fits: Callable[[Voice], bool]) -> Voice | None:
        """Return the most salient of who fits, None where another one is nearly as salient."""
        salience: dict[str, float] = {}
        latest: dict[str, Voice] = {}
        for voice, weight in self._met(start, sentence):
            if voice.start not in inside and fits(voice):
                near = weight * FADING ** (sentence - voice.sentence)
                before = salience.get(voice.identity, 0.0)
                salience[voice.identity] = max(near, before) + MORE * min(near, before)
                latest.setdefault(voice.identity, voice)
        if not salience:
            return None
        best = latest[max(salience, key=lambda one: salience[one])]
        near_it = [latest[one] for one in salience if salience[one] > RIVAL * salience[best.identity]]
        return only([best, *(one for one in near_it if not one.words <= best.words | best.roles)])

    def _met(self, start: int, sentence: int) -> Iterator[tuple[Voice, float]]:
        """Yield who spoke and who was met in the sentences that a pronoun reaches, with the weight of the mention."""
        for voice in self._recent(self._spoke, sentence, REACH):
            if voice.start < start:
                yield voice, DID if self._page.doc[voice.start].dep_ in _OBJECTS else SPOKE
        for voice in self._done(start, sentence, REACH):
            yield self.in_full(voice), DID if voice.subject else MET

    def couple(self, start: int, sentence: int) -> Couple | None:
        """Return the two people named last; None where not exactly two are near."""
        met = [*self._recent(self._spoke, sentence, WINDOW), *self._done(start, sentence, WINDOW)]
        people = [self.in_full(one) for one in met if one.start < start and one.human and one.named]
        people = [one for one in people if nouns().head(one.name.lower().split()[-1]) is None]
        return couple([self._told(one) for one in people], sentence)

    def _told(self, voice: Voice) -> Voice:
        """Return a voice with the gender that a pronoun told of it."""
        return replace(voice, gender=voice.gender or self._genders.get(voice.identity))

    def last_of(self, two: Couple, gender: str | None = None) -> Voice | None:
        """Return which of two spoke last; None where somebody else spoke since, or of another gender."""
        last = self._spoke[-1] if self._spoke else None
        known = {one.identity: one for one in two}
        one = None if last is None else known.get(last.identity)
        return None if one is None or (gender and one.gender not in (None, gender)) else one

    def group(self, start: int, sentence: int) -> Voice | None:
        """Return who spoke last before "another" or "some": one of those is meant."""
        spoke = self._recent(self._spoke, sentence, REACH)
        last = next((voice for voice in spoke if voice.start < start and (voice.many or voice.human)), None)
        done = self._done(start, sentence, REACH)
        return last or next((voice for voice in done if voice.many and voice.subject), None)

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
            if (name == voice.head or (proper and name in core(voice.name) and not voice.human))
            and (voice.many == many or (proper and voice.body))
            and not (proper and " and " in voice.name and not voice.body)
            and words <= voice.words
            and len(voice.words) > len(words)
        ]
        if head.text[0].isupper() and not head.is_upper and not same and (short := self._short(words)) is not None:
            return replace(short, many=many)
        same = [voice for voice in same if gone().isdisjoint(voice.words)]
        body = bool(same) and proper and nouns().head(name) is None
        office = None if many or body else self._in_office(words, head, spoke, start, sentence)
        office = office or (None if many or nouns().head(head.lower_) is None else self._called(words, before))
        if office is not None:
            return office
        if same:
            told = not many and not any(one in spoke or one.named for one in same)
            later = self._by_kind(tokens, head, spoke, spoke) if told else None
            if later is not None and later.named and later.start > same[0].start:
                return later
            if not rivals(same) or (proper and one_under_many_names(same)):
                return same[0]
            latest = not proper and spoke and spoke[0] in same and sentence - spoke[0].sentence <= 1
            return spoke[0] if latest else None
        return (
            self._by_kind(tokens, head, before, spoke)
            or self._narrower(words, head, start, sentence)
            or self._told_of(words, head, start, sentence)
            or self._of_age(words, head, start, sentence)
            or (None if many or words != {head.lower_} else self._body_short(head))
        )

    def _body_short(self, head: Token) -> Voice | None:
        """Return the one body whose name ends with a noun: "the committee" for the River People's Committee."""
        short = self._short({head.lower_})
        return short if short is not None and last_of_core(short.name) == head.lower_ else None

    def _of_age(self, words: set[str], head: Token, start: int, sentence: int) -> Voice | None:
        """Return the one person near whom "the man" or "the old woman" can be, None where there are more."""
        gender = gender_of_word(head.lower_)
        if head.lower_ not in _data()["people"] or not words - {head.lower_} <= _data()["ages"]:
            return None
        met = [voice for voice, _ in self._met(start, sentence) if self._is_of(gender, voice)]
        return only(met) if met and met[0].named else None

    def _narrower(self, words: set[str], head: Token, start: int, sentence: int) -> Voice | None:
        """Return whom the report called by a narrower noun before: "the company" after "the exporter"."""
        narrower = _data()["hypernyms"].get(head.lower_)
        if narrower is None or words != {head.lower_}:
            return None
        return self._likeliest(start, sentence, range(0), lambda one: one.head in narrower and not one.many)

    def _short(self, words: set[str]) -> Voice | None:
        """Return the one body in whose name words are: "the Lions" for the Lions of the Marsh."""
        found = [self._bodies.get(word, {}) for word in words]
        shared = [voice for name, voice in found[0].items() if all(name in other for other in found)] if found else []
        shared = [voice for voice in shared if words & core(voice.name)]
        if len(shared) > 1:
            longest = max(shared, key=lambda voice: len(voice.name))
            shared = [longest] if all(longest.name.lower().startswith(one.name.lower()) for one in shared) else shared
        return only(shared) if len(shared) == 1 and len(words) < len(shared[0].name.split()) else None

    def body_of(self, voice: Voice) -> Voice | None:
        """Return the one body that a bare noun means: "the council" whose secretary speaks."""
        bare = not voice.many and voice.words == {voice.head}
        short = self._short({voice.head}) if bare else None
        return short if short is not None and last_of_core(short.name) == voice.head else None

    def opening_with(self, word: str) -> Voice | None:
        """Return the one body whose name begins with a word: "Hearth" for Hearth International."""
        short = self._short({word})
        return short if short is not None and short.name.lower().split()[0] == word else None

    def _in_office(
        self, words: set[str], head: Token, spoke: Sequence[Voice], start: int, sentence: int
    ) -> Voice | None:
        """Return the one named person with this part: "the governor" after "Governor Ana Ruiz"."""
        met = [one for one in self._recent(self._introductions, sentence, FAR) if one.start < start]
        alike = _data()["alike"].get(head.lower_, frozenset({head.lower_}))
        others = words - {head.lower_}
        fits = [one for one in (*spoke, *met) if one.human and alike & one.roles and all_told(others, one.roles)]
        if (known := nouns().head(head.lower_)) is not None and not nouns().is_human(known, nouns().kind(known)):
            return None
        described = [
            one for one in spoke if not one.named and one.human and one.head == head.lower_ and others <= one.words
        ]
        if described and (not fits or described[0].start > fits[0].start):
            return None
        return only(fits)

    def holder(self, office: set[str], start: int, sentence: int) -> Voice | None:
        """Return the one named person with all of an office: "the Head of State"."""
        spoke = [one for one in self._recent(self._spoke, sentence, FAR) if one.start < start]
        met = [one for one in self._recent(self._introductions, sentence, FAR) if one.start < start]
        return only([one for one in (*spoke, *met) if one.human and one.named and office <= one.roles])

    def holder_for(self, head: Token, owner: Voice, sentence: int) -> Voice | None:
        """Return the one named person with a part in a body: "its spokeswoman" after "a spokeswoman for X, Y"."""
        office = {head.lower_, *owner.name.lower().split()} - ARTICLES
        return None if owner.human else self.holder(office, head.i, sentence)

    def pointed_at(self, tokens: Sequence[Token], head: Token, sentence: int) -> Voice | None:
        """Return whom "these stations" or "this group" stands for; None where that is not safe, or nobody is."""
        if tokens[0].lower_ not in _data()["pointing"] or head.i != tokens[-1].i or len(tokens) == 1:
            return None
        return self.definite(list(tokens[1:]), head, tokens[0].i, sentence)

    def _called(self, words: set[str], before: Sequence[Voice]) -> Voice | None:
        """Return the one body that the report called by these words beside its name."""
        return only(
            [
                one
                for one in before
                if words and one.named and not one.human and words <= self._introduced.called(one.name)
            ]
        )

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
        known = nouns().head(head.lower_) or head.lower_
        human = nouns().is_human(known, nouns().kind(known)) or kinds <= _HUMAN_KINDS
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
        if named or human or described:
            return only(named)
        here = self.sentence(tokens[0].idx)
        unknown = only([voice for voice in self._recent(spoke[::-1], here, REACH) if names_unknown_body(voice)])
        if unknown is None or len(kinds) > 1:
            return unknown
        return replace(unknown, kind=next(iter(kinds)), body=True)

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


@cache
def _data() -> dict[str, Any]:
    data = lexicon.load("coreference")
    return {
        **{name: frozenset(words) for name, words in data["pronouns"].items()},
        "nouns": {noun: frozenset(SourceKind(kind) for kind in kinds) for noun, kinds in data["nouns"].items()},
        "hypernyms": {noun: frozenset(words) for noun, words in data["hypernyms"].items()},
        "generic": frozenset(data["short"]["generic"]),
        "same": frozenset(data["short"]["same"]),
        "pointing": frozenset(data["short"]["pointing"]),
        "collective": frozenset(data["collective"]["words"]),
        "elliptical": frozenset(data["elliptical"]["words"]),
        "ages": frozenset(data["short"]["ages"]),
        "people": frozenset(data["short"]["people"]),
        "crowds": frozenset(data["short"]["crowds"]),
        "alike": {word: frozenset(words) for words in data["short"]["alike"] for word in words},
    }


def _several(voice: Voice) -> bool:
    return voice.many and voice.head not in _data()["elliptical"]


def _plural(voice: Voice) -> bool:
    return voice.many and not voice.body
