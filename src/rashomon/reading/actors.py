"""The actor lexicon: bodies, groups and people that reports of conflicts name, and where a text names them.

Knows: the entries (one TOML file a conflict under ``data/actors``), their spellings, and how to find them in one pass.
Does not know: whether a short form ("the regime") is theirs in this text (mentions), or who speaks (voices).

A file has the keys `source` (where its facts are from) and, optional, `context` (words that tell that a text is about
it), and one table an actor, whose key is the id: `name`, `kind` (a SourceKind) and, optional, `names` (other names),
`short` (forms that need the name or the context first), `metonyms` (places that stand for it where they act), `side`
and `part_of` (ids), `pronoun` ("he" or "she": one human being), `context` and `source` where not the file's.

Letters written as capitals in a name must be capitals in the text; lower-case ones are free (``Syrian army`` also finds
"Syrian Army"). Hyphens, dots in acronyms, apostrophes inside words and accents make no difference.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from rashomon.reading import lexicon
from rashomon.record.attribution import SourceKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ACRONYM = re.compile(r"(?:\w\.)+\w?\.?")
_POSSESSIVE = re.compile(r"['’]s$")
_PLAIN = re.compile(r"\w+")
_JOINTS = frozenset("-‐‑–'’`/ʿʾ")
_NEAR = 5


class Form(Enum):
    """How a text names an actor."""

    NAME = "name"
    SHORT = "short"
    METONYM = "metonym"


class Case(Enum):
    """What a word of a name demands of the word in the text."""

    FREE = 0
    CAPITAL = 1
    UPPER = 2
    EXACT = 3


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """One actor. `kind` is what kind of voice it is; `source` says where the facts are from; `part_of`, `side`: ids."""

    id: str
    name: str
    kind: SourceKind
    source: str
    names: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    side: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    pronoun: str | None = None

    @property
    def person(self) -> bool:
        """Tell whether this is one human being."""
        return self.pronoun is not None


class Match(NamedTuple):
    """Tokens ``[start, end)`` that name an actor; `entries` are more than one only for a short form of several."""

    start: int
    end: int
    form: Form
    entries: tuple[ActorEntry, ...]


class _Word(NamedTuple):
    key: str
    raw: str
    token: int


class _Pattern(NamedTuple):
    keys: tuple[str, ...]
    raw: tuple[str, ...]
    case: tuple[Case, ...]
    form: Form
    entry: ActorEntry


class ActorLexicon:
    """Entries, and the index that finds them."""

    def __init__(self, entries: Iterable[ActorEntry]) -> None:
        """Index the entries; ValueError where two share an id, or a name."""
        self.entries: dict[str, ActorEntry] = {}
        self._patterns: dict[tuple[str, ...], list[_Pattern]] = {}
        self._lengths: dict[str, list[int]] = {}
        self._by_name: dict[tuple[str, ...], ActorEntry] = {}
        self._doubtful = frozenset(lexicon.load("sources")["words"]["like_acronyms"])
        for entry in entries:
            if entry.id in self.entries:
                raise ValueError(f"two actors have the id {entry.id}")
            self.entries[entry.id] = entry
            self._add(entry)
        for keys in self._patterns:
            lengths = self._lengths.setdefault(keys[0], [])
            if len(keys) not in lengths:
                lengths.append(len(keys))
                lengths.sort(reverse=True)

    def lookup(self, text: str) -> ActorEntry | None:
        """Return the actor that `text` names in full (article and capitals make no difference), else None."""
        words = _split(text)
        keys = tuple(key for key, _ in (words[1:] if words and words[0][0] == "the" else words))
        return self._by_name.get(keys)

    def match(self, doc: Doc) -> Iterator[Match]:
        """Yield where `doc` names actors, in order, longest first where two begin together, none overlapping."""
        words = _words(doc)
        at = 0
        while at < len(words):
            found = self._longest(words, at) if words[at].key in self._lengths else None
            if found is None:
                at += 1
            else:
                length, form, entries = found
                yield Match(words[at].token, words[at + length - 1].token + 1, form, entries)
                at += length

    def _add(self, entry: ActorEntry) -> None:
        written = [(text, Form.METONYM) for text in entry.metonyms]
        written += [(text, Form.NAME) for text in (entry.name, *entry.names)]
        written += [(text, Form.SHORT) for text in entry.short]
        metonyms = {tuple(key for key, _ in _split(text)) for text in entry.metonyms}
        for text, form in written:
            words = _split(text)
            keys, raw = tuple(key for key, _ in words), tuple(raw for _, raw in words)
            if form is not Form.SHORT and self._by_name.setdefault(keys, entry) is not entry:
                raise ValueError(f"{text!r} names {self._by_name[keys].id} and {entry.id}")
            if form is Form.NAME and keys in metonyms:
                continue
            pattern = _Pattern(keys, raw, tuple(_case(word) for word in raw), form, entry)
            self._patterns.setdefault(keys, []).append(pattern)

    def _longest(self, words: list[_Word], at: int) -> tuple[int, Form, tuple[ActorEntry, ...]] | None:
        for size in self._lengths[words[at].key]:
            part = words[at : at + size]
            fits = [
                pattern
                for pattern in self._patterns.get(tuple(word.key for word in part), ())
                if _fits(pattern, part) and not (size == 1 and part[0].key in self._doubtful and _shouted(words, at))
            ]
            if fits:
                form = min((pattern.form for pattern in fits), key=list(Form).index)
                return len(part), form, tuple(dict.fromkeys(pattern.entry for pattern in fits if pattern.form is form))
        return None


@cache
def actor_lexicon() -> ActorLexicon:
    """Return the lexicon that ships with the program, loaded once (some hundredths of a second)."""
    folder = files(__package__).joinpath("data", "actors")
    texts = (path.read_text("utf-8") for path in sorted(folder.iterdir(), key=str) if path.name.endswith(".toml"))
    return ActorLexicon(entry for text in texts for entry in read_entries(text))


def read_entries(text: str) -> Iterator[ActorEntry]:
    """Yield the actors of one lexicon file; KeyError, ValueError or TypeError where it is not one."""
    content: dict[str, Any] = tomllib.loads(text)
    shared = {"source": content.pop("source"), "context": content.pop("context", [])}
    for id_, table in content.items():
        given = {**shared, **table, "id": id_, "kind": SourceKind(table["kind"])}
        fields: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in given.items()
        }
        yield ActorEntry(**fields)


def _fits(pattern: _Pattern, part: list[_Word]) -> bool:
    """Tell whether words with a pattern's keys have its capitals."""
    return all(
        _right_case(word.raw, raw, case) for word, raw, case in zip(part, pattern.raw, pattern.case, strict=True)
    )


