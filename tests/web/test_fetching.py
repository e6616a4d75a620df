"""Fetching a page: the open web and nothing else."""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from rashomon.errors import UsageError
from rashomon.web import fetching
from rashomon.web.fetching import fetch, is_open

PAGE = b"<html><title>A page</title><p>Shells hit Binnish.</p></html>"


class Answering(BaseHTTPRequestHandler):
    """A site with pages, a circle, and ways that lead to where nobody may go."""

    def do_GET(self) -> None:
        leads = {"/round": "/round", "/inside": "http://169.254.169.254/", "/on": "/page"}.get(self.path)
        self.send_response(302 if leads else 404 if self.path == "/gone" else 200)
        if leads:
            self.send_header("Location", leads)
        kind = {"/film": "video/mp4", "/page": "text/html; charset=utf-8"}.get(self.path, "text/plain")
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A site on this machine, which the tests let through as if it were of the open web."""
    server = HTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    monkeypatch.setitem(fetching.PORTS, "http", server.server_port)
    yield "http://127.0.0.1"
    server.shutdown()
    thread.join()
    server.server_close()


def ours(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return str(address) == "127.0.0.1" or is_open(address)


def test_a_page_comes_with_what_its_file_is_called(site: str) -> None:
    found = fetch(f"{site}/on", ours)
    assert (found.address, found.suffix, found.data) == (f"{site}/page", ".html", PAGE)


@pytest.mark.parametrize(
    ("path", "why"),
    [("/round", "leads on and on"), ("/inside", "local network"), ("/film", "video/mp4"), ("/gone", "404")],
)
def test_what_cannot_be_had_is_said(site: str, path: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        fetch(f"{site}{path}", ours)


def test_a_page_that_is_too_large_is_refused(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MOST_BYTES", 10)
    with pytest.raises(UsageError, match="larger"):
        fetch(f"{site}/page", ours)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://10.1.2.3/",
        "http://172.16.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
        "http://[::1]/",
        "http://[::]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[fd00::1]/",
        "http://[fe80::1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://localhost/",
    ],
)
def test_nothing_inside_is_fetched(address: str) -> None:
    with pytest.raises(UsageError, match=r"local network|nothing is called"):
        fetch(address)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "ftp://example.org/",
        "gopher://example.org/",
        "//example.org",
        "example",
        "http://",
        "http://[x",
        "http://name:word@example.org/",
        "http://example.org:22/",
        "http://example.org:99999/",
    ],
)
def test_what_is_no_address_of_a_page_is_refused(address: str) -> None:
    with pytest.raises(UsageError):
        fetch(address)


def test_one_name_for_the_open_web_and_for_inside_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(0, 0, 0, "", (one, 80)) for one in ("93.184.215.14", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(UsageError, match="local network"):
        fetch("http://example.org/")


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_the_open_web_is_open(address: str) -> None:
    assert is_open(ipaddress.ip_address(address))
