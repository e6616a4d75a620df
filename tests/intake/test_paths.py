"""Files, folders and standard input."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from rashomon.errors import UnreadableReport
from rashomon.intake import INTAKES
from rashomon.intake.paths import reports
from rashomon.record.text import Basis, Report
from rashomon.roles import Given


class Walk:
    """What walking some paths gave."""

    def __init__(self, *paths: object, given: Given | None = None) -> None:
        self.failures: list[UnreadableReport] = []
        paths_given = [str(path) for path in paths]
        found = reports(paths_given, given or Given(), INTAKES, failed=self.failures.append)
        self.reports: list[Report] = [one.report for one in found]

    @property
    def names(self) -> list[str]:
        return [Path(report.path or "").name for report in self.reports]


def write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"The text of {name} says something.", "utf-8")


def test_a_folder_is_walked_in_the_order_of_names(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a/z.txt", "a/y/x.txt", "c.TXT", "d.md")
    walk = Walk(tmp_path)
    assert walk.names == ["x.txt", "z.txt", "b.txt", "c.TXT", "d.md"]
    assert not walk.failures


def test_hidden_and_foreign_files_in_folders_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, ".hidden.txt", ".git/a.txt", "table.xlsx", "README", "a.txt")
    walk = Walk(tmp_path)
    assert walk.names == ["a.txt"]
    assert not walk.failures


def test_a_foreign_file_that_is_named_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, "table.xlsx", "README", "a.txt")
    walk = Walk(tmp_path / "table.xlsx", tmp_path / "README", tmp_path / "a.txt")
    assert walk.names == ["a.txt"]
    assert "table.xlsx" in walk.failures[0].what
    assert "README" in walk.failures[1].what
    assert all(suffix in walk.failures[0].hint for suffix in (".txt", ".docx", ".jsonl.gz"))


def test_what_is_not_there_is_an_error(tmp_path: Path) -> None:
    walk = Walk(tmp_path / "none.txt")
    assert "none.txt: there is no such file" in walk.failures[0].what


def test_links_do_not_loop(tmp_path: Path) -> None:
    write(tmp_path, "folder/a.txt")
    (tmp_path / "folder" / "again").symlink_to(tmp_path / "folder")
    (tmp_path / "folder" / "self.txt").symlink_to("self.txt")
    (tmp_path / "folder" / "gone.txt").symlink_to("nowhere.txt")
    (tmp_path / "folder" / "same.txt").symlink_to("a.txt")
    walk = Walk(tmp_path / "folder")
    assert walk.names == ["a.txt", "same.txt"]
    assert sorted(Path(failure.path).name for failure in walk.failures) == ["gone.txt", "self.txt"]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    write(tmp_path, "a.txt")
    walk = Walk(tmp_path, tmp_path / "pipe.txt")
    assert walk.names == ["a.txt"]
    assert len(walk.failures) == 2
    assert all("pipe" in failure.what for failure in walk.failures)


def test_a_folder_that_may_not_be_read_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.txt", "closed/b.txt")
    listed = os.listdir

    def refusing(path: str) -> list[str]:
        if path.endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "listdir", refusing)
    walk = Walk(tmp_path)
    assert walk.names == ["a.txt"]
    assert "closed: cannot be opened (permission denied)" in walk.failures[0].what


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (b"Just some words.", ["Just some words."]),
        (b'\n {"text": "one"}\n{"text": "two"}\n', ["one", "two"]),
        (b"[bookmark: x]words", ["[bookmark: x]words"]),
    ],
)
def test_standard_input_is_lines_of_json_or_text(
    monkeypatch: pytest.MonkeyPatch, data: bytes, texts: list[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    walk = Walk("-")
    assert [report.text for report in walk.reports] == texts
    assert {report.path for report in walk.reports} == {"-"}


def test_standard_input_without_words_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert Walk("-").failures[0].what == "-: there is nothing to read in it"


def test_a_name_that_is_no_text_can_be_printed(tmp_path: Path) -> None:
    name = os.path.join(os.fsencode(tmp_path), b"caf\xe9.txt")
    try:
        with open(name, "wb") as file:
            file.write(b"Words.")
    except OSError:
        pytest.skip("this file system takes no such names")
    walk = Walk(tmp_path)
    assert (walk.reports[0].path or "").encode("utf-8").endswith(b"caf\\xe9.txt")


def test_what_is_given_is_believed_and_part_of_the_id(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    bare = Walk(tmp_path).reports[0]
    given = Walk(tmp_path, given=Given(publisher="The Bell", published="2018-05-20")).reports[0]
    assert (bare.publisher, bare.published.basis) == (None, Basis.UNKNOWN)
    assert (given.publisher, given.published.edtf, given.published.basis) == ("The Bell", "2018-05-20", Basis.GIVEN)
    assert bare.sha256 == given.sha256
    assert bare.id != given.id
    assert bare.id == Report.identify(bare.sha256)
