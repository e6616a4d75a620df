"""What linking has worked out, kept row by row: shingles, slots, ties, incidents.

Knows: how each is written and found again, in the one transaction that brings incidents up to date.
Does not know: what any of it means (linking), or when it is out of date (casebook).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, or_, select, text, update

from rashomon.record.ids import number_of
from rashomon.record.incident import Account, Incident
from rashomon.record.printed import plain
from rashomon.store import tables
from rashomon.store.bulk import parts, put
from rashomon.store.rows import facet_rows, incident_row, packed, unpacked
from rashomon.store.view import View

AT_ONCE = 400
"""Values that one statement names."""


def state(connection: Connection) -> tuple[str | None, set[str]]:
    """Return by which linker incidents were made (None: by none yet), and the judgements that they follow."""
    row = connection.execute(select(tables.linking.c.linker, tables.linking.c.judgements)).first()
    return (row.linker, set(unpacked(row.judgements))) if row else (None, set())


def unlinked() -> Select[Any]:
    """Return what asks for the reports whose newest reading has not been linked."""
    report, linked = tables.report, tables.linked
    found = select(report.c.id).outerjoin(linked, linked.c.report == report.c.id)
    return found.where(or_(linked.c.reading.is_(None), linked.c.reading != report.c.current))


class Linked:
    """What linking keeps, over one connection in a transaction; claims are read through `view`.

    It is what `rashomon.linking.renewal.Kept` asks for. Reports go by keys (`record.ids.number_of`) among copies.
    """

    def __init__(self, connection: Connection, view: View) -> None:
        self._connection = connection
        self._view = view
        self._empty = False

    # The state of it all

    def state(self) -> tuple[str | None, set[str]]:
        """Return by which linker this was made (None: by none yet), and the judgements that it follows."""
        return state(self._connection)

    def set_state(self, linker: str, judgements: Collection[str]) -> None:
        """Keep who made this, and following which judgements."""
        self._connection.execute(delete(tables.linking))
        row = {"only": 1, "linker": linker, "judgements": packed(sorted(judgements))}
        self._connection.execute(insert(tables.linking).values(row))
        if self._empty and self._connection.dialect.name == "postgresql":
            for table in (*tables.INDEX, *tables.LINKED):  # until then its planner takes them for empty
                self._connection.execute(text(f"ANALYZE {table.name}"))

    def clear(self) -> None:
        """Drop everything."""
        for table in tables.LINKED:
            self._connection.execute(delete(table))
        self._empty = True

    def unlinked(self) -> set[str]:
        """Return the reports whose newest reading has not been linked."""
        return set(self._connection.scalars(unlinked()))

    def many(self) -> int:
        """Return how many reports there are."""
        return self._connection.scalar(select(func.count()).select_from(tables.report)) or 0

    def reports_named(self, ids: Collection[str]) -> set[str]:
        """Return the reports of claims that `ids` name, or the incidents' ids that they give."""
        named, linked = tables.named, tables.linked
        asked = select(linked.c.report).join(named, named.c.report == linked.c.key)
        by_claim = self._among(lambda some: asked.where(named.c.claim.in_(some)), ids)
        by_name = self._among(lambda some: asked.where(named.c.incident.in_(some)), ids)
        return {row.report for row in (*by_claim, *by_name)}

    def claims_named(self, ids: Collection[str]) -> list[str]:
        """Return the claims that `ids` name, or whose incidents' ids they are."""
        named = tables.named
        by_claim = self._among(lambda some: select(named.c.claim).where(named.c.claim.in_(some)), ids)
        by_name = self._among(lambda some: select(named.c.claim).where(named.c.incident.in_(some)), ids)
        return sorted({row.claim for row in (*by_claim, *by_name)})

    # Claims and reports

    def accounts(self, reports: Collection[str] | None = None) -> Iterable[Account]:
        """Yield the claims of reports, or of all."""
        return self._view.accounts() if reports is None else self._view.accounts_in(reports)

    def accounts_of(self, claims: Collection[str]) -> Iterable[Account]:
        """Yield claims by their ids."""
        return self._view.accounts_named(claims)

    def texts(self) -> Iterable[tuple[int, str]]:
        """Return key and text of every report, in order of the keys."""
        return sorted((number_of(report), text) for report, text in self._view.texts())

    def text(self, report: int) -> str:
        """Return the text of a report."""
        asked = select(tables.linked.c.report).where(tables.linked.c.key == report)
        name = self._connection.execute(asked).scalar_one()
        return next(text for _, text in self._view.texts([name]))

    def enter(self, reports: Collection[str] | None = None) -> list[tuple[int, str]]:
        """Keep that the newest readings of reports, or of all, are linked; return key and id of those new here."""
        report, linked = tables.report, tables.linked
        asked = select(report.c.id, report.c.current, linked.c.key).outerjoin(linked, linked.c.report == report.c.id)
        rows = self._asked(asked, report.c.id, reports)
        for row in rows:
            if row.key is not None:
                again = update(linked).where(linked.c.report == row.id).values(reading=row.current)
                self._connection.execute(again)
        new = [row for row in rows if row.key is None]
        put(self._connection, linked, ((row.id, number_of(row.id), row.current, None) for row in new))
        return sorted((number_of(row.id), row.id) for row in new)

    def headings(self, families: Collection[str] | None) -> list[tuple[str, str | None, str | None, str | None]]:
        """Return id, publication (EDTF), publisher and title of the reports of families, or of all families."""
        report, linked = tables.report, tables.linked
        asked = (
            select(report.c.id, report.c.published, report.c.publisher, report.c.title)
            .join(linked, linked.c.report == report.c.id)
            .where(linked.c.family.is_not(None))
        )
        rows = self._asked(asked, linked.c.family, families)
        return [(row.id, json.loads(row.published)["edtf"], row.publisher, row.title) for row in rows]

    # Copies

    def beside(self, shingles: Collection[int], report: int) -> Iterator[tuple[int | None, int | None]]:
        """Yield for each shingle that others hold the holder before `report` and the one after it."""
        kept = tables.shingle
        grouped = kept.c.shingle
        low = select(grouped, func.max(kept.c.report).label("report")).where(kept.c.report < report)
        high = select(grouped, func.min(kept.c.report).label("report")).where(kept.c.report > report)
        below = self._among(lambda some: low.where(grouped.in_(some)).group_by(grouped), shingles)
        above = self._among(lambda some: high.where(grouped.in_(some)).group_by(grouped), shingles)
        before = {row.shingle: row.report for row in below}
        after = {row.shingle: row.report for row in above}
        yield from ((before.get(one), after.get(one)) for one in before.keys() | after.keys())

    def put(self, shingles: Iterable[tuple[int, int]]) -> None:
        """Keep by which shingles reports look for copies: pairs of a shingle and a report."""
        put(self._connection, tables.shingle, shingles, new=self._empty)

    def copied(self, one: int, other: int) -> bool:
        """Tell whether two reports, the smaller key first, are kept as copies."""
        kept = tables.copy
        return self._connection.scalar(select(kept.c.a).where(kept.c.a == one, kept.c.b == other)) is not None

    def meet(self, one: int, other: int) -> bool:
        """Tell whether two reports hold some shingle that none between them holds."""
        first, last, between = (tables.shingle.alias() for _ in range(3))
        parted = select(between.c.report).where(
            between.c.shingle == first.c.shingle, between.c.report > one, between.c.report < other
        )
        asked = (
            select(first.c.shingle)
            .join(last, last.c.shingle == first.c.shingle)
            .where(first.c.report == one, last.c.report == other, ~parted.exists())
            .limit(1)
        )
        return self._connection.scalar(asked) is not None

    def join(self, one: int, other: int) -> None:
        """Keep that two reports, the smaller key first, are copies."""
        put(self._connection, tables.copy, [(one, other)])

    def part(self, one: int, other: int) -> None:
        """Keep it no longer."""
        self._connection.execute(delete(tables.copy).where(tables.copy.c.a == one, tables.copy.c.b == other))

    def family(self, report: int) -> set[str]:
        """Return the ids of the reports that copies lead to from one (its key)."""
        kept, reached, frontier = tables.copy, {report}, {report}
        while frontier:
            ends = self._among(lambda some: select(kept).where(or_(kept.c.a.in_(some), kept.c.b.in_(some))), frontier)
            frontier = {key for row in ends for key in (row.a, row.b)} - reached
            reached |= frontier
        linked = tables.linked
        return {row.report for row in self._among(lambda some: select(linked).where(linked.c.key.in_(some)), reached)}

    def families(self, reports: Collection[str] | None = None) -> dict[str, str]:
        """Return the family of each report, of some or of all, that has one."""
        linked = tables.linked
        asked = select(linked.c.report, linked.c.family).where(linked.c.family.is_not(None))
        rows = self._asked(asked, linked.c.report, reports)
        return {row.report: row.family for row in rows}

    def members(self, families: Collection[str]) -> set[str]:
        """Return the reports of families."""
        linked = tables.linked
        asked = select(linked.c.report)
        return {row.report for row in self._among(lambda some: asked.where(linked.c.family.in_(some)), families)}

    def set_family(self, reports: Collection[str], family: str | None) -> None:
        """Keep to which family reports belong."""
        linked = tables.linked
        for some in parts(reports, AT_ONCE):
            self._connection.execute(update(linked).where(linked.c.report.in_(some)).values(family=family))

    # Slots and ties

    def claims_of(self, reports: Collection[str]) -> set[str]:
        """Return the claims of reports as they were last linked."""
        named = tables.named
        keys = [number_of(report) for report in reports]
        rows = self._among(lambda some: select(named.c.claim).where(named.c.report.in_(some)), keys)
        return {row.claim for row in rows}

    def near(self, block: int, orders: Collection[str], reach: int) -> set[tuple[Any, ...]]:
        """Return the slots of a block at one of `orders` or no more than `reach` before or after it."""
        kept = tables.slot
        asked = select(kept).where(kept.c.block == block)
        found: set[tuple[Any, ...]] = set()
        for order in orders:
            before = asked.where(kept.c.order < order).order_by(kept.c.order.desc()).limit(reach)
            after = asked.where(kept.c.order >= order).order_by(kept.c.order).limit(reach + 1)
            found.update(tuple(row) for one in (before, after) for row in self._connection.execute(one))
        return found

    def slots_of(self, claims: Collection[str]) -> list[tuple[Any, ...]]:
        """Return the slots of claims."""
        kept = tables.slot
        return [tuple(row) for row in self._among(lambda some: select(kept).where(kept.c.claim.in_(some)), claims)]

    def ties_of(self, claims: Collection[str]) -> list[tuple[Any, ...]]:
        """Return the ties of which an end is among `claims`."""
        kept = tables.tie
        one = self._among(lambda some: select(kept).where(kept.c.a.in_(some)), claims)
        other = self._among(lambda some: select(kept).where(kept.c.b.in_(some)), claims)
        return list({tuple(row) for row in (*one, *other)})

    def forget(self, reports: Collection[str], claims: Collection[str]) -> None:
        """Drop reports' claims and slots, and all ties of those claims."""
        self._delete(tables.named.c.report, [number_of(report) for report in reports])
        for of_claim in (tables.slot.c.claim, tables.tie.c.a, tables.tie.c.b):
            self._delete(of_claim, claims)

    def untie(self, pairs: Collection[tuple[str, str]]) -> None:
        """Drop the ties of pairs of claims that are alike."""
        kept = tables.tie
        for a, b in pairs:
            self._connection.execute(delete(kept).where(kept.c.a == a, kept.c.b == b, kept.c.how == "alike"))

    def put_slots(self, rows: Iterable[Sequence[Any]]) -> None:
        """Keep slots."""
        put(self._connection, tables.slot, rows, new=self._empty)

    def put_ties(self, rows: Iterable[Sequence[Any]]) -> None:
        """Keep ties."""
        put(self._connection, tables.tie, rows, new=self._empty)

    def put_claims(self, claims: Iterable[tuple[str, str, str]]) -> None:
        """Keep claims (id, the incident's id that it gives, report)."""
        put(
            self._connection, tables.named, ((claim, incident, number_of(report)) for claim, incident, report in claims)
        )

    def put_incidents(self, claims: Collection[str] | None, incidents: Sequence[Incident]) -> None:
        """Put incidents in the place of those in which `claims` (None: all) stood."""
        member, kept = tables.member, tables.incident
        if claims is not None:
            asked = select(member.c.incident).distinct()
            old = {row.incident for row in self._among(lambda some: asked.where(member.c.claim.in_(some)), claims)}
            for of_id in (member.c.incident, tables.sheet.c.incident):
                self._delete(of_id, old)
            for of_number in (kept.c.number, tables.facet.c.incident, tables.told.c.incident):
                self._delete(of_number, list(map(number_of, old)))
        put(self._connection, kept, map(incident_row, incidents))
        put(self._connection, tables.sheet, ((one.id, packed(plain(one))) for one in incidents))
        put(self._connection, tables.facet, (row for one in incidents for row in facet_rows(one)), new=self._empty)
        told = {(number_of(one.report), number_of(incident.id)) for incident in incidents for one in incident.accounts}
        put(self._connection, tables.told, told, new=self._empty)
        put(self._connection, member, ((one.claim, incident.id) for incident in incidents for one in incident.accounts))

    # Inside

    def _asked(self, asked: Select[Any], column: Any, values: Collection[Any] | None) -> list[Row[Any]]:
        """Return the rows that `asked` asks for, those of `values` in `column` only where they are given."""
        if values is None:
            return list(self._connection.execute(asked).all())
        return list(self._among(lambda some: asked.where(column.in_(some)), values))

    def _among(self, asked: Callable[[list[Any]], Select[Any]], values: Collection[Any]) -> Iterator[Row[Any]]:
        """Yield the rows that `asked` asks for, of a part of `values` at a time."""
        for some in parts(values, AT_ONCE):
            yield from self._connection.execute(asked(some)).all()

    def _delete(self, column: Any, values: Collection[Any]) -> None:
        for some in parts(values, AT_ONCE):
            self._connection.execute(delete(column.table).where(column.in_(some)))
