"""What kind of voice a noun names."""

from __future__ import annotations

import pytest

from rashomon.reading.kinds import nouns
from rashomon.record.attribution import SourceKind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("residents", SourceKind.RESIDENT),
        ("gunmen", SourceKind.ARMED_GROUP),
        ("state television", SourceKind.STATE_MEDIA),
        ("private television", SourceKind.MEDIA),
        ("online accounts", SourceKind.SOCIAL_MEDIA),
        ("accounts", SourceKind.UNNAMED),
        ("rumours", SourceKind.RUMOUR),
        ("rebel forces", SourceKind.ARMED_GROUP),
        ("government forces", SourceKind.MILITARY),
        ("police officers", SourceKind.GOVERNMENT),
        ("army spokesman", SourceKind.MILITARY),
        ("attorney general", SourceKind.OFFICIAL),
        ("armed men", SourceKind.ARMED_GROUP),
        ("men", SourceKind.PERSON),
        ("monitoring group", SourceKind.MONITOR),
        ("group", None),
    ],
)
def test_kind_of_a_phrase(words: str, kind: SourceKind | None) -> None:
    *before, noun = words.split()
    head = nouns().head(noun)
    assert head is not None
    assert nouns().kind(head, before) is kind


def test_a_named_actor_before_the_noun_gives_its_kind() -> None:
    assert nouns().kind("official", ["un"], SourceKind.UN) is SourceKind.UN
    assert nouns().kind("official", ["us"], SourceKind.GOVERNMENT) is SourceKind.OFFICIAL
    assert nouns().kind("fighter", ["x"], SourceKind.ARMED_GROUP) is SourceKind.ARMED_GROUP
    assert nouns().kind("resident", ["x"], SourceKind.ARMED_GROUP) is SourceKind.RESIDENT


def test_other_nouns_are_not_known() -> None:
    assert nouns().head("bridge") is None
