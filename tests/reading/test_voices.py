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
        ("The Syrian army and the rebels", "Syrian army and the rebels", None, "unnamed"),
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


@pytest.mark.parametrize(
    ("source", "name", "kind"),
    [
        ("Green Bridge, an aid organization,", "Green Bridge", "ngo"),
        ("The Falcon Battalion", "Falcon Battalion", "armed_group"),
        ("A spokesman for the Falcon Battalion", "spokesman for the Falcon Battalion", "armed_group"),
        ("A field commander of the Falcon Battalion", "field commander of the Falcon Battalion", "armed_group"),
        ("A United Nations official", "United Nations official", "un"),
        ("A military source", "military source", "military"),
        ("A doctor at the local clinic", "doctor at the local clinic", "witness"),
        ("Two humanitarian partners", "two humanitarian partners", "ngo"),
        ("The Tarsk Institute", "Tarsk Institute", "expert"),
    ],
)
def test_kinds_of_sources_that_no_lexicon_knows(source: str, name: str, kind: str, read: Read) -> None:
    (only,) = read(f"{source} said the road was open.", (source, "said", "the road was open"))
    assert (only.source.name, only.source.actor, only.source.kind.value) == (name, None, kind)


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        ("Green Bridge, an aid group,", "The organization", "Green Bridge"),
        ("The Amber Ledger", "The monitor, which keeps a register,", "Amber Ledger"),
        ("The Falcon Brigades", "The group", "Falcon Brigades"),
        ("The Falcon Brigades", "The Brigades", "Falcon Brigades"),
        ("The defence ministry", "The ministry", "defence ministry"),
        ("A Norwegian official", "The official", "Norwegian official"),
        ("The Tarsk army", "The army", "Tarsk army"),
        ("Radio Harbour", "The station", "Radio Harbour"),
        ("The Falcon Brigades", "The charity", "charity"),
    ],
)
def test_short_forms(first: str, second: str, name: str, read: Read) -> None:
    text = f"{first} said the road was open. {second} said it was mined."
    found = read(text, (first, "said", "the road was open"), (second, "said", "it was mined"))
    assert found[1].source.name == name


@pytest.mark.parametrize(
    ("first", "second", "short"),
    [
        ("The Falcon Brigades", "The River Brigades", "The Brigades"),
        ("Green Bridge, an aid group,", "Open Hands, an aid group,", "The organization"),
    ],
)
def test_a_short_form_of_two_stays_as_written(first: str, second: str, short: str, read: Read) -> None:
    text = f"{first} said the road was open. {second} said it was mined. {short} said rain fell."
    found = read(
        text, (first, "said", "the road was open"), (second, "said", "it was mined"), (short, "said", "rain fell")
    )
    assert found[2].source.name == short.removeprefix("The ")


def test_a_source_that_was_only_told_of(read: Read) -> None:
    text = "Three men were seen by a security source. They were armed, the source said."
    (only,) = read(text, ("the source", "said", "They were armed"))
    assert (only.source.name, only.source.kind) == ("security source", SourceKind.UNNAMED)
    two = "A security source met a medical source. They were armed, the source said."
    assert read(two, ("the source", "said", "They were armed"))[0].source.name == "source"


def test_a_kind_told_later_holds_for_the_whole_report(read: Read) -> None:
    text = "The Amber Ledger said six men died. The monitor said two were hurt."
    first, _ = read(text, ("The Amber Ledger", "said", "six men died"), ("The monitor", "said", "two were hurt"))
    assert first.source.kind is SourceKind.MONITOR


