"""A figure through its estimates: one measure at one place, in order of the time the estimates speak of.

Knows: how figures become series.
Does not know: which estimate is right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from rashomon.linking.facts import headline, interval
from rashomon.linking.voices import NOT_DATED, Voices, headings, heard, seniority
from rashomon.record.claim import Measure, Status
from rashomon.record.incident import Account, Estimate, Series
from rashomon.record.spoken import spoken_place

COUNTED = frozenset({Status.ASSERTED, Status.RUMOURED})
"""What is denied, wanted, planned or supposed is no estimate."""


def series(accounts: Sequence[Account], families: Mapping[str, str] | None = None) -> tuple[Series, ...]:
    """Return the series of all figures, by measure and name of place; those that name no place come first.

    An estimate that says no time stands after those that do. The same range by the same voice for the same time is one
    estimate, however many reports carry it; said once with a time and once without, it is the one with. A headline's
    number counts only where the report's body has none of that measure.
    """
    voices = Voices(headings(accounts), families or {})
    rows: dict[tuple[Measure, str], dict[tuple[object, ...], tuple[int, str | None, Estimate]]] = defaultdict(dict)
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
    for found in rows.values():
        for said in list(found):
            if said[-1] is not None:
                found.pop((*said[:-1], None), None)
    order = {measure: number for number, measure in enumerate(Measure)}
    return tuple(
        Series(measure, names[key], tuple((time, estimate) for _, time, estimate in sorted(found.values(), key=_day)))
        for (measure, key), found in sorted(
            rows.items(), key=lambda row: (order[row[0][0]], names[row[0][1]] or "", row[0][1])
        )
    )


def _day(row: tuple[int, str | None, Estimate]) -> int:
    return row[0]
