from __future__ import annotations

import json
from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.record.attribution import Attribution, Manner, Passage, Source, SourceKind, Stance
from rashomon.record.claim import Actor, Claim, ClaimKind, Figure, Flow, Measure, Role, Status
from rashomon.record.incident import Incident
from rashomon.record.printed import line, printed, printed_incident, reread
from rashomon.record.run import Reading, Run
from rashomon.record.text import Basis, Furniture, FurnitureKind, Issue, Published, Report, Span
from rashomon.record.values import (
    HowMany,
    Modifier,
    Place,
    PlaceRole,
    Precision,
    TimeAnchor,
    TimeMention,
    TimePrecision,
    TimeType,
    When,
    Where,
)

T = TypeVar("T")
TEXT = "On Sunday the ministry denied that 12 people had died in Marsa."
SPANS = st.tuples(st.integers(0, 30), st.integers(1, 30)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
WORDS = st.text(max_size=12)
MAYBE = st.none() | WORDS
NUMBERS = st.none() | st.floats(0, 1e9)
PLACES = st.builds(
    Place,
    id=WORDS,
    name=WORDS,
    lat=st.floats(-90, 90),
    lon=st.floats(-180, 180),
    country=MAYBE,
    admin1=MAYBE,
    feature=WORDS,
    radius_km=st.floats(0, 5000),
)
WHERES = st.builds(
    Where,
    span=SPANS,
    text=WORDS,
    relation=MAYBE,
    role=st.sampled_from(PlaceRole),
    place=st.none() | PLACES,
    candidates=st.lists(WORDS, max_size=2).map(tuple),
    precision=st.sampled_from(Precision),
)
WHENS = st.builds(
    When, edtf=WORDS, span=SPANS, precision=st.sampled_from(TimePrecision), basis=st.sampled_from(TimeAnchor)
)
FIGURES = st.builds(
    Figure,
    measure=st.sampled_from(Measure),
    low=NUMBERS,
    high=NUMBERS,
    modifier=st.sampled_from(Modifier),
    unit=MAYBE,
    who=MAYBE,
    flow=st.none() | st.sampled_from(Flow),
    span=SPANS,
)
CLAIMS = st.builds(
    Claim,
    id=WORDS,
    report=WORDS,
    attribution=MAYBE,
    kind=st.sampled_from(ClaimKind),
    type=WORDS,
    subtype=MAYBE,
    plover=MAYBE,
    status=st.sampled_from(Status),
    span=SPANS,
    text=WORDS,
    actors=st.lists(st.builds(Actor, role=st.sampled_from(Role), name=WORDS, actor=MAYBE, span=SPANS), max_size=2).map(
        tuple
    ),
    place=st.none() | WHERES,
    time=st.none() | WHENS,
    figures=st.lists(FIGURES, max_size=2).map(tuple),
    terms=st.dictionaries(WORDS, WORDS, max_size=2).map(lambda terms: tuple(terms.items())),
    held_by=MAYBE,
    held_until=MAYBE,
)
PASSAGES = st.builds(Passage, spans=st.lists(SPANS, max_size=2).map(tuple), text=WORDS)
ATTRIBUTIONS = st.builds(
    Attribution,
    id=WORDS,
    source=st.builds(
        Source,
        spans=st.lists(SPANS, max_size=2).map(tuple),
        text=WORDS,
        name=WORDS,
        actor=MAYBE,
        kind=st.sampled_from(SourceKind),
    ),
    cue=PASSAGES,
    content=PASSAGES,
    manner=st.sampled_from(Manner),
    stance=st.sampled_from(Stance),
    hedge=MAYBE,
    parent=MAYBE,
)
PUBLISHED = st.builds(Published, edtf=MAYBE, basis=st.sampled_from(Basis), span=st.none() | SPANS, reason=MAYBE)
FURNITURE = st.builds(Furniture, span=SPANS, kind=st.sampled_from(FurnitureKind))


@st.composite
def records(draw: st.DrawFn) -> Reading:
    published = draw(PUBLISHED)
    report = Report(
        id=draw(WORDS),
        text=TEXT,
        sha256="0" * 64,
        title=draw(MAYBE),
        published=published,
        furniture=tuple(draw(st.lists(FURNITURE, max_size=2))),
    )

    def some(values: st.SearchStrategy[T]) -> tuple[T, ...]:
        return tuple(draw(st.lists(values, max_size=2)))

    times = st.builds(
        TimeMention,
        span=SPANS,
        text=WORDS,
        type=st.sampled_from(TimeType),
        timex=MAYBE,
        edtf=MAYBE,
        anchor=st.sampled_from(TimeAnchor),
    )
    numbers = st.builds(
        HowMany, span=SPANS, text=WORDS, low=NUMBERS, high=NUMBERS, unit=MAYBE, modifier=st.sampled_from(Modifier)
    )
    issues = st.builds(Issue, code=WORDS, message=WORDS, span=st.none() | SPANS)
    run = Run("rules", "1", (("parser", "small"),), 0.25)
    return Reading(
        report,
        published,
        some(SPANS),
        some(WHERES),
        some(times),
        some(numbers),
        some(ATTRIBUTIONS),
        some(CLAIMS),
        some(issues),
        run,
    )


@settings(max_examples=60)
@given(records())
def test_a_record_comes_back_from_json_as_the_same_values(reading: Reading) -> None:
    assert reread(json.loads(line(printed(reading)))) == reading


def test_an_incident_prints_its_voices_and_figures_as_the_contract_has_them() -> None:
    incident = Incident(
        "incident_1", "Siege", None, "Siege", None, None, None, None, (), (), 2, 3, "3", True, ((Measure.KILLED, ()),)
    )
    printed_one = printed_incident(incident)
    assert printed_one["sources"] == {"independent": 2, "raw": 3}
    assert printed_one["figures"] == {"killed": []}
    assert printed_one["contested"] is True
