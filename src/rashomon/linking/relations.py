"""How two accounts of one thing stand to each other.

Knows: when they corroborate, repeat, deny, contradict or update each other, on which field, and how to say why.
Does not know: whether they are about one thing (features) or what an incident makes of it (incidents).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rashomon.linking import kinds
from rashomon.linking.facts import INTENDED, Facts
from rashomon.linking.features import LONG_DAYS, Finding, disjoint, in_words, other_hours, same_people, two_agents
from rashomon.linking.voices import NOT_DATED
from rashomon.record.claim import Figure, Measure, Role, Status
from rashomon.record.incident import Link, Relation
from rashomon.record.values import Modifier

COPIED = 0.7
COPIED_WORDS = 5
"""Share and number of longer words from which two voices' sentences are taken to be one sentence, copied: papers share
background paragraphs of their agencies long after the texts around them differ."""
DIFFERENT = -0.3
"""Of a finding on place or time: from here on it is a disagreement, not a matter of night or outskirts."""
TOLL = frozenset({Measure.KILLED, Measure.INJURED, Measure.MISSING})
"""Measures whose disagreement is one about the toll; of the others the measure itself is the field."""


def relate(a: Facts, b: Facts, found: Sequence[Finding], score: float) -> Link:
    """Return how two accounts of one thing stand, with `score` 0-1 for the reasons in `found`; `a` is the senior one.

    The link reads from its first account to its second: that one denies, updates, corrects or repeats this one.
    """
    relation, field, why = _relation(a, b, found)
    about = tuple(finding.reason for finding in found if finding.field != "denial" and finding.value > 0)
    one, other = (b, a) if _from_second(b, relation) else (a, b)
    return Link(one.account.claim.id, other.account.claim.id, relation, field, round(score, 3), (why, *about))


def _from_second(b: Facts, relation: Relation) -> bool:
    """Tell whether the link reads from the second, `b`: who denies or corrects stands first, and who came later."""
    if relation is Relation.DENIES:
        return b.denies
    if relation is Relation.CORRECTS:
        return b.corrects
    return relation in (Relation.UPDATES, Relation.REPEATS)


def one_voice(a: Facts, b: Facts) -> bool:
    """Tell whether both are one voice: the same mouth, or words that the same copy carries."""
    return a.voice.key == b.voice.key


def _relation(a: Facts, b: Facts, found: Sequence[Finding]) -> tuple[Relation, str | None, str]:
    one, other = a.account.claim, b.account.claim
    if a.denies != b.denies:
        return _denied(a, b)
    if (intended := {one.status, other.status} & INTENDED) and one.status != other.status:
        manner = min(intended).replace("_", " ")
        return (
            Relation.SAME,
            "status",
            f"one account speaks of it as {manner}, the other as {_put(one.status, other.status)}",
        )
    if (corrected := _corrected(a, b, found)) is not None:
        return Relation.CORRECTS, *corrected
    return _one_mouth(a, b) if one_voice(a, b) else _two_mouths(a, b, found)


def _denied(a: Facts, b: Facts) -> tuple[Relation, str | None, str]:
    if one_voice(a, b):
        return Relation.SAME, None, f"one voice says the one and denies the other: {a.voice.name}"
    denier, sayer = (a, b) if a.denies else (b, a)
    return Relation.DENIES, "event", f"denied by {denier.voice.name}, {_said(sayer)} by {sayer.voice.name}"


def _one_mouth(a: Facts, b: Facts) -> tuple[Relation, str | None, str]:
    if a.account.claim.report == b.account.claim.report:
        return Relation.SAME, None, f"one voice twice in one report: {a.voice.name}"
    return _again(a, b)


def _two_mouths(a: Facts, b: Facts, found: Sequence[Finding]) -> tuple[Relation, str | None, str]:
    here = a.account.claim.report == b.account.claim.report
    if not here and (copied := _copied(a, b)):
        return Relation.REPEATS, None, copied
    if differs := _difference(a, b, found):
        return Relation.CONTRADICTS, *differs
    if here and (a.voice.own or b.voice.own):
        quoted = b.voice.name if a.voice.own else a.voice.name
        return Relation.SAME, None, f"the report says it itself and quotes {quoted}: not two voices"
    return Relation.CORROBORATES, None, f"different voices say the same: {a.voice.name} and {b.voice.name}"


def _corrected(a: Facts, b: Facts, found: Sequence[Finding]) -> tuple[str, str] | None:
    """Return the field in which an outlet corrects what it had reported, and how; None where it does not."""
    if not any(finding.field == "correction" for finding in found):
        return None
    wrong, right = (b, a) if a.corrects else (a, b)
    for old, new in _counts(wrong, right):
        if (old.low, old.high) != (new.low, new.high):
            why = f"{right.account.publisher}: first {in_words(old)} {old.measure}, corrected to {in_words(new)}"
            return _field(new.measure), why
    return None


def _counts(a: Facts, b: Facts) -> Iterator[tuple[Figure, Figure]]:
    """Yield the figures of two accounts that count the same people by the same measure."""
    for one in a.figures:
        yield from ((one, other) for other in b.figures if one.measure == other.measure and same_people(one, other))


def _field(measure: Measure) -> str:
    return "toll" if measure in TOLL else measure.value


def _copied(a: Facts, b: Facts) -> str | None:
    """Return why the words of one of two reports are the other's, None when they are not."""
    if a.family == b.family and a.voice.own and b.voice.own:
        return "the two reports carry the same copy"
    if a.voice.own and b.voice.own and _background(a) and _background(b) and _same_count(a, b):
        return f"{a.voice.name} and {b.voice.name} carry one total along: background, and no account of their own"
    shared = len(a.words & b.words)
    if shared >= COPIED_WORDS and shared >= COPIED * max(len(a.words), len(b.words)):
        return f"{a.voice.name} and {b.voice.name} use the same words: one of them copies"
    return None


