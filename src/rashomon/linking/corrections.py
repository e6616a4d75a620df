"""What people put in the place of a claim's values: checked before it is kept, applied wherever accounts are compared.

Knows: which values of a claim can be corrected, how each is written, and what else changes with it.
Does not know: who may correct, or where corrections are kept. The claim that was read stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import chain

from rashomon.errors import UsageError
from rashomon.record.attribution import Stance
from rashomon.record.claim import Actor, Claim, ClaimKind, Figure, Measure, Role, Status
from rashomon.record.incident import Account
from rashomon.record.judgement import Act, Judgement
from rashomon.record.values import Modifier, TimeAnchor, TimePrecision, When, days

UNKNOWN = "unknown"
"""The value of what the words do not say: a correction may take a value away."""
NAMED = {"agent": Role.AGENT, "target": Role.TARGET, "held_by": Role.HOLDER}
"""Fields whose values are names, parted by semicolons; an actor's id may stand behind each in square brackets."""
FIELDS = ("type", "subtype", "status", "time", "place", *NAMED, "held_until", *Measure)
NEVER_UNKNOWN = ("type", "status")
KINDS = {
    "Control": ClaimKind.CONTROL,
    "Agreement": ClaimKind.AGREEMENT,
    "Siege": ClaimKind.CONDITION,
    "Access": ClaimKind.CONDITION,
    "Damage": ClaimKind.CONDITION,
    "Need": ClaimKind.CONDITION,
    "Casualties": ClaimKind.FIGURE,
    "Population": ClaimKind.FIGURE,
    "Statement": ClaimKind.STATEMENT,
}
"""The kind of a claim whose type was corrected to one of these; of any other type it is an event."""

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_RANGE = re.compile(rf"({_NUMBER})|({_NUMBER})?\s*[-–]\s*({_NUMBER})?")
_NAME = re.compile(r"(?P<name>[^\[\]]+?)\s*(?:\[(?P<id>[^\[\]\s]+)\])?")


def corrections(judgements: Iterable[Judgement]) -> dict[str, tuple[Judgement, ...]]:
    """Return the corrections of each claim: of `judgements` (those that count, the oldest first) the latest on a field.

    They stand in the order in which they were made.
    """
    found: dict[str, dict[str | None, Judgement]] = {}
    for one in judgements:
        if one.act is Act.CORRECT:
            of_claim = found.setdefault(one.subject, {})
            of_claim.pop(one.field, None)
            of_claim[one.field] = one
    return {claim: tuple(fields.values()) for claim, fields in found.items()}


def corrected(account: Account, made: Iterable[Judgement]) -> Account:
    """Return `account` with the values of corrections in the place of its own; the spans stay those of its words.

    Whoever corrects the status says by it whether the source denies.
    """
    claim, status = account.claim, None
    for one in made:
        claim = _SET[one.field](claim, one) if one.field in _SET else claim
        status = claim.status if one.field == "status" else status
    if claim is account.claim:
        return account
    account = replace(account, claim=claim)
    if status is None:
        return account
    chain_ = tuple(replace(one, stance=_stance(one.stance, status)) for one in account.chain)
    return replace(account, stance=_stance(account.stance, status), chain=chain_)


def checked(claim: Claim, field: str, value: str, types: Mapping[str, tuple[str, ...]]) -> str:
    """Return `value` as it is kept for a field of `claim` (with its other corrections), names and places apart.

    `types` has the subtypes of each type. Raises UsageError, with what would do, when the field is none or the value
    does not fit.
    """
    if field not in FIELDS:
        raise UsageError(f"a claim has no field {field!r} to correct", f"correct one of: {', '.join(FIELDS)}")
    value = value.strip()
    if field.startswith("held") and claim.kind is not ClaimKind.CONTROL:
        raise UsageError(f"{field} is of claims of control, and this is {claim.type}", "correct its type first")
    if value == UNKNOWN and field not in NEVER_UNKNOWN:
        return value
    if field in ("type", "subtype", "status"):
        listed = {
            "type": tuple(types),
            "subtype": types.get(claim.type, ()),
            "status": tuple(status.value for status in Status),
        }[field]
        if value not in listed:
            raise UsageError(f"{value!r} is no {field} of this claim", f"give one of: {', '.join(listed) or UNKNOWN}")
    elif field in ("time", "held_until"):
        _check_time(value)
    elif field in NAMED or field == "place":
        if not value:
            raise UsageError(f"{field} needs a name", f"give one, or {UNKNOWN}")
    else:
        _bounds(value)
    return value


def names(value: str) -> list[tuple[str, str | None]]:
    """Return the names in a value (`the army; Free Shore Front [front]`), each with its actor's id, None for none.

    Raises UsageError where one is not written so.
    """
    found = [_NAME.fullmatch(one.strip()) for one in value.split(";") if one.strip()]
    if not found or not all(found):
        raise UsageError(f"{value!r} is no list of names", "part names by semicolons: the army; the rebels")
    return [(one["name"], one["id"]) for one in found if one]


