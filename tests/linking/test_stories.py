"""Reports of one event."""

from __future__ import annotations

import random

import pytest

from rashomon.linking import stories as module
from rashomon.linking.stories import stories

BRIDGE = (
    "The old bridge of Varnok gave way on Tuesday under a column of lorries. Engineers had warned Varnok.",
    "A bridge collapsed in Varnok and two lorries fell into the river, the fire brigade said. Engineers blame rust.",
    "Varnok mourns: three drivers of the lorries that fell from the bridge were buried. Engineers came.",
)
HARVEST = (
    "The wheat harvest in the plain of Lusk was the poorest in ten years, growers said; drought is to blame.",
    "Drought halved the wheat of Lusk. Growers ask for seed before the next harvest.",
)
OTHER = "A singer from the coast won the festival with a song about her grandmother."


def _reports() -> list[tuple[str, str, str]]:
    texts = [*BRIDGE, *HARVEST, OTHER]
    return [(f"report_{at}", "", text) for at, text in enumerate(texts)]


def test_reports_of_one_event_are_a_story() -> None:
    assert [story.reports for story in stories(_reports(), ())] == [
        ("report_0", "report_1", "report_2"),
        ("report_3", "report_4"),
    ]


def test_the_order_of_reports_does_not_matter() -> None:
    chance, reports = random.Random(1), _reports()
    expected = stories(reports, ())
    for _ in range(20):
        chance.shuffle(reports)
        assert stories(reports, ()) == expected


def test_an_incident_brings_reports_together() -> None:
    found = stories(_reports(), [("report_5", "report_0")])
    assert any({"report_5", "report_0"} <= set(story.reports) for story in found)


@pytest.mark.parametrize(
    "reports", [[], [("a", "", "")], [("a", "", ""), ("b", "", "")], [("a", "x", "…"), ("b", "", "x")]]
)
def test_empty_reports_are_no_story(reports: list[tuple[str, str, str]]) -> None:
    assert stories(reports, ()) == ()


def test_a_word_that_many_have_brings_nobody_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_HOLDERS", 1)
    assert stories(_reports(), ()) == ()
