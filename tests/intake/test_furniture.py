"""What is not news is marked, to the character, and the news beside it never is."""

from __future__ import annotations

import pytest

from rashomon.intake import datelines
from rashomon.intake.furniture import find
from rashomon.intake.plain import PlainText
from rashomon.record.text import Basis, FurnitureKind, Published, Span
from rashomon.roles import Given
from tests.growth import STEEPEST, growth


def marked(text: str, title: str | None = None) -> list[tuple[str, str]]:
    """Return kind and words of each piece of furniture."""
    return [(item.kind.value, item.span.of(text)) for item in find(text, title, datelines.find(text))]


def published(text: str) -> Published:
    return next(PlainText().take(text.encode(), "x.txt", Given())).report.published


@pytest.mark.parametrize(
    ("dateline", "news"),
    [
        ("BEIRUT (Agency) -", " Rebels left the town."),
        ("TOLVAR, Syria, May 20 —", " Rebels left the town."),
        ("SAN ORO, 3 JAN 90 -- [TEXT]", " THE COUNCIL MET."),
        ("ROME (ITALY), 11 JAN 90 (ANSA) -- [REPORT] [TEXT]", " THE COUNCIL MET."),
        ("Mexico City (AFP) –", " Thousands marched."),
        ("(Reuters) -", " A bridge was reopened."),
        ("NEW TOLVAR, N.H., Dec. 11 (UPI) —", " A bridge was reopened."),
        ("Damascus, SANA –", " The army entered the town."),
        ("Geneva, 5 May 2018 –", " The agency warned of hunger."),
        ("Fri 07 Apr 2017 at 0914", " Governor says the attack caused deaths."),
        ("Published on 4 May 2017 -", " Shelling resumed."),
        ("27-07-2016", " Car bomb in the north."),
    ],
)
def test_datelines(dateline: str, news: str) -> None:
    assert marked(dateline + news) == [("dateline", dateline)]


@pytest.mark.parametrize(
    "text",
    [
        "FILE - In this photo the bridge is seen.",
        "WE WILL NOT LEAVE — said the banner.",
        "By 20 May 2018 the town had fallen.",
        "On 20 May 2018, rebels left.",
        "20 May 2018 was the day the town fell.",
        "THE REBELS -- WHO HOLD THE TOWN -- REFUSED.",
        "US - backed fighters left.",
        "Aleppo (north) - the city fell.",
        "1 September 1939 - The war began.\n3 September 1939 - More declarations followed.\n",
    ],
)
def test_what_only_looks_like_a_dateline(text: str) -> None:
    assert marked(text) == []


def test_a_whole_date_of_a_dateline_dates_the_report() -> None:
    text = "SAN ORO, 3 JAN 90 -- [TEXT] THE COUNCIL MET."
    assert published(text) == Published("1990-01-03", Basis.TEXT, Span(9, 17), "the date of its dateline")


@pytest.mark.parametrize(
    "text",
    ["BEIRUT, May 20 (AFP) - Rebels left.", "BEIRUT (AP) — Rebels left."],
)
def test_a_part_of_a_date_does_not(text: str) -> None:
    assert marked(text)[0][0] == "dateline"
    assert published(text) == Published()


@pytest.mark.parametrize(
    ("text", "residue"),
    [
        ("A title\n [bookmark: _GoBack]Amid shelling, people left.", "[bookmark: _GoBack]"),
        ('See { HYPERLINK "http://example.org/a" } the report.', '{ HYPERLINK "http://example.org/a" }'),
        ('See HYPERLINK "http://example.org" \\h the report.', 'HYPERLINK "http://example.org" \\h'),
        ("Contents PAGEREF _Toc123 \\h 3", "PAGEREF _Toc123 \\h"),
        ("Dear { MERGEFIELD Name }, the town fell.", "{ MERGEFIELD Name }"),
        ("<o:p></o:p>The town fell.", "<o:p>"),
        ("[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]The town fell.", None),
        (
            "Normal 0 false false false EN-US X-NONE AR-SA\nThe town fell.",
            "Normal 0 false false false EN-US X-NONE AR-SA",
        ),
        ("p.MsoNormal {mso-style-parent:0;}\nThe town fell.", "p.MsoNormal {mso-style-parent:0;}"),
        ("The town fell. Error! Bookmark not defined.", "Error! Bookmark not defined."),
    ],
)
def test_residue(text: str, residue: str | None) -> None:
    found = marked(text)
    assert found[0] == ("residue", residue or text[: text.index("The town")])
    assert {kind for kind, _ in found} == {"residue"}
    assert not any(word in words for _, words in found for word in ("town fell", "Amid", "report", "Dear"))


