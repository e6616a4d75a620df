"""How reliable a source has been: the other half of the Admiralty code, from people's decisions and nothing else.

Knows: the rule, by which a letter follows from what people decided about a source's claims.
Does not know: how good the answer is in one matter (credibility), or what a name or a kind of source may promise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from rashomon.linking.corrections import corrections
from rashomon.linking.decisions import standing
from rashomon.record.judgement import Act, Judgement, Reliability

ENOUGH = 5
"""Decided claims below which a source cannot be judged."""
LONG = 20
"""Decided claims from which a record without a fault makes a source reliable."""

RULE = {
    "A": f"reliable: people decided on {LONG} of its claims or more, and accepted every one",
    "B": "usually reliable: they accepted nine in ten or more",
    "C": "fairly reliable: they accepted two in three or more",
    "D": "not usually reliable: they accepted one in three or more",
    "E": "unreliable: they accepted fewer than one in three",
    "F": f"cannot be judged: people decided on fewer than {ENOUGH} of its claims",
}
"""Letter and what earns it. Letters and names: the Admiralty code (NATO STANAG 2511; FM 2-22.3, appendix B); the
conditions are ours. A claim is decided when it was accepted, rejected or corrected, and counts once: rejected before
corrected before accepted. What was rejected may have been misread rather than wrong: who knows grades the source."""
LETTERS = tuple(RULE)
GRADED = "graded by a person, whatever the record says"


def reliabilities(judgements: Iterable[Judgement], speakers: Mapping[str, str]) -> dict[str, Reliability]:
    """Return the reliability of each source on which something was decided; `speakers` has the source of each claim.

    The latest grade of a person holds; without one the letter follows from the record by RULE.
    """
    counting = standing(judgements)
    grades = {one.subject: one for one in counting if one.act is Act.GRADE}
    records: dict[str, Counter[str]] = {name: Counter() for name in grades}
    for claim, outcome in _outcomes(counting).items():
        if claim in speakers:
            records.setdefault(speakers[claim], Counter())[outcome] += 1
    return {name: _reliability(record, grades.get(name)) for name, record in sorted(records.items())}


def decided_claims(judgements: Iterable[Judgement]) -> set[str]:
    """Return the claims that people accepted, rejected or corrected."""
    return set(_outcomes(standing(judgements)))


def _outcomes(counting: Iterable[Judgement]) -> dict[str, str]:
    counting = list(counting)
    found = {one.subject: one.act.value for one in counting if one.act in (Act.ACCEPT, Act.REJECT)}
    for claim in corrections(counting):
        if found.get(claim) != Act.REJECT:
            found[claim] = Act.CORRECT
    return found


def _reliability(record: Counter[str], grade: Judgement | None) -> Reliability:
    counts = record[Act.ACCEPT], record[Act.REJECT], record[Act.CORRECT]
    if grade is not None:
        return Reliability(grade.value or "F", GRADED, *counts, grade.who, grade.reason)
    letter = _letter(record[Act.ACCEPT], sum(counts))
    return Reliability(letter, RULE[letter], *counts)


def _letter(accepted: int, decided: int) -> str:
    if decided < ENOUGH:
        return "F"
    if accepted == decided >= LONG:
        return "A"
    for letter, of_so_many in (("B", (9, 10)), ("C", (2, 3)), ("D", (1, 3))):
        if accepted * of_so_many[1] >= decided * of_so_many[0]:
            return letter
    return "E"


UNJUDGED = _reliability(Counter(), None)
"""Of a source on which nobody decided anything."""
