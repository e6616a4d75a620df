"""What had been published by a date and what was so on one, from either casebook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rashomon.casebook import Casebook
from rashomon.errors import UsageError
from rashomon.evaluation import growth
from rashomon.record.claim import Actor, ClaimKind, Role
from rashomon.record.judgement import Act
from rashomon.record.run import Reading
from rashomon.record.text import Basis, Published
from rashomon.settings import Settings
from rashomon.store import open_store
from tests.store.made import made_reading, original

FOREVER = "2099-01-01"


@pytest.fixture
def war(place: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Casebook]:
    """Return a casebook of five invented days, from 1 January 2030 on."""
    monkeypatch.setattr(growth, "VILLAGES", 30)
    monkeypatch.setattr(growth, "PER_DAY", 40)
    growth.fill(place, growth.readings(200, seed=9))
    with Casebook(Settings(casebook=place)) as book:
        yield book


def test_as_of_the_end_of_days_is_now(war: Casebook) -> None:
    assert war.incidents(FOREVER) == war.incidents()
    assert war.figures(FOREVER) == war.figures()
    assert war.not_dated(FOREVER) == 0


def test_as_of_a_day_is_what_a_casebook_of_that_day_would_say(war: Casebook, tmp_path: Path) -> None:
    readings = list(war.readings())
    early = [one for one in readings if (one.published.edtf or "") <= "2030-01-02"]
    assert 0 < len(early) < len(readings)
    address = str(tmp_path / "early.casebook")
    growth.fill(address, early)
    with Casebook(Settings(casebook=address)) as then:
        assert war.incidents("2030-01-02") == then.incidents()
        assert war.figures("2030-01-02") == then.figures()
    assert war.incidents("2030-01-02") != war.incidents()
    assert war.incidents("2029-12-31") == ()


def test_decisions_hold_as_of_any_day(war: Casebook) -> None:
    claim = war.incidents("2030-01-02")[0].accounts[0].claim
    war.judge(Act.REJECT, claim, who="Ana", reason="misread")
    left = {account.claim for incident in war.incidents("2030-01-02") for account in incident.accounts}
    assert claim not in left


@pytest.mark.parametrize("wrong", ["soon", "..", "2030-01-05/2030-01-01", ""])
def test_what_is_no_date_is_refused(war: Casebook, wrong: str) -> None:
    for view in (war.incidents, war.figures, war.control, war.conditions, war.not_dated):
        with pytest.raises(UsageError, match="no date"):
            view(wrong)
    with pytest.raises(UsageError, match="no date"):
        war.control(at=wrong)


def holding(number: int, holder: str, since: str | None, published: str | None) -> Reading:
    """Return a reading of one claim: who holds Marun since when, in a report published then."""
    reading = made_reading(number)
    when = replace(reading.claims[0].time, edtf=since) if since and reading.claims[0].time else None
    place = reading.claims[0].place
    assert place is not None
    assert place.place is not None
    there = replace(place, place=replace(place.place, id="made:Marun", name="Marun City"))
    claim = replace(
        reading.claims[0], kind=ClaimKind.CONTROL, type="Control", subtype="holds", plover=None, held_by=holder,
        time=when, place=there, figures=(), terms=(), actors=(Actor(Role.HOLDER, holder, None, place.span),),
    )  # fmt: skip
    appeared = Published(published, Basis.GIVEN) if published else Published()
    report = replace(reading.report, published=appeared)
    return replace(reading, report=report, published=appeared, claims=(claim,))


@pytest.fixture
def town(place: str) -> Iterator[Casebook]:
    """Return a casebook of who holds one town: rebels, then the army, then nobody knows since when the navy."""
    made = [
        holding(1, "rebels", "2018-03-01", "2018-03-02"),
        holding(2, "the army", "2018-05-20", "2018-05-21"),
        holding(3, "the navy", None, None),
        holding(4, "the fleet", "2018-06-05", "2018-05/2018-06"),
    ]
    with open_store(place, create=True) as store:
        for reading in made:
            assert store.writer.add(reading, original(reading))
    with Casebook(Settings(casebook=place)) as book:
        yield book


def held(book: Casebook, as_of: str | None = None, at: str | None = None) -> list[tuple[str, str | None, str | None]]:
    return [(one.holder, one.since, one.until) for one in book.control(as_of, at)]


def test_who_held_a_town_on_a_date(town: Casebook) -> None:
    assert held(town, at="2018-02-28") == [("the navy", None, None)]
    assert held(town, at="2018-04-01") == [("the navy", None, None), ("rebels", "2018-03-01", "2018-05-20")]
    assert [one[0] for one in held(town, at="2018-05-30")] == ["the navy", "the army"]
    assert [one[0] for one in held(town, at="2018-06-10")] == ["the navy", "the fleet"]


def test_what_was_known_on_a_day_of_a_date(town: Casebook) -> None:
    assert held(town, as_of="2018-05-20") == [("rebels", "2018-03-01", None)]
    assert held(town, as_of="2018-05-20", at="2018-06-30") == [("rebels", "2018-03-01", None)]
    assert held(town, as_of="2018-05-21", at="2018-06-30") == [("the army", "2018-05-20", None)]
    assert held(town, as_of="2018-03-01") == []


def test_reports_of_no_known_date_do_not_count_and_are_counted(town: Casebook) -> None:
    assert town.not_dated("2018-03-02") == 1
    assert town.not_dated("2018-05-31") == 2
    assert town.not_dated("2018-06-30") == 1
    assert "the navy" not in [one[0] for one in held(town, as_of=FOREVER)]
    assert "the fleet" in [one[0] for one in held(town, as_of="2018-06-30")]
