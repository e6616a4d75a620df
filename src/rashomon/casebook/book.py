"""The whole program in one class: add, read, link, judge, find, export.

Knows: in which order the rooms work together, and what is kept between them.
Does not know: how any room does its part, or what a screen looks like.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from importlib.metadata import version
from itertools import pairwise
from typing import IO, TYPE_CHECKING, Self

from rashomon import plugins
from rashomon.errors import NotFound, UnreadablePlaces, UnreadableReport, UsageError
from rashomon.exports.brief import brief, news
from rashomon.intake.paths import reports
from rashomon.linking.agreements import agreements
from rashomon.linking.changes import changes
from rashomon.linking.conditions import conditions
from rashomon.linking.corrections import corrections
from rashomon.linking.decisions import Decisions, standing
from rashomon.linking.holdings import holdings
from rashomon.linking.incidents import link
from rashomon.linking.judging import Desk
from rashomon.linking.periods import copies_among, not_known_by, published_by, so_on
from rashomon.linking.reliability import UNJUDGED, decided_claims, reliabilities
from rashomon.linking.renewal import bring_up_to_date
from rashomon.linking.series import series
from rashomon.linking.stories import stories
from rashomon.reading.claims.types import TYPES
from rashomon.reading.crew import outcomes, reader
from rashomon.reading.parse import MODEL
from rashomon.record.claim import ClaimKind, Status
from rashomon.record.incident import Account, Agreement, Condition, Holding, Incident, Series, Story
from rashomon.record.judgement import Act, Decided, Judgement
from rashomon.record.run import Reading
from rashomon.record.text import Report
from rashomon.record.values import days
from rashomon.roles import Given, Taken
from rashomon.settings import Settings

if TYPE_CHECKING:
    from rashomon.casebook.browsing import Browsing
    from rashomon.gazetteer.added import Arrived
    from rashomon.gazetteer.known import Known
    from rashomon.store import Hit, Problem, Speaker, Store
    from rashomon.store.people import People

Failed = Callable[[UnreadableReport], None]
"""What is called with each file that could not be taken in, or report that could not be read; the rest goes on."""

NOTHING_GIVEN = Given()
VERSION = version("rashomon")


class Casebook:
    """Reports and the accounts in them. Nothing is opened, loaded or computed before it is needed.

    The room of the store is entered by functions only: its database library takes half a second to load.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._opened: Store | None = None
        self._browsing: Browsing | None = None
        self._linked: tuple[object, ...] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._opened is not None:
            self._opened.close()
            self._opened = self._browsing = self._linked = None

    @property
    def address(self) -> str:
        """Return where this casebook is: a path, or an address without its password."""
        from rashomon.store.address import shown  # noqa: PLC0415

        return shown(self._settings.casebook)

    @property
    def settings(self) -> Settings:
        """Return the settings that this casebook was made with."""
        return self._settings

    @property
    def parser(self) -> str:
        """Return the name of the parser's model."""
        return MODEL

    @property
    def people(self) -> People:
        """Return who has an account at a workbench on this casebook."""
        return self._store().people

    def make(self) -> None:
        """Make the casebook, empty, where there is none."""
        self._store(create=True)

    # Reading

    def take(self, paths: Sequence[str], failed: Failed, given: Given = NOTHING_GIVEN) -> Iterator[Taken]:
        """Yield what is in files and folders (`-`: standard input), in order."""
        if given.published is not None:
            _check_date(given.published)
        return reports(paths, given, plugins.intakes(), failed=failed)

    def record(self, reports: Iterable[Report], failed: Failed) -> Iterator[Reading]:
        """Yield the record of each report, in order; nothing is kept. ReadingStopped when reading cannot go on."""
        for report, outcome in outcomes(reports, plugins.making(self._settings), self._settings.processes):
            if isinstance(outcome, str):
                failed(_defect(report, outcome))
            else:
                yield outcome

    def read(self, paths: Sequence[str], failed: Failed, given: Given = NOTHING_GIVEN) -> Iterator[Reading]:
        """Yield the record of everything in files and folders, in order; nothing is kept."""
        return self.record((taken.report for taken in self.take(paths, failed, given)), failed)

    def add(self, paths: Sequence[str], failed: Failed, given: Given = NOTHING_GIVEN) -> Iterator[bool]:
        """Read files and folders into the casebook; yield for each report whether it is new.

        What this reader has read before is not read again. Each report is kept whole or not at all: after a stop at any
        moment a further call completes the rest.
        """
        store, run = self._store(create=True), reader(plugins.making(self._settings)).run
        originals: dict[str, bytes] = {}
        known = 0

        def unread() -> Iterator[Report]:
            nonlocal known
            for taken in self.take(paths, failed, given):
                report = taken.report
                if report.id in originals or store.view.has(report.id, run):
                    known += 1
                else:
                    originals[report.id] = taken.original
                    yield report

        for reading in self.record(unread(), failed):
            yield store.writer.add(reading, originals.pop(reading.report.id))
        yield from (False for _ in range(known))

    # Places

    def add_places(self, paths: Sequence[str], failed: Callable[[UnreadablePlaces], None]) -> list[Arrived]:
        """Add country files of GeoNames and tables of P-codes to the user's places; return what came of each.

        Each file is added whole or not at all: `failed` is called with each that was not, and the others are.
        """
        return plugins.add_places(self.places_file, paths, failed)

    def files_of_places(self) -> tuple[Arrived, ...]:
        """Return the files whose places were added, in that order."""
        return plugins.files_of_places(self.places_file)

    def places_called(self, name: str) -> tuple[Known, ...]:
        """Return the places of that name in any ordinary spelling, or with that P-code, most populous first."""
        return plugins.places_called(name, self._settings.gazetteer)

    @property
    def places_file(self) -> str:
        """Return the path of the file of added places; UsageError when the settings name none."""
        if self._settings.gazetteer is None:
            raise UsageError("no file for added places is set", "give one: Settings(gazetteer=FILE)")
        return self._settings.gazetteer

    # Views

    @property
    def browsing(self) -> Browsing:
        """Return what answers about part of the casebook, as quickly for many reports as for few."""
        from rashomon.casebook.browsing import Browsing  # noqa: PLC0415

        if self._browsing is None:
            self._browsing = Browsing(self._store(), self.link)
        return self._browsing

    def readings(self) -> Iterator[Reading]:
        """Yield the record of every report that is kept."""
        return self._store().view.readings()

    def accounts(self, kind: str | None = None, status: str | None = None) -> Iterator[Account]:
        """Yield the claims as they were read, each with who makes it and what people corrected.

        Those of one kind or status, as read, where that is given.
        """
        from rashomon.store import Wanted  # noqa: PLC0415

        wanted = Wanted(kind=ClaimKind(kind) if kind else None, status=Status(status) if status else None)
        view, made = self._store().view, self._corrections()
        return (replace(one, corrections=made.get(one.claim.id, ())) for one in view.accounts(wanted))

    def sources(self) -> list[Speaker]:
        """Return who speaks, those who speak most first, with how reliable people's decisions make them."""
        view = self._store().view
        judgements = view.judgements()
        decided = view.accounts_named(decided_claims(judgements))
        found = reliabilities(judgements, {one.claim.id: one.source.name for one in decided if one.source})
        return [replace(one, reliability=found.get(one.name, UNJUDGED)) for one in view.sources()]

    def find(self, words: str, limit: int | None = None) -> Iterator[Hit]:
        """Yield the reports that have all of `words`, with the places where they stand; at most `limit`, None: all."""
        return self._store().view.find(words, limit)

    def link(self, *, again: bool = False) -> None:
        """Bring the incidents up to date with what was added and decided since; make all anew with `again`."""
        store = self._store()
        state = store.browse.state()
        if not again and self._linked == state:
            return
        judgements = store.view.judgements()
        if again or not store.writer.is_linked(VERSION, [one.id for one in judgements]):
            with store.writer.linking(store.view) as kept:
                bring_up_to_date(kept, VERSION, judgements, plugins.kin(), again=again)
        else:
            self._linked = state

    def incidents(self, as_of: str | None = None, *, again: bool = False) -> tuple[Incident, ...]:
        """Return the incidents, brought up to date (see `link`); with `as_of` (EDTF) those of what was out by then."""
        if as_of is not None:
            accounts, copies = self._said(as_of)
            return link(accounts, copies, self._store().view.judgements(), plugins.kin())[1]
        self.link(again=again)
        return tuple(self._store().view.incidents())

    def control(self, as_of: str | None = None, at: str | None = None) -> tuple[Holding, ...]:
        """Return who is said to hold which place; with `at` (EDTF) only who is said to have held it on that date.

        `as_of` leaves out what had not been published by then. A holding whose beginning or end nobody says may cover
        any date on that side.
        """
        accounts, copies = self._said(as_of)
        return so_on(holdings(accounts, self.incidents(as_of), copies), at)

    def conditions(self, as_of: str | None = None, at: str | None = None) -> tuple[Condition, ...]:
        """Return how each place is said to fare: besieged, with or without access, in want. Dates as in `control`."""
        accounts, copies = self._said(as_of)
        return so_on(conditions(accounts, self.incidents(as_of), copies), at)

    def agreements(self) -> tuple[Agreement, ...]:
        """Return the agreements and what each voice says became of them."""
        accounts, copies = self._said()
        return agreements(accounts, self.incidents(), copies)

    def figures(self, as_of: str | None = None, rule: str | None = None) -> tuple[Series, ...]:
        """Return every figure at every place through its estimates, those that had been published by `as_of`.

        Each has a headline by a rule of HEADLINES where one is named.
        """
        return series(*self._said(as_of), rule)

    def not_dated(self, as_of: str) -> int:
        """Return of how many reports it is not known whether they had been published by `as_of`: they do not count."""
        reports = {one.claim.report: one.published for one in self._store().view.accounts()}
        return not_known_by(reports.values(), as_of)

    def stories(self) -> tuple[Story, ...]:
        """Return the stories: which reports tell of one event, those with the most reports first."""
        readings = self._store().view.readings()
        shared = (sorted({one.report for one in incident.accounts}) for incident in self.incidents())
        return stories(
            ((one.report.id, one.report.title or "", one.report.text) for one in readings),
            (pair for reports in shared for pair in pairwise(reports)),
        )

    def show(self, beginning: str) -> Reading | Account | Incident:
        """Return a report's record, a claim or an incident by its id or the unique beginning of it.

        The id of an incident that others have since joined leads to the one that holds its first claim now.
        Raises NotFound when there is none, UsageError when several begin so.
        """
        view = self._store().view
        if not beginning.startswith(("report", "claim", "attribution")):
            self.link()
        whole = view.incident(beginning)
        if whole is not None:
            return whole
        id_ = view.resolve(beginning)
        if id_.startswith("report"):
            return view.reading(id_)
        if id_.startswith("claim"):
            return replace(view.claim(id_), corrections=self._corrections().get(id_, ()))
        incident = view.incident(id_)
        if incident is not None:
            return incident
        raise NotFound(f"{id_} cannot be shown by itself", "show the report or the claim it belongs to")

    def brief(self, format_: str = "text", since: str | None = None) -> str | bytes:
        """Return the situation as an analyst would put it in a report, contested first, set in type.

        `format_` is one of `plugins.typesetters`: text and so on are str, docx is bytes. With `since` (EDTF) the brief
        has only what is new beside what had been published by then. Raises UsageError for another format or no date.
        """
        setters = plugins.typesetters()
        if format_ not in setters:
            raise UsageError(f"there is no format {format_!r}", f"choose one of: {', '.join(sorted(setters))}")
        view, incidents = self._store().view, self.incidents()
        voices = view.counts().sources
        if since is None:
            return setters[format_](brief(view.readings(), incidents, self.control(), self.figures(), voices))
        _check_date(since)
        changed = changes(self.incidents(since), incidents)
        return setters[format_](news(view.readings(), incidents, changed, since, voices))

    # What people decide, and what leaves

    def judge(
        self,
        act: Act,
        subject: str,
        *,
        who: str,
        reason: str,
        change: tuple[str, str] | None = None,
        other: str | None = None,
    ) -> Judgement:
        """Append what a person decided about `subject` (an id) and return it.

        `change` is a field and its value: a claim's (correct), ``relation`` (link), ``reliability`` (grade); `other`
        is the id it is merged or linked with, or parted from. Raises UsageError when the act lacks what it needs or
        has what it cannot use, NotFound when an id is not here.
        """
        made = self._desk().decide(act, subject, who, reason, change, other)
        self._store().writer.judge(made)
        return made

    def history(self, beginning: str) -> tuple[Decided, ...]:
        """Return what people decided about a claim, an incident, the claims of a report, a source or a judgement.

        The oldest stands first. Raises NotFound when nothing has that id or name and nobody decided on it.
        """
        return self._desk().history(beginning)

    def export(self, name: str, out: IO[str]) -> None:
        """Write everything to `out` in the format `name`; UsageError when there is no such format."""
        formats = plugins.exports()
        if name not in formats:
            raise UsageError(f"there is no format {name!r}", f"choose one of: {', '.join(sorted(formats))}")
        formats[name].write(self.readings(), self.incidents(), out)

    def digest(self) -> str:
        """Return a hash over all content: two casebooks that hold the same have the same one."""
        return self._store().check.digest()

    def verify(self) -> Iterator[Problem]:
        """Hash every original again, slice every span again, and yield what is amiss."""
        return self._store().check.problems()

    # Inside

    def _store(self, create: bool = False) -> Store:
        from rashomon.store import open_store  # noqa: PLC0415

        if self._opened is None:
            self._opened = open_store(self._settings.casebook, create)
        return self._opened

    def _corrections(self) -> dict[str, tuple[Judgement, ...]]:
        return corrections(standing(self._store().view.judgements()))

    def _desk(self) -> Desk:
        view, added = self._store().view, self._settings.gazetteer
        return Desk(
            show=self.show,
            judgements=view.judgements(),
            names=lambda: (speaker.name for speaker in view.sources()),
            places=lambda value: plugins.places_meant(value, added),
            actor=plugins.actor_called,
            types=TYPES,
        )

    def _said(self, as_of: str | None = None) -> tuple[list[Account], dict[str, str]]:
        """Return the accounts that count, with the values that people gave them, and the families of copies."""
        self.link()
        view = self._store().view
        copies = view.families()
        accounts = published_by(view.accounts(), as_of)
        decisions = Decisions(view.judgements(), [one.claim.id for one in accounts])
        counting = [decisions.corrected(one) for one in accounts if one.claim.id not in decisions.rejected]
        return counting, copies_among(counting, copies)


def _defect(report: Report, error: str) -> UnreadableReport:
    where = report.path or report.name or report.id
    hint = "this is a defect: please report it with the file; the others were read"
    return UnreadableReport(where, f"the reader failed on it ({error})", hint)


def _check_date(edtf: str) -> None:
    try:
        days(edtf)
    except ValueError as error:
        raise UsageError(f"{edtf!r} is no date", "give it as 2018-05-20, 2018-05, or 2018-05-13/2018-05-20") from error