def _case(raw: str) -> Case:
    if raw.isupper() and len(raw) > 1:
        return Case.UPPER
    if not raw[0].isupper():
        return Case.FREE if raw.islower() or not raw[0].isalpha() else Case.EXACT
    return Case.CAPITAL if raw[1:] in ("", raw[1:].lower()) or len(raw) > 4 else Case.EXACT


def _right_case(written: str, raw: str, case: Case) -> bool:
    if case is Case.FREE:
        return True
    if case is Case.CAPITAL:
        return written[0].isupper()
    return written.isupper() if case is Case.UPPER else written == raw


def _shouted(words: list[_Word], at: int) -> bool:
    """Tell whether the words around are capitals throughout, so that capitals say nothing."""
    around = [word.raw for word in (*words[max(0, at - _NEAR) : at], *words[at + 1 : at + 1 + _NEAR]) if word.raw]
    return len(around) > 1 and sum(raw.isupper() for raw in around) * 2 > len(around)


def _split(text: str) -> tuple[tuple[str, str], ...]:
    """Return the words of a name as (key, as written)."""
    return tuple(part for chunk in text.split() for part in _parts(chunk) or ())


def _parts(chunk: str) -> tuple[tuple[str, str], ...] | None:
    """Return the words in a run without spaces, () where it only joins, None where it is a break between phrases."""
    if not _PLAIN.fullmatch(chunk) or not chunk.isascii():
        if len(chunk) == 1 and chunk in _JOINTS:
            return ()
        if _POSSESSIVE.fullmatch(chunk):
            return (("s", "s"),)
        chunk = "".join(c for c in unicodedata.normalize("NFKD", chunk) if not unicodedata.combining(c))
        if _ACRONYM.fullmatch(chunk):
            chunk = chunk.replace(".", "")
        base, ending = (chunk[:-2], (("s", "s"),)) if _POSSESSIVE.search(chunk) else (chunk, ())
        base = re.sub(r"['’`ʿʾ]", "", base)
        return (*((word.lower(), word) for word in _PLAIN.findall(base)), *ending) or None
    return ((chunk.lower(), chunk),)


def _words(doc: Doc) -> list[_Word]:
    known: dict[str, tuple[tuple[str, str], ...] | None] = {}
    words: list[_Word] = []
    for index, token in enumerate(doc):
        text = token.text
        if text not in known:
            known[text] = _parts(text)
        parts = known[text]
        if parts is None:
            words.append(_Word("", "", index))
        else:
            words += [_Word(key, raw, index) for key, raw in parts]
    return words
