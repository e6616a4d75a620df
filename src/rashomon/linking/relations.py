"""How two accounts of one thing stand to each other.

Knows: when they corroborate, repeat, deny, contradict or update each other, on which field, and how to say why.
Does not know: whether they are about one thing (features) or what an incident makes of it (incidents).
"""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.linking.facts import INTENDED, Facts
from rashomon.linking.features import Finding, disjoint, in_words, same_people
from rashomon.linking.voices import NOT_DATED
from rashomon.record.claim import ClaimKind, Measure, Role, Status
from rashomon.record.incident import Link, Relation

COPIED = 0.8
COPIED_WORDS = 5
"""Share and number of longer words from which two voices' sentences are taken to be one sentence, copied: papers share
background paragraphs of their agencies long after the texts around them differ."""
DIFFERENT = -0.3
"""Of a finding on place or time: from here on it is a disagreement, not a matter of night or outskirts."""
TOLL = frozenset({Measure.KILLED, Measure.INJURED, Measure.MISSING})
"""Measures whose disagreement is one about the toll; of the others the measure itself is the field."""


def relate(a: Facts, b: Facts, found: Sequence[Finding], score: float) -> Link:
    """Return how `b` stands to `a`, two accounts of one thing with `score` 0-1 for the reasons in `found`."""
    relation, field, why = _relation(a, b, found)
    about = tuple(finding.reason for finding in found if finding.field != "denial" and finding.value > 0)
    return Link(a.account.claim.id, b.account.claim.id, relation, field, round(score, 3), (why, *about))


def one_voice(a: Facts, b: Facts) -> bool:
    """Tell whether both are one voice: the same mouth, or words that the same copy carries."""
    return a.voice.key == b.voice.key


def _relation(a: Facts, b: Facts, found: Sequence[Finding]) -> tuple[Relation, str | None, str]:
    one, other = a.account.claim, b.account.claim
    together = one_voice(a, b)
    if a.denies != b.denies:
        denier, sayer = (a, b) if a.denies else (b, a)
        return Relation.DENIES, "event", f"denied by {denier.voice.name}, {_said(sayer)} by {sayer.voice.name}"
    if (intended := {one.status, other.status} & INTENDED) and one.status != other.status:
        manner = min(intended).replace("_", " ")
        return (
            Relation.SAME,
            "status",
            f"one account speaks of it as {manner}, the other as {_put(one.status, other.status)}",
        )
    if together and one.report == other.report:
        return Relation.SAME, None, f"one voice twice in one report: {a.voice.name}"
    if together:
        return _again(a, b)
    if one.report != other.report and (copied := _copied(a, b)):
        return Relation.REPEATS, None, copied
    if differs := _difference(a, b, found):
        return Relation.CONTRADICTS, *differs
    if one.report == other.report and (a.voice.own or b.voice.own):
        quoted = b.voice.name if a.voice.own else a.voice.name
        return Relation.SAME, None, f"the report says it itself and quotes {quoted}: not two voices"
    return Relation.CORROBORATES, None, f"different voices say the same: {a.voice.name} and {b.voice.name}"


def _copied(a: Facts, b: Facts) -> str | None:
    """Return why the words of one of two reports are the other's, None when they are not."""
    if a.family == b.family and a.voice.own == b.voice.own:
        return "the two reports carry the same copy"
    shared = len(a.words & b.words)
    if shared >= COPIED_WORDS and shared >= COPIED * max(len(a.words), len(b.words)):
        return f"{a.voice.name} and {b.voice.name} use the same words: one of them copies"
    return None


def _said(facts: Facts) -> str:
    status = facts.account.claim.status
    return "said" if status is Status.ASSERTED else status.value.replace("_", " ")


def _put(one: Status, other: Status) -> str:
    return (other if one in INTENDED else one).replace("_", " ")


def _again(a: Facts, b: Facts) -> tuple[Relation, str | None, str]:
    """Tell a voice's new figure from its old words in another report."""
    earlier, later = (a, b) if a.appeared <= b.appeared else (b, a)
    name = a.voice.name
    if a.family != b.family and earlier.appeared < later.appeared != NOT_DATED:
        for old in earlier.figures:
            for new in later.figures:
                if old.measure == new.measure and same_people(old, new) and (old.low, old.high) != (new.low, new.high):
                    why = f"{name}: first {in_words(old)} {old.measure}, later {in_words(new)}"
                    return Relation.UPDATES, new.measure.value, why
    return Relation.REPEATS, None, f"one voice in both reports: {name}"


def _difference(a: Facts, b: Facts, found: Sequence[Finding]) -> tuple[str, str] | None:
    """Return the field on which two voices cannot both be right, and how they differ; None if they may be."""
    one, other = a.account.claim, b.account.claim
    for figure in a.figures:
        for against in b.figures:
            if figure.measure == against.measure and same_people(figure, against) and disjoint(figure, against):
                field = "toll" if figure.measure in TOLL else figure.measure.value
                unit = figure.measure.value if figure.measure is not Measure.OTHER else figure.unit or ""
                numbers = (f"{in_words(one)} {unit}".rstrip() for one in (figure, against))
                return field, "; ".join(
                    f"{who.voice.name}: {number}" for who, number in zip((a, b), numbers, strict=True)
                )
    if one.kind is other.kind is ClaimKind.CONTROL and one.held_by and other.held_by and one.held_by != other.held_by:
        return "outcome", f"{a.voice.name}: held by {one.held_by}; {b.voice.name}: held by {other.held_by}"
    for finding in found:
        if finding.value < 0 and finding.field == "actors" and _blames(a) and _blames(b):
            return "agent", finding.reason
        located = finding.field == "time" or (a.area is not None and b.area is not None)
        if finding.value <= DIFFERENT and finding.field in ("place", "time") and located:
            return finding.field, finding.reason
    return None


def _blames(facts: Facts) -> bool:
    return any(player.role is Role.AGENT for player in facts.actors)
