"""Accounts side by side: links between claims, and the incidents that links hold together.

Knows: what an account, a link, an incident, a holding, a condition, an agreement and a series are.
Does not know: how they are computed (linking). All of them are views, to be computed again at will.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rashomon.record.attribution import Attribution, Source, Stance
from rashomon.record.claim import Claim, Measure, Status
from rashomon.record.ids import content_id
from rashomon.record.judgement import Judgement
from rashomon.record.text import Published, Span
from rashomon.record.values import When, Where, days


@dataclass(frozen=True, slots=True)
class Account:
    """A claim with all that is needed to weigh it: who says so, in which report, published by whom and when.

    `source` is None for the report's own voice. `chain` is the attributions around the claim, the nearest first.
    `claim` is as the machine read it; `corrections` are what people put in the place of its values.
    """

    claim: Claim
    publisher: str | None
    published: Published
    source: Source | None
    stance: Stance
    chain: tuple[Attribution, ...] = ()
    report_title: str | None = None
    corrections: tuple[Judgement, ...] = ()


class Relation(StrEnum):
    """How one account stands to another."""

    SAME = "same"
    CORROBORATES = "corroborates"
    DENIES = "denies"
    CONTRADICTS = "contradicts"
    UPDATES = "updates"
    CORRECTS = "corrects"
    REPEATS = "repeats"


@dataclass(frozen=True, slots=True)
class Link:
    """Two claims (`a` and `b` are their ids) and how they stand: the field it is about, a score 0–1, reasons."""

    a: str
    b: str
    relation: Relation
    field: str | None
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Estimate:
    """One source's range for one measure in one claim."""

    low: float | None
    high: float | None
    source: str
    claim: str
    who: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """Reports that tell of one event, whoever wrote them, in the order of their ids; its id follows from theirs."""

    id: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """Reports that carry the same copy. `id` follows from its members' ids; `reports` are in order of publication."""

    id: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IncidentAccount:
    """An account as an incident prints it. `family` is None for a report that shares its copy with nobody."""

    claim: str
    report: str
    publisher: str | None
    source: str
    stance: Stance
    status: Status
    quote: str
    span: Span
    family: str | None


@dataclass(frozen=True, slots=True)
class Incident:
    """The claims that links, and people, hold together.

    `accounts` leaves out headline claims that only repeat the body of their report: they are the same words again.
    `credibility` is the information grade ``1`` (confirmed) to ``6`` (cannot be judged) of the Admiralty code.
    `independent` counts voices (named sources and known publishers; reports of no known publisher count one, and only
    where nobody else speaks), `raw` counts accounts. `first_reported` and `last_reported` are EDTF dates of
    publication, None where no report of it is dated. `figures` are per measure; `actors` are the names of all that any
    account says took part, in alphabetical order.
    """

    id: str
    type: str
    subtype: str | None
    summary: str
    place: Where | None
    time: When | None
    first_reported: str | None
    last_reported: str | None
    accounts: tuple[IncidentAccount, ...]
    links: tuple[Link, ...]
    independent: int
    raw: int
    credibility: str
    contested: bool
    figures: tuple[tuple[Measure, tuple[Estimate, ...]], ...] = ()
    actors: tuple[str, ...] = ()

    @property
    def rank(self) -> str:
        """Return what puts incidents in order: the first day of report (those not dated last), then the first claim."""
        first, last = days(self.first_reported)
        day = first or last
        return f"{day.toordinal() if day else 10**7:08d}{self.accounts[0].claim}"

    @property
    def weakest(self) -> float | None:
        """Return the score of the weakest link without which it falls apart (0–1), None where nothing is linked."""
        group: dict[str, str] = {}

        def root(claim: str) -> str:
            while (above := group.get(claim, claim)) != claim:
                claim = above
            return claim

        found = None
        for link in sorted(self.links, key=lambda one: -one.score):
            a, b = root(link.a), root(link.b)
            if a != b:
                group[a], found = b, link.score
        return found

    @staticmethod
    def identify(claim: str) -> str:
        """Return the id of the incident that holds `claim`: any claim of an incident names it, the first is printed."""
        return content_id("incident", claim)


@dataclass(frozen=True, slots=True)
class Holding:
    """Who is said to hold a place. `since` and `until` are EDTF; None where the words do not say. `claims` say so."""

    place: Where
    holder: str
    actor: str | None
    since: str | None
    until: str | None
    contested: bool
    claims: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Headline:
    """What a named rule makes of a series' latest estimates; None where it gives no such number, or the end is open."""

    rule: str
    low: float | None
    best: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Series:
    """One measure at one place (None: none said) through its estimates, in order of the time they speak of.

    `headline` is None where no rule was asked for, or no estimate counts.
    """

    measure: Measure
    place: str | None
    estimates: tuple[tuple[str | None, Estimate], ...]
    headline: Headline | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """How a place is said to fare: besieged, with or without access, in want.

    `type` and `state` are a claim's type and subtype, `by` who is said to bring it about. `since` and `until` are EDTF;
    None where the words do not say. `claims` say so, or that it is `over`: then, or at a time that nobody says.
    """

    place: Where
    type: str
    state: str
    by: tuple[str, ...]
    since: str | None
    until: str | None
    over: bool
    contested: bool
    claims: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """What one account says became of an agreement. `state` is the claim's term, None where the words tell none.

    `time` is what the words say, `published` when the report appeared (EDTF both). `terms` are the other terms.
    """

    state: str | None
    status: Status
    time: str | None
    published: str | None
    source: str
    claim: str
    terms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement and what became of it, `turns` in order of time. `incident` is the id of the one that it is of.

    `state` is that of the last turn that tells one as a fact, None where none does; `parties` and `mediators` are all
    that any account names.
    """

    incident: str
    type: str | None
    summary: str
    place: Where | None
    parties: tuple[str, ...]
    mediators: tuple[str, ...]
    state: str | None
    contested: bool
    turns: tuple[Turn, ...]
