"""Places: which names of places a report has, what they stand for, and where they lie.

Knows: the order of questions: which words (place_names), which place (place_resolution), how near (place_relations).
Does not know: what happened there (claims).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from rashomon.reading.page import Page
from rashomon.reading.place_names import find_names
from rashomon.reading.place_relations import listed, precision, relation
from rashomon.reading.place_resolution import resolve
from rashomon.record.values import Where
from rashomon.roles import Gazetteer

MOST_CANDIDATES = 5
"""Candidates that a record keeps for each name."""


class Places:
    """Gives the places of a page, in the order of the text, each name resolved by the report's own geography."""

    needs: ClassVar[frozenset[str]] = frozenset({"sentences", "actors"})
    gives: ClassVar[frozenset[str]] = frozenset({"places"})

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def __call__(self, page: Page) -> Mapping[str, Any]:
        """Return the page's places. A name that the gazetteer lacks is kept without a place."""
        names = find_names(page, self._gazetteer)
        found: list[Where] = []
        for i, (name, (place, options)) in enumerate(
            zip(names, resolve(names, page.doc, self._gazetteer), strict=True)
        ):
            related = relation(name, place, page.doc)
            if related is None and i and listed(names[i - 1], name, page.doc):
                related = found[-1].relation
            found.append(
                Where(
                    span=name.span(page.doc),
                    text=name.text,
                    relation=related,
                    role=name.role,
                    place=place,
                    candidates=tuple(option.place.id for option in options[:MOST_CANDIDATES]),
                    precision=precision(place, related),
                )
            )
        return {"places": tuple(found)}
