"""Reading a casebook.

Knows: what can be asked of the records that are kept, and how to answer without holding them all in memory.
Does not know: how they came in (writer) or what is computed from them (linking).

Where several runs have read a report, the newest reading stands for it everywhere but in `digest` and `verify`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from typing import Any

from sqlalchemy import Engine, Row, Select, distinct, func, select, tuple_

from rashomon.errors import CasebookError, NotFound, UsageError
from rashomon.record.attribution import Attribution, SourceKind, Stance
from rashomon.record.claim import Claim
from rashomon.record.incident import Account, Incident
from rashomon.record.judgement import Judgement, Reliability
from rashomon.record.printed import built
from rashomon.record.run import Reading, Run
from rashomon.record.text import Published, Report, Span
from rashomon.store import search, tables
from rashomon.store.excerpts import Hit, hit
from rashomon.store.originals import Originals
from rashomon.store.refusals import refusals_of
from rashomon.store.rows import reading_of, run_id, unpacked
from rashomon.store.wanted import Wanted, conditions

_READINGS_A_PAGE = 20
_CLAIMS_A_PAGE = 500
"""Rows fetched at once: a report may be of five million characters."""

_NAMED = (tables.report, tables.claim, tables.attribution, tables.judgement, tables.incident)
"""What a person may ask for by the beginning of its id."""

_FEW = 5
"""How many ids a message lists."""

ALL = Wanted()


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source with how often, in how many reports and with which stances it speaks.

    How reliable it is follows from people's decisions: linking fills it in.
    """

    name: str
    kind: SourceKind
    actor: str | None
    attributions: int
    reports: int
    stances: tuple[tuple[Stance, int], ...]
    reliability: Reliability | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is. `readings` counts every run's; the rest is of the newest reading of each report."""

    reports: int
    readings: int
    publishers: int
    sources: int
    attributions: int
    claims: int
    issues: int
    judgements: int


