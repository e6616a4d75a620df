"""The user's own places: they come in whole, once, and nothing that a file can be takes away what is there."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.errors import DataMissing, UnreadablePlaces, UsageError
from rashomon.gazetteer import added, handed
from rashomon.gazetteer.added import Arrived, add_files, added_files, version_of_added
from rashomon.gazetteer.builtin import PLACES
from tests.gazetteer.made import HEAD, QARNAW, TUHAYTA, YEMEN, code_table, country_file, geonames


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "data" / "places.sqlite"


def refuse(error: UnreadablePlaces) -> None:
    raise error


def add(own: Path, *paths: str) -> list[Arrived]:
    return add_files(own, PLACES, paths, refuse)


def test_a_country_file_comes_in_and_what_stays_out_is_counted(own: Path, tmp_path: Path) -> None:
    (made,) = add(own, country_file(tmp_path))
    assert (made.kind, made.places, made.new) == ("GeoNames", 6, True)
    assert dict(made.left_out) == {
        "towns, villages and units are all that is read": 1,
        "no name that can be printed": 1,
    }
    assert added_files(own) == (Arrived("YE.txt", "GeoNames", 6, made.names),)


@pytest.mark.parametrize("name", ["YE.txt", "YE.zip"])
def test_a_file_added_twice_packed_or_not_changes_nothing(own: Path, tmp_path: Path, name: str) -> None:
    add(own, country_file(tmp_path), code_table(tmp_path, TUHAYTA))
    before = own.read_bytes()
    again = add(own, country_file(tmp_path, name=name), code_table(tmp_path, TUHAYTA))
    assert [one.new for one in again] == [False, False]
    assert own.read_bytes() == before


def test_nothing_is_left_beside_the_file_but_its_lock(own: Path, tmp_path: Path) -> None:
    add(own, country_file(tmp_path))
    assert {path.name for path in own.parent.iterdir()} == {own.name, f"{own.name}.lock"}


def test_the_version_follows_from_what_was_added(own: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    assert version_of_added(own) is None
    add(own, country_file(tmp_path))
    add(other, country_file(tmp_path, name="YE.zip"))
    first = version_of_added(own)
    assert first == version_of_added(other)
    add(own, code_table(tmp_path, TUHAYTA))
    assert version_of_added(own) != first


def test_country_files_go_before_tables_of_codes(own: Path, tmp_path: Path) -> None:
    made = add(own, code_table(tmp_path, TUHAYTA), country_file(tmp_path))
    assert [one.kind for one in made] == ["GeoNames", "P-codes"]


def hostile(folder: Path) -> list[tuple[Path, str]]:
    """Write files that are no files of places; return each with the words of its error."""
    good, other = YEMEN[2], YEMEN[3]
    cells = good.split("\t")
    north, nowhere = [*cells[:4], "90.5", *cells[5:]], [*cells[:5], "nan", *cells[6:]]
    texts = {
        "empty.txt": ("", "is empty"),
        "columns.txt": (f"{good}\n1\t2\t3\t4\t5\t6\n", "line 2: has 6 columns"),
        "names.txt": ("1\t69543\ten\tYemen\t\t\t\t\t\t\n", "line 1: has 10 columns"),
        "north.txt": (f"{other}\n" + "\t".join(north), "line 2: has no latitude"),
        "nowhere.txt": ("\t".join(nowhere), "line 1: has no longitude"),
        "cut.txt": (f"{other}\n{good}"[:-7], "line 2: is cut off"),
        "nul.txt": (f"{good}\nA\0{other}\n", "line 2: holds NUL bytes"),
        "endless.txt": (f"{good}\n" + "x" * (3 << 20), "line 2: has more than"),
        "prose.txt": ("Dear reader,\nthis is a letter.\n", "line 1: is neither"),
        "cells.csv": (f"{HEAD}\n{TUHAYTA},more\n", "line 2: has 9 cells where the header has 8"),
        "quote.csv": (f'{HEAD}\n"{TUHAYTA}\n', "line 2: is no line of CSV"),
        "no-rows.csv": (f"{HEAD}\n", "has a header and no rows"),
        "south.csv": (f"{HEAD},lat,lon\n{TUHAYTA},-91,43\n", "line 2: has no latitude"),
    }
    found = []
    for name, (text, words) in texts.items():
        (folder / name).write_text(text, "utf-8")
        found.append((folder / name, words))
    data = {
        "latin.txt": (good.encode() + b"\n" + "Saná".encode("latin-1"), "line 2: is not UTF-8"),
        "wide.txt": (good.encode("utf-16"), "it is not UTF-8"),
        "cut.zip": (Path(country_file(folder, name="YE.zip")).read_bytes()[:-40], "is a damaged zip file"),
    }
    for name, (content, words) in data.items():
        (folder / name).write_bytes(content)
        found.append((folder / name, words))
    members = {
        "bomb.zip": ({"YE.txt": "0" * (20 << 20)}, "a decompression bomb"),
        "two.zip": ({"YE.txt": good, "SY.txt": good}, "holds 2 tables"),
        "none.zip": ({"readme.txt": "nothing"}, "holds 0 tables"),
        "nothing.zip": ({"YE.txt": ""}, "is empty"),
        "sheet.xlsx": ({"xl/workbook.xml": "<x/>"}, "is a spreadsheet"),
    }
    for name, (packed, words) in members.items():
        with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
            for member, text in packed.items():
                archive.writestr(member, text)
        found.append((folder / name, words))
    return [*found, (folder / "not-there.txt", "there is no such file"), (folder, "is a folder")]


def test_every_hostile_file_is_named_with_what_to_do_and_the_others_are_added(own: Path, tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    bad = hostile(folder)
    add(own, code_table(tmp_path, TUHAYTA))
    errors: dict[str, UnreadablePlaces] = {}
    good = country_file(tmp_path)
    made = add_files(
        own, PLACES, [*(str(path) for path, _ in bad), good], lambda error: errors.update({error.path: error})
    )
    assert [one.path for one in made] == [good]
    for path, words in bad:
        assert f"{path}: " in errors[str(path)].what
        assert words in errors[str(path)].what
        assert errors[str(path)].hint
    assert [one.kind for one in added_files(own)] == ["P-codes", "GeoNames"]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), kind=st.sampled_from(["YE.txt", "YE.zip", "codes.csv"]))
def test_a_file_with_any_damage_is_added_or_named(own: Path, tmp_path: Path, data: st.DataObject, kind: str) -> None:
    made = code_table(tmp_path, TUHAYTA, QARNAW) if kind == "codes.csv" else country_file(tmp_path, name=kind)
    content = bytearray(Path(made).read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    (tmp_path / "damaged").write_bytes(content)
    errors: list[UnreadablePlaces] = []
    came = add_files(own, PLACES, [str(tmp_path / "damaged")], errors.append)
    assert len(came) + len(errors) == 1
    assert all(error.hint and "damaged: " in error.what for error in errors)


def test_a_file_that_goes_on_for_ever_is_refused(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    errors: list[UnreadablePlaces] = []
    packed, plain = country_file(tmp_path, name="YE.zip"), country_file(tmp_path)
    monkeypatch.setattr(handed, "MOST_BYTES", 500)
    assert add_files(own, PLACES, [packed, plain], errors.append) == []
    assert [error.path for error in errors] == [packed, plain]


def test_when_no_file_is_good_nothing_is_made(own: Path, tmp_path: Path) -> None:
    assert add_files(own, PLACES, [str(tmp_path / "none.txt")], lambda _: None) == []
    assert not own.exists()


def test_a_stop_in_the_middle_leaves_what_was_there(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(own, code_table(tmp_path, TUHAYTA))
    before = own.read_bytes()

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(added, "_settled", stopped)
    with pytest.raises(KeyboardInterrupt):
        add(own, country_file(tmp_path))
    assert own.read_bytes() == before
    assert not list(own.parent.glob("*.part"))


def test_two_cannot_add_at_once(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own.parent.mkdir()
    monkeypatch.setattr(added, "WAIT_SECONDS", 0.05)
    other = sqlite3.connect(own.with_name(f"{own.name}.lock"), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(UsageError, match="somebody else is adding"):
        add(own, country_file(tmp_path))
    other.close()
    assert add(own, country_file(tmp_path))


def _garbage(path: Path) -> None:
    path.write_bytes(b"not a database" * 100)


def _of_another_version(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE meta (version TEXT)")
    connection.execute("INSERT INTO meta VALUES ('1-aaaa')")
    connection.commit()
    connection.close()


@pytest.mark.parametrize("spoil", [_garbage, _of_another_version])
def test_a_file_that_is_something_else_is_not_touched(own: Path, tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    own.parent.mkdir()
    spoil(own)
    before = own.read_bytes()
    with pytest.raises(DataMissing) as caught:
        add(own, country_file(tmp_path))
    assert "add your files again" in caught.value.hint
    assert own.read_bytes() == before


def test_a_place_where_nothing_can_be_written_is_an_error_that_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UsageError, match="cannot be written"):
        add(tmp_path / "file" / "places.sqlite", country_file(tmp_path))


def test_a_newer_country_file_has_the_last_word_and_old_names_stay(own: Path, tmp_path: Path) -> None:
    add(own, country_file(tmp_path))
    add(own, country_file(tmp_path, geonames(9000002, "New Zorvana", population=4000), name="YE-new.txt"))
    connection = sqlite3.connect(own)
    assert connection.execute("SELECT name, population FROM place WHERE number = 9000002").fetchall() == [
        ("New Zorvana", 4000)
    ]
    keys = {row[0] for row in connection.execute("SELECT key FROM name WHERE place = 9000002")}
    connection.close()
    assert {"zorvana", "newzorvana", "زرفانا"} <= keys


def test_a_table_of_unknown_units_stands_at_their_parent(own: Path, tmp_path: Path) -> None:
    add(own, code_table(tmp_path, QARNAW))
    connection = sqlite3.connect(own)
    rows = connection.execute("SELECT code, level, stands_at FROM pcode ORDER BY code").fetchall()
    connection.close()
    assert rows == [("YE", 0, None), ("YE18", 1, None), ("YE1899", 2, "admin1:YE.08")]
