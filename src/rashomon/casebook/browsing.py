"""Part of the casebook at a time, for screens that many people look at: what is worked out is kept until it is old.

Knows: when the incidents are out of date, and how long an answer may be given again.
Does not know: how a selection is asked of a database (store), or what a screen makes of an answer.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from rashomon.casebook.figures import Counted, Figures, counted, figures
from rashomon.casebook.situation import Situation, situation
from rashomon.record.claim import Measure
from rashomon.record.incident import Account, Incident
from rashomon.record.selection import Bar, Choice, Facet, Listing, Selection, Spot

if TYPE_CHECKING:
    from rashomon.store import Store

MOST_KEPT = 512
"""Answers that are kept, the least recently used going first."""
MOST_CHOICES = 200
"""Values of a facet that are offered."""

T = TypeVar("T")


class Browsing:
    """Answers about the incidents of a selection. Several threads may ask at once.

    Each answer is of one state of the casebook: what is added or decided by anybody shows at the next question.
    """

    def __init__(self, store: Store, link: Callable[[], None]) -> None:
        self._store = store
        self._link = link
        self._lock = Lock()
        self._state: tuple[Any, ...] = ()
        self._kept: OrderedDict[Any, Any] = OrderedDict()

    def fresh(self) -> tuple[Any, ...]:
        """Bring the incidents up to date where anything arrived or was decided; return what this state is called."""
        state = self._store.browse.state()
        if state != self._state:
            with self._lock:
                self._link()
                self._state = state = self._store.browse.state()
                self._kept.clear()
        return state

    def once(self, question: Any, answer: Callable[[], T]) -> T:
        """Return the answer to a question (any key) of this state of the casebook, worked out once."""
        state = self.fresh()
        with self._lock:
            if (state, question) in self._kept:
                self._kept.move_to_end((state, question))
                known: T = self._kept[state, question]
                return known
        found = answer()
        with self._lock:
            self._kept[state, question] = found
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return found

    def listing(self, wanted: Selection, limit: int, offset: int = 0) -> Listing:
        """Return `limit` of the incidents of a selection from `offset` on, contested first, and how many there are."""
        return self.once(("listing", wanted, limit, offset), lambda: self._store.browse.listing(wanted, limit, offset))

    def incidents(self, wanted: Selection, limit: int, offset: int = 0) -> tuple[Incident, ...]:
        """Return the same incidents whole."""
        return self.once(("whole", wanted, limit, offset), lambda: self._store.browse.incidents(wanted, limit, offset))

    def timeline(self, wanted: Selection) -> tuple[Bar, ...]:
        """Return how many incidents begin on each day."""
        return self.once(("timeline", wanted), lambda: self._store.browse.timeline(wanted))

    def spots(self, wanted: Selection) -> tuple[Spot, ...]:
        """Return how many incidents are at each place."""
        return self.once(("spots", wanted), lambda: self._store.browse.spots(wanted))

    def choices(self, what: Facet) -> tuple[Choice, ...]:
        """Return the values of a facet that most incidents have."""
        return self.once(("choices", what), lambda: self._store.browse.choices(what, MOST_CHOICES))

    def types(self) -> tuple[Choice, ...]:
        """Return the types of incidents with how many there are of each."""
        return self.once(("types",), self._store.browse.types)

    def counts(self) -> Any:
        """Return how much there is of everything (`rashomon.store.Counts`)."""
        return self.once(("counts",), self._store.view.counts)

    def situation(self, as_of: str | None) -> Situation:
        """Return who is said to hold what, how places fare and what was agreed, by what was out by `as_of` (EDTF)."""
        return self.once(("situation", as_of), lambda: situation(self._store, as_of))

    def measured(self) -> tuple[Counted, ...]:
        """Return what is counted where, that with the most numbers first."""
        return self.once(("measured",), lambda: counted(self._store))

    def series(self, measure: Measure, place: str | None, rule: str | None) -> Figures:
        """Return a measure at a place (a gazetteer id; None: where none is known) through its estimates."""
        return self.once(("series", measure, place, rule), lambda: figures(self._store, measure, place, rule))

    def accounts(self, claims: tuple[str, ...]) -> dict[str, Account]:
        """Return claims by their ids, as they were read, with who makes them; those that are not here are left out."""
        self.fresh()
        return {one.claim.id: one for one in self._store.view.accounts_named(claims)}
