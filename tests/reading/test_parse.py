from __future__ import annotations

from collections.abc import Callable

import pytest

from rashomon.reading.page import Page
from rashomon.reading.parse import LONGEST_PIECE, Sentences, parse
from rashomon.record.text import Furniture, FurnitureKind, Report, Span


def report(text: str, *furniture: Furniture) -> Report:
    return Report(id="report_test", text=text, sha256="0" * 64, furniture=furniture)


@pytest.mark.parametrize(
    "text",
    [
        "The convoy left Aleppo at dawn.\n\n" * (2 * LONGEST_PIECE // 33),
        "word " * LONGEST_PIECE,
        "x" * (LONGEST_PIECE + 7),
        "قال الشهود إن القافلة غادرت. " * (LONGEST_PIECE // 20),
        "\r\n\r\n  One line.\r\n\r\nAnother.\t",
    ],
    ids=["paragraphs", "no paragraph", "no white space", "arabic", "white space"],
)
def test_offsets_are_those_of_the_text_however_long(text: str) -> None:
    ((_, doc),) = parse([report(text)])
    assert doc.text == text
    last = doc[len(doc) - 1]
    assert text[last.idx : last.idx + len(last)] == last.text


def test_reports_come_back_in_order() -> None:
    texts = ["One.", "long " * LONGEST_PIECE, "Three.", ""]
    assert [doc.text for _, doc in parse([report(text) for text in texts])] == texts


def test_a_sentence_ends_where_a_paragraph_does(parsed: Callable[..., Page]) -> None:
    text = "Fighting resumed in the old town\n\nThe bridge is closed."
    assert [span.of(text) for span in parsed(text).sentences] == [
        "Fighting resumed in the old town",
        "The bridge is closed.",
    ]


def test_furniture_is_no_sentence_and_cuts_the_one_it_stands_in() -> None:
    text = "[bookmark: x]The bridge is closed. Read more: Ten bridges"
    page_report = report(
        text, Furniture(Span(0, 13), FurnitureKind.RESIDUE), Furniture(Span(35, len(text)), FurnitureKind.READ_MORE)
    )
    ((_, doc),) = parse([page_report])
    sentences = Sentences()(Page(page_report, doc))["sentences"]
    assert [span.of(text) for span in sentences] == ["The bridge is closed."]


def test_a_text_without_words_has_no_sentences(parsed: Callable[..., Page]) -> None:
    assert parsed(" …\n\n— ").sentences == ()


def test_a_headline_is_a_sentence_of_its_own() -> None:
    text = "Army denies striking market\nA military source denied on Tuesday that jets had struck."
    titled = Report(id="report_test", text=text, sha256="0" * 64, title="Army denies striking market")
    ((_, doc),) = parse([titled])
    assert [sentence.text.strip() for sentence in doc.sents] == text.split("\n")
