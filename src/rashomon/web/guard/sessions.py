"""Who is signed in, and how often anybody has tried in vain.

Knows: how long a session lasts and how many wrong passwords are borne.
Does not know: passwords. All of it is in memory: who restarts the workbench signs everybody out.
"""

from __future__ import annotations

import secrets
import time
from collections import defaultdict, deque
from collections.abc import Callable
from hashlib import sha256
from threading import Lock

from rashomon.record.person import Person

IDLE_SECONDS = 12 * 3600
"""How long a session lasts after its last request."""
WINDOW_SECONDS = 15 * 60
MOST_BY_NAME = 5
"""Wrong passwords for one name within the window, from which on nobody may try that name until some have aged."""
MOST_BY_ADDRESS = 20
"""The same for one address, whatever the names."""


class Sessions:
    """Sessions by the hash of their token; `ask` tells whether a name still has an account, and with which role."""

    def __init__(self, ask: Callable[[str], Person | None], clock: Callable[[], float] = time.monotonic) -> None:
        self._ask = ask
        self._clock = clock
        self._lock = Lock()
        self._names: dict[bytes, tuple[str, float]] = {}
        self._wrong: dict[str, deque[float]] = defaultdict(deque)

    def person(self, session: str) -> Person | None:
        """Return who is signed in by a session, as their account is now; None where nobody is."""
        key, now = _key(session), self._clock()
        with self._lock:
            found = self._names.get(key)
            if found is None or found[1] < now:
                self._names.pop(key, None)
                return None
            self._names[key] = found[0], now + IDLE_SECONDS
        return self._ask(found[0])

    def begin(self, name: str, before: str) -> str:
        """Sign somebody in: end the session `before` and return the token of a new one, which nobody could know."""
        self.end(before)
        session = secrets.token_urlsafe(32)
        with self._lock:
            now = self._clock()
            self._names = {key: one for key, one in self._names.items() if one[1] >= now}
            self._names[_key(session)] = name, now + IDLE_SECONDS
        return session

    def end(self, session: str) -> None:
        """Sign out."""
        with self._lock:
            self._names.pop(_key(session), None)

    def wait(self, name: str, address: str) -> int:
        """Return for how many seconds nobody may try that name, or from that address; 0: now."""
        limits = ((f"name {name}", MOST_BY_NAME), (f"address {address}", MOST_BY_ADDRESS))
        with self._lock:
            return max(self._wait(key, most) for key, most in limits)

    def wrong(self, name: str, address: str) -> None:
        """Remember a wrong password."""
        with self._lock:
            for key in (f"name {name}", f"address {address}"):
                self._wrong[key].append(self._clock())

    def right(self, name: str) -> None:
        """Forget the wrong passwords of a name that was signed in."""
        with self._lock:
            self._wrong.pop(f"name {name}", None)

    def _wait(self, key: str, most: int) -> int:
        times, now = self._wrong.get(key), self._clock()
        while times and times[0] <= now - WINDOW_SECONDS:
            times.popleft()
        if times is not None and not times:
            del self._wrong[key]
        return int(times[-most] + WINDOW_SECONDS - now) + 1 if times and len(times) >= most else 0


def _key(session: str) -> bytes:
    return sha256(session.encode()).digest()
