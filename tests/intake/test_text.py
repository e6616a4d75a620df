"""Plain text and JSON lines: characters, fields, encodings."""

from __future__ import annotations

import gzip
import hashlib
import json

import pytest

from rashomon.errors import UnreadableReport
from rashomon.intake.decoding import decoded
from rashomon.intake.jsonlines import JsonLines
from rashomon.intake.limits import Limits
from rashomon.intake.plain import PlainText
from rashomon.record.text import Basis, Report
from rashomon.roles import Given

ENGLISH = "He said “no” – and the café closed. The army’s spokesman denied it.\r\nMore followed.\n"
ARABIC = "قالت الوكالة إن القوات انسحبت من المدينة يوم الأحد. وأضافت أن السكان عادوا إلى منازلهم."
RUSSIAN = "Войска покинули город в воскресенье, сообщило агентство. Жители вернулись домой."


def text_report(data: bytes) -> Report:
    return next(PlainText().take(data, "x.txt", Given())).report


def rows(data: bytes, limits: Limits | None = None) -> tuple[list[Report], str]:
    """Return the reports and what the error at the end says, empty when there is none."""
    found = []
    try:
        for taken in JsonLines(limits).take(data, "x.jsonl", Given()):
            assert hashlib.sha256(taken.original).hexdigest() == taken.report.sha256
            found.append(taken.report)
    except UnreadableReport as error:
        return found, error.what
    return found, ""


@pytest.mark.parametrize("text", [ENGLISH, ARABIC, RUSSIAN])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_to_the_character(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    report = text_report(data)
    assert report.text == text
    assert report.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(("text", "encoding"), [(ENGLISH, "cp1252"), (ARABIC, "cp1256"), (RUSSIAN, "cp1251")])
def test_code_pages_are_told(text: str, encoding: str) -> None:
    assert text_report(text.encode(encoding)).text == text


def test_a_declared_charset_is_believed_if_it_fits() -> None:
    assert decoded("Łódź".encode("iso-8859-2"), "x", "iso-8859-2") == "Łódź"
    assert decoded("Łódź".encode(), "x", "no-such-charset") == "Łódź"
    assert decoded(b"plain", "x", "rot13") == "plain"


def test_nothing_is_normalised() -> None:
    text = "\r\n e\u0301\u200b\u2028 a\tb\r\n\r\n\x0c end \r"
    assert text_report(text.encode()).text == text


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Bridge at Tolvar open again\nThe council said so on Monday.", "Bridge at Tolvar open again"),
        ("# Bridge open\n\nThe council said so.", "Bridge open"),
        ("The council said so on Monday.\nMore followed.", None),
        ("Bridge open again", None),
        ("TOLVAR, May 20 (AP) — The bridge\nis open", None),
        ("x" * 201 + "\nMore followed.", None),
    ],
)
def test_a_short_first_line_is_the_title(text: str, title: str | None) -> None:
    assert text_report(text.encode()).title == title


def test_fields_of_a_row() -> None:
    row = {"id": 7, "text": " A\r\nb ", "title": " T ", "publisher": "P", "url": "u", "published": "2 August 2018"}
    (report,), error = rows(json.dumps({**row, "language": "en-GB", "strange": {}}).encode() + b"\r\n")
    assert not error
    assert report.text == " A\r\nb "
    assert (report.name, report.title, report.publisher, report.url) == ("7", "T", "P", "u")
    assert (report.published.edtf, report.published.basis) == ("2018-08-02", Basis.METADATA)
    assert report.language == "en"


def test_names_that_data_sets_use() -> None:
    (first, second), _ = rows(
        b'{"text": "a", "outlet": "O", "date": "2017-12-30T00:00:00"}\n'
        b'{"text": "b", "outlet": "O", "publisher": "P", "date": "x", "published": "2018-05"}'
    )
    assert (first.publisher, first.published.edtf) == ("O", "2017-12-30")
    assert (second.publisher, second.published.edtf) == ("P", "2018-05")


def test_a_date_that_is_not_understood_is_not_known() -> None:
    (report,), error = rows(b'{"text": "a", "published": "some time ago", "title": null}')
    assert (report.published.basis, report.published.edtf, error) == (Basis.UNKNOWN, None, "")


def test_bad_lines_are_named_and_the_others_read() -> None:
    data = (
        b'\xef\xbb\xbf{"text": "one"}\n\n{"text": \n{"text": "two"}\n{"text": "\\udc00"}\n{"text": "\\u0000"}\n\xff\n7'
    )
    found, error = rows(data)
    assert [report.text for report in found] == ["one", "two"]
    assert all(f"line {number}: " in error for number in (3, 5, 6, 7, 8))
    assert "line 1: " not in error


def test_many_bad_lines_are_counted() -> None:
    found, error = rows(b"{}\n" * 50 + b'{"text": "one"}')
    assert len(found) == 1
    assert "and 45 more lines" in error
    assert len(error) < 500


def test_the_packed_file_reads_as_the_plain_one() -> None:
    data = b'{"text": "one", "id": "1"}\n{"text": "two"}\n'
    assert rows(gzip.compress(data)) == rows(data)


def test_a_line_beyond_the_limit_ends_the_file() -> None:
    found, error = rows(b'{"text": "a"}\n{"text": "' + b"b " * 50 + b'"}\n{"text": "c"}', Limits(line_bytes=50))
    assert [report.text for report in found] == ["a"]
    assert "line 2 is longer than 50 bytes" in error
