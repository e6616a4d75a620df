"""What leaves the casebook can be read again, opened safely and put on a map without looking surer than it is."""

from __future__ import annotations

import csv
import io
import json
import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.exports.geojson import GeoJson, circle
from rashomon.exports.jsonl import JsonLines
from rashomon.exports.table import COLUMNS, Csv, defused
from rashomon.linking.incidents import link
from rashomon.record.printed import reread
from rashomon.record.values import Place, Precision
from tests.exports.made import accounts, readings
from tests.linking.made import where


def table() -> list[dict[str, str]]:
    made, out = accounts(), io.StringIO()
    Csv().write(readings(made), link(made, {})[1], out)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def collection(made: list[Any] | None = None) -> dict[str, Any]:
    out = io.StringIO()
    GeoJson().write([], link(accounts() if made is None else made, {})[1], out)
    loaded: dict[str, Any] = json.loads(out.getvalue())
    return loaded


def test_json_lines_come_back_as_the_same_readings() -> None:
    given, out = readings(accounts()), io.StringIO()
    JsonLines().write(given, (), out)
    assert [reread(json.loads(line)) for line in out.getvalue().splitlines()] == given


def test_the_table_has_a_row_a_claim_with_words_and_their_place() -> None:
    rows = table()
    assert len(rows) == len(accounts())
    assert set(rows[0]) == set(COLUMNS)
    texts = {reading.report.id: reading.report.text for reading in readings(accounts())}
    for row in rows:
        assert texts[row["report"]][int(row["start"]) : int(row["end"])] == row["quote"]
    denied = next(row for row in rows if row["status"] == "denied")
    assert (denied["source"], denied["stance"], denied["contested"]) == ("State Agency", "denies", "yes")
    assert next(row for row in rows if row["agents"] == "" and "killing" in row["quote"])["figures"] == (
        "killed 12..12 people (exact)"
    )
    assert next(row for row in rows if "over two months" in row["quote"])["lat"] == ""


@pytest.mark.parametrize("torn", ["Idlib \r0", "Idlib\r\nSyria", 'Idlib, "the town"'])
def test_a_row_stays_one_row_whatever_breaks_its_lines(torn: str) -> None:
    given = readings(accounts())
    report = replace(given[0].report, title=torn)
    out = io.StringIO(newline="")
    Csv().write([replace(given[0], report=report), *given[1:]], (), out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
    assert len(rows) == len(accounts())
    assert torn in {row["title"] for row in rows}


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-cmd", "@SUM(A1)", "\t=1", "  =1", "＝1", "\r=1"])
def test_a_cell_that_a_spreadsheet_would_run_is_defused(cell: str) -> None:
    assert defused(cell) == "'" + cell


def test_numbers_and_plain_words_stay_as_they_are() -> None:
    assert [defused(cell) for cell in (-3.5, None, "a = b", "", 7)] == [-3.5, None, "a = b", "", 7]


def test_only_an_exact_place_is_a_point_and_every_feature_says_how_exact_it_is() -> None:
    features = {feature["properties"]["summary"]: feature for feature in collection()["features"]}
    assert all({"precision", "radius_km"} <= set(feature["properties"]) for feature in features.values())
    assert features["Withdrawal of fighters in Telmara, 20 May 2018"]["geometry"] == {
        "type": "Point",
        "coordinates": [38.0, 35.0],
    }
    near = features["Shelling near Ossun, 18 May 2018"]
    assert (near["geometry"]["type"], near["properties"]["radius_km"]) == ("Polygon", 13.0)
    assert features["Orvand held by rebels"]["properties"]["precision"] == Precision.REGION.value
    assert len(features) == 4


@given(
    st.lists(
        st.tuples(
            st.floats(-90, 90),
            st.floats(-180, 180),
            st.floats(0.1, 2000),
            st.sampled_from([precision for precision in Precision if precision is not Precision.UNKNOWN]),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_no_place_looks_more_exact_than_it_is_wherever_it_lies(given_places: list[Any]) -> None:
    made = []
    for number, (lat, lon, radius, precision) in enumerate(given_places):
        place = Place(f"pcode:{number}", f"Place {number}", lat, lon, "XX", None, "A.ADM2", radius)
        claim = replace(accounts()[0].claim, id=f"claim_{number}", place=where(place, precision))
        made.append(replace(accounts()[0], claim=claim))
    for feature in collection(made)["features"]:
        known = feature["properties"]
        lat, lon, radius, precision = given_places[int(known["place_id"].removeprefix("pcode:"))]
        assert known["radius_km"] >= radius
        assert (feature["geometry"]["type"] == "Point") == (known["precision"] == Precision.EXACT)


def test_an_incident_without_a_known_place_is_not_on_the_map() -> None:
    assert collection([replace(accounts()[0], claim=replace(accounts()[0].claim, place=None))])["features"] == []


@pytest.mark.parametrize(("lat", "lon", "radius"), [(35.0, 38.0, 25.0), (-17.0, 179.9, 60.0), (66.0, -179.95, 30.0)])
def test_a_circle_is_closed_goes_counter_clockwise_and_stays_on_the_map(lat: float, lon: float, radius: float) -> None:
    shape = circle(lat, lon, radius)
    polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    assert len(polygons) == (1 if abs(lon) < 179 else 2)
    for ((*ring, last),) in polygons:
        assert last == ring[0]
        assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring)
        area = sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in zip(ring, ring[1:] + ring[:1], strict=True))
        assert area > 0
        for x, y in ring:
            if abs(abs(x) - 180) > 1e-9:
                east = ((x - lon + 180) % 360 - 180) * math.cos(math.radians(lat))
                assert math.hypot(east, y - lat) * 111.195 == pytest.approx(radius, rel=0.01)
