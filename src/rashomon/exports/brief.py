"""The brief: what an analyst would paste into a situation report. Contested first.

Knows: the order of the page and how much of each thing it shows.
Does not know: how anything on it was worked out, or which incidents and accounts stand for the others (choosing).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from rashomon.exports import choosing, typeset
from rashomon.exports.citations import Citations
from rashomon.record.attribution import Stance
from rashomon.record.claim import Measure, Status
from rashomon.record.incident import Holding, Incident, IncidentAccount, Relation, Series
from rashomon.record.run import Reading
from rashomon.record.spoken import spoken_place, spoken_range, spoken_time
from rashomon.record.text import Issue
from rashomon.record.values import days

MOST_CONTESTED = 12
MOST_CORROBORATED = 12
MOST_SINGLE = 24
MOST_FIGURES = 24
MOST_HOLDINGS = 16
MOST_CODES = 6
"""How many of each the page shows: two pages at most, so that somebody reads it; the rest is counted and named."""

GRADES = {
    "1": "confirmed",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "cannot be judged",
}
LONGEST_QUOTE = 240
"""Characters of a quote; its place in the report leads to the rest."""
LONGEST_SPEAKER = 34
"""Characters of a name in the line of an incident that one voice tells of."""
FIGURE_COLUMNS = (10, 20, 22)
"""Widths of measure, number with who is counted, and place with time; the rest of the line says who says so."""
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


def brief(
    readings: Iterable[Reading],
    incidents: Sequence[Incident],
    holdings: Sequence[Holding],
    series: Sequence[Series],
    voices: int,
) -> str:
    """Return the brief as plain text in 80 columns, ended by a line feed. Empty sections are left out.

    Of `readings` only headings, units and issues are kept, one at a time; `voices` is how many sources speak in all.
    """
    page = _Page(incidents, readings)
    return typeset.page(
        [
            *page.header(voices),
            *page.contested(),
            *page.corroborated(),
            *page.single(),
            *page.figures(series),
            *page.holdings(holdings),
            *page.issues(),
            *page.reports(),
            *page.footer(),
        ]
    )


class _Page:
    """The sections of one brief, in the order in which they are asked for: reports are numbered as they are quoted."""

    def __init__(self, incidents: Sequence[Incident], readings: Iterable[Reading]) -> None:
        self._incidents = incidents
        self._cited = Citations()
        self._issues: list[tuple[str, Issue]] = []
        self._units: dict[tuple[str, Measure], str] = {}
        for reading in readings:
            self._cited.add(reading)
            self._issues += [(reading.report.id, issue) for issue in reading.issues]
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

    def header(self, voices: int) -> Iterator[str]:
        yield "SITUATION BRIEF"
        yield typeset.rule("═")
        counts = [
            typeset.counted(len(self._cited.headings), "report"),
            typeset.counted(voices, "voice"),
            typeset.counted(len(self._incidents), "incident")
            + (f", {len(self._contested)} contested" if self._contested else ""),
        ]
        yield " · ".join(counts)
        yield from self._published()
        if not self._incidents:
            yield from ("", "No incidents yet. Add reports with: rashomon add PATH")

    def contested(self) -> Iterator[str]:
        if not self._contested:
            return
        yield from typeset.heading("Contested", "both sides, in their words")
        for incident in self._contested[:MOST_CONTESTED]:
            shown = choosing.sides(incident)
            yield from self._told(incident, shown)
            differences = [link for link in incident.links if link.relation is Relation.CONTRADICTS]
            for field, reason in {link.field: link.reasons[0] for link in reversed(differences)}.items():
                yield from typeset.paragraph(f"{field}: {reason}", "  differ   ", " " * 11)
            yield from self._rest(incident, len(shown))
            yield ""
        yield from _more(len(self._contested) - MOST_CONTESTED, "rashomon incidents")

    def corroborated(self) -> Iterator[str]:
        if not self._corroborated:
            return
        yield from typeset.heading("Corroborated", "two or more independent voices")
        for incident in self._corroborated[:MOST_CORROBORATED]:
            shown = choosing.said_by(incident, 2)
            yield from self._told(incident, shown)
            yield from self._rest(incident, len(shown))
            yield ""
        yield from _more(len(self._corroborated) - MOST_CORROBORATED, "rashomon incidents")

    def single(self) -> Iterator[str]:
        if not self._single:
            return
        yield from typeset.heading("One voice only", "by day, the latest first")
        shown = self._single[:MOST_SINGLE]
        for day, incidents in groupby(shown, key=choosing.day):
            yield _weekday(day) if day else "No single day said"
            for incident in incidents:
                yield from self._line(incident, day)
            yield ""
        yield from _more(len(self._single) - len(shown), "rashomon incidents")

    def figures(self, series: Sequence[Series]) -> Iterator[str]:
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
        if not rows:
            return
        yield from typeset.heading("Figures", "as the words put them")
        left = MOST_FIGURES
        for measure in sorted(rows, key=list(Measure).index):
            if left > 0:
                ordered = sorted(rows[measure], key=rows[measure].__getitem__)
                named = [("" if number else measure.value, *row) for number, row in enumerate(ordered)]
                yield from typeset.columns(named[:left], FIGURE_COLUMNS, fixed=True)
                left -= len(named)
        yield from _more(sum(map(len, rows.values())) - MOST_FIGURES, "rashomon figures")

    def holdings(self, holdings: Sequence[Holding]) -> Iterator[str]:
        if not holdings:
            return
        yield from typeset.heading("Who holds what", "as said")
        rows = [
            (
                spoken_place(one.place),
                one.holder,
                "; ".join(part for part in ("contested" * one.contested, _held(one), _said_by(one)) if part),
            )
            for one in sorted(holdings, key=lambda one: not one.contested)[:MOST_HOLDINGS]
        ]
        yield from typeset.columns(rows, (22, 28))
        yield from _more(len(holdings) - MOST_HOLDINGS, "rashomon control")

    def issues(self) -> Iterator[str]:
        if not self._issues:
            return
        yield from typeset.heading("Not understood", typeset.counted(len(self._issues), "remark"))
        counts = Counter(issue.code for _, issue in self._issues)
        first = {issue.code: (report, issue) for report, issue in reversed(self._issues)}
        for code, count in counts.most_common(MOST_CODES):
            report, issue = first[code]
            said = f"{issue.message} {self._cited.place(report, issue.span)}"
            more = f" and {count - 1:,} more like it" if count > 1 else ""
            yield from typeset.paragraph(said + more, "", "  ")
        yield from _more(len(counts) - MOST_CODES, "rashomon show REPORT", "kind", "kinds")

    def reports(self) -> Iterator[str]:
        lines = list(self._cited.listed())
        if lines:
            yield from typeset.heading("Reports quoted", "[number:characters of its text]")
            yield from lines

    def footer(self) -> Iterator[str]:
        if self._incidents:
            yield from ("", "", typeset.rule())
            grades = " · ".join(f"{grade} {name}" for grade, name in GRADES.items())
            yield from typeset.paragraph(f"Grades say how sure an answer is: {grades}.")
            yield from typeset.paragraph(
                "Copies of one text count as one voice. Every account of an incident, and the reason for every link: "
                "rashomon show ID. All incidents: rashomon incidents."
            )

    def _told(self, incident: Incident, shown: Sequence[IncidentAccount]) -> Iterator[str]:
        right = f"{incident.credibility} {GRADES[incident.credibility]}  {self._ids[incident.id]}"
        yield from typeset.entry(incident.summary, right)
        for account in shown:
            said = f"{typeset.capital(account.source)}: {typeset.quoted(account.quote, LONGEST_QUOTE)}"
            where = self._cited.place(account.report, account.span)
            yield from typeset.paragraph(f"{said} {where}", f"  {_how(account):8} ", " " * 11)

    def _line(self, incident: Incident, day: date | None) -> Iterator[str]:
        """Yield the two lines of an incident that one voice tells of; the day that stands above is not said again."""
        account = choosing.said_by(incident, 1)[0]
        summary = incident.summary
        if day is not None:
            summary = summary.replace(f", {spoken_time(day.isoformat())}", "")
        right = f"{incident.credibility}  {self._ids[incident.id]}"
        yield from typeset.entry(typeset.clipped(summary, typeset.WIDTH - 4 - len(right)), right, "  ")
        how = _how(account)
        speaker = typeset.clipped(typeset.capital(account.source), LONGEST_SPEAKER)
        lead = f"    {speaker}{'' if how == 'said' else f' ({how})'}: "
        where = self._cited.place(account.report, account.span)
        quote = typeset.quoted(account.quote, typeset.WIDTH - len(lead) - len(where) - 3)
        yield f"{lead}{quote} {where}"

    def _rest(self, incident: Incident, shown: int) -> Iterator[str]:
        left = len(incident.accounts) - shown
        if left > 0:
            voices = typeset.counted(incident.independent, "independent voice")
            more = typeset.counted(left, "more account")
            yield f"  {more}, {voices} in all: rashomon show {self._ids[incident.id]}"

    def _published(self) -> Iterator[str]:
        """Yield over which days the reports appeared, and how many of them are not dated to the day."""
        ends = [days(heading.published.edtf) for heading in self._cited.headings.values()]
        dated = [first for first, last in ends if first is not None and first == last]
        if dated:
            rest = f", {len(ends) - len(dated)} of them on a day not known" if len(dated) < len(ends) else ""
            yield f"Published {spoken_time(f'{min(dated)}/{max(dated)}')}{rest}"


def _how(account: IncidentAccount) -> str:
    if account.status is Status.ASSERTED:
        return _STANCES.get(account.stance, "said")
    return account.status.value.replace("_", " ")


def _weekday(day: date) -> str:
    return f"{day:%A} {spoken_time(day.isoformat())}"


def _held(holding: Holding) -> str:
    since, until = spoken_time(holding.since), spoken_time(holding.until)
    return ", ".join([f"since {since}"] * bool(since) + [f"until {until}"] * bool(until))


def _said_by(holding: Holding) -> str:
    return f"says {typeset.listed(holding.sources, 3)}" if holding.sources else ""


def _more(left: int, command: str, one: str = "", many: str = "") -> Iterator[str]:
    if left > 0:
        what = f" {one if left == 1 else many}" if one else ""
        yield f"  … and {left:,} more{what}: {command}"
