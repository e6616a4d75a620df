"""Who says what in short war texts, marked by hand: the gold of `gold/attribution/`.

Knows: the shape of those TOML files and where their quotations stand in their texts.
Does not know: how a record is compared with it (measures), or what a report must become as a whole (gold).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rashomon.errors import NotFound
from rashomon.record.attribution import SourceKind, Stance
from rashomon.record.text import Span, Spans

GAP = " … "
"""What stands in a quotation where its words are interrupted."""

_SENTENCE = re.compile(
    r"\n\n|(?<!\bLt)(?<!\bCol)(?<!\bGen)(?<!\bSt)(?<!\bMr)(?<!\bDr)(?<!\b\w)[.!?][”’\"')]*\s+(?=[\"“‘(]?[A-Z0-9])"
)


@dataclass(frozen=True, slots=True)
class MarkedSaying:
    """One marked attribution. `source` is empty where nobody is named; `name` is then empty too.

    `parent` is the place, in the text's list, of the attribution inside whose content this one stands; None at the top.
    `hedge` is the words that weaken it, None when there are none.
    """

    source: Spans
    cue: Spans
    content: Spans
    name: str
    kind: SourceKind
    stance: Stance
    parent: int | None
    hedge: str | None


@dataclass(frozen=True, slots=True)
class MarkedText:
    """One marked text: a sentence, a pair or a whole short report. `split` is ``train`` or ``test``."""

    id: str
    style: str
    split: str
    text: str
    says: tuple[MarkedSaying, ...]


def marked_texts(path: Path) -> tuple[MarkedText, ...]:
    """Return the texts of one file in its order.

    Raises NotFound when a quotation is not in its text or not told apart from its like; ValueError for a stance or a
    kind that is not on the closed lists.
    """
    items = tomllib.loads(path.read_text("utf-8"))["text"]
    texts = []
    for item in items:
        says = tuple(_saying(item["id"], item["text"], saying) for saying in item.get("says", ()))
        texts.append(MarkedText(item["id"], item["style"], item["split"], item["text"], says))
    return tuple(texts)


def sentences(text: str) -> list[Span]:
    """Return the sentences of a text of this gold; a headline is one."""
    spans, start = [], 0
    for match in [*_SENTENCE.finditer(text), None]:
        end = match.end() if match else len(text)
        if words := text[start:end].strip():
            at = text.index(words, start)
            spans.append(Span(at, at + len(words)))
        start = end
    return spans


def quoted(text: str, quotation: str, nth: int | None = None) -> Spans:
    """Return where a quotation stands in a text; empty when it does not, or when `nth` does not tell which one.

    It is whole words, interrupted by ` … `. `nth` counts the places of its first stretch from 1 and must be None where
    there is one only; each further stretch is the nearest after the one before it.
    """
    first, *others = quotation.split(GAP)
    places = _places(text, first, 0)
    if (nth is None and len(places) != 1) or (nth is not None and not 1 < len(places) >= nth >= 1):
        return ()
    spans = [places[(nth or 1) - 1]]
    for other in others:
        after = _places(text, other, spans[-1].end)
        if not after:
            return ()
        spans.append(after[0])
    return tuple(spans)


def _places(text: str, words: str, start: int) -> list[Span]:
    pattern = re.compile(rf"(?<!\w){re.escape(words)}" if words[:1].isalnum() else re.escape(words))
    found = (Span(*match.span()) for match in pattern.finditer(text, start))
    return [span for span in found if not (text[span.end - 1].isalnum() and text[span.end : span.end + 1].isalnum())]


def _saying(name: str, text: str, item: dict[str, Any]) -> MarkedSaying:
    source, cue, content = (_passage(name, text, item, role) for role in ("source", "cue", "content"))
    kind, stance = SourceKind(item["kind"]), Stance(item["stance"])
    return MarkedSaying(source, cue, content, item.get("name", ""), kind, stance, item.get("parent"), item.get("hedge"))


def _passage(name: str, text: str, item: dict[str, Any], role: str) -> Spans:
    if role == "source" and role not in item:
        return ()
    spans = quoted(text, item[role], item.get(f"{role}_nth"))
    if not spans:
        raise NotFound(f"{name}: not one place for {role} {item[role]!r}", "quote exact words, and say which by nth")
    return spans
