"""Which trigger words tell of one thing, and which figures belong to it.

Knows: how near in the grammar two triggers must stand to be one event, and what a figure may hang on.
Does not know: what any trigger means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.reading.claims.drafts import Draft
from rashomon.reading.claims.figures import Counted, Plain
from rashomon.reading.claims.measures import alone
from rashomon.record.claim import Actor, ClaimKind, Measure, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rashomon.reading.claims.scene import Scene

VIOLENT = frozenset({"Battles", "Explosions/Remote violence", "Violence against civilians", "Protests", "Riots"})
_BY_TYPE = {
    "Strategic developments": {"Arrests": Measure.DETAINED},
    "Displacement": {
        "flight": Measure.DISPLACED,
        "forced displacement": Measure.DISPLACED,
        "displaced": Measure.DISPLACED,
        "evacuation": Measure.EVACUATED,
        "return": Measure.RETURNED,
        "remaining": Measure.REMAINING,
    },
    "Protests": {},
}
_HARM = frozenset({Measure.KILLED, Measure.INJURED, Measure.MISSING})
_MOVED = frozenset({Measure.DISPLACED, Measure.EVACUATED, Measure.RETURNED, Measure.REMAINING, Measure.VEHICLES})
_HANGING = frozenset({"advcl", "acl", "relcl"})
_JOINED = frozenset({"advcl", "conj", "acl", "relcl", "xcomp", "parataxis", "pcomp"})


def _takes(draft: Draft, measure: Measure) -> bool:
    """Tell whether a claim of that type may carry a figure of that measure."""
    kind = draft.type
    if measure in _HARM:
        return kind in VIOLENT or kind == "Casualties"
    if measure in _MOVED:
        return kind == "Displacement" or (measure is Measure.VEHICLES and kind == "Damage")
    return {
        Measure.DETAINED: draft.subtype == "Arrests",
        Measure.ABDUCTED: draft.subtype == "Abduction/forced disappearance",
        Measure.BESIEGED: kind == "Siege",
        Measure.DESTROYED: kind == "Damage" or kind in VIOLENT or draft.subtype == "Looting/property destruction",
        Measure.AREA: kind == "Control",
        Measure.DISTANCE: False,
    }.get(measure, False)


def joined(scene: Scene, one: int, other: int) -> bool:
    """Tell whether two words stand in one clause, or in two of which one hangs on the other."""
    grammar = scene.grammar
    a, b = grammar.clause[one], grammar.clause[other]
    if a == b:
        return True
    for low, high in ((a, b), (b, a)):
        if grammar.dep[low] in _JOINED and grammar.clause[grammar.head[low]] == high:
            return True
    up_a, up_b = grammar.clause[grammar.head[a]], grammar.clause[grammar.head[b]]
    return up_a == up_b and grammar.dep[a] == "conj" == grammar.dep[b]


def gathered(scene: Scene, drafts: list[Draft], figures: Iterable[Counted], plain: Iterable[Plain]) -> list[Draft]:
    """Return one draft for each thing told: effects joined to what brought them about, figures hung on their claims.

    A plain number of those who did it or to whom it was done measures what the claim tells: `detained nine men`.
    """
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_sentence.setdefault(scene.sentence[draft.anchor], []).append(draft)
    counted: dict[int, list[Counted]] = {}
    for figure in figures:
        counted.setdefault(scene.sentence[figure.head], []).append(figure)
    found: list[Draft] = []
    for sentence in sorted(by_sentence.keys() | counted.keys()):
        here = _merged(scene, by_sentence.get(sentence, []))
        found += _hung(scene, here, counted.get(sentence, []))
    for number in plain:
        home = next((draft for draft in found if number.head in draft.around), None)
        if home is not None and (measure := _measured(home)) is not None:
            home.figures.append(number.measured(measure))
    return found


def _measured(draft: Draft) -> Measure | None:
    """Return what a plain number of a claim's people or things measures; None where it says nothing of what happened.

    Nine men who were attacked need not be dead.
    """
    if draft.type in _BY_TYPE:
        return _BY_TYPE[draft.type].get(draft.subtype or "", Measure.OTHER)
    if draft.subtype == "Abduction/forced disappearance":
        return Measure.ABDUCTED
    return Measure.OTHER if draft.subtype in ("Sexual violence", "prisoner exchange") else None


def _merged(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    strong = [draft for draft in drafts if not draft.weak]
    kept = list(strong)
    for weak in (draft for draft in drafts if draft.weak):
        cause = _cause(scene, strong, weak.anchor)
        if cause is None:
            kept.append(weak)
        else:
            cause.absorb(weak)
    kept = _specific(scene, _unbroken(kept))
    kept = _dealt(scene, kept)
    kept.sort(key=lambda draft: draft.anchor)
    merged: list[Draft] = []
    for draft in kept:
        twin = next((one for one in merged if _same(scene, one, draft)), None)
        if twin is None:
            merged.append(draft)
        else:
            twin.absorb(draft)
    return merged


def _dealt(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Fold the deal under which something was agreed into that: `exchanged captives in a deal arranged by elders`."""
    agreed = [draft for draft in drafts if draft.type == "Agreement"]
    kept = [draft for draft in drafts if draft not in agreed]
    for draft in agreed:
        clause = scene.grammar.clause[draft.anchor]
        done = None
        if not draft.verbal and draft.subtype is None and scene.grammar.dep[draft.anchor] == "pobj":
            done = next((one for one in agreed if one.verbal and scene.grammar.clause[one.anchor] == clause), None)
        if done is None:
            kept.append(draft)
        else:
            done.absorb(draft)
    return kept


