"""Figures: every number that measures something told here, and every single person done to.

Knows: how a number, its measure and who is counted become a figure.
Does not know: how numbers are read (quantities) or which claim a figure belongs to (gathering).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.reading.claims.counted import Number, number, who
from rashomon.reading.claims.measures import measures
from rashomon.reading.claims.measuring import Found, Measuring
from rashomon.record.claim import Figure, Flow, Measure
from rashomon.record.values import Modifier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rashomon.reading.claims.participants import Classes
    from rashomon.reading.claims.scene import Scene

_SINGLE = frozenset({Measure.KILLED, Measure.INJURED, Measure.ABDUCTED, Measure.DETAINED})
_PEOPLE = frozenset({"armed", "civilian", "demonstrator"})
_STATES = frozenset({"remain", "remained", "remains", "still"})


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure, the word (token index) that says what it measures, and the word that is counted."""

    figure: Figure
    anchor: int
    head: int


def counted(scene: Scene, classes: Classes) -> list[Counted]:
    """Return the page's figures in the order of their words. Numbers in times, furniture and comparisons are none."""
    made: list[Counted] = []
    last: tuple[int, Found, str | None] | None = None
    for quantity in scene.page.quantities:
        words = scene.tokens(quantity.span)
        if not words or scene.sentence[words[0]] < 0 or words[0] in scene.times or words[0] in scene.compared:
            continue
        if last is not None and last[0] != scene.sentence[words[0]]:
            last = None
        one = number(scene, quantity, words)
        found = Measuring(scene, one, last[1] if last is not None else None).found()
        if found is None:
            continue
        people = found.who or who(scene, one, last[2] if last is not None else None)
        made.append(Counted(_figure(scene, one, found, people), found.anchor, one.head))
        last = (scene.sentence[words[0]], found, people)
    made.extend(_single(scene, classes))
    made.sort(key=lambda one: one.figure.span)
    return made


def _figure(scene: Scene, one: Number, found: Found, people: str | None) -> Figure:
    tables, grammar, quantity = measures(), scene.grammar, one.quantity
    unit = quantity.unit or (grammar.word[one.noun] if one.noun is not None else None)
    if unit is None and found.measure in tables.person:
        unit = "people"
    if found.measure in (Measure.AREA, Measure.DISTANCE):
        people = None
    flow = tables.flows.get(found.measure)
    if found.measure is Measure.DISPLACED:
        near = grammar.word[max(0, found.anchor - 3) : found.anchor]
        if grammar.lemma[found.anchor] in tables.stock_words or not _STATES.isdisjoint(near):
            flow = Flow.STOCK
    return Figure(found.measure, quantity.low, quantity.high, quantity.modifier, unit, people, flow, quantity.span)


def _single(scene: Scene, classes: Classes) -> Iterator[Counted]:
    """Yield one person each for `killed a civilian`, `the death of a soldier`."""
    grammar, tables = scene.grammar, measures()
    for i, lemma in enumerate(grammar.lemma):
        if scene.sentence[i] < 0 or i in scene.compared:
            continue
        undergoer: int | None
        if grammar.verbal(i) and lemma in tables.done:
            measure, undergoer = tables.done[lemma], grammar.object(i)
        elif grammar.verbal(i) and lemma in tables.do:
            measure, undergoer = tables.do[lemma], grammar.subject(i)
        elif lemma in tables.of and grammar.tag[i] == "NN":
            measure, undergoer = tables.of[lemma], next((k for w, k in grammar.prepositions(i) if w == "of"), None)
        else:
            continue
        if undergoer is None or measure not in _SINGLE:
            continue
        for person in grammar.conjuncts(undergoer):
            article = next((j for j in grammar.children[person] if grammar.word[j] in ("a", "an")), None)
            if article is None or grammar.tag[person] != "NN" or not classes.of(person) & _PEOPLE:
                continue
            if any(j in scene.quantities for j in (person, *grammar.children[person])):
                continue
            span, people = grammar.span(article, person), grammar.span(article + 1, person).of(scene.text)
            yield Counted(
                Figure(measure, 1, 1, Modifier.EXACT, grammar.word[person], people, tables.flows[measure], span), i, person
            )
