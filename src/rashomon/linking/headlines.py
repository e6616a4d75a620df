"""The number of a series that stands for it in a headline, by a rule that is named and printed.

Knows: the rules, and which estimates they count: each voice's latest, copies once.
Does not know: which estimate is right, or how series are made (series).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.linking import kinds
from rashomon.linking.voices import Voice
from rashomon.record.incident import Headline

RULES = {
    "lowest": "the lowest number among the latest estimates of each voice",
    "best": "the lowest and the highest number among the latest estimates of each voice, and between them the one that "
    "most of these voices' estimates allow, the lower of two (low, best and high, as UCDP gives them)",
    "range": "from the lowest to the highest number among the latest estimates of each voice",
}
"""Rule and what it takes. The three numbers: Uppsala Conflict Data Program, GED codebook (best, low and high estimate);
the conditions are ours. Rumours, unnamed sources and what a report says beside the source it quotes are no voices where
others speak; who counts a part of those counted (`children`) counts only where nobody counts all."""


@dataclass(frozen=True, slots=True)
class Said:
    """An estimate with what a rule asks of it: whose, of whom, how late (day spoken of, then day published)."""

    voice: Voice
    family: str
    who: str | None
    low: float | None
    high: float | None
    day: int
    published: int


def headline(said: Sequence[Said], rule: str) -> Headline | None:
    """Return the headline of one series by a rule of RULES, None where no estimate gives a number."""
    latest = _latest(_whole([one for one in said if one.low is not None or one.high is not None]))
    if not latest:
        return None
    low = min((one.low for one in latest if one.low is not None), default=None)
    high = max((_top(one) for one in latest), default=None)
    if any(one.high is None and one.low == high for one in latest):
        high = None
    if rule == "lowest":
        return Headline(rule, low, None, None)
    best = _agreed(latest) if rule == "best" else None
    return Headline(rule, low, best, high)


def _whole(said: Sequence[Said]) -> list[Said]:
    """Return the estimates of everybody who is counted; those of parts where there are no others."""
    return [one for one in said if kinds.counted(one.who) is None] or list(said)


def _latest(said: Sequence[Said]) -> list[Said]:
    """Return the latest estimate of each voice, the highest of those it gives at once."""
    named = [one for one in said if one.voice.named] or list(said)
    quoted = {one.family for one in named if not one.voice.own}
    speaking = [one for one in named if not (one.voice.own and one.family in quoted)]
    found: dict[str, Said] = {}
    for one in sorted(speaking, key=lambda one: (one.day, one.published, _top(one), one.low or 0)):
        found[one.voice.key] = one
    return list(found.values())


def _top(one: Said) -> float:
    """Return the highest number that an estimate names."""
    return one.high if one.high is not None else one.low or 0


def _agreed(latest: Sequence[Said]) -> float:
    """Return the number that most estimates allow, the lowest of those that as many do."""
    numbers = sorted({end for one in latest for end in (one.low, one.high) if end is not None})
    return max(numbers, key=lambda number: (sum(_allows(one, number) for one in latest), -number))


def _allows(one: Said, number: float) -> bool:
    return (one.low or 0) <= number <= (math.inf if one.high is None else one.high)
