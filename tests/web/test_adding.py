"""Adding: files and addresses become jobs; names from elsewhere are never paths of ours."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from rashomon.web.pages.adding import LONGEST_NAME, safe
from tests.web.conftest import Open, proof

REPORT = (
    "GENEVA, 4 March 2031 - The Harbour Monitor said that shells hit a school in Binnish on Tuesday "
    "and killed 3 people.\n"
)


def finished(bench: TestClient, path: str) -> str:
    """Return the page of a job once it is over."""
    for _ in range(600):
        text = bench.get(path).text
        if "hx-trigger" not in text:
            return text
        time.sleep(0.1)
    raise AssertionError("the job did not end")


def counts(text: str) -> list[int]:
    return [int(one) for one in re.findall(r"<li><strong>(\d+)</strong>", text)]


def test_good_files_are_read_and_broken_ones_named(copy: Path, opening: Open) -> None:
    bench = opening(copy)
    files = [
        ("files", ("good.txt", REPORT.encode())),
        ("files", ("broken.docx", b"PK\x03\x04 this is no document")),
        ("files", ("empty.txt", b"")),
        ("files", ("../../../etc/passwd.txt", REPORT.replace("3 people", "4 people").encode())),
    ]
    answer = bench.post("/add", files=files, data={"csrf": proof(bench), "publisher": "Desk"})
    assert answer.status_code == 303
    text = finished(bench, answer.headers["location"])
    assert counts(text) == [2, 0, 2]
    assert "broken.docx" in text
    assert "empty.txt" in text
    assert "/tmp" not in text
    assert answer.headers["location"] in bench.get("/add").text
    assert "Binnish" in bench.get("/", params={"publisher": "Desk"}).text
    again = bench.post("/add", files=files[:1], data={"csrf": proof(bench), "publisher": "Desk"})
    assert counts(finished(bench, again.headers["location"])) == [0, 1, 0]


def test_nothing_chosen_is_said(copy: Path, opening: Open) -> None:
    bench = opening(copy)
    answer = bench.post("/add", data={"csrf": proof(bench)})
    assert answer.status_code == 400
    assert "Nothing was chosen" in answer.text


def test_a_date_that_is_none_is_said(copy: Path, opening: Open) -> None:
    bench = opening(copy)
    fields = {"csrf": proof(bench), "published": "soon"}
    answer = bench.post("/add", files=[("files", ("a.txt", REPORT.encode()))], data=fields)
    assert "is no date" in finished(bench, answer.headers["location"])


def test_a_job_that_is_not_there(bench: TestClient) -> None:
    assert bench.get("/jobs/nothing").status_code == 404


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("report.txt", "report.txt"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system.ini", "system.ini"),
        ("/etc/shadow", "shadow"),
        ("..", "report.txt"),
        ("", "report.txt"),
        (".bashrc", "bashrc"),
        ("a\x00b\n.txt", "a_b_.txt"),
        ("تقرير.txt", "تقرير.txt"),
        ("<img src=x>.html", "_img src_x_.html"),
    ],
)
def test_a_name_is_only_its_last_part(name: str, kept: str) -> None:
    assert safe(name) == kept


def test_a_long_name_keeps_its_end() -> None:
    assert safe("x" * 500 + ".pdf") == ("x" * 500 + ".pdf")[-LONGEST_NAME:]
