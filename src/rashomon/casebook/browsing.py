"""Part of the casebook at a time, for screens that many people look at: what is worked out is kept until it is old.

Knows: when the incidents are out of date, and how long an answer may be given again.
Does not know: how a selection is asked of a database (store), or what a screen makes of an answer.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import replace
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from rashomon.casebook.figures import Counted, Figures, counted, figures
from rashomon.casebook.situation import Situation, situation
from rashomon.errors import NotFound
from rashomon.linking.corrections import corrected, corrections
from rashomon.linking.decisions import standing
from rashomon.record.claim import Measure
from rashomon.record.incident import Account, Incident
from rashomon.record.judgement import Act
from rashomon.record.run import Reading
from rashomon.record.selection import Bar, Choice, Facet, Listed, Listing, Queue, Selection, Sibling, Spot

if TYPE_CHECKING:
    from rashomon.store import Store
    from rashomon.store.browsing import Chosen

MOST_KEPT = 256
"""Answers that are kept, the least recently used going first."""
MOST_CHOICES = 60
"""Values of a facet that are offered."""
MOST_VALUES = 50_000
"""Values of a facet that are looked through for a name."""

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
        self._kept: OrderedDict[Any, Future[Any]] = OrderedDict()

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
        """Return the answer to a question (any key) of this state of the casebook, worked out once.

        Who asks while it is being worked out waits for that; where it fails, it fails for them too, and is tried anew
        for whoever asks next.
        """
        key = (self.fresh(), question)
        with self._lock:
            known: Future[T] | None = self._kept.get(key)
            mine: Future[T] = Future()
            if known is None:
                self._kept[key] = mine
            self._kept.move_to_end(key)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        if known is not None:
            return known.result()
        try:
            mine.set_result(answer())
        except BaseException as error:
            with self._lock:
                self._kept.pop(key, None)
            mine.set_exception(error)
        return mine.result()

    def prepare(self) -> None:
        """Work out what first views show, so that nobody waits for it."""
        everything = Selection()
        self._chosen(everything)
        self.timeline(everything)
        self.spots(everything)
        self.types()
        for facet in Facet:
            self.choices(facet)
        self.counts()
        self.measured()

    def listing(self, wanted: Selection, limit: int, offset: int = 0) -> Listing:
        """Return `limit` of the incidents of a selection from `offset` on, contested first, and how many there are."""
        chosen = self._chosen(wanted)
        lines = self._store.browse.lines(chosen.numbers[offset : offset + limit])
        return Listing(len(chosen.numbers), chosen.contested, lines)

    def incidents(self, wanted: Selection, limit: int, offset: int = 0) -> tuple[Incident, ...]:
        """Return the same incidents whole."""
        return self._store.browse.incidents(self._chosen(wanted).numbers[offset : offset + limit])

    def _chosen(self, wanted: Selection) -> Chosen:
        return self.once(("chosen", wanted), lambda: self._store.browse.chosen(wanted))

    def queue(self, queue: Queue, since: str | None, limit: int, offset: int = 0) -> tuple[int, tuple[Listed, ...]]:
        """Return how many incidents people should look at, and `limit` of them from `offset` on.

        Those that somebody accepted are left out, as long as that stands. `since` is an ISO day, that of ``new``.
        """
        left = self.once(("queue", queue, since), lambda: self._left(queue, since))
        return len(left), self._store.browse.lines(left[offset : offset + limit])

    def newest(self) -> str | None:
        """Return the latest day (ISO) on which an incident was first reported, None where no report is dated."""
        return self.once(("newest",), self._store.browse.newest)

    def _left(self, queue: Queue, since: str | None) -> list[int]:
        decided = standing(self._store.view.judgements())
        done = self._store.browse.meant([one.subject for one in decided if one.act is Act.ACCEPT])
        return [one for one in self._store.browse.queued(queue, since).numbers if one not in done]

    def timeline(self, wanted: Selection) -> tuple[Bar, ...]:
        """Return how many incidents begin on each day."""
        return self.once(("timeline", wanted), lambda: self._store.browse.timeline(wanted))

    def spots(self, wanted: Selection) -> tuple[Spot, ...]:
        """Return how many incidents are at each place."""
        return self.once(("spots", wanted), lambda: self._store.browse.spots(wanted))

    def choices(self, what: Facet) -> tuple[Choice, ...]:
        """Return the values of a facet that most incidents have."""
        return self.once(("choices", what), lambda: self._store.browse.choices(what, MOST_CHOICES))

    def called(self, what: Facet, words: str, limit: int) -> tuple[Choice, ...]:
        """Return the values of a facet that have `words` in them, however they are capitalised, at most `limit`."""
        every = self.once(("values", what), lambda: self._store.browse.choices(what, MOST_VALUES))
        asked = words.casefold().split()
        found = (one for one in every if all(word in one.value.casefold() for word in asked))
        return tuple(islice(found, limit))

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

    def incident(self, id_: str) -> Incident:
        """Return the incident that an id of any of its claims names, now or before; NotFound when none does."""
        self.fresh()
        found = self._store.view.incident(id_)
        if found is None:
            raise NotFound(f"there is no incident {id_}", "it may have been rejected: search for its words")
        return found

    def incident_of(self, claim: str | None) -> Incident | None:
        """Return the incident in which a claim stands, None when it stands in none."""
        self.fresh()
        return self._store.view.incident(Incident.identify(claim)) if claim else None

    def reading(self, report: str) -> Reading:
        """Return the record of a report; NotFound when there is none."""
        return self._store.view.reading(report)

    def original(self, report: str) -> bytes:
        """Return the bytes that a report came as; NotFound when there is no such report, or they are gone."""
        return self._store.view.original(report)

    def siblings(self, report: str) -> tuple[Sibling, ...]:
        """Return the other reports that carry the same copy, in order of publication."""
        self.fresh()
        return self._store.browse.siblings(report)

    def accounts(self, claims: Iterable[str]) -> dict[str, Account]:
        """Return claims by their ids with who makes them, as read; `corrections` has what people put in their place.

        Those that are not here are left out.
        """
        self.fresh()
        made = self.once(("corrections",), lambda: corrections(standing(self._store.view.judgements())))
        found = self._store.view.accounts_named(claims)
        return {one.claim.id: replace(one, corrections=made.get(one.claim.id, ())) for one in found}

    @staticmethod
    def corrected(account: Account) -> Account:
        """Return an account with the values that people put in the place of those that were read."""
        return corrected(account, account.corrections)
