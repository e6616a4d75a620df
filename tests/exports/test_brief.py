"""The brief: contested first, both sides with the place of their words, never wider than eighty columns."""

from __future__ import annotations

from dataclasses import replace

from rashomon.exports.brief import brief
from rashomon.exports.plain import plain
from rashomon.record.attribution import Stance
from rashomon.record.claim import Measure
from tests.exports.made import AGENCY, accounts, briefed
from tests.linking.made import OSSUN, TELMARA, account, figure, source, when, where

SECTIONS = [
    "CONTESTED",
    "CORROBORATED",
    "ONE VOICE ONLY",
    "FIGURES",
    "WHO HOLDS WHAT",
    "NOT UNDERSTOOD",
    "REPORTS QUOTED",
]


def headings(text: str) -> list[str]:
    return [name for line in text.splitlines() for name in SECTIONS if line.startswith(name)]


def test_sections_stand_in_the_order_in_which_they_matter() -> None:
    text = briefed(accounts())
    assert headings(text) == SECTIONS
    assert "3 reports · 5 voices · 5 incidents, 1 contested" in text


def test_a_contested_incident_shows_both_voices_and_where_their_words_stand() -> None:
    text = " ".join(briefed(accounts()).split())
    assert "said Orvand Monitor: “buses left the town after midnight with fighters and their families”" in text
    assert "fighters and their families” [1:412–479]" in text
    assert "[1] Coast Wire, “Buses seen at the gates of Telmara”, 20 May 2018" in text
    assert "denied State Agency: “reports of a withdrawal of fighters from Telmara are false”" in text
    assert "are false” [2:96–154]" in text
    assert "[2] Morning Ledger, “No one is leaving, says capital”, 20 May 2018" in text


def test_who_says_the_contrary_stands_with_who_denies() -> None:
    made = accounts()
    contrary = replace(made[1], stance=Stance.ASSERTS, claim=replace(made[1].claim, text="nobody has left Telmara"))
    text = " ".join(briefed([made[0], contrary]).split())
    assert "denied State Agency: “nobody has left Telmara”" in text


def test_a_section_with_nothing_in_it_is_left_out() -> None:
    assert headings(briefed([accounts()[4]])) == ["ONE VOICE ONLY", "NOT UNDERSTOOD", "REPORTS QUOTED"]
    empty = plain(brief([], (), (), (), 0))
    assert headings(empty) == []
    assert "rashomon add" in empty


def test_long_lists_are_cut_and_say_how_to_see_the_rest() -> None:
    many = [
        account(
            f"r{n}",
            f"shells fell on quarter {n}",
            place=where(TELMARA),
            time=when(f"2018-{1 + n % 12:02}-{1 + n // 2:02}"),
        )
        for n in range(50)
    ]
    text = briefed(many)
    assert "… and 26 more: rashomon incidents" in text


def test_no_line_is_wider_than_eighty_columns_whatever_the_words() -> None:
    hostile = [
        account(
            "r1",
            "x" * 500,
            by=source("y" * 200),
            place=where(replace(TELMARA, name="z" * 120)),
            time=when("2018-05-20"),
        ),
        account("r1", "a\tb\nc\x1b[31m red " * 40, by=AGENCY, place=where(TELMARA), time=when("2018-05-20"), at=900),
        account("r2", "قالت الوكالة إن الحافلات غادرت المدينة " * 9, by=AGENCY, time=when("2018-05-20")),
    ]
    text = briefed([*accounts(), *hostile])
    assert max(len(line) for line in text.splitlines()) <= 80
    assert "\x1b" not in text
    assert not any(line != line.rstrip() for line in text.splitlines())


def test_an_incident_of_one_voice_takes_two_lines_and_the_gravest_of_a_day_comes_first() -> None:
    quiet = account("r1", "engineers cleared a road " * 9, place=where(TELMARA), time=when("2018-05-20"))
    deaths = (figure(Measure.KILLED, 4, who="people"),)
    grave = account("r2", "four people died", place=where(OSSUN), time=when("2018-05-20"), figures=deaths, by=AGENCY)
    lines = briefed([quiet, grave]).splitlines()
    at = lines.index("Sunday 20 May 2018")
    assert lines[at + 1].split() == ["Air", "strike", "on", "Ossun", "3", lines[at + 1].split()[-1]]
    assert lines[at + 2] == "    State Agency: “four people died” [1:0–16]"
    assert lines[at + 3].startswith("  Air strike on Telmara  ")
    assert lines[at + 4].startswith("    The report: “engineers cleared a road")
    assert lines[at + 5] == ""


def test_figures_are_grouped_by_measure_and_stand_where_their_incident_is() -> None:
    text = briefed(accounts()).splitlines()
    rows = [line for line in text if "  Kerrin, 19 May 2018" in line]
    assert [row[:10].strip() for row in rows] == ["killed", ""]


def test_the_page_ends_with_one_line_feed() -> None:
    assert briefed(accounts())[-2:].strip(" ") == ".\n"
