"""What the tests of claims share: a reader of everything before them, with invented places."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from rashomon.reading.attributions import Attributions
from rashomon.reading.claims import Claims
from rashomon.reading.mentions import Mentions
from rashomon.reading.page import Page
from rashomon.reading.quantities import Quantities
from rashomon.reading.tagger.step import Tagged
from rashomon.reading.times import Times
from rashomon.reading.voices import Voices
from rashomon.record.claim import Claim
from rashomon.record.text import Basis, Published, Span
from rashomon.record.values import Place, PlaceRole, Precision, Where

PLACES = re.compile(r"Tel Amar|Port Sabel|Qasr Nur|Wadi Hale|Stalingrad|Norlandic|Norland")
PUBLISHED = Published("2019-05-20", Basis.GIVEN)

Reader = Callable[[str], Page]


def where(text: str, match: re.Match[str]) -> Where:
    """Return an invented place."""
    name = match.group().removesuffix("ic")
    place = Place(name, name, 0.0, 0.0, None, None, "P.PPL", 1.0)
    span = Span(*match.span())
    kind = Precision.COUNTRY if name == "Norland" else Precision.EXACT
    role = PlaceRole.LITERAL if name == match.group() else PlaceRole.DEMONYM
    return Where(span, span.of(text), "in", role, place, (place.id,), kind)


@pytest.fixture(scope="session")
def read(parsed: Callable[..., Page]) -> Reader:
    """Return a function that reads a text up to its claims."""
    steps = (Times(), Quantities(), Mentions(), Attributions(), Tagged(), Voices())
    claims = Claims()

    def make(text: str) -> Page:
        page: Page = parsed(text, PUBLISHED)
        page = replace(page, places=tuple(where(text, match) for match in PLACES.finditer(text)))
        for step in steps:
            page = replace(page, **step(page))
        return replace(page, **claims(page))

    return make


@pytest.fixture(scope="session")
def claims(read: Reader) -> Callable[[str], list[tuple[str, str | None, str]]]:
    """Return a function that gives type, sub-type and status of each claim of a text."""
    return lambda text: [(one.type, one.subtype, one.status.value) for one in read(text).claims]


@pytest.fixture(scope="session")
def only(read: Reader) -> Callable[[str], Claim]:
    """Return a function that gives the one claim of a text, and fails when there are more or none."""

    def make(text: str) -> Claim:
        found = read(text).claims
        assert len(found) == 1, [(one.type, one.subtype, one.text) for one in found]
        return found[0]

    return make
