"""An account as the comparisons look at it: worked out once, compared many times.

Knows: how a claim's values become numbers and sets that compare fast.
Does not know: how they are compared (features).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rashomon.linking import kinds
from rashomon.linking.voices import Voice, Voices, heard, published_day, seniority
from rashomon.record.attribution import Stance
from rashomon.record.claim import ClaimKind, Figure, Role, Status
from rashomon.record.incident import Account
from rashomon.record.spoken import spoken_place
from rashomon.record.values import Precision, TimePrecision, When, Where, days

OPEN_END_DAYS = 30
"""An interval with an open end (``since the middle of May``) is searched this far; it is no statement about the end."""
NEAR_KM = 10.0
"""How far `near`, `north of` and the like may reach beyond the place itself when the words give no distance."""

_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5
"""Letters of a word that must agree: a crude stem, enough for a hint."""
BEFORE_TITLE = 4
"""Characters that may stand before a title in a text (``# ``)."""

TOLD = frozenset({Status.ASSERTED, Status.DENIED, Status.RUMOURED})
"""What is said to be or not to be so; only these make an incident."""
INTENDED = frozenset({Status.PLANNED, Status.CALLED_FOR, Status.THREATENED})
"""What is wanted or announced: may stand beside an incident, never makes one."""


@dataclass(frozen=True, slots=True)
class Area:
    """Where: degrees, and kilometres around. `precise` when the words name a settlement or less."""

    id: str
    name: str
    lat: float
    lon: float
    radius: float
    precise: bool


class Player(NamedTuple):
    """An actor: `key` is the id or the plain name, `kind` the class that the words give it (kinds.actor_class).

    `own`: the name is one's own, not what many are called. `line`: the actor and all it belongs to (Kin.line).
    """

    role: Role
    key: str
    name: str
    kind: str | None
    own: bool
    line: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """One account, ready to compare. Compared by identity.

    `first` and `last` are day ordinals of the time said, None when none was said. `appeared` is that of publication
    (NOT_DATED when not known). `at` is the middle of the span. `unplaced` is the name of a place that could
    not be resolved. `movers` is who moved (kinds.movers). `again`: it speaks of no one time (kinds.again).
    `day` is the first day on which the report may have appeared (NOT_DATED when not known). `sites` is what may be hit,
    `hours` the part of the day (kinds). `corrects`: the report corrects another of its outlet.
    """

    account: Account
    voice: Voice
    family: str
    groups: frozenset[str]
    area: Area | None
    unplaced: str | None
    first: int | None
    last: int | None
    appeared: int
    actors: tuple[Player, ...]
    figures: tuple[Figure, ...]
    movers: frozenset[str]
    words: frozenset[str]
    points_to: frozenset[str]
    headline: bool
    denies: bool
    again: bool
    at: int
    day: int
    sites: frozenset[str]
    hours: int | None
    corrects: bool

    @property
    def told(self) -> bool:
        """Tell whether this is said to be so or not to be so, and is more than a statement."""
        claim = self.account.claim
        return claim.status in TOLD and claim.kind is not ClaimKind.STATEMENT

    @property
    def bare(self) -> bool:
        """Tell whether this denies without saying what (`dismissed the reports`)."""
        return self.denies and self.account.claim.kind is ClaimKind.STATEMENT


def facts(account: Account, voices: Voices) -> Facts:
    """Return `account` ready to compare."""
    account = heard(account)
    claim = account.claim
    first, last = interval(claim.told)
    return Facts(
        account=account,
        voice=voices.of(account),
        family=voices.family(account),
        groups=kinds.groups(claim),
        area=area(claim.place),
        unplaced=claim.place.text.casefold() if claim.place and claim.place.place is None else None,
        first=first,
        last=last,
        appeared=published_day(account),
        actors=tuple(
            Player(
                actor.role,
                actor.actor or _plain(actor.name),
                actor.name,
                kinds.actor_class(actor.name),
                actor.actor is not None or not kinds.generic(actor.name),
                voices.kin.line(actor.actor),
            )
            for actor in claim.actors
        ),
        figures=claim.figures,
        movers=kinds.movers(claim),
        words=_stems(claim.text),
        points_to=_pointers(claim.text) - kinds.vague(),
        headline=headline(account),
        denies=_denies(account),
        again=kinds.again(claim),
        at=(claim.span.start + claim.span.end) // 2,
        day=seniority(account)[0],
        sites=kinds.sites(claim.text),
        hours=kinds.part_of_day(claim.text),
        corrects=kinds.corrects(account.report_title or ""),
    )


def _denies(account: Account) -> bool:
    """Tell whether the account answers that something is not so.

    What is said to be missing without an answer to anybody (`no convoy has entered`) is said to be so; a statement in
    the negative (`we have not seen flour`) answers nobody.
    """
    claim = account.claim
    if claim.kind is ClaimKind.STATEMENT:
        return account.stance is Stance.DENIES and claim.status in (Status.DENIED, Status.ASSERTED)
    if claim.status is Status.DENIED:
        return account.stance is Stance.DENIES or not kinds.missing(claim)
    return account.stance is Stance.DENIES and claim.status is Status.ASSERTED


def area(where: Where | None) -> Area | None:
    """Return the area that `where` allows, None for a place that is not known or not resolved."""
    if where is None or where.place is None or where.precision is Precision.UNKNOWN:
        return None
    place = where.place
    precise = where.precision in (Precision.EXACT, Precision.NEAR)
    reach = place.radius_km + (NEAR_KM if where.precision is Precision.NEAR else 0.0)
    return Area(place.id, spoken_place(where), place.lat, place.lon, max(reach, 0.1), precise)


def interval(when: When | None) -> tuple[int | None, int | None]:
    """Return first and last day (ordinals) to search for `when`, open ends bounded; (None, None) for no time."""
    return _interval(when.edtf, when.precision) if when else (None, None)


@lru_cache(maxsize=4096)
def _interval(edtf: str, precision: TimePrecision) -> tuple[int | None, int | None]:
    first, last = days(edtf)
    if first is None and last is None:
        return None, None
    reach = 0 if precision is TimePrecision.DAY else OPEN_END_DAYS
    low = first.toordinal() if first else None
    high = last.toordinal() if last else None
    return (low if low is not None else (high or 0) - reach), (high if high is not None else (low or 0) + reach)


def headline(account: Account) -> bool:
    """Tell whether the claim's words stand in the report's title, at the head of its text."""
    span, title = account.claim.span, account.report_title
    return bool(title) and span.end <= len(title or "") + BEFORE_TITLE and account.claim.text in (title or "")


def _pointers(text: str) -> frozenset[str]:
    """Return the stems of words written small after a definite article or the like: names point by themselves."""
    words = (word for found in kinds.known_thing().finditer(text) for word in _WORD.findall(found[1]))
    return frozenset(word[:_STEM] for word in words if word.islower())


def _plain(name: str) -> str:
    return " ".join(name.casefold().removeprefix("the ").split())


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM].casefold() for word in _WORD.findall(text))
