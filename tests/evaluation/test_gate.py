"""The golden test: the examples become the records that stand beside them, no worse than pinned."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from rashomon.errors import NotFound
from rashomon.evaluation.gate import shortfalls
from rashomon.evaluation.gold import gold
from rashomon.evaluation.measures import same_name, scores


def test_a_score_under_its_floor_is_named() -> None:
    assert shortfalls({"claims": 70.0, "stance": 90.0}, {"claims": 75.0, "stance": 90.0}) == [
        "claims: 70.0 is below its floor 75.0"
    ]


def test_a_measure_that_is_no_longer_taken_is_below_its_floor() -> None:
    assert shortfalls({}, {"claims": 1.0})


def test_false_ones_cost_where_they_are_counted() -> None:
    counted = {("attributions", "right"): 8, ("attributions", "gold"): 10, ("attributions", "found"): 30}
    found = scores(Counter({**counted, ("stance", "right"): 8, ("stance", "gold"): 10}))
    assert found == {"attributions": 40.0, "stance": 80.0}


def test_gold_quotes_the_report(tmp_path: Path) -> None:
    (tmp_path / "one.gold.toml").write_text(
        '[[says]]\nsource = "A"\nkind = "person"\nstance = "asserts"\ncue = "said"\ncontent = "it … rained"\n'
    )
    found = gold(tmp_path, "one", "A said it, he thinks, rained.")
    assert [span.of("A said it, he thinks, rained.") for span in found.says[0].content] == ["it", "rained"]
    with pytest.raises(NotFound, match="not in the report"):
        gold(tmp_path, "one", "A said it snowed.")


def test_names_differ_by_more_than_an_article() -> None:
    assert same_name("The Army", "army")
    assert not same_name("the army", "the navy")
