"""Readings, incidents and headings built by hand for the exports."""

from __future__ import annotations

from dataclasses import replace

from rashomon.exports.brief import brief
from rashomon.exports.briefing import Briefing
from rashomon.exports.plain import plain
from rashomon.linking.holdings import holdings
from rashomon.linking.incidents import link
from rashomon.linking.series import series
from rashomon.record.attribution import SourceKind, Stance
from rashomon.record.claim import ClaimKind, Measure, Role, Status
from rashomon.record.incident import Account
from rashomon.record.run import Reading, Run
from rashomon.record.text import Issue, Report, Span
from rashomon.record.values import Precision, TimePrecision
from tests.linking.made import KERRIN, ORVAND, OSSUN, TELMARA, account, actor, figure, source, when, where

MONITOR = source("Orvand Monitor", SourceKind.MONITOR)
AGENCY = source("State Agency", SourceKind.STATE_MEDIA)
UN = source("the United Nations", SourceKind.UN)

TITLES = {
    "report_a": "Buses seen at the gates of Telmara",
    "report_b": "No one is leaving, says capital",
    "report_c": None,
}
PUBLISHERS = {"report_a": "Coast Wire", "report_b": "Morning Ledger", "report_c": None}


def accounts() -> list[Account]:
    fighters = (actor("fighters"),)
    people = (figure(Measure.KILLED, 10, None, who="people"),)
    made = [
        account(
            "report_a",
            "buses left the town after midnight with fighters and their families",
            by=MONITOR,
            type_="Displacement",
            subtype="withdrawal",
            place=where(TELMARA),
            time=when("2018-05-20"),
            actors=fighters,
            at=412,
        ),
        account(
            "report_b",
            "reports of a withdrawal of fighters from Telmara are false",
            by=AGENCY,
            status=Status.DENIED,
            stance=Stance.DENIES,
            type_="Displacement",
            subtype="withdrawal",
            place=where(TELMARA),
            time=when("2018-05-20"),
            actors=fighters,
            at=96,
        ),
        account(
            "report_a",
            "warplanes hit a bakery in Kerrin, killing twelve people",
            by=MONITOR,
            place=where(KERRIN),
            time=when("2018-05-19"),
            figures=(figure(Measure.KILLED, 12, who="people"),),
            at=800,
        ),
        account(
            "report_b",
            "an air raid on a bakery in Kerrin killed at least ten people",
            by=UN,
            place=where(KERRIN),
            time=when("2018-05-19"),
            figures=people,
            at=350,
        ),
        account(
            "report_c",
            "shells fell on Ossun",
            subtype="Shelling/artillery/missile attack",
            place=where(OSSUN, Precision.NEAR, "near"),
            time=when("2018-05-18"),
            published=None,
            at=10,
        ),
        account(
            "report_a",
            "rebels hold most of the province",
            kind=ClaimKind.CONTROL,
            type_="Control",
            subtype="holds",
            place=where(ORVAND, Precision.REGION),
            actors=(actor("rebels", Role.HOLDER),),
            held_by="rebels",
            at=1200,
        ),
        account(
            "report_b",
            "11,000 people have been evacuated over two months",
            by=UN,
            kind=ClaimKind.FIGURE,
            type_="Displacement",
            subtype="evacuation",
            figures=(figure(Measure.EVACUATED, 11_000, who="people"),),
            time=when("2018-03-20/2018-05-20", TimePrecision.SPAN),
            at=700,
        ),
    ]
    return [replace(one, publisher=PUBLISHERS[one.claim.report], report_title=TITLES[one.claim.report]) for one in made]


ISSUES = {
    "report_a": Issue("unresolved-place", "no place known by that name: 'the saddle'", Span(300, 310)),
    "report_b": Issue("unresolved-place", "no place known by that name: 'the ridge'", Span(30, 39)),
    "report_c": Issue("furniture-residue", "not read as news: '[bookmark: top]'", Span(0, 15)),
}


def readings(made: list[Account]) -> list[Reading]:
    reports = sorted({one.claim.report for one in made})
    return [reading([one for one in made if one.claim.report == report]) for report in reports]


def briefing(made: list[Account]) -> Briefing:
    _, incidents = link(made, {})
    voices = len({one.source.name if one.source else one.publisher for one in made})
    return brief(readings(made), incidents, holdings(made, incidents), series(made), voices)


def briefed(made: list[Account]) -> str:
    return plain(briefing(made))


def reading(made: list[Account]) -> Reading:
    """Return a reading of `made`, all of one report, over a text that holds their words where they say."""
    report_id = made[0].claim.report
    length = max(one.claim.span.end for one in made)
    text = [" "] * length
    for one in made:
        text[one.claim.span.start : one.claim.span.end] = one.claim.text
    published = made[0].published
    report = Report(
        report_id, "".join(text), "0" * 64, title=TITLES.get(report_id), publisher=PUBLISHERS.get(report_id)
    )
    return Reading(
        report=replace(report, published=published),
        published=published,
        sentences=(Span(0, length),),
        places=(),
        times=(),
        quantities=(),
        attributions=tuple(attribution for one in made for attribution in one.chain),
        claims=tuple(one.claim for one in made),
        issues=(ISSUES[report_id],) if report_id in ISSUES else (),
        run=Run("rules", "0.1.0"),
    )