def _check_time(value: str) -> None:
    try:
        first, last = days(value)
    except ValueError:
        first = last = None
    if (first is None and last is None) or (first and last and first > last):
        raise UsageError(f"{value!r} is no time", f"give 2018-05-20, 2018-05, 2018-05-13/2018-05-20, or {UNKNOWN}")


def _bounds(value: str) -> tuple[float | None, float | None]:
    """Return the ends of a figure as it is written: ``12``, ``10-12``, ``12-`` (at least), ``-12`` (at most)."""
    found = _RANGE.fullmatch(value)
    ends = [float(one.replace(",", "")) if one else None for one in found.groups()] if found else []
    if ends and ends[0] is not None:
        return ends[0], ends[0]
    low, high = ends[1:] if ends else (None, None)
    if (low is None and high is None) or (low is not None and high is not None and low > high):
        raise UsageError(f"{value!r} is no figure", f"give 12, 10-12, 12- (at least), -12 (at most), or {UNKNOWN}")
    return low, high


def _stance(stance: Stance, status: Status) -> Stance:
    if status is Status.DENIED:
        return Stance.DENIES
    return Stance.ASSERTS if stance is Stance.DENIES else stance


def _given(one: Judgement) -> str | None:
    return None if one.value == UNKNOWN else one.value


def _type(claim: Claim, one: Judgement) -> Claim:
    """Return `claim` of another type: what it was called by its old one is no longer known."""
    type_ = one.value or claim.type
    if type_ == claim.type:
        return claim
    kind = KINDS.get(type_, ClaimKind.EVENT)
    return replace(claim, type=type_, kind=kind, subtype=None, plover=None)


def _subtype(claim: Claim, one: Judgement) -> Claim:
    return replace(claim, subtype=_given(one), plover=None)


def _status(claim: Claim, one: Judgement) -> Claim:
    return replace(claim, status=Status(one.value or claim.status))


def _time(claim: Claim, one: Judgement) -> Claim:
    edtf = _given(one)
    if edtf is None:
        return replace(claim, time=None)
    span = claim.time.span if claim.time else claim.span
    return replace(claim, time=When(edtf, span, _precision(edtf), TimeAnchor.NONE))


def _precision(edtf: str) -> TimePrecision:
    first, last = days(edtf)
    if first is not None and last is not None:
        long = (last - first).days + 1
        if long == 1:
            return TimePrecision.DAY
        if "/" not in edtf and long in (28, 29, 30, 31):
            return TimePrecision.MONTH
        if "/" not in edtf and long in (365, 366):
            return TimePrecision.YEAR
    return TimePrecision.SPAN


def _place(claim: Claim, one: Judgement) -> Claim:
    if one.place is None:
        return replace(claim, place=None)
    return replace(claim, place=replace(one.place, span=claim.place.span if claim.place else claim.span))


def _actors(claim: Claim, one: Judgement) -> Claim:
    role = NAMED[one.field or ""]
    span = next((actor.span for actor in claim.actors if actor.role is role), claim.span)
    given = _given(one)
    new = [Actor(role, name, id_, span) for name, id_ in names(given)] if given else []
    others = [actor for actor in claim.actors if actor.role is not role]
    held_by = (new[0].name if new else None) if role is Role.HOLDER else claim.held_by
    return replace(claim, actors=tuple(chain(new, others)), held_by=held_by)


def _held_until(claim: Claim, one: Judgement) -> Claim:
    return replace(claim, held_until=_given(one))


def _figure(claim: Claim, one: Judgement) -> Claim:
    """Return `claim` with its first figure of a measure (the whole; parts stand behind it) as a person counted it."""
    measure = Measure(one.field or "")
    given = _given(one)
    if given is None:
        return replace(claim, figures=tuple(figure for figure in claim.figures if figure.measure is not measure))
    low, high = _bounds(given)
    old = next((figure for figure in claim.figures if figure.measure is measure), None)
    if old is None:
        new = Figure(measure, low, high, _modifier(low, high), None, None, None, claim.span)
        return replace(claim, figures=(*claim.figures, new))
    new = replace(old, low=low, high=high, modifier=_modifier(low, high))
    return replace(claim, figures=tuple(new if figure is old else figure for figure in claim.figures))


def _modifier(low: float | None, high: float | None) -> Modifier:
    if low is None or high is None:
        return Modifier.AT_MOST if low is None else Modifier.AT_LEAST
    return Modifier.EXACT if low == high else Modifier.BETWEEN


_SET: dict[str | None, Callable[[Claim, Judgement], Claim]] = {
    "type": _type,
    "subtype": _subtype,
    "status": _status,
    "time": _time,
    "place": _place,
    "held_until": _held_until,
    **dict.fromkeys(NAMED, _actors),
    **dict.fromkeys(Measure, _figure),
}
