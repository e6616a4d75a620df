"""Whatever the bytes: reports whose furniture lies in their text, or one named refusal."""

from __future__ import annotations

import gzip
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.errors import UnreadableReport
from rashomon.intake import INTAKES
from rashomon.intake.pdf import PdfFile
from rashomon.record.text import Report
from rashomon.roles import Given, Intake
from tests.intake.hostile import pdf_file, word_file, word_paragraph

PIECES = [
    *(
        "[bookmark: a]",
        "{HYPERLINK ",
        "}",
        "By Jane Doe\n",
        "BEIRUT (AP) — ",
        "3 JAN 90 -- [TEXT]",
        "Read more: x\n",
        "(Photo: A)",
    ),
    *(
        "© 2018 A. ",
        "Reporting by A B; Editing by C D",
        " contributed to this report.",
        "[if gte mso 9]>",
        "<![endif]",
        "mso-",
    ),
    *(
        "\n",
        "   ",
        ". ",
        "\u2028",
        "قال ",
        "é",
        "\x85",
        "12 May 2018",
        "Subscribe\n",
        "A" * 30,
        "Image copyright A Image caption ",
    ),
]
CASES = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def texts() -> st.SearchStrategy[str]:
    return st.lists(
        st.sampled_from(PIECES) | st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff"), max_size=8),
        max_size=20,
    ).map("".join)


def read(intake: Intake, data: bytes) -> list[Report]:
    """Return the reports; a refusal must name the file, and nothing else may be raised."""
    found: list[Report] = []
    refusals: list[UnreadableReport] = []
    try:
        found.extend(taken.report for taken in intake.take(data, "strange.bin", Given()))
    except UnreadableReport as error:
        refusals.append(error)
    assert found or refusals
    assert all(error.what.startswith("strange.bin: ") and error.hint for error in refusals)
    return found


def sound(report: Report) -> None:
    report.text.encode("utf-8")
    assert report.text.strip()
    past = 0
    for item in report.furniture:
        assert past <= item.span.start < item.span.end <= len(report.text)
        past = item.span.end
    if report.published.span:
        assert report.published.span.of(report.text).strip()


@pytest.mark.parametrize(
    "intake", [one for one in INTAKES if not isinstance(one, PdfFile)], ids=lambda one: type(one).__name__
)
@CASES
@given(data=st.binary(max_size=300) | texts().map(lambda text: text.encode()))
def test_any_bytes(intake: Intake, data: bytes) -> None:
    for report in read(intake, data):
        sound(report)


@settings(CASES, max_examples=5)
@given(data=st.binary(max_size=300), cut=st.integers(0, 800), cover=st.integers(0, 800))
def test_any_bytes_in_a_pdf(data: bytes, cut: int, cover: int) -> None:
    whole = pdf_file("The bridge is open.")
    for report in read(PdfFile(), whole[:cut] + data + whole[cover:]):
        sound(report)


@CASES
@given(text=texts())
def test_text_and_rows_keep_every_character(text: str) -> None:
    plain, rows = INTAKES[0], INTAKES[-1]
    data = text.encode()
    row = json.dumps({"text": text}).encode()
    for report in [*read(plain, data), *read(rows, row), *read(rows, gzip.compress(row, 1))]:
        sound(report)
        assert report.text == text


@CASES
@given(text=texts())
def test_words_in_a_page_a_document_and_a_message(text: str) -> None:
    escaped = "".join(f"&#{ord(letter)};" for letter in text if letter.isprintable() and letter.isascii())
    files = (
        f"<html><body><article><p>{escaped}</p><p>{escaped}</p></article></body></html>".encode(),
        word_file(word_paragraph(escaped)),
        b"Subject: x\r\n\r\n" + text.encode(),
    )
    for intake, data in zip((INTAKES[1], INTAKES[2], INTAKES[4]), files, strict=True):
        for report in read(intake, data):
            sound(report)
