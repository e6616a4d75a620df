"""What people decided about claims and incidents, as the clustering needs it.

Knows: which judgements say that claims belong together, do not, or do not count; the latest one on a matter holds.
Does not know: what the machine would have made of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from rashomon.record.incident import Incident
from rashomon.record.judgement import Act, Judgement


def named_in(judgements: Iterable[Judgement]) -> set[str]:
    """Return the ids that judgements are about."""
    return {id_ for one in judgements for id_ in (one.subject, one.other) if id_ is not None}


def decided_on(judgements: Sequence[Judgement], followed: Collection[str]) -> set[str]:
    """Return the ids on which something was decided beyond what is `followed` (ids of judgements) already."""
    return named_in(one for one in judgements if one.id not in followed)


class Decisions:
    """The decisions among `judgements` that concern how accounts stand together.

    A subject is a claim's id, or an incident's (any that one of its claims gives). `merge`: subject and other are one
    incident. `split`: they are not; the subject leaves. `reject` of a claim leaves it out of all views, of an incident
    leaves that incident out. `accept` after `reject` takes it back. `correct` changes a claim's values, not this.
    """

    def __init__(self, judgements: Iterable[Judgement], claims: Iterable[str]) -> None:
        """Sort out `judgements`, oldest first; those about things that are not here change nothing."""
        claims = list(claims)
        self._known = set(claims)
        self._named = {Incident.identify(claim): claim for claim in claims}
        rejected: dict[str, bool] = {}
        matters: dict[tuple[str, str], tuple[Act, str]] = {}
        for judgement in sorted(judgements, key=lambda one: (one.at, one.id)):
            subject, other = self._claim(judgement.subject), self._claim(judgement.other)
            if judgement.act in (Act.REJECT, Act.ACCEPT) and judgement.field is None:
                rejected[judgement.subject] = judgement.act is Act.REJECT
            elif judgement.act in (Act.MERGE, Act.SPLIT) and subject and other and subject != other:
                matters[min(subject, other), max(subject, other)] = (judgement.act, subject)
        self.rejected = frozenset(subject for subject, out in rejected.items() if out and subject in self._known)
        """Claims that do not count."""
        self.rejected_incidents = frozenset(
            self._named[subject] for subject, out in rejected.items() if out and subject in self._named
        )
        """Claims whose incident does not count."""
        self._matters = matters
        self.split = frozenset(subject for act, subject in matters.values() if act is Act.SPLIT)
        """Claims that were split from something: they look for their place after all others have theirs."""

    def pairs(self, index_of: Mapping[str, int]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """Return the pairs (by index) that belong together, and those that do not."""
        together: list[tuple[int, int]] = []
        asunder: list[tuple[int, int]] = []
        for (one, other), (act, _) in sorted(self._matters.items()):
            if one in index_of and other in index_of:
                (together if act is Act.MERGE else asunder).append((index_of[one], index_of[other]))
        return together, asunder

    def beside(self, claims: Collection[str]) -> set[str]:
        """Return the claims that decisions put together with, or keep apart from, some of `claims`."""
        return {claim for one, other in self._matters if one in claims or other in claims for claim in (one, other)}

    def _claim(self, subject: str | None) -> str | None:
        if subject is None:
            return None
        return subject if subject in self._known else self._named.get(subject)
