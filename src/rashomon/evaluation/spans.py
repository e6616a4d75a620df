"""The fourth law, checked: every span lies in the text and re-slices to the words printed with it.

Knows: how to walk a printed record.
Does not know: what any part of it means.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def misplaced(record: dict[str, Any]) -> Iterator[str]:
    """Yield a line for every span of a printed record that lies outside the text or does not hold its own words."""
    yield from _walk(record, record["text"], "")


def _walk(value: Any, text: str, path: str) -> Iterator[str]:
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from _walk(item, text, f"{path}[{number}]")
    elif isinstance(value, dict):
        spans = value.get("spans") or ([value["span"]] if value.get("span") else [])
        outside = [span for span in spans if not 0 <= span[0] < span[1] <= len(text)]
        if outside:
            yield f"{path}: {outside} lies outside the text"
        elif spans and "text" in value and value["text"] != " … ".join(text[start:end] for start, end in spans):
            yield f"{path}: the words at {spans} are not {value['text']!r}"
        for name, item in value.items():
            if name not in ("span", "spans", "text"):
                yield from _walk(item, text, f"{path}.{name}")
