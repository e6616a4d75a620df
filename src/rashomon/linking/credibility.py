"""How good the answer is: the information grade of the Admiralty code, by a rule that can be printed.

Knows: the rule.
Does not know: how reliable a source has been over time (the other half of that code, which a person judges).
"""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.linking.facts import Facts
from rashomon.record.attribution import Stance
from rashomon.record.claim import Status
from rashomon.record.incident import Link, Relation

RULE = {
    "1": "confirmed: two or more independent voices, each a named source or a known publisher, say so plainly, closely "
    "agreeing, and nobody contests it",
    "2": "probably true: two or more voices agree, though loosely or one of them with doubt; or one voice does, and an "
    "unnamed source or a report of no known publisher agrees; nobody contests it",
    "3": "possibly true: one voice says so plainly; or two or more do, and it is contested",
    "4": "doubtful: one voice says so and it is contested; or it is only alleged, believed or hedged",
    "5": "improbable: no voice says so, and one denies it",
    "6": "cannot be judged: rumours and unnamed sources only",
}
"""Grade and what earns it. Grades and names: the Admiralty code (NATO, FM 2-22.3 appendix B); the conditions are ours,
counted in voices, so that copies earn nothing. A voice is a named source, wherever it is quoted, or a report whose
publisher is known; reports of no known publisher are one voice where nobody else speaks, and none beside others."""
CLOSELY = 0.7
"""Score of the link between two voices from which they count as speaking of the same thing for grade 1."""
PLAIN = frozenset({Stance.ASSERTS, Stance.COMMITS})
"""Stances that put a thing forward without doubt."""
OPPOSED = frozenset({Relation.DENIES, Relation.CONTRADICTS})


def contested(accounts: Sequence[Facts], links: Sequence[Link]) -> bool:
    """Tell whether a voice denies what was said, or two voices cannot both be right.

    What is only put in the negative (`no convoy has entered`) contests nothing until somebody says otherwise.
    """
    denials = (facts.denies and facts.account.stance is Stance.DENIES for facts in accounts)
    return any(denials) or any(link.relation in OPPOSED for link in links)


def voices(accounts: Sequence[Facts], links: Sequence[Link]) -> frozenset[str]:
    """Return the keys of the independent voices: named ones, the report's own words only where it quotes nobody named.

    What a paper says beside the source it quotes is that source's word again; of those who repeat each other's words
    (`links`) one counts. Reports without a known publisher may all be of one hand: they count one together, and only
    where no other voice is heard.
    """
    quoted = {facts.family for facts in accounts if facts.voice.named and not facts.voice.own}
    key_of = {
        facts.account.claim.id: facts.voice.key
        for facts in accounts
        if facts.voice.named and not (facts.voice.own and facts.family in quoted)
    }
    if not key_of:
        return frozenset(sorted(facts.voice.key for facts in accounts if facts.voice.own)[:1])
    first = {key: key for key in key_of.values()}
    for link in links:
        one, other = key_of.get(link.a), key_of.get(link.b)
        if link.relation is Relation.REPEATS and one is not None and other is not None and first[one] != first[other]:
            kept, dropped = sorted((first[one], first[other]))
            first = {key: kept if now == dropped else now for key, now in first.items()}
    return frozenset(first.values())


def grade(accounts: Sequence[Facts], links: Sequence[Link]) -> str:
    """Return the grade, ``1`` to ``6``, of what `accounts` (only those that say it is or is not so) tell together."""
    saying = [facts for facts in accounts if not facts.denies]
    said_plainly = [facts for facts in saying if plainly(facts)]
    sayers, plain = voices(saying, links), voices(said_plainly, links)
    if not sayers:
        return "5" if voices([facts for facts in accounts if facts.denies], links) else "6"
    if contested(accounts, links):
        return "3" if len(sayers) > 1 else "4"
    if len(plain) > 1 and any(link.relation is Relation.CORROBORATES and link.score >= CLOSELY for link in links):
        return "1"
    told_by = {facts.family for facts in saying if facts.voice.named}
    others = any(not facts.voice.named and facts.family not in told_by for facts in saying)
    if len(sayers) > 1 or (others and any(facts.voice.named for facts in said_plainly)):
        return "2"
    return "3" if plain else "4"


def plainly(facts: Facts) -> bool:
    """Tell whether the account puts the thing forward without doubt or hedge."""
    hedged = bool(facts.account.chain) and facts.account.chain[0].hedge is not None
    return facts.account.stance in PLAIN and not hedged and facts.account.claim.status is Status.ASSERTED
