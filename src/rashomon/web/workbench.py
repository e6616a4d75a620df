"""One running workbench: the casebook it shows, and how it was started.

Knows: what every page is given. Does not know: any page.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

from rashomon.casebook import Casebook
from rashomon.errors import NotFound, UsageError
from rashomon.record.judgement import Decided
from rashomon.record.person import Person
from rashomon.settings import Settings
from rashomon.web.guard.sessions import Sessions
from rashomon.web.jobs import Jobs


@dataclass(frozen=True, slots=True)
class Options:
    """How a workbench is run.

    `accounts`: whoever looks must sign in; False only where nobody but this machine can reach it. `hosts` are the names
    it answers to (a page elsewhere must not reach it by a name of its own); empty: those of this machine only. `tiles`
    is the address of the user's own map tiles (``https://…/{z}/{x}/{y}.png`` or a ``.pmtiles`` file), None for the
    outlines that come with the program: nothing else ever makes a browser leave the machine. `prepare`: what first
    views show is worked out from the start, before anybody asks.
    """

    accounts: bool = False
    hosts: tuple[str, ...] = ()
    tiles: str | None = None
    prepare: bool = False


@dataclass(slots=True)
class Workbench:
    """What every page is given. The casebook is open for as long as the workbench runs; threads share it."""

    settings: Settings
    options: Options
    book: Casebook = field(init=False)
    sessions: Sessions = field(init=False)
    jobs: Jobs = field(init=False)

    def __post_init__(self) -> None:
        """Make the casebook, which opens its database when it is first asked."""
        self.book = Casebook(self.settings)
        self.sessions = Sessions(self._person)
        self.jobs = Jobs(self.settings)

    def prepare(self) -> None:
        """Begin to work out what first views show; what fails there is said where it is asked for."""
        browsing = self.book.browsing

        def work() -> None:
            try:
                browsing.prepare()
            except Exception:
                logging.getLogger("rashomon").debug("first views were not prepared", exc_info=True)

        threading.Thread(target=work, daemon=True).start()

    def decided(self, id_: str | None) -> Decided | None:
        """Return the judgement of an id; None where there is none."""
        try:
            return next((one for one in self.book.history(id_) if one.judgement.id == id_), None) if id_ else None
        except (NotFound, UsageError):
            return None

    def _person(self, name: str) -> Person | None:
        known = self.book.people.known(name)
        return known[0] if known else None


def _bench(request: Request) -> Workbench:
    bench: Workbench = request.app.state.bench
    return bench


Bench = Annotated[Workbench, Depends(_bench)]
"""The running workbench, as a page's parameter."""