def _background(facts: Facts) -> bool:
    """Tell whether the account is of more than a month: papers carry such numbers along for years."""
    return facts.first is not None and facts.last is not None and facts.last - facts.first >= LONG_DAYS - 1


def _same_count(a: Facts, b: Facts) -> bool:
    return any(not disjoint(one, other) for one, other in _counts(a, b))


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
        for old, new in _counts(earlier, later):
            if (old.low, old.high) != (new.low, new.high):
                why = f"{name}: first {in_words(old)} {old.measure}, later {in_words(new)}"
                return Relation.UPDATES, new.measure.value, why
    return Relation.REPEATS, None, f"one voice in both reports: {name}"


def _difference(a: Facts, b: Facts, found: Sequence[Finding]) -> tuple[str, str] | None:
    """Return the field on which two voices cannot both be right, and how they differ; None if they may be."""
    counts = list(_counts(a, b))
    agreed = {figure.measure for figure, against in counts if not disjoint(figure, against)}
    for figure, against in counts:
        if figure.measure not in agreed and Modifier.VAGUE not in (figure.modifier, against.modifier):
            unit = figure.measure.value if figure.measure is not Measure.OTHER else figure.unit or ""
            numbers = (f"{in_words(one)} {unit}".rstrip() for one in (figure, against))
            said = (f"{who.voice.name}: {number}" for who, number in zip((a, b), numbers, strict=True))
            return _field(figure.measure), "; ".join(said)
    one, other = a.account.claim.held_by, b.account.claim.held_by
    if one and other and one != other and _two_names(one, other):
        return "outcome", f"{a.voice.name}: held by {one}; {b.voice.name}: held by {other}"
    if hours := other_hours(a, b):
        return "time", hours
    return _unlike(a, b, found)


def _unlike(a: Facts, b: Facts, found: Sequence[Finding]) -> tuple[str, str] | None:
    """Return the field and the way in which the accounts differ in who did it, where or when."""
    agents = (next((each.name for each in facts.actors if each.role is Role.AGENT), "") for facts in (a, b))
    if (blamed := two_agents(a, b)) and _two_names(*agents):
        return "agent", blamed
    for finding in found:
        located = finding.field == "time" or (a.area is not None and b.area is not None)
        if finding.value <= DIFFERENT and finding.field in ("place", "time") and located:
            return finding.field, finding.reason
    return None


def _two_names(one: str, other: str) -> bool:
    """Tell whether two names cannot be of the same people: names of their own that tell no side, or of two sides.

    `The last fighters` may well be the Orchard Brigades, and the government its army; gunmen are not the army.
    """
    classes = {kinds.side(one), kinds.side(other)}
    if classes == {None}:
        return not kinds.generic(one) and not kinds.generic(other)
    return None not in classes and len(classes) > 1
