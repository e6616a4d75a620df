"""The commands.

Knows: commands, options and exit codes (0 done, 1 something could not be read, 2 the command was wrong).
Does not know: how anything is done (casebook) or how it looks (the other modules here).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import IO, Any

import click
from tqdm import tqdm

from rashomon.casebook import Casebook, Given
from rashomon.cli import pages
from rashomon.errors import RashomonError, UsageError
from rashomon.record.attribution import Guidelines
from rashomon.record.claim import ClaimKind, Status
from rashomon.record.incident import Incident
from rashomon.record.judgement import Act
from rashomon.record.printed import line, plain, printed, printed_incident
from rashomon.record.run import Reading
from rashomon.settings import Settings

UNREAD, WRONG = 1, 2


class OuterRing(click.Group):
    """The group of all commands; an error ends here as two lines on stderr: what, and what to do."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except RashomonError as error:
            complain(error)
            ctx.exit(WRONG if isinstance(error, UsageError) else UNREAD)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            if os.environ.get("RASHOMON_DEBUG"):
                raise
            click.echo(f"rashomon: unexpected {type(error).__name__}: {error}", err=True)
            click.echo("  this is a defect: run again with RASHOMON_DEBUG=1 and report what it prints", err=True)
            ctx.exit(UNREAD)


def complain(error: RashomonError) -> None:
    """Print an error's two lines on stderr."""
    tqdm.write(f"rashomon: {error.what}", file=sys.stderr)
    tqdm.write(f"  {error.hint}", file=sys.stderr)


@click.group(cls=OuterRing, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="rashomon")
def program() -> None:
    """Read reports of a conflict and keep the accounts: who says what, who denies it, and on which words."""


_casebook = click.option(
    "--casebook", metavar="FILE|URL", help="The casebook: a SQLite file or a postgresql:// address [RASHOMON_CASEBOOK]."
)
_json = click.option("--json", "as_json", is_flag=True, help="Print JSON Lines, as docs/record.md describes.")
_paths = click.argument("paths", nargs=-1, required=True, metavar="PATH...")
_published = click.option("--published", metavar="DATE", help="When these files were published (EDTF).")
_publisher = click.option("--publisher", metavar="NAME", help="Who published these files.")
_processes = click.option(
    "--processes",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many processes read (default: one a core, at most 4) [RASHOMON_PROCESSES].",
)


def _open(address: str | None, processes: int | None = None, guidelines: Guidelines = Guidelines.RASHOMON) -> Casebook:
    given = Settings.from_environment()
    address, processes = address or given.casebook, processes or given.processes
    return Casebook(replace(given, casebook=address, processes=processes, guidelines=guidelines))


