"""Figures: every number that measures something told here.

Knows: how a number, its measure and who is counted become a figure.
Does not know: how numbers are read (quantities) or which claim a figure belongs to (gathering).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from rashomon.reading.claims.counted import FARTHEST, Number, number, who
from rashomon.reading.claims.measures import measures
from rashomon.reading.claims.measuring import Found, Measuring
from rashomon.record.claim import Figure, Flow, Measure
from rashomon.record.text import Issue, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from rashomon.reading.claims.participants import Classes
    from rashomon.reading.claims.scene import Scene

_HARM = frozenset({Measure.KILLED, Measure.INJURED})
_PEOPLE = frozenset({"armed", "civilian", "demonstrator"})
_STATES = frozenset({"remain", "remained", "remains", "still"})


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure, the word (token index) that says what it measures, and the word that is counted."""

    figure: Figure
    anchor: int
    head: int


@dataclass(frozen=True, slots=True)
class Plain:
    """A number of which its own words do not say what it measures, the noun counted, and the figure that it makes."""

    head: int
    measured: Callable[[Measure], Figure]


def counted(scene: Scene, classes: Classes) -> tuple[list[Counted], list[Plain], list[Issue]]:
    """Return the page's figures in the order of their words, the numbers that are none yet, and what nothing explains.

    Numbers in times, furniture and comparisons are no figures.
    """
    made: list[Counted] = []
    plain: list[Plain] = []
    issues: list[Issue] = []
    last: tuple[int, Found, str | None] | None = None
    for quantity in scene.counts:
        words = scene.tokens(quantity.span)
        if not words or scene.sentence[words[0]] < 0 or words[0] in scene.times or words[0] in scene.compared:
            continue
        if last is not None and last[0] != scene.sentence[words[0]]:
            last = None
        one = number(scene, quantity, words)
        found = Measuring(scene, one, last[1] if last is not None else None).found()
        if found is None and one.noun is not None and not _weighed(one):
            plain.append(Plain(one.noun, partial(_plain, scene, one)))
        if found is None:
            if _beside_harm(scene, classes, one):
                told = f"a number of people that no measure fits: {quantity.text!r}"
                issues.append(Issue("figure-without-measure", told, quantity.span))
            continue
        people = found.who or who(scene, one, last[2] if last is not None else None)
        made.append(Counted(_figure(scene, one, found, people), found.anchor, one.head))
        last = (scene.sentence[words[0]], found, people)
    return made, plain, issues


def _beside_harm(scene: Scene, classes: Classes, one: Number) -> bool:
    """Tell whether people are counted in a clause whose verb is one of death or injury."""
    grammar, tables = scene.grammar, measures()
    if one.noun is None or not classes.of(one.noun) & _PEOPLE or scene.speaking(one.noun):
        return False
    verb = grammar.lemma[grammar.clause[one.noun]]
    return tables.done.get(verb, tables.do.get(verb)) in _HARM


def _weighed(one: Number) -> bool:
    """Tell whether it is a length, a share or the like: `three kilometres`, `40 percent`."""
    sets = measures().sets
    unit = (one.quantity.unit or "").lower()
    return unit in sets["skip_units"] or unit in sets["distance_units"] or unit in sets["area_units"]


def _plain(scene: Scene, one: Number, measure: Measure) -> Figure:
    return _figure(scene, one, Found(measure, one.head), who(scene, one, None))


def _figure(scene: Scene, one: Number, found: Found, people: str | None) -> Figure:
    tables, grammar, quantity = measures(), scene.grammar, one.quantity
    unit = quantity.unit or (grammar.word[one.noun] if one.noun is not None else None)
    if (unit is None or unit.lower() in tables.are) and found.measure in tables.person:
        unit = "people"
    if found.measure in (Measure.AREA, Measure.DISTANCE):
        people = None
    flow = tables.flows.get(found.measure)
    if found.measure is Measure.DISPLACED:
        near = grammar.word[max(0, found.anchor - 3) : found.anchor]
        if grammar.lemma[found.anchor] in tables.stock_words or not _STATES.isdisjoint(near):
            flow = Flow.STOCK
    return Figure(found.measure, quantity.low, quantity.high, quantity.modifier, unit, people, flow, _words(scene, one))


def _words(scene: Scene, one: Number) -> Span:
    """Return the words of the figure: the number, and the noun that it counts where that stands behind it."""
    span, grammar = one.quantity.span, scene.grammar
    if one.noun is None or not one.last < one.noun <= one.last + FARTHEST:
        return span
    return Span(span.start, max(span.end, grammar.end[one.noun]))
