"""The steps in order: from reports to their records.

Knows: the order, and that each step gets what it needs.
Does not know: what any step does.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import version
from typing import TYPE_CHECKING

from rashomon.reading.page import Page
from rashomon.reading.parse import MODEL
from rashomon.record.run import Reading, Run
from rashomon.record.text import Issue, Report
from rashomon.roles import Step

if TYPE_CHECKING:
    from spacy.tokens import Doc

READER = "trained"
GIVEN_BY_PARSER = frozenset({"report", "doc"})


class Chain:
    """A reader: steps in order over a parsed text. A run's seconds are those of the steps, not of the parser."""

    def __init__(self, steps: Sequence[Step[Page]], options: tuple[tuple[str, str], ...] = ()) -> None:
        """Check that every step's needs are given by the steps before it; ValueError names what is missing.

        `options` (name, value) are printed in every run; they name what else the records depend on.
        """
        known = set(GIVEN_BY_PARSER)
        for step in steps:
            missing = step.needs - known
            if missing:
                raise ValueError(
                    f"{type(step).__name__} needs {', '.join(sorted(missing))}, which no step before it gives"
                )
            known |= step.gives
        self.steps = tuple(steps)
        self._run = Run(READER, version("rashomon"), (("parser", MODEL), *options))

    @property
    def run(self) -> Run:
        """Return the run that this reader's records carry, without seconds."""
        return self._run

    def read(self, report: Report, doc: Doc) -> Reading:
        """Return the record of one report; `doc` is its parsed text (see `parse`)."""
        began = time.perf_counter()
        page = Page(report, doc, published=report.published, issues=_furniture(report))
        for step in self.steps:
            page = replace(page, **step(page))
        return Reading(
            report=report,
            published=page.published,
            sentences=page.sentences,
            places=page.places,
            times=page.times,
            quantities=page.quantities,
            attributions=page.attributions,
            claims=page.claims,
            issues=page.issues,
            run=replace(self._run, seconds=round(time.perf_counter() - began, 4)),
        )


def _furniture(report: Report) -> tuple[Issue, ...]:
    """Tell of the report's furniture: seen, kept in the text, and not read as news."""
    return tuple(
        Issue(
            f"furniture-{item.kind.value}", f"not read as news: {item.span.of(report.text).strip()[:60]!r}", item.span
        )
        for item in report.furniture
    )
