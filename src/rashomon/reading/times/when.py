"""The time of a claim, from the time expression it rests on.

Knows: how exact an interval of days is.
Does not know: which expression belongs to which claim.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from rashomon.record.values import TimeMention, TimePrecision, When, days


def when_of(mention: TimeMention) -> When | None:
    """Return the time a mention gives a claim; None when its days are not known."""
    if mention.edtf is None:
        return None
    first, last = days(mention.edtf)
    return When(mention.edtf, mention.span, _precision(first, last), mention.anchor)


def _precision(first: date | None, last: date | None) -> TimePrecision:
    if first is None or last is None:
        return TimePrecision.SPAN
    if first == last:
        return TimePrecision.DAY
    if first.isoweekday() == 1 and (last - first).days == 6:
        return TimePrecision.WEEK
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        if (first.year, first.month) == (last.year, last.month):
            return TimePrecision.MONTH
        if first.year == last.year and (first.month, last.month) == (1, 12):
            return TimePrecision.YEAR
    return TimePrecision.SPAN
