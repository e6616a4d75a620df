"""The four doors: what a stranger must offer to take part.

Knows: the shape of an intake, a reading step, a gazetteer and an export, as Protocols.
Does not know: any of those that exist; `plugins` names them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any, ClassVar, NamedTuple, Protocol, TypeVar

from rashomon.record.incident import Incident
from rashomon.record.run import Reading
from rashomon.record.text import Report
from rashomon.record.values import Place

PageT_contra = TypeVar("PageT_contra", contravariant=True)


@dataclass(frozen=True, slots=True)
class Given:
    """What a person states about the files handed in, because the files cannot. None: nothing stated.

    `published` is an EDTF date or interval.
    """

    publisher: str | None = None
    published: str | None = None


class Taken(NamedTuple):
    """A report as it came in, with the original bytes that its `sha256` is of."""

    report: Report
    original: bytes


class Intake(Protocol):
    """Turns the bytes of one file into reports."""

    suffixes: frozenset[str]
    """File name endings this intake takes, lower case with the dot, e.g. ``{".txt"}``."""

    def take(self, data: bytes, path: str, given: Given) -> Iterator[Taken]:
        """Yield the reports in `data`, in order. `path` names the file in messages and records.

        Raises UnreadableReport when the rest of the file cannot be read; reports yielded before stand.
        """
        ...


class Step(Protocol[PageT_contra]):
    """One step of reading: page in, values out. No clock, no input or output, no globals, no work at import."""

    needs: ClassVar[frozenset[str]]
    """Names of the page's fields that must be filled before."""
    gives: ClassVar[frozenset[str]]
    """Names of the page's fields that this step fills."""

    def __call__(self, page: PageT_contra) -> Mapping[str, Any]:
        """Return the new value of every field in `gives`, and of no other."""
        ...


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean. `population` is None when not known; `preferred`: it is the place's main name."""

    place: Place
    population: int | None
    preferred: bool


class Gazetteer(Protocol):
    """Knows places by name."""

    version: str
    """Changes whenever an answer may change: it is part of a run's options."""

    def find(self, name: str) -> Sequence[Candidate]:
        """Return the places called `name`, most populous first, spelling variants included; empty when none are."""
        ...

    def place(self, place_id: str) -> Place | None:
        """Return the place with that id, None when there is none."""
        ...


class Export(Protocol):
    """Writes a casebook's records in one format."""

    name: str
    """The word on the command line, e.g. ``csv``."""

    def write(self, readings: Iterable[Reading], incidents: Sequence[Incident], out: IO[str]) -> None:
        """Write the records and views to `out` as text."""
        ...
