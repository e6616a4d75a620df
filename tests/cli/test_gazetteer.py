"""The commands of the gazetteer as a person types them, and what a reading makes of the places that were added."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rashomon.casebook import Casebook
from rashomon.cli.commands import program
from rashomon.errors import RashomonError
from rashomon.record.text import Report
from rashomon.settings import Settings
from tests.gazetteer.made import QARNAW, TUHAYTA, code_table, country_file

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        path = tmp_path_factory.mktemp("own") / "places.sqlite"
        patch.setenv("RASHOMON_GAZETTEER", str(path))
        yield path


@pytest.fixture(scope="module")
def run(own: Path) -> Run:
    def typed(*words: str) -> Result:
        return CliRunner().invoke(program, list(words))

    typed.__doc__ = str(own)
    return typed


@pytest.fixture(scope="module")
def filled(run: Run, own: Path) -> Result:
    result = run("gazetteer", "add", country_file(own.parent), code_table(own.parent, TUHAYTA, QARNAW))
    assert result.exit_code == 0, result.output
    return result


def test_add_says_what_came_in_and_what_was_left_out(filled: Result, own: Path) -> None:
    said = " ".join(filled.stdout.split())
    assert "YE.txt (GeoNames): 6 places with" in said
    assert "1 row left out: no name that can be printed" in said
    assert "codes.csv (P-codes): 4 places with" in said
    assert filled.stderr == f"2 added, 0 already there, 0 could not be added: {own}\n"


def test_add_again_says_that_nothing_changed(run: Run, filled: Result, own: Path) -> None:
    before = own.read_bytes()
    result = run("gazetteer", "add", country_file(own.parent))
    assert "already there, nothing changed" in " ".join(result.stdout.split())
    assert own.read_bytes() == before


def test_what_cannot_be_added_is_two_lines_and_exit_code_one(run: Run, filled: Result, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text("1\t2\t3\t4\t5\n")
    result = run("gazetteer", "add", str(bad))
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0].startswith(f"rashomon: {bad}: line 1: has 5 columns")
    assert len(result.stderr.splitlines()) == 3


def test_list_names_the_files(run: Run, filled: Result) -> None:
    rows = [json.loads(row) for row in run("gazetteer", "list", "--json").stdout.splitlines()]
    assert [(row["path"], row["kind"]) for row in rows] == [("YE.txt", "GeoNames"), ("codes.csv", "P-codes")]
    assert "codes.csv" in run("gazetteer", "list").stdout


@pytest.mark.parametrize("name", ["Zorvana", "Qarnaw", "Sanaa", "YE18", "Yemen", "San Antonio", "Nile"])
def test_find_never_shows_a_point_without_how_far_it_reaches(run: Run, filled: Result, name: str) -> None:
    result = run("gazetteer", "find", *name.split())
    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines())) <= 80
    points = [line for line in result.stdout.splitlines() if " km of " in line]
    rows = [json.loads(row) for row in run("gazetteer", "find", "--json", name).stdout.splitlines()]
    assert len(points) == len(rows) > 0
    assert all(row["place"]["radius_km"] > 0 for row in rows)


def test_find_says_that_a_place_stands_at_its_parent(run: Run, filled: Result) -> None:
    said = " ".join(run("gazetteer", "find", "Qarnaw").stdout.split())
    assert "second-level unit" in said
    assert "P-code YE1899" in said
    assert "the middle of al Hudaydah: its own is not known" in said
    assert "from codes.csv" in said


def test_find_says_when_there_is_nothing(run: Run, filled: Result) -> None:
    result = run("gazetteer", "find", "Qwzxyville")
    assert (result.exit_code, result.stdout) == (0, "nothing found\n")


def test_a_reading_knows_added_places_and_its_run_says_so(run: Run, filled: Result, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Houthi fighters shelled the village of Zorvana in Hodeidah on 3 May 2018, residents said.\n")
    record = json.loads(run("read", "--json", str(report)).stdout)
    assert "geonames:9000002" in {place["place"]["id"] for place in record["places"] if place["place"]}
    bare = next(Casebook(Settings()).read([str(report)], refuse))
    assert dict(bare.run.options)["gazetteer"] != record["run"]["options"]["gazetteer"]
    assert all(place.place is None or place.place.id != "geonames:9000002" for place in bare.places)


def refuse(error: RashomonError) -> None:
    raise error


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_several_processes_know_them_too(filled: Result, own: Path, start: str) -> None:
    reports = [Report(f"report_{n}", "Shells fell on the town of Zorvana in Yemen.", f"{n:064}") for n in range(9)]
    alone = Casebook(Settings(gazetteer=str(own)))
    shared = Casebook(Settings(gazetteer=str(own), processes=2))
    done = threading.Event()
    thread = threading.Thread(target=done.wait)  # beside a thread, processes are spawned
    if start == "spawn":
        thread.start()
    try:
        found = list(shared.record(reports, refuse))
    finally:
        done.set()
        if start == "spawn":
            thread.join()
    one = next(alone.record(reports[:1], refuse))
    assert next(place.place.id for place in one.places if place.place) == "geonames:9000002"
    assert [reading.places for reading in found] == [one.places] * len(reports)
    assert {reading.run.options for reading in found} == {one.run.options}


@pytest.mark.parametrize(
    ("environment", "path"),
    [
        ({"RASHOMON_GAZETTEER": "/data/mine.sqlite"}, "/data/mine.sqlite"),
        ({"HOME": "/home/ada", "XDG_DATA_HOME": "/home/ada/data"}, "/home/ada/data/rashomon/places.sqlite"),
        ({"HOME": "/home/ada", "XDG_DATA_HOME": "data"}, "/home/ada/.local/share/rashomon/places.sqlite"),
        ({"HOME": "/home/ada"}, "/home/ada/.local/share/rashomon/places.sqlite"),
    ],
)
def test_where_added_places_are_kept(environment: dict[str, str], path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert Settings.from_environment(environment).gazetteer == path


def test_a_script_knows_built_in_places_unless_it_says_otherwise() -> None:
    assert Settings().gazetteer is None
    with pytest.raises(RashomonError) as caught:
        Casebook(Settings()).add_places(["YE.txt"], refuse)
    assert "Settings(gazetteer=FILE)" in caught.value.hint
