"""Who may do what, and that a change comes from a page of ours.

Knows: which role an act needs, and the proof that a form carries.
Does not know: how anybody signs in (signing), or whose session it is (door).
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from urllib.parse import urlsplit

from fastapi import HTTPException, Request

from rashomon.record.judgement import Act, Decided
from rashomon.record.person import Person, Role

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OPEN = frozenset({"/sign-in"})
"""Pages for those who are not signed in yet."""
CODERS = frozenset({Act.ACCEPT, Act.CORRECT, Act.REJECT})
"""Acts of judgement about one claim; all others are for reviewers, but for taking back one's own."""


class SignInFirst(Exception):
    """Nobody is signed in where somebody must be."""


async def checked(request: Request) -> None:
    """Let a request pass to its page: somebody is signed in where accounts are demanded, and a change is meant."""
    if request.method not in SAFE:
        await _meant(request)
    if request.state.person is None and request.url.path not in OPEN:
        raise SignInFirst


def needs(role: Role) -> Callable[[Request], Person]:
    """Return a dependency that gives the person who asks, and refuses whoever may not do what `role` may."""

    def allowed(request: Request) -> Person:
        person: Person | None = request.state.person
        if person is None:
            raise SignInFirst
        _refuse_below(role, person)
        return person

    return allowed


def decides(person: Person, act: Act, undone: Decided | None = None) -> None:
    """Refuse an act of judgement to whoever may not do it: what changes more than one claim is for reviewers.

    `undone` is what UNDO takes back: everybody who may judge takes back their own.
    """
    own = act is Act.UNDO and undone is not None and undone.judgement.who == person.name
    _refuse_below(Role.CODER if act in CODERS or own else Role.REVIEWER, person)


def ours(then: str) -> str:
    """Return where to go on, a page of this workbench and of no other site."""
    inside = then.startswith("/") and not then.startswith(("//", "/\\")) and then.isprintable() and "\\" not in then
    return then if inside else "/"


def _refuse_below(role: Role, person: Person) -> None:
    if not person.role.may(role):
        raise HTTPException(403, f"this needs the role {role.value}; {person.name} is {person.role.value}")


async def _meant(request: Request) -> None:
    """Refuse a change that another site could have made a browser send."""
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise HTTPException(403, "this came from another site")
    given = request.headers.get("x-csrf")
    if given is None and _is_form(request):
        field = (await request.form()).get("csrf")
        given = field if isinstance(field, str) else None
    if given is None or not hmac.compare_digest(given.encode(), request.state.csrf.encode()):
        raise HTTPException(403, "this form is old, or not one of ours: open the page again and send it once more")


def _is_form(request: Request) -> bool:
    kind = request.headers.get("content-type", "")
    return kind.startswith(("application/x-www-form-urlencoded", "multipart/form-data"))
