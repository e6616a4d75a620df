"""The gold of who says what: every mark stands in its text, and the README's counts are the files'."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from rashomon.errors import NotFound
from rashomon.evaluation.attribution_gold import MarkedText, marked_texts, quoted, sentences
from rashomon.record.attribution import SourceKind, Stance
from rashomon.record.text import Span, hull

FOLDER = Path(__file__).parents[2] / "gold" / "attribution"
STYLES = ("agency", "state_media", "monitor", "ngo", "un", "militant")
TEXTS = [text for path in sorted(FOLDER.glob("*.toml")) for text in marked_texts(path)]
REPORTS = [text for text in TEXTS if "-report-" in text.id]


def test_there_are_two_files_for_each_style() -> None:
    names = {f"{style.replace('_', '-')}-{part}.toml" for style in STYLES for part in ("singles", "reports")}
    assert {path.name for path in FOLDER.glob("*.toml")} == names


def test_ids_and_texts_are_met_once() -> None:
    assert len({text.id for text in TEXTS}) == len({text.text for text in TEXTS}) == len(TEXTS)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.id)
def test_marks_are_well_formed(text: MarkedText) -> None:
    assert text.style in STYLES
    assert text.id.startswith(text.style.replace("_", "-"))
    assert text.split in ("train", "test")
    assert text.text == text.text.strip()
    for at, saying in enumerate(text.says):
        assert bool(saying.name) == bool(saying.source)
        assert saying.hedge is None or saying.hedge in text.text
        for spans in (saying.source, saying.cue, saying.content):
            words = [span.of(text.text) for span in spans]
            assert words == [word.strip() for word in words]
            assert not any("\n" in word for word in words)
            assert list(spans) == sorted(spans)
        assert saying.parent is None or _holds(text, at, saying.parent)


def test_a_source_without_words_is_unnamed_or_a_rumour() -> None:
    empty = {saying.kind for text in TEXTS for saying in text.says if not saying.source}
    assert empty == {SourceKind.UNNAMED, SourceKind.RUMOUR}


def test_no_attribution_is_marked_twice() -> None:
    for text in TEXTS:
        marks = [(saying.source, saying.cue, saying.content) for saying in text.says]
        assert len(set(marks)) == len(marks), text.id


def test_there_is_as_much_as_promised() -> None:
    in_reports = _length(REPORTS)
    assert _length(TEXTS) >= 800
    assert in_reports >= 270
    assert all(5 <= len(sentences(text.text)) <= 12 for text in REPORTS)
    assert sum(_unsaid(text) for text in TEXTS) >= 120


@pytest.mark.parametrize("stance", Stance)
def test_stances_are_balanced(stance: Stance) -> None:
    count = Counter(saying.stance for text in TEXTS for saying in text.says)
    assert count[stance] >= (100 if stance is Stance.DENIES else 60)
    tested = sum(saying.stance is stance for text in TEXTS if text.split == "test" for saying in text.says)
    assert 0.35 <= tested / count[stance] <= 0.45


@pytest.mark.parametrize("style", STYLES)
def test_styles_are_balanced(style: str) -> None:
    own = [text for text in TEXTS if text.style == style]
    assert _length(own) >= 130
    tested = _length(text for text in own if text.split == "test")
    assert 0.35 <= tested / _length(own) <= 0.45
    stances = Counter(saying.stance for text in own for saying in text.says)
    assert min(stances[stance] for stance in Stance) >= 10


def test_the_readme_counts_what_is_there() -> None:
    readme = (FOLDER / "README.md").read_text("utf-8")
    counts = Counter((text.style, saying.stance) for text in TEXTS for saying in text.says)
    for stance in Stance:
        cells = [str(counts[style, stance]) for style in STYLES]
        row = " | ".join([stance.value, *cells, str(sum(counts[style, stance] for style in STYLES))])
        assert f"| {row} |" in readme
    total = Counter({style: _length(text for text in TEXTS if text.style == style) for style in STYLES})
    row = " | ".join(["sentences", *(str(total[style]) for style in STYLES), str(total.total())])
    assert f"| {row} |" in readme
    unsaid = sum(_unsaid(text) for text in TEXTS)
    assert f"{_length(REPORTS)} of the sentences" in readme
    assert f"{unsaid} sentences carry no mark" in readme


def test_the_second_marking_is_blind_and_a_quarter() -> None:
    chosen = (FOLDER / "second" / "SELECTION").read_text("utf-8").split()
    blind = tomllib.loads((FOLDER / "second" / "blind.toml").read_text("utf-8"))["text"]
    by_id = {text.id: text for text in TEXTS}
    assert [item["id"] for item in blind] == chosen == sorted(set(chosen))
    assert all(item == {key: getattr(by_id[item["id"]], key) for key in ("id", "style", "text")} for item in blind)
    assert 0.23 <= len(chosen) / len(TEXTS) <= 0.27
    assert {by_id[id_].style for id_ in chosen} == set(STYLES)


def test_a_quotation_is_whole_words_in_one_place() -> None:
    text = "It said its unit, it says, fell. He said so."
    assert quoted(text, "it") == (Span(18, 20),)
    assert quoted(text, "said") == ()
    assert quoted(text, "said", 2) == (Span(36, 40),)
    assert quoted(text, "said", 3) == ()
    assert quoted(text, "it", 1) == ()
    assert quoted(text, "its unit … fell") == (Span(8, 16), Span(27, 31))
    assert quoted(text, "fell … its unit") == ()


def test_a_wrong_quotation_is_an_error(tmp_path: Path) -> None:
    head = '[[text]]\nid = "x"\nstyle = "un"\nsplit = "test"\ntext = "A said it rained. B said so."\n[[text.says]]\n'
    says = 'source = "A"\nname = "A"\nkind = "person"\nstance = "asserts"\ncontent = "it rained"\ncue = "said"\n'
    path = tmp_path / "one.toml"
    path.write_text(head + says, "utf-8")
    with pytest.raises(NotFound, match="said"):
        marked_texts(path)
    path.write_text(head + says + "cue_nth = 1\n", "utf-8")
    assert marked_texts(path)[0].says[0].cue == (Span(2, 6),)
    path.write_text(head + says.replace("asserts", "sings") + "cue_nth = 1\n", "utf-8")
    with pytest.raises(ValueError, match="sings"):
        marked_texts(path)


def _holds(text: MarkedText, at: int, parent: int) -> bool:
    """Tell whether an attribution stands inside its parent's content, or its content is what the parent passes on."""
    inner, outer = text.says[at], text.says[parent]
    within = any(span.covers(hull(inner.cue)) for span in outer.content)
    return parent != at and (within or inner.content == outer.content)


def _unsaid(text: MarkedText) -> int:
    """Count the sentences of a text that no mark touches."""
    marks = [span for saying in text.says for span in (*saying.source, *saying.cue, *saying.content)]
    return sum(not any(sentence.overlaps(mark) for mark in marks) for sentence in sentences(text.text))


def _length(texts: Iterable[MarkedText]) -> int:
    return sum(len(sentences(text.text)) for text in texts)
