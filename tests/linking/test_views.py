"""Who holds what and how figures move, from the same accounts."""

from __future__ import annotations

from typing import Any

from rashomon.linking.holdings import holdings
from rashomon.linking.incidents import link
from rashomon.linking.series import series
from rashomon.record.attribution import SourceKind, Stance
from rashomon.record.claim import ClaimKind, Measure, Role, Status
from rashomon.record.incident import Account, Holding
from rashomon.record.values import Precision, TimePrecision
from tests.linking.made import KERRIN, ORVAND, TELMARA, account, actor, figure, source, when, where

MONITOR = source("Orvand Monitor")
AGENCY = source("State Agency", SourceKind.STATE_MEDIA)


def held(report: str, holder: str, **given: Any) -> Account:
    fields: dict[str, Any] = {
        "kind": ClaimKind.CONTROL,
        "type_": "Control",
        "subtype": "holds",
        "place": where(TELMARA),
        "by": MONITOR,
        "held_by": holder,
        "actors": (actor(holder, Role.HOLDER),),
    }
    return account(report, f"{holder} hold the town", **(fields | given))


def views(*accounts: Account) -> tuple[Holding, ...]:
    return holdings(accounts, link(accounts, {})[1])


def test_a_later_holder_ends_an_earlier_holding() -> None:
    before = held("r1", "rebels", time=when("2018-03-01"), published="2018-03-02")
    after = held("r2", "the army", time=when("2018-05-20"), subtype="gained", by=AGENCY)
    first, second = views(after, before)
    assert (first.holder, first.since, first.until, first.contested) == ("rebels", "2018-03-01", "2018-05-20", False)
    assert (second.holder, second.since, second.until) == ("the army", "2018-05-20", None)
    assert second.sources == ("State Agency",)


def test_two_voices_for_two_holders_on_one_day_contest_the_place() -> None:
    found = views(held("r1", "rebels"), held("r2", "the army", by=AGENCY))
    assert [(one.holder, one.contested) for one in found] == [("rebels", True), ("the army", True)]


def test_a_denial_contests_a_holding_and_makes_none() -> None:
    denied = held("r2", "rebels", by=AGENCY, status=Status.DENIED, stance=Stance.DENIES)
    assert [(one.holder, one.contested) for one in views(held("r1", "rebels"), denied)] == [("rebels", True)]
    assert views(denied) == ()


def test_the_same_holder_named_twice_is_one_holding_with_both_sources() -> None:
    (found,) = views(held("r1", "rebels"), held("r2", "rebels", by=AGENCY, published="2018-05-22"))
    assert found.sources == ("Orvand Monitor", "State Agency")
    assert len(found.claims) == 2


def test_somewhere_in_a_country_is_no_holding_and_a_battle_won_is() -> None:
    assert views(held("r1", "rebels", place=where(ORVAND, Precision.COUNTRY))) == ()
    won = account(
        "r1",
        "the army took the town",
        type_="Battles",
        subtype="Government regains territory",
        place=where(KERRIN),
        time=when("2018-05-20"),
        actors=(actor("the army"),),
    )
    assert [(one.holder, one.since) for one in views(won)] == [("the army", "2018-05-20")]


def counted(report: str, low: float, high: float | None = -1, **given: Any) -> Account:
    fields: dict[str, Any] = {"kind": ClaimKind.FIGURE, "type_": "Casualties", "subtype": "killed", "by": MONITOR}
    return account(report, f"{low} killed", figures=(figure(Measure.KILLED, low, high),), **(fields | given))


def test_a_series_goes_by_time_and_keeps_one_estimate_of_many_copies() -> None:
    later = counted("r1", 19, place=where(TELMARA), time=when("2018-05-21"))
    first = counted("r2", 12, None, place=where(TELMARA), time=when("2018-05-20"))
    copy = counted("r3", 12, None, place=where(TELMARA), time=when("2018-05-20"))
    undated = counted("r4", 12, None, place=where(TELMARA))
    denied = counted("r5", 40, place=where(TELMARA), status=Status.DENIED, by=AGENCY)
    (found,) = series([later, undated, copy, first, denied])
    assert (found.measure, found.place) == (Measure.KILLED, "Telmara")
    assert [(time, one.low, one.high) for time, one in found.estimates] == [
        ("2018-05-20", 12, None),
        ("2018-05-21", 19, 19),
    ]


def test_places_and_measures_do_not_mix_and_no_place_comes_first() -> None:
    spread = counted("r3", 5, time=when("2018-05", TimePrecision.MONTH))
    found = series([counted("r1", 5, place=where(TELMARA)), counted("r2", 5, place=where(KERRIN)), spread])
    assert [one.place for one in found] == [None, "Kerrin", "Telmara"]
