"""Accounts of one incident set side by side: a voice a column, what each says of a thing a row.

Knows: which accounts are one voice's, what stands in a row, and which cells the links set against each other.
Does not know: how the table looks, or why accounts belong together (linking).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rashomon.record.attribution import Stance
from rashomon.record.claim import Figure, Measure, Role, Status
from rashomon.record.incident import Account, Incident, IncidentAccount, Link, Relation
from rashomon.record.spoken import spoken_place, spoken_range, spoken_time

APART = {Relation.CONTRADICTS, Relation.DENIES, Relation.CORRECTS, Relation.UPDATES}
"""Relations in which two accounts part; the others hold together."""
TOLL = "how many"
ROWS = {"place": "where", "time": "when", "agent": "who did it", "event": "how", "status": "how"}
"""The row in which the field of a link stands; measures stand in the row of numbers."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one account says of one thing: the words for it, the claim, and by how it is set apart (None: by nothing).

    `read` is what the machine read where a person put something else in its place; None where nobody did.
    """

    text: str
    claim: str
    report: str
    apart: Relation | None
    read: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A voice with its accounts, the first first."""

    voice: str
    accounts: tuple[IncidentAccount, ...]
    denies: bool

    @property
    def outlets(self) -> tuple[str, ...]:
        """Return who published its accounts, each once."""
        return tuple(dict.fromkeys(one.publisher for one in self.accounts if one.publisher))


@dataclass(frozen=True, slots=True)
class Row:
    """One thing of which the accounts speak, a cell for each voice; `apart`: the voices part on it."""

    name: str
    cells: tuple[tuple[Said, ...], ...]
    apart: bool


def columns(incident: Incident) -> tuple[Column, ...]:
    """Return the voices of an incident, those who assert it before those who deny it, each with all its accounts."""
    voices: dict[str, list[IncidentAccount]] = {}
    for one in incident.accounts:
        voices.setdefault(one.source, []).append(one)
    made = (Column(voice, tuple(found), all(map(denies, found))) for voice, found in voices.items())
    return tuple(sorted(made, key=lambda one: one.denies))


def denies(account: IncidentAccount) -> bool:
    """Tell whether an account says that it was not so."""
    return account.stance is Stance.DENIES or account.status is Status.DENIED


def rows(
    incident: Incident,
    voices: Sequence[Column],
    known: Mapping[str, Account],
    corrected: Callable[[Account], Account],
) -> tuple[Row, ...]:
    """Return what the voices say of each thing; a row of which nobody speaks is left out.

    `known` has the claims by their ids, as read; `corrected` puts people's values in the place of what was read.
    """
    set_apart = _set_apart(incident.links)
    made = []
    for name in _SAYING:
        cells = tuple(_cell(name, column, known, corrected, set_apart) for column in voices)
        if any(cells):
            made.append(Row(name, cells, any(one.apart for cell in cells for one in cell)))
    return tuple(made)


def _cell(
    name: str,
    column: Column,
    known: Mapping[str, Account],
    corrected: Callable[[Account], Account],
    set_apart: Mapping[tuple[str, str], Relation],
) -> tuple[Said, ...]:
    """Return what a voice says of a thing, each saying once, as it first says it."""
    say = _SAYING[name]
    found: dict[str, Said] = {}
    for one in column.accounts:
        account = known.get(one.claim)
        text = say(corrected(account)) if account else None
        if account is not None and text:
            read = say(account) if account.corrections else text
            apart = set_apart.get((one.claim, name))
            said = Said(text, one.claim, one.report, apart, None if read == text else read or "nothing")
            if text not in found or (apart and not found[text].apart):
                found[text] = said
    return tuple(found.values())


def _set_apart(links: Iterable[Link]) -> dict[tuple[str, str], Relation]:
    """Return by which relation a claim is set apart in a row."""
    found: dict[tuple[str, str], Relation] = {}
    measures = {one.value for one in Measure} | {"toll"}
    for link in links:
        if link.relation in APART and link.field:
            row = TOLL if link.field in measures else ROWS.get(link.field, link.field)
            for claim in (link.a, link.b):
                found.setdefault((claim, row), link.relation)
    return found


def _how(account: Account) -> str:
    if account.stance is Stance.DENIES or account.claim.status is Status.DENIED:
        return "denies it"
    stance, status = account.stance.value.replace("_", " "), account.claim.status.value.replace("_", " ")
    return f"{stance}, {status}" if account.claim.status is not Status.ASSERTED else stance


def _named(*roles: Role) -> Callable[[Account], str | None]:
    def say(account: Account) -> str | None:
        names = [one.name for one in account.claim.actors if one.role in roles]
        return ", ".join(dict.fromkeys(names)) or None

    return say


def _holder(account: Account) -> str | None:
    return account.claim.held_by


def _when(account: Account) -> str | None:
    time = account.claim.told
    return spoken_time(time.edtf) if time else None


def _where(account: Account) -> str | None:
    return spoken_place(account.claim.place) if account.claim.place else None


def _what(account: Account) -> str:
    claim = account.claim
    return f"{claim.type}: {claim.subtype}" if claim.subtype and claim.subtype != claim.type else claim.type


def _how_many(account: Account) -> str | None:
    return "; ".join(map(_counted, account.claim.figures)) or None


def _counted(figure: Figure) -> str:
    number = spoken_range(figure.low, figure.high)
    who = figure.who or figure.unit
    return f"{figure.measure.value.replace('_', ' ')}: {number} {who}" if who else f"{figure.measure.value}: {number}"


def _terms(account: Account) -> str | None:
    return "; ".join(f"{name.replace('_', ' ')}: {value}" for name, value in account.claim.terms) or None


_SAYING: dict[str, Callable[[Account], str | None]] = {
    "how": _how,
    "what": _what,
    "where": _where,
    "when": _when,
    "who did it": _named(Role.AGENT),
    "to whom": _named(Role.TARGET),
    "parties": _named(Role.PARTY, Role.MEDIATOR),
    "held by": _holder,
    TOLL: _how_many,
    "terms": _terms,
}
