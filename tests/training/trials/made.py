"""Invented telegrams and keys, as MUC-4 writes them, and what a network that knows them would say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from rashomon.record.text import Span
from training.trials.filling import Seen
from training.trials.lessons import TAGS, lesson
from training.trials.templates import KINDS, Text, key

SLOTS = (
    "MESSAGE: TEMPLATE",
    "INCIDENT: TYPE",
    "INCIDENT: INSTRUMENT ID",
    "PERP: INDIVIDUAL ID",
    "PERP: ORGANIZATION ID",
    "PHYS TGT: ID",
    "HUM TGT: NAME",
    "HUM TGT: DESCRIPTION",
)


def mention(words: str, text: str = "", optional: bool = False) -> dict[str, Any]:
    spans = []
    at = text.find(words) if text else -1
    while at >= 0:
        spans.append([at, at + len(words)])
        at = text.find(words, at + 1)
    return {"set": None, "text": words, "optional": optional, "spans": spans}


def template(kind: str, number: str = "1", **fills: Sequence[Sequence[dict[str, Any]]]) -> dict[str, Any]:
    """A template of the corpus; `fills` are named by the last word of their slot, small (`name`, `description`)."""
    row: dict[str, Any] = {slot: [] for slot in SLOTS}
    row["MESSAGE: TEMPLATE"] = [[{"set": number, "text": None, "optional": False}]]
    row["INCIDENT: TYPE"] = [[{"set": one, "text": None, "optional": False} for one in kind.split(" / ")]]
    short = {"weapon": 2, "person": 3, "group": 4, "target": 5, "name": 6, "description": 7}
    for name, fill in fills.items():
        row[SLOTS[short[name]]] = [list(one) for one in fill]
    return row


def told(text: str, *rows: dict[str, Any]) -> Text:
    return Text("MADE-0001", text, tuple(map(key, rows)))


def known(text: Text, sure: float = 5.0) -> Seen:
    """The text as a network sees it that has learnt it by heart."""
    where, roles, kinds, present = lesson(text)
    tags, of = np.full((len(where), len(TAGS)), -sure), np.full((len(where), len(KINDS)), -sure)
    for at, (tag, kind) in enumerate(zip(roles, kinds, strict=True)):
        tags[at, tag] = -0.01
        if kind >= 0:
            of[at, kind] = -0.01
    return Seen(text.text, where, tags, of, np.array(present))


def span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))
