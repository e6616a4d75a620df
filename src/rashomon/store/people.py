"""Who has an account: names, roles and the hashes of passwords.

Knows: how they are kept beside the reports of a casebook. Linking, digest and verify pass them by.
Does not know: how a password becomes a hash, or what a role may do.
"""

from __future__ import annotations

from contextlib import AbstractContextManager

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from rashomon.errors import NotFound, UsageError
from rashomon.record.person import Person, Role
from rashomon.store.address import WRITES
from rashomon.store.refusals import refusals_of
from rashomon.store.tables import person


class People:
    """The accounts of one casebook. Every method raises CasebookError when the database refuses."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self._name = name

    def all(self) -> tuple[Person, ...]:
        """Return everybody, by name."""
        with refusals_of(self._name), self._engine.connect() as connection:
            rows = connection.execute(select(person.c.name, person.c.role).order_by(person.c.name)).all()
        return tuple(Person(row.name, Role(row.role)) for row in rows)

    def any(self) -> bool:
        """Tell whether anybody has an account."""
        with refusals_of(self._name), self._engine.connect() as connection:
            return bool(connection.scalar(select(func.count()).select_from(person)))

    def known(self, name: str) -> tuple[Person, str] | None:
        """Return a person and the hash of the password; None when nobody is called so."""
        with refusals_of(self._name), self._engine.connect() as connection:
            row = connection.execute(select(person).where(person.c.name == name)).first()
        return (Person(row.name, Role(row.role)), row.password) if row else None

    def add(self, one: Person, password: str) -> None:
        """Keep a person with the hash of a password; UsageError when the name is taken."""
        if self.known(one.name) is not None:
            raise UsageError(f"{one.name} has an account already", "change it: rashomon people password or role")
        with refusals_of(self._name), self._writing() as connection:
            connection.execute(insert(person).values(name=one.name, role=one.role.value, password=password))

    def change(self, name: str, *, role: Role | None = None, password: str | None = None) -> None:
        """Give a person another role or the hash of another password; NotFound when nobody is called so."""
        values = {"role": role.value if role else None, "password": password}
        with refusals_of(self._name), self._writing() as connection:
            asked = update(person).where(person.c.name == name)
            done = connection.execute(asked.values({key: value for key, value in values.items() if value is not None}))
        _found(done.rowcount, name)

    def remove(self, name: str) -> None:
        """Take a person's account away; what they decided stays. NotFound when nobody is called so."""
        with refusals_of(self._name), self._writing() as connection:
            done = connection.execute(delete(person).where(person.c.name == name))
        _found(done.rowcount, name)

    def _writing(self) -> AbstractContextManager[Connection]:
        return self._engine.execution_options(**{WRITES: True}).begin()


def _found(rows: int, name: str) -> None:
    if not rows:
        raise NotFound(f"nobody called {name} has an account", "list who has one: rashomon people list")
