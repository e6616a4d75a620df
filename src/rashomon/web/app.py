"""The application: pages, what guards them, and what is answered when something fails.

Knows: how the parts of the workbench are put together.
Does not know: what any page shows.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlencode

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from rashomon.errors import NotFound, RashomonError, UsageError
from rashomon.settings import Settings
from rashomon.web.guard import Door, checked
from rashomon.web.guard.rights import SignInFirst
from rashomon.web.pages import control, figures, incident, matrix, overview, report, signing
from rashomon.web.rendering import STATIC, page
from rashomon.web.workbench import Options, Workbench

_PAGES = (overview, matrix, incident, control, figures, report, signing)


def application(settings: Settings, options: Options | None = None) -> FastAPI:
    """Return the workbench on the casebook that `settings` name, as an ASGI application."""
    bench = Workbench(settings, options or Options())

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        with bench.book:
            yield

    app = FastAPI(
        title="Rashomon",
        lifespan=running,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        dependencies=[Depends(checked)],
    )
    app.add_middleware(
        Door,
        sessions=bench.sessions,
        accounts=bench.options.accounts,
        hosts=bench.options.hosts,
        tiles=bench.options.tiles,
    )
    app.state.bench = bench
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for each in _PAGES:
        app.include_router(each.router, include_in_schema=False)
    app.add_exception_handler(SignInFirst, _sign_in)
    app.add_exception_handler(RequestValidationError, _senseless)
    app.add_exception_handler(RashomonError, _refused)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(Exception, _failed)
    return app


def _refused(request: Request, error: Exception) -> Response:
    """Answer what cannot be done with what it was and what to do; no more is told."""
    if isinstance(error, HTTPException):
        return page(request, "error.html", error.status_code, what=str(error.detail), hint="")
    assert isinstance(error, RashomonError)
    status = 404 if isinstance(error, NotFound) else 400 if isinstance(error, UsageError) else 500
    return page(request, "error.html", status, what=error.what, hint=error.hint)


def _sign_in(request: Request, error: Exception) -> Response:  # noqa: ARG001
    """Send whoever is not signed in to where they can, and back to this page afterwards."""
    if request.method != "GET":
        return page(request, "error.html", 401, what="nobody is signed in here", hint="sign in, and send it again")
    then = f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
    return RedirectResponse(f"/sign-in?{urlencode({'then': then})}", 303)


def _senseless(request: Request, error: Exception) -> Response:
    """Answer an address or a form that makes no sense."""
    assert isinstance(error, RequestValidationError)
    wrong = sorted({str(one["loc"][-1]) for one in error.errors()})
    what = f"this does not make sense: {', '.join(wrong)}"
    return page(request, "error.html", 422, what=what, hint="go back and choose again")


def _failed(request: Request, error: Exception) -> Response:
    logging.getLogger("rashomon").error("%s %s", request.method, request.url.path, exc_info=error)
    what, hint = "something went wrong here", "the program's own log says what; nothing that was kept is lost"
    return page(request, "error.html", 500, what=what, hint=hint)
