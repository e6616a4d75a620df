"""What each number counts: the measure, who is counted, and the word that says so.

Knows: where beside a number the word stands that tells what it measures.
Does not know: how numbers are read (quantities) or which claim a figure belongs to (step).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rashomon.reading.lexicon import load
from rashomon.record.claim import Figure, Flow, Measure
from rashomon.record.values import Modifier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rashomon.reading.claims.participants import Classes
    from rashomon.reading.claims.scene import Scene
    from rashomon.record.values import HowMany

FARTHEST = 7
"""Words between a number's noun and the word that says what it measures, at most."""

_SINGLE = frozenset({Measure.KILLED, Measure.INJURED, Measure.ABDUCTED, Measure.DETAINED})
_PEOPLE = frozenset({"armed", "civilian", "demonstrator"})
_NUMBER_NOUNS = frozenset(
    {"dozen", "hundred", "thousand", "million", "ten", "score", "lakh", "crore", "number", "couple"}
)
_HOMES = frozenset({"home", "population"})
_BEFORE_NOUN = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "DT", "PRP$", "POS", "CD", "HYPH", "RB", "VBD"})
_IN_NOUN_PHRASE = frozenset({"DT", "JJ", "NN", "NNS", "NNP", "NNPS", "VBG", "HYPH", "CD"})


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure and the word (token index) that says what it measures; `head` is the word that is counted."""

    figure: Figure
    anchor: int
    head: int


@dataclass(frozen=True, slots=True)
class _Words:
    done: dict[str, Measure]
    do: dict[str, Measure]
    are: dict[str, Measure]
    named: dict[str, Measure]
    of: dict[str, Measure]
    phrases: dict[str, list[tuple[frozenset[str], Measure]]]
    flows: dict[Measure, Flow]
    person: frozenset[Measure]
    stock_words: frozenset[str]
    sets: dict[str, frozenset[str]]
    claims: dict[Measure, tuple[str, str]]


@cache
def _words() -> _Words:
    data = load("measures")
    by: dict[str, dict[str, Measure]] = {"done": {}, "do": {}, "are": {}, "named": {}, "of": {}}
    for entry in data["measure"]:
        for place, into in by.items():
            for word in entry.get(place, ()):
                into.setdefault(word, Measure(entry["name"]))
    phrases: dict[str, list[tuple[frozenset[str], Measure]]] = {}
    for entry in data["phrase"]:
        phrases.setdefault(entry["verb"], []).append((frozenset(entry["with"]), Measure(entry["measure"])))
    return _Words(
        **by,
        phrases=phrases,
        flows={Measure(entry["name"]): Flow(entry["flow"]) for entry in data["measure"]},
        person=frozenset(Measure(entry["name"]) for entry in data["measure"] if entry["person"]),
        stock_words=frozenset(word for entry in data["measure"] for word in entry.get("stock_words", ())),
        sets={name: frozenset(words) for name, words in data["words"].items()},
        claims={Measure(entry["name"]): tuple(entry["claim"]) for entry in data["measure"]},
    )


def alone(measure: Measure) -> tuple[str, str | None]:
    """Return the type and sub-type of a claim that is nothing but a figure of that measure."""
    return _words().claims.get(measure, ("Figure", measure.value))


def counted(scene: Scene, classes: Classes) -> list[Counted]:
    """Return the page's figures in order: every number that measures something, and every single person done to."""
    found: list[Counted] = []
    for quantity in scene.page.quantities:
        words = scene.tokens(quantity.span)
        if not words or scene.sentence[words[0]] < 0 or words[0] in scene.times or words[0] in scene.compared:
            continue
        last = found[-1] if found and scene.sentence[found[-1].head] == scene.sentence[words[0]] else None
        one = _Number(scene, quantity, words, last).counted()
        if one is not None:
            found.append(one)
    found.extend(_single(scene, classes))
    found.sort(key=lambda one: one.figure.span)
    return found


def _single(scene: Scene, classes: Classes) -> Iterator[Counted]:
    """Yield one person for `killed a civilian`, `the death of a soldier`."""
    grammar, words = scene.grammar, _words()
    for i, lemma in enumerate(grammar.lemma):
        if scene.sentence[i] < 0 or i in scene.compared:
            continue
        if grammar.verbal(i) and words.done.get(lemma) in _SINGLE:
            measure, undergoer = words.done[lemma], grammar.object(i)
        elif grammar.verbal(i) and words.do.get(lemma) in _SINGLE:
            measure, undergoer = words.do[lemma], grammar.subject(i)
        elif grammar.tag[i] == "NN" and words.of.get(lemma) in _SINGLE:
            measure, undergoer = words.of[lemma], next((k for w, k in grammar.prepositions(i) if w == "of"), None)
        else:
            continue
        for person in grammar.conjuncts(undergoer) if undergoer is not None else ():
            article = next((j for j in grammar.children[person] if grammar.word[j] in ("a", "an")), None)
            if article is None or grammar.tag[person] != "NN" or person in scene.quantities:
                continue
            if classes.of(person) & _PEOPLE and not any(j in scene.quantities for j in grammar.children[person]):
                span = grammar.span(article, person)
                who = grammar.span(article + 1, person).of(scene.text)
                figure = Figure(measure, 1, 1, Modifier.EXACT, grammar.word[person], who, words.flows[measure], span)
                yield Counted(figure, i, person)


