"""Trigger words: which word tells of what.

Knows: the entries of the lexicons (events, control, agreements, conditions) and where they occur in a text.
Does not know: who did it, where, when or how it is put.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from rashomon.reading.lexicon import load
from rashomon.record.claim import ClaimKind
from rashomon.record.text import Issue

if TYPE_CHECKING:
    from rashomon.reading.claims.grammar import Grammar
    from rashomon.reading.claims.participants import Classes
    from rashomon.reading.claims.scene import Scene

MOST_IN_SENTENCE = 60
"""Triggers kept of one sentence; the longest sentences of the corpora have fewer than 20."""

_SUBJECTS = (
    ("events", ClaimKind.EVENT),
    ("control", ClaimKind.CONTROL),
    ("agreements", ClaimKind.AGREEMENT),
    ("conditions", ClaimKind.CONDITION),
)
_ACTING = frozenset({"group", "armed", "actor", "place", "civilian"})
_OF_PHRASES = frozenset({"prt", "dobj", "prep", "advmod", "xcomp", "ccomp", "oprd", "acomp", "nsubjpass"})
_ONTO = ("with", "against", "at", "on", "into", "through", "onto", "upon", "towards", "over")
_NOT_NOUNS = frozenset({"compound", "amod", "nmod", "poss", "npadvmod", "advmod", "aux", "prep"})


@dataclass(frozen=True, slots=True)
class Frame:
    """One entry: what its words tell of, and what their arguments must be for it to fit.

    `objects` and `subjects` are class names (participants.toml), `object_words` lemmas; empty: anything fits. `pattern`
    says how the arguments are laid out where it is not agent–verb–target; `refine` how the sub-type follows from them.
    `purposes`: what the verb must be done for (`to protest`), `under`: the verbs it must stand under (`ordered to go`).
    `sources`: the classes of what must follow `from` or `out of` (`ousted the garrison from the town`).
    `weak`: an effect, which yields to what brought it about; `always`: a noun that is worth a claim without arguments.
    """

    kind: ClaimKind
    type: str
    subtype: str | None
    plover: str | None
    objects: frozenset[str]
    subjects: frozenset[str]
    object_words: frozenset[str]
    pattern: str | None
    refine: str | None
    weak: bool
    always: bool
    not_after: frozenset[str]
    not_objects: frozenset[str]
    purposes: frozenset[str]
    under: frozenset[str]
    sources: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sighting:
    """A trigger word in the text. `verbal`: it is a verb, so that subject and object are its arguments."""

    anchor: int
    frame: Frame
    verbal: bool
    words: tuple[str, ...]


ANY = "*"
"""In the lexicon: any verb that is not harmless, so that who does it to whom tells what it is."""

_NONE: list[tuple[tuple[str, ...], Frame]] = []

_Index = dict[str, list[tuple[tuple[str, ...], Frame]]]


@cache
def _lexicon() -> tuple[_Index, _Index]:
    """Return the entries by the word that is looked for: verbs by their lemma, nouns by their head; longest first."""
    verbs: _Index = {}
    nouns: _Index = {}
    for subject, kind in _SUBJECTS:
        for entry in load(subject)["frame"]:
            frame = _frame(entry, kind)
            for phrase in entry.get("verbs", ()):
                words = tuple(phrase.split())
                verbs.setdefault(words[0], []).append((words, frame))
            for phrase in entry.get("nouns", ()):
                words = tuple(phrase.split())
                nouns.setdefault(words[0] if "of" in words else words[-1], []).append((words, frame))
    for index in (verbs, nouns):
        for entries in index.values():
            entries.sort(key=lambda pair: -len(pair[0]))
    return verbs, nouns


def _frame(entry: dict[str, Any], kind: ClaimKind) -> Frame:
    return Frame(
        kind=ClaimKind(entry.get("kind", kind)),
        type=entry["type"],
        subtype=entry.get("subtype"),
        plover=entry.get("plover"),
        objects=frozenset(entry.get("object", ())),
        subjects=frozenset(entry.get("subject", ())),
        object_words=frozenset(entry.get("object_words", ())),
        pattern=entry.get("pattern"),
        refine=entry.get("refine"),
        weak=entry.get("weak", False),
        always=entry.get("always", False),
        not_after=frozenset(entry.get("not_after", ())),
        not_objects=frozenset(entry.get("not_object", ())),
        purposes=frozenset(entry.get("purpose", ())),
        under=frozenset(entry.get("under", ())),
        sources=frozenset(entry.get("source", ())),
    )


def sightings(scene: Scene, classes: Classes) -> tuple[list[list[Sighting]], list[Issue]]:
    """Return the trigger words of the text in order, and the sentences of which not all could be kept.

    Each word comes with all entries that fit it, the best first. Words in furniture and in comparisons tell of nothing
    here.
    """
    verbs, nouns = _lexicon()
    grammar, found = scene.grammar, list[list[Sighting]]()
    kept: dict[int, int] = {}
    for i, lemma in enumerate(grammar.lemma):
        tag = grammar.tag[i]
        full = kept.get(scene.sentence[i], 0) >= MOST_IN_SENTENCE
        index = verbs if tag.startswith("VB") else nouns if tag.startswith("NN") else None
        if index is None or scene.sentence[i] < 0 or i in scene.compared or full:
            continue
        entries = index.get(lemma, _NONE)
        if index is verbs and lemma not in _harmless():
            entries = [*entries, *index[ANY]]
        if not entries:
            continue
        if index is verbs and grammar.dep[i] == "amod" and not _in_passing(scene, i):
            continue
        if index is nouns and tag.startswith("NNP") and _in_name(scene, i):
            continue
        if seen := _fits(scene, classes, i, index is verbs, entries):
            found.append(seen)
            kept[scene.sentence[i]] = kept.get(scene.sentence[i], 0) + 1
    told = f"more than {MOST_IN_SENTENCE} events in one sentence: the rest is not read"
    return found, [
        Issue("sentence-too-full", told, scene.page.sentences[one])
        for one, count in kept.items()
        if count >= MOST_IN_SENTENCE
    ]


def _in_passing(scene: Scene, i: int) -> bool:
    """Tell whether a participle before its noun says something of a place: `besieged Aleppo`, `rebel-held Douma`."""
    head = scene.grammar.head[i]
    named = scene.grammar.tag[head] == "NNP" and head not in scene.actors
    return (named or any(j in scene.places for j in (head, *scene.grammar.children[head]))) and i < head


def _in_name(scene: Scene, i: int) -> bool:
    """Tell whether a noun is part of a name: `the Popular Mobilization Forces`."""
    actor = scene.actors.get(i)
    grammar = scene.grammar
    if actor is not None and actor.end - actor.start > 1:
        return True
    return any(grammar.tag[j] == "NNP" and j == i - 1 and grammar.dep[j] == "compound" for j in grammar.children[i])


def _fits(
    scene: Scene, classes: Classes, i: int, verbal: bool, entries: list[tuple[tuple[str, ...], Frame]]
) -> list[Sighting]:
    found = []
    for words, frame in entries:
        seen = Sighting(i, frame, verbal, words)
        here = _verb_phrase(scene, i, words) if verbal else _noun_phrase(scene, i, words)
        if here and _arguments_fit(scene, classes, seen):
            found.append(seen)
    return found


@cache
def _harmless() -> frozenset[str]:
    """Return the verbs that do nobody any harm: those that the entries for any verb leave out."""
    return frozenset(load("events")["harmless"]["verbs"])


def names(lemma: str, kind: ClaimKind) -> bool:
    """Tell whether a noun (lemma) heads a trigger of that kind: `truce`, and `swap` of `prisoner swap`."""
    return any(frame.kind is kind for _, frame in _lexicon()[1].get(lemma, ()))


def subtype_named(lemma: str, kind: ClaimKind) -> str | None:
    """Return the sub-type of the trigger of that kind that the noun (lemma) is by itself, None where it has none."""
    named = (frame for words, frame in _lexicon()[1].get(lemma, ()) if len(words) == 1 and frame.kind is kind)
    return next((frame.subtype for frame in named), None)


def names_event(lemma: str) -> bool:
    """Tell whether a noun (lemma) can tell of an event by itself: `shelling` can, `aircraft` cannot."""
    return any(len(words) == 1 for words, _ in _lexicon()[1].get(lemma, ()))


def _verb_phrase(scene: Scene, i: int, words: tuple[str, ...]) -> bool:
    if len(words) == 1:
        return True
    grammar = scene.grammar
    near: set[str] = set()
    for j in grammar.children[i]:
        before = j < i and grammar.dep[j] in ("prt", "prep")  # `In May they were bussed out` has no `bus in`
        if not before and grammar.dep[j] in _OF_PHRASES:
            near |= {grammar.word[j], grammar.lemma[j]}
            if grammar.dep[j] == "prep":
                near.update(grammar.lemma[k] for k in grammar.children[j])
    if i + 1 < grammar.size:
        near.add(grammar.word[i + 1])
    if grammar.passive(i) and (done_to := grammar.object(i)) is not None:
        near.add(grammar.lemma[done_to])
    return all(word in near for word in words[1:])


def _noun_phrase(scene: Scene, i: int, words: tuple[str, ...]) -> bool:
    grammar = scene.grammar
    if grammar.dep[i] in _NOT_NOUNS and grammar.lemma[grammar.head[i]] not in _light_nouns():
        return False
    if "of" in words:
        return all(
            i + n < grammar.size and word in (grammar.word[i + n], grammar.lemma[i + n]) for n, word in enumerate(words)
        )
    at = i
    for word in reversed(words[:-1]):
        at -= 1
        if at >= 0 and grammar.word[at] == "-":
            at -= 1
        if at < 0 or word not in (grammar.word[at], grammar.lemma[at]):
            return False
    return True


@cache
def _light_nouns() -> frozenset[str]:
    return frozenset(load("events")["light"]["nouns"])


def _arguments_fit(scene: Scene, classes: Classes, seen: Sighting) -> bool:
    grammar, i, frame = scene.grammar, seen.anchor, seen.frame
    if frame.not_after and grammar.lemma[i - 1 if i else 0] in frame.not_after:
        return False
    if not _stands_so(scene, i, frame):
        return False
    if frame.sources and not any(classes.is_any(k, frame.sources) for k in taken_from(scene, i)):
        return False
    if seen.verbal:
        return _subject_fits(scene, classes, seen) and _object_fits(scene, classes, seen)
    wanted = frame.objects | frame.subjects
    of = next((k for word, k in grammar.prepositions(i) if word in ("of", "on", "from")), None)
    if of is not None and grammar.lemma[of] in frame.object_words:
        return True
    return not (wanted or frame.object_words) or classes.is_any(of, wanted)


def _object_fits(scene: Scene, classes: Classes, seen: Sighting) -> bool:
    """Tell whether what the verb is done to is of the entry's classes or words, and none that it leaves out."""
    frame = seen.frame
    if not (frame.objects or frame.object_words or frame.not_objects):
        return True
    undergoer = undergone(scene, seen.anchor, seen.words)
    lemma = None if undergoer is None else scene.grammar.lemma[undergoer]
    if lemma in frame.object_words or lemma in frame.not_objects:
        return lemma in frame.object_words
    return not (frame.objects or frame.object_words) or classes.is_any(undergoer, frame.objects)


