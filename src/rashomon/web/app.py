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
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from rashomon.errors import NotFound, RashomonError, UsageError
from rashomon.settings import Settings
from rashomon.web import api
from rashomon.web.guard import Door, checked
from rashomon.web.guard.rights import SignInFirst
from rashomon.web.pages import (
    adding,
    control,
    figures,
    incident,
    matrix,
    overview,
    report,
    reviewing,
    searching,
    signing,
)
from rashomon.web.rendering import STATIC, page
from rashomon.web.workbench import Options, Workbench

_PAGES = (overview, matrix, incident, control, figures, report, reviewing, searching, adding, signing)


def application(settings: Settings, options: Options | None = None) -> FastAPI:
    """Return the workbench on the casebook that `settings` name, as an ASGI application."""
    bench = Workbench(settings, options or Options())

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        with bench.book:
            if bench.options.prepare:
                bench.prepare()
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
    app.include_router(api.router)
    app.add_exception_handler(SignInFirst, _sign_in)
    app.add_exception_handler(RequestValidationError, _senseless)
    app.add_exception_handler(RashomonError, _refused)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(Exception, _failed)
    return app


def _refused(request: Request, error: Exception) -> Response:
    """Answer what cannot be done with what it was and what to do; no more is told."""
    if isinstance(error, HTTPException):
        return _answer(request, error.status_code, str(error.detail), "")
    assert isinstance(error, RashomonError)
    status = 404 if isinstance(error, NotFound) else 400 if isinstance(error, UsageError) else 500
    return _answer(request, status, error.what, error.hint)


def _sign_in(request: Request, error: Exception) -> Response:  # noqa: ARG001
    """Send whoever is not signed in to where they can, and back to this page afterwards."""
    if request.method != "GET" or _for_programs(request):
        return _answer(request, 401, "nobody is signed in here", "sign in, and send it again")
    then = f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
    return RedirectResponse(f"/sign-in?{urlencode({'then': then})}", 303)


def _senseless(request: Request, error: Exception) -> Response:
    """Answer an address or a form that makes no sense."""
    assert isinstance(error, RequestValidationError)
    wrong = sorted({str(one["loc"][-1]) for one in error.errors()})
    return _answer(request, 422, f"this does not make sense: {', '.join(wrong)}", "look at it again")


def _failed(request: Request, error: Exception) -> Response:
    logging.getLogger("rashomon").error("%s %s", request.method, request.url.path, exc_info=error)
    return _answer(request, 500, "something went wrong here", "the program's own log says what; nothing kept is lost")


def _answer(request: Request, status: int, what: str, hint: str) -> Response:
    if _for_programs(request):
        return JSONResponse({"what": what, "hint": hint}, status)
    return page(request, "error.html", status, what=what, hint=hint)


def _for_programs(request: Request) -> bool:
    return request.url.path.startswith("/api/")
