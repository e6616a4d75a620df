"""The tables of a casebook: one schema for SQLite and PostgreSQL.

Knows: what is kept in which column, and how any text at all is kept so that it comes back exactly.
Does not know: when rows are written or read. The search index, which each database does its own way, is in `search`.

`reading.record` is the truth: the printed record (docs/record.md), compressed. `report`, `attribution`, `claim` and
`figure` are an index over the newest reading of each report, written in the same transaction and derivable again.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator

_UNSTORABLE = re.compile("[\\\\\x00\ud800-\udfff]")
_ESCAPED = re.compile(r"\\([0-9a-f]{4})")


class Exact(TypeDecorator[str]):
    """Text that comes back as it was, whatever is in it.

    PostgreSQL refuses NUL, and neither database takes a lone surrogate: these (and the backslash itself) are kept as a
    backslash and four hexadecimal digits. Texts are compared byte by byte on both: two are equal in the database
    exactly when they are equal here, an order is the same order, and the beginning of an id is a range.
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """Return the database's own type: SQLite compares bytes by itself."""
        return dialect.type_descriptor(Text(collation="C" if dialect.name == "postgresql" else None))

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Return `value` as it is kept."""
        return None if value is None else _UNSTORABLE.sub(lambda found: f"\\{ord(found[0]):04x}", value)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Return `value` as it was given."""
        return None if value is None else _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)


ID = Text().with_variant(Text(collation="C"), "postgresql")
"""An id or the like, of letters, digits and low lines: nothing in it needs to be escaped."""

NUMBER = BigInteger().with_variant(Integer, "sqlite")
"""Only a column of type INTEGER counts by itself in SQLite; it holds 64 bits there."""

schema = MetaData()

casebook = Table(
    "casebook",
    schema,
    Column("only", Integer, primary_key=True),
    Column("schema", Integer, nullable=False),
    Column("program", Text, nullable=False),
)
"""One row: which version of these tables this is, and which version of the program made them."""

report = Table(
    "report",
    schema,
    Column("id", Exact, primary_key=True),
    Column("current", NUMBER),
    Column("sha256", Exact, nullable=False),
    Column("name", Exact),
    Column("path", Exact),
    Column("url", Exact),
    Column("title", Exact),
    Column("publisher", Exact, index=True),
    Column("published", Exact, nullable=False),
    Column("earliest", Exact, index=True),
    Column("latest", Exact),
    Column("language", Exact),
    Column("characters", Integer, nullable=False),
    Column("issues", Integer, nullable=False),
)
"""`current` is the number of the newest reading. `published` is JSON, `earliest` and `latest` the days it covers."""

reading = Table(
    "reading",
    schema,
    Column("number", NUMBER, primary_key=True, autoincrement=True),
    Column("report", Exact, ForeignKey("report.id"), nullable=False),
    Column("run", Exact, nullable=False),
    Column("reader", Exact, nullable=False),
    Column("version", Exact, nullable=False),
    Column("seconds", Double, nullable=False),
    Column("sha256", Exact, nullable=False),
    Column("record", LargeBinary, nullable=False),
    UniqueConstraint("report", "run"),
)
"""`run` hashes reader, version and options. `sha256` is of the record before compression; `seconds` is not in it."""


def _of_report() -> Column[str]:
    return Column("report", Exact, ForeignKey("report.id"), primary_key=True)


attribution = Table(
    "attribution",
    schema,
    _of_report(),
    Column("position", Integer, primary_key=True),
    Column("id", Exact, nullable=False, index=True),
    Column("source", Exact, nullable=False, index=True),
    Column("source_kind", Exact, nullable=False),
    Column("actor", Exact),
    Column("stance", Exact, nullable=False),
    Column("record", Exact, nullable=False),
)

claim = Table(
    "claim",
    schema,
    _of_report(),
    Column("position", Integer, primary_key=True),
    Column("id", Exact, nullable=False, index=True),
    Column("attribution", Exact),
    Column("kind", Exact, nullable=False),
    Column("type", Exact, nullable=False),
    Column("subtype", Exact),
    Column("status", Exact, nullable=False),
    Column("place", Exact, index=True),
    Column("lat", Double),
    Column("lon", Double),
    Column("earliest", Exact, index=True),
    Column("latest", Exact),
    Column("record", Exact, nullable=False),
    Index("ix_claim_kind_type", "kind", "type"),
)
"""`earliest` and `latest` are ISO days, None where the end is open or not known. `place` is a gazetteer id."""