def _subject_fits(scene: Scene, classes: Classes, seen: Sighting) -> bool:
    """Tell whether the subject is of the entry's classes, or a noun of which nothing is known that speaks against it.

    An entry for any verb is told by who does it alone, and asks for more.
    """
    grammar, i = scene.grammar, seen.anchor
    if not seen.frame.subjects:
        return True
    subject = None if grammar.passive(i) else grammar.subject(i)
    if classes.is_any(subject, seen.frame.subjects):
        return True
    known = subject is None or not grammar.tag[subject].startswith("NN") or bool(classes.of(subject))
    return not known and seen.words[0] != ANY and bool(seen.frame.subjects & _ACTING)


def _stands_so(scene: Scene, i: int, frame: Frame) -> bool:
    """Tell whether the verb has the purpose, or stands under the verb, that the entry asks for."""
    grammar = scene.grammar
    if frame.under and (
        grammar.dep[i] not in ("xcomp", "ccomp", "advcl") or grammar.lemma[grammar.head[i]] not in frame.under
    ):
        return False
    return not frame.purposes or any(
        grammar.dep[j] in ("advcl", "xcomp")
        and grammar.lemma[j] in frame.purposes
        and (grammar.word_before(j) == "to" or grammar.tag[j] == "VBG")
        for j in grammar.children[i]
    )


