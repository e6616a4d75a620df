"""Whose report it is: who "we" are, and of what kind "our team" is.

Knows: titles that name a maker ("Statement by the …"), what "our" people tell of theirs, words that only some makers
use. A maker without a name can have a kind.
Does not know: what pronouns inside the report point back to (coreference).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from rashomon.reading import lexicon
from rashomon.reading.introductions import telling
from rashomon.reading.kinds import nouns
from rashomon.reading.voice import VAGUE, Voice, only
from rashomon.record.attribution import SourceKind

if TYPE_CHECKING:
    from rashomon.reading.actors import ActorLexicon
    from rashomon.reading.page import Page

LONGEST_TITLE = 200
"""Characters of a first line that may be a title."""
WIDEST = 4
"""Words after "our" that are looked at."""
OPENING = 2
"""The last sentence in which the maker of a report names itself first."""
FIRST = 8
"""Bodies and people named first, among whom the maker is looked for."""
ENOUGH = 2
"""Words of one kind of maker that tell it."""
_NAME = re.compile(r"[A-Z][\w’'-]*(?:\s+(?:(?:of|for)\s+(?:the\s+)?)?(?:[A-Z][\w’'-]*|\d+))*")
_PRESENT = frozenset({"VBZ", "VBP"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_HELPING = frozenset({"aux", "auxpass"})
_AIDING = frozenset({SourceKind.NGO, SourceKind.MONITOR})
_OPENING = _AIDING | {
    SourceKind.ARMED_GROUP,
    SourceKind.MILITARY,
    SourceKind.POLITICAL,
    SourceKind.ACTIVIST,
    SourceKind.UN,
    SourceKind.UNNAMED,
}
_OUTLETS = frozenset({SourceKind.MEDIA, SourceKind.STATE_MEDIA})


class Maker(NamedTuple):
    """Who made a report: as a voice where it has a name, and its kind where anything tells it."""

    voice: Voice | None
    kind: SourceKind | None


def maker_of(page: Page, actors: ActorLexicon, named: Sequence[Voice], own: Callable[[int], bool]) -> Maker:
    """Return who made a report; `own` tells of a character whether it is the report's own, not in a quotation."""
    voice = _titled(page, actors, named) or _declared(page, named)
    if voice is not None:
        kind = voice.kind if voice.kind is not SourceKind.UNNAMED else _told_kind(page, own)
        return Maker(voice, kind)
    publisher = _group(page.report.publisher or "", actors, named)
    if publisher is not None:
        return Maker(None if publisher.kind in _OUTLETS else publisher, publisher.kind)
    kind = _told_kind(page, own)
    if kind in _OUTLETS or not any(token.lower_ in _tables().group and own(token.idx) for token in page.doc):
        return Maker(None, kind)
    body = _opening_body(page, named, kind) or _only_body(named, _makers_of(kind))
    return Maker(body, kind if body is None or body.kind in VAGUE else body.kind)


def _makers_of(kind: SourceKind | None) -> Container[SourceKind]:
    """Return the kinds that a maker can have whose words tell this one: "our team" is a charity's or a monitor's."""
    return makers() if kind is None else _AIDING if kind in _AIDING else {kind}


def _opening_body(page: Page, named: Sequence[Voice], kind: SourceKind | None) -> Voice | None:
    """Return the body that opens its own report in the present tense: "The Command announces", "Lanterns runs"."""
    for one in islice(named, FIRST):
        if one.sentence > OPENING or not one.body or one.actor is not None:
            continue
        noun = page.doc[one.start : one.last + 1].root
        if noun.dep_ not in _SUBJECTS:
            continue
        verb = noun.head
        now = verb.tag_ in _PRESENT or any(
            word.tag_ in _PRESENT for word in islice(verb.lefts, WIDEST) if word.dep_ in _HELPING
        )
        if now and one.kind in _OPENING:
            return replace(one, kind=kind) if kind is not None and one.kind in VAGUE else one
    return None


def _only_body(named: Sequence[Voice], kinds: Container[SourceKind]) -> Voice | None:
    """Return the one body of a maker's kind that a report names: it tells of itself."""
    bodies = [one for one in named if one.kind in kinds and one.named and not one.human and (one.body or one.actor)]
    first = [one for one in bodies if one.sentence <= OPENING and one.subject and one.actor is None]
    return only(bodies) or (first[0] if first else None)


