"""What is altered in a casebook is noticed."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import delete, select, text, update

from rashomon.record.attribution import Passage
from rashomon.record.run import Reading
from rashomon.record.spans import misplaced
from rashomon.record.text import Span
from rashomon.store import Store, originals_beside, tables
from rashomon.store.address import WRITES, file_of, is_server
from rashomon.store.rows import bare, compressed, record_of, unpacked
from rashomon.store.search import TABLE
from tests.store.made import made_reading, original


@pytest.fixture
def reading(store: Store) -> Reading:
    """Return one of three readings in the store."""
    for number in range(3):
        store.writer.add(made_reading(number), original(made_reading(number)))
    return made_reading(1)


def run(store: Store, statement: Any) -> None:
    with store.engine.execution_options(**{WRITES: True}).begin() as connection:
        connection.execute(statement)


def amiss(store: Store) -> list[tuple[str, str]]:
    return [(problem.code, problem.report) for problem in store.check.problems()]


def test_a_flipped_byte_in_an_original(store: Store, place: str, reading: Reading) -> None:
    digest = store.check.digest()
    sha256 = reading.report.sha256
    altered = bytearray(original(reading))
    altered[7] ^= 1
    if is_server(place):
        run(store, update(tables.original).where(tables.original.c.sha256 == sha256).values(data=bytes(altered)))
    else:
        file = originals_beside(file_of(place)) / sha256[:2] / sha256[2:]
        assert file.read_bytes() == original(reading)
        file.write_bytes(altered)
    assert amiss(store) == [("original-altered", reading.report.id)]
    assert store.check.digest() != digest


def test_an_original_that_is_gone(store: Store, place: str, reading: Reading) -> None:
    sha256 = reading.report.sha256
    if is_server(place):
        run(store, delete(tables.original).where(tables.original.c.sha256 == sha256))
    else:
        (originals_beside(file_of(place)) / sha256[:2] / sha256[2:]).unlink()
    assert amiss(store) == [("original-missing", reading.report.id)]


def put_record(store: Store, reading: Reading, record: dict[str, Any], *, hashed: bool) -> None:
    data = bare(record)
    values: dict[str, Any] = {"record": compressed(data)}
    if hashed:
        values["sha256"] = hashlib.sha256(data).hexdigest()
    run(store, update(tables.reading).where(tables.reading.c.report == reading.report.id).values(values))


def kept_record(store: Store, reading: Reading) -> dict[str, Any]:
    with store.engine.connect() as connection:
        asked = select(tables.reading.c.record).where(tables.reading.c.report == reading.report.id)
        record: dict[str, Any] = unpacked(connection.execute(asked).scalar_one())
    return record


def test_a_shifted_span(store: Store, reading: Reading) -> None:
    record = kept_record(store, reading)
    record["quantities"][0]["span"][0] += 1
    put_record(store, reading, record, hashed=True)
    (problem,) = store.check.problems()
    assert (problem.code, problem.report) == ("span", reading.report.id)
    assert problem.what.startswith("quantities[0]: the text has 't least")


def test_a_record_that_was_rewritten(store: Store, reading: Reading) -> None:
    record = kept_record(store, reading)
    record["issues"][0]["message"] = "something else"
    put_record(store, reading, record, hashed=False)
    assert amiss(store) == [("record-altered", reading.report.id)]


@pytest.mark.parametrize("data", [b"", b"x", compressed(b"{"), compressed(b"[]"), compressed(b'{"text": ""}')])
def test_a_record_that_cannot_be_read(store: Store, reading: Reading, data: bytes) -> None:
    run(store, update(tables.reading).where(tables.reading.c.report == reading.report.id).values(record=data))
    assert ("record-unreadable", reading.report.id) in amiss(store)
    assert {report for _, report in amiss(store)} == {reading.report.id}


@pytest.mark.parametrize("table", [*tables.INDEX, tables.report], ids=lambda table: table.name)
def test_index_rows_that_do_not_follow_from_the_record(store: Store, reading: Reading, table: Any) -> None:
    column = {"attribution": "source", "claim": "status", "figure": "high", "report": "title"}[table.name]
    of_report = (table.c.id if table.name == "report" else table.c.report) == reading.report.id
    run(store, update(table).where(of_report).values({column: 7 if table.name == "figure" else "other"}))
    assert amiss(store) == [("index", reading.report.id)]


def test_a_report_without_a_record(store: Store, reading: Reading) -> None:
    run(store, update(tables.report).values(current=None).where(tables.report.c.id == reading.report.id))
    assert amiss(store) == [("record-missing", reading.report.id)]


def test_reports_that_the_search_index_lacks(store: Store, place: str, reading: Reading) -> None:
    empty = f"DELETE FROM {TABLE}" if is_server(place) else f"INSERT INTO {TABLE} ({TABLE}) VALUES ('delete-all')"
    run(store, text(empty))
    assert {code for code, _ in amiss(store)} == {"index"}
    assert len(amiss(store)) == 3


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("sentences", 0), [0, 10_000], "sentences[0]"),
        (("sentences", 1), [9, 3], "sentences[1]"),
        (("sentences", 1), [-1, 3], "sentences[1]"),
        (("attributions", 0, "source", "spans"), [[0, 2], [4, 6]], "attributions[0].source"),
        (("attributions", 0, "cue", "text"), "say", "attributions[0].cue"),
        (("claims", 0, "actors", 0, "span"), [5, 10_000], "claims[0].actors[0]"),
        (("claims", 0, "time", "span"), [5, 10_000], "claims[0].time"),
        (("issues", 0, "span"), [10_000, 10_001], "issues[0]"),
        (("report", "characters"), 3, "its text"),
    ],
)
def test_every_span_of_a_record_is_looked_at(path: tuple[str | int, ...], value: Any, said: str) -> None:
    record: Any = record_of(made_reading(1))
    assert list(misplaced(record)) == []
    holder = record
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    (problem,) = misplaced(record)
    assert problem.startswith(said)


def test_interrupted_words_are_compared_as_they_are_joined() -> None:
    reading = made_reading(1)
    (said,) = reading.attributions
    spans = (Span(0, 6), Span(12, 18))
    words = f"{spans[0].of(reading.report.text)} … {spans[1].of(reading.report.text)}"
    cut = replace(reading, attributions=(replace(said, content=Passage(spans, words)),))
    assert list(misplaced(record_of(cut))) == []
