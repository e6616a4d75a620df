"""Whose voice an account is: independence is counted in voices, not in outlets.

Knows: when two accounts come from one mouth, copies included, and which voices nobody can name.
Does not know: what the voices say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from textwrap import shorten
from typing import NamedTuple

from rashomon.linking import kinds
from rashomon.linking.kin import NOBODY, Kin
from rashomon.record.attribution import SourceKind
from rashomon.record.incident import Account
from rashomon.record.values import days

NAMELESS = frozenset({SourceKind.RUMOUR, SourceKind.UNNAMED, SourceKind.SOCIAL_MEDIA})
"""Kinds of source that nobody can ask: they may be one or a hundred, and they confirm nothing."""
NOT_DATED = 10**7
"""Stands after every day (a proleptic Gregorian ordinal), so that what is not dated sorts last."""

_LONGEST_TITLE = 44
"""Characters of a title that stands for a report without a publisher."""
WEEK = 7
"""Days within which a publication date must be known to be compared with others."""


def heard(account: Account) -> Account:
    """Return `account` with the voice that a reader hears.

    Where the nearest attribution names nobody (`denied a report that …`), who speaks is the one around it.
    """
    for at, attribution in enumerate(account.chain):
        source = attribution.source
        if source.name or source.text or at + 1 == len(account.chain):
            if at:
                return replace(account, source=source, stance=attribution.stance, chain=account.chain[at:])
            break
    return account


@dataclass(frozen=True, slots=True)
class Voice:
    """One who speaks. Equal keys are one voice; `own` is True for the report's own words.

    `named` is False for those whom nobody can ask: rumours, unnamed sources, reports whose publisher is not known.
    `line` is the actor that speaks with all it belongs to (Kin.line).
    """

    key: str
    name: str
    named: bool
    own: bool
    line: frozenset[str] = frozenset()


def published_day(account: Account) -> int:
    """Return the ordinal of the day the report appeared, NOT_DATED where that is not known to within a week."""
    first, last = days(account.published.edtf)
    return first.toordinal() if first and last and (last - first).days <= WEEK else NOT_DATED


def seniority(account: Account) -> tuple[int, str]:
    """Return the order of accounts: by the first day the report may have appeared, then by claim id."""
    return first_day(account.published.edtf), account.claim.id


def first_day(published: str | None) -> int:
    """Return the ordinal of the first day that an EDTF date of publication may mean, NOT_DATED for none."""
    first, last = days(published)
    day = first or last
    return day.toordinal() if day else NOT_DATED


class Heading(NamedTuple):
    """What the voice of a copy is named by: a report, its first possible day of publication, publisher and title."""

    report: str
    day: int
    publisher: str | None
    title: str | None


def headings(accounts: Iterable[Account]) -> Iterator[Heading]:
    """Yield the heading of each account's report."""
    for account in accounts:
        yield Heading(account.claim.report, seniority(account)[0], account.publisher, account.report_title)


class Voices:
    """Tells the voice of each account, given the family of each copied report and the headings of its reports."""

    def __init__(self, headings: Iterable[Heading], families: Mapping[str, str], kin: Kin = NOBODY) -> None:
        """Name each family: all its reports speak with one voice, that of the copy.

        People whose body `kin` knows speak with its voice.
        """
        self.kin = kin
        self._families = families
        members: dict[str, dict[str, tuple[int, str, str]]] = defaultdict(dict)
        self._published: set[str] = set()
        """Families of which at least one publisher is known."""
        for one in headings:
            if family := families.get(one.report):
                members[family][one.report] = (one.day, one.publisher or _titled(one.title), one.report)
                if one.publisher:
                    self._published.add(family)
        self._copies = {family: _copies(sorted(found.values())) for family, found in members.items()}

    def family(self, account: Account) -> str:
        """Return the family of the account's report, or the report's own id when nobody shares its copy."""
        return self._families.get(account.claim.report, account.claim.report)

    def of(self, account: Account) -> Voice:
        """Return whose voice this is."""
        family = self.family(account)
        source = account.source
        if source is None or source.kind is SourceKind.PUBLISHER:
            if family in self._copies:
                return Voice(*self._copies[family], family in self._published, True)
            publisher = account.publisher
            return (
                Voice(_key(publisher), publisher, True, True) if publisher else Voice(family, "the report", False, True)
            )
        name = source.name or source.text or "unnamed source"
        if source.kind in NAMELESS and not (source.kind is SourceKind.UNNAMED and _proper(name)):
            return Voice(f"{source.kind}:{family}:{name.casefold()}", name, False, False)
        if source.actor is None and kinds.generic(name):  # "residents", "Army": other people in another report
            return Voice(f"{family}:{_key(name)}", name, True, False)
        return Voice(_key(self.kin.body(source.actor) or name), name, True, False, self.kin.line(source.actor))


def _titled(title: str | None) -> str:
    title = shorten(title or "", _LONGEST_TITLE, placeholder=" …")
    return f"“{title}”" if title else "a report"


def _copies(members: Sequence[tuple[int, str, str]]) -> tuple[str, str]:
    """Return key and name of a copy's voice, given day, publisher and id of its reports, the earliest first.

    Who was first is said only where the days tell.
    """
    day, first, _ = members[0]
    names = list(dict.fromkeys(name for _, name, _ in members))
    others = len(members) - 1
    if len(names) == 1 or (others and day < members[1][0]):
        copies = f" and {others} {'copy' if others == 1 else 'copies'}" if others else ""
        return _key(first), first + copies
    more = f" and {len(names) - 2} more" if len(names) > 2 else ""
    return _key(first), f"one text in {names[0]}{',' if more else ' and'} {names[1]}{more}"


def _proper(name: str) -> bool:
    """Tell whether a name of no known kind is somebody's own: `Harbour Civil Record`, not `army sources`."""
    words = [word for word in name.split() if len(word) > 3 or word.isupper()]
    return all(word[0].isupper() for word in words) and (len(words) > 1 or name.isupper())


def _key(name: str) -> str:
    return " ".join(name.casefold().removeprefix("the ").split())
