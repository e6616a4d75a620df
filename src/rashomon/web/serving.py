"""The workbench as a running server.

Knows: where it may listen, and that off this machine nobody gets in without an account.
Does not know: what it serves.
"""

from __future__ import annotations

import errno
import ipaddress
import socket
from collections.abc import Callable
from dataclasses import replace

import uvicorn

from rashomon.casebook import Casebook
from rashomon.errors import UsageError
from rashomon.settings import Settings
from rashomon.web.app import application
from rashomon.web.workbench import Options


def run(settings: Settings, host: str, port: int, options: Options, say: Callable[[str], None]) -> None:
    """Serve until interrupted; `say` is told the address to open. An empty casebook is made where there is none.

    Raises UsageError when the port is taken, or when the workbench would be reached from other machines and nobody has
    an account.
    """
    with Casebook(settings) as book:
        book.make()
        if not is_loopback(host):
            options = replace(options, accounts=True, hosts=(*options.hosts, host))
        if options.accounts and not book.people.any():
            raise UsageError(
                f"{host} is reached from other machines, and nobody has an account"
                if not is_loopback(host)
                else "accounts are demanded, and nobody has one",
                "make one first: rashomon people add NAME --role admin",
            )
    listening = _listen(host, port)
    say(f"http://{_shown(host)}:{listening.getsockname()[1]}/")
    config = uvicorn.Config(
        application(settings, options),
        log_level="warning",
        server_header=False,
        date_header=False,
        timeout_keep_alive=30,
        proxy_headers=False,
    )
    uvicorn.Server(config).run([listening])


def is_loopback(host: str) -> bool:
    """Tell whether nobody but this machine reaches what listens there."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, proto, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        made = socket.socket(family, kind, proto)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(where)
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        why = "is taken" if taken else f"cannot be listened on ({error.strerror})"
        raise UsageError(f"{host} port {port} {why}", "choose another: --port 0 takes any that is free") from error
    return made


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
