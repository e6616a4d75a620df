"""Whole reports with every claim marked by hand: the gold of `gold/claims/`.

Knows: the shape of those TOML files and where their triggers stand in their texts.
Does not know: which printed claim stands for a marked one (claiming), or any figure over many texts.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rashomon.errors import NotFound
from rashomon.evaluation.attribution_gold import quoted
from rashomon.evaluation.gold import GoldFigure
from rashomon.reading.claims.types import TYPES
from rashomon.record.claim import ClaimKind, Measure, Role, Status
from rashomon.record.text import Spans

STATES = ("offered", "signed", "in_force", "breached", "denied", "collapsed")
"""What an agreement can be marked to be."""

_FIELDS = {"trigger", "trigger_nth", "kind", "type", "subtype", "status", "by", "place", "time", "figures", "state"}


@dataclass(frozen=True, slots=True)
class MarkedClaim:
    """One marked claim. `by` is empty for the report's own voice; None is not told (place, time, state, sub-type).

    `actors` are (role, name) pairs, the names without article, as the text has them.
    """

    trigger: Spans
    kind: ClaimKind
    type: str
    subtype: str | None
    status: Status
    by: str
    actors: tuple[tuple[Role, str], ...]
    place: str | None
    time: str | None
    figures: tuple[GoldFigure, ...]
    state: str | None


@dataclass(frozen=True, slots=True)
class MarkedReport:
    """One marked report. `split` is ``train`` or ``test``; `published` is an EDTF date, None where nobody gives one."""

    id: str
    style: str
    war: str
    split: str
    published: str | None
    text: str
    claims: tuple[MarkedClaim, ...]


def marked_reports(path: Path) -> tuple[MarkedReport, ...]:
    """Return the reports of one file in its order.

    Raises NotFound when a trigger is not in its text or not told apart from its like; ValueError for a word that is not
    on one of the closed lists, or a field that does not exist.
    """
    return tuple(
        MarkedReport(
            item["id"],
            item["style"],
            item["war"],
            item["split"],
            item.get("published"),
            item["text"],
            tuple(_claim(item["id"], item["text"], claim) for claim in item.get("claims", ())),
        )
        for item in tomllib.loads(path.read_text("utf-8"))["text"]
    )


def _claim(name: str, text: str, item: dict[str, Any]) -> MarkedClaim:
    if strange := set(item) - _FIELDS - set(Role):
        raise ValueError(f"{name}: no such field: {', '.join(sorted(strange))}")
    trigger = quoted(text, item["trigger"], item.get("trigger_nth"))
    if not trigger:
        raise NotFound(
            f"{name}: not one place for {item['trigger']!r}", "quote exact words, and say which by trigger_nth"
        )
    subtype, state = item.get("subtype"), item.get("state")
    if item["type"] not in TYPES or (subtype is not None and subtype not in TYPES[item["type"]]):
        raise ValueError(f"{name}: no such type: {item['type']}/{subtype}")
    if state is not None and state not in STATES:
        raise ValueError(f"{name}: no such state of an agreement: {state}")
    return MarkedClaim(
        trigger,
        ClaimKind(item["kind"]),
        item["type"],
        subtype,
        Status(item["status"]),
        item.get("by", ""),
        tuple((role, actor) for role in Role for actor in item.get(role, ())),
        item.get("place"),
        item.get("time"),
        tuple(
            GoldFigure(Measure(figure["measure"]), figure.get("low"), figure.get("high"), figure.get("who"))
            for figure in item.get("figures", ())
        ),
        state,
    )
