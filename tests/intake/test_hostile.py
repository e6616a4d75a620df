"""Broken and hostile files end in one named error each, in little time, and the good ones beside them are read."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from rashomon.errors import UnreadableReport
from rashomon.intake import INTAKES
from rashomon.intake.limits import Limits
from rashomon.intake.paths import reports
from rashomon.intake.pdf import PdfFile
from rashomon.roles import Given, Taken
from tests.growth import LEAST_SECONDS, seconds
from tests.intake.hostile import NEWS, good_files, hostile_files, pdf_file

SLOWEST = 40
"""How many times as long as for a good one a hostile file may take on the average; measured: six."""


class Walked(NamedTuple):
    """A folder of hostile files with good ones among them, walked once."""

    bad: list[Path]
    good: list[Path]
    taken: list[Taken]
    failures: list[UnreadableReport]


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Walked:
    folder = tmp_path_factory.mktemp("hostile")
    bad, good = hostile_files(folder), sorted(good_files(folder))
    failures: list[UnreadableReport] = []
    taken = list(reports([str(folder)], Given(), INTAKES, failed=failures.append))
    return Walked(bad, good, taken, failures)


def test_each_ends_in_one_error_that_names_it(walked: Walked) -> None:
    assert len(walked.bad) >= 20
    assert [failure.path for failure in walked.failures] == [str(path) for path in walked.bad]
    for failure in walked.failures:
        assert failure.what.startswith(f"{failure.path}: ")
        assert "\n" not in failure.what
        assert failure.hint
        assert "\n" not in failure.hint


def test_they_take_little_time(walked: Walked) -> None:
    def each(paths: list[Path]) -> float:
        names = [str(path) for path in paths]
        return seconds(lambda: list(reports(names, Given(), INTAKES, failed=lambda _: None))) / len(paths)

    assert each(walked.bad) < SLOWEST * max(each(walked.good), LEAST_SECONDS / len(walked.good))


def test_good_files_beside_them_are_read(walked: Walked) -> None:
    assert [one.report.path for one in walked.taken] == [str(path) for path in walked.good]
    assert all(NEWS.strip() in one.report.text for one in walked.taken)


def test_the_reasons_are_told_apart(walked: Walked) -> None:
    told = {Path(failure.path).name: failure.what for failure in walked.failures}
    assert "bomb" in told["zip-bomb.docx"]
    assert "bomb" in told["gzip-bomb.jsonl.gz"]
    assert "entities" in told["entity-bomb.docx"]
    assert "entities" in told["external-entity.docx"]
    assert "encrypted" in told["encrypted.docx"]
    assert "password" in told["encrypted.pdf"]
    assert "nothing to read" in told["blank.txt"]
    assert all("nothing to read" in told[f"empty.{kind}"] for kind in ("docx", "eml", "html", "jsonl", "pdf", "txt"))
    assert "points elsewhere" in told["path-traversal.docx"]
    assert all(f"line {number}: " in told["broken-rows.jsonl"] for number in (1, 2, 3, 4, 5))


def test_a_pdf_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(UnreadableReport, match="takes more than 0 seconds"):
        list(PdfFile(Limits(pdf_seconds=0)).take(pdf_file("A line."), "slow.pdf", Given()))


@pytest.mark.parametrize(
    ("limits", "name", "data"),
    [
        (Limits(document_bytes=10), "long.txt", b"a b c d e f g h"),
        (Limits(characters=5), "long.txt", b"a b c d"),
        (Limits(unbroken=5), "long.txt", b"abcdef"),
        (Limits(file_bytes=5), "long.txt", b"a b c d"),
    ],
)
def test_limits_are_kept(tmp_path: Path, limits: Limits, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    failures: list[UnreadableReport] = []
    intakes = [type(intake)(limits) for intake in INTAKES]  # type: ignore[call-arg]  # ours all take limits
    assert not list(reports([str(path)], Given(), intakes, failed=failures.append, limits=limits))
    assert len(failures) == 1
