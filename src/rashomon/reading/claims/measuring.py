"""What a number measures, told from the words around it.

Knows: the places beside a number where the word stands that says what it measures, and the order in which they count.
Does not know: the words themselves (measures.toml), or which claim a figure belongs to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.reading.claims.counted import FARTHEST, Number, phrase_at
from rashomon.reading.claims.measures import Measures, measures
from rashomon.record.claim import Measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rashomon.reading.claims.grammar import Grammar
    from rashomon.reading.claims.scene import Scene

LONGEST_ASIDE = 12
"""Words of an aside between a preposition and its number: `the evacuation of, according to the latest data, 17,631`."""

LONGEST_PHRASE = 12
"""Words from a verb within which its companion must stand: `leaving 23 people, nine of them children, dead`."""

SMALLEST_POPULATION = 20
"""`Two brothers lived in …` tells of two people, not of how many live there."""

_PERSONAL = ("them", "whom", "which", "these", "those")
_SUBJECTS = ("nsubj", "nsubjpass")
_HOMES = frozenset({"home", "population"})


@dataclass(frozen=True, slots=True)
class Found:
    """A measure, the word that gave it, and who is counted where these words say that too."""

    measure: Measure
    anchor: int
    who: str | None = None


class Measuring:
    """Looks around one number. `last` is what the same sentence measured before it, None at its first number."""

    def __init__(self, scene: Scene, number: Number, last: Found | None) -> None:
        self._scene, self._number, self._last = scene, number, last
        self._grammar: Grammar = scene.grammar
        self._tables: Measures = measures()

    def found(self) -> Found | None:
        """Return what the number measures, None when the words of its sentence do not tell."""
        found = self._looked_up()
        if found is None or self._scene.sentence[found.anchor] != self._scene.sentence[self._number.first]:
            return None
        return found

    def _looked_up(self) -> Found | None:
        unit = self._unit()
        if unit in self._tables.sets["area_units"] or unit.startswith("square "):
            return Found(Measure.AREA, self._number.head)
        if unit in self._tables.sets["distance_units"]:
            return Found(Measure.DISTANCE, self._number.head)
        if unit in self._tables.sets["skip_units"] or self._next() in ("%", "percent", "-", "°") or self._age():
            return None
        return self._of_things()

    def _unit(self) -> str:
        number = self._number
        return (number.quantity.unit or (self._grammar.word[number.noun] if number.noun is not None else "")).lower()

    def _of_things(self) -> Found | None:
        """Return what a number of people or things measures."""
        tables, number = self._tables, self._number
        lemma = self._grammar.lemma[number.head]
        named = tables.named.get(lemma) if number.noun is not None else None
        if named is not None and lemma in tables.sets["elliptical"]:
            return Found(named, number.head)
        found = self._part() or self._after() or self._before() or self._toll() or self._governor() or self._modifier()
        found = found or self._aboard()
        if found is None and named is not None:
            return Found(named, number.head)
        vehicle = lemma in tables.sets["vehicles"]
        if vehicle and (found is None or found.measure in (Measure.EVACUATED, Measure.RETURNED)):
            return Found(Measure.VEHICLES, number.head if found is None else found.anchor)
        return found if found is not None and self._can_be(found.measure) else None

    def _next(self) -> str:
        after = self._number.last + 1
        return self._grammar.word[after] if after < self._grammar.size else ""

    def _age(self) -> bool:
        """Tell whether the number stands between commas after a name: `Amal Nur, 42, was killed`."""
        before = self._grammar.word_before(self._number.first)
        return self._number.noun is None and before == "," and self._next() in ("", ",", ";", ".", ")")

    def _can_be(self, measure: Measure) -> bool:
        """Tell whether so many can be counted so: there are no half people, and two who live somewhere are no town."""
        low, high = self._number.quantity.low, self._number.quantity.high
        if measure is Measure.POPULATION:
            return max(low or 0, high or 0) >= SMALLEST_POPULATION
        return measure not in self._tables.person or low is None or low == int(low)

    def _part(self) -> Found | None:
        """`including three children`, `14 of the dead were rebels`, `five of them civilians`: part of a count."""
        grammar, tables, number = self._grammar, self._tables, self._number
        if self._next() == "of" and number.last + 4 < grammar.size:
            state = number.last + 3
            if grammar.word[state] in tables.are and grammar.word[state - 1] in ("the", "those"):
                told = grammar.lemma[state + 1] == "be"
                return Found(
                    tables.are[grammar.word[state]], state, phrase_at(self._scene, state + 2) if told else None
                )
        if self._last is None:
            return None
        before = grammar.word_before(number.first)
        if before == "them":
            before = grammar.word_before(number.first - 1)
        if before in tables.sets["among"]:
            return Found(self._last.measure, self._last.anchor)
        at = number.last + 1
        if at + 1 < grammar.size and grammar.word[at] == "of" and grammar.word[at + 1] in _PERSONAL:
            at += 2
            while at < grammar.size and grammar.lemma[at] in ("be", "have"):
                at += 1
            who = phrase_at(self._scene, at)
            if who is not None:
                return Found(self._last.measure, self._last.anchor, who)
        return None

    def _after(self) -> Found | None:
        """`six civilians were killed`, `17 killed`, `20 dead`, `17,000 to leave their homes`."""
        grammar, tables, head = self._grammar, self._tables, self._number.head
        auxiliary = False
        for at in range(head + 1, min(head + 1 + FARTHEST, grammar.size)):
            found = self._done_by(at, auxiliary)
            if found is not None:
                return found
            if grammar.word[at] not in tables.sets["between_after"] and not grammar.tag[at].startswith("RB"):
                break
            auxiliary = auxiliary or grammar.lemma[at] == "be"
        return None

    def _done_by(self, at: int, auxiliary: bool) -> Found | None:
        """Return what the word after a number makes of it, as its adjective, its participle or its verb."""
        grammar, tables = self._grammar, self._tables
        word, lemma = grammar.word[at], grammar.lemma[at]
        if not grammar.verbal(at) and word in tables.are:
            return Found(tables.are[word], at)
        if not grammar.verbal(at) and (lemma not in tables.done or word.endswith("s")):
            return None
        phrase = self._phrase(at)
        if phrase is not None and phrase is not Measure.KILLED:
            return Found(phrase, at)
        if lemma in tables.do and grammar.tag[at] != "VBN":
            return Found(tables.do[lemma], at)
        if lemma in tables.done:
            undergoes = self._undergoes(at, auxiliary)
            return (self._also(at) or Found(tables.done[lemma], at)) if undergoes else None
        if word in tables.are:
            return Found(tables.are[word], at)
        return Found(phrase, at) if phrase is not None and grammar.lemma[at] == "lose" else None

    def _also(self, verb: int) -> Found | None:
        """`affected and evacuated`: the second verb says more."""
        grammar, tables = self._grammar, self._tables
        if tables.done[grammar.lemma[verb]] is not Measure.OTHER:
            return None
        for other in grammar.conjuncts(verb)[1:]:
            if grammar.lemma[other] in tables.done:
                return Found(tables.done[grammar.lemma[other]], other)
        return None

    def _undergoes(self, verb: int, auxiliary: bool) -> bool:
        """Tell whether the number before the verb is its object: `6 killed 22 injured`, but not `6 killed 22 men`."""
        grammar = self._grammar
        if auxiliary or not grammar.verbal(verb):
            return True
        if grammar.tag[verb] not in ("VBN", "VBD"):
            return False
        done_to = grammar.child(verb, "dobj")
        if done_to is None:
            return True
        return any(grammar.word[j] in self._tables.are for j in grammar.children[done_to] if j > done_to)

    def _before(self) -> Found | None:
        """`killing six`, `the evacuation of 2,000`, `home to 200,000`, `Displaced: 500`."""
        grammar, tables, first = self._grammar, self._tables, self._number.first
        of = listed = False
        for at in self._before_aside(first):
            word, lemma = grammar.word[at], grammar.lemma[at]
            if grammar.verbal(at):
                phrase = self._phrase(at)
                if lemma in tables.done and not (at and grammar.lemma[at - 1] == "be"):
                    return Found(tables.done[lemma], at)
                if phrase is not None:
                    return Found(phrase, at)
            elif lemma in tables.done and grammar.tag[at] == "NNS" and lemma not in tables.sets["things"]:
                return Found(tables.done[lemma], at)
            elif lemma in _HOMES and (of or word == "population"):
                return Found(Measure.POPULATION, at)
            elif of and lemma in tables.of:
                return Found(tables.of[lemma], at)
            if (at == first - 1 or listed) and not self._counted_before(at):
                for table in (tables.are, tables.named, tables.of if listed else {}):
                    if word in table or lemma in table:
                        return Found(table.get(word) or table[lemma], at)
            if word not in tables.sets["between_before"]:
                break
            of = of or word in ("of", "to")
            listed = listed or word in (":", "total", "(")
        return None

    def _before_aside(self, first: int) -> Iterator[int]:
        """Yield the words before a number, nearest first, without an aside: `the evacuation of, they say, 2,000`."""
        grammar, at = self._grammar, first - 1
        if at > 0 and grammar.word[at] == ",":
            near = range(at - 1, max(-1, at - LONGEST_ASIDE), -1)
            opened = next((j for j in near if grammar.word[j] == ","), None)
            if opened is not None and opened > 0 and grammar.word[opened - 1] in ("of", "to", "from"):
                at = opened - 1
        yield from range(at, max(-1, at - FARTHEST), -1)

    def _aboard(self) -> Found | None:
        """`40 buses left with 1,500 people on board`, `a convoy carrying 200 families arrived`."""
        grammar, sets, head = self._grammar, self._tables.sets, self._number.head
        after = grammar.word[head + 1 : head + 3]
        verb = grammar.clause[head]
        if after[:1] != ["aboard"] and after != ["on", "board"] and grammar.lemma[verb] not in sets["carrying"]:
            return None
        vehicle = grammar.subject(verb)
        if vehicle is None or grammar.lemma[vehicle] not in sets["vehicles"]:
            return None
        leaving = verb if grammar.lemma[verb] in sets["leaving"] else grammar.clause[vehicle]
        return Found(Measure.EVACUATED, leaving) if grammar.lemma[leaving] in sets["leaving"] else None

    def _counted_before(self, at: int) -> bool:
        """Tell whether the word belongs to an earlier number: `10 killed 22 injured`."""
        return any(j in self._scene.quantities for j in range(max(0, at - 4), at))

    def _phrase(self, verb: int) -> Measure | None:
        """`left their homes`, `lost their lives`, `took shelter`, `left 12 dead`."""
        grammar = self._grammar
        near = range(verb + 1, min(verb + LONGEST_PHRASE, grammar.size))
        for companions, measure in self._tables.phrases.get(grammar.lemma[verb], ()):
            if any(grammar.lemma[j] in companions or grammar.word[j] in companions for j in near):
                return measure
        return None

    def _toll(self) -> Found | None:
        """`the death toll rose to 15`, `Toll Rises to 70`, `the number of displaced is put at 2,000`."""
        grammar, tables, first = self._grammar, self._tables, self._number.first
        verb = next(
            (
                at
                for at in range(first - 1, max(-1, first - 6), -1)
                if grammar.lemma[at] in tables.sets["reach"] or grammar.word[at] in tables.sets["reach"]
            ),
            None,
        )
        if verb is None:
            return None
        words = range(verb - 1, max(-1, verb - 25), -1)
        toll = next((at for at in words if grammar.lemma[at] in tables.sets["toll"]), None)
        if toll is None or self._scene.sentence[toll] != self._scene.sentence[first]:
            return None
        for at in (*range(max(0, toll - 2), toll), *range(toll + 1, min(toll + 6, verb))):
            for table in (tables.are, tables.of, tables.named):
                measure = table.get(grammar.lemma[at]) or table.get(grammar.word[at])
                if measure is not None:
                    return Found(measure, toll, self._told_of(toll))
        return Found(Measure.KILLED, toll) if grammar.lemma[toll] == "toll" else None

    def _told_of(self, toll: int) -> str | None:
        """Return who a toll or a number is of: `the number of displaced families is estimated to be 349`."""
        if self._number.noun is not None or self._grammar.word[toll + 1 : toll + 2] != ["of"]:
            return None
        return phrase_at(self._scene, toll + 2)

    def _governor(self) -> Found | None:
        """Climb from what is counted to the verb or noun whose argument it is."""
        grammar, tables, at = self._grammar, self._tables, self._number.head
        for _ in range(5):
            dep, head = grammar.dep[at], grammar.head[at]
            if head == at:
                return None
            if dep == "pobj":
                word, governor = grammar.word[head], grammar.head[head]
                if word in tables.sets["among"] and self._last is not None:
                    return Found(self._last.measure, self._last.anchor)
                if word != "of":
                    return None
                if grammar.lemma[governor] in tables.of and not grammar.verbal(governor):
                    return Found(tables.of[grammar.lemma[governor]], governor)
                at = governor
            elif dep in ("dobj", "attr", "oprd", *_SUBJECTS):
                return self._argument_of(head, dep)
            elif dep in ("conj", "appos", "nummod", "quantmod", "compound", "amod", "nmod", "dep"):
                if dep == "conj" and self._number.noun is None and self._last is not None:
                    return Found(self._last.measure, self._last.anchor)
                at = head
            else:
                return None
        return None

    def _argument_of(self, verb: int, dep: str) -> Found | None:
        grammar, tables = self._grammar, self._tables
        undergoes = dep in ("dobj", "nsubjpass") or (dep == "nsubj" and grammar.passive(verb))
        for one in grammar.conjuncts(verb):
            if undergoes and grammar.lemma[one] in tables.done and (dep != "dobj" or one == verb):
                return Found(tables.done[grammar.lemma[one]], one)
            if dep in _SUBJECTS and grammar.lemma[one] in tables.do:
                return Found(tables.do[grammar.lemma[one]], one)
        if dep in _SUBJECTS and (phrase := self._phrase(verb)) is not None:
            return Found(phrase, verb)
        return self._beside(verb)

    def _beside(self, verb: int) -> Found | None:
        """`are missing`, `were among the dead`, `forced them to flee`: what stands beside the verb measures."""
        grammar, tables = self._grammar, self._tables
        carries = grammar.lemma[verb] in tables.sets["carriers"]
        for j in grammar.children[verb]:
            dep, lemma, word = grammar.dep[j], grammar.lemma[j], grammar.word[j]
            if dep in ("acomp", "oprd", "attr", "advmod", "amod") and word in tables.are and j != self._number.head:
                return Found(tables.are[word], j)
            if dep == "prep" and word in tables.sets["among"]:
                for k in grammar.subtree(j):
                    if grammar.word[k] in tables.are:
                        return Found(tables.are[grammar.word[k]], k)
            if dep == "ccomp" and grammar.child(j, *_SUBJECTS) not in (None, self._number.head):
                continue
            if carries and dep in ("xcomp", "ccomp", "advcl") and grammar.verbal(j):
                measure = tables.do.get(lemma) or (tables.done.get(lemma) if grammar.tag[j] == "VBN" else None)
                measure = measure or self._phrase(j)
                if measure is not None:
                    return Found(measure, j)
        return None

    def _modifier(self) -> Found | None:
        """`200 displaced families`, `people who were trapped`, `12 dead`."""
        grammar, tables, number = self._grammar, self._tables, self._number
        for at in range(number.last + 1, number.head):
            if grammar.word[at] in tables.are:
                return Found(tables.are[grammar.word[at]], at)
        if number.noun is not None and grammar.lemma[number.noun] in tables.are:
            return Found(tables.are[grammar.lemma[number.noun]], number.noun)
        for j in grammar.children[number.head]:
            if grammar.dep[j] in ("relcl", "acl") and j > number.head:
                lemma = grammar.lemma[j]
                if lemma in tables.done and grammar.passive(j):
                    return Found(tables.done[lemma], j)
                if lemma in tables.do and not grammar.passive(j):
                    return Found(tables.do[lemma], j)
        return None
