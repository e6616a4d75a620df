"""The brief: what an analyst would paste into a situation report. Contested first.

Knows: the order of the page and how much of each thing it shows.
Does not know: how anything on it was worked out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rashomon.exports import typeset
from rashomon.record.attribution import Stance
from rashomon.record.claim import Measure, Status
from rashomon.record.incident import Holding, Incident, IncidentAccount, Relation, Series
from rashomon.record.run import Reading
from rashomon.record.spoken import spoken_range, spoken_time
from rashomon.record.text import Issue, Published, Span
from rashomon.record.values import days

MOST_CONTESTED = 12
MOST_CORROBORATED = 12
MOST_SINGLE = 24
MOST_FIGURES = 20
MOST_HOLDINGS = 20
MOST_CODES = 8
"""How many of each the page shows: a page and a half, so that somebody reads it; the rest is counted and named."""

GRADES = {
    "1": "confirmed",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "cannot be judged",
}
LONGEST_QUOTE = 280
SHORT_QUOTE = 110
"""Characters of a quote, of one that stands alone; its place in the report leads to the rest."""
LONGEST_TITLE = 44
"""Characters of a report's title in a reference."""
_OPPOSED = (Relation.DENIES, Relation.CONTRADICTS)
_TOLD = (Status.ASSERTED, Status.RUMOURED, Status.DENIED)
_STANCES = {
    Stance.ALLEGES: "alleged",
    Stance.DOUBTS: "doubted",
    Stance.BELIEVES: "believed",
    Stance.COMMITS: "promised",
    Stance.PREDICTS: "expected",
}
_ANYBODY = frozenset({"people", "persons", "person", "others"})


@dataclass(frozen=True, slots=True)
class _Heading:
    """What names a report where its words are quoted."""

    title: str | None
    publisher: str | None
    published: Published


