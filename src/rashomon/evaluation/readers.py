"""How quickly a running workbench answers many readers at once.

Knows: what readers look at, one after another, and how their waiting is summed up.
Does not know: what a page shows. It asks by HTTP, as a browser does, a workbench that listens on this machine.
"""

from __future__ import annotations

import random
import re
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from threading import Lock
from urllib.parse import quote, urlsplit

READERS = 10
PAGES = 60
"""Pages that each reader opens."""
PAUSE = 1.0
"""Seconds that a reader looks at a page, on average, before the next."""
SLOW = 0.95
"""The share of answers that must not take longer than what is printed."""

Found = dict[str, list[str]]


def lines(address: str, pause: float = PAUSE, seed: int = 1) -> Iterator[str]:
    """Yield a line for each kind of page: how many were asked, median, 95th percentile and longest in milliseconds.

    `address` is that of the workbench, ``http://127.0.0.1:8710``. OSError when nobody answers there.
    """
    found = _known(address)
    taken: dict[str, list[float]] = defaultdict(list)
    failed: dict[str, int] = defaultdict(int)
    lock = Lock()

    def read(number: int) -> None:
        chance = random.Random(seed * 1000 + number)
        for _ in range(PAGES):
            time.sleep(chance.expovariate(1 / pause) if pause else 0)
            kind, path = _next(chance, found)
            began = time.perf_counter()
            status, _ = _page(address, path)
            seconds = time.perf_counter() - began
            with lock:
                taken[kind].append(seconds)
                failed[kind] += status >= 400

    with ThreadPoolExecutor(READERS) as pool:
        list(pool.map(read, range(READERS)))
    for kind, seconds in [*sorted(taken.items()), ("all", [one for some in taken.values() for one in some])]:
        ordered = sorted(seconds)
        middle, slow = ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, int(SLOW * len(ordered)))]
        yield (
            f"{kind:12} {len(ordered):4} answers  median {1000 * middle:6.0f} ms  95 % {1000 * slow:6.0f} ms"
            f"  longest {1000 * ordered[-1]:6.0f} ms" + (f"  {failed[kind]} FAILED" if failed[kind] else "")
        )


def _next(chance: random.Random, found: Found) -> tuple[str, str]:
    """Return a page that a reader may open next: what it is, and its path."""
    kind = chance.choice(list(found))
    return kind, chance.choice(found[kind])


def _known(address: str) -> Found:
    """Return paths of every kind of page, as links on the first pages lead to them."""
    first = "".join(_page(address, f"/?page={number}")[1] for number in range(1, 9))
    incidents = sorted(set(re.findall(r"/incidents/incident_[0-9a-f]+", first)))
    told = "".join(_page(address, path)[1] for path in incidents[:40])
    reports = sorted(set(re.findall(r"/reports/report_[0-9a-f]+", told)))
    values = {name: _offered(first, name) for name in ("source", "actor", "place", "type")}
    narrow = [f"{name}={quote(value)}" for name, some in values.items() for value in some[:40]]
    narrow += [f"contested=1&{one}" for one in narrow]
    return {
        "overview": ["/", *(f"/?page={number}" for number in range(2, 40)), "/?contested=1"],
        "filtered": [f"/?{one}" for one in narrow],
        "matrix": ["/matrix", *(f"/matrix?{one}" for one in narrow)],
        "incident": incidents,
        "report": reports,
        "control": ["/control"],
        "figures": ["/figures", *(f"/figures?place={quote(place)}" for place in values["place"][:40])],
        "review": ["/review"],
        "search": [f"/search?words={quote(place)}" for place in values["place"][:40]],
        "voices": ["/sources", *(f"/sources?page={number}" for number in range(2, 5))],
        "spots": ["/spots.json", *(f"/spots.json?{one}" for one in narrow)],
    }


def _offered(page: str, name: str) -> list[str]:
    inside = re.search(rf'id="[fl]-{name}"[^>]*>(.*?)</(?:datalist|select)>', page, re.DOTALL)
    return sorted(set(re.findall(r'<option value="([^"&]+)"', inside[1]))) if inside else []


def _page(address: str, path: str) -> tuple[int, str]:
    """Return the status and the text of an answer, asked for over a connection of its own."""
    where = urlsplit(address)
    connection = HTTPConnection(where.hostname or "127.0.0.1", where.port or 80, timeout=60)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()
