"""How the work of incidents grows with the number of claims: on invented claims, on either store.

Knows: how a made-up war of any length is laid out: what happens where and when, and who reports it how.
Does not know: how incidents are computed.
"""

from __future__ import annotations

import hashlib
import random
import resource
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
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
PER_DAY = 200
"""Claims that a day of the war brings: a hundred thousand are five hundred days of it."""
PAPERS = 23
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
    """What an invented report tells of one event: day, village, what, by whom, how many dead by which voice."""

    day: date
    place: Place
    event: tuple[str, str, str]
    side: str
    many: int
    voice: str
    denied: bool


def readings(claims: int, seed: int = 1) -> Iterator[Reading]:
    """Yield readings with that many claims in all, of a paper's day each, in the order of publication."""
    chance = random.Random(seed)
    villages = [_village(number, chance) for number in range(VILLAGES)]
    day = START
    while claims > 0:
        papers: dict[tuple[int, int], list[_Told]] = defaultdict(list)
        left = min(claims, PER_DAY)
        claims -= left
        while left > 0:
            place, event, side = chance.choice(villages), chance.choice(_EVENTS), chance.choice(_SIDES)
            many, tellers = chance.randint(1, 40), min(left, chance.choice((1, 1, 1, 2, 3, MOST_TELL)))
            left -= tellers
            for paper in chance.sample(range(PAPERS), tellers):
                dead, denied = max(1, many + chance.randint(-2, 2)), chance.random() < DENIED
                told = _Told(day, place, event, side, dead, chance.choice(_VOICES), denied)
                papers[paper, chance.randint(0, 2)].append(told)
        for (paper, late), told_there in sorted(papers.items()):
            yield _reading(f"Paper {paper}", day + timedelta(days=late), told_there)
        day += timedelta(days=1)


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
        base, _, options = casebook.partition("?")
        address = f"{base}{size}{'?' * bool(options)}{options}"
        fill(address, readings(size))
        with Casebook(Settings(casebook=address)) as book:
            began = time.perf_counter()
            book.link(again=True)
            seconds = time.perf_counter() - began
            found = sum(1 for _ in book.incidents())
        fill(address, islice(readings(PER_DAY, seed=size), 1))
        with Casebook(Settings(casebook=address)) as book:
            began = time.perf_counter()
            book.link()
            more = time.perf_counter() - began
        growth = "" if before is None else f", {seconds / before:.1f} times the step before"
        before = seconds
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        one = f"one report more {more:.2f} s"
        yield f"{size:>7} claims: {found} incidents in {seconds:.1f} s{growth}; {one}; {peak} MiB"


def _village(number: int, chance: random.Random) -> Place:
    where = round(chance.uniform(34.0, 37.0), 4), round(chance.uniform(36.0, 42.0), 4)
    return Place(f"village{number}", f"Village{number}", *where, "XX", "Orvand", "P.PPL", 3.0)


def _reading(paper: str, appeared: date, told: Sequence[_Told]) -> Reading:
    texts = [_sentence(one) for one in told]
    text = f"{paper}, {appeared}. " + " ".join(texts)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    report = Report.identify(sha256)
    published = Published(appeared.isoformat(), Basis.GIVEN)
    said, at = [], len(f"{paper}, {appeared}. ")
    for one, sentence in zip(told, texts, strict=True):
        said.append(_said(report, text, at, one))
        at += len(sentence) + 1
    return Reading(
        Report(report, text, sha256, name=f"{paper} {appeared}", publisher=paper, published=published),
        published,
        (Span(0, len(text)),),
        tuple(claim.place for _, claim in said if claim.place is not None),
        (),
        (),
        tuple(attribution for attribution, _ in said),
        tuple(claim for _, claim in said),
        (),
        MADE,
    )


def _sentence(told: _Told) -> str:
    return f"{told.event[2].format(place=told.place.name, many=told.many)}, {told.voice} said on {told.day}."


def _said(report: str, text: str, start: int, told: _Told) -> tuple[Attribution, Claim]:
    """Return who says what in the sentence that begins at `start`."""

    def span(words: str) -> Span:
        at = text.index(words, start)
        return Span(at, at + len(words))

    type_, subtype, words = told.event
    said = span(words.format(place=told.place.name, many=told.many))
    speaker, cue = span(told.voice), span("said on")
    source = Source((speaker,), told.voice, told.voice, None, SourceKind.MONITOR)
    attribution = Attribution(
        Attribution.identify(report, source.spans, (cue,), (said,)),
        source,
        Passage((cue,), cue.of(text)),
        Passage((said,), said.of(text)),
        Manner.INDIRECT,
        Stance.DENIES if told.denied else Stance.ASSERTS,
    )
    place = Where(
        span(told.place.name), told.place.name, "in", PlaceRole.LITERAL, told.place, (told.place.id,), Precision.EXACT
    )
    time_said = When(told.day.isoformat(), span(str(told.day)), TimePrecision.DAY, TimeAnchor.ABSOLUTE)
    counted = span(str(told.many))
    claim = Claim(
        id=Claim.identify(report, attribution.id, ClaimKind.EVENT, type_, subtype, said, said),
        report=report,
        attribution=attribution.id,
        kind=ClaimKind.EVENT,
        type=type_,
        subtype=subtype,
        plover=None,
        status=Status.DENIED if told.denied else Status.ASSERTED,
        span=said,
        text=said.of(text),
        actors=(Actor(Role.AGENT, told.side, None, said),),
        place=place,
        time=time_said,
        figures=(Figure(Measure.KILLED, told.many, told.many, Modifier.EXACT, "people", "people", Flow.FLOW, counted),),
    )
    return attribution, claim
