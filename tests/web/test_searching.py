"""Search and voices: what is found is what has the words, and its words are marked."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from starlette.testclient import TestClient

from rashomon.casebook import Casebook
from rashomon.settings import Settings


def test_reports_are_those_that_have_the_words(filled: Path, bench: TestClient) -> None:
    with Casebook(Settings(casebook=str(filled))) as book:
        known = [one.report for one in book.find("hospital")]
    text = bench.get("/search", params={"words": "hospital"}).text
    found = list(dict.fromkeys(re.findall(r'class="title" href="/reports/(report_[0-9a-f]+)"', text)))
    assert found == known[:20]
    marked = re.findall(r"<mark>(.*?)</mark>", text)
    assert marked
    assert {one.casefold() for one in marked} == {"hospital"}


def test_excerpts_are_the_very_words_of_the_report(filled: Path, bench: TestClient) -> None:
    with Casebook(Settings(casebook=str(filled))) as book:
        (first, *_) = book.find("hospital")
        expected = " ".join(first.excerpts[0].text.split())
    shown = re.sub(r"<a .*?</a>|<[^>]+>", "", bench.get("/search", params={"words": "hospital"}).text, flags=re.DOTALL)
    assert expected in " ".join(unescape(shown).split())


def test_names_lead_to_their_incidents(bench: TestClient) -> None:
    text = bench.get("/search", params={"words": "civil record"}).text
    assert 'href="/?source=Saraqib+Civil+Record"' in text


def test_pages_go_on(bench: TestClient) -> None:
    first, second = (bench.get("/search", params={"words": "the", "page": page}).text for page in (1, 2))
    one, two = (set(re.findall(r'class="title" href="(/reports/\w+)"', text)) for text in (first, second))
    assert len(one) == 20
    assert two
    assert not one & two


def test_nothing_found_is_said_and_nonsense_too(bench: TestClient) -> None:
    assert "No report has this word" in bench.get("/search", params={"words": "zzzz"}).text
    assert bench.get("/search", params={"words": "!!"}).status_code == 400
    assert bench.get("/search").status_code == 200


def test_voices_are_those_who_speak(filled: Path, bench: TestClient) -> None:
    with Casebook(Settings(casebook=str(filled))) as book:
        speakers = book.sources()
    text = unescape(bench.get("/sources").text)
    assert not [one.name for one in speakers[:50] if one.name not in text]
    assert "Nobody is called so" in bench.get("/sources", params={"words": "zzzz"}).text
