"""What is new since a date: the incidents of now beside those of then.

Knows: which incident of then an incident of now goes on, and what it is worth telling about the difference.
Does not know: which reports were out then (casebook), or how it is printed (exports).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rashomon.record.change import Change
from rashomon.record.claim import Measure
from rashomon.record.incident import Incident
from rashomon.record.spoken import spoken_range

TOLLS = (Measure.KILLED, Measure.INJURED, Measure.MISSING, Measure.DISPLACED)
"""Measures whose range is told when it is another than before."""


def changes(before: Iterable[Incident], now: Sequence[Incident]) -> tuple[Change, ...]:
    """Return what is new about each incident of `now`, in their order; those of which nothing is are left out."""
    known = {account.claim: incident for incident in before for account in incident.accounts}
    found = []
    for incident in now:
        fresh = tuple(account.claim for account in incident.accounts if account.claim not in known)
        olds = {
            known[account.claim].id: known[account.claim] for account in incident.accounts if account.claim in known
        }
        became = tuple(_became(list(olds.values()), incident)) if olds else ()
        if fresh or became:
            found.append(Change(incident.id, not olds, fresh, became))
    return tuple(found)


def _became(olds: Sequence[Incident], now: Incident) -> Iterator[str]:
    if len(olds) > 1:
        yield f"{len(olds)} incidents are one now"
    if now.contested != any(old.contested for old in olds):
        yield "now contested" if now.contested else "no longer contested"
    grades = sorted({old.credibility for old in olds})
    if now.credibility not in grades:
        yield f"grade {'/'.join(grades)} is now {now.credibility}"
    for measure in TOLLS:
        was, is_now = _range(olds, measure), _range([now], measure)
        if is_now is not None and was is not None and was != is_now:
            yield f"{measure.value}: {spoken_range(*was)}, now {spoken_range(*is_now)}"


def _range(incidents: Sequence[Incident], measure: Measure) -> tuple[float | None, float | None] | None:
    """Return the lowest and the highest number of a measure; None for an open end, and for no number at all."""
    said = [one for incident in incidents for name, found in incident.figures if name is measure for one in found]
    if not said:
        return None
    lows = [one.low for one in said if one.low is not None]
    open_end = any(one.high is None for one in said)
    highs = [one.high for one in said if one.high is not None]
    return (min(lows) if lows else None), (None if open_end else max(highs))
