"""The commands as a person types them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from rashomon.casebook import Casebook
from rashomon.cli.commands import program
from rashomon.settings import Settings
from tests.intake.hostile import good_files, hostile_files

Run = Callable[..., Result]
EXAMPLES = sorted(
    str(path) for path in Path("examples").iterdir() if path.name[:2] <= "12" and ".gold" not in path.name
)


@pytest.fixture(scope="module")
def run() -> Run:
    def typed(*words: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(program, list(words), input=stdin)

    return typed


@pytest.fixture(scope="module")
def book(run: Run, tmp_path_factory: pytest.TempPathFactory) -> str:
    address = str(tmp_path_factory.mktemp("commands") / "week.casebook")
    result = run("add", *EXAMPLES, "--casebook", address)
    assert result.exit_code == 0, result.output
    assert f"{len(EXAMPLES)} added, 0 already there, 0 could not be read" in result.stderr
    assert result.stdout == ""
    return address


def test_add_again_changes_nothing(run: Run, book: str) -> None:
    result = run("add", *EXAMPLES, "--casebook", book)
    assert f"0 added, {len(EXAMPLES)} already there" in result.stderr


def test_read_prints_who_says_what(run: Run) -> None:
    result = run("read", "examples/04-republic-denial.eml")
    assert result.exit_code == 0
    assert "denies" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_read_takes_standard_input_and_a_date(run: Run) -> None:
    result = run("read", "--json", "--published", "2018-05-20", "-", stdin="Rebels left Aleppo on Sunday, SANA said.")
    record = json.loads(result.stdout)
    assert record["report"]["published"]["edtf"] == "2018-05-20"
    assert record["report"]["published"]["basis"] == "given"
    assert [time["edtf"] for time in record["times"]] == ["2018-05-20"]


def test_read_can_keep_to_the_guidelines_of_a_corpus(run: Run) -> None:
    text = "The army said the rebels had told it that the bridge was mined."
    ours, theirs = (
        json.loads(run("read", "-", "--json", "--guidelines", which, stdin=text).stdout)
        for which in ("rashomon", "polnear")
    )
    assert [len(one["attributions"]) for one in (ours, theirs)] == [2, 1]
    assert [one["run"]["options"].get("guidelines") for one in (ours, theirs)] == [None, "polnear"]


def test_what_cannot_be_read_is_named_and_the_rest_is_read(run: Run, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing more")
    result = run("read", "--json", str(broken), "examples/04-republic-denial.eml")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert "broken.pdf" in result.stderr
    assert len(result.stderr.splitlines()) == 2


@pytest.mark.parametrize(
    "words",
    [("read",), ("read", "x", "--published", "soon"), ("fly",), ("claims", "--status", "maybe"), ("export", "xml")],
)
def test_a_wrong_command_ends_with_two(run: Run, book: str, words: tuple[str, ...]) -> None:
    more = ("--casebook", book) if words[0] in ("claims", "export") else ()
    assert run(*words, *more).exit_code == 2


def test_a_casebook_that_is_not_there_is_no_new_one(run: Run, tmp_path: Path) -> None:
    result = run("brief", "--casebook", str(tmp_path / "none.casebook"))
    assert result.exit_code == 1
    assert "there is no casebook" in result.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "view", ["incidents", "stories", "claims", "sources", "control", "conditions", "agreements", "figures"]
)
def test_views_print_for_people_and_as_json(run: Run, book: str, view: str) -> None:
    people = run(view, "--casebook", book)
    assert people.exit_code == 0
    assert len(people.stdout.splitlines()) > 2
    assert max(map(len, people.stdout.splitlines())) <= 80
    rows = [json.loads(row) for row in run(view, "--json", "--casebook", book).stdout.splitlines()]
    assert rows
    assert all(isinstance(row, dict) for row in rows)


def test_brief_puts_the_contested_first(run: Run, book: str) -> None:
    printed = run("brief", "--casebook", book).stdout
    assert max(map(len, printed.splitlines())) <= 80
    assert "contested" in printed.lower()
    assert "Saraqib" in printed


def test_show_finds_an_incident_its_claims_and_their_report(run: Run, book: str) -> None:
    rows = run("incidents", "--json", "--contested", "--casebook", book).stdout.splitlines()
    incident = json.loads(rows[0])
    shown = run("show", incident["id"][:18], "--casebook", book)
    assert shown.exit_code == 0
    assert incident["summary"].split()[0] in shown.stdout
    assert f"Grade {incident['credibility']} of 6, " in shown.stdout
    account = incident["accounts"][0]
    assert account["quote"][:20] in run("show", account["claim"], "--casebook", book).stdout.replace("\n", " ")
    report = json.loads(run("show", account["report"], "--json", "--casebook", book).stdout)
    assert report["report"]["id"] == account["report"]


def test_show_says_when_there_is_nothing(run: Run, book: str) -> None:
    result = run("show", "claim_ffffffff", "--casebook", book)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 2


def test_find_shows_the_words(run: Run, book: str) -> None:
    assert "vegetable market" in " ".join(run("find", "vegetable", "market", "--casebook", book).stdout.split())
    assert run("find", "zebra", "--casebook", book).stdout == "nothing found\n"


def test_judge_keeps_a_decision(run: Run, book: str) -> None:
    claim = json.loads(run("claims", "--json", "--casebook", book).stdout.splitlines()[0])["claim"]["id"]
    decided = ("judge", "reject", claim, "--who", "R. Analyst", "--reason", "a misreading", "--casebook", book)
    result = run(*decided)
    assert result.exit_code == 0
    assert claim in result.stdout
    assert run("judge", "correct", claim, "--who", "R", "--reason", "x", "--casebook", book).exit_code == 2


def test_history_shows_who_decided_what_and_why(run: Run, book: str) -> None:
    row = json.loads(run("claims", "--json", "--casebook", book).stdout.splitlines()[-1])["claim"]
    assert "nobody has decided" in run("history", row["id"], "--casebook", book).stdout
    for act, reason in (("reject", "a misreading"), ("accept", "the quote is right")):
        run("judge", act, row["id"], "--who", "R. Analyst", "--reason", reason, "--casebook", book)
    shown = run("history", row["id"], "--casebook", book).stdout
    assert shown.index("a misreading") < shown.index("the quote is right")
    assert "R. Analyst" in shown
    told = [
        json.loads(line) for line in run("history", row["report"], "--json", "--casebook", book).stdout.splitlines()
    ]
    assert [one["act"] for one in told] == ["reject", "accept"]
    assert run("history", "claim_ffffffff", "--casebook", book).exit_code == 1


def with_a_toll(run: Run, book: str) -> dict[str, Any]:
    rows = run("claims", "--json", "--status", "asserted", "--casebook", book).stdout.splitlines()
    claims: list[dict[str, Any]] = [json.loads(row)["claim"] for row in rows]
    return next(one for one in reversed(claims) if [figure["measure"] for figure in one["figures"]] == ["killed"])


def judged(run: Run, book: str, *words: str) -> Result:
    return run("judge", *words, "--who", "R. Analyst", "--reason", "seen on the spot", "--casebook", book)


def test_a_correction_stands_beside_what_was_read(run: Run, book: str) -> None:
    claim = with_a_toll(run, book)
    made = judged(run, book, "correct", claim["id"], "--field", "killed", "--value", "900-")
    assert made.exit_code == 0
    for view in (("show", claim["id"]), ("claims",)):
        assert "killed corrected to “900-” by R. Analyst: seen on the spot" in run(*view, "--casebook", book).stdout
    shown = json.loads(run("show", claim["id"], "--json", "--casebook", book).stdout)
    assert shown["claim"] == claim
    assert [one["value"] for one in shown["corrections"]] == ["900-"]
    assert "at least 900" in run("figures", "--casebook", book).stdout
    undone = judged(run, book, "undo", made.stdout.split()[-1])
    assert undone.exit_code == 0
    assert "at least 900" not in run("figures", "--casebook", book).stdout
    history = run("history", claim["id"], "--casebook", book).stdout
    assert f"undone by {undone.stdout.split('_')[-1][:8]}" in " ".join(history.split())
    assert len(run("history", undone.stdout.split()[-1], "--casebook", book).stdout.splitlines()) == 4


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("correct", "--field", "colour", "--value", "red"), "held_until"),
        (("correct", "--field", "time", "--value", "soon"), "2018-05-20"),
        (("correct", "--field", "time"), "both"),
        (("link",), "--other"),
        (("link", "--other", "claim_f", "--relation", "denies", "--value", "x"), "--relation"),
        (("accept", "--value", "x", "--field", "y"), "correct"),
        (("grade", "--value", "G"), "A, B, C, D, E, F"),
    ],
)
def test_what_cannot_be_decided_is_two_lines(run: Run, book: str, words: tuple[str, ...], hint: str) -> None:
    subject = "Saraqib Civil Record" if words[0] == "grade" else with_a_toll(run, book)["id"]
    result = judged(run, book, words[0], subject, *words[1:])
    assert result.exit_code == 2
    what, do = result.stderr.splitlines()
    assert what.startswith("rashomon: ")
    assert hint in do


def test_sources_print_a_letter_and_what_it_rests_on(run: Run, book: str) -> None:
    before = run("sources", "--casebook", book).stdout
    assert "graded by" not in before
    assert judged(run, book, "grade", "Saraqib Civil Record", "--value", "B").exit_code == 0
    after = run("sources", "--casebook", book).stdout
    assert "B, graded by R. Analyst: seen on the spot (0 accepted, 0 rejected, 0 corrected)" in " ".join(after.split())
    (graded,) = [
        one["reliability"]
        for one in map(json.loads, run("sources", "--json", "--casebook", book).stdout.splitlines())
        if one["name"] == "Saraqib Civil Record"
    ]
    assert (graded["letter"], graded["who"], graded["accepted"]) == ("B", "R. Analyst", 0)
    assert "as B" in run("history", "Saraqib Civil Record", "--casebook", book).stdout


def test_figures_have_a_headline_by_a_named_rule(run: Run, book: str) -> None:
    printed = run("figures", "--rule", "best", "--casebook", book).stdout
    assert printed.startswith("Headlines by the rule best: the lowest and the highest number")
    assert "= best of" in printed
    rows = [
        json.loads(row) for row in run("figures", "--rule", "lowest", "--json", "--casebook", book).stdout.splitlines()
    ]
    assert {row["headline"]["rule"] for row in rows if row["headline"]} == {"lowest"}
    assert all(set(row["headline"]) == {"rule", "low", "best", "high"} for row in rows if row["headline"])
    assert run("figures", "--rule", "mean", "--casebook", book).exit_code == 2


def test_views_as_of_a_date_say_how_many_reports_have_none(run: Run, book: str, tmp_path: Path) -> None:
    undated = tmp_path / "undated.txt"
    undated.write_text("Rebels hold Saraqib, the army said.", "utf-8")
    other = str(tmp_path / "dated.casebook")
    assert run("add", EXAMPLES[0], EXAMPLES[1], str(undated), "--casebook", other).exit_code == 0
    for view in ("incidents", "control", "figures", "conditions"):
        result = run(view, "--as-of", "2031-12-31", "--casebook", other)
        assert result.exit_code == 0
        assert "1 report does not count" in result.stderr
        assert run(view, "--as-of", "soon", "--casebook", other).exit_code == 2
    assert "rebels" not in run("control", "--as-of", "2031-12-31", "--casebook", other).stdout.lower()
    late = run("control", "--at", "2031-12-31", "--casebook", other)
    assert "Saraqib" in late.stdout
    assert "may have begun after 2031-12-31" in late.stderr


def test_agreements_say_what_became_of_them(run: Run, book: str) -> None:
    printed = run("agreements", "--casebook", book).stdout
    assert "2031-03-08: signed, United Nations official" in printed
    (row,) = [
        row
        for row in map(json.loads, run("agreements", "--json", "--casebook", book).stdout.splitlines())
        if row["state"] == "breached"
    ]
    assert [turn["state"] for turn in row["turns"]] == ["signed", "breached"]
    assert row["turns"][0]["terms"]["terms"].startswith("to evacuate fighters")


@pytest.mark.parametrize("format_", ["jsonl", "csv", "geojson"])
def test_export_writes_to_a_file(run: Run, book: str, tmp_path: Path, format_: str) -> None:
    out = tmp_path / f"week.{format_}"
    assert run("export", format_, "-o", str(out), "--casebook", book).exit_code == 0
    assert out.stat().st_size > 500


def test_verify_finds_a_changed_original(run: Run, book: str) -> None:
    assert run("verify", "--casebook", book).exit_code == 0
    original = next(path for path in Path(f"{book}-originals").rglob("*") if path.is_file())
    data = original.read_bytes()
    original.chmod(0o644)
    original.write_bytes(data[:-1] + b"?")
    result = run("verify", "--casebook", book)
    original.write_bytes(data)
    assert result.exit_code == 1
    assert "original" in result.stdout


def test_every_hostile_file_is_one_error_of_two_lines_and_the_good_ones_are_stored(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    bad, good = list(hostile_files(folder)), list(good_files(folder))
    assert len(bad) >= 20
    book = str(tmp_path / "inbox.casebook")
    result = run("add", str(folder), "--casebook", book)
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert len(lines) == 2 * len(bad) + 1
    named = [line for line in lines[:-1:2] if line.startswith("rashomon: ")]
    assert [path.name for path in bad if sum(f"/{path.name}:" in line for line in named) != 1] == []
    assert lines[-1].startswith(f"{len(good)} added, 0 already there, {len(bad)} could not be read")
    assert run("verify", "--casebook", book).exit_code == 0


def test_no_password_is_printed() -> None:
    address = Casebook(Settings(casebook="postgresql://coder:secret@localhost/team")).address
    assert "secret" not in address
    assert "localhost/team" in address
