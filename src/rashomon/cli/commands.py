"""The commands.

Knows: commands, options and exit codes (0 done, 1 something could not be read, 2 the command was wrong).
Does not know: how anything is done (casebook) or how it looks (the other modules here).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import IO, Any

import click
from tqdm import tqdm

from rashomon.casebook import Given
from rashomon.cli import deciding, pages, serving, viewing
from rashomon.cli.asking import UNREAD, WRONG, Failures, casebook_option, complain, emit, json_option, opened
from rashomon.errors import RashomonError, UsageError
from rashomon.record.attribution import Guidelines
from rashomon.record.claim import ClaimKind, Status
from rashomon.record.incident import Incident
from rashomon.record.printed import line, plain, printed, printed_incident
from rashomon.record.run import Reading


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


@click.group(cls=OuterRing, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="rashomon")
def program() -> None:
    """Read reports of a conflict and keep the accounts: who says what, who denies it, and on which words."""


_paths = click.argument("paths", nargs=-1, required=True, metavar="PATH...")
_published = click.option("--published", metavar="DATE", help="When these files were published (EDTF).")
_publisher = click.option("--publisher", metavar="NAME", help="Who published these files.")
_processes = click.option(
    "--processes",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many processes read (default: one a core, at most 4) [RASHOMON_PROCESSES].",
)


@program.command()
@_paths
@json_option
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
    failures = Failures()
    readings = opened(None, processes, Guidelines(guidelines)).read(paths, failures, Given(publisher, published))
    for number, reading in enumerate(_progress(readings)):
        if as_json:
            click.echo(line(printed(reading)))
        else:
            click.echo("\n" if number else "", nl=False)
            click.echo("\n".join(pages.reading(reading)))
    failures.end()


@program.command()
@_paths
@casebook_option
@_published
@_publisher
@_processes
def add(
    paths: tuple[str, ...], casebook: str | None, published: str | None, publisher: str | None, processes: int | None
) -> None:
    """Read files and folders into a casebook. What is already there is not read again."""
    failures = Failures()
    with opened(casebook, processes) as book:
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
@casebook_option
@click.option("--since", metavar="DATE", help="Only what is new beside what had been published by then (EDTF).")
@click.option("--format", "format_", metavar="FORMAT", default="text", help="text, markdown, html or docx.")
@click.option("--output", "-o", type=click.Path(dir_okay=False), help="To a file (docx: always).")
def brief(casebook: str | None, since: str | None, format_: str, output: str | None) -> None:
    """Print what an analyst would paste into a situation report, contested first."""
    with opened(casebook) as book:
        made = book.brief(format_, since)
    if isinstance(made, bytes) and output is None:
        raise UsageError(f"{format_} is not for a terminal", f"name a file: --output brief.{format_}")
    if output is None:
        click.echo(made, nl=False)
        return
    data = made.encode("utf-8", "backslashreplace") if isinstance(made, str) else made
    try:
        Path(output).write_bytes(data)
    except OSError as error:
        raise UsageError(f"{output}: cannot be written ({error.strerror})", "name another file or folder") from error


@program.command()
@casebook_option
@json_option
@click.option("--kind", type=click.Choice([kind.value for kind in ClaimKind]), help="Only claims of this kind.")
@click.option("--status", type=click.Choice([status.value for status in Status]), help="Only claims of this status.")
def claims(casebook: str | None, as_json: bool, kind: str | None, status: str | None) -> None:
    """List the claims: what is said to be so."""
    with opened(casebook) as book:
        found = book.accounts(kind=kind, status=status)
        emit(map(plain, found) if as_json else found, as_json, pages.claims)


@program.command()
@click.argument("id_", metavar="ID")
@casebook_option
@json_option
def show(id_: str, casebook: str | None, as_json: bool) -> None:
    """Show a report, a claim or an incident by its id or the unique beginning of it."""
    with opened(casebook) as book:
        shown = book.show(id_)
        if not as_json:
            click.echo("\n".join(pages.shown(shown)))
        elif isinstance(shown, Reading):
            click.echo(line(printed(shown)))
        else:
            click.echo(line(printed_incident(shown) if isinstance(shown, Incident) else plain(shown)))


@program.command()
@click.argument("words", nargs=-1, required=True)
@casebook_option
@json_option
def find(words: tuple[str, ...], casebook: str | None, as_json: bool) -> None:
    """Find reports and claims by their words."""
    with opened(casebook) as book:
        hits = book.find(" ".join(words))
        emit(map(plain, hits) if as_json else hits, as_json, pages.hits)


@program.command()
@casebook_option
@json_option
def stories(casebook: str | None, as_json: bool) -> None:
    """List which reports tell of one event, whoever wrote them."""
    with opened(casebook) as book:
        found = book.stories()
        known = {} if as_json else {reading.report.id: reading for reading in book.readings()}
        emit(map(plain, found) if as_json else found, as_json, partial(pages.stories, known=known))


@program.command()
@click.argument("format_", metavar="FORMAT")
@casebook_option
@click.option("--output", "-o", type=click.File("w", encoding="utf-8", lazy=True), default="-", help="To a file.")
def export(format_: str, casebook: str | None, output: IO[str]) -> None:
    """Write the casebook as jsonl, csv or geojson."""
    with opened(casebook) as book:
        book.export(format_, output)


@program.command()
@casebook_option
def verify(casebook: str | None) -> None:
    """Hash every original again and slice every span again; exit 1 if anything is amiss."""
    with opened(casebook) as book:
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
    failures = Failures()
    with opened(None) as book:
        made = book.add_places(paths, failures)
        for one in made:
            click.echo("\n".join(pages.arrived(one)))
        new = sum(one.new for one in made)
        counts = f"{new} added, {len(made) - new} already there, {failures.count} could not be added"
        click.echo(f"{counts}: {book.places_file}", err=True)
    failures.end()


@gazetteer.command("find")
@click.argument("name", nargs=-1, required=True)
@json_option
def find_places(name: tuple[str, ...], as_json: bool) -> None:
    """Show the places known by a name or a P-code, with how far each reaches and where it comes from."""
    with opened(None) as book:
        found = book.places_called(" ".join(name))
        emit(map(plain, found) if as_json else found, as_json, pages.places)


@gazetteer.command("list")
@json_option
def list_places(as_json: bool) -> None:
    """List the files of places that were added. Delete the file named on stderr to be rid of them."""
    with opened(None) as book:
        found = book.files_of_places()
        emit(map(plain, found) if as_json else found, as_json, pages.files_of_places)
        click.echo(book.places_file, err=True)


for command in (
    viewing.incidents,
    viewing.control,
    viewing.conditions,
    viewing.agreements,
    viewing.figures,
    deciding.judge,
    deciding.history,
    deciding.sources,
    serving.serve,
    serving.people,
):
    program.add_command(command)
