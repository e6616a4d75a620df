from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from training.trials.case import FILE, NOTES, TERRITORY, TOLD, Note, figures, own_notes, snippets, told
from training.trials.reader import readings

NOTE = '[[note]]\nlabel = "{}"\ntext = "The column left Varnok before dawn."\n'


def test_snippets_and_notes_are_read(tmp_path: Path) -> None:
    with gzip.open(tmp_path / FILE, "wt", encoding="utf-8") as lines:
        lines.write(json.dumps({"id": "1", "text": "Envoys signed a truce in Lusk.", "label": "AGREEMENT"}) + "\n")
    (tmp_path / "a.toml").write_text(NOTE.format("ATTACK"), "utf-8")
    (tmp_path / "b.toml").write_text("# nothing yet\n", "utf-8")
    assert list(snippets(tmp_path)) == [Note("Envoys signed a truce in Lusk.", "AGREEMENT")]
    assert list(own_notes(tmp_path, ["ATTACK"])) == [Note("The column left Varnok before dawn.", "ATTACK")]


def test_a_note_of_no_known_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(NOTE.format("ATACK"), "utf-8")
    with pytest.raises(ValueError, match="ATACK"):
        list(own_notes(tmp_path, ["ATTACK"]))


def test_our_own_notes_have_a_text_each() -> None:
    for path in sorted((Path(__file__).parents[3] / NOTES).glob("*.toml")):
        assert "text" in path.read_text("utf-8")


def test_figures() -> None:
    gold = ["AGREEMENT", "AGREEMENT", "ATTACK", "GRENADE"]
    found = ["AGREEMENT", "ATTACK", "ATTACK", "ARREST"]
    result = figures(gold, found)
    assert result.kinds == pytest.approx({"AGREEMENT": 2 / 3, "ATTACK": 2 / 3, "GRENADE": 0})
    assert result.weighted == pytest.approx((2 / 3 * 2 + 2 / 3) / 4)
    assert result.macro == pytest.approx(4 / 9)
    assert result.territory == pytest.approx(2 / 3 / 4)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Government troops recaptured the town of Douma from the rebels on Monday.", TERRITORY[0]),
        ("Rebel fighters captured the town of Douma on Monday.", TERRITORY[1]),
        ("The army withdrew from the town of Douma on Monday.", TERRITORY[2]),
        ("The two sides signed a ceasefire in Douma on Monday.", TERRITORY[3]),
    ],
)
def test_claims_speak_for_a_kind(text: str, kind: str) -> None:
    added = told(next(readings([text])).claims)
    assert max(added, key=added.__getitem__) == kind
    assert added[kind] == TOLD[kind]


def test_claims_of_other_things_speak_for_none() -> None:
    assert told(next(readings(["Police arrested four men in Douma on Monday."])).claims) == {}
