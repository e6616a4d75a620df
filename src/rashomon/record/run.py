"""Who read what: the record of one report, and the run that made it.

Knows: the shape of the whole printed record as a value.
Does not know: how it is printed (printed.py) or kept (store).
"""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.record.attribution import Attribution
from rashomon.record.claim import Claim
from rashomon.record.text import Issue, Published, Report, Span
from rashomon.record.values import HowMany, TimeMention, Where


@dataclass(frozen=True, slots=True)
class Run:
    """Which reader in which version read a report, with which options (name, value).

    `seconds` is wall time; it is no part of what the run is.
    """

    reader: str
    version: str
    options: tuple[tuple[str, str], ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """The record of one report: all that was read in it, and by whom.

    `published` is the report's own date where one came with it, else what its text allows to say.
    """

    report: Report
    published: Published
    sentences: tuple[Span, ...]
    places: tuple[Where, ...]
    times: tuple[TimeMention, ...]
    quantities: tuple[HowMany, ...]
    attributions: tuple[Attribution, ...]
    claims: tuple[Claim, ...]
    issues: tuple[Issue, ...]
    run: Run
