"""What was claimed by a report as printed, beside what is marked in it: which claims belong together.

Knows: when a printed claim stands for a marked one, and when its values are the marked ones.
Does not know: the figures over many reports (claiming_figures), or where reports and claims come from.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from rashomon.evaluation.claim_gold import MarkedClaim, MarkedReport
from rashomon.evaluation.gold import GoldFigure
from rashomon.evaluation.measures import same_name, same_source
from rashomon.record.attribution import Attribution
from rashomon.record.claim import Actor, Claim, ClaimKind, Figure, Role
from rashomon.record.run import Reading
from rashomon.record.text import Span

_WORD = re.compile(r"\w+")
_EMPTY = frozenset({"the", "a", "an", "of", "in", "and", "s", "its", "their", "his", "her", "our", "some", "other"})
_LONGEST = 10_000
NEXT = 12
"""Characters between a clause and a trigger at most: `resume [rocket fire]` is told by one or the other word."""


class ClaimPair(NamedTuple):
    """A marked claim and the printed one that stands for it."""

    marked: MarkedClaim
    printed: Claim


@dataclass(frozen=True, slots=True)
class JudgedReport:
    """One report's marks and what was printed for it, statements left out. `pairs` ties each to one at most."""

    report: MarkedReport
    printed: tuple[Claim, ...]
    pairs: tuple[ClaimPair, ...]
    attributions: Mapping[str, Attribution]

    @property
    def missed(self) -> tuple[MarkedClaim, ...]:
        """Return the marked claims that nothing printed stands for."""
        found = [pair.marked for pair in self.pairs]
        return tuple(claim for claim in self.report.claims if not any(claim is one for one in found))

    @property
    def false(self) -> tuple[Claim, ...]:
        """Return the printed claims that stand for none that is marked."""
        true = {pair.printed.id for pair in self.pairs}
        return tuple(claim for claim in self.printed if claim.id not in true)

    def spoken_by(self, pair: ClaimPair) -> bool:
        """Tell whether the claim hangs on the marked speaker, or both on nobody but the report."""
        said = self.attributions.get(pair.printed.attribution or "")
        if said is None or not pair.marked.by:
            return said is None and not pair.marked.by
        return same_source(pair.marked.by, said.source) or alike(pair.marked.by, said.source.name)


def judge_claims(report: MarkedReport, reading: Reading) -> JudgedReport:
    """Hold the claims printed for a report against its marks.

    A printed claim can stand for a marked one where its clause covers the trigger, or ends a word before or after it.
    Each has one partner at most; the closest go first: same type, same sub-type, same kind, same status, then the
    shortest clause.
    """
    printed = tuple(claim for claim in reading.claims if claim.kind is not ClaimKind.STATEMENT)
    links = [
        ClaimPair(marked, claim)
        for marked in report.claims
        for claim in printed
        if any(_around(claim.span).overlaps(word) for word in marked.trigger)
    ]
    chosen: list[ClaimPair] = []
    taken: set[int | str] = set()
    for link in sorted(links, key=_closeness, reverse=True):
        if id(link.marked) not in taken and link.printed.id not in taken:
            chosen.append(link)
            taken |= {id(link.marked), link.printed.id}
    return JudgedReport(report, printed, tuple(chosen), {one.id: one for one in reading.attributions})


def found_actors(pair: ClaimPair, text: str) -> tuple[list[tuple[Role, str]], list[Actor]]:
    """Return the marked actors that are printed in their role, and the printed ones that are marked so."""
    own = pair.printed.actors
    same = {
        (role, name, one)
        for role, name in pair.marked.actors
        for one in own
        if _same_actor(role, name, one, one.span.of(text))
    }
    met = [(role, name) for role, name in pair.marked.actors if any((role, name, one) in same for one in own)]
    return met, [one for one in own if any((role, name, one) in same for role, name in pair.marked.actors)]


def found_figures(pair: ClaimPair, claims: tuple[Claim, ...]) -> list[GoldFigure]:
    """Return the marked figures that the printed claim, or another one of its words, has with measure and range."""
    near = [claim for claim in claims if claim.span.overlaps(pair.printed.span)]
    figures = [figure for claim in near for figure in claim.figures]
    return [wanted for wanted in pair.marked.figures if any(_same_range(wanted, figure) for figure in figures)]


def same_place(pair: ClaimPair) -> bool:
    """Tell whether the place is the marked one by name, or both have none."""
    own = pair.printed.place
    if own is None or pair.marked.place is None:
        return own is None and pair.marked.place is None
    names = (own.text, own.place.name if own.place else own.text)
    return any(same_name(pair.marked.place, name) or alike(pair.marked.place, name) for name in names)


def same_time(pair: ClaimPair) -> bool:
    """Tell whether the words give the marked time, or both have none; the bound of a dateline is none."""
    own = pair.printed.told
    return (own.edtf if own else None) == pair.marked.time


def alike(one: str, other: str) -> bool:
    """Tell whether two names share half of the words of the shorter one, articles and the like aside."""
    a, b = (_content(name) for name in (one, other))
    return bool(a and b) and len(a & b) * 2 >= min(len(a), len(b))


def _closeness(link: ClaimPair) -> tuple[bool, bool, bool, bool, int, int]:
    gold, own = link
    same_type = gold.type == own.type
    return (
        same_type,
        same_type and gold.subtype == own.subtype,
        gold.kind is own.kind,
        gold.status is own.status,
        _LONGEST - (own.span.end - own.span.start),
        -_away(gold.trigger[0], own.span),
    )


def _around(clause: Span) -> Span:
    return Span(max(0, clause.start - NEXT), clause.end + NEXT)


def _away(trigger: Span, clause: Span) -> int:
    return abs(trigger.start - clause.start)


def _same_actor(role: Role, name: str, actor: Actor, words: str) -> bool:
    """Tell whether it is the marked actor in its role: by its name, or by the words it rests on (`Daesh militants`)."""
    return role is actor.role and any(same_name(name, own) or alike(name, own) for own in (actor.name, words))


def _same_range(wanted: GoldFigure, figure: Figure) -> bool:
    return (wanted.measure, wanted.low, wanted.high) == (figure.measure, figure.low, figure.high)


def _content(name: str) -> frozenset[str]:
    words = frozenset(_WORD.findall(name.casefold()))
    return words - _EMPTY or words
