"""How often the resolver finds the place of a name that it need not find: on corpora of marked names.

Knows: how such a corpus is written (JSON Lines, `places` with spans and coordinates), and the measure of the field:
right is what lies within 161 km, a hundred miles (Leidner 2007), of all marked names that have coordinates.
Does not know: how names are found or resolved.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from rashomon import plugins
from rashomon.errors import NotFound
from rashomon.evaluation.values_gold import kilometres
from rashomon.reading.mentions import Mentions
from rashomon.reading.page import Page
from rashomon.reading.parse import Sentences, parse
from rashomon.reading.place_names import given_names
from rashomon.reading.place_resolution import resolve
from rashomon.record.text import Report, Span

NEAR = 161.0
"""Kilometres."""
_ALL, _WITHOUT, _REACHED = "all names", "countries left out", "within reach"
_COUNTRIES = ("PCL",)
"""How the feature codes of countries begin (GeoNames)."""


def lines(path: Path) -> Iterator[str]:
    """Yield the share of names that are placed rightly, countries counted and left out, for a corpus's file.

    The last line is the share within reach: those of which the gazetteer knows a place by that very name so near.
    NotFound when there is no such file.
    """
    if not path.is_file():
        raise NotFound(f"no such file: {path}", "give a corpus with marked places: JSON Lines, compressed or not")
    items = [json.loads(line) for line in _opened(path).split("\n") if line]
    counts = Counter[tuple[str, bool]]()
    gazetteer, steps = plugins.gazetteer(), (Sentences(), Mentions())
    for item, (report, doc) in zip(items, parse(map(_report, items)), strict=True):
        page = Page(report, doc)
        for step in steps:
            page = replace(page, **step(page))
        marked = {Span(one["start"], one["end"]): one for one in item["places"]}
        names = given_names(page, gazetteer, marked)
        found = {name.span(doc): one.place for name, one in zip(names, resolve(names, doc, gazetteer), strict=True)}
        for span, one in marked.items():
            if one["lat"] is not None:
                place = next((place for other, place in found.items() if other.overlaps(span)), None)
                right = kilometres(one["lat"], one["lon"], place) <= NEAR
                counts[_ALL, right] += 1
                here = gazetteer.find(report.text[span.start : span.end])
                reached = any(kilometres(one["lat"], one["lon"], option.place) <= NEAR for option in here)
                counts[_REACHED, right or reached] += 1
                if not (one["fcode"] or "").startswith(_COUNTRIES):
                    counts[_WITHOUT, right] += 1
    for what in (what for what in (_ALL, _WITHOUT, _REACHED) if counts[what, True] + counts[what, False]):
        near, marks = counts[what, True], counts[what, True] + counts[what, False]
        yield f"within {NEAR:.0f} km, {what:20} {100 * near / marks:5.1f}   {near} of {marks}"


def _opened(path: Path) -> str:
    return (gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()).decode("utf-8")


def _report(item: dict[str, Any]) -> Report:
    digest = sha256(item["text"].encode()).hexdigest()
    return Report(Report.identify(digest), item["text"], digest)
