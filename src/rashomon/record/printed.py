"""The record as the program prints it, and back.

Knows: how every noun becomes JSON (docs/record.md) and how that JSON becomes the same values again.
Does not know: files, stores or screens.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from rashomon.record.incident import Agreement, Incident
from rashomon.record.run import Reading
from rashomon.record.text import Span

T = TypeVar("T")


def plain(value: Any) -> Any:
    """Return `value` as JSON types: dataclasses as objects in field order, enums as text, spans as ``[start, end]``."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if is_dataclass(value):
        kind: Any = type(value)
        return {name: plain(getattr(value, name)) for name in _names(kind)}
    return value


def printed(reading: Reading) -> dict[str, Any]:
    """Return the record of one report as `rashomon read --json` prints it."""
    report = plain(reading.report)
    text = report.pop("text")
    report["published"] = plain(reading.published)
    report["characters"] = len(text)
    record = {"report": report, "text": text}
    for name in ("sentences", "places", "times", "quantities", "attributions", "claims", "issues", "run"):
        record[name] = plain(getattr(reading, name))
    for claim in record["claims"]:
        claim["terms"] = dict(claim["terms"])
    record["run"]["options"] = dict(record["run"]["options"])
    return record


def reread(record: Mapping[str, Any]) -> Reading:
    """Return the values that `printed` printed; ValueError or KeyError when `record` is not such a record.

    The report's own date is not printed apart from the one read from the text, so both come back as the printed one.
    """
    report = {**record["report"], "text": record["text"]}
    claims = [{**claim, "terms": list(claim["terms"].items())} for claim in record["claims"]]
    run = {**record["run"], "options": list(record["run"]["options"].items())}
    published = record["report"]["published"]
    whole = {**record, "report": report, "claims": claims, "run": run, "published": published}
    return built(Reading, whole)


def printed_incident(incident: Incident) -> dict[str, Any]:
    """Return an incident as `rashomon incidents --json` prints it."""
    record: dict[str, Any] = plain(incident)
    record["sources"] = {"independent": record.pop("independent"), "raw": record.pop("raw")}
    record["figures"] = dict(record["figures"])
    return record


def printed_agreement(agreement: Agreement) -> dict[str, Any]:
    """Return an agreement as `rashomon agreements --json` prints it."""
    record: dict[str, Any] = plain(agreement)
    for turn in record["turns"]:
        turn["terms"] = dict(turn["terms"])
    return record


def line(record: Mapping[str, Any]) -> str:
    """Return `record` as one line of JSON Lines, without the line end."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def built(cls: type[T], data: Any) -> T:
    """Return `data` (JSON types) as a value of `cls`, one of these nouns. Fields that `cls` lacks are ignored."""
    made: Any = cls
    value: T = _builder(made)(data)
    return value


@cache
def _names(cls: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cls))


@cache
def _builder(kind: Any) -> Callable[[Any], Any]:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        inner = _builder(next(arg for arg in get_args(kind) if arg is not NoneType))
        return lambda data: None if data is None else inner(data)
    if origin is tuple:
        return _tuple_builder(get_args(kind))
    if kind is Span:
        return lambda data: Span(*data)
    if isinstance(kind, type) and is_dataclass(kind):
        noun: Any = kind
        makers = {name: _builder(hint) for name, hint in get_type_hints(kind).items()}
        return lambda data: noun(**{name: make(data[name]) for name, make in makers.items() if name in data})
    if isinstance(kind, type) and issubclass(kind, (StrEnum, float)):
        return kind
    return lambda data: data


def _tuple_builder(arguments: tuple[Any, ...]) -> Callable[[Any], Any]:
    if arguments[-1] is Ellipsis:
        item = _builder(arguments[0])
        return lambda data: tuple(item(one) for one in data)
    items = [_builder(argument) for argument in arguments]
    return lambda data: tuple(build(one) for build, one in zip(items, data, strict=True))
