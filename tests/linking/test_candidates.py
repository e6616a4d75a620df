"""What could be about one thing is compared, and comparisons grow with the accounts, not with their square."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.linking.candidates import BESIDE_DENIAL, IN_REPORT, NEIGHBOURS, across, within
from rashomon.linking.facts import Facts, facts
from rashomon.linking.incidents import link
from rashomon.linking.voices import Voices, headings, seniority
from rashomon.record.claim import ClaimKind, Measure, Status
from rashomon.record.incident import Account
from rashomon.record.values import Precision
from tests.linking.made import ORVAND, OSSUN, TELMARA, account, figure, source, when, where


def known(*accounts: Account) -> list[Facts]:
    voices = Voices(headings(accounts), {})
    return [facts(one, voices) for one in sorted(accounts, key=seniority)]


def compared(*accounts: Account) -> list[frozenset[str]]:
    report = {one.claim.id: one.claim.report for one in accounts}
    return [frozenset((report[one], report[other])) for one, other in across(known(*accounts))]


def day(reports: Sequence[str], **given: object) -> list[Account]:
    fields: dict[str, object] = {"place": where(TELMARA), "time": when("2018-05-20")}
    return [account(report, "shells fell", **(fields | given)) for report in reports]  # type: ignore[arg-type]


def test_a_town_meets_its_province_and_neither_meets_a_town_far_off() -> None:
    town, far = day(["town"]), day(["far"], place=where(OSSUN))
    province = day(["province"], place=where(ORVAND, Precision.REGION))
    found = compared(*town, *far, *province)
    assert frozenset({"town", "province"}) in found
    assert frozenset({"far", "province"}) in found
    assert frozenset({"town", "far"}) not in found


def test_without_a_place_a_figure_brings_two_together_and_nothing_else_does() -> None:
    dead = {"place": None, "figures": (figure(Measure.KILLED, 12),)}
    assert compared(*day(["a", "b"], **dead)) == [frozenset({"a", "b"})]
    assert compared(*day(["a", "b"], place=None)) == []


def test_hundreds_of_reports_of_one_day_cost_a_few_comparisons_each_and_are_one_incident() -> None:
    many = day([f"r{n}" for n in range(400)], by=source("Orvand Monitor"))
    assert len(compared(*many)) <= 400 * (NEIGHBOURS * 2 + 1)
    assert [incident.raw for incident in link(many, {})[1]] == [400]


def test_a_report_of_a_thousand_claims_costs_a_bounded_number_each() -> None:
    long = [account("r", f"shells fell {n}", at=n * 20) for n in range(1000)]
    assert len(within(known(*long))) <= 1000 * IN_REPORT
    denials = [
        account(
            "r", f"it {n}", at=n * 20, kind=ClaimKind.STATEMENT, type_="Statement", status=Status.DENIED, subtype=str(n)
        )
        for n in range(1000)
    ]
    assert len(within(known(*denials))) <= 1000 * (2 * BESIDE_DENIAL + IN_REPORT)