def brief(
    readings: Iterable[Reading],
    incidents: Sequence[Incident],
    holdings: Sequence[Holding],
    series: Sequence[Series],
    voices: int,
) -> str:
    """Return the brief as plain text in 80 columns, ended by a line feed. Empty sections are left out.

    Of `readings` only headings and issues are kept, one at a time; `voices` is how many sources speak in all of them.
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
            *page.footer(),
        ]
    )


class _Page:
    """The sections of one brief."""

    def __init__(self, incidents: Sequence[Incident], readings: Iterable[Reading]) -> None:
        self._incidents = incidents
        self._reports: dict[str, _Heading] = {}
        self._issues: list[tuple[str, Issue]] = []
        for reading in readings:
            report = reading.report
            self._reports[report.id] = _Heading(report.title, report.publisher, reading.published)
            self._issues += [(report.id, issue) for issue in reading.issues]
        self._ids = typeset.short_ids([incident.id for incident in incidents])
        agreed = [one for one in incidents if not one.contested]
        self._contested = sorted((one for one in incidents if one.contested), key=_weight)
        self._corroborated = sorted((one for one in agreed if one.independent > 1), key=_weight)
        self._single = sorted(
            (one for one in agreed if one.independent <= 1),
            key=lambda one: (-(_day(one) or date.min).toordinal(), _place(one), one.id),
        )

    def header(self, voices: int) -> Iterator[str]:
        yield "SITUATION BRIEF"
        yield typeset.rule("═")
        counts = [
            typeset.counted(len(self._reports), "report"),
            typeset.counted(voices, "voice"),
            typeset.counted(len(self._incidents), "incident")
            + (f", {len(self._contested)} contested" if self._contested else ""),
        ]
        yield " · ".join(counts)
        yield from _published(list(self._reports.values()))
        if not self._incidents:
            yield from ("", "No incidents yet. Add reports with: rashomon add PATH")

    def contested(self) -> Iterator[str]:
        if not self._contested:
            return
        yield from typeset.heading("Contested", "both sides, in their words")
        for incident in self._contested[:MOST_CONTESTED]:
            yield from self._title(incident)
            for account in _sides(incident):
                yield from self._quote(account)
            differences = [link for link in incident.links if link.relation is Relation.CONTRADICTS]
            for field, reason in {link.field: link.reasons[0] for link in differences}.items():
                yield from typeset.paragraph(f"{field}: {reason}", f"    {'differ on':10}  ", " " * 16)
            yield from self._rest(incident, len(_sides(incident)))
            yield ""
        yield from _more(len(self._contested) - MOST_CONTESTED, "rashomon incidents")

    def corroborated(self) -> Iterator[str]:
        if not self._corroborated:
            return
        yield from typeset.heading("Corroborated", "two or more independent voices")
        for incident in self._corroborated[:MOST_CORROBORATED]:
            yield from self._title(incident)
            shown = _one_a_voice(incident, 2)
            for account in shown:
                yield from self._quote(account)
            yield from self._rest(incident, len(shown))
            yield ""
        yield from _more(len(self._corroborated) - MOST_CORROBORATED, "rashomon incidents")

    def single(self) -> Iterator[str]:
        if not self._single:
            return
        yield from typeset.heading("One voice only", "by day, the latest first, and place")
        shown = self._single[:MOST_SINGLE]
        by_day: dict[date | None, list[Incident]] = defaultdict(list)
        for incident in shown:
            by_day[_day(incident)].append(incident)
        for day, incidents in by_day.items():
            yield f"{day:%A} {spoken_time(day.isoformat())}" if day else "No single day said"
            for incident in incidents:
                yield from self._title(incident)
                account = next((one for one in incident.accounts if one.status in _TOLD), incident.accounts[0])
                yield from self._quote(account, SHORT_QUOTE)
            yield ""
        yield from _more(len(self._single) - len(shown), "rashomon incidents")

    def figures(self, series: Sequence[Series]) -> Iterator[str]:
        rows = [
            (
                _measure(one.measure, estimate.who),
                spoken_range(estimate.low, estimate.high),
                one.place or "",
                ", ".join(part for part in (typeset.capital(estimate.source), spoken_time(time)) if part),
            )
            for one in sorted(series, key=lambda one: (one.place is None, -len(one.estimates)))
            if one.measure is not Measure.OTHER
            for time, estimate in one.estimates
        ]
        if not rows:
            return
        yield from typeset.heading("Figures", "as the words put them")
        yield from typeset.columns(rows[:MOST_FIGURES], (24, 17, 16))
        yield from _more(len(rows) - MOST_FIGURES, "rashomon figures")

    def holdings(self, holdings: Sequence[Holding]) -> Iterator[str]:
        if not holdings:
            return
        yield from typeset.heading("Who holds what", "as said")
        rows = [
            (
                one.place.place.name if one.place.place else one.place.text,
                one.holder,
                "; ".join(part for part in (_held(one), "CONTESTED" if one.contested else "", _said_by(one)) if part),
            )
            for one in sorted(holdings, key=lambda one: not one.contested)[:MOST_HOLDINGS]
        ]
        yield from typeset.columns(rows, (22, 28))
        yield from _more(len(holdings) - MOST_HOLDINGS, "rashomon control")

    def issues(self) -> Iterator[str]:
        issues = self._issues
        if not issues:
            return
        yield from typeset.heading("Not understood", typeset.counted(len(issues), "remark"))
        counts = Counter(issue.code for _, issue in issues)
        first = {issue.code: (report, issue) for report, issue in reversed(issues)}
        rows = []
        for code, count in counts.most_common(MOST_CODES):
            report, issue = first[code]
            rows.append((f"{count:,}", code, f"{issue.message} ({self._where(report, issue.span)})"))
        yield from typeset.columns(rows, (7, 26))
        yield from _more(len(counts) - MOST_CODES, "rashomon show REPORT", "kind", "kinds")

    def footer(self) -> Iterator[str]:
        if self._incidents:
            yield from ("", "", typeset.rule())
            grades = " · ".join(f"{grade} {name}" for grade, name in GRADES.items())
            yield from typeset.paragraph(f"Grades: {grades}.")
            yield from typeset.paragraph("Copies of one text count as one voice. More on any of them: rashomon show ID")

    def _title(self, incident: Incident) -> Iterator[str]:
        right = f"{incident.credibility} {GRADES[incident.credibility]}  {self._ids[incident.id]}"
        yield from typeset.entry(incident.summary, right, "  ")

    def _quote(self, account: IncidentAccount, longest: int = LONGEST_QUOTE) -> Iterator[str]:
        said = f"{typeset.capital(account.source)}: {typeset.quoted(account.quote, longest)}"
        yield from typeset.paragraph(said, f"    {_how(account):10}  ", " " * 16)
        yield from typeset.paragraph(self._where(account.report, account.span, account.source), " " * 16)

    def _where(self, report: str, span: Span | None, speaker: str | None = None) -> str:
        """Return the place of words: publisher (if not the speaker), title, characters; else the report's id."""
        heading = self._reports.get(report)
        names = [heading.publisher] if heading and heading.publisher and heading.publisher != speaker else []
        if heading and heading.title:
            names.append(typeset.quoted(heading.title, LONGEST_TITLE))
        if not names:
            names.append(f"report {report.rpartition('_')[2][:8]}")
        return ", ".join(names) + (f", characters {span.start}–{span.end}" if span else "")

    def _rest(self, incident: Incident, shown: int) -> Iterator[str]:
        left = len(incident.accounts) - shown
        if left > 0:
            voices = typeset.counted(incident.independent, "independent voice")
            more = typeset.counted(left, "more account")
            yield from typeset.paragraph(
                f"{more} ({voices} in all): rashomon show {self._ids[incident.id]}", "    ", "      "
            )