@pytest.mark.parametrize(("other", "name"), [("The bakery", "defence ministry"), ("The works ministry", "ministry")])
def test_a_headline_means_the_one_below(other: str, name: str, read: Read) -> None:
    text = f"Bridge falls, ministry says\n\nThe defence ministry said a bridge fell. {other} said a man died."
    headline, *_ = read(
        text,
        ("ministry", "says", "Bridge falls"),
        ("The defence ministry", "said", "a bridge fell"),
        (other, "said", "a man died"),
    )
    assert headline.source.name == name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Statement by the River Brigades", "River Brigades"),
        ("News of the River Brigades and the Falcon Brigades", "we"),
    ],
)
def test_we_is_the_group_whose_statement_it_is(title: str, name: str, read: Read) -> None:
    text = f"{title}\n\nWe deny that our men left. “We know more,” Ivan Horvat said. “We saw it,” he said."
    ours, theirs = read(text, ("We", "deny", "that our men left"), ("We", "know", "more"))
    assert ours.source.name == name
    assert theirs.source.name == "We"


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("The Rift Register", "monitor"),
        ("The Delta Tally", "monitor"),
        ("Harbour Mercy", "ngo"),
        ("Health partners", "ngo"),
        ("The Protection Cluster", "un"),
        ("The Humanitarian Coordinator", "un"),
        ("The General Staff", "military"),
        ("The northern command", "military"),
        ("The Directorate of Bridges", "government"),
        ("A pharmacist", "witness"),
        ("Returnees", "resident"),
        ("Two elders", "person"),
        ("The Falcons of the Delta", "armed_group"),
    ],
)
def test_words_tell_the_kind(source: str, kind: str, read: Read) -> None:
    (only,) = read(f"{source} said the road was open.", (source, "said", "the road was open"))
    assert only.source.kind.value == kind


@pytest.mark.parametrize(
    ("source", "name", "kind"),
    [
        ("The raiders' brothers", "raiders' brothers", "person"),
        ("The head of the harbour board, Ms Ana Ruiz,", "Ana Ruiz", "official"),
        ("The Special Rapporteur, Dr Marko Petrov,", "Marko Petrov", "un"),
        ("The General Staff", "General Staff", "military"),
    ],
)
def test_an_office_beside_a_name(source: str, name: str, kind: str, read: Read) -> None:
    (only,) = read(f"{source} said the road was open.", (source, "said", "the road was open"))
    assert (only.source.name, only.source.kind.value) == (name, kind)


def test_a_body_s_own_people_are_named_by_it(read: Read) -> None:
    text = "The Rift Register said six had died. Its chairman said the road was open."
    body, chairman = read(
        text, ("The Rift Register", "said", "six had died"), ("Its chairman", "said", "the road was open")
    )
    assert chairman.source.name == f"chairman of {body.source.name}"
    assert chairman.source.kind is SourceKind.MONITOR


def test_an_office_stands_for_the_person_named_with_it(read: Read) -> None:
    text = "The governor, Ana Ruiz, said six had died. The governor said the road was open."
    _, again = read(text, ("The governor, Ana Ruiz,", "said", "six had died"), ("The governor", "said", "the road"))
    assert again.source.name == "Ana Ruiz"


def test_we_in_a_text_without_a_maker_is_its_publisher(read: Read) -> None:
    (only,) = read("We believe the road was open.", ("We", "believe", "the road was open"))
    assert only.source.kind is SourceKind.PUBLISHER


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("The security service", "government"),
        ("A source at the Ministry of Bridges", "government"),
        ("Local radio", "media"),
        ("Both parties", "unnamed"),
    ],
)
def test_two_words_or_an_owner_tell_the_kind(source: str, kind: str, read: Read) -> None:
    (only,) = read(f"{source} said the road was open.", (source, "said", "the road was open"))
    assert only.source.kind.value == kind


def test_a_body_named_at_the_very_end_ends_with_the_text(read: Read) -> None:
    assert read("The ministry Aleppo A The ministry Aleppo") == ()


def test_capitals_alone_make_no_name_of_the_cue(read: Read) -> None:
    text = "THE CALLERS SAID THE BRIDGE WAS MINED. THE PASTOR SAID NOTHING OF IT."
    first, second = read(text, ("THE CALLERS", "SAID", "THE BRIDGE"), ("THE PASTOR", "SAID", "NOTHING OF IT"))
    assert [first.source.name, second.source.name] == ["CALLERS", "PASTOR"]
