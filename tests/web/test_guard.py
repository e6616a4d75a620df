"""The guard: every attack on the list fails, and those who may get in do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from rashomon.casebook import Casebook
from rashomon.errors import UsageError
from rashomon.record.person import Person, Role
from rashomon.settings import Settings
from rashomon.web.guard import door
from rashomon.web.guard.passwords import hashed, is_right
from rashomon.web.guard.sessions import IDLE_SECONDS, MOST_BY_ADDRESS, MOST_BY_NAME, WINDOW_SECONDS, Sessions
from tests.web.conftest import PASSWORD, Open, proof, sign_in

ADA = Person("Ada", Role.ADMIN)
PAGES = ("/", "/matrix", "/control", "/figures", "/review", "/sources", "/search?words=onerror", "/add")


@pytest.mark.parametrize("path", [*PAGES, "/static/app.css", "/nothing", "/?since=never"])
def test_every_answer_keeps_a_browser_from_doing_more_than_show_it(bench: TestClient, path: str) -> None:
    headers = bench.get(path).headers
    policy = dict(one.strip().split(" ", 1) for one in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_a_script_or_a_style_inside(bench: TestClient, path: str) -> None:
    text = bench.get(path).text
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"<[^>]*\s(?:on[a-z]+|style)=", text)
    assert "<style" not in text


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8710", "10.0.0.1", ""]
)
def test_a_foreign_name_is_refused(bench: TestClient, host: str) -> None:
    assert bench.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8710", "localhost:1", "LOCALHOST", "[::1]:8710"])
def test_this_machine_is_asked_by_its_own_names(bench: TestClient, host: str) -> None:
    assert bench.get("/", headers={"host": host}).status_code == 200


def test_a_name_that_was_given_is_one_of_ours(filled: Path, opening: Open) -> None:
    bench = opening(filled, hosts=("desk.example",))
    assert bench.get("/", headers={"host": "desk.example:80"}).status_code == 200


def test_markup_in_a_report_stays_text_on_every_page(bench: TestClient) -> None:
    reports = re.findall(r"/reports/report_[0-9a-f]+", bench.get("/search?words=onerror").text)
    lists = "".join(bench.get(f"/?page={number}").text for number in range(1, 8))
    incidents = set(re.findall(r"/incidents/incident_[0-9a-f]+", lists))
    assert reports
    texts = [bench.get(path).text for path in (*PAGES, *sorted(incidents), *reports)]
    assert any("&lt;img src=x onerror=alert(1)&gt;" in text for text in texts)
    assert not any("<img src=x" in text or '<script>alert("title")' in text for text in texts)


def test_the_filter_in_the_address_is_text_too(bench: TestClient) -> None:
    text = bench.get("/", params={"place": '"><script>alert(1)</script>'}).text
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_a_change_needs_the_proof_of_its_own_session(copy: Path, opening: Open) -> None:
    one, other = opening(copy), opening(copy)
    fields = {"address": "https://127.0.0.1/"}
    assert one.post("/add", data=fields).status_code == 403
    assert one.post("/add", data={**fields, "csrf": "0" * 64}).status_code == 403
    assert one.post("/add", data={**fields, "csrf": proof(other)}).status_code == 403
    assert one.post("/api/judgements", json={}).status_code == 403
    elsewhere = {"origin": "https://evil.example"}
    assert one.post("/add", data={**fields, "csrf": proof(one)}, headers=elsewhere).status_code == 403
    assert one.post("/add", data={**fields, "csrf": proof(one)}).status_code == 400


def test_nobody_looks_without_signing_in_where_accounts_are_demanded(copy: Path, opening: Open) -> None:
    bench = opening(copy, ("Ada", Role.VIEWER))
    for path in (*PAGES, "/incidents/incident_1", "/reports/report_1", "/spots.json"):
        answer = bench.get(path)
        assert (answer.status_code, answer.headers["location"][:8]) == (303, "/sign-in")
    assert bench.get("/api/incidents").status_code == 401
    assert sign_in(bench, "Ada") == 303
    assert bench.get("/").status_code == 200


def test_signing_in_makes_a_new_session_and_signing_out_ends_it(copy: Path, opening: Open) -> None:
    bench = opening(copy, ("Ada", Role.VIEWER))
    bench.get("/sign-in")
    before = bench.cookies["rashomon"]
    assert sign_in(bench, "Ada") == 303
    after = bench.cookies["rashomon"]
    assert after != before
    bench.post("/sign-out", data={"csrf": proof(bench, "/")})
    bench.cookies.set("rashomon", after, domain="127.0.0.1", path="/")
    assert bench.get("/").status_code == 303


def test_a_session_that_somebody_else_chose_is_never_signed_in(copy: Path, opening: Open) -> None:
    bench, fixed = opening(copy, ("Ada", Role.VIEWER)), "A" * 43
    bench.cookies.set("rashomon", fixed, domain="127.0.0.1", path="/")
    assert sign_in(bench, "Ada") == 303
    bench.cookies.clear()
    bench.cookies.set("rashomon", fixed, domain="127.0.0.1", path="/")
    assert bench.get("/").status_code == 303


def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(bench: TestClient) -> None:
    cookie = bench.get("/").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_guessing_a_password_is_soon_over(copy: Path, opening: Open) -> None:
    bench = opening(copy, ("Ada", Role.VIEWER))
    for _ in range(MOST_BY_NAME):
        assert sign_in(bench, "Ada", "wrong wrong wrong") == 401
    fields = {"name": "Ada", "password": PASSWORD, "csrf": proof(bench, "/sign-in")}
    answer = bench.post("/sign-in", data=fields)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= WINDOW_SECONDS + 1


def test_wrong_passwords_age_and_count_by_address_too() -> None:
    now = 0.0
    sessions = Sessions(lambda _: None, lambda: now)
    for number in range(MOST_BY_ADDRESS):
        assert sessions.wait(f"name {number}", "1.2.3.4") == 0
        sessions.wrong(f"name {number}", "1.2.3.4")
    assert sessions.wait("anybody", "1.2.3.4") > 0
    assert sessions.wait("anybody", "1.2.3.5") == 0
    now = WINDOW_SECONDS + 1.0
    assert sessions.wait("anybody", "1.2.3.4") == 0


def test_a_session_ends_by_itself() -> None:
    now = 0.0
    sessions = Sessions(lambda _: ADA, lambda: now)
    session = sessions.begin("Ada", "")
    assert sessions.person(session) == ADA
    now = IDLE_SECONDS + 1.0
    assert sessions.person(session) is None


@pytest.mark.parametrize("then", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_signing_in_leads_nowhere_else(copy: Path, opening: Open, then: str) -> None:
    bench = opening(copy, ("Ada", Role.VIEWER))
    fields = {"name": "Ada", "password": PASSWORD, "csrf": proof(bench, "/sign-in"), "then": then}
    assert bench.post("/sign-in", data=fields).headers["location"] == "/"


def test_roles_say_who_may_do_what(copy: Path, opening: Open) -> None:
    people = [(role.value, role) for role in Role]
    claim = re.findall(r"claim_[0-9a-f]+", opening(copy).get("/matrix").text)[0]
    for name, role in people:
        bench = opening(copy, *people) if name == Role.VIEWER else opening(copy, (f"{name} too", role))
        assert sign_in(bench, name) == 303
        accept = {"act": "accept", "subject": claim, "reason": f"seen by {name}"}
        grade = {"act": "grade", "subject": "army", "reason": "known", "field": "reliability", "value": "C"}
        proved = {"x-csrf": proof(bench, "/")}
        may = [bench.post("/api/judgements", json=one, headers=proved).status_code for one in (accept, grade)]
        assert may == {"viewer": [403, 403], "coder": [201, 403]}.get(name, [201, 201])
        added = bench.post("/add", data={"address": "https://127.0.0.1/"}, headers=proved).status_code
        assert added == (403 if role is Role.VIEWER else 400)


def test_a_judgement_is_signed_by_whoever_is_signed_in(copy: Path, opening: Open) -> None:
    bench = opening(copy, ("Ada", Role.CODER))
    sign_in(bench, "Ada")
    claim = re.findall(r"claim_[0-9a-f]+", bench.get("/matrix").text)[0]
    made = bench.post(
        "/api/judgements",
        json={"act": "accept", "subject": claim, "reason": "seen", "who": "somebody else"},
        headers={"x-csrf": proof(bench, "/")},
    )
    assert made.json()["who"] == "Ada"


def test_too_much_is_refused_before_it_is_read(bench: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "MOST_BYTES", 1000)
    proved = {"x-csrf": proof(bench)}
    told = bench.post("/add", files={"files": ("a.txt", b"x" * 5000)}, headers=proved)
    untold = bench.post(
        "/add", content=(b"x" * 400 for _ in range(9)), headers={**proved, "content-type": "text/plain"}
    )
    assert told.status_code == 413
    assert untold.status_code in (413, 422, 400)


@pytest.mark.parametrize(
    "path", ["/nothing", "/incidents/incident_nothing", "/reports/report_0", "/?grade=9", "/?page=x"]
)
def test_an_error_page_says_what_and_nothing_else(bench: TestClient, path: str) -> None:
    answer = bench.get(path)
    assert answer.status_code in (400, 404, 422)
    assert "Traceback" not in answer.text
    assert "/src/" not in answer.text


def test_a_defect_shows_no_locals(bench: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        secret = "a local that nobody should see"
        raise ZeroDivisionError(secret)

    monkeypatch.setattr("rashomon.casebook.browsing.Browsing.counts", broken)
    answer = bench.get("/")
    assert answer.status_code == 500
    assert "a local" not in answer.text
    assert "ZeroDivisionError" not in answer.text


def test_passwords_are_long_and_kept_as_hashes() -> None:
    with pytest.raises(UsageError):
        hashed("short")
    kept = hashed(PASSWORD)
    assert kept.startswith("$argon2id$")
    assert is_right(PASSWORD, kept)
    assert not is_right("something else", kept)
    assert not is_right(PASSWORD, None)


def test_linking_anew_leaves_people_alone(copy: Path) -> None:
    with Casebook(Settings(casebook=str(copy))) as book:
        book.people.add(ADA, "hash")
        digest = book.digest()
        book.link(again=True)
        assert book.people.all() == (ADA,)
        book.people.remove("Ada")
        assert book.digest() == digest