@cache
def _missiles() -> frozenset[str]:
    """Return what is fired or thrown: what it hits is the target, `fired pellets into a gathering`."""
    return frozenset(load("participants")["missiles"]["words"])


def taken_from(scene: Scene, verb: int) -> list[int]:
    """Return what follows `from`, `out of` or `off` behind a verb or behind its object."""
    grammar = scene.grammar
    behind = (verb, grammar.object(verb))
    return [k for i in behind if i is not None for word, k in grammar.prepositions(i) if _leads_off(grammar, word, k)]


def _leads_off(grammar: Grammar, word: str, k: int) -> bool:
    return word in ("from", "off") or (word == "of" and grammar.word_before(grammar.head[k]) == "out")


def undergone(scene: Scene, verb: int, words: tuple[str, ...]) -> int | None:
    """Return what a verb is done to: its object, unless that is part of the trigger (`opened fire on the crowd`)."""
    grammar = scene.grammar
    found = grammar.head[verb] if grammar.dep[verb] == "amod" else grammar.object(verb)
    behind = [(word, k) for word, k in grammar.prepositions(verb) if word in _ONTO and k not in scene.times]
    fired = found is not None and bool(behind) and grammar.lemma[found] in _missiles()
    if found is not None and not fired and (len(words) == 1 or grammar.lemma[found] not in words):
        return found
    return next((k for word, k in behind if word != "with"), next((k for _, k in behind), None))
