"""Months by the names of the Arab world, and the days of the Islamic year."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from rashomon.reading.page import Page
from rashomon.reading.times import Times
from rashomon.reading.times.hijri import FIRST_YEAR, LAST_YEAR, value
from rashomon.reading.times.meaning import Lunar, Moment
from rashomon.record.text import Basis, Published
from rashomon.record.values import TimeAnchor, TimeMention, days

MONDAY = "2024-05-20"
Read = Callable[..., tuple[TimeMention, ...]]


@pytest.fixture(scope="module")
def read(parsed: Callable[..., Page]) -> Read:
    def times(text: str, published: str | None = MONDAY) -> tuple[TimeMention, ...]:
        page = parsed(text, Published(published, Basis.GIVEN) if published else None)
        return replace(page, **Times()(page)).times

    return times


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        # Levant
        ("In Kanun II 2015 it fell.", "Kanun II 2015", "2015-01"),
        ("In Kanun al-Thani 2015 it fell.", "Kanun al-Thani 2015", "2015-01"),
        ("It fell on 7 Shubat 2012.", "7 Shubat 2012", "2012-02-07"),
        ("It fell on 15 Adhar 2011.", "15 Adhar 2011", "2011-03-15"),
        ("On 3 Nisan it fell.", "3 Nisan", "2024-04-03"),
        ("It fell in Ayyar.", "Ayyar", "2024-05"),
        ("It fell on Haziran 5, 1967.", "Haziran 5, 1967", "1967-06-05"),
        ("In Tammuz 2006 the war began.", "Tammuz 2006", "2006-07"),
        ("It fell on the 21st of Aab 2013.", "the 21st of Aab 2013", "2013-08-21"),
        ("Since Aylul it has held.", "Aylul", "2023-09"),
        ("It fell on 6 Tishreen al-Awwal 1973.", "6 Tishreen al-Awwal 1973", "1973-10-06"),
        ("It fell on 5 Tishrin II.", "5 Tishrin II", "2023-11-05"),
        ("In Kanun the First 2010 it began.", "Kanun the First 2010", "2010-12"),
        # Maghreb and Egypt
        ("It fell on 14 Janfi 2011.", "14 Janfi 2011", "2011-01-14"),
        ("It fell on 25 Yanayir 2011.", "25 Yanayir 2011", "2011-01-25"),
        ("It fell on 20 Ghusht 2013.", "20 Ghusht 2013", "2013-08-20"),
        ("It fell on 5 juillet 2013 and 5 Juillet 2014.", "5 Juillet 2014", "2014-07-05"),
        # Hijri
        ("It fell in Ramadan 1445.", "Ramadan 1445", "2024-03-11~/2024-04-09~"),
        ("It fell in Ramadan 2016.", "Ramadan 2016", "2016-06-06~/2016-07-05~"),
        ("It ended last Ramadan.", "last Ramadan", "2024-03-11~/2024-04-09~"),
        ("They will leave after Ramadan.", "Ramadan", "2025-03-01~/2025-03-29~"),
        ("It fell at the end of Ramadan.", "the end of Ramadan", "2024-03-31~/2024-04-09~"),
        ("It fell on the first day of Ramadan.", "the first day of Ramadan", "2024-03-11~"),
        ("It fell on 17 Ramadan at dawn.", "17 Ramadan at dawn", "2024-03-27~"),
        ("It fell on 12 Muharram 1445.", "12 Muharram 1445", "2023-07-30~"),
        ("It fell on 3 Sha'ban 1445.", "3 Sha'ban 1445", "2024-02-13~"),
        ("It fell on 1 Dhu'l-Hijja 1444 AH.", "1 Dhu'l-Hijja 1444 AH", "2023-06-19~"),
        ("It fell on 10 Rabi' al-Awwal 1445.", "10 Rabi' al-Awwal 1445", "2023-09-25~"),
        ("It fell in Shawwal.", "Shawwal", "2024-04-10~/2024-05-08~"),
        ("It fell on Eid al-Fitr.", "Eid al-Fitr", "2024-04-10~"),
        ("Prayers of Eid al-Adha 2016 were held.", "Eid al-Adha 2016", "2016-09-11~"),
    ],
)
def test_month_has_its_days(read: Read, text: str, words: str, edtf: str) -> None:
    found = {mention.text: mention for mention in read(text)}
    assert words in found, found
    assert found[words].edtf == edtf
    days(edtf)


@pytest.mark.parametrize(
    "text",
    [
        "He met Ramadan Shallah in Gaza.",
        "The statement was read by Safar and by Rajab Tayyip.",
        "Nisan said so.",
        "They drove to the Tishreen dam.",
        "The Mars rover landed in Mars.",
        "The Ramadan offensive began.",
        "An ab initio study.",
    ],
)
def test_names_that_are_no_months_here(read: Read, text: str) -> None:
    assert read(text) == ()


def test_anchors(read: Read) -> None:
    anchors = {mention.text: mention.anchor for mention in read("In Ramadan 1445 it began; it fell on 3 Shawwal.")}
    assert anchors == {"Ramadan 1445": TimeAnchor.ABSOLUTE, "3 Shawwal": TimeAnchor.PUBLISHED}


def test_without_a_day_to_count_from_nothing_is_guessed(read: Read) -> None:
    assert [(m.timex, m.edtf, m.anchor) for m in read("It fell in Ramadan.", None)] == [
        ("XXXX-XX", None, TimeAnchor.NONE)
    ]


def test_years_the_calendar_does_not_reach_have_no_days() -> None:
    assert value(Lunar(9, None, FIRST_YEAR - 1), None, False) is None
    assert value(Lunar(9, 30, LAST_YEAR), None, False) is None or value(Lunar(9, None, LAST_YEAR), None, False)
    assert value(Lunar(9, 31, 1445), None, False) is None
    assert value(Lunar(9), Moment(1800, 1, 1), False) is None
