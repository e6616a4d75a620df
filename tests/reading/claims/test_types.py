"""The closed list of types, the page that explains it, and the lexicons that use it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rashomon.reading.claims.measures import alone
from rashomon.reading.claims.types import TYPES
from rashomon.reading.lexicon import load
from rashomon.record.claim import Measure
from tests.reading.claims.conftest import Reader

PAGE = Path(__file__).parents[3] / "docs" / "claim-types.md"
ROW = re.compile(r"^\| (?!type|---)([^|]+?) \| ([^|]*?) ?\| ([^|]+?) \|$", re.MULTILINE)
ROWS = [(type_, subtype.strip() or None, example) for type_, subtype, example in ROW.findall(PAGE.read_text("utf-8"))]
READ = [row for row in ROWS if not row[2].startswith("not given")]

PLOVER = {
    "AGREE": "",
    "SUPPORT": "",
    "AID": "",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
    "heavy-weapons crowd-control unconventional",
}


def test_the_page_lists_every_type_and_no_other() -> None:
    documented = {(type_, subtype) for type_, subtype, _ in ROWS}
    assert documented == {(type_, subtype) for type_, subtypes in TYPES.items() for subtype in subtypes or (None,)}


@pytest.mark.parametrize(("type_", "subtype", "example"), READ, ids=[f"{row[0]}-{row[1]}" for row in READ])
def test_each_example_gives_its_type(read: Reader, type_: str, subtype: str | None, example: str) -> None:
    assert (type_, subtype) in [(claim.type, claim.subtype) for claim in read(example).claims]


@pytest.mark.parametrize("subject", ["events", "control", "agreements", "conditions"])
def test_lexicons_use_listed_types_and_plover_modes(subject: str) -> None:
    data = load(subject)
    for entry in [*data["frame"], *data.get("instrument", ())]:
        assert entry["type"] in TYPES
        assert entry.get("subtype") is None or entry["subtype"] in TYPES[entry["type"]]
        if "plover" in entry:
            kind, _, mode = entry["plover"].partition("/")
            assert kind in PLOVER
            assert mode == "" or mode in PLOVER[kind].split()


def test_kinds_of_agreement_are_listed() -> None:
    assert set(load("agreements")["kinds"]) <= set(TYPES["Agreement"])


def test_lone_figures_have_listed_types() -> None:
    named = {alone(measure, word) for measure in Measure for word in ("affect", "damage", "x")} - {None}
    assert named
    assert all(one is None or one[1] in TYPES[one[0]] for one in named)