class View:
    """Answers from one casebook. Every method raises CasebookError when the database refuses."""

    def __init__(self, engine: Engine, originals: Originals, name: str) -> None:
        self._engine = engine
        self._originals = originals
        self._name = name

    def has(self, report: str, run: Run) -> bool:
        """Tell whether this run's reading of that report is kept: then there is no need to read it again."""
        kept = tables.reading
        return bool(self._rows(select(kept.c.number).where(kept.c.report == report, kept.c.run == run_id(run))))

    def readings(self) -> Iterator[Reading]:
        """Yield the record of every report, in order of report ids."""
        last = ""
        while rows := self._rows(
            _current().where(tables.report.c.id > last).order_by(tables.report.c.id).limit(_READINGS_A_PAGE)
        ):
            for row in rows:
                yield self._reading(row)
            last = rows[-1].report

    def reading(self, report: str) -> Reading:
        """Return the record of one report; NotFound when there is none."""
        rows = self._rows(_current().where(tables.report.c.id == report))
        if not rows:
            raise _missing(report)
        return self._reading(rows[0])

    def report(self, report: str) -> Report:
        """Return one report, its text included; NotFound when there is none."""
        return self.reading(report).report

    def original(self, report: str) -> bytes:
        """Return the bytes that a report came as; NotFound when there is no such report, or they are gone."""
        rows = self._rows(select(tables.report.c.sha256).where(tables.report.c.id == report))
        if not rows:
            raise _missing(report)
        with refusals_of(self._name), self._engine.connect() as connection:
            data = self._originals.fetch(connection, rows[0].sha256)
        if data is None:
            raise NotFound(f"the original of {report} is gone", "look what else is amiss: rashomon verify")
        return data

    def accounts(self, wanted: Wanted = ALL) -> Iterator[Account]:
        """Yield claims with who makes them, in order of report ids and, in a report, of the text."""
        key = tuple_(tables.claim.c.report, tables.claim.c.position)
        chosen = _claims().where(*conditions(wanted)).order_by(*key).limit(_CLAIMS_A_PAGE)
        rows = self._rows(chosen)
        while rows:
            yield from self._accounts(rows)
            rows = self._rows(chosen.where(key > tuple_(rows[-1].report, rows[-1].position)))

    def accounts_in(self, reports: Iterable[str]) -> Iterator[Account]:
        """Yield the claims of some reports, with who makes them."""
        for some in _parts(reports):
            yield from self._accounts(self._rows(_claims().where(tables.claim.c.report.in_(some))))

    def accounts_named(self, claims: Iterable[str]) -> Iterator[Account]:
        """Yield claims by their ids, with who makes them; those that are not here are left out."""
        for some in _parts(claims):
            yield from self._accounts(self._rows(_claims().where(tables.claim.c.id.in_(some))))

    def texts(self, reports: Iterable[str] | None = None) -> Iterator[tuple[str, str]]:
        """Yield id and text of every report, or of some."""
        report = tables.report.c.id
        if reports is not None:
            for some in _parts(reports):
                yield from (
                    (row.report, unpacked(row.record)["text"]) for row in self._rows(_current().where(report.in_(some)))
                )
            return
        last = ""
        while rows := self._rows(_current().where(report > last).order_by(report).limit(_READINGS_A_PAGE)):
            yield from ((row.report, unpacked(row.record)["text"]) for row in rows)
            last = rows[-1].report

    def claim(self, claim: str) -> Account:
        """Return one claim with who makes it; NotFound when there is none."""
        for account in self._accounts(self._rows(_claims().where(tables.claim.c.id == claim).limit(1))):
            return account
        raise _missing(claim)

    def attribution(self, attribution: str) -> tuple[str, Attribution]:
        """Return one attribution and the id of its report; NotFound when there is none."""
        kept = tables.attribution
        rows = self._rows(select(kept.c.report, kept.c.record).where(kept.c.id == attribution).limit(1))
        if not rows:
            raise _missing(attribution)
        return rows[0].report, built(Attribution, json.loads(rows[0].record))

    def sources(self) -> list[Speaker]:
        """Return who speaks in the reports, those who speak most first."""
        kept = tables.attribution
        who = (kept.c.source, kept.c.source_kind, kept.c.actor)
        times, reports = func.count().label("times"), func.count(distinct(kept.c.report)).label("reports")
        stances: dict[tuple[str, str, str | None], list[tuple[Stance, int]]] = {}
        for row in self._rows(select(*who, kept.c.stance, times).group_by(*who, kept.c.stance)):
            stances.setdefault((row.source, row.source_kind, row.actor), []).append((Stance(row.stance), row.times))
        speakers = [
            Speaker(
                name=row.source,
                kind=SourceKind(row.source_kind),
                actor=row.actor,
                attributions=row.times,
                reports=row.reports,
                stances=tuple(sorted(stances[row.source, row.source_kind, row.actor])),
            )
            for row in self._rows(select(*who, times, reports).group_by(*who))
        ]
        return sorted(speakers, key=lambda one: (-one.attributions, one.name, one.kind, one.actor or ""))

    def find(self, words: str, limit: int | None = None) -> Iterator[Hit]:
        """Yield the reports that have all of `words` (see `search.terms`), the latest published first.

        `limit` is the most reports to yield, None for all. Raises UsageError when there is no word in `words`.
        """
        asked = search.terms(words)
        kept = tables.report
        chosen = select(kept.c.id).order_by(kept.c.earliest.is_(None), kept.c.earliest.desc(), kept.c.id)
        for term in asked:
            chosen = chosen.where(*(kept.c.current.in_(one) for one in search.numbers(term, self._engine.dialect.name)))
        hits = (hit(*found) for row in self._pages(chosen) if (found := self._standing(row.id, asked)))
        return islice(hits, limit)

    def judgements(self) -> list[Judgement]:
        """Return what people decided, the oldest first."""
        rows = self._rows(select(tables.judgement.c.record))
        return sorted((built(Judgement, json.loads(row.record)) for row in rows), key=lambda one: (one.at, one.id))

    def counts(self) -> Counts:
        """Return how much there is of everything."""
        report, kept = tables.report, tables.attribution
        speakers = select(kept.c.source, kept.c.source_kind, kept.c.actor).distinct().subquery()
        asked: list[Any] = [
            select(func.count()).select_from(report),
            select(func.count()).select_from(tables.reading),
            select(func.count(distinct(report.c.publisher))),
            select(func.count()).select_from(speakers),
            select(func.count()).select_from(kept),
            select(func.count()).select_from(tables.claim),
            select(func.coalesce(func.sum(report.c.issues), 0)),
            select(func.count()).select_from(tables.judgement),
        ]
        (row,) = self._rows(select(*(one.scalar_subquery() for one in asked)))
        return Counts(*(int(value) for value in row))

    def resolve(self, beginning: str) -> str:
        """Return the one id that begins so, with its kind (``claim_3b``) or without (``3b``).

        Raises NotFound when no id begins so, UsageError when several do.
        """
        found: set[str] = set()
        for table in _NAMED:
            start = beginning if "_" in beginning else f"{table.name}_{beginning}"
            ids = table.c.id
            # "~" sorts behind everything an id is made of
            rows = self._rows(select(ids).distinct().where(ids >= start, ids < f"{start}~").order_by(ids).limit(_FEW))
            found.update(row.id for row in rows)
        if beginning in found or len(found) == 1:
            return beginning if beginning in found else found.pop()
        if not found:
            raise _missing(beginning)
        raise UsageError(f"{beginning} may be {', '.join(sorted(found)[:_FEW])}", "give more of its characters")

    def incidents(self) -> Iterator[Incident]:
        """Yield the incidents as they were last computed, in order of first report."""
        kept, sheet, last = tables.incident, tables.sheet, ""
        asked = select(kept.c.rank, sheet.c.record).join(sheet, sheet.c.incident == kept.c.id).order_by(kept.c.rank)
        while rows := self._rows(asked.where(kept.c.rank > last).limit(_CLAIMS_A_PAGE)):
            yield from (built(Incident, unpacked(row.record)) for row in rows)
            last = rows[-1].rank

    def incident(self, incident: str) -> Incident | None:
        """Return the incident that an id of any of its claims names, now or before; None when none does."""
        sheet, member, named = tables.sheet, tables.member, tables.named
        asked = (
            select(sheet.c.record)
            .join(member, member.c.incident == sheet.c.incident)
            .join(named, named.c.claim == member.c.claim)
            .where(named.c.incident == incident)
        )
        rows = self._rows(asked.limit(1))
        return built(Incident, unpacked(rows[0].record)) if rows else None

    def families(self) -> dict[str, str]:
        """Return the family of every report that shares its copy with another, as last found."""
        kept = tables.linked
        rows = self._rows(select(kept.c.report, kept.c.family).where(kept.c.family.is_not(None)))
        return {row.report: row.family for row in rows}

    def _pages(self, statement: Select[Any]) -> Iterator[Row[Any]]:
        """Yield the rows of a statement, asked for a page at a time."""
        for start in count(0, _CLAIMS_A_PAGE):
            rows = self._rows(statement.limit(_CLAIMS_A_PAGE).offset(start))
            yield from rows
            if len(rows) < _CLAIMS_A_PAGE:
                return

    def _standing(self, report: str, asked: Sequence[search.Term]) -> tuple[Reading, list[list[Span]]] | None:
        reading = self.reading(report)
        found = search.places(reading, asked)
        return (reading, found) if found else None

    def _rows(self, statement: Select[Any]) -> Sequence[Row[Any]]:
        with refusals_of(self._name), self._engine.connect() as connection:
            return connection.execute(statement).all()

    def _reading(self, row: Row[Any]) -> Reading:
        try:
            return reading_of(unpacked(row.record), row.seconds)
        except (ValueError, KeyError, TypeError) as error:
            raise CasebookError(
                f"{self._name}: the record of {row.report} is damaged", "look what else is: rashomon verify"
            ) from error

    def _accounts(self, rows: Sequence[Row[Any]]) -> Iterator[Account]:
        kept = tables.attribution
        reports = {row.report for row in rows}
        said = {
            (row.report, row.id): built(Attribution, json.loads(row.record))
            for row in self._rows(select(kept.c.report, kept.c.id, kept.c.record).where(kept.c.report.in_(reports)))
        }
        for row in rows:
            claim = built(Claim, json.loads(row.record))
            chain = _chain(claim, said)
            yield Account(
                claim=claim,
                publisher=row.publisher,
                published=built(Published, json.loads(row.published)),
                source=chain[0].source if chain else None,
                stance=chain[0].stance if chain else Stance.ASSERTS,
                chain=chain,
                report_title=row.title,
            )


def _parts(values: Iterable[str]) -> Iterator[list[str]]:
    left = iter(values)
    while some := list(islice(left, _CLAIMS_A_PAGE)):
        yield some


def _current() -> Select[Any]:
    return select(tables.reading.c.report, tables.reading.c.seconds, tables.reading.c.record).join(
        tables.report, tables.report.c.current == tables.reading.c.number
    )


def _claims() -> Select[Any]:
    claim, report = tables.claim, tables.report
    return select(
        claim.c.report, claim.c.position, claim.c.record, report.c.publisher, report.c.published, report.c.title
    ).join(report, report.c.id == claim.c.report)


def _chain(claim: Claim, said: dict[tuple[str, str], Attribution]) -> tuple[Attribution, ...]:
    """Return the attributions around a claim, the nearest first. One that names itself a parent ends the chain."""
    chain: list[Attribution] = []
    wanted = claim.attribution
    while wanted is not None and (one := said.get((claim.report, wanted))) is not None and one not in chain:
        chain.append(one)
        wanted = one.parent
    return tuple(chain)


def _missing(asked: str) -> NotFound:
    return NotFound(
        f"there is no {asked} here", "list what there is: rashomon incidents, claims, sources or find WORDS"
    )
