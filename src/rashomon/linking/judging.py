"""Where people decide: a judgement is checked before it is kept, and found again by whatever it is about.

Knows: what each act is about and what it takes besides, and which judgements concern a thing.
Does not know: what comes of them (decisions, corrections, reliability), or where they are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from rashomon.errors import NotFound, UsageError
from rashomon.linking.corrections import NAMED, UNKNOWN, checked, corrected, corrections, names
from rashomon.linking.decisions import RELATION, standing, undone
from rashomon.linking.reliability import LETTERS
from rashomon.record.claim import Claim
from rashomon.record.incident import Account, Incident, Relation
from rashomon.record.judgement import Act, Decided, Judgement
from rashomon.record.run import Reading
from rashomon.record.values import Place, PlaceRole, Precision, Where

RELIABILITY = "reliability"
"""The field of a grade."""
ON_TWO = frozenset({Act.MERGE, Act.SPLIT, Act.LINK, Act.UNLINK})
"""Acts on two things."""
ON_CLAIMS = frozenset({Act.CORRECT, Act.LINK, Act.UNLINK})
"""Acts on claims only; an incident will not do."""
CHANGES = {Act.CORRECT: "--field and --value", Act.LINK: "--relation", Act.GRADE: "--value"}
"""Acts that say what to, and how that is typed."""
FEW = 5
"""How many a message lists."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What is needed to decide: how to find what a beginning of an id names, and what else can be meant.

    `show` raises NotFound for what is not here. `names` are those of the sources. `places` gives the places with that
    id, or called so; `actor` canonical name and id of an actor. `types` has the subtypes of each type of claim.
    """

    show: Callable[[str], Reading | Account | Incident]
    judgements: Sequence[Judgement]
    names: Callable[[], Iterable[str]]
    places: Callable[[str], Sequence[tuple[Place, Precision]]]
    actor: Callable[[str], tuple[str, str] | None]
    types: Mapping[str, tuple[str, ...]]

    def decide(
        self, act: Act, subject: str, who: str, reason: str, change: tuple[str, str] | None, other: str | None
    ) -> Judgement:
        """Return the judgement as it is to be kept; UsageError or NotFound where it cannot be."""
        _check_takes(act, change, other)
        place = None
        if act is Act.UNDO:
            subject = self._judgement(subject).id
        elif act is Act.GRADE:
            subject = self._source(subject)
        else:
            subject = self._subject(act, subject)
        other = self._subject(act, other) if other is not None else None
        if subject == other:
            raise UsageError(f"{subject} is one and the same", f"{act} takes two different ones")
        if act is Act.CORRECT and change is not None:
            change, place = self._correction(subject, *change)
        elif change is not None:
            change = _choice(act, *change)
        at = datetime.now(UTC).isoformat(timespec="microseconds")
        field, value = change or (None, None)
        id_ = Judgement.identify(act, subject, who, at, reason, field, value, other)
        return Judgement(id_, act, subject, who, at, reason, field, value, other, place)

    def history(self, beginning: str) -> tuple[Decided, ...]:
        """Return what people decided about a thing and what of that was undone, the oldest first.

        The thing is a claim, an incident (each of its claims), a report (the same), a source by its name, or a
        judgement, with those that it undoes or that undo it. NotFound where there is none and nobody decided on one.
        """
        about = self._concerned(beginning)
        found: dict[str, Judgement] = {}
        for one in self.judgements:  # an undoing comes after what it undoes
            if about & {one.id, one.subject, one.other} or (one.act is Act.UNDO and one.subject in found):
                found[one.id] = one
        gone = undone(self.judgements)
        return tuple(Decided(one, gone.get(one.id)) for one in found.values())

    def _concerned(self, beginning: str) -> set[str | None]:
        """Return the ids and names that decisions on a thing may have as their subjects."""
        graded = {one.subject for one in self.judgements if one.act is Act.GRADE}
        if beginning in graded:
            return {beginning}
        try:
            shown = self.show(beginning)
        except NotFound as error:
            return {self._decided(beginning, error)}
        if isinstance(shown, Incident):
            claims = {account.claim for account in shown.accounts}
        else:
            claims = {shown.claim.id} if isinstance(shown, Account) else {claim.id for claim in shown.claims}
        return {*claims, *map(Incident.identify, claims)}

    def _decided(self, beginning: str, error: NotFound) -> str:
        """Return what else was decided on: a judgement, an incident that was left out, a source; else raise `error`."""
        found = {one.id for one in self.judgements if _begins(one.id, beginning)}
        if not found:
            found = {one.subject for one in self.judgements if _begins(one.subject, beginning)}
        if len(found) == 1:
            by_id = {one.id: one for one in self.judgements}
            root = found.pop()
            while root in by_id and by_id[root].act is Act.UNDO:
                root = by_id[root].subject
            return root
        if found:
            raise UsageError(f"{beginning} may be {', '.join(sorted(found)[:FEW])}", "give more of its characters")
        try:
            return self._source(beginning)
        except NotFound:
            raise error from None

    def _subject(self, act: Act, beginning: str) -> str:
        """Return the id of the claim or incident meant."""
        try:
            shown = self.show(beginning)
        except NotFound:
            rejected = {one.subject for one in self.judgements if one.act is Act.REJECT}
            left_out = [one for one in rejected if _begins(one, beginning)]
            if act is Act.ACCEPT and len(left_out) == 1:
                return left_out[0]
            raise
        if isinstance(shown, Account):
            return shown.claim.id
        if isinstance(shown, Reading) or act in ON_CLAIMS:
            what = "a report" if isinstance(shown, Reading) else "an incident"
            needs = "claims" if act in ON_CLAIMS else "claims and incidents"
            raise UsageError(f"{beginning} is {what}, and {act} is for {needs}", "show it to see its claims' ids")
        return shown.id

    def _judgement(self, beginning: str) -> Judgement:
        found = [one for one in self.judgements if _begins(one.id, beginning)]
        if len(found) == 1:
            return found[0]
        if not found:
            raise NotFound(f"there is no judgement {beginning}", "see those on a thing: rashomon history ID")
        ids = ", ".join(one.id for one in found[:FEW])
        raise UsageError(f"{beginning} may be {ids}", "give more of its characters")

    def _source(self, name: str) -> str:
        """Return the name of the source meant: that name, however it is capitalised, or the only one that begins so."""
        known = list(self.names())
        if name in known:
            return name
        folded = name.casefold()
        for fits in (str.__eq__, str.startswith):
            found = sorted({one for one in known if fits(one.casefold(), folded)})
            if len(found) == 1:
                return found[0]
            if found:
                raise UsageError(f"{name} may be {'; '.join(found[:FEW])}", "give the whole name")
        raise NotFound(f"no source is called {name}", "list them: rashomon sources")

    def _correction(self, claim: str, field: str, value: str) -> tuple[tuple[str, str], Where | None]:
        """Return field and value as they are kept, and the place meant where a place is corrected."""
        account = self.show(claim)
        assert isinstance(account, Account)
        now = corrected(account, corrections(standing(self.judgements)).get(claim, ())).claim
        value = checked(now, field, value, self.types)
        if value == UNKNOWN:
            return (field, value), None
        if field in NAMED:
            known = [self.actor(name) or (name, id_) for name, id_ in names(value)]
            value = "; ".join(f"{name} [{id_}]" if id_ else name for name, id_ in known)
        elif field == "place":
            where = self._place(now, value)
            return (field, where.candidates[0]), where
        return (field, value), None

    def _place(self, claim: Claim, value: str) -> Where:
        found = self.places(value)
        if not found:
            raise UsageError(f"no place is called {value}", f"see what is known: rashomon gazetteer find {value}")
        if len(found) > 1:
            ids = ", ".join(
                f"{place.id} ({place.admin1 or place.country or place.feature})" for place, _ in found[:FEW]
            )
            raise UsageError(f"{value} may be {len(found)} places", f"give the id of one: {ids}")
        place, precision = found[0]
        return Where(claim.span, place.name, None, PlaceRole.LITERAL, place, (place.id,), precision)


def _check_takes(act: Act, change: tuple[str, str] | None, other: str | None) -> None:
    """Raise UsageError when the act lacks what it needs or has what it cannot use."""
    if (act in ON_TWO) != (other is not None):
        two = ", ".join(sorted(ON_TWO))
        raise UsageError(
            f"{act} {'needs another' if act in ON_TWO else 'takes no other'} id", f"--other ID goes with: {two}"
        )
    takes = CHANGES.get(act)
    if (change is not None and takes is None) or (change is None and takes is not None and act is not Act.LINK):
        these = "; ".join(f"{one}: {how}" for one, how in CHANGES.items())
        raise UsageError(f"{act} {f'needs {takes}' if takes else 'takes no field and no value'}", these)


def _choice(act: Act, field: str, value: str) -> tuple[str, str]:
    """Return the relation of a link or the letter of a grade; UsageError when it is none."""
    wanted = RELATION if act is Act.LINK else RELIABILITY
    listed = tuple(relation.value for relation in Relation) if act is Act.LINK else LETTERS
    value = value if act is Act.LINK else value.upper()
    if field != wanted or value not in listed:
        raise UsageError(
            f"{value!r} is no {wanted}" if field == wanted else f"{act} takes no field {field!r}",
            f"give one of: {', '.join(listed)}",
        )
    return field, value


def _begins(id_: str, beginning: str) -> bool:
    """Tell whether an id begins so, with its kind or without."""
    return bool(beginning) and (id_.startswith(beginning) or id_.partition("_")[2].startswith(beginning))
