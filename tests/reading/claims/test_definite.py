"""`The town`, `the strike`: what was named shortly before, and nothing where it could be two."""

from __future__ import annotations

import pytest

from rashomon.record.claim import Claim
from tests.reading.claims.conftest import Reader


def last(read: Reader, text: str) -> Claim:
    return read(text).claims[-1]


def place(claim: Claim) -> str | None:
    return claim.place.text if claim.place is not None else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Soldiers captured Tel Amar on Monday. The rebels denied that the town had fallen.", "Tel Amar"),
        ("Soldiers captured Tel Amar on Monday. The town is held by soldiers.", "Tel Amar"),
        ("Soldiers went from Tel Amar to Port Sabel. The town is held by soldiers.", None),
        ("Soldiers captured Tel Amar. Nobody spoke about it. The town is held by soldiers.", "Tel Amar"),
        ("Soldiers captured Tel Amar.\n\nNobody spoke about it. The town is held by soldiers.", None),
        (
            "Soldiers captured Tel Amar. It rained. It snowed. It was cold. Nobody spoke. The town is held.",
            None,
        ),
        ("Tel Amar is quiet. Warplanes hit a depot east of the town.", None),
        ("PORT SABEL, May 20 (Agency) — Soldiers captured Tel Amar. The town is held by soldiers.", "Tel Amar"),
    ],
)
def test_the_town_is_the_one_named_just_before(read: Reader, text: str, expected: str | None) -> None:
    assert place(last(read, text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Warplanes hit a clinic in Qasr Nur. The strike killed four nurses.", "Qasr Nur"),
        ("Warplanes hit a clinic in Qasr Nur. It burned. The strike killed four nurses.", "Qasr Nur"),
        ("Warplanes hit a clinic in Qasr Nur.\n\nIt burned.\n\nThe strike killed four nurses.", None),
        ("Warplanes hit Qasr Nur. Jets bombed Tel Amar. The strike killed four nurses.", None),
        ("Warplanes hit a clinic in Qasr Nur. A strike killed four nurses.", None),
    ],
)
def test_the_strike_was_where_the_one_strike_before_was(read: Reader, text: str, expected: str | None) -> None:
    claim = last(read, text)
    assert claim.type == "Explosions/Remote violence"
    assert place(claim) == expected


def test_the_attack_is_of_the_kind_told_before(read: Reader) -> None:
    claim = last(read, "Soldiers shelled Tel Amar. The attack killed four nurses.")
    assert (claim.type, claim.subtype) == ("Explosions/Remote violence", "Shelling/artillery/missile attack")
