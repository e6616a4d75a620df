"""The filter in a page's address: what incidents are asked for, so that a view can be sent to a colleague.

Knows: how a selection is written in an address and read back.
Does not know: what is done with it.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Query
from pydantic import BaseModel, Field

from rashomon.casebook import GRADES
from rashomon.errors import UsageError
from rashomon.record.claim import Status
from rashomon.record.selection import Selection

LONGEST = 200
"""Characters of a value in the address."""
Text = Annotated[str | None, Field(max_length=LONGEST)]


class Asked(BaseModel):
    """The filter as it stands in an address; an empty field asks for nothing. Fields: see Selection."""

    since: Text = None
    until: Text = None
    place: Text = None
    actor: Text = None
    source: Text = None
    publisher: Text = None
    type: Text = None
    status: Text = None
    grade: Text = None
    contested: Text = None
    words: Text = None


def _selection(asked: Annotated[Asked, Query()]) -> Selection:
    """Return the selection that an address asks for; UsageError where a date, a status or a grade is none."""
    given = {name: (value or "").strip() or None for name, value in asked.model_dump().items()}
    contested = given.pop("contested")
    for end in ("since", "until"):
        given[end] = _day(given[end])
    if given["status"] is not None and given["status"] not in set(Status):
        raise UsageError(f"there is no status {given['status']!r}", f"choose one of: {', '.join(Status)}")
    if given["grade"] is not None and given["grade"] not in GRADES:
        raise UsageError(f"there is no grade {given['grade']!r}", "choose one from 1 to 6")
    return Selection(**given, contested=None if contested is None else contested not in ("0", "no", "false"))


Selected = Annotated[Selection, Depends(_selection)]
"""The selection in the address, as a page's parameter."""


def address(path: str, wanted: Selection, **more: Any) -> str:
    """Return a path with a selection and `more`; what is None is left out, in `more` it takes a field away."""
    fields = asdict(wanted)
    asked = {**fields, "contested": None if wanted.contested is None else int(wanted.contested), **more}
    query = urlencode({name: value for name, value in asked.items() if value is not None})
    return f"{path}?{query}" if query else path


def told(wanted: Selection) -> list[tuple[str, str, Selection]]:
    """Return each narrowing as its name, its value and the selection without it."""
    names = {"since": "from", "until": "to", "grade": "grade at worst", "words": "words"}
    found = []
    for name, value in asdict(wanted).items():
        if value is not None:
            spoken = ("contested only" if value else "not contested") if name == "contested" else str(value)
            found.append((names.get(name, name), spoken, replace(wanted, **{name: None})))
    return found


def _day(given: str | None) -> str | None:
    if given is None:
        return None
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError as error:
        raise UsageError(f"{given!r} is no day", "give it as 2018-05-20") from error
