"""The commands that show what the accounts come to: incidents, control, conditions, agreements, figures.

Knows: which views can be asked for as of a date, and what is said of reports that have none.
Does not know: how a view is computed (casebook), or how it looks (courses, pages).
"""

from __future__ import annotations

from functools import partial

import click

from rashomon.casebook import HEADLINES, Casebook
from rashomon.cli import courses, pages
from rashomon.cli.asking import as_of_option, at_option, casebook_option, emit, json_option, opened
from rashomon.record.printed import plain, printed_agreement, printed_incident


@click.command()
@casebook_option
@json_option
@as_of_option
@click.option("--contested", is_flag=True, help="Only those on which voices part.")
def incidents(casebook: str | None, as_json: bool, as_of: str | None, contested: bool) -> None:
    """List the incidents, with every account of each."""
    with opened(casebook) as book:
        found = [item for item in book.incidents(as_of) if item.contested or not contested]
        emit([printed_incident(item) for item in found] if as_json else found, as_json, pages.incidents)
        _say_not_dated(book, as_of)


@click.command()
@casebook_option
@json_option
@as_of_option
@at_option
def control(casebook: str | None, as_json: bool, as_of: str | None, at: str | None) -> None:
    """List who is said to hold which place."""
    with opened(casebook) as book:
        found = book.control(as_of, at)
        emit(map(plain, found) if as_json else found, as_json, courses.control)
        _say_not_dated(book, as_of)
        _say_open(sum(one.since is None for one in found), at)


@click.command()
@casebook_option
@json_option
@as_of_option
@at_option
def conditions(casebook: str | None, as_json: bool, as_of: str | None, at: str | None) -> None:
    """List how places are said to fare: besieged, with or without access, in want."""
    with opened(casebook) as book:
        found = book.conditions(as_of, at)
        emit(map(plain, found) if as_json else found, as_json, courses.conditions)
        _say_not_dated(book, as_of)
        _say_open(sum(one.since is None for one in found), at)


@click.command()
@casebook_option
@json_option
def agreements(casebook: str | None, as_json: bool) -> None:
    """List agreements with what each voice says became of them."""
    with opened(casebook) as book:
        found = book.agreements()
        emit(map(printed_agreement, found) if as_json else found, as_json, courses.agreements)


@click.command()
@casebook_option
@json_option
@as_of_option
@click.option("--rule", type=click.Choice(list(HEADLINES)), help="Give each series a headline by this rule.")
def figures(casebook: str | None, as_json: bool, as_of: str | None, rule: str | None) -> None:
    """List figures through their estimates."""
    with opened(casebook) as book:
        found = book.figures(as_of, rule)
        emit(map(plain, found) if as_json else found, as_json, partial(courses.figures, rule=rule))
        _say_not_dated(book, as_of)


def _say_not_dated(book: Casebook, as_of: str | None) -> None:
    if as_of is not None and (left_out := book.not_dated(as_of)):
        reports = "1 report does" if left_out == 1 else f"{left_out} reports do"
        click.echo(f"{reports} not count: nobody knows whether published by {as_of}", err=True)


def _say_open(many: int, at: str | None) -> None:
    if at is not None and many:
        click.echo(f"{many} may have begun after {at}: nobody says when", err=True)
