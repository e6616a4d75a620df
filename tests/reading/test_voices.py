"""From runs of words to attributions: who speaks, how, and inside whose words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from rashomon.reading.mentions import Mentions
from rashomon.reading.page import Page, Spoken
from rashomon.reading.voices import Voices
from rashomon.record.attribution import Attribution, Manner, SourceKind, Stance
from rashomon.record.text import Span, Spans

STEP = Voices()
Read = Callable[..., tuple[Attribution, ...]]


@pytest.fixture
def read(parsed: Callable[..., Page]) -> Read:
    """Return a function that reads the attributions of a text.

    Each is (source, cue, content[, parent]) in words of the text, looked for from where the cue before was found;
    "" is an empty run.
    """

    def make(text: str, *spoken: tuple[str, str, str] | tuple[str, str, str, int]) -> tuple[Attribution, ...]:
        at = 0

        def spans(words: str) -> Spans:
            word = re.compile(rf"\b{re.escape(words)}")
            match = word.search(text, at) or word.search(text)
            assert match is not None, words
            start = match.start()
            return (Span(start, start + len(words)),) if words else ()

        found: list[Spoken] = []
        for source, cue, content, *parent in spoken:
            found.append(Spoken(spans(source), spans(cue), spans(content), parent[0] if parent else None))
            at = found[-1].cue[0].end
        page = parsed(text)
        page = replace(page, spoken=tuple(found))
        page = replace(page, **Mentions()(page))
        attributions: tuple[Attribution, ...] = STEP(page)["attributions"]
        assert len(attributions) == len(spoken)
        return attributions

    return make


def test_needs_and_gives() -> None:
    assert STEP.needs == {"sentences", "actors", "spoken"}
    assert STEP.gives == {"attributions"}


@pytest.mark.parametrize(
    ("source", "name", "actor", "kind"),
    [
        ("The Syrian Observatory for Human Rights", "Syrian Observatory for Human Rights", "sohr", "monitor"),
        ("Syrian state news agency SANA", "SANA", "sana", "state_media"),
        ("A reporter with Syrian state TV", "reporter with Syrian state TV", None, "state_media"),
        ("Rumours", "rumours", None, "rumour"),
        ("Numerous online accounts", "numerous online accounts", None, "social_media"),
        ("Defense experts", "defense experts", None, "expert"),
        ("Activists who support the regime", "activists who support the regime", None, "activist"),
        ("Assad supporters", "Assad supporters", None, "political"),
        ("An official who declined to be named", "official who declined to be named", None, "official"),
        ("A spokesman for the ministry", "spokesman for the ministry", None, "official"),
        ("A UN spokesman", "UN spokesman", None, "un"),
        ("Several residents of the town", "several residents of the town", None, "resident"),
        ("One of the residents", "one of the residents", None, "resident"),
        ("Marko Petrov, a former general,", "Marko Petrov", None, "military"),
        ("Foreign Minister Marko Petrov", "Marko Petrov", None, "official"),
        ("The mayor, Ana Ruiz,", "Ana Ruiz", None, "official"),
        ("Moscow", "Russia", "russia", "government"),
        ("The Syrian army and the rebels", "Syrian army and the rebels", None, "military"),
        ("Sources", "sources", None, "unnamed"),
        ("The letter", "letter", None, "unnamed"),
    ],
)
def test_who_speaks(source: str, name: str, actor: str | None, kind: str, read: Read) -> None:
    (only,) = read(f"{source} said the road was open.", (source, "said", "the road was open"))
    assert (only.source.name, only.source.actor, only.source.kind.value) == (name, actor, kind)
    assert only.source.text == source


def test_no_source_is_unnamed_and_alleges(read: Read) -> None:
    text = "Many are reported to be starving."
    (only,) = read(text, ("", "are reported to", "be starving"))
    assert (only.source.spans, only.source.name, only.source.kind) == ((), "", SourceKind.UNNAMED)
    assert only.stance is Stance.ALLEGES


MONITOR = (
    "The Syrian Observatory for Human Rights said buses came at night. They went east, it said. "
    "Men burned papers, the Observatory said. More followed, the monitor said."
)


def test_one_monitor_under_four_names(read: Read) -> None:
    found = read(
        MONITOR,
        ("The Syrian Observatory for Human Rights", "said", "buses came at night"),
        ("it", "said", "They went east"),
        ("the Observatory", "said", "Men burned papers"),
        ("the monitor", "said", "More followed"),
    )
    assert {one.source.actor for one in found} == {"sohr"}
    assert {one.source.name for one in found} == {"Syrian Observatory for Human Rights"}
    assert [one.source.text for one in found][1:] == ["it", "the Observatory", "the monitor"]


def test_last_names_and_pronouns_are_followed_to_a_person(read: Read) -> None:
    text = "Minister Marko Petrov said roads were shut. Petrov said it would rain. He blamed the wind."
    found = read(
        text,
        ("Minister Marko Petrov", "said", "roads were shut"),
        ("Petrov", "said", "it would rain"),
        ("He", "blamed", "the wind"),
    )
    assert [one.source.name for one in found] == ["Marko Petrov"] * 3
    assert [one.source.kind for one in found] == [SourceKind.OFFICIAL] * 3


def test_the_two_officials(read: Read) -> None:
    text = "Two Norwegian officials said talks had begun. The two officials said they would go on."
    found = read(
        text, ("Two Norwegian officials", "said", "talks had begun"), ("The two officials", "said", "they would go on")
    )
    assert found[0].source.name == found[1].source.name == "two Norwegian officials"


def test_they_without_anybody_stays_as_written(read: Read) -> None:
    (only,) = read("They said the bridge was gone.", ("They", "said", "the bridge was gone"))
    assert (only.source.name, only.source.kind) == ("they", SourceKind.UNNAMED)


def test_who_is_the_noun_before(read: Read) -> None:
    text = "The activists, who said the bridge was gone, left."
    (only,) = read(text, ("who", "said", "the bridge was gone"))
    assert (only.source.name, only.source.kind) == ("activists", SourceKind.ACTIVIST)


def test_nested_words_know_whose_they_are_in(read: Read) -> None:
    text = "John Miller said the army claimed victory. “I think they lie,” he said."
    outer, inner, thought, said = read(
        text,
        ("John Miller", "said", "the army claimed victory"),
        ("the army", "claimed", "victory", 0),
        ("I", "think", "they lie", 3),
        ("he", "said", "I think they lie"),
    )
    assert inner.parent == outer.id
    assert outer.parent is None
    assert thought.parent == said.id
    assert said.source.name == thought.source.name == "John Miller"
    assert said.manner is Manner.DIRECT
    assert thought.stance is Stance.BELIEVES


def test_denial_hedge_and_identity(read: Read) -> None:
    text = "Syrian state media denied a report that fighters may have left."
    (only,) = read(text, ("Syrian state media", "denied", "fighters may have left"))
    assert (only.stance, only.hedge, only.manner) == (Stance.DENIES, "may", Manner.INDIRECT)
    source, cue, content = only.source.spans, only.cue.spans, only.content.spans
    assert only.id == Attribution.identify("report_test", source, cue, content)


def test_an_empty_page_has_no_attributions(read: Read) -> None:
    assert read("") == ()
