"""What people decided, as lines to read: corrections, grades, histories.

Knows: what a person wants to see of each: who decided, when, why, and whether it still counts.
Does not know: what comes of a decision in the views.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rashomon.cli.terminal import detailed, paragraph, short, spaced
from rashomon.record.incident import Account
from rashomon.record.judgement import Decided, Judgement, Reliability

if TYPE_CHECKING:
    from rashomon.casebook import Speaker


def sources(found: Iterable[Speaker]) -> Iterator[str]:
    """Yield a table of who speaks, each with what its letter rests on where anything was decided."""
    head = ("source", "kind", "A–F", "reports", "says", "how")
    rows = (
        (
            (
                one.name,
                spaced(one.kind),
                one.reliability.letter if one.reliability else "",
                str(one.reports),
                str(one.attributions),
                ", ".join(f"{spaced(stance)} {times}" for stance, times in one.stances),
            ),
            _reliability(one.reliability) if one.reliability else (),
        )
        for one in found
    )
    yield from detailed(head, rows, (30, 12, 3, 7, 4))


def _reliability(found: Reliability) -> Iterator[str]:
    counts = f"{found.accepted} accepted, {found.rejected} rejected, {found.corrected} corrected"
    if found.who is not None:
        yield from paragraph(f"{found.letter}, graded by {found.who}: {found.reason} ({counts})", indent=2, hang=2)
    elif found.accepted or found.rejected or found.corrected:
        yield from paragraph(f"{found.letter}, {found.why} ({counts})", indent=2, hang=2)


def history(found: Iterable[Decided]) -> Iterator[str]:
    """Yield what people decided, each with its id, who, when and why; what was undone is marked."""
    none = True
    for one in found:
        none = False
        made = one.judgement
        when = made.at[:16].replace("T", " ")
        undone = f" — undone by {short(one.undone_by)}" if one.undone_by else ""
        yield from paragraph(f"{when}  {_act(made)}{undone}", hang=18)
        yield from paragraph(f"{made.who}: {made.reason} [{short(made.id)}]", indent=18)
    if none:
        yield "nobody has decided anything about it"


def _act(made: Judgement) -> str:
    """Return a judgement as a phrase: `correct place to “Telmara [t1]” 3f2a…`, `link 3f2a… with 9c1d… as denies`."""
    subject = short(made.subject) if "_" in made.subject and " " not in made.subject else made.subject
    if made.field in ("relation", "reliability"):
        change = f" as {made.value}"
        other = f" with {short(made.other)}" if made.other else ""
        return f"{made.act.value} {subject}{other}{change}"
    change = f" {spaced(made.field)} to “{_value(made)}”" if made.field else ""
    other = f" {'from' if made.act.value in ('split', 'unlink') else 'with'} {short(made.other)}" if made.other else ""
    return f"{made.act.value}{change} {subject}{other}"


def _value(made: Judgement) -> str:
    return f"{made.place.text} [{made.value}]" if made.place else made.value or ""


def corrected(item: Account, indent: int = 4) -> Iterator[str]:
    """Yield what people put in the place of a claim's values, beside what was read."""
    for one in item.corrections:
        line = f"{spaced(one.field or '')} corrected to “{_value(one)}” by {one.who}: {one.reason}"
        yield from paragraph(line, indent=indent, hang=2)


def judged(made: Judgement) -> str:
    """Return a line about a judgement that was just kept."""
    return f"{made.act} {made.subject}: kept as {made.id}"
