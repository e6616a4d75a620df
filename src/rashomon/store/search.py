"""Finding words: in the texts of reports, and in the names of who and what they speak of.

Knows: how a text becomes words, how each database indexes them (SQLite FTS5, PostgreSQL tsvector), how words are asked
for, and where in a text they stand.
Does not know: who asks. Both databases are given words that were cut and folded here, so that both find the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from sqlalchemy import Connection, Select, bindparam, column, literal_column, select, table, text

from rashomon.errors import UsageError
from rashomon.record.run import Reading
from rashomon.record.text import Span

TABLE = "word_index"

_MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
"""Accents and vowel signs (Latin, Cyrillic, Hebrew, Arabic): they do not end a word, and folding drops them."""

_WORD = re.compile(f"[^\\W_]+(?:[{_MARKS}]+[^\\W_]*)*")
_NO_LETTER = re.compile("[\\W_\u02b0-\u02ff]+")
"""What folding drops: marks, and the small letters that write Arabic or Hebrew sounds in Latin script (ʿayn, hamza)."""

_ASKED = re.compile(r'"([^"]*)"|(\S+)')

_LONGEST = 64
"""Characters of a word that count. PostgreSQL refuses words of more than 2,046 bytes."""

_WORDS_A_ROW = 4000
"""PostgreSQL refuses a row of more than a mebibyte: 4,000 words of 64 characters of 4 bytes stay below."""

_MADE = {
    "sqlite": (f"CREATE VIRTUAL TABLE {TABLE} USING fts5(words, content = '', detail = none, tokenize = 'ascii')",),
    "postgresql": (
        f"CREATE TABLE {TABLE} (reading BIGINT NOT NULL REFERENCES reading (number), words TSVECTOR NOT NULL)",
        f"CREATE INDEX ix_{TABLE} ON {TABLE} USING gin (words)",
    ),
}
_KEPT = {
    "sqlite": f"INSERT INTO {TABLE} (rowid, words) VALUES (:reading, :words)",
    "postgresql": (
        f"INSERT INTO {TABLE} (reading, words) VALUES (:reading, array_to_tsvector(string_to_array(:words, ' ')))"
    ),
}
"""Words go as one string: in an array of words the driver would make nothing of the word `null`."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand next to each other, folded. `prefix`: the last one may go on."""

    words: tuple[str, ...]
    prefix: bool

    def fits(self, found: Sequence[str]) -> bool:
        """Tell whether `found`, as many folded words, are these."""
        if len(found) != len(self.words) or tuple(found[:-1]) != self.words[:-1]:
            return False
        return found[-1].startswith(self.words[-1]) if self.prefix else found[-1] == self.words[-1]


def terms(asked: str) -> tuple[Term, ...]:
    """Return what is asked for: words, ``"words in quotes"`` as they stand, and what words begin with (``displac*``).

    Raises UsageError when there is no word in it.
    """
    made = []
    for quoted, bare in _ASKED.findall(asked):
        asked_words = tuple(word for word in map(_folded, _WORD.findall(quoted or bare)) if word)
        if asked_words:
            made.append(Term(asked_words, bare.endswith("*")))
    if not made:
        raise UsageError(
            f"there is no word in {asked!r}", 'give words, "words in quotes", or the beginning of one: displac*'
        )
    return tuple(made)


def make(connection: Connection) -> None:
    """Make the index, empty."""
    for statement in _MADE[connection.dialect.name]:
        connection.execute(text(statement))


def words(reading: Reading) -> list[str]:
    """Return the folded words of a reading's text and names, each once, in no order."""
    raw = set(_WORD.findall(reading.report.text))
    for _, name in names(reading):
        raw.update(_WORD.findall(name))
    return list({folded for folded in map(_folded, raw) if folded})


def index(connection: Connection, number: int, reading: Reading) -> None:
    """Index a reading under its number. Rows of older readings stay; who asks leaves them out (see `numbers`)."""
    found = words(reading)
    if connection.dialect.name == "sqlite":
        rows = [" ".join(found)]
    else:
        rows = [" ".join(found[start : start + _WORDS_A_ROW]) for start in range(0, len(found), _WORDS_A_ROW)]
    if rows:
        connection.execute(text(_KEPT[connection.dialect.name]), [{"reading": number, "words": row} for row in rows])


def is_indexed(connection: Connection, number: int) -> bool:
    """Tell whether the reading of that number has a row in the index; one without any word has none on PostgreSQL."""
    key = "rowid" if connection.dialect.name == "sqlite" else "reading"
    asked = text(f"SELECT 1 FROM {TABLE} WHERE {key} = :number LIMIT 1")
    return connection.scalar(asked, {"number": number}) is not None


def numbers(term: Term, dialect: str) -> list[Select[tuple[int]]]:
    """Return a query for each word of `term`: the numbers of the readings that have it somewhere."""
    last = len(term.words) - 1
    return [_having(word, term.prefix and place == last, dialect) for place, word in enumerate(term.words)]


def _having(word: str, prefix: bool, dialect: str) -> Select[tuple[int]]:
    index_table = table(TABLE, column("reading"), column("rowid"), column("words"))
    if dialect == "sqlite":
        asked = f'"{word}" *' if prefix else f'"{word}"'
        return select(index_table.c.rowid).where(literal_column(TABLE).op("MATCH")(bindparam(None, asked)))
    lexeme = f"'{word}':*" if prefix else f"'{word}'"
    query = text("words @@ CAST(:asked AS tsquery)").bindparams(bindparam("asked", lexeme, unique=True))
    return select(index_table.c.reading).where(query)


def names(reading: Reading) -> Iterator[tuple[Span, str]]:
    """Yield the names a reading gives to words of its text: full names where the words have `it` or a short form."""
    for attribution in reading.attributions:
        if attribution.source.spans:
            yield attribution.source.spans[0], attribution.source.name
    for claim in reading.claims:
        for actor in claim.actors:
            yield actor.span, actor.name
    for where in reading.places:
        if where.place:
            yield where.span, where.place.name


def places(reading: Reading, asked: Sequence[Term]) -> list[list[Span]] | None:
    """Return for each term where it stands, in order; None when one of them stands nowhere.

    A name given to other words stands where those words stand.
    """
    found = _standing(reading.report.text, asked)
    for place, term in enumerate(asked):
        if not found[place]:
            hits = {span for span, name in names(reading) if _standing(name, [term])[0]}
            found[place] = sorted(hits)
    return found if all(found) else None


def _standing(text_: str, asked: Sequence[Term]) -> list[list[Span]]:
    cut = [match.span() for match in _WORD.finditer(text_)]
    raw = [text_[start:end] for start, end in cut]
    fold = {word: _folded(word) for word in set(raw)}
    folded = [fold[word] for word in raw]
    found = []
    for term in asked:
        size = len(term.words)
        starts = (place for place, word in enumerate(folded) if word.startswith(term.words[0]))
        fitting = (place for place in starts if term.fits(folded[place : place + size]))
        found.append([Span(cut[place][0], cut[place + size - 1][1]) for place in fitting])
    return found


def _folded(word: str) -> str:
    """Return `word` as it is compared: without case, accents, vowel signs and forms; empty when nothing is left."""
    if word.isascii():
        return word[:_LONGEST].lower()
    return _NO_LETTER.sub("", normalize("NFKD", word.casefold()))[:_LONGEST]
