"""When a printed claim stands for a marked one, what is counted, and that the gold of whole reports can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.casebook import Casebook
from rashomon.errors import NotFound, RashomonError
from rashomon.evaluation.claim_gold import MarkedReport, marked_reports
from rashomon.evaluation.claiming import JudgedReport, alike, judge_claims
from rashomon.evaluation.claiming_figures import (
    FOLDER,
    claim_lines,
    claim_misses,
    event_types,
    false_events,
    kind,
    roles,
    statuses,
)
from rashomon.record.claim import ClaimKind
from rashomon.record.text import Report
from rashomon.settings import Settings

TEXT = (
    "The army shelled Douma, killing four traders. Rebels denied that they had attacked Homs. "
    "The two sides signed a truce in Idlib. Gunmen kidnapped a doctor in Aleppo."
)

GOLD = f'''
[[text]]
id = "one"
style = "agency"
war = "Syria"
split = "train"
text = """{TEXT}"""

[[text.claims]]
trigger = "shelled"
kind = "event"
type = "Explosions/Remote violence"
subtype = "Shelling/artillery/missile attack"
status = "asserted"
agent = ["army"]
target = ["traders"]
place = "Douma"
figures = [{{ measure = "killed", low = 4, high = 4, who = "traders" }}]

[[text.claims]]
trigger = "attacked"
kind = "event"
type = "Battles"
status = "denied"
by = "Rebels"

[[text.claims]]
trigger = "truce"
kind = "agreement"
type = "Agreement"
subtype = "ceasefire"
status = "asserted"
state = "signed"
place = "Idlib"
'''


def refuse(error: RashomonError) -> None:
    raise error


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> MarkedReport:
    path = tmp_path_factory.mktemp("gold") / "one.toml"
    path.write_text(GOLD, "utf-8")
    (one,) = marked_reports(path)
    return one


@pytest.fixture(scope="module")
def judged(marked: MarkedReport) -> JudgedReport:
    (reading,) = Casebook(Settings()).record([Report("report_one", marked.text, "0" * 64)], refuse)
    return judge_claims(marked, reading)


def test_each_marked_claim_has_one_partner_at_most(judged: JudgedReport) -> None:
    assert [pair.marked.trigger[0].of(TEXT) for pair in sorted(judged.pairs, key=lambda pair: pair.marked.trigger)] == [
        "shelled",
        "attacked",
        "truce",
    ]
    assert len({pair.printed.id for pair in judged.pairs}) == 3
    assert judged.missed == ()


def test_a_wrong_type_is_a_miss_and_a_false_one(judged: JudgedReport) -> None:
    types = event_types([judged])
    assert types["Explosions/Remote violence"].f1 == 100
    assert types["Battles"] == (0.0, 0.0, 0.0)  # the reader says that civilians were attacked


def test_what_nobody_marked_is_a_false_event(judged: JudgedReport) -> None:
    assert false_events([judged]) == (1, 2)  # the doctor's kidnapping, beside two marked events


def test_roles_status_and_kinds(judged: JudgedReport) -> None:
    assert roles([judged], everything=False)["target"].recall == 100
    assert roles([judged], everything=True)["target"].precision < 100
    assert statuses([judged])["found as denied"] == (1, 1)
    assert kind([judged], ClaimKind.AGREEMENT).f1 == 100


def test_lines_and_misses_are_printed(judged: JudgedReport) -> None:
    assert any(line.startswith("event type macro F1") for line in claim_lines([judged]))
    assert any("one | false | event Violence against civilians/Abduction" in line for line in claim_misses([judged]))


@pytest.mark.parametrize(
    ("one", "other", "right"),
    [("Daesh militants", "the militants", True), ("Red Crescent", "the army", False), ("the", "army", False)],
)
def test_names_are_alike_by_half_of_their_words(one: str, other: str, right: bool) -> None:
    assert alike(one, other) is right


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ('trigger = "shelled"', 'trigger = "bombed"', NotFound),
        ('type = "Battles"', 'type = "Quarrels"', ValueError),
        ('state = "signed"', 'state = "sealed"', ValueError),
        ('by = "Rebels"', 'speaker = "Rebels"', ValueError),
    ],
)
def test_a_slip_in_the_gold_is_refused(tmp_path: Path, old: str, new: str, error: type[Exception]) -> None:
    path = tmp_path / "slip.toml"
    path.write_text(GOLD.replace(old, new), "utf-8")
    with pytest.raises(error):
        marked_reports(path)


def test_our_gold_can_be_read_and_is_split() -> None:
    reports = [report for path in sorted(FOLDER.glob("*.toml")) for report in marked_reports(path)]
    assert len(reports) == 66
    assert len({report.id for report in reports}) == len(reports)
    assert {report.split for report in reports} == {"train", "test"}
    assert len({report.war for report in reports}) == 6
