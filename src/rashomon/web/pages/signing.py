"""Signing in and out.

Knows: what the page asks for, and where it leads. Does not know: passwords or sessions themselves (guard).
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from rashomon.web.guard import ours
from rashomon.web.guard.passwords import is_right
from rashomon.web.rendering import page
from rashomon.web.workbench import Bench

router = APIRouter()
Then = Annotated[str, Query(max_length=2000)]


@router.get("/sign-in")
def ask(request: Request, then: Then = "/") -> Response:
    """Ask who it is."""
    return page(request, "sign-in.html", then=ours(then), wrong=None)


@router.post("/sign-in")
def sign_in(
    request: Request,
    bench: Bench,
    name: Annotated[str, Form(max_length=200)],
    password: Annotated[str, Form(max_length=1000)],
    then: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    """Sign in, with a session that is new from here on."""
    address = request.client.host if request.client else ""
    if wait := bench.sessions.wait(name, address):
        wrong = f"Too many wrong passwords. Try again in {-(-wait // 60)} minutes."
        made = page(request, "sign-in.html", 429, then=ours(then), wrong=wrong)
        made.headers["Retry-After"] = str(wait)
        return made
    known = bench.book.people.known(name)
    if not is_right(password, known[1] if known else None):
        bench.sessions.wrong(name, address)
        return page(request, "sign-in.html", 401, then=ours(then), wrong="The name or the password is wrong.")
    bench.sessions.right(name)
    request.state.renewed = bench.sessions.begin(name, request.state.session)
    return RedirectResponse(ours(then), 303)


@router.post("/sign-out")
def sign_out(request: Request, bench: Bench) -> Response:
    """Sign out."""
    bench.sessions.end(request.state.session)
    return RedirectResponse("/sign-in", 303)