def _unbroken(drafts: list[Draft]) -> list[Draft]:
    """Leave out protests that are only named as what was done something to: `broke up a rally`, `fired at a sit-in`."""
    hit = {i for draft in drafts if draft.type in VIOLENT and draft.verbal for i in draft.near}
    return [draft for draft in drafts if draft.verbal or draft.type != "Protests" or draft.anchor not in hit]


def _specific(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Fold attacks of no named means into the better named event beside them: `a bomb exploded, hitting a bus`."""
    kept = [draft for draft in drafts if not draft.generic]
    for draft in (draft for draft in drafts if draft.generic):
        grammar, clause = scene.grammar, scene.grammar.clause[draft.anchor]
        for other in kept:
            beside = grammar.clause[other.anchor]
            hangs = any(
                grammar.dep[low] in _HANGING and grammar.clause[grammar.head[low]] == high
                for low, high in ((clause, beside), (beside, clause))
            )
            stopped = other.verbal and grammar.head[draft.anchor] == other.anchor and other.type == "Battles"
            named = other.type == "Explosions/Remote violence" or other.generic
            if stopped or (named and (hangs or (clause == beside and not (draft.verbal and other.verbal)))):
                other.absorb(draft)
                break
        else:
            kept.append(draft)
    return kept


def _cause(scene: Scene, drafts: list[Draft], effect: int) -> Draft | None:
    """Return the violent event that an effect belongs to: the nearest one joined to it in the grammar."""
    near = [
        draft
        for draft in drafts
        if draft.type in VIOLENT and any(joined(scene, word, effect) for word in draft.anchors)
    ]
    return min(near, key=lambda draft: abs(draft.anchor - effect), default=None)


def _same(scene: Scene, one: Draft, other: Draft) -> bool:
    """Tell whether two triggers tell of one thing: same type, one under the other (`entered … to take out`)."""
    if one.type != other.type or one.type in ("Control", "Agreement") or one.kind is not other.kind:
        return False
    grammar = scene.grammar
    if one.type != "Displacement" and one.subtype != other.subtype:
        return False
    if (
        one.verbal
        and other.verbal
        and one.type == "Displacement"
        and grammar.clause[other.anchor] == grammar.clause[one.anchor]
    ):
        return True
    head = grammar.clause[other.anchor]
    if not one.verbal and other.verbal and one.type == "Displacement":
        return _below(scene, head, grammar.clause[one.anchor])
    below = (
        grammar.dep[head] in ("advcl", "xcomp", "acl")
        and grammar.clause[grammar.head[head]] == grammar.clause[one.anchor]
    )
    return (head == grammar.clause[one.anchor] and not (one.verbal and other.verbal)) or (
        below and one.subtype == "evacuation"
    )


def _below(scene: Scene, clause: int, above: int) -> bool:
    """Tell whether a clause hangs on another, at most three clauses down."""
    grammar = scene.grammar
    for _ in range(3):
        if grammar.dep[clause] not in _JOINED:
            return False
        clause = grammar.clause[grammar.head[clause]]
        if clause == above:
            return True
    return False


def _hung(scene: Scene, drafts: list[Draft], figures: list[Counted]) -> list[Draft]:
    """Hang figures on the claims of their sentence; those that fit none become claims of their own, one a type."""
    lonely: dict[tuple[str, str | None], Draft] = {}
    for counted in sorted(figures, key=lambda one: _home(scene, drafts, one) is None):
        measure = counted.figure.measure
        home = _home(scene, drafts, counted)
        if home is not None:
            home.figures.append(counted.figure)
            if counted.anchor not in home.anchors:
                home.anchors.append(counted.anchor)
            continue
        named = alone(measure, scene.grammar.lemma[counted.anchor])
        if named is None:
            continue
        type_, subtype = named
        attribution = scene.attribution.get(counted.anchor)
        key = (type_, attribution.id if attribution is not None else None)
        known = lonely.get(key)
        if known is None:
            lonely[key] = Draft(
                ClaimKind.FIGURE, type_, subtype, None, [counted.anchor], figures=[counted.figure], near=[counted.head]
            )
        else:
            known.figures.append(counted.figure)
            known.anchors.append(counted.anchor)
    return sorted([*drafts, *lonely.values()], key=lambda draft: draft.anchor)


def _home(scene: Scene, drafts: list[Draft], counted: Counted) -> Draft | None:
    """Return the claim that a figure belongs to: one that its word gave, else the nearest in a clause joined to its."""
    measure, anchor = counted.figure.measure, counted.anchor
    hit = [draft for draft in drafts if measure is Measure.VEHICLES and counted.head in draft.near]
    takers = hit or [draft for draft in drafts if _takes(draft, measure)]
    for draft in takers:
        if anchor in draft.anchors:
            return draft
    near = [
        draft
        for draft in takers
        if measure is Measure.AREA or any(joined(scene, word, anchor) for word in draft.anchors)
    ]
    return min(near, key=lambda draft: abs(draft.anchor - anchor), default=None)


def counted_target(draft: Draft) -> list[Actor]:
    """Return who was counted as harmed, beside what was hit: the traders of `hit a market, killing four traders`."""
    if draft.type not in VIOLENT:
        return []
    known = {actor.name.casefold() for actor in draft.actors}
    counted = {figure.who: figure for figure in draft.figures if figure.measure in _HARM and figure.who is not None}
    return [
        Actor(Role.TARGET, name, None, figure.span) for name, figure in counted.items() if name.casefold() not in known
    ]
