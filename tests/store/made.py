"""Readings made by hand, always the same for the same number: tests of the store need no parser."""

from __future__ import annotations

import hashlib
import random

from rashomon.record.attribution import Attribution, Manner, Passage, Source, SourceKind, Stance
from rashomon.record.claim import Actor, Claim, ClaimKind, Figure, Flow, Measure, Role, Status
from rashomon.record.run import Reading, Run
from rashomon.record.text import Basis, Issue, Published, Report, Span
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

RUN = Run("made", "1", (("parser", "none"), ("gazetteer", "2")), 0.25)

_TOWNS = (("Marun", 33.5, 36.3), ("Qasr Tel", 34.1, 36.9), ("Övredal", 35.2, 37.4), ("دارة", 32.6, 36.1))
_SPEAKERS = (
    ("the Marun Observatory", SourceKind.MONITOR, "actor_observatory"),
    ("the defence ministry", SourceKind.GOVERNMENT, "actor_ministry"),
    ("residents", SourceKind.RESIDENT, None),
)


def made_reading(number: int, *, run: Run = RUN, tail: str = "") -> Reading:
    """Return the reading of a small made-up report; `tail` is put behind its two sentences, whatever is in it."""
    dice = random.Random(number)
    town, lat, lon = dice.choice(_TOWNS)
    speaker, kind, actor = dice.choice(_SPEAKERS)
    dead, day = dice.randint(2, 90), dice.randint(1, 28)
    spoken = f"at least {dead} people were killed in {town} on {day} May 2018"
    first = f"On the road number {number}, {speaker} said {spoken}."
    text = f"{first}\nNobody else could be asked about report{number}.{tail}"
    report = _report(number, text, day)

    def of(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words))

    sentences = (Span(0, len(first)), Span(len(first) + 1, len(text) - len(tail)))
    where = _where(of(town), town, lat, lon)
    when = When(f"2018-05-{day:02}", of(f"{day} May 2018"), TimePrecision.DAY, TimeAnchor.ABSOLUTE)
    said = _attribution(report.id, text, of(speaker), of("said"), of(spoken), (speaker, kind, actor))
    figure = Figure(
        Measure.KILLED, dead, None, Modifier.AT_LEAST, "people", "people", Flow.FLOW, of(f"at least {dead} people")
    )
    killed = Claim(
        id=Claim.identify(report.id, said.id, ClaimKind.EVENT, "Violence", None, of(spoken), of("killed")),
        report=report.id,
        attribution=said.id,
        kind=ClaimKind.EVENT,
        type="Violence",
        subtype="Attack",
        plover="ASSAULT",
        status=Status.ASSERTED,
        span=of(spoken),
        text=spoken,
        actors=(Actor(Role.TARGET, "civilians", None, of("people")),),
        place=where,
        time=when,
        figures=(figure,),
        terms=(("safe passage", "promised"),),
    )
    asked = Claim(
        id=Claim.identify(report.id, None, ClaimKind.STATEMENT, "Statement", None, sentences[1], of("Nobody")),
        report=report.id,
        attribution=None,
        kind=ClaimKind.STATEMENT,
        type="Statement",
        subtype=None,
        plover=None,
        status=Status.ASSERTED,
        span=sentences[1],
        text=sentences[1].of(text),
    )
    return Reading(
        report=report,
        published=report.published,
        sentences=sentences,
        places=(where,),
        times=(TimeMention(when.span, when.span.of(text), TimeType.DATE, when.edtf, when.edtf, TimeAnchor.ABSOLUTE),),
        quantities=(HowMany(figure.span, figure.span.of(text), dead, None, "people", Modifier.AT_LEAST),),
        attributions=(said,),
        claims=(killed, asked),
        issues=(Issue("made", "made by hand", sentences[1]),),
        run=run,
    )


def original(reading: Reading) -> bytes:
    """Return the bytes that a made report came as."""
    return reading.report.text.encode("utf-8", "surrogatepass")


def _report(number: int, text: str, day: int) -> Report:
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    publisher = f"Paper {number % 7}" if number % 5 else None
    return Report(
        id=Report.identify(sha256, publisher=publisher),
        text=text,
        sha256=sha256,
        path=f"made/{number}.txt",
        name=f"made-{number}",
        title=f"Report number {number}",
        publisher=publisher,
        published=Published(f"2018-05-{day:02}", Basis.GIVEN) if number % 4 else Published(),
        language="en",
    )


def _where(span: Span, town: str, lat: float, lon: float) -> Where:
    place = Place(f"made:{town}", f"{town} City", lat, lon, "SY", None, "P.PPL", 4.0)
    return Where(span, town, "in", PlaceRole.LITERAL, place, (place.id,), Precision.EXACT)


def _attribution(
    report: str, text: str, source: Span, cue: Span, content: Span, who: tuple[str, SourceKind, str | None]
) -> Attribution:
    name, kind, actor = who
    return Attribution(
        id=Attribution.identify(report, (source,), (cue,), (content,)),
        source=Source((source,), source.of(text), name, actor, kind),
        cue=Passage((cue,), cue.of(text)),
        content=Passage((content,), content.of(text)),
        manner=Manner.INDIRECT,
        stance=Stance.ASSERTS,
    )