def test_words_between_conditional_marks_stay_news() -> None:
    text = "<![if !supportLists]>The town fell.<![endif]>"
    assert [words for _, words in marked(text)] == ["<![if !supportLists]>", "<![endif]>"]


@pytest.mark.parametrize(
    ("text", "byline"),
    [
        ("By Jane Doe\nThe town fell.", "By Jane Doe"),
        (
            "Town falls\n\nBy Jane Doe and Omar al Test, Staff Writer\n\nIt fell.",
            "By Jane Doe and Omar al Test, Staff Writer",
        ),
        ("It fell. (Reporting by Jane Doe; Editing by Max Roe)", "(Reporting by Jane Doe; Editing by Max Roe)"),
        (
            "It fell.\nReporting by Jane Doe in Tolvar; editing by Max Roe",
            "Reporting by Jane Doe in Tolvar; editing by Max Roe",
        ),
        ("It fell. Jane Doe contributed to this report.", "Jane Doe contributed to this report."),
        ("By Our Correspondent\nIt fell.", "By Our Correspondent"),
    ],
)
def test_bylines(text: str, byline: str) -> None:
    assert marked(text) == [("byline", byline)]


@pytest.mark.parametrize(
    "text",
    [
        "By Monday Evening\nthe town had fallen.",
        "By Jane Doe's account, the town fell.",
        "The town was taken\nBY GOVERNMENT FORCES\nlast night.",
        "THE TOWN WAS TAKEN\nBY ARMED GROUPS\nLAST NIGHT.",
        "Reporting by Human Rights Groups showed that the town fell.",
        "The donor said that he contributed to this report's costs.",
    ],
)
def test_what_only_looks_like_a_byline(text: str) -> None:
    assert marked(text) == []


@pytest.mark.parametrize(
    ("text", "furniture"),
    [
        ("It fell.\nRead more: The siege of Tolvar\nMore fled.", ("read_more", "Read more: The siege of Tolvar")),
        ("It fell. Read More The army moved on.", ("read_more", "Read More")),
        ("It fell. Click here\nMore fled.", ("read_more", "Click here")),
        ("It fell.\nSubscribe\nMore fled.", ("boilerplate", "Subscribe")),
        ("It fell. Follow us on Twitter", ("boilerplate", "Follow us on Twitter")),
        ("It fell. (Photo: Jane Doe)", ("boilerplate", "(Photo: Jane Doe)")),
        ("It fell.\nImage: Reuters\nMore fled.", ("boilerplate", "Image: Reuters")),
        ("Share this article\nIt fell.", ("boilerplate", "Share this article")),
        ("It fell.\nCopyright 2018 The Bell. All rights reserved.", ("boilerplate", "Copyright 2018 The Bell.")),
    ],
)
def test_links_calls_and_credits(text: str, furniture: tuple[str, str]) -> None:
    assert marked(text)[0] == furniture
    assert not any("fell" in words or "fled" in words or "army" in words for _, words in marked(text))


@pytest.mark.parametrize(
    "text",
    [
        "Read more than one account before you judge.",
        "Share this burden, he said.",
        "Follow us, the fighters told the family.",
        "Copyright lawyers left the town.",
        "Advertisement spending fell.",
        "I share this concern. Watch the road, he said.",
        "The image: a town in ruins.",
    ],
)
def test_what_only_looks_like_boilerplate(text: str) -> None:
    assert marked(text) == []


def test_a_title_is_readable_once() -> None:
    text = "Bridge open again\nBridge open again\nThe council said so."
    (item,) = find(text, "Bridge open again", [])
    assert item.kind is FurnitureKind.TITLE
    assert item.span == Span(18, 35)


@pytest.mark.parametrize(
    "piece",
    [
        "(",
        "{",
        "[bookmark: ",
        "[if ",
        "By A ",
        "BY A-B.C ",
        "A-A, ",
        "Reporting by A and ",
        "<o:p",
        " \t",
        "Copyright ",
        "HYPERLINK ",
        "Image copyright ",
        "\n",
        "“",
        "A, A (",
        "5 May  ",
        "REF _a ",
        "x. ",
        "contributed to this report ",
    ],
)
def test_hostile_text_takes_no_square_of_time(piece: str) -> None:
    def made(many: int) -> str:
        return piece * many

    assert growth(lambda text: find(text, "x", datelines.find(text)), made, 400_000 // len(piece)) < STEEPEST
