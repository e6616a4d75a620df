"""What had been published by a date, and what is said to have been so on one.

Knows: how days that are known in part compare with a date.
Does not know: what is said (holdings, conditions, series).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from rashomon.errors import UsageError
from rashomon.record.incident import Account, Condition, Holding
from rashomon.record.text import Published
from rashomon.record.values import days

Lasting = TypeVar("Lasting", Holding, Condition)


def dated(edtf: str) -> tuple[date, date]:
    """Return first and last day of a date that a person gives; UsageError when it is none, or its ends are open."""
    try:
        first, last = days(edtf)
    except ValueError:
        first = last = None
    if first is None or last is None or first > last:
        raise UsageError(f"{edtf!r} is no date", "give it as 2018-05-20, 2018-05, or 2018-05-13/2018-05-20")
    return first, last


def published_by(accounts: Iterable[Account], as_of: str | None) -> list[Account]:
    """Return the accounts whose reports are known to have appeared by the end of `as_of` (EDTF), all for None."""
    if as_of is None:
        return list(accounts)
    limit = dated(as_of)[1]
    return [one for one in accounts if (last := days(one.published.edtf)[1]) is not None and last <= limit]


def not_known_by(published: Iterable[Published], as_of: str) -> int:
    """Return how many reports may have appeared by `as_of` or after it: their date is not known, or not so exactly."""
    limit = dated(as_of)[1]
    ends = (days(one.edtf) for one in published)
    return sum((first is None or first <= limit) and (last is None or last > limit) for first, last in ends)


def copies_among(accounts: Iterable[Account], families: Mapping[str, str]) -> dict[str, str]:
    """Return the family of each report among `accounts` that shares its copy with another among them."""
    reports = {one.claim.report for one in accounts}
    here = {report: family for report, family in families.items() if report in reports}
    many = Counter(here.values())
    return {report: family for report, family in here.items() if many[family] > 1}


def so_on(found: Iterable[Lasting], at: str | None) -> tuple[Lasting, ...]:
    """Return what is said to have been so on some day of `at` (EDTF), all for None.

    A beginning or an end that nobody says may lie on either side of any date.
    """
    if at is None:
        return tuple(found)
    first, last = dated(at)
    return tuple(one for one in found if _covers(one.since, one.until, first, last))


def _covers(since: str | None, until: str | None, first: date, last: date) -> bool:
    begin, end = days(since)[0], days(until)[1]
    return (begin is None or begin <= last) and (end is None or end >= first)
