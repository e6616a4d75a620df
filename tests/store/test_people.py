"""Accounts: kept beside the reports on both stores."""

from __future__ import annotations

import pytest

from rashomon.errors import NotFound, UsageError
from rashomon.record.person import Person, Role
from rashomon.store import open_store

ADA = Person("Ada", Role.ADMIN)


def test_people_come_change_and_go(place: str) -> None:
    with open_store(place, create=True) as store:
        people = store.people
        assert not people.any()
        people.add(ADA, "hash")
        people.add(Person("Bo", Role.VIEWER), "other")
        with pytest.raises(UsageError):
            people.add(ADA, "again")
        people.change("Bo", role=Role.CODER)
        people.change("Bo", password="third")
        assert people.all() == (ADA, Person("Bo", Role.CODER))
        assert people.known("Bo") == (Person("Bo", Role.CODER), "third")
        people.remove("Bo")
        assert people.known("Bo") is None
        with pytest.raises(NotFound):
            people.remove("Bo")
        with pytest.raises(NotFound):
            people.change("Bo", role=Role.ADMIN)