class _Number:
    """One number among the words around it."""

    def __init__(self, scene: Scene, quantity: HowMany, words: range, last: Counted | None) -> None:
        self._scene, self._grammar, self._quantity, self._last = scene, scene.grammar, quantity, last
        self._words = _words()
        self._first = words[0]
        self._number = words[-1]
        self._head = self._find_head(words)
        self._noun = self._head if self._head not in words or self._grammar.tag[self._head].startswith("NN") else None
        self._who: str | None = None

    def counted(self) -> Counted | None:
        """Return the figure with the word that measures it, None when it measures nothing told here."""
        found = self._measured()
        if found is None:
            return None
        measure, anchor = found
        who = self._who or self._who_is_counted()
        unit = self._quantity.unit or (self._grammar.word[self._noun] if self._noun is not None else None)
        if unit is None and measure in self._words.person:
            unit = "people"
        flow = self._words.flows.get(measure)
        if measure is Measure.DISPLACED and (
            self._grammar.lemma[anchor] in self._words.stock_words or self._still(anchor)
        ):
            flow = Flow.STOCK
        one = self._quantity
        figure = Figure(measure, one.low, one.high, one.modifier, unit, who, flow, one.span)
        return Counted(figure, anchor, self._head)

    def _find_head(self, words: range) -> int:
        """Return the noun that is counted; the number itself where none is written."""
        grammar = self._grammar
        for i in reversed(words):
            if grammar.tag[i].startswith("NN") and grammar.lemma[i] not in _NUMBER_NOUNS:
                return i
        at = self._number + 1
        if at < grammar.size and grammar.word[at] == "of":
            at += 1
        noun = None
        while at < grammar.size and at - self._number <= FARTHEST:
            tag = grammar.tag[at]
            if tag.startswith("NN") and grammar.word[at] != "%":
                noun = at
            elif (
                noun is not None
                or not (tag in _BEFORE_NOUN or grammar.word[at] == "-")
                or (grammar.lemma[at] in self._words.done and grammar.head[at] <= self._number)
            ):
                break
            at += 1
        return self._number if noun is None else noun

    def _measured(self) -> tuple[Measure, int] | None:
        grammar, words = self._grammar, self._words
        unit = (self._quantity.unit or (grammar.word[self._noun] if self._noun is not None else "")).lower()
        if unit in words.sets["area_units"] or "square" in unit:
            return Measure.AREA, self._head
        if unit in words.sets["distance_units"]:
            return Measure.DISTANCE, self._head
        after = grammar.word[self._number + 1] if self._number + 1 < grammar.size else ""
        if unit in words.sets["skip_units"] or after in ("%", "percent", "-"):
            return None
        lemma = grammar.lemma[self._head]
        if lemma in words.named and lemma in words.sets["elliptical"]:
            return words.named[lemma], self._head
        found = self._part() or self._after() or self._before() or self._toll() or self._governor() or self._modifier()
        if found is not None:
            return self._of_things(found)
        if lemma in words.named and self._noun is not None:
            return words.named[lemma], self._head
        if lemma in words.sets["vehicles"]:
            return Measure.VEHICLES, self._head
        return None

    def _of_things(self, found: tuple[Measure, int]) -> tuple[Measure, int]:
        """Return the measure, corrected where things, not people, are counted: nobody kills a tank."""
        lemma = self._grammar.lemma[self._head]
        if found[0] in (Measure.EVACUATED, Measure.RETURNED) and lemma in self._words.sets["vehicles"]:
            return Measure.VEHICLES, found[1]
        return found

    def _part(self) -> tuple[Measure, int] | None:
        """`including three children`, `14 of the dead were rebels`, `five of them civilians`: part of what was counted."""
        grammar, words = self._grammar, self._words
        if self._noun is not None and grammar.lemma[self._noun] in words.are:
            after = self._noun + 1
            if after < grammar.size and grammar.lemma[after] == "be":
                self._who = self._run(after + 1)
            if self._number + 1 < self._noun and grammar.word[self._number + 1] == "of":
                return words.are[grammar.lemma[self._noun]], self._noun
        if self._last is None:
            return None
        before = grammar.word_before(self._first)
        if before in words.sets["among"] or (
            before == "them" and grammar.word_before(self._first - 1) in words.sets["among"]
        ):
            return self._last.figure.measure, self._last.anchor
        at = self._number + 1
        if (
            at + 1 < grammar.size
            and grammar.word[at] == "of"
            and grammar.word[at + 1] in ("them", "whom", "which", "these")
        ):
            at += 2
            while at < grammar.size and grammar.lemma[at] in ("be", "have"):
                at += 1
            self._who = self._run(at)
            if self._who is not None:
                return self._last.figure.measure, self._last.anchor
        return None

    def _after(self) -> tuple[Measure, int] | None:
        """`six civilians were killed`, `17 killed`, `20 dead`, `17,000 to leave their homes`."""
        grammar, words = self._grammar, self._words
        auxiliary = False
        for at in range(self._head + 1, min(self._head + 1 + FARTHEST, grammar.size)):
            word, lemma = grammar.word[at], grammar.lemma[at]
            if word in words.are and not grammar.verbal(at):
                return words.are[word], at
            if grammar.verbal(at) or lemma in words.done:
                phrase = self._phrase(at)
                if phrase is not None:
                    return phrase, at
                if lemma in words.do and grammar.tag[at] != "VBN":
                    return words.do[lemma], at
                if lemma in words.done and self._undergoes(at, auxiliary):
                    return words.done[lemma], at
                if word in words.are and grammar.tag[at] != "VBG":
                    return words.are[word], at
            if word not in words.sets["between_after"] and not grammar.tag[at].startswith("RB"):
                break
            auxiliary = auxiliary or lemma == "be"
        return None

    def _undergoes(self, verb: int, auxiliary: bool) -> bool:
        """Tell whether the number before the verb is its object: `6 killed 22 injured` but not `6 killed 22 soldiers`."""
        grammar = self._grammar
        if auxiliary or not grammar.verbal(verb):
            return True
        if grammar.tag[verb] not in ("VBN", "VBD"):
            return False
        done_to = grammar.child(verb, "dobj")
        if done_to is None:
            return True
        after = [j for j in grammar.children[done_to] if j > done_to]
        return any(grammar.word[j] in self._words.are for j in after)

    def _before(self) -> tuple[Measure, int] | None:
        """`killing six`, `the evacuation of 2,000`, `home to 200,000`, `Displaced: 500`."""
        grammar, words = self._grammar, self._words
        of = False
        for at in range(self._first - 1, max(-1, self._first - 1 - FARTHEST), -1):
            word, lemma = grammar.word[at], grammar.lemma[at]
            if lemma in _HOMES and (of or word == "population") and not grammar.verbal(at):
                return Measure.POPULATION, at
            if grammar.verbal(at) and lemma in words.done and not (at and grammar.lemma[at - 1] == "be"):
                return words.done[lemma], at
            if grammar.verbal(at) and (phrase := self._phrase(at)) is not None:
                return phrase, at
            if of and not grammar.verbal(at) and lemma in words.of:
                return words.of[lemma], at
            if at == self._first - 1 or grammar.word[at + 1] in (":", "total", "("):
                if word in words.are and not self._counted_before(at):
                    return words.are[word], at
                if lemma in words.named and not self._counted_before(at):
                    return words.named[lemma], at
            if word not in words.sets["between_before"]:
                break
            of = of or word in ("of", "to")
        return None

    def _counted_before(self, at: int) -> bool:
        """Tell whether the word belongs to an earlier number: `10 killed 22 injured`."""
        return any(j in self._scene.quantities for j in range(max(0, at - 4), at))

    def _phrase(self, verb: int) -> Measure | None:
        """`left their homes`, `lost their lives`, `took shelter`."""
        grammar = self._grammar
        for companions, measure in self._words.phrases.get(grammar.lemma[verb], ()):
            near = range(verb + 1, min(verb + 7, grammar.size))
            if any(grammar.lemma[j] in companions or grammar.word[j] in companions for j in near):
                return measure
        return None

    def _toll(self) -> tuple[Measure, int] | None:
        """`the death toll rose to 15`, `the number of displaced reached 2,000`."""
        grammar, words = self._grammar, self._words
        dep, verb = grammar.dep[self._head], grammar.head[self._head]
        if dep == "pobj":
            verb = grammar.head[verb]
        if not grammar.verbal(verb) or grammar.lemma[verb] not in words.sets["reach"]:
            return None
        for j in (*grammar.children[verb], grammar.head[verb]):
            if grammar.lemma[j] in words.sets["toll"] and j != self._head:
                for k in (j, *grammar.subtree(j)):
                    for table in (words.are, words.of, words.named):
                        measure = table.get(grammar.lemma[k]) or table.get(grammar.word[k])
                        if measure is not None:
                            return measure, verb
                if grammar.lemma[j] == "toll":
                    return Measure.KILLED, verb
        return None

    def _governor(self) -> tuple[Measure, int] | None:
        """Climb from what is counted to the verb or noun whose argument it is."""
        grammar, words, at = self._grammar, self._words, self._head
        for _ in range(5):
            dep, head = grammar.dep[at], grammar.head[at]
            if head == at:
                return None
            if dep == "pobj":
                governor = grammar.head[head]
                if grammar.word[head] in words.sets["among"] and self._last is not None:
                    return self._last.figure.measure, self._last.anchor
                if grammar.word[head] != "of":
                    return None
                if grammar.lemma[governor] in words.of and not grammar.verbal(governor):
                    return words.of[grammar.lemma[governor]], governor
                at = governor
            elif dep in ("dobj", "nsubj", "nsubjpass", "attr", "oprd", "csubj"):
                return self._argument_of(head, dep)
            elif dep in ("conj", "appos", "nummod", "quantmod", "compound", "amod", "nmod", "dep"):
                at = head
            else:
                return None
        return None

    def _argument_of(self, verb: int, dep: str) -> tuple[Measure, int] | None:
        grammar, words = self._grammar, self._words
        lemma = grammar.lemma[verb]
        undergoes = dep == "dobj" or dep == "nsubjpass" or (dep == "nsubj" and grammar.passive(verb))
        if undergoes and lemma in words.done:
            return words.done[lemma], verb
        if dep in ("nsubj", "nsubjpass"):
            if lemma in words.do:
                return words.do[lemma], verb
            phrase = self._phrase(verb)
            if phrase is not None:
                return phrase, verb
        for j in grammar.children[verb]:
            if j == self._head:
                continue
            if grammar.dep[j] in ("acomp", "oprd", "attr", "advmod", "amod") and grammar.word[j] in words.are:
                return words.are[grammar.word[j]], j
            if grammar.dep[j] == "prep" and grammar.word[j] in words.sets["among"]:
                for k in grammar.children[j]:
                    if grammar.lemma[k] in words.are:
                        return words.are[grammar.lemma[k]], k
            if lemma in words.sets["carriers"] and grammar.dep[j] in ("xcomp", "ccomp", "advcl") and grammar.verbal(j):
                if grammar.lemma[j] in words.do or (grammar.lemma[j] in words.done and grammar.tag[j] == "VBN"):
                    return (words.do.get(grammar.lemma[j]) or words.done[grammar.lemma[j]]), j
                phrase = self._phrase(j)
                if phrase is not None:
                    return phrase, j
        return None

    def _modifier(self) -> tuple[Measure, int] | None:
        """`200 displaced families`, `people who were trapped`, `12 dead`."""
        grammar, words = self._grammar, self._words
        for at in range(self._number + 1, self._head):
            if grammar.word[at] in words.are:
                return words.are[grammar.word[at]], at
        if grammar.lemma[self._head] in words.are and self._noun is not None:
            return words.are[grammar.lemma[self._head]], self._head
        for j in grammar.children[self._head]:
            if grammar.dep[j] in ("relcl", "acl") and j > self._head:
                lemma = grammar.lemma[j]
                if lemma in words.done and grammar.passive(j):
                    return words.done[lemma], j
                if lemma in words.do and not grammar.passive(j):
                    return words.do[lemma], j
        return None

    def _still(self, anchor: int) -> bool:
        near = self._grammar.word[max(0, anchor - 3) : anchor]
        return any(word in ("remain", "remained", "remains", "still", "are") for word in near)

    def _who_is_counted(self) -> str | None:
        """Return the words for who is counted, without the number: `Palestinian residents`; None where none are."""
        grammar, words = self._grammar, self._words
        if self._noun is None or grammar.lemma[self._noun] in words.sets["elliptical"]:
            same = self._last is not None and self._noun is not None and grammar.word[self._noun] in ("others", "other")
            return self._last.figure.who if same and self._last is not None else None
        first = min(self._number + 1, self._noun)
        while first < self._noun and grammar.word[first] in (
            "of",
            "the",
            "their",
            "its",
            "other",
            "more",
            "-",
            "additional",
        ):
            first += 1
        last = self._noun
        if (
            last + 2 < grammar.size
            and grammar.word[last + 1] in ("and", "or")
            and grammar.tag[last + 2] == "NNS"
            and grammar.tag[last] == "NNS"
        ):
            last += 2
        return grammar.span(first, last).of(self._scene.text)

    def _run(self, first: int) -> str | None:
        """Return the noun phrase that starts at `first`, None when none does."""
        grammar, last = self._grammar, None
        at = first
        while at < min(first + 6, grammar.size) and grammar.tag[at] in _IN_NOUN_PHRASE:
            if grammar.tag[at].startswith("NN"):
                last = at
            at += 1
        return None if last is None else grammar.span(first, last).of(self._scene.text)
