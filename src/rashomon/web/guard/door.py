"""The door: every request passes it on its way in, every answer on its way out.

Knows: by which names the workbench is reached, how much a request may bring, whose session it is, and which headers
keep a browser from doing more than show the page.
Does not know: who may do what (rights), or how anybody signs in (signing).
"""

from __future__ import annotations

import getpass
import hmac
import secrets
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rashomon.record.person import Person, Role
from rashomon.web.guard.sessions import Sessions

COOKIE = "rashomon"
MOST_BYTES = 64 * 2**20
"""Bytes that one request may bring: an upload of many reports."""
MOST_ELSEWHERE = 2**20
"""Bytes that a request for any other page may bring."""
UPLOADS = "/add"
HERE = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""The names of this machine by which a browser on it asks."""
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "style-src-elem 'self' {styles}",
        "style-src-attr 'unsafe-inline'",
        "img-src 'self' data: blob:{tiles}",
        "connect-src 'self'{tiles}",
        "worker-src 'self' blob:",
        "font-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
"""What a browser may load: our own files. Charts set attributes of style, and one sheet that is known by its hash."""
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
PLOT_STYLES = "'sha256-+TfQir1nvDucAdvE6XUQBt4ayUjpAWkbw2kCdSfekHM='"
"""The hash of the one sheet that Observable Plot puts into a chart."""


class TooMuch(Exception):
    """A request brings more than it may."""


class Door:
    """The outermost part of the application."""

    def __init__(
        self, app: ASGIApp, *, sessions: Sessions, accounts: bool, hosts: tuple[str, ...] = (), tiles: str | None = None
    ) -> None:
        self._app = app
        self._sessions = sessions
        self._accounts = accounts
        self._hosts = HERE | {name.casefold() for name in hosts}
        self._policy = POLICY.format(styles=PLOT_STYLES, tiles=f" {_origin(tiles)}" if tiles else "")
        self._secret = secrets.token_bytes(32)
        self._owner = Person(getpass.getuser(), Role.ADMIN)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if not self._asked_for_us(headers.get("host", "")):
            await PlainTextResponse("This workbench is not reached by that name.", 421)(scope, receive, send)
            return
        session, new = self._session(headers)
        scope.setdefault("state", {}).update(
            session=session,
            csrf=hmac.new(self._secret, session.encode(), sha256).hexdigest(),
            person=self._sessions.person(session) if self._accounts else self._owner,
            accounts=self._accounts,
        )

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._mark(message, scope, scope["state"].get("renewed") or (session if new else None))
            await send(message)

        await self._within_limits(scope, receive, sending, int(headers.get("content-length") or 0))

    def _asked_for_us(self, host: str) -> bool:
        name = host.casefold() if host.endswith("]") else host.casefold().rpartition(":")[0] or host.casefold()
        return name in self._hosts

    def _session(self, headers: Headers) -> tuple[str, bool]:
        """Return the session that the browser names, or a new one where it names none that could be ours."""
        try:
            morsel = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
        except CookieError:
            morsel = None
        if morsel is not None and len(morsel.value) == 43 and morsel.value.isascii():
            return morsel.value, False
        return secrets.token_urlsafe(32), True

    async def _within_limits(self, scope: Scope, receive: Receive, send: Send, told: int) -> None:
        most = MOST_BYTES if scope["path"] == UPLOADS else MOST_ELSEWHERE
        came, begun = 0, False

        async def receiving() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > most:
                raise TooMuch
            return message

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            if told > most:
                raise TooMuch
            await self._app(scope, receiving, sending)
        except TooMuch:
            if not begun:
                text = f"This brings more than {most // 2**20} MiB at once: send it in parts."
                await PlainTextResponse(text, 413)(scope, receive, send)

    def _mark(self, message: Message, scope: Scope, cookie: str | None) -> None:
        headers = MutableHeaders(scope=message)
        headers["Content-Security-Policy"] = self._policy
        for name, value in HEADERS.items():
            headers.setdefault(name, value)
        kept = scope["path"].startswith("/static/")
        headers.setdefault("Cache-Control", "no-cache" if kept else "no-store")
        if cookie is not None:
            secure = "; Secure" if scope.get("scheme") == "https" else ""
            headers.append("Set-Cookie", f"{COOKIE}={cookie}; HttpOnly; SameSite=Lax; Path=/{secure}")


def _origin(tiles: str) -> str:
    scheme, _, rest = tiles.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}"
