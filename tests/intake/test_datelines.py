"""When a report was filed, as its head has it, with the reason that is shown."""

from __future__ import annotations

import pytest

from rashomon.intake import datelines
from rashomon.record.text import Basis


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("BEIRUT, May 20, 2018 (AFP) - Rebels left.", "2018-05-20"),
        ("July 152015 Rebels left the town.", "2015-07-15"),
        ("27-07-2016 Rebels left the town.", "2016-07-27"),
        ("April 5 2017 by Sami Odeh and Lina Haddad Rebels left the town.", "2017-04-05"),
        ("09-06-2016 Rebels left the town.", "2016-06-09/2016-09-06"),
        (" 5-04-2016 Rebels left the town.", "2016-04-05/2016-05-04"),
    ],
)
def test_dateline_dates_the_report(text: str, edtf: str) -> None:
    published = datelines.published(datelines.find(text))
    assert published is not None
    assert (published.edtf, published.basis) == (edtf, Basis.TEXT)
    assert published.span is not None
    assert published.span.of(text).strip()
    assert published.reason is not None
    assert ("which of its figures is the month" in published.reason) == ("/" in edtf)


@pytest.mark.parametrize("text", ["Rebels left on Sunday.", "April 5 by the river. Rebels left.", "BEIRUT - Calm."])
def test_nothing_is_dated_without_a_whole_date(text: str) -> None:
    assert datelines.published(datelines.find(text)) is None
