"""The step as a whole: spans, voices, places and times of their own, statements, hostile texts."""

from __future__ import annotations

from dataclasses import replace

import pytest
import spacy
from spacy.tokens import Doc

from rashomon.reading.claims import Claims
from rashomon.reading.claims.grammar import Grammar
from rashomon.reading.page import Page
from rashomon.record.text import Report, Span
from rashomon.record.values import HowMany, Modifier
from tests.growth import STEEPEST, growth
from tests.reading.claims.conftest import Reader

TEXT = """Rebels shelled Tel Amar on Monday, killing six farmers, the ministry said on Tuesday.

The army denied the attack. It said that its troops had taken Port Sabel from the rebels.
"We want peace," the mayor of Qasr Nur said."""


def test_claims_reslice_and_have_different_ids(read: Reader) -> None:
    page = read(TEXT)
    assert len({claim.id for claim in page.claims}) == len(page.claims) >= 4
    for claim in page.claims:
        assert claim.span.of(TEXT) == claim.text
        assert claim.text.strip() == claim.text != ""
        for span in (*(actor.span for actor in claim.actors), *(figure.span for figure in claim.figures)):
            assert 0 <= span.start < span.end <= len(TEXT)


def test_the_day_of_saying_is_not_the_day_of_the_event(read: Reader) -> None:
    claim = read(TEXT).claims[0]
    assert claim.time is not None
    assert claim.time.span.of(TEXT) == "Monday"
    assert read("The army shelled Tel Amar, the ministry said on Tuesday.").claims[0].time is None


def test_a_longer_time_before_the_saying_verb_belongs_to_what_is_said(read: Reader) -> None:
    page = read("In the last two months, the United Nations says, 9,000 people have been evacuated.")
    assert page.claims[0].time is not None


def test_no_publication_date_stands_in(read: Reader) -> None:
    assert read("The army shelled Tel Amar.").claims[0].time is None


def test_each_claim_hangs_on_the_nearest_voice(read: Reader) -> None:
    page = read(TEXT)
    voices = {attribution.id: attribution.source.text for attribution in page.attributions}
    assert voices[page.claims[0].attribution or ""] == "the ministry"
    assert read("The army shelled Tel Amar.").claims[0].attribution is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("With support from Norland, rebels attacked farmers.", None),
        ("Norland shelled Tel Amar.", "Tel Amar"),
        ("Gunmen attacked buses that went from Tel Amar to Port Sabel.", None),
        ("Buses took fighters from Tel Amar to Port Sabel.", "Tel Amar"),
        ("Norland-backed rebels shelled Tel Amar.", "Tel Amar"),
        ("Troops clashed with rebels in Tel Amar, killing two men.", "Tel Amar"),
    ],
)
def test_a_place_is_where_it_happened(read: Reader, text: str, place: str | None) -> None:
    found = read(text).claims[0].place
    assert (found.text if found is not None else None) == place


def test_what_says_nothing_else_is_a_statement(read: Reader) -> None:
    claims = read('"We want peace," the mayor of Qasr Nur said.').claims
    assert [claim.kind.value for claim in claims] == ["statement"]


def test_empty_and_furniture_only_texts(read: Reader) -> None:
    assert read("").claims == ()
    assert read("\n \n").claims == ()


def _chain(words: list[str], tags: list[str], deps: list[str], heads: list[int]) -> Page:
    """Return a page over a text whose grammar is given, so that no parser has to read it."""
    doc = Doc(spacy.blank("en").vocab, words=words, tags=tags, deps=deps, heads=heads, lemmas=words)
    report = Report(id="report_test", text=doc.text, sha256="0" * 64)
    quantities = tuple(
        HowMany(Span(token.idx, token.idx + len(token)), token.text, 5.0, 5.0, None, Modifier.EXACT)
        for token in doc
        if token.text == "5"
    )
    return replace(Page(report, doc), sentences=(Span(0, len(doc.text)),), quantities=quantities)


@pytest.mark.parametrize(
    ("word", "tag", "dep"),
    [
        ("kill", "VBN", "conj"),
        ("deny", "VB", "ccomp"),
        ("of", "IN", "prep"),
        ("attack", "NN", "conj"),
        ("5", "CD", "conj"),
        ("like", "IN", "prep"),
    ],
)
def test_one_endless_sentence_is_read_in_passing(word: str, tag: str, dep: str) -> None:
    def page(size: int) -> Page:
        return _chain([word] * size, [tag] * size, ["ROOT", *[dep] * (size - 1)], [0, *range(size - 1)])

    assert growth(Claims(), page, 8000) < STEEPEST


def test_one_word_with_endless_children() -> None:
    def page(size: int) -> Page:
        rest = size - 1
        return _chain(["kill", *["5"] * rest], ["VBD", *["CD"] * rest], ["ROOT", *["dobj"] * rest], [0] * size)

    assert growth(Claims(), page, 8000) < STEEPEST


def test_clauses_of_a_sentence(read: Reader) -> None:
    doc = read("SANA said that troops entered Tel Amar and that rebels fled.").doc
    grammar = Grammar(doc)
    words = {token.text: token.i for token in doc}
    assert grammar.clause[words["troops"]] == words["entered"]
    assert grammar.clause[words["rebels"]] == words["fled"]
    assert grammar.clause[words["SANA"]] == words["said"]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Some 900 people have been displaced from Tel Amar since 4 May 2019.", "2019-05-04/.."),
        ("The rebels held Tel Amar until 4 May 2019.", "../2019-05-04"),
        ("The army shelled Tel Amar on 4 May 2019.", "2019-05-04"),
        ("Tel Amar was besieged from 4 May 2019 on.", "2019-05-04/.."),
    ],
)
def test_a_preposition_leaves_a_time_open(read: Reader, text: str, edtf: str) -> None:
    found = read(text).claims[0].time
    assert found is not None
    assert found.edtf == edtf