def _titled(page: Page, actors: ActorLexicon, named: Sequence[Voice]) -> Voice | None:
    """Return the body that the title or first line names as the maker."""
    report = page.report
    for line in (report.title or "", _first_line(page)):
        match = _statement().search(line)
        if match is not None:
            return _group(match[1], actors, named) or _unknown(match[1])
    return None


def _unknown(words: str) -> Voice | None:
    """Return the body named in a title of which nothing tells the kind: "Appeal from the Drowned Villages"."""
    match = _NAME.match(words.removeprefix("the ").strip())
    if match is None or not words.startswith("the ") or " " not in match[0]:
        return None
    return Voice(match[0], None, SourceKind.UNNAMED, words=frozenset(match[0].lower().split()), body=True)


def _declared(page: Page, named: Sequence[Voice]) -> Voice | None:
    """Return the one body named in what its title only calls a statement."""
    line = page.report.title or _first_line(page)
    if line == page.report.text.strip() or not _opening().match(line):
        return None
    bodies = [voice for voice in named if voice.kind in makers() and voice.named and not voice.human]
    return only([one for one in bodies if not any(one.words < other.words for other in bodies)])


def _group(words: str, actors: ActorLexicon, named: Sequence[Voice]) -> Voice | None:
    """Return the body that `words` begin with, or name in full before a comma; None where they name none."""
    words = re.sub(r"^the\s+", "", words.strip(), flags=re.IGNORECASE)
    low = words.lower()
    for voice in named:
        group = (voice.actor is not None or voice.body) and not voice.human
        if group and low.startswith(voice.name.lower()) and not low[len(voice.name) :][:1].isalnum():
            return voice
    match = _NAME.match(words)
    name = match[0] if match is not None else words.partition(",")[0].strip()
    entry = actors.lookup(name) if name else None
    if entry is not None and not entry.person:
        return Voice(entry.name, entry.id, entry.kind, words=frozenset(name.lower().split()), body=True)
    kind = telling(tuple(name.lower().split()))
    return None if kind is None else Voice(name, None, kind, words=frozenset(name.lower().split()), body=True)


def _told_kind(page: Page, own: Callable[[int], bool]) -> SourceKind | None:
    """Return the kind that "our" people and the choice of words tell; None where they do not, or disagree."""
    ours, speech, _ = _tables()
    told = Counter[SourceKind]()
    for token in page.doc:
        word = token.lower_
        kind = speech.get(word) or speech.get(word.removesuffix("s"))
        if kind is not None and own(token.idx):
            told[kind] += 1
        if word != "our" or not own(token.idx):
            continue
        for noun in page.doc[token.i + 1 : token.i + 1 + WIDEST]:
            kind = ours.get(noun.lower_) or ours.get(nouns().head(noun.lower_) or "")
            if kind is not None:
                told[kind] += ENOUGH
                break
    ranked = told.most_common(2)
    if not ranked or ranked[0][1] < ENOUGH or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return None
    return ranked[0][0]


def _first_line(page: Page) -> str:
    return page.report.text.lstrip()[:LONGEST_TITLE].partition("\n")[0].strip()


class _Tables(NamedTuple):
    ours: dict[str, SourceKind]
    speech: dict[str, SourceKind]
    group: frozenset[str]


@cache
def _tables() -> _Tables:
    data = lexicon.load("coreference")
    ours = {word: SourceKind(kind) for kind, words in data["makers"]["our"].items() for word in words}
    speech = {word: SourceKind(kind) for kind, words in data["makers"]["speech"].items() for word in words}
    return _Tables(ours, speech, frozenset(data["pronouns"]["group"]))


@cache
def makers() -> frozenset[SourceKind]:
    """Return the kinds of body that speak of themselves as "we" in reports of their own."""
    return frozenset(SourceKind(kind) for kind in lexicon.load("coreference")["statements"]["makers"])


@cache
def _statement() -> re.Pattern[str]:
    """Return what finds "Statement no. 3 by X" in a title: group 1 is what follows."""
    words = "|".join(lexicon.load("coreference")["statements"]["words"])
    return re.compile(rf"\b(?:{words})(?:\s+(?:no\.?|number)\s*\d+)?\s+(?:by|of|from)\s+(.+)", re.IGNORECASE)


@cache
def _opening() -> re.Pattern[str]:
    words = "|".join(lexicon.load("coreference")["statements"]["words"])
    return re.compile(rf"(?:[a-z]+ )?(?:{words})\b", re.IGNORECASE)
