"""The fourth law, checked: every span lies in the text, and the words printed with it are the words that stand there.

Knows: how to walk a printed record of any shape.
Does not know: what any part of it means.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def misplaced(record: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the spans of a printed record: outside the text, or other characters than it prints."""
    text = record["text"]
    if len(text) != record["report"]["characters"]:
        yield f"its text has {len(text)} characters, and not {record['report']['characters']}"
    for number, span in enumerate(record["sentences"]):
        if not _inside(span, text):
            yield f"sentences[{number}]: {span} is not in the text"
    yield from _walk(record, "", text)


def _walk(value: Any, where: str, text: str) -> Iterator[str]:
    if isinstance(value, dict):
        yield from _examine(value, where, text)
        for name, part in value.items():
            yield from _walk(part, f"{where}.{name}" if where else name, text)
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _walk(part, f"{where}[{number}]", text)


def _examine(value: dict[str, Any], where: str, text: str) -> Iterator[str]:
    if "spans" in value:
        spans = value["spans"]
    elif value.get("span") is not None:
        spans = [value["span"]]
    else:
        return
    outside = [span for span in spans if not _inside(span, text)]
    if outside:
        yield f"{where}: {outside[0]} is not in the text"
    elif isinstance(value.get("text"), str):
        words = " … ".join(text[start:end] for start, end in spans)
        if words != value["text"]:
            yield f"{where}: the text has {words[:40]!r} there, the record {value['text'][:40]!r}"


def _inside(span: Any, text: str) -> bool:
    start, end = span
    return bool(0 <= start <= end <= len(text))
