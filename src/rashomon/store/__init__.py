"""Where records are kept: one schema on SQLite and PostgreSQL, originals beside it.

with open_store("team.casebook", create=True) as store:
    if not store.view.has(report.id, run):
        store.writer.add(reading, original)
    for account in store.view.accounts(Wanted(kind=ClaimKind.CONTROL)):
        ...
    for problem in store.check.problems():
        ...
"""

from __future__ import annotations

from rashomon.store.browsing import Browse
from rashomon.store.check import Check, Problem
from rashomon.store.excerpts import Excerpt, Hit
from rashomon.store.opening import Store, open_store, originals_beside
from rashomon.store.view import Counts, Speaker, View
from rashomon.store.wanted import Wanted
from rashomon.store.writer import Writer

__all__ = [
    "Browse",
    "Check",
    "Counts",
    "Excerpt",
    "Hit",
    "Problem",
    "Speaker",
    "Store",
    "View",
    "Wanted",
    "Writer",
    "open_store",
    "originals_beside",
]
