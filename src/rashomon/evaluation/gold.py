"""What a report must become: gold records, written by hand in TOML.

Knows: the shape of `NAME.gold.toml` and where its quotations stand in the report's text.
Does not know: how a record is compared with it (measures).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rashomon.errors import NotFound
from rashomon.record.text import Span, Spans

SUFFIX = ".gold.toml"


@dataclass(frozen=True, slots=True)
class GoldSaying:
    """An attribution that must be found. `source` is the name that it must carry, None where nobody is named."""

    source: str | None
    kind: str
    stance: str
    cue: str
    content: Spans


@dataclass(frozen=True, slots=True)
class GoldFigure:
    """A figure that must be found. `low` and `high` are None where the range is open."""

    measure: str
    low: float | None
    high: float | None
    who: str | None


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A claim that must be found around `words`. None is not judged; `by` is empty for the report's own voice."""

    words: Span
    kind: str | None
    type: str | None
    subtype: str | None
    status: str
    by: str
    place: str | None
    time: str | None
    held_by: str | None
    figures: tuple[GoldFigure, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """The gold record of one report. `head` holds the report's fields that are judged."""

    name: str
    head: dict[str, str]
    says: tuple[GoldSaying, ...]
    claims: tuple[GoldClaim, ...]


def gold(folder: Path, name: str, text: str) -> Gold:
    """Return the gold of the report `name` in `folder`, its quotations found in `text`.

    A gold file may be `like` another one: it takes over every item of that one whose words stand in its own report.
    Raises NotFound when a quotation of its own is not in the text.
    """
    data = _load(folder, name)
    says, claims = list(data.get("says", [])), list(data.get("claims", []))
    if "like" in data:
        model = _load(folder, data["like"])
        says += [item for item in model.get("says", []) if _parts(text, item["content"])]
        claims += [item for item in model.get("claims", []) if item["words"] in text]
    return Gold(
        name,
        data.get("report", {}),
        tuple(_saying(name, text, item) for item in says),
        tuple(_claim(name, text, item) for item in claims),
    )


def _load(folder: Path, name: str) -> dict[str, Any]:
    return tomllib.loads((folder / f"{name}{SUFFIX}").read_text("utf-8"))


def _saying(name: str, text: str, item: dict[str, Any]) -> GoldSaying:
    spans = _parts(text, item["content"])
    if not spans:
        raise NotFound(f"{name}: not in the report: {item['content']!r}", "quote the report's exact words in its gold")
    return GoldSaying(item.get("source"), item["kind"], item["stance"], item["cue"], spans)


def _claim(name: str, text: str, item: dict[str, Any]) -> GoldClaim:
    spans = _parts(text, item["words"])
    if not spans:
        raise NotFound(f"{name}: not in the report: {item['words']!r}", "quote the report's exact words in its gold")
    figures = tuple(
        GoldFigure(figure["measure"], figure.get("low"), figure.get("high"), figure.get("who"))
        for figure in item.get("figures", [])
    )
    judged = {key: item.get(key) for key in ("kind", "type", "subtype", "place", "time", "held_by")}
    return GoldClaim(words=spans[0], status=item["status"], by=item.get("by", ""), figures=figures, **judged)


def _parts(text: str, quotation: str) -> Spans:
    """Find a quotation, interrupted by ` … `; empty when it is not in the text."""
    spans: list[Span] = []
    start = 0
    for part in quotation.split(" … "):
        found = text.find(part, start)
        if found < 0:
            return ()
        start = found + len(part)
        spans.append(Span(found, start))
    return tuple(spans)
