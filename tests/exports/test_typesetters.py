"""The brief in every format: nothing of a report is markup, and every quote has a note with its exact words."""

from __future__ import annotations

import re
import zipfile
from html.parser import HTMLParser
from io import BytesIO

import pytest
from docx import Document
from lxml import etree

from rashomon.exports.brief import brief, news
from rashomon.exports.briefing import Briefing
from rashomon.exports.document import document
from rashomon.exports.markdown import markdown
from rashomon.exports.page import page
from rashomon.exports.plain import plain
from rashomon.linking.changes import changes
from rashomon.linking.incidents import link
from rashomon.record.attribution import Stance
from rashomon.record.claim import Measure, Status
from rashomon.record.incident import Account
from tests.exports.made import accounts, briefing, readings
from tests.linking.made import TELMARA, account, figure, source, when, where

HOSTILE = "<script>alert(1)</script> | # * [x](y) `z` \x00 \ud800 مرحبا & “”"


def hostile() -> list[Account]:
    return [
        account("report_a", HOSTILE, by=source("Ana <b>"), place=where(TELMARA), time=when("2018-05-20")),
        account(
            "report_b",
            f"no {HOSTILE}",
            by=source("Bo | *"),
            stance=Stance.DENIES,
            status=Status.DENIED,
            place=where(TELMARA),
            time=when("2018-05-20"),
        ),
    ]


EMPTY = brief([], (), (), (), 0)


def footnotes(data: bytes) -> tuple[list[str], list[str]]:
    """Return the numbers that the text refers to, and those of the notes; every part must be sound XML."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    trees = {name: etree.fromstring(data) for name, data in parts.items() if name.endswith((".xml", ".rels"))}
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    asked = [one.get(f"{w}id") for one in trees["word/document.xml"].iter(f"{w}footnoteReference")]
    kept = [one.get(f"{w}id") for one in trees["word/footnotes.xml"].iter(f"{w}footnote") if not one.get(f"{w}type")]
    return [str(one) for one in asked], [str(one) for one in kept]


class Page(HTMLParser):
    """Collects the tags, ids and links of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.tags.append(tag)
        self.ids += [known["id"] or ""] if "id" in known else []
        self.links += [value for name in ("href", "src") if (value := known.get(name))]


def test_every_quote_of_the_document_has_a_footnote_with_its_words() -> None:
    data = document(briefing(accounts()))
    asked, kept = footnotes(data)
    assert asked == kept
    assert len(asked) > 5
    made = Document(BytesIO(data))
    assert made.core_properties.title == "Situation brief"
    assert "Contested" in [one.text for one in made.paragraphs if one.style and one.style.name == "Heading 1"]
    with zipfile.ZipFile(BytesIO(data)) as package:
        notes = package.read("word/footnotes.xml").decode()
    assert "Coast Wire, “Buses seen at the gates of Telmara”, 20 May 2018, characters 412–479" in notes
    assert "buses left the town after midnight with fighters and their families" in notes


def test_notes_of_the_page_lead_there_and_back_and_nothing_is_fetched() -> None:
    found = Page(page(briefing(accounts())))
    assert len(set(found.ids)) == len(found.ids)
    assert all(link.startswith("#") and link[1:] in found.ids for link in found.links)
    assert sum(link.startswith("#n") for link in found.links) == sum(link.startswith("#r") for link in found.links) > 5
    assert {"script", "img", "link", "iframe"}.isdisjoint(found.tags)


def test_every_quote_in_markdown_has_its_note() -> None:
    text = markdown(briefing(accounts()))
    used = re.findall(r"\[\^(\d+)\](?!:)", text)
    defined = re.findall(r"(?m)^\[\^(\d+)\]:", text)
    assert used == defined
    assert len(used) > 5


def test_words_of_a_report_are_never_markup() -> None:
    made = briefing(hostile())
    assert {"script", "b"}.isdisjoint(Page(page(made)).tags)
    assert "\x00" not in page(made)
    text = markdown(made)
    assert "\\<script\\>" in text
    assert re.search(r"(?<!\\)<script", text) is None
    asked, kept = footnotes(document(made))
    assert asked == kept != []


@pytest.mark.parametrize("made", [EMPTY, briefing([accounts()[4]])])
def test_little_or_nothing_is_set_too(made: Briefing) -> None:
    assert plain(made)
    assert "<h1>Situation brief</h1>" in page(made)
    assert markdown(made).startswith("# Situation brief")
    assert Document(BytesIO(document(made))).paragraphs


def test_what_changed_is_told_with_the_new_accounts_alone() -> None:
    def strike(report: str, dead: int, by: str) -> Account:
        toll = (figure(Measure.KILLED, dead),)
        place = where(TELMARA)
        day = when("2018-05-20")
        return account(report, f"a strike killed {dead}", by=source(by), place=place, time=day, figures=toll)

    first, second = strike("report_a", 4, "Orvand Monitor"), strike("report_b", 9, "a doctor")
    before, now = link([first], {})[1], link([first, second], {})[1]
    found = changes(before, now)
    assert [(one.new, len(one.accounts)) for one in found] == [(False, 1)]
    assert {"now contested", "killed: 4, now 4–9"} <= set(found[0].became)
    assert changes(now, now) == ()
    text = plain(news(readings([first, second]), now, found, "2018-05-21", 2))
    assert text.startswith("CHANGES SINCE 21 MAY 2018")
    assert "a strike killed 9" in text
    assert "a strike killed 4”" not in text
    assert "Nothing has changed." in plain(news(readings([first]), before, (), "2018-05-21", 1))
