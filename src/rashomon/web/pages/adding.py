"""Adding reports: files that are uploaded, or a page by its address; and what became of each upload.

Knows: what may be uploaded, and that a name from elsewhere is never a path of ours.
Does not know: how reports are read (jobs), or how a page is fetched (fetching).
"""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path, PurePosixPath
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from starlette.responses import RedirectResponse, Response

from rashomon.casebook import Given
from rashomon.errors import UsageError
from rashomon.record.person import Person, Role
from rashomon.web.fetching import fetch
from rashomon.web.guard import needs
from rashomon.web.rendering import page
from rashomon.web.workbench import Bench

MOST_FILES = 200
LONGEST_NAME = 100
"""Characters of an uploaded file's name that are kept."""

router = APIRouter()
Coder = Annotated[Person, Depends(needs(Role.CODER))]
Words = Annotated[str, Form(max_length=200)]
_STRANGE = re.compile(r"[^\w.\- ()]+")


@router.get("/add")
def ask(request: Request, bench: Bench) -> Response:
    """Ask for reports, and list the uploads so far."""
    return page(request, "add.html", jobs=bench.jobs.all(), most=MOST_FILES)


@router.post("/add")
def add(
    bench: Bench,
    person: Coder,
    files: Annotated[list[UploadFile], File()] = [],  # noqa: B006 - what FastAPI wants
    address: Annotated[str, Form(max_length=2000)] = "",
    publisher: Words = "",
    published: Words = "",
) -> Response:
    """Take in what is uploaded or at an address, and show how its reading goes."""
    chosen = [one for one in files if one.filename]
    if len(chosen) > MOST_FILES:
        raise UsageError(f"{len(chosen)} files are too many at once", f"send {MOST_FILES} or fewer")
    if not chosen and not address.strip():
        raise UsageError("nothing was chosen", "choose a file, or give the address of a page")
    folder = Path(tempfile.mkdtemp(prefix="rashomon-"))
    try:
        names = [_kept(folder, number, one) for number, one in enumerate(chosen, 1)]
        if address.strip():
            names.append(_fetched(folder, address))
        given = Given(publisher.strip() or None, published.strip() or None)
        job = bench.jobs.begin(folder, names, given, person.name)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return RedirectResponse(f"/jobs/{job.id}", 303)


@router.get("/jobs/{id_}")
def job(request: Request, bench: Bench, id_: str) -> Response:
    """Show how the reading of an upload goes."""
    return page(request, "job.html", job=bench.jobs.one(id_))


def safe(name: str) -> str:
    """Return the last part of a name that came from elsewhere, without anything that could mean a place on a disk."""
    last = PurePosixPath(name.replace("\\", "/")).name
    kept = _STRANGE.sub("_", last).strip(". ")[-LONGEST_NAME:].lstrip(". ")
    return kept or "report.txt"


def _kept(folder: Path, number: int, one: UploadFile) -> str:
    name = safe(one.filename or "")
    path = folder / name
    if path.exists():
        path = folder / f"{number}-{name}"
    with path.open("xb") as out:
        shutil.copyfileobj(one.file, out)
    return path.name


def _fetched(folder: Path, address: str) -> str:
    found = fetch(address)
    where = urlsplit(found.address)
    name = safe(f"{where.hostname}{where.path.replace('/', '_').rstrip('_')}")
    path = folder / (name if name.endswith(found.suffix) else f"{name}{found.suffix}")
    path.write_bytes(found.data)
    return path.name
