"""Web pages, Word documents, PDF and mail."""

from __future__ import annotations

import io
from textwrap import wrap

import docx
import pytest

from rashomon.errors import UnreadableReport
from rashomon.intake.limits import Limits
from rashomon.intake.mail import MailMessage
from rashomon.intake.pdf import PdfFile, paragraphs
from rashomon.intake.web import LARGE_FOR_SEARCH, WebPage, page
from rashomon.intake.word import WordDocument
from rashomon.record.text import Basis, Report
from rashomon.roles import Given, Intake
from tests.growth import STEEPEST, growth
from tests.intake.hostile import pdf_file, word_file, word_paragraph

FIRST = "The council said on Monday that the bridge at Tolvar was open again after three weeks of repairs."
SECOND = "A spokesman for the drivers denied it and said that no lorry had crossed since the shelling in May."


def only(intake: Intake, data: bytes) -> Report:
    (taken,) = intake.take(data, "x", Given())
    assert taken.original == data
    return taken.report


def web(body: str, head: str = "", attributes: str = "") -> Report:
    return only(WebPage(), f"<!doctype html><html {attributes}><head>{head}</head><body>{body}</body></html>".encode())


class TestWeb:
    def test_the_main_text_without_what_surrounds_it(self) -> None:
        report = web(
            "<nav><a href=/>Home</a> <a href=/news>All news</a></nav>"
            f"<article><h1>Bridge open</h1><p>{FIRST}</p><p>{SECOND}</p></article>"
            "<script>track('me')</script><footer>Imprint</footer><section id=comments><p>First!</p></section>"
        )
        assert f"{FIRST}\n\n{SECOND}" in report.text
        assert not any(word in report.text for word in ("All news", "track", "Imprint", "First!"))

    def test_what_a_page_says_of_itself(self) -> None:
        head = (
            '<title>Bridge | The Bell</title><meta property="og:title" content="Bridge open"/>'
            '<meta property="og:site_name" content="The Bell"/><link rel="canonical" href="https://bell.example/1"/>'
            '<meta property="article:published_time" content="2018-05-20T10:00:00Z"/>'
        )
        report = web(f"<article><p>{FIRST}</p></article>", head, 'lang="en-GB"')
        assert (report.title, report.publisher, report.language) == ("Bridge open", "The Bell", "en")
        assert (report.published.edtf, report.published.basis) == ("2018-05-20", Basis.METADATA)
        assert report.url == "https://bell.example/1"

    def test_linked_data(self) -> None:
        data = (
            '{"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": "NewsArticle", "headline": "Bridge", '
            '"datePublished": "2018-05-21T01:00:00+02:00", "publisher": {"name": "The Bell"}}]}'
        )
        report = web(f"<article><p>{FIRST}</p></article>", f'<script type="application/ld+json">{data}</script>')
        assert (report.title, report.publisher, report.published.edtf) == ("Bridge", "The Bell", "2018-05-21")

    def test_nothing_is_guessed(self) -> None:
        report = web(
            f"<article><p>{FIRST}</p><p>They met on 3 May 2018.</p></article>", '<meta name="date" content="soon">'
        )
        assert (report.publisher, report.published.edtf, report.url) == (None, None, None)

    def test_a_page_without_an_article_gives_all_its_text(self) -> None:
        assert web("<div>Bridge <b>open</b></div><div>again</div><style>p {}</style>").text == "Bridge open\n\nagain"

    def test_right_to_left(self) -> None:
        words = "قالت الوكالة إن القوات انسحبت من المدينة يوم الأحد وإن السكان عادوا إلى منازلهم بعد شهرين."
        report = web(f"<article><p>{words}</p><p>{words}</p></article>", attributes='dir="rtl"')
        assert words in report.text
        assert report.language == "ar"

    def test_the_charset_of_the_page(self) -> None:
        body = "<html><head><meta charset=windows-1256></head><body><p>قالت الوكالة</p></body></html>"
        assert only(WebPage(), body.encode("cp1256")).text == "قالت الوكالة"

    @pytest.mark.parametrize("piece", ["<p>some words here</p>", "<a href=x>a</a> ", "<li>a <b>b</b>", "<td>x", "<br>"])
    def test_large_pages_take_no_square_of_time(self, piece: str) -> None:
        def made(many: int) -> str:
            return "<html><body>" + piece * many + "</body></html>"

        assert growth(lambda html: page(html, "x", Limits()), made, LARGE_FOR_SEARCH // 2 - 5) < STEEPEST

    def test_scripts_are_no_tags(self) -> None:
        script = "<script>if (a<b && " + "c " * 2_000 + ") {}</script>"
        assert web(f"{script}<p>{FIRST}</p>").text == FIRST


class TestWord:
    def test_paragraphs_and_tables_in_their_order(self) -> None:
        document = docx.Document()
        document.core_properties.title = "Bridge open"
        document.add_paragraph(FIRST)
        table = document.add_table(rows=2, cols=2)
        for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
            cell.text = f"cell {number}"
        document.add_paragraph(SECOND)
        packed = io.BytesIO()
        document.save(packed)
        report = only(WordDocument(), packed.getvalue())
        assert report.title == "Bridge open"
        assert report.published.basis is Basis.UNKNOWN
        assert report.text == f"{FIRST}\n\ncell 0 \tcell 1 \t\ncell 2 \tcell 3 \t\n\n{SECOND}"

    def test_field_codes_and_deleted_words_are_no_text(self) -> None:
        field = '<w:r><w:instrText> HYPERLINK "http://a.example" </w:instrText></w:r>'
        deleted = "<w:del><w:r><w:delText>not this</w:delText></w:r></w:del>"
        runs = f"<w:r><w:t>The bridge</w:t></w:r>{field}{deleted}<w:r><w:tab/><w:t>is open.</w:t></w:r>"
        assert only(WordDocument(), word_file(f"<w:p>{runs}</w:p>")).text == "The bridge\tis open."

    def test_a_text_box_is_read_once_and_after_its_paragraph(self) -> None:
        names = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        box = word_paragraph("In the box.")
        choice = f"<mc:AlternateContent {names}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        body = f"<w:p><w:r><w:t>Before.</w:t>{choice}</mc:AlternateContent></w:r></w:p>"
        assert only(WordDocument(), word_file(body)).text.count("In the box.") == 1

    def test_the_first_line_is_the_title_where_no_property_is(self) -> None:
        report = only(WordDocument(), word_file(word_paragraph("Bridge open") + word_paragraph(FIRST)))
        assert report.title == "Bridge open"


class TestPdf:
    def test_lines_become_paragraphs(self) -> None:
        report = only(PdfFile(), pdf_file(*wrap(FIRST, 60), *wrap(SECOND, 60)))
        assert report.text.replace("\n\n", " ") == f"{FIRST} {SECOND}"
        assert report.title == "Bridge open again"
        assert report.published.basis is Basis.UNKNOWN  # a day of creation is no day of publication

    @pytest.mark.parametrize(
        ("lines", "text"),
        [
            (
                "The bridge at Tolvar was re-\nopened on Monday evening.",
                "The bridge at Tolvar was reopened on Monday evening.",
            ),
            ("He met the pro-\ngovernment side of the town.", "He met the pro-government side of the town."),
            ("He met the Tolvar-\nAleppo drivers of the town.", "He met the Tolvar-Aleppo drivers of the town."),
            ("The brid\u00ad\nge was opened again today.", "The bridge was opened again today."),
            (
                "A heading\nThe bridge at Tolvar was opened on\nMonday.",
                "A heading\n\nThe bridge at Tolvar was opened on Monday.",
            ),
            (
                "One paragraph that is long enough.\nIt ends.\nAnother paragraph begins here now.",
                "One paragraph that is long enough. It ends.\n\nAnother paragraph begins here now.",
            ),
            ("One.\n\nTwo.", "One.\n\nTwo."),
            ("", ""),
        ],
    )
    def test_joining(self, lines: str, text: str) -> None:
        assert paragraphs(lines) == text


class TestMail:
    HEAD = (
        "From: The Desk <desk@bell.example>\r\nSubject: =?utf-8?q?Bridge_open=E2=80=A6?=\r\n"
        "Date: Mon, 21 May 2018 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
    )

    def test_plain_text_before_html(self) -> None:
        parts = [("text/html", "<p>Wrong part</p>"), ("text/plain", f"{FIRST}\r\n\r\n{SECOND}")]
        body = "".join(f"--b\r\nContent-Type: {kind}; charset=utf-8\r\n\r\n{text}\r\n" for kind, text in parts)
        data = f'{self.HEAD}Content-Type: multipart/alternative; boundary="b"\r\n\r\n{body}--b--\r\n'
        report = only(MailMessage(), data.encode())
        assert report.text.strip() == f"{FIRST}\n\n{SECOND}"
        assert (report.title, report.published.edtf, report.published.basis) == (
            "Bridge open…",
            "2018-05-21",
            Basis.METADATA,
        )
        assert report.publisher is None

    def test_html_where_nothing_else_is(self) -> None:
        body = f"Content-Type: text/html; charset=utf-8\r\n\r\n<html><body><p>{FIRST}</p></body></html>"
        assert only(MailMessage(), (self.HEAD + body).encode()).text == FIRST

    def test_attachments_are_not_the_text(self) -> None:
        data = (
            f'{self.HEAD}Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n'
            f"Content-Disposition: attachment; filename=a.txt\r\n\r\nnot this\r\n--b--\r\n"
        )
        with pytest.raises(UnreadableReport, match="no part with text"):
            only(MailMessage(), data.encode())

    def test_a_charset_nobody_knows(self) -> None:
        data = f"{self.HEAD}Content-Type: text/plain; charset=x-unknown\r\n\r\ncaf".encode() + "é is open".encode()
        assert only(MailMessage(), data).text == "café is open"
