"""What all commands share: the casebook they ask, how an answer is printed, how a failure is.

Knows: the options, and the two lines of an error.
Does not know: any command.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import click
from tqdm import tqdm

from rashomon.casebook import Casebook
from rashomon.errors import RashomonError
from rashomon.record.attribution import Guidelines
from rashomon.record.printed import line
from rashomon.settings import Settings

UNREAD, WRONG = 1, 2

casebook_option = click.option(
    "--casebook", metavar="FILE|URL", help="The casebook: a SQLite file or a postgresql:// address [RASHOMON_CASEBOOK]."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON Lines, as docs/record.md describes.")
as_of_option = click.option("--as-of", metavar="DATE", help="Only what had been published by then (EDTF).")
at_option = click.option("--at", metavar="DATE", help="Only what is said to have been so on that date (EDTF).")


def opened(address: str | None, processes: int | None = None, guidelines: Guidelines = Guidelines.RASHOMON) -> Casebook:
    """Return the casebook at an address, else the one that is set."""
    given = Settings.from_environment()
    address, processes = address or given.casebook, processes or given.processes
    return Casebook(replace(given, casebook=address, processes=processes, guidelines=guidelines))


class Failures:
    """Counts what could not be read, and says each on stderr as it comes."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, error: RashomonError) -> None:
        """Count and print an error."""
        self.count += 1
        complain(error)

    def end(self) -> None:
        """Leave with exit code 1 if anything failed."""
        if self.count:
            raise click.exceptions.Exit(UNREAD)


def emit(records: Iterable[Any], as_json: bool, page: Callable[[Any], Iterable[str]]) -> None:
    """Print each record as one line of JSON, or as the lines that `page` makes of all of them."""
    if as_json:
        for record in records:
            click.echo(line(record))
    else:
        click.echo("\n".join(page(records)))


def complain(error: RashomonError) -> None:
    """Print an error's two lines on stderr."""
    tqdm.write(f"rashomon: {error.what}", file=sys.stderr)
    tqdm.write(f"  {error.hint}", file=sys.stderr)