class _Failures:
    """Counts what could not be read, and says each on stderr as it comes."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, error: RashomonError) -> None:
        self.count += 1
        complain(error)

    def end(self) -> None:
        """Leave with exit code 1 if anything failed."""
        if self.count:
            raise click.exceptions.Exit(UNREAD)


def _emit(records: Iterable[Any], as_json: bool, page: Callable[[Any], Iterable[str]]) -> None:
    """Print each record as one line of JSON, or as the lines that `page` makes of all of them."""
    if as_json:
        for record in records:
            click.echo(line(record))
    else:
        click.echo("\n".join(page(records)))


@program.command()
@_paths
@_json
@_published
@_publisher
@_processes
@click.option(
    "--guidelines",
    type=click.Choice([each.value for each in Guidelines]),
    default=Guidelines.RASHOMON.value,
    help="Which attributions count: all (rashomon), or those that PolNeAR marks, none inside others and no hearsay.",
)
def read(
    paths: tuple[str, ...],
    as_json: bool,
    published: str | None,
    publisher: str | None,
    processes: int | None,
    guidelines: str,
) -> None:
    """Read files and folders ('-': standard input) and print who says what; nothing is kept."""
    failures = _Failures()
    readings = _open(None, processes, Guidelines(guidelines)).read(paths, failures, Given(publisher, published))
    for number, reading in enumerate(_progress(readings)):
        if as_json:
            click.echo(line(printed(reading)))
        else:
            click.echo("\n" if number else "", nl=False)
            click.echo("\n".join(pages.reading(reading)))
    failures.end()


@program.command()
@_paths
@_casebook
@_published
@_publisher
@_processes
def add(
    paths: tuple[str, ...], casebook: str | None, published: str | None, publisher: str | None, processes: int | None
) -> None:
    """Read files and folders into a casebook. What is already there is not read again."""
    failures = _Failures()
    with _open(casebook, processes) as book:
        new = known = 0
        for was_new in _progress(book.add(paths, failures, Given(publisher, published))):
            new, known = new + was_new, known + (not was_new)
        click.echo(f"{new} added, {known} already there, {failures.count} could not be read: {book.address}", err=True)
    failures.end()


def _progress(items: Iterable[Any]) -> Iterator[Any]:
    """Show progress on stderr, when that is a terminal."""
    tqdm.monitor_interval = 0  # its watching thread would be copied into the processes that read
    yield from tqdm(items, unit=" reports", file=sys.stderr, disable=None, leave=False)


@program.command()
@_casebook
def brief(casebook: str | None) -> None:
    """Print what an analyst would paste into a situation report, contested first."""
    with _open(casebook) as book:
        click.echo(book.brief(), nl=False)


@program.command()
@_casebook
@_json
@click.option("--contested", is_flag=True, help="Only those on which voices part.")
def incidents(casebook: str | None, as_json: bool, contested: bool) -> None:
    """List the incidents, with every account of each."""
    with _open(casebook) as book:
        found = [item for item in book.incidents() if item.contested or not contested]
        _emit([printed_incident(item) for item in found] if as_json else found, as_json, pages.incidents)


@program.command()
@_casebook
@_json
@click.option("--kind", type=click.Choice([kind.value for kind in ClaimKind]), help="Only claims of this kind.")
@click.option("--status", type=click.Choice([status.value for status in Status]), help="Only claims of this status.")
def claims(casebook: str | None, as_json: bool, kind: str | None, status: str | None) -> None:
    """List the claims: what is said to be so."""
    with _open(casebook) as book:
        found = book.accounts(kind=kind, status=status)
        _emit(map(plain, found) if as_json else found, as_json, pages.claims)


@program.command()
@click.argument("id_", metavar="ID")
@_casebook
@_json
def show(id_: str, casebook: str | None, as_json: bool) -> None:
    """Show a report, a claim or an incident by its id or the unique beginning of it."""
    with _open(casebook) as book:
        shown = book.show(id_)
        if not as_json:
            click.echo("\n".join(pages.shown(shown)))
        elif isinstance(shown, Reading):
            click.echo(line(printed(shown)))
        else:
            click.echo(line(printed_incident(shown) if isinstance(shown, Incident) else plain(shown)))


@program.command()
@click.argument("id_", metavar="ID")
@_casebook
@_json
def history(id_: str, casebook: str | None, as_json: bool) -> None:
    """List what people decided about a claim, an incident or a report's claims, the oldest first."""
    with _open(casebook) as book:
        found = book.history(id_)
        _emit(map(plain, found) if as_json else found, as_json, pages.history)


@program.command()
@click.argument("words", nargs=-1, required=True)
@_casebook
@_json
def find(words: tuple[str, ...], casebook: str | None, as_json: bool) -> None:
    """Find reports and claims by their words."""
    with _open(casebook) as book:
        hits = book.find(" ".join(words))
        _emit(map(plain, hits) if as_json else hits, as_json, pages.hits)


@program.command()
@_casebook
@_json
def sources(casebook: str | None, as_json: bool) -> None:
    """List who speaks, how often and how."""
    with _open(casebook) as book:
        found = book.sources()
        _emit(map(plain, found) if as_json else found, as_json, pages.sources)


@program.command()
@_casebook
@_json
def stories(casebook: str | None, as_json: bool) -> None:
    """List which reports tell of one event, whoever wrote them."""
    with _open(casebook) as book:
        found = book.stories()
        known = {} if as_json else {reading.report.id: reading for reading in book.readings()}
        _emit(map(plain, found) if as_json else found, as_json, partial(pages.stories, known=known))