def _weight(incident: Incident) -> tuple[int, int, date, str]:
    """Sort what most voices speak of first."""
    return -incident.independent, -incident.raw, _day(incident) or date.max, incident.id


def _sides(incident: Incident) -> list[IncidentAccount]:
    """Return who stands against whom, those who say so first: of denials, else of the surest contradictions."""
    by_claim = {account.claim: account for account in incident.accounts}
    opposed = sorted(
        (link for link in incident.links if link.relation in _OPPOSED),
        key=lambda link: (_OPPOSED.index(link.relation), -link.score),
    )
    pairs = [by_claim[claim] for link in opposed for claim in (link.a, link.b)]
    said = [one for one in pairs if one.status is not Status.DENIED] or _one_a_voice(incident, 1)
    denied = [one for one in (*pairs, *incident.accounts) if one.status is Status.DENIED]
    return _two_voices(said) + _two_voices(denied)


def _two_voices(accounts: Sequence[IncidentAccount]) -> list[IncidentAccount]:
    """Return an account of each of the first two voices, those who are quoted with more than a word before others."""
    voices: dict[str, IncidentAccount] = {}
    for one in sorted(accounts, key=lambda one: " " not in one.quote.strip()):
        voices.setdefault(one.source.casefold(), one)
    return list(voices.values())[:2]


def _one_a_voice(incident: Incident, most: int) -> list[IncidentAccount]:
    """Return the first account of each voice that says so, at most so many."""
    voices = {
        one.source: one for one in reversed(incident.accounts) if one.status in (Status.ASSERTED, Status.RUMOURED)
    }
    chosen = sorted(voices.values(), key=incident.accounts.index)
    return chosen[:most]


def _how(account: IncidentAccount) -> str:
    if account.status is Status.ASSERTED:
        return _STANCES.get(account.stance, "said")
    return account.status.value.replace("_", " ")


def _day(incident: Incident) -> date | None:
    first, last = days(incident.time.edtf) if incident.time else (None, None)
    return first if first == last else None


def _place(incident: Incident) -> str:
    if incident.place is None:
        return ""
    return incident.place.place.name if incident.place.place else incident.place.text


def _published(reports: Sequence[_Heading]) -> Iterator[str]:
    """Yield over which days the reports appeared, and how many of them are not dated to the day."""
    ends = [days(heading.published.edtf) for heading in reports]
    dated = [first for first, last in ends if first is not None and first == last]
    if dated:
        rest = f", {len(ends) - len(dated)} of them on a day not known" if len(dated) < len(ends) else ""
        yield f"Published {spoken_time(f'{min(dated)}/{max(dated)}')}{rest}"


def _measure(measure: Measure, who: str | None) -> str:
    """Return ``killed``, or ``killed (children)`` where somebody in particular was counted."""
    whose = typeset.one_line(who or "")
    return f"{measure.value} ({whose})" if whose and whose.casefold() not in _ANYBODY else measure.value


def _held(holding: Holding) -> str:
    since, until = spoken_time(holding.since), spoken_time(holding.until)
    return ", ".join([f"since {since}"] * bool(since) + [f"until {until}"] * bool(until))


def _said_by(holding: Holding) -> str:
    return f"says {typeset.listed(holding.sources, 3)}" if holding.sources else ""


def _more(left: int, command: str, one: str = "", many: str = "") -> Iterator[str]:
    if left > 0:
        what = f" {one if left == 1 else many}" if one else ""
        yield f"  … and {left:,} more{what}: {command}"
