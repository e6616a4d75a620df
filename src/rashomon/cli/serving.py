"""The command that opens the workbench in a browser on this machine.

Knows: where it listens. Does not know: what it shows (web).
"""

from __future__ import annotations

import click

from rashomon.cli.asking import casebook_option, opened


@click.command()
@casebook_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", type=click.IntRange(0, 65535), default=8710, show_default=True, help="0: any that is free.")
@click.option("--tiles", metavar="URL", help="Your own map tiles, beside the outlines that are built in.")
def serve(casebook: str | None, host: str, port: int, tiles: str | None) -> None:
    """Open the workbench: look, compare and judge in a browser."""
    from rashomon.web.serving import run  # noqa: PLC0415 - the web takes half a second to load

    run(opened(casebook).settings, host, port, tiles)
