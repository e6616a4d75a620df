"""What screens ask for part by part, in either casebook: what all at once says, they say too."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from rashomon.casebook import HEADLINES, Casebook
from rashomon.evaluation import growth
from rashomon.record.claim import Measure
from rashomon.record.judgement import Act
from rashomon.record.run import Reading
from rashomon.record.selection import Selection
from rashomon.settings import Settings
from rashomon.store import open_store

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def read() -> list[tuple[Reading, bytes]]:
    """Return the record of the examples, each with the bytes that it was made from."""
    with Casebook(Settings()) as book:
        taken = list(book.take([str(EXAMPLES)], failed=fails))
        originals = {one.report.id: one.original for one in taken}
        return [(one, originals[one.report.id]) for one in book.record([each.report for each in taken], failed=fails)]


def fails(error: Exception) -> None:
    pytest.fail(str(error))


def keep(place: str, read: list[tuple[Reading, bytes]]) -> None:
    with open_store(place, create=True) as store:
        for reading, original in read:
            store.writer.add(reading, original)


def test_the_situation_is_that_of_the_whole_casebook(place: str, read: list[tuple[Reading, bytes]]) -> None:
    keep(place, read)
    with Casebook(Settings(casebook=place)) as book:
        for as_of in (None, "2031-03-08", "2031-03-15"):
            found = book.browsing.situation(as_of)
            assert found.holdings == book.control(as_of)
            assert found.conditions == book.conditions(as_of)
        assert book.browsing.situation(None).agreements == book.agreements()
        claim = book.control()[0].claims[0]
        book.judge(Act.CORRECT, claim, who="Ana", reason="read it", change=("held_by", "the navy"))
        assert "navy" in str({one.holder for one in book.browsing.situation(None).holdings})
        assert book.browsing.situation(None).holdings == book.control()


def test_series_are_those_of_the_whole_casebook(place: str, read: list[tuple[Reading, bytes]]) -> None:
    keep(place, read)
    with Casebook(Settings(casebook=place)) as book:
        listed = book.browsing.measured()
        assert [one.numbers for one in listed] == sorted((one.numbers for one in listed), reverse=True)
        for rule in HEADLINES:
            whole = book.figures(rule=rule)
            parts = [one for each in listed for one in book.browsing.series(each.measure, each.place, rule).series]
            assert sorted(map(repr, parts)) == sorted(map(repr, whole))


def test_words_choose_incidents_that_are_called_so_and_those_of_reports_that_say_so(
    place: str, read: list[tuple[Reading, bytes]]
) -> None:
    keep(place, read)
    with Casebook(Settings(casebook=place)) as book:

        def found(words: str) -> set[str]:
            return {one.summary for one in book.browsing.listing(Selection(words=words), 100).lines}

        called = {one.summary for one in book.incidents() if "withdrawal" in one.summary.lower()}
        assert called
        assert found("withdrawal") == called  # no report says "withdrawal"
        assert found("WITHDRAW") >= called
        assert {one for one in found("withdrew") if "withdrew" not in one}  # a report says so, no summary does
        assert found("withdrawal 100%_") == set()


def test_what_is_prepared_is_not_asked_of_the_store_again(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    growth.fill(place, growth.readings(30, seed=3))
    with Casebook(Settings(casebook=place)) as book:
        expected = book.browsing.listing(Selection(), 5), book.browsing.timeline(Selection())
        book.browsing.prepare()
        with monkeypatch.context() as patch:
            for name in ("chosen", "timeline", "spots", "types", "choices"):
                patch.setattr(f"rashomon.store.browsing.Browse.{name}", lambda *_: pytest.fail("asked again"))
            assert (book.browsing.listing(Selection(), 5), book.browsing.timeline(Selection())) == expected
            assert book.browsing.spots(Selection())
        contested = book.browsing.listing(Selection(contested=True), 100)
        assert contested.total == contested.contested == sum(one.contested for one in book.incidents())


def test_a_question_that_several_ask_at_once_is_worked_out_once(place: str) -> None:
    growth.fill(place, growth.readings(10, seed=3))
    asked = []

    def answer() -> int:
        asked.append(1)
        time.sleep(0.05)
        return 7

    with Casebook(Settings(casebook=place)) as book, ThreadPoolExecutor(4) as pool:
        browsing = book.browsing
        browsing.fresh()
        assert list(pool.map(lambda _: browsing.once("what", answer), range(8))) == [7] * 8
        assert len(asked) == 1
        with pytest.raises(ZeroDivisionError):
            browsing.once("why", lambda: 1 // 0)
        assert browsing.once("why", answer) == 7  # what failed is tried anew


def test_a_corrected_number_shows_in_its_series(place: str) -> None:
    growth.fill(place, growth.readings(40, seed=3))
    with Casebook(Settings(casebook=place)) as book:
        listed = book.browsing.measured()
        first = listed[0]
        claim = book.browsing.series(Measure.KILLED, first.place, None).series[0].estimates[0][1].claim
        book.judge(Act.CORRECT, claim, who="Ana", reason="read it", change=("killed", "777"))
        (series,) = book.browsing.series(Measure.KILLED, first.place, None).series
        assert 777 in [estimate.low for _, estimate in series.estimates]
