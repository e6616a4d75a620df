"""Dates as files and datelines write them."""

from __future__ import annotations

import pytest

from rashomon.intake.dates import edtf, either


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("2018-05-20", "2018-05-20"),
        (" 2018-05-20 ", "2018-05-20"),
        ("2018-05", "2018-05"),
        ("2018", "2018"),
        ("199X", "199X"),
        ("2018-05-20/2018-05-22", "2018-05-20/2018-05-22"),
        ("../2018-05-20", "../2018-05-20"),
        ("2018-05-20T23:30:00-08:00", "2018-05-20"),
        ("2018-05-20 23:30", "2018-05-20"),
        ("20180520", "2018-05-20"),
        ("2018/05/20", "2018-05-20"),
        ("2 August 2018", "2018-08-02"),
        ("Aug 2, 2018", "2018-08-02"),
        ("August 2nd 2018", "2018-08-02"),
        ("2-Aug-2018", "2018-08-02"),
        ("March 01 , 2008", "2008-03-01"),
        ("3 JAN 90", "1990-01-03"),
        ("3 Jan 05", "2005-01-03"),
        ("Fri 07 Apr 2017 at 0914", "2017-04-07"),
        ("Thu, 02 Aug 2018 10:00:00 +0000", "2018-08-02"),
        ("Mon\x0c 21 May 2018 10:00", "2018-05-21"),
        ("5 mai 2018", "2018-05-05"),
        ("May 2018", "2018-05"),
        ("27-07-2016", "2016-07-27"),
        ("07/27/2016", "2016-07-27"),
        ("06-06-2016", "2016-06-06"),
        ("05.02.2015", "2015-02-05"),
    ],
)
def test_what_is_understood(words: str, value: str) -> None:
    assert edtf(words) == value


@pytest.mark.parametrize(
    "words",
    [
        "",
        "..",
        "yesterday",
        "03-07-2015",  # the third of July or the seventh of March
        "Mon, 02 Aug 2018 10:00:00 +0000",  # it was a Thursday
        "31 February 2018",
        "2018-13-01",
        "May",
        "20 May",
        "1533945600",
        "2 August 2018" + " " * 200 + "x",
    ],
)
def test_what_is_not(words: str) -> None:
    assert edtf(words) is None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("09-06-2016", "2016-06-09/2016-09-06"),
        ("03/07/2015", "2015-03-07/2015-07-03"),
        ("27-07-2016", None),
        ("06-06-2016", None),
        ("05.02.2015", None),
        ("31-31-2015", None),
        ("May 2018", None),
        ("0" * 200, None),
    ],
)
def test_figures_that_may_be_two_days(words: str, value: str | None) -> None:
    assert either(words) == value
