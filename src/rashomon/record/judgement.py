"""What a person decided.

Knows: the acts of judgement. A judgement is appended beside the machine's value; it never replaces it.
Does not know: how views take judgements into account (linking, casebook).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rashomon.record.ids import content_id
from rashomon.record.values import Where


class Act(StrEnum):
    """What was decided about a subject."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    MERGE = "merge"
    SPLIT = "split"
    LINK = "link"
    UNLINK = "unlink"
    GRADE = "grade"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision.

    `subject` is what it is about: the id of a claim or an incident, the name of a source (grade), the id of another
    judgement (undo). `field` and `value` say what is corrected to what, how the two of a link stand (`relation`), or
    how reliable a source is (`reliability`); `other` is what the subject is merged or linked with, or parted from.
    None where the act needs none. `at` is an ISO 8601 moment in UTC. `place` is the place that a correction means, as
    the gazetteer had it then; its id is the `value`.
    """

    id: str
    act: Act
    subject: str
    who: str
    at: str
    reason: str
    field: str | None = None
    value: str | None = None
    other: str | None = None
    place: Where | None = None

    @staticmethod
    def identify(act: Act, subject: str, who: str, at: str, *decision: str | None) -> str:
        """Return the id of a judgement: who decided when about what, and the reason, field, value and other."""
        return content_id("judgement", act, subject, who, at, decision)


@dataclass(frozen=True, slots=True)
class Decided:
    """A judgement with the id of the latest one that took it back, None while it counts."""

    judgement: Judgement
    undone_by: str | None


@dataclass(frozen=True, slots=True)
class Reliability:
    """How reliable a source is: ``A`` (reliable) to ``E`` (unreliable), ``F`` (cannot be judged).

    `why` is the condition that gave the letter. The counts are of the source's claims that people accepted, rejected or
    corrected, each claim once. `who` graded it, for which `reason`; None where the letter follows from the counts.
    """

    letter: str
    why: str
    accepted: int
    rejected: int
    corrected: int
    who: str | None = None
    reason: str | None = None
