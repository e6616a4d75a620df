"""What people decided about claims and incidents, as the linking needs it.

Knows: which judgements count, which of them say that claims belong together, do not, or do not count; the latest one on
a matter holds.
Does not know: what the machine would have made of it, or what a correction changes (corrections).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from rashomon.linking.corrections import corrected, corrections
from rashomon.record.incident import Account, Incident, Link, Relation
from rashomon.record.judgement import Act, Judgement

RELATION = "relation"
"""The field of a link's judgement that says how its two claims stand."""
Pair = tuple[str, str]
"""Two claims, the smaller id first."""


def undone(judgements: Iterable[Judgement]) -> dict[str, str]:
    """Return the judgements that do not count, each with the latest undoing of it that does."""
    found: dict[str, str] = {}
    for one in sorted(judgements, key=_moment, reverse=True):
        if one.act is Act.UNDO and one.id not in found:
            found.setdefault(one.subject, one.id)
    return found


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return the judgements that count, the oldest first."""
    judgements = list(judgements)
    gone = undone(judgements)
    return sorted((one for one in judgements if one.id not in gone), key=_moment)


def named_in(judgements: Iterable[Judgement]) -> set[str]:
    """Return the ids that judgements are about."""
    return {id_ for one in judgements for id_ in (one.subject, one.other) if id_ is not None}


def decided_on(judgements: Sequence[Judgement], followed: Collection[str]) -> set[str]:
    """Return the ids on which something was decided, or undone, beyond what is `followed` (ids of judgements)."""
    by_id = {one.id: one for one in judgements}
    return named_in(meant for one in judgements if one.id not in followed for meant in _down(one, by_id))


def _down(one: Judgement, by_id: Mapping[str, Judgement]) -> Iterator[Judgement]:
    """Yield a judgement and, where it undoes another, that one and so on."""
    yield one
    while one.act is Act.UNDO and one.subject in by_id:
        one = by_id[one.subject]
        yield one


class Decisions:
    """The decisions among `judgements` that concern how accounts stand together.

    A subject is a claim's id, or an incident's (any that one of its claims gives). `merge`: subject and other are one
    incident. `split`: they are not; the subject leaves. `link`: two claims are about one thing. `unlink`: what ties the
    two holds nothing together. `reject` of a claim leaves it out of all views, of an incident leaves that incident out.
    `accept` after `reject` takes it back. `correct` gives a claim other values.

    Whether two stand together is one matter (merge, split, link), the link between them another (link, unlink).
    """

    def __init__(self, judgements: Iterable[Judgement], claims: Iterable[str]) -> None:
        """Sort out `judgements`; those about things that are not here, or undone, change nothing."""
        claims = list(claims)
        self._known = set(claims)
        self._named = {Incident.identify(claim): claim for claim in claims}
        self._matters: dict[Pair, tuple[Act, str]] = {}
        self._links: dict[Pair, Judgement] = {}
        counting = standing(judgements)
        self._corrections = corrections(counting)
        rejected: dict[str, bool] = {}
        for judgement in counting:
            if judgement.act in (Act.REJECT, Act.ACCEPT):
                rejected[judgement.subject] = judgement.act is Act.REJECT
            elif judgement.other is not None:
                self._weigh(judgement, self._claim(judgement.subject), self._claim(judgement.other))
        self.rejected = frozenset(subject for subject, out in rejected.items() if out and subject in self._known)
        """Claims that do not count."""
        self.rejected_incidents = frozenset(
            self._named[subject] for subject, out in rejected.items() if out and subject in self._named
        )
        """Claims whose incident does not count."""
        self.split = frozenset(subject for act, subject in self._matters.values() if act is Act.SPLIT)
        """Claims that were split from something: they look for their place after all others have theirs."""
        self.linked = sorted(pair for pair, one in self._links.items() if one.act is Act.LINK and pair in self._matters)
        """Claims that are about one thing, whatever ties them."""
        self.unlinked = frozenset(pair for pair, one in self._links.items() if one.act is Act.UNLINK)
        """Claims between which no tie counts."""

    def pairs(self, index_of: Mapping[str, int]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """Return the pairs (by index) that belong together, and those that do not."""
        together: list[tuple[int, int]] = []
        asunder: list[tuple[int, int]] = []
        for (one, other), (act, _) in sorted(self._matters.items()):
            if one in index_of and other in index_of:
                (asunder if act is Act.SPLIT else together).append((index_of[one], index_of[other]))
        return together, asunder

    def beside(self, claims: Collection[str]) -> set[str]:
        """Return the claims that decisions put together with, or keep apart from, some of `claims`."""
        return {claim for one, other in self._matters if one in claims or other in claims for claim in (one, other)}

    def worded(self, link: Link) -> Link:
        """Return `link` as it is printed: as a person had it, where one did, with who and why before the reasons.

        The score stays the machine's: how alike the two are does not change by a decision.
        """
        decided = self._links.get(_pair(link.a, link.b))
        if decided is None:
            return link
        if decided.value is None:
            return replace(link, reasons=(f"{decided.who} put them together: {decided.reason}", *link.reasons))
        relation = Relation(decided.value)
        why = f"{relation}, {decided.who} decided: {decided.reason}"
        read = (f"read as {link.relation}: {link.reasons[0]}", *link.reasons[1:])
        a, b = (link.a, link.b) if self._claim(decided.subject) == link.a else (link.b, link.a)
        return Link(a, b, relation, link.field if relation is link.relation else None, link.score, (why, *read))

    def corrected(self, account: Account) -> Account:
        """Return `account` with the values that people gave its claim."""
        return corrected(account, self._corrections.get(account.claim.id, ()))

    def _weigh(self, judgement: Judgement, subject: str | None, other: str | None) -> None:
        """Take in a decision on two claims, later than all before it."""
        if subject is None or other is None or subject == other:
            return
        pair = _pair(subject, other)
        if judgement.act is not Act.UNLINK:
            self._matters[pair] = (judgement.act, subject)
        elif pair in self._matters and self._matters[pair][0] is Act.LINK:
            del self._matters[pair]
        if judgement.act in (Act.LINK, Act.UNLINK):
            self._links[pair] = judgement

    def _claim(self, subject: str) -> str | None:
        return subject if subject in self._known else self._named.get(subject)


def _pair(one: str, other: str) -> Pair:
    return min(one, other), max(one, other)


def _moment(judgement: Judgement) -> tuple[str, str]:
    return judgement.at, judgement.id
