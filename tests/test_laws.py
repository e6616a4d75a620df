"""The laws of the house, as properties of what the program reads."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon import plugins
from rashomon.casebook import Casebook
from rashomon.errors import RashomonError
from rashomon.linking.families import families
from rashomon.linking.incidents import link
from rashomon.record.claim import ClaimKind
from rashomon.record.judgement import Act
from rashomon.record.printed import printed, printed_incident
from rashomon.record.run import Reading
from rashomon.record.spans import misplaced
from rashomon.record.text import Basis, Published, Report, Span
from rashomon.record.values import Precision, TimeAnchor
from rashomon.settings import Settings

BOOK = Casebook(Settings())
WHO = ("The ministry", "Residents", "“We", "A monitor", "Damascus", "Rumours", "The 3rd Division", "Nobody")
DID = ("said", "denied that", "shelled", "have been", "is said to", "killed", "withdrew from", "were", "claims", "will")
WHAT = (
    "12 people", "Aleppo", "on Sunday", "at least 3,000–4,000", "the town", "north of", "dozens", "”", "\n\n",
    "in May", "ceasefire", "a family of five", "حلب", "CLASHES",
    "[bookmark: _x]", "if it", "not", "near Homs.", "—", "\u200f", "🙂",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(WHO + DID + WHAT) | st.text(max_size=6), min_size=1, max_size=40).map(" ".join)


def refuse(error: RashomonError) -> None:
    raise error


def read(*texts: str) -> list[Reading]:
    reports = [Report(id=f"report_{number}", text=text, sha256="0" * 64) for number, text in enumerate(texts)]
    return list(BOOK.record(reports, refuse))


@pytest.fixture(scope="module")
def example_readings() -> list[Reading]:
    files = sorted(
        str(path) for path in Path("examples").iterdir() if ".gold" not in path.name and path.name[0].isdigit()
    )
    return list(BOOK.read(files, refuse))


@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_every_span_slices_to_its_words(text: str) -> None:
    for reading in read(text):
        assert list(misplaced(printed(reading))) == []


@settings(max_examples=25)
@given(st.lists(TEXTS, min_size=2, max_size=5, unique=True))
def test_a_record_does_not_depend_on_what_is_read_beside_it(texts: list[str]) -> None:
    together = [(reading.attributions, reading.claims) for reading in read(*texts)]
    for number, text in enumerate(texts):
        report = Report(id=f"report_{number}", text=text, sha256="0" * 64)
        (alone,) = BOOK.record([report], refuse)
        assert (alone.attributions, alone.claims) == together[number]


def test_ids_are_unique_in_a_record(example_readings: list[Reading]) -> None:
    for reading in example_readings:
        ids = [item.id for item in reading.attributions] + [claim.id for claim in reading.claims]
        assert len(ids) == len(set(ids))


def test_a_claim_hangs_on_an_attribution_of_its_own_report(example_readings: list[Reading]) -> None:
    for reading in example_readings:
        known = {item.id for item in reading.attributions}
        assert {claim.attribution for claim in reading.claims} <= known | {None}
        assert {item.parent for item in reading.attributions} <= known | {None}


@pytest.mark.parametrize(
    "text", ["Warplanes bombed the market of Idlib. Two children were killed.", "Rebels shelled the airport of Aleppo."]
)
@pytest.mark.parametrize("published", [Published(), Published("2018-05-20", Basis.GIVEN)])
def test_an_event_without_a_time_has_none(text: str, published: Published) -> None:
    report = Report(id="report_dated", text=text, sha256="0" * 64, published=published)
    (reading,) = BOOK.record([report], refuse)
    events = [claim for claim in reading.claims if claim.kind is ClaimKind.EVENT]
    assert events
    assert all(claim.time is None for claim in events)
    assert reading.published == published


def test_a_dateline_bounds_what_is_told_as_past_and_never_dates_it() -> None:
    text = "20 May 2018\n\nWarplanes bombed the market of Idlib. The army will shell Homs."
    dateline = Published("2018-05-20", Basis.TEXT, Span(0, 11))
    report = Report(id="report_dated", text=text, sha256="0" * 64, published=dateline)
    (reading,) = BOOK.record([report], refuse)
    past, planned = (claim for claim in reading.claims if claim.kind is ClaimKind.EVENT)
    assert past.time is not None
    assert (past.time.edtf, past.time.span, past.time.basis) == ("../2018-05-20", Span(0, 11), TimeAnchor.DATELINE)
    assert past.told is None
    assert planned.time is None


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.sampled_from([Published(), Published("2018-05-20", Basis.GIVEN)]))
def test_a_claim_has_no_time_but_that_of_words_that_tell_one(text: str, published: Published) -> None:
    report = Report(id="report_dated", text=text, sha256="0" * 64, published=published)
    (reading,) = BOOK.record([report], refuse)
    told = {(time.span, time.edtf) for time in reading.times}
    for claim in reading.claims:
        assert claim.time is None or (claim.time.span, claim.time.edtf) in told
        assert claim.time is None or text[claim.time.span.start : claim.time.span.end].strip()
        assert claim.time is None or claim.time.basis is not TimeAnchor.PUBLISHED or published.edtf is not None


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_no_point_is_printed_without_how_exact_it_is(text: str) -> None:
    readings = read(text)
    out = io.StringIO()
    plugins.exports()["csv"].write(readings, (), out)
    for reading in readings:
        assert bare_points(printed(reading)) == []
    for row in csv.DictReader(io.StringIO(out.getvalue())):
        assert (row["lat"] == "") == (row["lon"] == "") == (row["radius_km"] == "")
        assert row["lat"] == "" or row["place_precision"] not in ("", Precision.UNKNOWN)


def test_a_place_that_is_not_found_has_no_point(example_readings: list[Reading]) -> None:
    for reading in example_readings:
        for place in reading.places:
            assert (place.place is None) == (place.precision is Precision.UNKNOWN)


def bare_points(value: Any, precision: str | None = None) -> list[Any]:
    """Return the places in a record that have a point, and no radius or nothing around them that says how exact."""
    if isinstance(value, list):
        return [bare for item in value for bare in bare_points(item)]
    if not isinstance(value, dict):
        return []
    bare = [] if "lat" not in value or (value["radius_km"] > 0 and precision not in (None, "unknown")) else [value]
    return bare + [found for item in value.values() for found in bare_points(item, value.get("precision"))]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casebook]:
    with Casebook(Settings(casebook=str(tmp_path_factory.mktemp("laws") / "laws.casebook"))) as book:
        assert sum(book.add(["examples"], refuse)) == 40
        yield book


def test_the_same_bytes_add_nothing(book: Casebook) -> None:
    before = book.digest()
    assert not any(book.add(["examples"], refuse))
    assert book.digest() == before


def test_incidents_can_be_computed_again(book: Casebook) -> None:
    assert book.incidents() == book.incidents(again=True)


def test_incidents_do_not_depend_on_the_order_of_reports(book: Casebook) -> None:
    accounts, chance = list(book.accounts()), random.Random(5)
    texts = [(reading.report.id, reading.report.text, reading.published.edtf) for reading in book.readings()]
    expected = None
    for _ in range(20):
        chance.shuffle(accounts)
        chance.shuffle(texts)
        copies = {report: family.id for family in families(texts) for report in family.reports}
        found = link(accounts, copies)
        assert expected in (None, found)
        expected = found


@pytest.mark.parametrize("step", [1, 5, 40])
def test_incidents_do_not_depend_on_how_many_reports_come_at_once(book: Casebook, tmp_path: Path, step: int) -> None:
    files = sorted(
        str(path) for path in Path("examples").iterdir() if ".gold" not in path.name and path.name[0].isdigit()
    )
    with Casebook(Settings(casebook=str(tmp_path / "steps.casebook"))) as other:
        for at in range(0, len(files), step):
            assert all(other.add(files[at : at + step][::-1], refuse))
            other.incidents()
        assert other.incidents() == book.incidents()


def test_copies_are_one_voice(book: Casebook) -> None:
    strike = max(book.incidents(), key=lambda incident: incident.raw)
    families = {account.family for account in strike.accounts if account.family}
    copies = [account for account in strike.accounts if account.family in families]
    assert len({account.report for account in copies}) == 3
    assert strike.independent < strike.raw


def test_what_is_contested_is_never_graded_as_confirmed(book: Casebook) -> None:
    contested = [incident for incident in book.incidents() if incident.contested]
    assert contested
    assert all(incident.credibility >= "3" for incident in contested)


def test_a_judgement_stands_beside_the_claim(book: Casebook) -> None:
    claim = next(iter(book.accounts())).claim
    before = book.digest()
    made = book.judge(Act.ACCEPT, claim.id, who="R. Analyst", reason="seen on the footage")
    assert book.show(claim.id).claim == claim  # type: ignore[union-attr]
    assert made.subject == claim.id
    assert book.digest() != before


def test_what_leaves_the_casebook_has_no_bare_point(book: Casebook) -> None:
    written = {name: io.StringIO() for name in plugins.exports()}
    for name, out in written.items():
        book.export(name, out)
    features = json.loads(written["geojson"].getvalue())["features"]
    assert features
    for feature in features:
        known = feature["properties"]
        assert known["radius_km"] > 0
        assert known["precision"] != Precision.UNKNOWN
        assert (feature["geometry"]["type"] == "Point") == (known["precision"] == Precision.EXACT)
    assert bare_points([json.loads(row) for row in written["jsonl"].getvalue().splitlines()]) == []
    assert bare_points([printed_incident(incident) for incident in book.incidents()]) == []
    assert not re.search(r"-?\d{1,3}\.\d{3,}", str(book.brief()))


def test_nothing_is_amiss(book: Casebook) -> None:
    assert list(book.verify()) == []


def test_reports_in_capitals_only_are_read(example_readings: list[Reading]) -> None:
    shouted = [reading.report.text.upper() for reading in example_readings]
    for reading in read(*shouted):
        assert not list(misplaced(printed(reading)))
        assert not {one.source.name.lower() for one in reading.attributions} & {"said", "told", "denied", "accused"}
