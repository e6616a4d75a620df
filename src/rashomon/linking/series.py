"""A figure through its estimates: one measure at one place, in order of the time the estimates speak of.

Knows: how figures become series.
Does not know: which estimate is right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from rashomon.linking import headlines
from rashomon.linking.facts import headline, interval
from rashomon.linking.headlines import Said
from rashomon.linking.voices import NOT_DATED, Voice, Voices, headings, heard, seniority
from rashomon.record.claim import Measure, Status
from rashomon.record.incident import Account, Estimate, Series
from rashomon.record.spoken import spoken_place

COUNTED = frozenset({Status.ASSERTED, Status.RUMOURED})
"""What is denied, wanted, planned or supposed is no estimate."""


def series(
    accounts: Sequence[Account], families: Mapping[str, str] | None = None, rule: str | None = None
) -> tuple[Series, ...]:
    """Return the series of all figures, by measure and name of place; those that name no place come first.

    An estimate that says no time stands after those that do. The same range by the same voice for the same time is one
    estimate, however many reports carry it; said once with a time and once without, it is the one with. A headline's
    number counts only where the report's body has none of that measure. `rule` names the rule of the headlines.
    """
    voices = Voices(headings(accounts), families or {})
    rows: dict[tuple[Measure, str], dict[tuple[object, ...], tuple[int, str | None, Estimate]]] = defaultdict(dict)
    said: dict[tuple[Measure, str], list[Said]] = defaultdict(list)
    names: dict[str, str | None] = {"": None}
    in_body = {
        (one.claim.report, figure.measure) for one in accounts if not headline(one) for figure in one.claim.figures
    }
    for account in sorted(map(heard, accounts), key=seniority):
        claim = account.claim
        if claim.status not in COUNTED:
            continue
        place = claim.place
        key = "" if place is None else place.place.id if place.place else place.text.casefold()
        if place is not None:
            names.setdefault(key, spoken_place(place))
        voice = voices.of(account)
        time = claim.told.edtf if claim.told else None
        first, _ = interval(claim.told)
        for figure in claim.figures:
            if headline(account) and (claim.report, figure.measure) in in_body:
                continue
            estimate = Estimate(figure.low, figure.high, voice.name, claim.id, figure.who)
            same = (figure.low, figure.high, figure.who, voice.key, time)
            day = NOT_DATED if first is None else first
            rows[figure.measure, key].setdefault(same, (day, time, estimate))
            said[figure.measure, key].append(
                _said(estimate, voice, voices.family(account), first, seniority(account)[0])
            )
    for found in rows.values():
        for known in list(found):
            if known[-1] is not None:
                found.pop((*known[:-1], None), None)
    order = {measure: number for number, measure in enumerate(Measure)}
    return tuple(
        Series(
            measure,
            names[key],
            tuple((time, estimate) for _, time, estimate in sorted(found.values(), key=_day)),
            headlines.headline(said[measure, key], rule) if rule is not None else None,
        )
        for (measure, key), found in sorted(
            rows.items(), key=lambda row: (order[row[0][0]], names[row[0][1]] or "", row[0][1])
        )
    )


def _said(estimate: Estimate, voice: Voice, family: str, day: int | None, published: int) -> Said:
    """Return an estimate as the headlines weigh it; when nobody knows when it was published, it is later than none."""
    published = 0 if published == NOT_DATED else published
    return Said(voice, family, estimate.who, estimate.low, estimate.high, published if day is None else day, published)


def _day(row: tuple[int, str | None, Estimate]) -> int:
    return row[0]
