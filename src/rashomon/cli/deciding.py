"""The commands by which people decide, and see what was decided.

Knows: what each act takes on the command line.
Does not know: what may be decided about what (casebook), or how it looks (decided).
"""

from __future__ import annotations

import click

from rashomon.cli import decided
from rashomon.cli.asking import casebook_option, emit, json_option, opened
from rashomon.errors import UsageError
from rashomon.record.incident import Relation
from rashomon.record.judgement import Act
from rashomon.record.printed import plain


@click.command()
@click.argument("act", type=click.Choice([act.value for act in Act]))
@click.argument("subject", metavar="ID|SOURCE")
@casebook_option
@click.option("--who", required=True, metavar="NAME", help="Who decides.")
@click.option("--reason", required=True, help="Why.")
@click.option("--field", help="What is corrected (correct).")
@click.option("--value", help="To what (correct), or how reliable a source is, A to F (grade).")
@click.option("--other", metavar="ID", help="The other of two (merge, split, link, unlink).")
@click.option(
    "--relation", type=click.Choice([one.value for one in Relation]), help="How the first stands to the other (link)."
)
def judge(casebook: str | None, act: str, subject: str, who: str, reason: str, **change: str | None) -> None:
    """Keep what a person decides, beside what the machine read.

    accept, reject, merge, split: claims or incidents; correct, link, unlink: claims; grade: a source by its name;
    undo: an earlier judgement by its id (history ID lists them).
    """
    changed = _change(Act(act), change["field"], change["value"], change["relation"])
    with opened(casebook) as book:
        made = book.judge(Act(act), subject, who=who, reason=reason, change=changed, other=change["other"])
        click.echo(decided.judged(made))


def _change(act: Act, field: str | None, value: str | None, relation: str | None) -> tuple[str, str] | None:
    if relation is not None:
        if field is not None or value is not None:
            raise UsageError("--relation goes without --field and --value", "give --relation to link only")
        return "relation", relation
    if act is Act.GRADE and field is None and value is not None:
        return "reliability", value
    if (field is None) != (value is None):
        raise UsageError("--field and --value go together", "give both, or neither")
    return (field, value) if field is not None and value is not None else None


@click.command()
@click.argument("id_", metavar="ID|SOURCE")
@casebook_option
@json_option
def history(id_: str, casebook: str | None, as_json: bool) -> None:
    """List what people decided about a claim, an incident, a report's claims, a source or a judgement."""
    with opened(casebook) as book:
        found = book.history(id_)
        records = ({**plain(one.judgement), "undone_by": one.undone_by} for one in found)
        emit(records if as_json else found, as_json, decided.history)


@click.command()
@casebook_option
@json_option
def sources(casebook: str | None, as_json: bool) -> None:
    """List who speaks, how often and how, and how reliable people's decisions make them (A to F)."""
    with opened(casebook) as book:
        found = book.sources()
        emit(map(plain, found) if as_json else found, as_json, decided.sources)
