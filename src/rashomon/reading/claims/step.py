"""Gives the claims: every thing that the words say is so, is not so, is planned, feared or called for.

Knows: the order in which triggers, figures, circumstances and status are put together.
Does not know: how any of them is found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from rashomon.reading.claims.agreements import agreement
from rashomon.reading.claims.circumstances import no_later, place, time
from rashomon.reading.claims.control import control
from rashomon.reading.claims.definite import mentioned_before, place_meant, take_type
from rashomon.reading.claims.events import event
from rashomon.reading.claims.figures import counted
from rashomon.reading.claims.frames import Sighting, sightings
from rashomon.reading.claims.gathering import VIOLENT, counted_target, gathered
from rashomon.reading.claims.grammar import LONGEST_WALK
from rashomon.reading.claims.participants import Classes
from rashomon.reading.claims.scene import Scene
from rashomon.reading.claims.statements import statements
from rashomon.reading.claims.status import status, vows
from rashomon.record.claim import Claim, ClaimKind, Status
from rashomon.record.text import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rashomon.reading.claims.drafts import Draft
    from rashomon.reading.page import Page
    from rashomon.record.attribution import Attribution
    from rashomon.record.values import Where

_HAPPENED = (ClaimKind.EVENT, ClaimKind.FIGURE)
_SUBJECT_LIGHT = ("nsubj", "nsubjpass", "dobj", "pobj", "attr", "ROOT", "appos", "conj")


class Claims:
    """Gives the page's claims, in the order of the words that gave them, and what was seen and not understood."""

    needs: ClassVar[frozenset[str]] = frozenset(
        {"sentences", "actors", "times", "quantities", "places", "attributions", "published"}
    )
    gives: ClassVar[frozenset[str]] = frozenset({"claims", "issues"})

    def __call__(self, page: Page) -> Mapping[str, Any]:
        """Return the page's claims, and its issues with those found here."""
        scene = Scene(page)
        classes = Classes(scene)
        seen, left = sightings(scene, classes)
        drafts = [made for senses in seen if (made := _drafted(scene, classes, senses)) is not None]
        figures, plain, unknown = counted(scene, classes)
        told: list[Claim] = []
        passing: list[Claim] = []
        events: list[tuple[Draft, Where | None]] = []
        for draft in gathered(scene, drafts, figures, plain):
            take_type(scene, draft, events)
            where = place(scene, draft) or place_meant(scene, draft) or mentioned_before(scene, draft, events)
            claim = _claim(scene, draft, where)
            events.append((draft, where))
            if _tells(draft, claim):
                told.append(claim)
            elif not draft.generic:
                passing.append(claim)
        heard = {claim.attribution for claim in told}
        told += [claim for claim in passing if claim.attribution is not None and claim.attribution not in heard]
        claims = _distinct([*told, *statements(scene, told)])
        return {
            "claims": tuple(sorted(claims, key=lambda claim: claim.span)),
            "issues": (*page.issues, *left, *unknown),
        }


def _drafted(scene: Scene, classes: Classes, senses: list[Sighting]) -> Draft | None:
    """Return what a trigger tells of: the first of its senses that makes one."""
    makers = {ClaimKind.CONTROL: control, ClaimKind.AGREEMENT: agreement}
    made = (makers.get(one.frame.kind, event)(scene, classes, one) for one in senses)
    return next((draft for draft in made if draft is not None), None)


def _tells(draft: Draft, claim: Claim) -> bool:
    """Tell whether the claim says something of its own: not a noun without who, where, when and how many.

    Such a noun is mentioned in passing; it is kept only as what an attribution is about that says nothing else.
    """
    if draft.narrow:
        return claim.place is not None
    return draft.stands or bool(claim.actors or claim.figures or claim.place or claim.time)


def _claim(scene: Scene, draft: Draft, where: Where | None) -> Claim:
    """Return the finished claim."""
    when = time(scene, draft)
    draft.actors += counted_target(draft)
    span = _span(scene, draft)
    attribution = scene.attribution.get(draft.anchor)
    attribution_id = attribution.id if attribution is not None else None
    anchor = Span(scene.grammar.start[draft.anchor], scene.grammar.end[draft.anchor])
    made = status(scene, draft.anchor)
    if draft.denied:
        made = Status.ASSERTED if made is Status.DENIED else Status.DENIED if made is Status.ASSERTED else made
    if draft.offered and made in (Status.PLANNED, Status.CALLED_FOR):
        made = Status.ASSERTED
    elif made is Status.PLANNED:
        made = _announced(scene, draft, attribution)
    report = scene.page.report.id
    kind = ClaimKind.FIGURE if draft.type == "Casualties" and draft.figures else draft.kind
    if when is None and made is Status.ASSERTED and kind in _HAPPENED:
        when = no_later(scene)
    return Claim(
        id=Claim.identify(report, attribution_id, kind, draft.type, draft.subtype, span, anchor),
        report=report,
        attribution=attribution_id,
        kind=kind,
        type=draft.type,
        subtype=draft.subtype,
        plover=draft.plover,
        status=made,
        span=span,
        text=span.of(scene.text),
        actors=tuple(draft.actors),
        place=where,
        time=when,
        figures=tuple(draft.figures),
        terms=tuple(draft.terms),
        held_by=draft.held_by,
        held_until=when.edtf if draft.ends and when is not None else None,
    )


def _announced(scene: Scene, draft: Draft, attribution: Attribution | None) -> Status:
    """Return what it is to have planned it: to vow violence threatens, and an offer of a truce has been made."""
    if draft.kind is ClaimKind.AGREEMENT and ("state", "offered") in draft.terms:
        return Status.ASSERTED
    vowed = attribution is not None and vows(scene, attribution)
    return Status.THREATENED if vowed and draft.type in VIOLENT else Status.PLANNED


def _span(scene: Scene, draft: Draft) -> Span:
    """Return the words of the claim: its clause, or the noun phrase where the clause is about saying something else."""
    grammar = scene.grammar
    words: set[int] = set()
    for anchor in draft.anchors:
        clause = grammar.clause[anchor]
        own = not draft.verbal and anchor == draft.anchor and (clause in scene.cues or not _argument(scene, anchor))
        words.add(anchor)
        words.update(grammar.subtree(anchor) if own else grammar.members[clause][:LONGEST_WALK])
    sentence = scene.page.sentences[scene.sentence[draft.anchor]]
    first, last = min(words), max(words)
    span = grammar.span(first, last)
    return Span(max(span.start, sentence.start), min(span.end, sentence.end))


def _argument(scene: Scene, noun: int) -> bool:
    """Tell whether the noun is an argument of its clause's verb, so that the clause is what is said of it."""
    grammar = scene.grammar
    return grammar.dep[noun] in _SUBJECT_LIGHT


def _distinct(claims: list[Claim]) -> list[Claim]:
    return list({claim.id: claim for claim in claims}.values())
