"""What a person decided.

Knows: the acts of judgement. A judgement is appended beside the machine's value; it never replaces it.
Does not know: how views take judgements into account (linking, casebook).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rashomon.record.ids import content_id


class Act(StrEnum):
    """What was decided about a subject."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    MERGE = "merge"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision.

    `subject` is the id it is about (a claim or an incident); `field` and `value` say what is corrected to what, `other`
    what it is merged with or split from (None where the act needs none). `at` is an ISO 8601 moment in UTC.
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

    @staticmethod
    def identify(act: Act, subject: str, who: str, at: str, *decision: str | None) -> str:
        """Return the id of a judgement: who decided when about what, and the reason, field, value and other."""
        return content_id("judgement", act, subject, who, at, decision)
