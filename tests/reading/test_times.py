"""When: expressions, their values, and what a text tells about its own day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from rashomon.reading.page import Page
from rashomon.reading.times import Times, when_of
from rashomon.record.text import Basis, Published
from rashomon.record.values import TimeAnchor, TimeMention, TimePrecision, TimeType, days
from tests.growth import STEEPEST, growth

SUNDAY = "2018-05-20"
Read = Callable[..., Page]


@pytest.fixture(scope="module")
def read(parsed: Callable[..., Page]) -> Read:
    def times(text: str, published: str | None = SUNDAY) -> Page:
        page = parsed(text, Published(published, Basis.GIVEN) if published else None)
        return replace(page, **Times()(page))

    return times


def only(page: Page) -> TimeMention:
    assert len(page.times) == 1, page.times
    return page.times[0]


@pytest.mark.parametrize(
    ("text", "words", "timex", "edtf"),
    [
        # full dates
        ("It fell on 2018-05-03.", "2018-05-03", "2018-05-03", "2018-05-03"),
        ("It fell on May 3, 2018.", "May 3, 2018", "2018-05-03", "2018-05-03"),
        ("It fell on May 03 , 2018 .", "May 03 , 2018", "2018-05-03", "2018-05-03"),
        ("It fell on 3 May 2018.", "3 May 2018", "2018-05-03", "2018-05-03"),
        ("It fell on the 3rd of May 2018.", "the 3rd of May 2018", "2018-05-03", "2018-05-03"),
        ("IT FELL ON 03 JAN 90.", "03 JAN 90", "1990-01-03", "1990-01-03"),
        ("It fell on 03.05.2018.", "03.05.2018", "2018-05-03", "2018-05-03"),
        ("It fell on 23/05/2017.", "23/05/2017", "2017-05-23", "2017-05-23"),
        ("It fell on 5/19/18.", "5/19/18", "2018-05-19", "2018-05-19"),
        ("It fell on Friday, May 4, 2018.", "Friday, May 4, 2018", "2018-05-04", "2018-05-04"),
        # partial dates
        ("It fell in May 2017.", "May 2017", "2017-05", "2017-05"),
        ("It fell in 2017.", "2017", "2017", "2017"),
        ("It fell on May 3.", "May 3", "2018-05-03", "2018-05-03"),
        ("It fell on 3 May.", "3 May", "2018-05-03", "2018-05-03"),
        ("It fell in April.", "April", "2018-04", "2018-04"),
        ("It fell in October.", "October", "2017-10", "2017-10"),
        ("It will fall in October.", "October", "2018-10", "2018-10"),
        ("It fell last September.", "last September", "2017-09", "2017-09"),
        ("It fell in the 1990s.", "the 1990s", "199", "199X"),
        ("It fell in the 19th century.", "the 19th century", "18", "18XX"),
        ("It fell in the summer of 2016.", "the summer of 2016", "2016-SU", "2016-22"),
        ("It fell in the third quarter of 2017.", "the third quarter of 2017", "2017-Q3", "2017-07/2017-09"),
        ("It fell in the second half of 2017.", "the second half of 2017", "2017-H2", "2017-07/2017-12"),
        ("It fell in the last week of March.", "the last week of March", "2018-W13", "2018-03-25/2018-03-31"),
        # parts
        ("It fell in mid-May.", "mid-May", "2018-05", "2018-05-11~/2018-05-21~"),
        ("It fell in the middle of May.", "the middle of May", "2018-05", "2018-05-11~/2018-05-21~"),
        ("It fell in early 2014.", "early 2014", "2014", "2014-01-01~/2014-05-02~"),
        ("It fell in late August 2017.", "late August 2017", "2017-08", "2017-08-22~/2017-08-31~"),
        ("It fell earlier this week.", "earlier this week", "2018-W20", "2018-05-14/2018-05-20"),
        # weekdays
        ("It fell on Sunday.", "Sunday", "2018-05-20", "2018-05-20"),
        ("It fell on Thursday.", "Thursday", "2018-05-17", "2018-05-17"),
        ("It will fall by Friday.", "Friday", "2018-05-25", "2018-05-25"),
        ("They meet next Sunday.", "next Sunday", "2018-05-27", "2018-05-27"),
        ("They met last Sunday.", "last Sunday", "2018-05-13", "2018-05-13"),
        # counted from the day of speaking
        ("It fell today.", "today", "2018-05-20", "2018-05-20"),
        ("It fell yesterday.", "yesterday", "2018-05-19", "2018-05-19"),
        ("It will fall tomorrow.", "tomorrow", "2018-05-21", "2018-05-21"),
        ("It fell last week.", "last week", "2018-W19", "2018-05-07/2018-05-13"),
        ("It fell this month.", "this month", "2018-05", "2018-05"),
        ("It fell last year.", "last year", "2017", "2017"),
        ("It will fall next month.", "next month", "2018-06", "2018-06"),
        ("It fell two days ago.", "two days ago", "2018-05-18", "2018-05-18"),
        ("It fell two years ago.", "two years ago", "2016", "2016~"),
        ("They fled years ago.", "years ago", "PAST_REF", None),
        # times of day
        ("It fell yesterday afternoon.", "yesterday afternoon", "2018-05-19TAF", "2018-05-19"),
        ("It fell on Tuesday morning.", "Tuesday morning", "2018-05-15TMO", "2018-05-15"),
        ("It fell early Tuesday.", "early Tuesday", "2018-05-15TMO", "2018-05-15"),
        ("It fell at 5 p.m. on Tuesday.", "5 p.m. on Tuesday", "2018-05-15T17:00", "2018-05-15"),
        ("It fell on Fri 07 Apr 2017 at 0914.", "Fri 07 Apr 2017 at 0914", "2017-04-07T09:14", "2017-04-07"),
        ("It fell on Monday at 08:30 GMT.", "Monday at 08:30 GMT", "2018-05-14T08:30Z", "2018-05-14"),
        ("Buses entered after midnight.", "midnight", "2018-05-20T24:00", "2018-05-19/2018-05-20"),
        # lengths, sets, references
        ("It fell within three days.", "three days", "P3D", None),
        ("They fled in the last two months.", "the last two months", "P2M", "2018-03-20/2018-05-20"),
        ("The month-long battle ended.", "month-long", "P1M", None),
        ("It held for more than a year.", "more than a year", "P1Y", None),
        ("It held for two and a half years.", "two and a half years", "P2.5Y", None),
        ("It held for several years.", "several years", "PXY", None),
        ("They shell it every day.", "every day", "P1D", None),
        ("They meet monthly.", "monthly", "P1M", None),
        ("They now hold it.", "now", "PRESENT_REF", None),
        ("They recently took it.", "recently", "PAST_REF", None),
        ("They may leave in the future.", "the future", "FUTURE_REF", None),
        # figures, military and run together
        ("It fell on 19-06-2016.", "19-06-2016", "2016-06-19", "2016-06-19"),
        ("It fell on 20180503.", "20180503", "2018-05-03", "2018-05-03"),
        ("It fell on 2018-05-03T14:30Z.", "2018-05-03T14:30Z", "2018-05-03T14:30Z", "2018-05-03"),
        ("Fired at 141530ZMAR18 on the dam.", "141530ZMAR18", "2018-03-14T15:30Z", "2018-03-14"),
        ("Fired at 141530C MAR 18 on the dam.", "141530C MAR 18", "2018-03-14T15:30+03", "2018-03-14"),
        ("The post of Jul 152015 is gone.", "Jul 152015", "2015-07-15", "2015-07-15"),
        ("It fell at 0330 hours.", "0330 hours", "2018-05-20T03:30", "2018-05-19/2018-05-20"),
        ("It fell at 17h30.", "17h30", "2018-05-20T17:30", "2018-05-19/2018-05-20"),
        ("It fell at 5.30 pm.", "5.30 pm", "2018-05-20T17:30", "2018-05-19/2018-05-20"),
        ("It fell at five o'clock.", "five o'clock", "2018-05-20T05:00", "2018-05-19/2018-05-20"),
        # parts of what is longer
        ("It fell in the first half of May.", "the first half of May", "2018-05", "2018-05-01/2018-05-15"),
        ("It fell in the final quarter of 2017.", "the final quarter of 2017", "2017-Q4", "2017-10/2017-12"),
        ("It will end by year's end.", "year's end", "2018", "2018-09-01~/2018-12-31~"),
        ("It fell in the early eighties.", "the early eighties", "198", "1980-01-01~/1983-05-02~"),
        ("It fell in the early hours of Friday.", "the early hours of Friday", "2018-05-18TMO", "2018-05-18"),
        ("It fell late on Friday.", "late on Friday", "2018-05-18TEV", "2018-05-18"),
        # counted on two legs
        ("It fell the day before yesterday.", "the day before yesterday", "2018-05-18", "2018-05-18"),
        ("They meet the day after tomorrow.", "the day after tomorrow", "2018-05-22", "2018-05-22"),
        ("It fell a year and a half ago.", "a year and a half ago", "2016-11", "2016-11~"),
        ("They left in the last 48 hours.", "the last 48 hours", "PT48H", "2018-05-18/2018-05-20"),
        ("The truce will last 72 hours.", "72 hours", "PT72H", None),
        ("It rained for the entire year.", "the entire year", "2018", "2018"),
        ("It fell at 18:40 GMT+3 on Friday.", "18:40 GMT+3 on Friday", "2018-05-18T18:40+03", "2018-05-18"),
        ("They have left since April.", "April", "2018-04", "2018-04"),
        # how often
        ("They meet twice a week.", "twice a week", "P1W", None),
        ("They fire three times a day.", "three times a day", "P1D", None),
        ("They fire every night.", "every night", "XXXX-XX-XXTNI", None),
    ],
)
def test_expression_has_value(read: Read, text: str, words: str, timex: str, edtf: str | None) -> None:
    mention = only(read(text))
    assert (mention.text, mention.timex, mention.edtf) == (words, timex, edtf)
    assert mention.span.of(text) == words
    days(mention.edtf)


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("It fell on Sunday.", "XXXX-WXX-7"),
        ("It fell in May.", "XXXX-05"),
        ("It fell on May 3.", "XXXX-05-03"),
        ("It fell yesterday.", "XXXX-XX-XX"),
        ("It fell last week.", "XXXX-WXX"),
        ("It fell this year.", "XXXX"),
    ],
)
def test_without_a_day_to_count_from_nothing_is_guessed(read: Read, text: str, timex: str) -> None:
    mention = only(read(text, None))
    assert (mention.timex, mention.edtf, mention.anchor) == (timex, None, TimeAnchor.NONE)


def test_types_and_anchors(read: Read) -> None:
    page = read("On May 3, 2018 it fell. On Tuesday night it rose, after three weeks of daily fire.")
    assert [(m.text, m.type, m.anchor) for m in page.times] == [
        ("May 3, 2018", TimeType.DATE, TimeAnchor.ABSOLUTE),
        ("Tuesday night", TimeType.TIME, TimeAnchor.PUBLISHED),
        ("three weeks", TimeType.DURATION, TimeAnchor.NONE),
        ("daily", TimeType.SET, TimeAnchor.NONE),
    ]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It lasted from 6-15 October 2017.", ["2017-10-06", "2017-10-15"]),
        ("It rained on May 3 and 4.", ["2018-05-03", "2018-05-04"]),
        ("It lasted from March to May 2017.", ["2017-03", "2017-05"]),
        ("The war of 1914-18 ended.", ["1914", "1918"]),
        ("On 3 March 2017 it began; the following day it ended.", ["2017-03-03", "2017-03-04"]),
        ("On 3 March 2017 it began; two days later it ended.", ["2017-03-03", "2017-03-05"]),
        ("On 3 March 2017 it began; that evening it ended.", ["2017-03-03", "2017-03-03TEV"]),
        ("Shelling between 8 and 10 May went on.", ["2018-05-08", "2018-05-10"]),
        ("Shelling between 8 May and 10 June went on.", ["2017-05-08", "2017-06-10"]),
        ("It takes between 60 and 90 days.", ["P60D", "P90D"]),
        ("It takes ten or fifteen years.", ["P10Y", "P15Y"]),
        ("Since 2011 it has held; by the end of the day it fell.", ["2011", "2018-05-20TEV"]),
        ("Since 2011 it has held; by the end of the day, it fell.", ["2011", "2018-05-20TEV"]),
        ("In 2016 they won; the year before, they lost; the year after.", ["2016", "2015", "2016"]),
        ("Fighting from Thursday to Saturday went on.", ["2018-05-17", "2018-05-19"]),
        ("Fighting from Sunday to Wednesday went on.", ["2018-05-13", "2018-05-16"]),
    ],
)
def test_times_that_lean_on_each_other(read: Read, text: str, values: list[str]) -> None:
    assert [mention.timex for mention in read(text).times] == values


@pytest.mark.parametrize(
    "text",
    [
        "They may march on.",
        "The council passed resolution 1701.",
        "They fired 1500 rockets.",
        "Prices fall.",
        "The sun was out.",
        "He is a 12-year-old.",
        "Some $2000 was paid.",
        "",
    ],
)
def test_words_that_are_no_times(read: Read, text: str) -> None:
    assert read(text).times == ()


@pytest.mark.parametrize("words", ["03/04/2015", "03-04-2015", "04/03/2015"])
def test_a_numeric_date_that_reads_two_ways_is_the_time_from_one_to_the_other(read: Read, words: str) -> None:
    mention = only(read(f"It fell on {words}."))
    assert (mention.timex, mention.edtf) == ("2015-XX-XX", "2015-03-04/2015-04-03")


def test_a_numeric_date_is_the_one_that_is_near_the_publication(read: Read) -> None:
    assert only(read("It fell on 06/09/2016.", "2016-06-12")).edtf == "2016-06-09"


HISTORY = (
    "The war began in March 1701. In April the fleet sailed. The siege of 1703 failed, and in June 1704 the town fell. "
    "By October, the army had left. Peace came in 1706, and the treaty of 1707 held until 1709."
)


def test_history_counts_from_the_date_it_is_at(read: Read) -> None:
    for published in (SUNDAY, None):
        found = {mention.text: mention for mention in read(HISTORY, published).times}
        assert found["April"].timex == "1701-04"
        assert found["October"].timex == "1704-10"
        assert found["October"].anchor is TimeAnchor.TEXT


ASIDES = (
    "The war began in March 1701. In 1702 the fleet sailed. In June 1703 the siege began, two years after the talks of "
    "December 1701. By October, the army had left. The plan was to win before 1706. In November, the town fell."
)


def test_history_returns_from_asides_to_the_line_it_had_left(read: Read) -> None:
    found = {mention.text: mention.timex for mention in read(ASIDES).times}
    assert (found["October"], found["November"]) == ("1703-10", "1703-11")


def test_a_long_account_of_a_war_that_goes_on_is_a_history(read: Read) -> None:
    years = " ".join(f"In {year}, it went on. By May {year} many had left." for year in range(2009, 2019))
    found = {mention.text: mention.timex for mention in read("In 2009 it began. In August, they came. " + years).times}
    assert found["August"] == "2009-08"


def test_before_christ(read: Read) -> None:
    mention = only(read("The city fell in 146 BC."))
    assert (mention.timex, mention.edtf) == ("BC0146", None)


def test_given_publication_date_is_kept(read: Read) -> None:
    assert read("In May 2019 it fell.").published == Published(SUNDAY, Basis.GIVEN)


def test_publication_is_bounded_by_what_is_past(read: Read) -> None:
    text = (
        "On Sunday the siege went on. The last deal, in August 2016, failed after a raid.\n\n"
        "Since the middle of March, planes have hit the town. It had changed hands in February."
    )
    published = read(text, None).published
    assert published.edtf == "2017-03-11/.."
    assert published.basis is Basis.TEXT
    assert published.span is not None
    assert published.span.of(text) == "the middle of March"
    assert published.reason is not None
    assert "August 2016" in published.reason
    assert "Sunday" in published.reason


def test_a_month_just_before_the_latest_date_is_no_clue(read: Read) -> None:
    text = "It rose on February 5, 2018. It fell in December. At Christmas it was calm."
    assert read(text, None).published.edtf == "2018-02-05/.."


def test_publication_is_unknown_without_a_clue(read: Read) -> None:
    assert read("On Sunday the siege went on.", None).published == Published()
    assert read("Elections will be held in June 2030.", None).published == Published()


def test_history_gives_only_its_latest_date(read: Read) -> None:
    assert read(HISTORY, None).published.edtf == "1707-01-01/.."


def test_closed_interval_resolves_what_is_certain(read: Read) -> None:
    page = read("It fell in April. It fell on Sunday.", "2018-05-10/2018-06-20")
    assert [(mention.text, mention.edtf) for mention in page.times] == [("April", "2018-04"), ("Sunday", None)]


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("It fell on Sunday.", TimePrecision.DAY),
        ("It fell last week.", TimePrecision.WEEK),
        ("It fell in April.", TimePrecision.MONTH),
        ("It fell in 2017.", TimePrecision.YEAR),
        ("It fell in early May.", TimePrecision.SPAN),
        ("It fell in the last two months.", TimePrecision.SPAN),
    ],
)
def test_when_of(read: Read, text: str, precision: TimePrecision) -> None:
    mention = only(read(text))
    when = when_of(mention)
    assert when is not None
    assert (when.precision, when.edtf, when.span, when.basis) == (precision, mention.edtf, mention.span, mention.anchor)


def test_when_of_what_is_not_known(read: Read) -> None:
    assert when_of(only(read("It fell on Sunday.", None))) is None


def test_phases_cover_the_month() -> None:
    assert days("2018-05-11~/2018-05-21~") == (date(2018, 5, 11), date(2018, 5, 21))


@pytest.mark.parametrize("piece", ["last ", "two and ", "May 20, 2018 ", "x", "1", "- "])
def test_hostile_text_takes_no_square_of_time(parsed: Callable[..., Page], piece: str) -> None:
    empty = parsed("Nothing.")

    def page(many: int) -> Page:
        return replace(empty, report=replace(empty.report, text="1,111" + piece * many))

    assert growth(Times(), page, 40_000 // len(piece)) < STEEPEST


def test_a_range_of_days_in_figures_is_no_range_of_years(parsed: Callable[..., Page]) -> None:
    for text in ("Fighting 26.11.2014 - 28.11.2014 near the dam.", "On 26.11.2014-15 it rained."):
        assert Times()(parsed(text))["times"]
