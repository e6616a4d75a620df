from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import pytest

from rashomon import plugins
from rashomon.reading.chain import Chain
from rashomon.reading.page import Page
from rashomon.reading.parse import Sentences, parse
from rashomon.record.text import Furniture, FurnitureKind, Report, Span


class Needy:
    """A step that needs what nobody gives."""

    needs: ClassVar[frozenset[str]] = frozenset({"sentences", "places"})
    gives: ClassVar[frozenset[str]] = frozenset({"claims"})

    def __call__(self, page: Page) -> Mapping[str, Any]:
        """Return nothing."""
        return {"claims": ()}


def test_a_chain_with_a_need_unmet_does_not_start() -> None:
    with pytest.raises(ValueError, match="Needy needs places, which no step before it gives"):
        Chain([Sentences(), Needy()])


def test_the_order_matters() -> None:
    steps = plugins.reader().steps
    with pytest.raises(ValueError, match="needs"):
        Chain(list(reversed(steps)))


def test_what_is_not_news_is_told() -> None:
    text = "[bookmark: x]The bridge is closed."
    report = Report(
        id="report_test", text=text, sha256="0" * 64, furniture=(Furniture(Span(0, 13), FurnitureKind.RESIDUE),)
    )
    reading = Chain([Sentences()]).read(*next(parse([report])))
    assert [(issue.code, issue.span) for issue in reading.issues] == [("furniture-residue", Span(0, 13))]


def test_a_run_says_what_the_record_depends_on() -> None:
    options = dict(plugins.reader().run.options)
    assert set(options) == {"parser", "lexicon", "gazetteer", "weights"}
    assert all(options.values())
