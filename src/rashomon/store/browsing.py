"""Part of a casebook at a time: lists, counts, timelines and maps of incidents, as quick for many as for few.

Knows: how a selection is asked of the database.
Does not know: how incidents came to be (linking), or when they are out of date (casebook).
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Engine, Row, Select, Text, and_, case, cast, func, literal, or_, select, true
from sqlalchemy.dialects.postgresql import aggregate_order_by

from rashomon.record.claim import Measure, Status
from rashomon.record.incident import Incident
from rashomon.record.printed import built
from rashomon.record.selection import Bar, Choice, Facet, Listed, Measured, Queue, Selection, Sibling, Spot
from rashomon.store import search
from rashomon.store.refusals import refusals_of
from rashomon.store.rows import unpacked
from rashomon.store.tables import (
    claim,
    facet,
    figure,
    incident,
    judgement,
    linked,
    linking,
    member,
    named,
    reading,
    report,
    sheet,
    told,
)

_CONTESTED = func.coalesce(func.sum(case((incident.c.contested, 1), else_=0)), 0)
_LISTED = tuple(incident.c[name] for name in Listed.__dataclass_fields__)

COUNTED = (Status.ASSERTED.value, Status.RUMOURED.value)
"""What is denied, wanted, planned or supposed is no estimate."""
MOST_COUNTED = 2_000
"""Claims of one figure at one place that are read for its series."""
WEAK = 0.6
"""A score of a link below which it is better looked at."""
_UNDATED = "1"
"""Where the ranks of incidents begin that no dated report tells of."""
_ASKED = 500
"""Ids that are asked for at once."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The numbers of the incidents of a selection, contested first, then the latest reported; how many are contested.

    Numbers name incidents in the store only, and in one state of it.
    """

    numbers: array[int]
    contested: int


class Browse:
    """Answers about the incidents of a selection. Every method raises CasebookError when the database refuses."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self._name = name

    def state(self) -> tuple[Any, ...]:
        """Return what differs whenever anything was read, decided or linked since: what was worked out is then old."""
        asked = (
            select(func.max(reading.c.number)),
            select(func.count()).select_from(judgement),
            select(linking.c.linker).limit(1),
            select(func.length(linking.c.judgements)).limit(1),
        )
        (row,) = self._rows(select(*(one.scalar_subquery() for one in asked)))
        return tuple(row)

    def chosen(self, wanted: Selection) -> Chosen:
        """Return the incidents of a selection; UsageError when `words` has no word."""
        return self._numbers(self._conditions(wanted), (incident.c.contested.desc(), incident.c.rank.desc()))

    def queued(self, queue: Queue, since: str | None) -> Chosen:
        """Return the incidents of a queue in its order; `since` (an ISO day) is that of ``new``, None for all."""
        kept, denied = incident.c, facet.c.value == Status.DENIED.value
        status = select(facet.c.incident).where(facet.c.what == Facet.STATUS.value)
        order: list[ColumnElement[Any]] = [kept.rank.desc()]
        if queue is Queue.CONTESTED:
            must: ColumnElement[bool] = kept.contested
        elif queue is Queue.UNCERTAIN:
            must, order = kept.weakest < WEAK, [kept.weakest, kept.rank.desc()]
        elif queue is Queue.UNANSWERED:
            must = ~kept.contested & kept.number.in_(status.where(denied)) & kept.number.not_in(status.where(~denied))
        else:
            first = f"{date.fromisoformat(since).toordinal():08d}" if since else ""
            must = (kept.rank >= first) & (kept.rank < _UNDATED)
        return self._numbers([must], order)

    def newest(self) -> str | None:
        """Return the latest day (ISO) on which an incident was first reported, None where no report is dated."""
        (row,) = self._rows(select(func.max(incident.c.rank)).where(incident.c.rank < _UNDATED))
        return date.fromordinal(int(row[0][:8])).isoformat() if row[0] else None

    def meant(self, ids: Sequence[str]) -> frozenset[int]:
        """Return the numbers of the incidents that ids (now or before) of incidents name."""
        found: set[int] = set()
        asked = select(incident.c.number).join(member, member.c.incident == incident.c.id)
        asked = asked.join(named, named.c.claim == member.c.claim)
        for start in range(0, len(ids), _ASKED):
            found.update(
                row.number for row in self._rows(asked.where(named.c.incident.in_(ids[start : start + _ASKED])))
            )
        return frozenset(found)

    def lines(self, numbers: Sequence[int]) -> tuple[Listed, ...]:
        """Return incidents by their numbers, in that order; those that are gone are left out."""
        rows = self._rows(select(incident.c.number, *_LISTED).where(incident.c.number.in_(numbers)))
        found = {row.number: Listed(*tuple(row)[1:]) for row in rows}
        return tuple(found[one] for one in numbers if one in found)

    def incidents(self, numbers: Sequence[int]) -> tuple[Incident, ...]:
        """Return the same incidents whole."""
        asked = select(incident.c.number, sheet.c.record).join(sheet, sheet.c.incident == incident.c.id)
        rows = self._rows(asked.where(incident.c.number.in_(numbers)))
        found = {row.number: row.record for row in rows}
        return tuple(built(Incident, unpacked(found[one])) for one in numbers if one in found)

    def timeline(self, wanted: Selection) -> tuple[Bar, ...]:
        """Return how many incidents begin on each day, those of no known day left out."""
        day = incident.c.earliest
        asked = select(day, func.count().label("incidents"), _CONTESTED.label("contested"))
        rows = self._rows(asked.where(day.is_not(None), *self._conditions(wanted)).group_by(day).order_by(day))
        return tuple(Bar(row.earliest, row.incidents, int(row.contested)) for row in rows)

    def spots(self, wanted: Selection) -> tuple[Spot, ...]:
        """Return how many incidents are at each place, those of no known place left out."""
        where = [incident.c[name] for name in ("place", "lat", "lon", "radius")]
        asked = select(*where, func.count().label("incidents"), _CONTESTED.label("contested"))
        must = [incident.c.lat.is_not(None), *self._conditions(wanted)]
        rows = self._rows(asked.where(*must).group_by(*where).order_by(*where))
        return tuple(Spot(row.place, row.lat, row.lon, row.radius, row.incidents, int(row.contested)) for row in rows)

    def choices(self, what: Facet, limit: int) -> tuple[Choice, ...]:
        """Return the values of a facet that most incidents have, at most `limit`."""
        many = func.count().label("many")
        asked = select(facet.c.value, many).where(facet.c.what == what.value).group_by(facet.c.value)
        rows = self._rows(asked.order_by(many.desc(), facet.c.value).limit(limit))
        return tuple(Choice(row.value, row.many) for row in rows)

    def types(self) -> tuple[Choice, ...]:
        """Return the types of incidents, the most frequent first."""
        many = func.count().label("many")
        rows = self._rows(select(incident.c.type, many).group_by(incident.c.type).order_by(many.desc(), "type"))
        return tuple(Choice(row.type, row.many) for row in rows)

    def siblings(self, id_: str) -> tuple[Sibling, ...]:
        """Return the other reports of a report's family, in order of publication."""
        family = select(linked.c.family).where(linked.c.report == id_, linked.c.family.is_not(None)).scalar_subquery()
        asked = (
            select(report.c.id, report.c.title, report.c.publisher, report.c.published)
            .join(linked, linked.c.report == report.c.id)
            .where(linked.c.family == family, report.c.id != id_)
            .order_by(report.c.earliest.is_(None), report.c.earliest, report.c.id)
        )
        rows = self._rows(asked)
        return tuple(Sibling(row.id, row.title, row.publisher, json.loads(row.published)["edtf"]) for row in rows)

    def incidents_of(self, claims: Sequence[str]) -> tuple[Incident, ...]:
        """Return the incidents in which some of `claims` (ids) stand, in the order of their ranks."""
        found: dict[str, Incident] = {}
        for start in range(0, len(claims), _ASKED):
            under = select(member.c.incident).where(member.c.claim.in_(claims[start : start + _ASKED]))
            asked = select(incident.c.rank, sheet.c.record).join(sheet, sheet.c.incident == incident.c.id)
            for row in self._rows(asked.where(incident.c.id.in_(under))):
                found[row.rank] = built(Incident, unpacked(row.record))
        return tuple(found[rank] for rank in sorted(found))

    def measured(self) -> tuple[Measured, ...]:
        """Return what is counted where, that with the most numbers first."""
        claims, place = func.count().label("many"), func.min(claim.c.id).label("example")
        asked = select(figure.c.measure, claim.c.place, claims, place)
        asked = asked.join(claim, (claim.c.report == figure.c.report) & (claim.c.position == figure.c.claim))
        asked = asked.where(claim.c.status.in_(COUNTED)).group_by(figure.c.measure, claim.c.place)
        rows = self._rows(asked.order_by(claims.desc(), figure.c.measure, claim.c.place))
        return tuple(Measured(Measure(row.measure), row.place, row.many, row.example) for row in rows)

    def counting(self, measure: Measure, place: str | None) -> tuple[str, ...]:
        """Return the claims (ids) with a number of a measure at a place (a gazetteer id; None: none known)."""
        asked = select(claim.c.id).distinct()
        asked = asked.join(figure, (claim.c.report == figure.c.report) & (claim.c.position == figure.c.claim))
        asked = asked.where(figure.c.measure == measure.value, claim.c.place == place)  # None: IS NULL
        return tuple(row.id for row in self._rows(asked.order_by(claim.c.id).limit(MOST_COUNTED)))

    # Inside

    def _rows(self, statement: Select[Any]) -> Sequence[Row[Any]]:
        with refusals_of(self._name), self._engine.connect() as connection:
            return connection.execute(statement).all()

    def _numbers(self, must: Sequence[ColumnElement[bool]], order: Sequence[ColumnElement[Any]]) -> Chosen:
        """Return the incidents of which `must` is true, in an order: a hundred thousand at once.

        Making a Row of each takes longer than the query, and pg8000 reads many values slowly: it is given one text.
        """
        number, contested = incident.c.number, incident.c.contested
        with refusals_of(self._name), self._engine.connect() as connection:
            if self._engine.dialect.name == "postgresql":
                told = func.string_agg(cast(number, Text), aggregate_order_by(literal(","), *order))
                row = connection.execute(select(told.label("told"), _CONTESTED.label("contested")).where(*must)).one()
                return Chosen(array("q", map(int, row.told.split(","))) if row.told else array("q"), int(row.contested))
            rows = connection.execute(select(number, contested).where(*must).order_by(*order)).cursor.fetchall()
        return Chosen(array("q", (one for one, _ in rows)), sum(is_contested for _, is_contested in rows))

    def _conditions(self, wanted: Selection) -> list[ColumnElement[bool]]:
        """Return what must be true of rows of `incident`."""
        kept = incident.c
        made: list[ColumnElement[bool]] = [true()]
        if wanted.since or wanted.until:
            made.append(or_(kept.earliest.is_not(None), kept.latest.is_not(None)))
        if wanted.since:
            made.append(or_(kept.latest.is_(None), kept.latest >= wanted.since))
        if wanted.until:
            made.append(or_(kept.earliest.is_(None), kept.earliest <= wanted.until))
        if wanted.type is not None:
            made.append(kept.type == wanted.type)
        if wanted.grade is not None:
            made.append(kept.credibility <= wanted.grade)
        if wanted.contested is not None:
            made.append(kept.contested if wanted.contested else ~kept.contested)
        for what in Facet:
            value = getattr(wanted, what.value)
            if value is not None:
                under = select(facet.c.incident).where(facet.c.what == what.value, facet.c.value == value)
                made.append(kept.number.in_(under))
        if wanted.words:
            asked = search.terms(wanted.words)
            made.append(or_(kept.number.in_(self._told_with(asked)), and_(*map(_called, asked))))
        return made

    def _told_with(self, words: Iterable[search.Term]) -> Select[Any]:
        """Return what asks for the incidents told in reports that have all of `words`."""
        chosen = select(told.c.incident).join(linked, linked.c.key == told.c.report)
        for term in words:
            chosen = chosen.where(
                *(linked.c.reading.in_(one) for one in search.numbers(term, self._engine.dialect.name))
            )
        return chosen


def _called(term: search.Term) -> ColumnElement[bool]:
    """Return what is true of incidents whose summary has the words of a term, or longer ones that begin so."""
    said, first = func.lower(incident.c.summary), " ".join(term.words)
    return or_(said.startswith(first, autoescape=True), said.contains(f" {first}", autoescape=True))