figure = Table(
    "figure",
    schema,
    _of_report(),
    Column("claim", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("measure", Exact, nullable=False),
    Column("low", Double),
    Column("high", Double),
    Column("unit", Exact),
    Column("who", Exact),
    Column("flow", Exact),
)
"""`claim` is the claim's position in its report. A measure has no index: most numbers are of one, those killed."""

INDEX = (attribution, claim, figure)
"""What is derived from the newest reading of a report, besides the report's own row."""

judgement = Table(
    "judgement",
    schema,
    Column("id", Exact, primary_key=True),
    Column("subject", Exact, nullable=False, index=True),
    Column("at", Exact, nullable=False),
    Column("record", Exact, nullable=False),
)

person = Table(
    "person",
    schema,
    Column("name", Exact, primary_key=True),
    Column("role", Exact, nullable=False),
    Column("password", Exact, nullable=False),
)
"""Who has an account at a workbench; `password` is its Argon2id hash."""

linking = Table(
    "linking",
    schema,
    Column("only", Integer, primary_key=True),
    Column("linker", Exact, nullable=False),
    Column("judgements", LargeBinary, nullable=False),
)
"""One row: by which linker the tables below were made, and the ids of the judgements that they follow.

These are what linking has worked out, one row a thing, so that a report more changes only what stands near it. They are
never the truth: `linked` says from which reading of each report they come, and all can be worked out again.
"""

linked = Table(
    "linked",
    schema,
    Column("report", Exact, primary_key=True),
    Column("key", BigInteger, nullable=False, unique=True),
    Column("reading", NUMBER, nullable=False, index=True),
    Column("family", Exact, index=True),
)
"""`key` stands for the report in the tables below and sorts as its id does. `family` is None where there is no copy."""

shingle = Table(
    "shingle",
    schema,
    Column("shingle", BigInteger, primary_key=True),
    Column("report", BigInteger, primary_key=True, index=True),
    sqlite_with_rowid=False,
)
"""By which words in a row the reports look for copies."""

copy = Table(
    "copy",
    schema,
    Column("a", BigInteger, primary_key=True),
    Column("b", BigInteger, primary_key=True, index=True),
    sqlite_with_rowid=False,
)
"""Reports (their keys, the smaller first) of which one copies the other."""

slot = Table(
    "slot",
    schema,
    Column("block", BigInteger, primary_key=True),
    Column("order", ID, primary_key=True),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("sparse", Boolean, nullable=False),
    Column("asks", Boolean, nullable=False),
    Column("claim", ID, nullable=False, index=True),
    sqlite_with_rowid=False,
)
"""Where claims stand in the blocks in which they are compared (linking.candidates)."""

tie = Table(
    "tie",
    schema,
    Column("a", ID, primary_key=True),
    Column("b", ID, primary_key=True, index=True),
    Column("how", ID, primary_key=True),
    Column("score", Double, nullable=False),
    Column("findings", Exact, nullable=False),
    sqlite_with_rowid=False,
)
"""What could hold two claims together, and why (linking.ties). `findings` is JSON."""

named = Table(
    "named",
    schema,
    Column("claim", ID, primary_key=True),
    Column("incident", ID, nullable=False, index=True),
    Column("report", BigInteger, nullable=False, index=True),
    sqlite_with_rowid=False,
)
"""All claims of the reports that are linked, with the incident's id that each gives: an incident has one for each."""

member = Table(
    "member",
    schema,
    Column("claim", ID, primary_key=True),
    Column("incident", ID, nullable=False, index=True),
    sqlite_with_rowid=False,
)
"""In which incident a claim stands."""

incident = Table(
    "incident",
    schema,
    Column("number", NUMBER, primary_key=True, autoincrement=False),
    Column("id", Exact, nullable=False, index=True),
    Column("rank", Exact, nullable=False, index=True),
    Column("type", Exact, nullable=False),
    Column("subtype", Exact),
    Column("summary", Exact, nullable=False),
    Column("place", Exact),
    Column("lat", Double),
    Column("lon", Double),
    Column("radius", Double),
    Column("earliest", Exact, index=True),
    Column("latest", Exact),
    Column("contested", Boolean, nullable=False),
    Column("credibility", Exact, nullable=False),
    Column("independent", Integer, nullable=False),
    Column("raw", Integer, nullable=False),
    Column("weakest", Double, index=True),
    Index("ix_incident_contested_rank", "contested", "rank"),
)
"""What is asked for of incidents, in the order of `rank`.

`number` stands for the incident in the tables below. `place` is the place's name in the gazetteer, `radius` how far it
reaches (km). `weakest`: see Incident.
"""

sheet = Table(
    "sheet",
    schema,
    Column("incident", ID, primary_key=True),
    Column("record", LargeBinary, nullable=False),
)
"""The incidents as they are printed: apart, so that counting and listing need not go past them."""

facet = Table(
    "facet",
    schema,
    Column("what", ID, primary_key=True),
    Column("value", Exact, primary_key=True),
    Column("incident", BigInteger, primary_key=True, index=True),
    sqlite_with_rowid=False,
)
"""Under which values (`rashomon.record.selection.Facet`) each incident is found."""

told = Table(
    "told",
    schema,
    Column("report", BigInteger, primary_key=True),
    Column("incident", BigInteger, primary_key=True, index=True),
    sqlite_with_rowid=False,
)
"""Which reports (their keys) tell of each incident."""

LINKED = (linked, shingle, copy, slot, tie, named, member, incident, sheet, facet, told)
"""What is worked out by linking, besides the one row that says by whom."""

original = Table(
    "original",
    schema,
    Column("sha256", Exact, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
"""The bytes as they came, on PostgreSQL. Beside a SQLite file they are files, and this table stays empty."""
