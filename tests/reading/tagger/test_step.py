"""The step that reads who says what, with the weights that ship."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib import resources
from itertools import pairwise

import pytest

from rashomon.reading.attributions import Attributions
from rashomon.reading.page import Page, Spoken
from rashomon.reading.tagger.step import Tagged, merged
from rashomon.record.attribution import Guidelines
from rashomon.record.text import Span, Spans

Parsed = Callable[..., Page]
DATA = resources.files("rashomon.reading.tagger") / "data"


@pytest.fixture(scope="session")
def tagged(parsed: Parsed) -> Callable[[str], tuple[Spoken, ...]]:
    """Return a function from a text to its attributions."""
    rules, step = Attributions(), Tagged()

    def read(text: str) -> tuple[Spoken, ...]:
        page = parsed(text)
        page = replace(page, **rules(page))
        found: tuple[Spoken, ...] = step(page)["spoken"]
        return found

    return read


def words(text: str, spans: Spans) -> str:
    return " … ".join(span.of(text) for span in spans)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army said on Sunday that it had taken the hill.", ("The army", "said", "that it had taken the hill")),
        (
            "“We buried eleven people today,” said Mariam Haddad, a nurse.",
            ("Mariam Haddad, a nurse", "said", "“We buried eleven people today,”"),
        ),
        ("The ministry denied that the camp was shelled.", ("The ministry", "denied", "that the camp was shelled")),
        (
            "According to the monitor, four trucks reached the town.",
            ("the monitor", "According to", "four trucks reached the town"),
        ),
        (
            "The convoy, the agency reported, had turned back.",
            ("the agency", "reported", "The convoy … had turned back"),
        ),
    ],
)
def test_plain_attributions(
    tagged: Callable[[str], tuple[Spoken, ...]], text: str, expected: tuple[str, str, str]
) -> None:
    rows = [tuple(words(text, part).strip(" ,") for part in (one.source, one.cue, one.content)) for one in tagged(text)]
    assert rows == [tuple(part.strip(" ,") for part in expected)]


def test_what_is_said_inside_has_its_holder(tagged: Callable[[str], tuple[Spoken, ...]]) -> None:
    text = "The envoy said on Monday that the rebels had told him they would leave the town."
    outer, inner = tagged(text)
    assert words(text, outer.source) == "The envoy"
    assert words(text, inner.source) == "the rebels"
    assert (outer.parent, inner.parent) == (None, 0)


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("The mayor said Colonel Darwish had promised to spare the mill.", ["said", "had promised"]),
        ("The clerk told the court the accused had confessed that he sold the guns.", ["told", "had confessed"]),
        ("A diver said they had threatened to sink the barge.", ["said", "had threatened"]),
        ("A diver said he no longer believed the count.", ["said", "no longer believed"]),
        ("A diver said he hopes to return to the barge.", ["said", "hopes"]),
        ("A diver said he had asked the crew to leave the barge.", ["said", "had asked"]),
        ("The pilot noted their promise to leave the barge.", ["noted", "promise"]),
        ("The ministry claims that we agreed to leave the barge.", ["claims", "agreed"]),
        ("“We think the barge is lost,” a diver said.", ["think", "said"]),
        ("“They told us to leave the barge,” a diver said.", ["told", "said"]),
        ("“I asked them to leave the barge,” a diver said.", ["asked", "said"]),
        ("The crew denied reports that the barge had sunk.", ["denied"]),
    ],
)
def test_inside_what_is_said_whoever_is_named_or_meant_counts(
    tagged: Callable[[str], tuple[Spoken, ...]], text: str, cues: list[str]
) -> None:
    assert [words(text, one.cue) for one in tagged(text)] == cues


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("The monitor said the governor had dismissed a list and threatened to burn it.", "threatened", "the governor"),
        ("A witness said some 40 people were believed to be in the cellar.", "were believed", ""),
        ("The mayor said the smugglers, who had promised to leave, were back.", "had promised", "the smugglers"),
    ],
)
def test_the_words_of_an_inner_speaker_are_not_the_outer_one_s(
    tagged: Callable[[str], tuple[Spoken, ...]], text: str, cue: str, source: str
) -> None:
    found = {words(text, one.cue): one for one in tagged(text)}
    assert words(text, found[cue].source) == source


@pytest.mark.parametrize(
    ("text", "cited", "citing"),
    [
        ("The newspaper, citing two pilots, reported that the bridge was hit.", "two pilots", "The newspaper"),
        ("The agency reported, citing a port official, that a tanker had sunk.", "a port official", "The agency"),
    ],
)
def test_who_is_cited_says_it_and_not_who_cites(
    tagged: Callable[[str], tuple[Spoken, ...]], text: str, cited: str, citing: str
) -> None:
    found = {words(text, one.cue): one for one in tagged(text)}
    assert words(text, found["citing"].source) == cited
    assert words(text, found["reported"].source) == citing
    assert found["citing"].content == found["reported"].content


@pytest.mark.parametrize(
    "text",
    ["", " \n\n ", "x" * 50_000, "!" * 5_000, "قال الجيش إن المدينة سقطت. " * 40, "he said " * 4_000, "“" * 3_000],
    ids=["empty", "blank", "one word", "marks", "right to left", "one sentence", "open quotations"],
)
def test_whatever_the_text_spans_lie_in_it_and_do_not_overlap(
    tagged: Callable[[str], tuple[Spoken, ...]], text: str
) -> None:
    for one in tagged(text):
        for spans in (one.source, one.cue, one.content):
            assert all(0 <= span.start < span.end <= len(text) for span in spans)
            assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize(
    "text",
    [
        "Militants attacked an army patrol near the dam.",
        "The two governments signed a trade deal.",
    ],
)
def test_deeds_say_nothing(tagged: Callable[[str], tuple[Spoken, ...]], text: str) -> None:
    assert tagged(text) == ()


def test_furniture_says_nothing(parsed: Parsed) -> None:
    text = "The mayor said the mill burned.\n\nRelated: The army says the hill fell."
    page = parsed(text)
    page = replace(page, sentences=page.sentences[:1])
    assert [words(text, one.cue) for one in Tagged()(page)["spoken"]] == ["said"]


def test_the_same_text_is_read_the_same_way_twice(tagged: Callable[[str], tuple[Spoken, ...]]) -> None:
    text = "The mayor said the mill burned. The army denies it. Residents fear more strikes. " * 20
    assert tagged(text) == tagged(text)


def test_the_weights_are_those_of_the_model_card() -> None:
    weights = (DATA / "reader.onnx").read_bytes()
    assert len(weights) <= 30_000_000
    digest = hashlib.sha256(weights).hexdigest()
    assert (DATA / "SHA256").read_text("utf-8").split() == [digest, "reader.onnx"]
    assert digest in (DATA / "MODEL_CARD.md").read_text("utf-8")


def test_no_training_framework_is_loaded_to_read() -> None:
    code = "import sys; from rashomon import plugins; plugins.reader(); print({'torch', 'onnx'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def spoken(source: tuple[int, int] | None, cue: tuple[int, int], *content: tuple[int, int]) -> Spoken:
    return Spoken((Span(*source),) if source else (), (Span(*cue),), tuple(Span(*span) for span in content))


def test_what_the_network_leaves_without_content_or_speaker_is_left_out() -> None:
    empty, nobody, sound = (
        spoken((0, 3), (4, 8)),
        spoken(None, (20, 24), (25, 40)),
        spoken((50, 53), (54, 58), (59, 80)),
    )
    assert merged([empty, nobody, sound], [], []) == (sound,)
    assert merged([empty, nobody, sound], [spoken(None, (20, 24), (25, 30))], []) == (nobody, sound)


def test_the_rules_add_only_what_stands_inside() -> None:
    outer = spoken((0, 3), (4, 8), (9, 60))
    inside, outside = spoken((10, 14), (15, 20), (21, 60)), spoken((70, 74), (75, 80), (81, 90))
    assert merged([outer], [inside, outside], [inside, outside]) == (outer, replace(inside, parent=0))


def test_hearsay_of_the_rules_stands_by_itself() -> None:
    tagged, feared = spoken((0, 3), (4, 8), (9, 60)), spoken(None, (70, 80), (81, 90))
    assert merged([tagged], [feared], [feared]) == (tagged, feared)


def test_who_is_cited_hangs_on_who_cites() -> None:
    citing = spoken((0, 3), (30, 34), (35, 60))
    cited = replace(spoken((12, 20), (5, 11), (35, 60)), parent=1)
    assert merged([citing], [cited, citing], [cited]) == (replace(cited, parent=1), citing)


def test_by_the_guidelines_of_polnear_nothing_is_inside_others_and_no_hearsay_is_kept(parsed: Parsed) -> None:
    text = "The army said the rebels had told it that the bridge was mined. Two men are reportedly missing."
    page = parsed(text)
    page = replace(page, **Attributions()(page))
    theirs, ours = (Tagged(guidelines=which)(page)["spoken"] for which in (Guidelines.POLNEAR, Guidelines.RASHOMON))
    assert [words(text, one.cue) for one in ours] == ["said", "had told", "reportedly"]
    assert [words(text, one.cue) for one in theirs] == ["said"]
