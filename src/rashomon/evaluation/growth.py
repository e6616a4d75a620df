"""How the work of incidents grows with the number of claims: on invented claims, on either store.

Knows: how a made-up war of any length is laid out: what happens where and when, and who reports it how.
Does not know: how incidents are computed.
"""

from __future__ import annotations

import hashlib
import random
import resource
import time
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from rashomon.casebook import Casebook
from rashomon.record.attribution import Attribution, Manner, Passage, Source, SourceKind, Stance
from rashomon.record.claim import Actor, Claim, ClaimKind, Figure, Flow, Measure, Role, Status
from rashomon.record.run import Reading, Run
from rashomon.record.text import Basis, Published, Report, Span
from rashomon.record.values import Modifier, Place, PlaceRole, Precision, TimeAnchor, TimePrecision, When, Where
from rashomon.settings import Settings
from rashomon.store import open_store

SIZES = (1_000, 10_000, 100_000)
"""Claims of the casebooks that are timed."""
PER_DAY = 40
"""Claims that a day of the war brings: a hundred thousand are some seven years of it."""
VILLAGES = 1_500
MOST_TELL = 6
"""Reports that tell of one event, at most; half of the events are told once."""
DENIED = 0.08
"""Share of reports in which the voice denies it."""
START = date(2030, 1, 1)

_EVENTS = (
    ("Explosions/Remote violence", "Air/drone strike", "An air strike hit {place}, killing {many} people"),
    (
        "Explosions/Remote violence",
        "Shelling/artillery/missile attack",
        "Shells fell on {place} and killed {many} people",
    ),
    ("Battles", "Armed clash", "Fighters clashed with the army in {place}; {many} people died"),
    ("Violence against civilians", "Attack", "Gunmen attacked residents of {place} and killed {many} people"),
)
MADE = Run("made", "1")
_SIDES = ("army", "Orvand Brigades", "Free Shore Front", "air force")
_VOICES = ("Orvand Monitor", "health ministry", "residents", "Free Shore Front", "army spokesman", "a doctor")


class _Told(NamedTuple):
    """What one invented report tells: of which day and village, how many dead by which voice, published how late."""

    number: int
    day: date
    place: Place
    event: tuple[str, str, str]
    side: str
    many: int
    voice: str
    denied: bool
    late: int


def readings(claims: int, seed: int = 1) -> Iterator[Reading]:
    """Yield readings with that many claims in all, one a report, in the order of publication."""
    chance = random.Random(seed)
    villages = [_village(number, chance) for number in range(VILLAGES)]
    made = 0
    while made < claims:
        day = START + timedelta(days=made // PER_DAY)
        place, event = chance.choice(villages), chance.choice(_EVENTS)
        side, many = chance.choice(_SIDES), chance.randint(1, 40)
        for _ in range(min(claims - made, chance.choice((1, 1, 1, 2, 3, MOST_TELL)))):
            made += 1
            told = max(1, many + chance.randint(-2, 2))
            voice, denied, late = chance.choice(_VOICES), chance.random() < DENIED, chance.randint(0, 2)
            yield _reading(_Told(made, day, place, event, side, told, voice, denied, late))


def fill(address: str, made: Iterable[Reading]) -> None:
    """Keep readings in a casebook."""
    store = open_store(address, create=True)
    try:
        for reading in made:
            store.writer.add(reading, reading.report.text.encode())
    finally:
        store.close()


def lines(casebook: str) -> Iterator[str]:
    """Yield a line for each of SIZES: seconds, how they grow, what one more report takes, memory at the peak.

    `casebook` is the beginning of the casebooks' paths or addresses; the number of claims is put behind it.
    """
    before: float | None = None
    for size in SIZES:
        address = f"{casebook}{size}"
        fill(address, readings(size))
        began = time.perf_counter()
        with Casebook(Settings(casebook=address)) as book:
            found = len(book.incidents(again=True))
        seconds = time.perf_counter() - began
        fill(address, readings(1, seed=size))
        began = time.perf_counter()
        with Casebook(Settings(casebook=address)) as book:
            book.incidents()
        more = time.perf_counter() - began
        growth = "" if before is None else f", {seconds / before:.1f} times the step before"
        before = seconds
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        one = f"one report more {more:.1f} s"
        yield f"{size:>7} claims: {found} incidents in {seconds:.1f} s{growth}; {one}; {peak} MiB"


def _village(number: int, chance: random.Random) -> Place:
    where = round(chance.uniform(34.0, 37.0), 4), round(chance.uniform(36.0, 42.0), 4)
    return Place(f"village{number}", f"Village{number}", *where, "XX", "Orvand", "P.PPL", 3.0)


def _reading(told: _Told) -> Reading:
    day, place, voice, many, denied = told.day, told.place, told.voice, told.many, told.denied
    type_, subtype, words = told.event
    said = words.format(place=place.name, many=many)
    text = f"{said}, {voice} said on {day}. Wire {told.number}."
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    report = Report.identify(sha256)
    span, speaker = Span(0, len(said)), Span(len(said) + 2, len(said) + 2 + len(voice))
    cue = Span(speaker.end + 1, speaker.end + 5)
    dated = Span(text.index(str(day)), text.index(str(day)) + len(str(day)))
    source = Source((speaker,), voice, voice, None, SourceKind.MONITOR)
    stance = Stance.DENIES if denied else Stance.ASSERTS
    attribution = Attribution(
        Attribution.identify(report, source.spans, (cue,), (span,)),
        source,
        Passage((cue,), cue.of(text)),
        Passage((span,), said),
        Manner.INDIRECT,
        stance,
    )
    at = Span(text.index(place.name), text.index(place.name) + len(place.name))
    counted = Span(text.index(str(many)), text.index(str(many)) + len(str(many)))
    claim = Claim(
        id=Claim.identify(report, attribution.id, ClaimKind.EVENT, type_, subtype, span, span),
        report=report,
        attribution=attribution.id,
        kind=ClaimKind.EVENT,
        type=type_,
        subtype=subtype,
        plover=None,
        status=Status.DENIED if denied else Status.ASSERTED,
        span=span,
        text=said,
        actors=(Actor(Role.AGENT, told.side, None, span),),
        place=Where(at, place.name, "in", PlaceRole.LITERAL, place, (place.id,), Precision.EXACT),
        time=When(day.isoformat(), dated, TimePrecision.DAY, TimeAnchor.ABSOLUTE),
        figures=(Figure(Measure.KILLED, many, many, Modifier.EXACT, "people", "people", Flow.FLOW, counted),),
    )
    published = Published((day + timedelta(days=told.late)).isoformat(), Basis.GIVEN)
    return Reading(
        Report(
            report, text, sha256, name=f"made-{told.number}", publisher=f"Paper {told.number % 23}", published=published
        ),
        published,
        (Span(0, len(text)),),
        (claim.place,) if claim.place is not None else (),
        (),
        (),
        (attribution,),
        (claim,),
        (),
        MADE,
    )
