"""The commands that open the workbench in a browser, and say who may use it from elsewhere.

Knows: where it listens, and what is asked of an account. Does not know: what it shows, or who is let in (web).
"""

from __future__ import annotations

import sys

import click

from rashomon.cli.asking import casebook_option, opened
from rashomon.record.person import Person, Role


@click.command()
@casebook_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen; off this machine with accounts.")
@click.option("--port", type=click.IntRange(0, 65535), default=8710, show_default=True, help="0: any that is free.")
@click.option("--accounts", is_flag=True, help="Demand accounts on this machine too (see people).")
@click.option("--name", "names", multiple=True, metavar="HOST", help="A name by which browsers elsewhere reach it.")
@click.option("--tiles", metavar="URL", help="Your own map tiles, beside the outlines that are built in.")
def serve(
    casebook: str | None, host: str, port: int, accounts: bool, names: tuple[str, ...], tiles: str | None
) -> None:
    """Open the workbench: look, compare and judge in a browser."""
    from rashomon.web.serving import run  # noqa: PLC0415 - the web takes half a second to load
    from rashomon.web.workbench import Options  # noqa: PLC0415

    run(opened(casebook).settings, host, port, Options(accounts, names, tiles, prepare=True), click.echo)


@click.group()
def people() -> None:
    """Say who may use the workbench when it is reached from other machines."""


_role = click.Choice([role.value for role in Role])
_password_stdin = click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")


@people.command("add")
@click.argument("name")
@casebook_option
@click.option("--role", type=_role, default=Role.VIEWER.value, show_default=True, help="What they may do.")
@_password_stdin
def add_person(name: str, casebook: str | None, role: str, password_stdin: bool) -> None:
    """Give somebody an account: viewers look, coders judge claims and add reports, reviewers merge and grade."""
    with opened(casebook) as book:
        book.make()
        book.people.add(Person(name, Role(role)), _password(password_stdin))


@people.command("list")
@casebook_option
def list_people(casebook: str | None) -> None:
    """List who has an account, and with which role."""
    with opened(casebook) as book:
        for one in book.people.all():
            click.echo(f"{one.name}  {one.role.value}")


@people.command("role")
@click.argument("name")
@click.argument("role", type=_role)
@casebook_option
def change_role(name: str, role: str, casebook: str | None) -> None:
    """Give somebody another role; it counts from the next page on."""
    with opened(casebook) as book:
        book.people.change(name, role=Role(role))


@people.command("password")
@click.argument("name")
@casebook_option
@_password_stdin
def change_password(name: str, casebook: str | None, password_stdin: bool) -> None:
    """Give somebody another password."""
    with opened(casebook) as book:
        book.people.change(name, password=_password(password_stdin))


@people.command("remove")
@click.argument("name")
@casebook_option
def remove_person(name: str, casebook: str | None) -> None:
    """Take somebody's account away; what they decided stays."""
    with opened(casebook) as book:
        book.people.remove(name)


def _password(from_stdin: bool) -> str:
    from rashomon.web.guard.passwords import hashed  # noqa: PLC0415

    if from_stdin:
        return hashed(sys.stdin.readline().rstrip("\n"))
    return hashed(click.prompt("Password", hide_input=True, confirmation_prompt=True))
