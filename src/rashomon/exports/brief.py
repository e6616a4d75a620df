"""The brief: what an analyst would paste into a situation report. Contested first.

Knows: the order of the page and how much of each thing it shows.
Does not know: how anything on it was worked out, which accounts stand for the others (choosing), or how it is set.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from rashomon.exports import choosing, typeset
from rashomon.exports.briefing import Briefing, Entry, Group, Said, Section, Table
from rashomon.exports.citations import Citations
from rashomon.record.attribution import Stance
from rashomon.record.change import Change
from rashomon.record.claim import Measure, Status
from rashomon.record.incident import Holding, Incident, IncidentAccount, Relation, Series
from rashomon.record.run import Reading
from rashomon.record.spoken import spoken_place, spoken_range, spoken_time
from rashomon.record.text import Issue
from rashomon.record.values import days

MOST_CONTESTED = 12
MOST_CORROBORATED = 12
MOST_SINGLE = 24
MOST_CHANGED = 40
MOST_NEWS = 4
MOST_FIGURES = 24
MOST_HOLDINGS = 16
MOST_CODES = 6
"""How many of each the page shows: two pages at most, so that somebody reads it; the rest is counted and named."""

MEASURED = (Measure.AREA, Measure.DISTANCE)
"""Measures whose number says nothing without its unit."""
_STANCES = {
    Stance.ALLEGES: "alleged",
    Stance.DOUBTS: "doubted",
    Stance.BELIEVES: "believed",
    Stance.COMMITS: "promised",
    Stance.PREDICTS: "expected",
}
_ANYBODY = frozenset({"people", "persons", "person", "others"})

Told = Callable[[Incident], tuple[list[IncidentAccount], str | None]]
"""Which accounts of an incident are quoted, and what else is said about those left out."""


def brief(
    readings: Iterable[Reading],
    incidents: Sequence[Incident],
    holdings: Sequence[Holding],
    series: Sequence[Series],
    voices: int,
) -> Briefing:
    """Return the brief. Sections with nothing in them are left out.

    Of `readings` only headings, units and issues are kept, one at a time; `voices` is how many sources speak in all.
    """
    page = _Page(incidents, readings)
    sections = [page.contested(), page.corroborated(), page.single(), page.figures(series), page.holdings(holdings)]
    return page.briefing("Situation brief", [*sections, page.issues()], voices)


def news(
    readings: Iterable[Reading], incidents: Sequence[Incident], changes: Sequence[Change], since: str, voices: int
) -> Briefing:
    """Return what changed since the EDTF date `since`: what is new about which incidents, contested first."""
    page = _Page(incidents, readings)
    return page.briefing(f"Changes since {spoken_time(since)}", list(page.changed(changes)), voices)


class _Page:
    """The sections of one brief, in the order in which they are asked for: reports are numbered as they are quoted."""

    def __init__(self, incidents: Sequence[Incident], readings: Iterable[Reading]) -> None:
        self._incidents = incidents
        self._cited = Citations()
        self._issues: list[tuple[str, Issue, str]] = []
        self._units: dict[tuple[str, Measure], str] = {}
        for reading in readings:
            self._cited.add(reading)
            text = reading.report.text
            self._issues += [
                (reading.report.id, issue, issue.span.of(text) if issue.span else "") for issue in reading.issues
            ]
            for claim in reading.claims:
                for figure in claim.figures:
                    if figure.measure in MEASURED and figure.unit:
                        self._units[claim.id, figure.measure] = figure.unit
        self._home = {account.claim: incident for incident in incidents for account in incident.accounts}
        self._ids = typeset.short_ids([incident.id for incident in incidents])
        agreed = [one for one in incidents if not one.contested]
        self._contested = sorted((one for one in incidents if one.contested), key=choosing.by_voices)
        self._corroborated = sorted((one for one in agreed if one.independent > 1), key=choosing.by_voices)
        self._single = sorted((one for one in agreed if one.independent <= 1), key=choosing.by_day)

    def briefing(self, title: str, sections: Sequence[Section | None], voices: int) -> Briefing:
        counts = [
            typeset.counted(len(self._cited.headings), "report"),
            typeset.counted(voices, "voice"),
            typeset.counted(len(self._incidents), "incident")
            + (f", {len(self._contested)} contested" if self._contested else ""),
        ]
        told = tuple(section for section in sections if section is not None)
        reports = tuple(self._cited.quoted())
        return Briefing(title, " · ".join(counts), self._published(), told, reports, not self._incidents)

    def contested(self) -> Section | None:
        groups = self._by_day(self._contested[:MOST_CONTESTED], self._both_sides)
        left = len(self._contested) - MOST_CONTESTED
        return _section("Contested", "both sides, in their words", groups, _more(left, "rashomon incidents"))

    def corroborated(self) -> Section | None:
        groups = self._by_day(self._corroborated[:MOST_CORROBORATED], self._two_voices)
        left = len(self._corroborated) - MOST_CORROBORATED
        return _section("Corroborated", "two or more independent voices", groups, _more(left, "rashomon incidents"))

    def single(self) -> Section | None:
        shown = self._single[:MOST_SINGLE]
        groups = [
            Group(_weekday(day), tuple(self._line(one, day) for one in incidents), single=True)
            for day, incidents in groupby(shown, key=choosing.day)
        ]
        more = _more(len(self._single) - len(shown), "rashomon incidents")
        return _section("One voice only", "by day, the latest first", groups, more)

    def changed(self, changes: Sequence[Change]) -> Iterator[Section | None]:
        """Yield what changed of what is contested, what is new, and what else is told otherwise."""
        by_id = {change.incident: change for change in changes}
        here = sorted((one for one in self._incidents if one.id in by_id), key=choosing.by_day)
        contested = [one for one in here if one.contested]
        new = [one for one in here if not one.contested and by_id[one.id].new]
        told = [one for one in here if not one.contested and not by_id[one.id].new]
        for title, note, found in (
            ("Contested", "new, or with new accounts", contested),
            ("More about what was known", "new accounts, and what they change", told),
            ("New", "first told of since", new),
        ):
            groups = [
                Group(_weekday(day), tuple(self._changed(one, by_id[one.id]) for one in incidents))
                for day, incidents in groupby(found[:MOST_CHANGED], key=choosing.day)
            ]
            yield _section(title, note, groups, _more(len(found) - MOST_CHANGED, "rashomon incidents"))

    def figures(self, series: Sequence[Series]) -> Section | None:
        rows: dict[Measure, dict[tuple[str, str, str], tuple[bool, str, str]]] = defaultdict(dict)
        for one in series:
            for time, estimate in one.estimates:
                incident = self._home.get(estimate.claim)
                place = one.place or (spoken_place(incident.place) if incident and incident.place else None)
                unit = self._units.get((estimate.claim, one.measure), "") if one.measure in MEASURED else ""
                who = typeset.one_line(estimate.who or "")
                amount = f"{spoken_range(estimate.low, estimate.high)} {unit or ('' if who in _ANYBODY else who)}"
                known = ", ".join(part for part in (place, spoken_time(time)) if part)
                order = (place is None, place or "", time or "~")
                rows[one.measure].setdefault((amount.rstrip(), known, typeset.capital(estimate.source)), order)
        rows.pop(Measure.OTHER, None)
        named: list[tuple[str, ...]] = []
        for measure in sorted(rows, key=list(Measure).index):
            ordered = sorted(rows[measure], key=rows[measure].__getitem__)
            named += [("" if number else measure.value, *row) for number, row in enumerate(ordered)]
        table = Table(("Measure", "Number", "Place and time", "Who says so"), tuple(named[:MOST_FIGURES]))
        more = _more(len(named) - MOST_FIGURES, "rashomon figures")
        return Section("Figures", "as the words put them", table=table, more=more) if named else None

    def holdings(self, holdings: Sequence[Holding]) -> Section | None:
        rows = tuple(
            (
                spoken_place(one.place),
                one.holder,
                "; ".join(part for part in ("contested" * one.contested, _held(one), _said_by(one)) if part),
            )
            for one in sorted(holdings, key=lambda one: not one.contested)[:MOST_HOLDINGS]
        )
        more = _more(len(holdings) - MOST_HOLDINGS, "rashomon control")
        table = Table(("Place", "Holder", "As said"), rows)
        return Section("Who holds what", "as said", table=table, more=more) if rows else None

    def issues(self) -> Section | None:
        counts = Counter(issue.code for _, issue, _ in self._issues)
        first = {issue.code: (report, issue, words) for report, issue, words in reversed(self._issues)}
        remarks = []
        for code, count in counts.most_common(MOST_CODES):
            report, issue, words = first[code]
            more = f" and {count - 1:,} more like it" if count > 1 else ""
            remarks.append((f"{issue.message}{more}", self._cited.at(report, issue.span, words)))
        left = _more(len(counts) - MOST_CODES, "rashomon show REPORT", "kind", "kinds")
        note = typeset.counted(len(self._issues), "remark")
        return Section("Not understood", note, remarks=tuple(remarks), more=left) if remarks else None

    def _by_day(self, found: Sequence[Incident], told: Told) -> list[Group]:
        """Return incidents in groups of a day, the latest first; of a day in the order given."""
        latest_first = sorted(found, key=lambda one: -(choosing.day(one) or date.min).toordinal())
        return [
            Group(_weekday(day), tuple(self._entry(one, *told(one)) for one in incidents))
            for day, incidents in groupby(latest_first, key=choosing.day)
        ]

    def _both_sides(self, incident: Incident) -> tuple[list[IncidentAccount], str | None]:
        shown = choosing.sides(incident)
        return shown, self._rest(incident, len(shown))

    def _two_voices(self, incident: Incident) -> tuple[list[IncidentAccount], str | None]:
        shown = choosing.said_by(incident, 2)
        return shown, self._rest(incident, len(shown))

    def _entry(
        self, incident: Incident, shown: Sequence[IncidentAccount], rest: str | None, news: tuple[str, ...] = ()
    ) -> Entry:
        differences = [link for link in incident.links if link.relation is Relation.CONTRADICTS]
        differ = {link.field: link.reasons[0] for link in reversed(differences)} if incident.contested else {}
        return Entry(
            incident.summary,
            incident.credibility,
            self._ids[incident.id],
            tuple(self._said(account) for account in shown),
            tuple(f"{field}: {reason}" for field, reason in differ.items()),
            news,
            rest,
        )

    def _changed(self, incident: Incident, change: Change) -> Entry:
        fresh = [account for account in incident.accounts if account.claim in change.accounts]
        shown = choosing.sides(incident) if change.new and incident.contested else choosing.one_a_voice(fresh, incident)
        shown = shown[:MOST_NEWS]
        left = len(fresh) - len(shown)
        more = (
            f"{typeset.counted(left, 'more new account')}: rashomon show {self._ids[incident.id]}" if left > 0 else None
        )
        return self._entry(incident, shown, more, (*(["new"] * change.new), *change.became))

    def _line(self, incident: Incident, day: date | None) -> Entry:
        """Return an incident that one voice tells of; the day that stands above is not said again."""
        summary = incident.summary
        if day is not None:
            summary = summary.replace(f", {spoken_time(day.isoformat())}", "")
        said = self._said(choosing.said_by(incident, 1)[0])
        return Entry(summary, incident.credibility, self._ids[incident.id], (said,))

    def _said(self, account: IncidentAccount) -> Said:
        at = self._cited.at(account.report, account.span, account.quote)
        return Said(_how(account), typeset.capital(account.source), at)

    def _rest(self, incident: Incident, shown: int) -> str | None:
        left = len(incident.accounts) - shown
        if left <= 0:
            return None
        voices = typeset.counted(incident.independent, "independent voice")
        more = typeset.counted(left, "more account")
        return f"{more}, {voices} in all: rashomon show {self._ids[incident.id]}"

    def _published(self) -> str | None:
        """Return over which days the reports appeared, and how many of them are not dated to the day."""
        ends = [days(heading.published.edtf) for heading in self._cited.headings.values()]
        dated = [first for first, last in ends if first is not None and first == last]
        if not dated:
            return None
        rest = f", {len(ends) - len(dated)} of them on a day not known" if len(dated) < len(ends) else ""
        return f"Published {spoken_time(f'{min(dated)}/{max(dated)}')}{rest}"


def _section(title: str, note: str, groups: Sequence[Group], more: str | None) -> Section | None:
    return Section(title, note, tuple(groups), more=more) if groups else None


def _how(account: IncidentAccount) -> str:
    if account.status is Status.ASSERTED:
        return _STANCES.get(account.stance, "said")
    return account.status.value.replace("_", " ")


def _weekday(day: date | None) -> str:
    return f"{day:%A} {spoken_time(day.isoformat())}" if day else "No single day said"


def _held(holding: Holding) -> str:
    since, until = spoken_time(holding.since), spoken_time(holding.until)
    return ", ".join([f"since {since}"] * bool(since) + [f"until {until}"] * bool(until))


def _said_by(holding: Holding) -> str:
    return f"says {typeset.listed(holding.sources, 3)}" if holding.sources else ""


def _more(left: int, command: str, one: str = "", many: str = "") -> str | None:
    if left <= 0:
        return None
    what = f" {one if left == 1 else many}" if one else ""
    return f"… and {left:,} more{what}: {command}"
