"""Words are found, and shown where they stand, the same in both databases."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.errors import UsageError
from rashomon.record.attribution import Source, SourceKind
from rashomon.record.run import Reading
from rashomon.record.text import Published, Report, Span
from rashomon.store import Hit, Store
from rashomon.store.excerpts import LONGEST_EXCERPT
from rashomon.store.search import Term, places, terms
from tests.store.made import RUN, made_reading, original

TEXT = (
    "Displaced families reached Öland camp. Büşra’s aid convoy was stopped near al-Ḥamrāʾ; it turned back. "
    "The convoy of aid left again. عادت القافلةُ إلى المدينة. Forces displaced nobody, 1,200 people said."
)


def plain_reading(text: str, *, name: str = "plain") -> Reading:
    """Return a reading of `text` without anything read in it but one sentence a full stop."""
    made = made_reading(1)
    ends = [place + 1 for place, letter in enumerate(text) if letter == "."]
    sentences = tuple(Span(start, end) for start, end in zip([0, *[end + 1 for end in ends]], ends, strict=False))
    data = text.encode()
    report = Report(id=f"report_{name}", text=text, sha256=hashlib.sha256(data).hexdigest())
    return Reading(report, Published(), sentences, (), (), (), (), (), (), made.run)


@pytest.fixture(scope="module")
def hits(forty: Store) -> Store:
    """Return a casebook with one report of every kind of word among made ones."""
    forty.writer.add(plain_reading(TEXT), TEXT.encode())
    return forty


def found(store: Store, asked: str) -> list[str]:
    """Return the words of the plain report that match, as they stand in it."""
    return [
        match.of(TEXT)
        for hit in store.view.find(asked)
        if hit.report == "report_plain"
        for excerpt in hit.excerpts
        for match in excerpt.matches
    ]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("convoy", ["convoy", "convoy"]),
        ("CONVOY families", ["families", "convoy", "convoy"]),
        ("oland", ["Öland"]),
        ("ÖLAND", ["Öland"]),
        ("busra's", ["Büşra’s"]),
        ("hamra", ["Ḥamrāʾ"]),
        ("al-hamra", ["al-Ḥamrāʾ"]),
        ('"aid convoy"', ["aid convoy"]),
        ('"convoy aid"', []),
        ("القافلة", ["القافلةُ"]),
        ("displac*", ["Displaced", "displaced"]),
        ("displac", []),
        ("1,200", ["1,200"]),
        ("1200", []),
        ("convoy nowhere", []),
        ("nobody AND", []),
    ],
)
def test_words_are_found_where_they_stand(hits: Store, asked: str, words: list[str]) -> None:
    assert sorted(found(hits, asked)) == sorted(words)


@pytest.mark.parametrize("asked", ["", "  ", "—", '""', "*", "' \" \\ \x00 \ud800"])
def test_without_a_word_there_is_nothing_to_find(hits: Store, asked: str) -> None:
    with pytest.raises(UsageError, match="no word"):
        list(hits.view.find(asked))


@pytest.mark.parametrize(
    "asked", ["convoy OR", "convoy NOT aid", "NEAR(aid convoy)", "words:convoy", "aid & ! convoy |", "a:*b"]
)
def test_the_databases_own_languages_are_only_words(hits: Store, asked: str) -> None:
    assert found(hits, asked) == [] or "convoy" in found(hits, asked)


def test_a_hit_says_what_and_where(store: Store) -> None:
    readings = [made_reading(number) for number in range(20)]
    for reading in readings[14:]:
        store.writer.add(reading, original(reading))
    (hit,) = store.view.find("report17 killed")
    reading = readings[17]
    assert (hit.report, hit.title, hit.publisher) == (reading.report.id, "Report number 17", "Paper 3")
    assert hit.published == reading.published
    assert [excerpt.span for excerpt in hit.excerpts] == list(reading.sentences)
    assert [excerpt.text for excerpt in hit.excerpts] == [span.of(reading.report.text) for span in reading.sentences]
    assert [excerpt.claims for excerpt in hit.excerpts] == [(claim.id,) for claim in reading.claims]


def test_a_full_name_is_found_where_the_text_has_a_short_form(store: Store) -> None:
    reading = made_reading(3)
    (said,) = reading.attributions
    source = Source((Span(0, 2),), "On", "Mission for Quiet Rivers", None, SourceKind.NGO)
    reading = replace(reading, attributions=(replace(said, source=source),))
    store.writer.add(reading, original(reading))
    (hit,) = store.view.find("quiet killed")
    assert hit.excerpts[0].matches[0] == Span(0, 2)
    assert [one.matches for one in store.view.find("city")] == [1]  # "… City" is the gazetteer's name of the town


def test_the_latest_report_comes_first_and_a_limit_holds(store: Store) -> None:
    for number in range(20):
        store.writer.add(made_reading(number), original(made_reading(number)))
    days = [hit.published.edtf for hit in store.view.find("killed")]
    dated = [day for day in days if day]
    assert dated == sorted(dated, reverse=True)
    assert days == dated + [None] * 5
    assert [hit.published.edtf for hit in store.view.find("killed", limit=4)] == days[:4]
    assert list(store.view.find("killed", limit=0)) == []


def test_a_newer_reading_takes_the_place_of_the_older_one(store: Store) -> None:
    older = plain_reading("An old wording.", name="same")
    store.writer.add(older, b"An old wording.")
    newer = replace(older, report=replace(older.report, text="A new wording."), run=replace(RUN, version="2"))
    store.writer.add(newer, b"An old wording.")
    assert list(store.view.find("old")) == []
    assert len(list(store.view.find("new"))) == 1


def test_an_excerpt_of_a_text_without_sentences_is_short(store: Store) -> None:
    text = "word " * 20_000 + "needle " + "word " * 20_000
    reading = replace(plain_reading(text), sentences=())
    store.writer.add(reading, text.encode())
    hit: Hit
    (hit,) = store.view.find("needle")
    (excerpt,) = hit.excerpts
    assert len(excerpt.text) <= LONGEST_EXCERPT
    assert excerpt.matches[0].of(text) == "needle"
    assert excerpt.span.covers(excerpt.matches[0])


def test_what_is_asked_for_is_cut_into_words() -> None:
    assert terms('Aid "Two Words" pre* Al-Bab') == (
        Term(("aid",), prefix=False),
        Term(("two", "words"), prefix=False),
        Term(("pre",), prefix=True),
        Term(("al", "bab"), prefix=False),
    )


@given(st.text(max_size=80))
def test_a_match_always_stands_in_the_text(text: str) -> None:
    try:
        asked = terms(text)
    except UsageError:
        return
    reading = plain_reading(text) if text.isprintable() else made_reading(1)
    for spans in places(reading, asked) or []:
        assert all(0 <= span.start < span.end <= len(reading.report.text) for span in spans)
