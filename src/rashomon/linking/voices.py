"""Whose voice an account is: independence is counted in voices, not in outlets.

Knows: when two accounts come from one mouth, copies included, and which voices nobody can name.
Does not know: what the voices say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rashomon.linking import kinds
from rashomon.record.attribution import SourceKind
from rashomon.record.incident import Account
from rashomon.record.values import days

NAMELESS = frozenset({SourceKind.RUMOUR, SourceKind.UNNAMED, SourceKind.SOCIAL_MEDIA})
"""Kinds of source that nobody can ask: they may be one or a hundred, and they confirm nothing."""
NOT_DATED = 10**7
"""Stands after every day (a proleptic Gregorian ordinal), so that what is not dated sorts last."""

WEEK = 7
"""Days within which a publication date must be known to be compared with others."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One who speaks. Equal keys are one voice; `named` is False for rumours and unnamed sources; `own` is True for
    the report's own words."""

    key: str
    name: str
    named: bool
    own: bool


def published_day(account: Account) -> int:
    """Return the ordinal of the day the report appeared, NOT_DATED where that is not known to within a week."""
    first, last = days(account.published.edtf)
    return first.toordinal() if first and last and (last - first).days <= WEEK else NOT_DATED


def seniority(account: Account) -> tuple[int, str]:
    """Return the order of accounts: by the first day the report may have appeared, then by claim id."""
    first, last = days(account.published.edtf)
    day = first or last
    return day.toordinal() if day else NOT_DATED, account.claim.id


class Voices:
    """Tells the voice of each account among `accounts`, given the family of each copied report."""

    def __init__(self, accounts: Iterable[Account], families: Mapping[str, str]) -> None:
        """Find the first publisher of each family: a copy speaks with its voice."""
        self._families = families
        first: dict[str, tuple[int, str, str]] = {}
        for account in accounts:
            family = families.get(account.claim.report)
            if family and account.publisher:
                candidate = (seniority(account)[0], account.publisher, account.claim.report)
                first[family] = min(first.get(family, candidate), candidate)
        self._first = {family: publisher for family, (_, publisher, _) in first.items()}

    def family(self, account: Account) -> str:
        """Return the family of the account's report, or the report's own id when nobody shares its copy."""
        return self._families.get(account.claim.report, account.claim.report)

    def of(self, account: Account) -> Voice:
        """Return whose voice this is."""
        family = self.family(account)
        source = account.source
        if source is None or source.kind is SourceKind.PUBLISHER:
            publisher = self._first.get(family, account.publisher)
            return (
                Voice(_key(publisher), publisher, True, True) if publisher else Voice(family, "the report", True, True)
            )
        name = source.name or source.text or "unnamed source"
        if source.kind in NAMELESS and not (source.kind is SourceKind.UNNAMED and _proper(name)):
            return Voice(f"{source.kind}:{family}:{name.casefold()}", name, False, False)
        if source.actor is None and kinds.generic(name):  # "residents", "Army": other people in another report
            return Voice(f"{family}:{_key(name)}", name, True, False)
        return Voice(_key(name), name, True, False)


def _proper(name: str) -> bool:
    """Tell whether a name of no known kind is somebody's own: `Harbour Civil Record`, not `army sources`."""
    words = [word for word in name.split() if len(word) > 3 or word.isupper()]
    return all(word[0].isupper() for word in words) and (len(words) > 1 or name.isupper())


def _key(name: str) -> str:
    return " ".join(name.casefold().removeprefix("the ").split())
