"""One number for a series, by a named rule: the latest of each voice, copies once."""

from __future__ import annotations

from typing import Any

import pytest

from rashomon.linking.headlines import RULES
from rashomon.linking.series import series
from rashomon.record.attribution import SourceKind
from rashomon.record.claim import ClaimKind, Measure, Status
from rashomon.record.incident import Account
from tests.linking.made import TELMARA, account, figure, source, when, where

A, B, C, D = (source(f"Voice {letter}") for letter in "ABCD")


def counted(report: str, low: float | None, high: float | None = -1, **given: Any) -> Account:
    who = given.pop("who", None)
    fields: dict[str, Any] = {"kind": ClaimKind.FIGURE, "type_": "Casualties", "subtype": "killed", "by": A}
    fields |= {"place": where(TELMARA), "time": when("2018-05-20")}
    return account(
        report, f"{low} to {high} {who} killed", figures=(figure(Measure.KILLED, low, high, who),), **(fields | given)
    )


def ends(rule: str, *accounts: Account, families: dict[str, str] | None = None) -> tuple[Any, ...]:
    (found,) = series(accounts, families or {}, rule)
    assert found.headline is not None
    assert found.headline.rule == rule
    return found.headline.low, found.headline.best, found.headline.high


def test_each_rule_says_what_it_takes() -> None:
    three = [counted("r1", 12), counted("r2", 15, by=B), counted("r3", 15, 18, by=C)]
    assert ends("lowest", *three) == (12, None, None)
    assert ends("range", *three) == (12, None, 18)
    assert ends("best", *three) == (12, 15, 18)
    assert set(RULES) == {"lowest", "best", "range"}
    assert series(three)[0].headline is None


def test_the_best_is_what_most_voices_allow_and_of_two_the_lower() -> None:
    assert ends("best", counted("r1", 12), counted("r2", 15, by=B)) == (12, 12, 15)
    assert ends("best", counted("r1", 12, None), counted("r2", 15, by=B), counted("r3", 30, by=C)) == (12, 15, 30)
    assert ends("best", counted("r1", 10, 12), counted("r2", 11, 14, by=B)) == (10, 11, 14)


def test_only_the_latest_of_a_voice_counts() -> None:
    first, later = counted("r1", 12, published="2018-05-20"), counted("r2", 19, published="2018-05-21")
    back = counted("r3", 12, published="2018-05-23", at=90)
    assert ends("range", later, first) == (19, None, 19)
    assert ends("range", back, later, first) == (12, None, 12)
    assert ends("range", first, counted("r4", 3, time=when("2018-05-10"), published="2018-05-25")) == (12, None, 12)


def test_copies_and_papers_that_quote_add_no_voice() -> None:
    wire = [counted(f"r{n}", 15, by=None, publisher=f"Paper {n}") for n in range(3)]
    others = [counted("q1", 12, by=B), counted("q2", 12, by=C)]
    assert ends("best", *wire, *others, families={f"r{n}": "family_w" for n in range(3)})[1] == 12
    assert ends("best", *wire, *others)[1] == 15
    own = [counted(f"r{n}", 20, by=None, publisher=f"Paper {n}", at=200) for n in range(3)]
    quoting = [counted(f"r{n}", 9, by=(A, B, C)[n]) for n in range(3)]
    assert ends("best", *own, *quoting) == (9, 9, 9)


def test_rumours_count_only_where_nobody_else_speaks() -> None:
    rumour = counted("r1", 400, by=source("rumours", SourceKind.RUMOUR), status=Status.RUMOURED)
    assert ends("range", rumour) == (400, None, 400)
    assert ends("range", rumour, counted("r2", 12)) == (12, None, 12)


def test_an_open_end_stays_open_and_parts_are_no_toll() -> None:
    assert ends("range", counted("r1", 40, None), counted("r2", 30, by=B)) == (30, None, None)
    assert ends("range", counted("r1", 12, None), counted("r2", 19, 22, by=B)) == (12, None, 22)
    assert ends("lowest", counted("r1", None, 40)) == (None, None, None)
    assert ends("range", counted("r1", 12), counted("r2", 3, by=B, who="children")) == (12, None, 12)
    assert ends("range", counted("r2", 3, by=B, who="children")) == (3, None, 3)


@pytest.mark.parametrize("rule", list(RULES))
def test_no_number_makes_no_headline(rule: str) -> None:
    (found,) = series([counted("r1", None, None)], {}, rule)
    assert found.headline is None
