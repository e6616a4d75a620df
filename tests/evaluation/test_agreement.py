"""How far two markings of the same texts agree."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rashomon.evaluation.agreement import agreement, kappa, linked
from rashomon.evaluation.attribution_gold import MarkedSaying, MarkedText, quoted
from rashomon.record.attribution import SourceKind, Stance

TEXT = "The baker said the oven was cold, the mayor denied it and a crowd is reported to be near."


def _saying(source: str, cue: str, content: str, stance: Stance = Stance.ASSERTS) -> MarkedSaying:
    spans = [quoted(TEXT, words) if words else () for words in (source, cue, content)]
    return MarkedSaying(spans[0], spans[1], spans[2], source, SourceKind.PERSON, stance, None, None)


BAKER = _saying("The baker", "said", "the oven was cold")
MAYOR = _saying("the mayor", "denied", "it", Stance.DENIES)
CROWD = _saying("", "is reported", "a crowd … to be near", Stance.ALLEGES)


def _text(*says: MarkedSaying) -> MarkedText:
    return MarkedText("one", "agency", "test", TEXT, says)


def test_a_marking_agrees_with_itself() -> None:
    marked = [_text(replace(BAKER, name="Ana Ruiz"), MAYOR, CROWD)]
    figures = agreement(marked, marked)
    counts = {"texts": 1, "attributions first": 3, "attributions second": 3}
    assert figures == {name: counts.get(name, 1.0) for name in figures}
    assert len(figures) == 15


def test_borders_stances_and_names_are_counted_apart() -> None:
    other = replace(BAKER, source=quoted(TEXT, "baker"), name="Baker of Ouro", stance=Stance.ALLEGES)
    figures = agreement([_text(BAKER, MAYOR)], [_text(other, MAYOR)])
    assert figures["source exact"] == figures["stance"] == figures["name"] == 0.5
    assert figures["source overlap"] == figures["content exact"] == figures["link"] == figures["kind"] == 1.0


def test_what_one_marker_leaves_out_is_missed() -> None:
    figures = agreement([_text(BAKER, MAYOR, CROWD)], [_text(BAKER)])
    assert figures["link"] == figures["cue exact"] == pytest.approx(0.5)
    assert figures["cue overlap"] == pytest.approx(0.5)
    assert figures["source exact"] == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("other", "met"),
    [
        (replace(BAKER, content=quoted(TEXT, "oven was")), True),
        (replace(BAKER, content=quoted(TEXT, "cold")), False),
        (replace(BAKER, content=quoted(TEXT, "said the oven was cold, the mayor denied it and")), False),
        (replace(BAKER, source=MAYOR.source), False),
        (replace(BAKER, source=()), False),
    ],
)
def test_a_link_needs_half_of_each_content_and_a_word_of_the_source(other: MarkedSaying, met: bool) -> None:
    assert bool(linked(_text(BAKER), _text(other))) is met


def test_an_attribution_is_linked_once_and_to_its_like() -> None:
    longer = replace(BAKER, content=quoted(TEXT, "the oven was cold, the mayor"))
    assert linked(_text(BAKER), _text(longer, BAKER)) == [(BAKER, BAKER)]


def test_kappa_takes_chance_away() -> None:
    assert kappa([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]) == 0.0
    assert kappa([("a", "a"), ("b", "b"), ("b", "b"), ("a", "b")]) == pytest.approx(0.5)
    assert kappa([("a", "a")]) == 1.0
    assert kappa([]) == 0.0


def test_only_the_same_texts_are_compared() -> None:
    with pytest.raises(ValueError, match="same texts"):
        agreement([_text()], [])
    with pytest.raises(ValueError, match="same texts"):
        agreement([_text()], [replace(_text(), text="Other words.")])
