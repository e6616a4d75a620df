"""The API: what it says of itself is what it does, and nothing that is asked makes it fail."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from starlette.testclient import TestClient

from rashomon.casebook import Casebook
from rashomon.record.printed import printed_incident
from rashomon.settings import Settings
from rashomon.web import application
from tests.web.conftest import Open, proof

ANSWERS = {200, 201, 307, 400, 401, 403, 404, 405, 413, 415, 421, 422}
OPERATIONS = sorted(
    (method.upper(), path) for path, methods in application(Settings()).openapi()["paths"].items() for method in methods
)


def test_it_describes_what_there_is(bench: TestClient) -> None:
    paths = bench.get("/api/openapi.json").json()["paths"]
    assert {"/api/incidents", "/api/reports/{id_}", "/api/judgements", "/api/search"} <= paths.keys()
    assert all(path.startswith("/api/") for path in paths)


@pytest.mark.parametrize(("method", "path"), OPERATIONS, ids=str)
def test_no_question_makes_it_fail(served: str, method: str, path: str) -> None:
    first = requests.get(served, timeout=10)
    token = re.search(r'name="csrf" content="([0-9a-f]{64})"', first.text)
    assert token
    proved = {"x-csrf": token[1], "cookie": f"rashomon={first.cookies['rashomon']}"}
    described = schemathesis.openapi.from_dict(requests.get(f"{served}/api/openapi.json", timeout=10).json())

    @settings(max_examples=20, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(case=described[path][method].as_strategy())
    def ask(case: Any) -> None:
        answer = case.call(base_url=served, headers=proved, timeout=30)
        assert answer.status_code in ANSWERS, (answer.status_code, answer.text)

    ask()


def test_incidents_are_printed_as_the_record_is(filled: Path, bench: TestClient) -> None:
    with Casebook(Settings(casebook=str(filled))) as book:
        known = {one.id: printed_incident(one) for one in book.incidents()}
    found = bench.get("/api/incidents", params={"limit": 200}).json()
    assert found["total"] == len(known)
    assert found["contested"] == sum(one["contested"] for one in known.values())
    assert {one["id"]: one for one in found["incidents"]} == known
    first = found["incidents"][0]
    assert bench.get(f"/api/incidents/{first['id']}").json() == first


def test_a_selection_narrows(bench: TestClient) -> None:
    whole = bench.get("/api/incidents").json()["total"]
    contested = bench.get("/api/incidents", params={"contested": "1"}).json()
    assert 0 < contested["total"] < whole
    assert all(one["contested"] for one in contested["incidents"])
    source = bench.get("/api/values/source").json()[0]
    told = bench.get("/api/incidents", params={"source": source["value"], "limit": 200}).json()
    assert told["total"] == source["incidents"]
    assert all(source["value"] in {one["source"] for one in incident["accounts"]} for incident in told["incidents"])


def test_a_judgement_is_kept_and_can_be_undone(copy: Path, opening: Open) -> None:
    bench = opening(copy)
    proved = {"x-csrf": proof(bench, "/")}
    report = bench.get("/api/incidents").json()["incidents"][0]["accounts"][0]
    wrong = {
        "act": "correct",
        "subject": report["claim"],
        "reason": "read again",
        "field": "status",
        "value": "rumoured",
    }
    made = bench.post("/api/judgements", json=wrong, headers=proved).json()
    assert bench.get(f"/api/claims/{report['claim']}").json()["corrections"][0]["value"] == "rumoured"
    undo = {"act": "undo", "subject": made["id"], "reason": "it was right"}
    assert bench.post("/api/judgements", json=undo, headers=proved).status_code == 201
    assert bench.get(f"/api/claims/{report['claim']}").json()["corrections"] == []
    history = bench.get(f"/api/history/{report['claim']}").json()
    assert [one["undone_by"] is not None for one in history if one["act"] == "correct"] == [True]


@pytest.mark.parametrize(
    "path", ["counts", "sources", "control", "conditions", "agreements", "figures", "values/place"]
)
def test_every_list_answers(bench: TestClient, path: str) -> None:
    assert bench.get(f"/api/{path}").json()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("incidents?grade=9", 400),
        ("incidents?limit=100000", 422),
        ("incidents/incident_0", 404),
        ("control?at=soon", 400),
        ("figures?rule=none", 400),
        ("search?words=", 422),
        ("search?words=!!", 400),
        ("nothing", 404),
    ],
)
def test_what_makes_no_sense_is_said(bench: TestClient, path: str, status: int) -> None:
    answer = bench.get(f"/api/{path}")
    assert answer.status_code == status
    assert answer.json()["what"]