@program.command()
@_casebook
@_json
@click.option("--as-of", metavar="DATE", help="Only what had been published by then (EDTF).")
def control(casebook: str | None, as_json: bool, as_of: str | None) -> None:
    """List who is said to hold which place."""
    with _open(casebook) as book:
        found = book.control(as_of)
        _emit(map(plain, found) if as_json else found, as_json, pages.control)


@program.command()
@_casebook
@_json
def figures(casebook: str | None, as_json: bool) -> None:
    """List figures through their estimates."""
    with _open(casebook) as book:
        found = book.figures()
        _emit(map(plain, found) if as_json else found, as_json, pages.figures)


@program.command()
@click.argument("act", type=click.Choice([act.value for act in Act]))
@click.argument("id_", metavar="ID")
@_casebook
@click.option("--who", required=True, metavar="NAME", help="Who decides.")
@click.option("--reason", required=True, help="Why.")
@click.option("--field", help="What is corrected (correct).")
@click.option("--value", help="To what (correct).")
@click.option("--other", metavar="ID", help="What it is merged with or split from (merge, split).")
def judge(casebook: str | None, act: str, id_: str, who: str, reason: str, **change: str | None) -> None:
    """Keep what a person decides about a claim or an incident, beside what the machine read."""
    field, value, other = change["field"], change["value"], change["other"]
    if (field is None) != (value is None):
        raise UsageError("--field and --value go together", "give both, or neither")
    with _open(casebook) as book:
        changed = (field, value) if field is not None and value is not None else None
        made = book.judge(Act(act), id_, who=who, reason=reason, change=changed, other=other)
        click.echo(pages.judged(made))


@program.command()
@click.argument("format_", metavar="FORMAT")
@_casebook
@click.option("--output", "-o", type=click.File("w", encoding="utf-8", lazy=True), default="-", help="To a file.")
def export(format_: str, casebook: str | None, output: IO[str]) -> None:
    """Write the casebook as jsonl, csv or geojson."""
    with _open(casebook) as book:
        book.export(format_, output)


@program.command()
@_casebook
def verify(casebook: str | None) -> None:
    """Hash every original again and slice every span again; exit 1 if anything is amiss."""
    with _open(casebook) as book:
        amiss = 0
        for item in book.verify():
            amiss += 1
            click.echo(pages.problem(item))
        click.echo(f"{amiss} problems: {book.address}", err=True)
        if amiss:
            raise click.exceptions.Exit(UNREAD)


@program.group()
def gazetteer() -> None:
    """Add the places of a country, and see what is known by a name."""


@gazetteer.command("add")
@click.argument("paths", nargs=-1, required=True, metavar="FILE...")
def add_places(paths: tuple[str, ...]) -> None:
    """Add country files of GeoNames (YE.zip) and tables of P-codes (CSV); what is there already stays.

    They are kept in a file of your own, which every reading from now on knows [RASHOMON_GAZETTEER].
    """
    failures = _Failures()
    with _open(None) as book:
        made = book.add_places(paths, failures)
        for one in made:
            click.echo("\n".join(pages.arrived(one)))
        new = sum(one.new for one in made)
        counts = f"{new} added, {len(made) - new} already there, {failures.count} could not be added"
        click.echo(f"{counts}: {book.places_file}", err=True)
    failures.end()


@gazetteer.command("find")
@click.argument("name", nargs=-1, required=True)
@_json
def find_places(name: tuple[str, ...], as_json: bool) -> None:
    """Show the places known by a name or a P-code, with how far each reaches and where it comes from."""
    with _open(None) as book:
        found = book.places_called(" ".join(name))
        _emit(map(plain, found) if as_json else found, as_json, pages.places)


@gazetteer.command("list")
@_json
def list_places(as_json: bool) -> None:
    """List the files of places that were added. Delete the file named on stderr to be rid of them."""
    with _open(None) as book:
        found = book.files_of_places()
        _emit(map(plain, found) if as_json else found, as_json, pages.files_of_places)
        click.echo(book.places_file, err=True)
