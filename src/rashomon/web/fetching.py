"""A page that somebody asked for by its address, fetched from the open web and from nowhere else.

Knows: which addresses are of the open web, and how much is taken. The connection is made to the very address that was
checked, so that a name cannot mean something else a moment later; every redirection is checked again.
Does not know: what becomes of the page. Nothing is fetched that nobody asked for.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import SplitResult, urljoin, urlsplit

from rashomon.errors import UsageError

MOST_BYTES = 20 * 2**20
MOST_REDIRECTIONS = 5
SECONDS = 20
PORTS = {"http": 80, "https": 443}
"""Schemes and the only ports that are asked: others are not of web pages."""
SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
"""What is taken, by its content type, and what a file of it is called."""

Allowed = Callable[[ipaddress.IPv4Address | ipaddress.IPv6Address], bool]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: where from in the end, what its file is called behind the point, the bytes."""

    address: str
    suffix: str
    data: bytes


def is_open(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Tell whether an address is of the open web: not of this machine, a local network or a service inside it."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is not None:
            return is_open(inner)
        if address in ipaddress.ip_network("64:ff9b::/96"):
            return is_open(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return address.is_global and not address.is_multicast


def fetch(address: str, allowed: Allowed = is_open) -> Fetched:
    """Return what is at an address of the open web; UsageError says why it cannot be had."""
    for _ in range(MOST_REDIRECTIONS + 1):
        where = _checked(address)
        connection = _connection(where, _resolved(where, allowed))
        try:
            connection.request("GET", _path(where), headers=_headers(where))
            answer = connection.getresponse()
            if answer.status in (301, 302, 303, 307, 308) and (leads := answer.getheader("Location")):
                address = urljoin(address, leads)
                continue
            return _taken(address, answer)
        except (OSError, HTTPException) as error:
            raise UsageError(f"{where.hostname} does not answer ({error})", "try later, or upload the page") from error
        finally:
            connection.close()
    raise UsageError(f"{address} leads on and on", "open it in a browser, and upload the page")


def _checked(address: str) -> SplitResult:
    try:
        where = urlsplit(address.strip())
        port = where.port
    except ValueError as error:
        raise UsageError(f"{address!r} is no address", "give it as https://example.org/page") from error
    if where.scheme not in PORTS or not where.hostname:
        raise UsageError(f"{address!r} is no address of a web page", "give it as https://example.org/page")
    if where.username is not None or where.password is not None:
        raise UsageError("an address with a name or a password in it is not fetched", "leave them out")
    if port not in (None, PORTS[where.scheme]):
        raise UsageError(f"port {port} is not one of web pages", "upload the page instead")
    return where


def _resolved(where: SplitResult, allowed: Allowed) -> str:
    """Return the address to connect to; all that a name stands for must be of the open web."""
    try:
        found = socket.getaddrinfo(where.hostname, PORTS[where.scheme], type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UsageError(f"nothing is called {where.hostname}", "look at the address again") from error
    addresses = [str(one[4][0]).partition("%")[0] for one in found]
    if not addresses or not all(allowed(ipaddress.ip_address(one)) for one in addresses):
        raise UsageError(
            f"{where.hostname} is in a local network, not in the open web", "upload the page instead of its address"
        )
    return addresses[0]


class _Pinned(HTTPConnection):
    """A connection to an address that was checked, for a host that is named to it."""

    def __init__(self, host: str, address: str, port: int, secure: bool) -> None:
        super().__init__(host, port, timeout=SECONDS)
        self._address = address
        self._secure = secure

    def connect(self) -> None:
        """Connect to the address, and prove that it is the host's where the connection is secure."""
        made = socket.create_connection((self._address, self.port), SECONDS)
        self.sock = ssl.create_default_context().wrap_socket(made, server_hostname=self.host) if self._secure else made


def _connection(where: SplitResult, address: str) -> HTTPConnection:
    return _Pinned(where.hostname or "", address, PORTS[where.scheme], where.scheme == "https")


def _path(where: SplitResult) -> str:
    path = where.path or "/"
    return f"{path}?{where.query}" if where.query else path


def _headers(where: SplitResult) -> dict[str, str]:
    return {"Host": where.hostname or "", "User-Agent": "rashomon", "Accept": ", ".join(SUFFIXES)}


def _taken(address: str, answer: HTTPResponse) -> Fetched:
    if answer.status != 200:
        raise UsageError(f"{address} answers {answer.status} {answer.reason}", "open it in a browser, upload the page")
    kind = (answer.getheader("Content-Type") or "text/html").partition(";")[0].strip().casefold()
    if kind not in SUFFIXES:
        raise UsageError(f"{address} is {kind}, which is not read", f"what is read: {', '.join(SUFFIXES)}")
    data = answer.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UsageError(f"{address} is larger than {MOST_BYTES // 2**20} MiB", "upload the part that matters")
    return Fetched(address, SUFFIXES[kind], data)
