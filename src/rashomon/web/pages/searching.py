"""Search: the reports that have some words, and the voices, places and actors that are called so; all voices by name.

Knows: what the pages show. Does not know: how words are found (store), or what makes a source reliable (linking).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from rashomon.casebook import LETTERS
from rashomon.record.judgement import Act
from rashomon.record.selection import Facet, Selection
from rashomon.web.filters import address
from rashomon.web.pages.overview import Number
from rashomon.web.pages.reviewing import Id, may
from rashomon.web.rendering import page
from rashomon.web.workbench import Bench, Workbench

if TYPE_CHECKING:
    from rashomon.casebook import Hit, Speaker

HITS = 20
"""Reports on a page of what was found."""
NAMES = 12
"""Voices, places and actors that are shown of each."""
VOICES = 50
"""Voices on a page."""

router = APIRouter()
Words = Annotated[str, Query(max_length=200)]
Piece = tuple[str, bool]
"""Some characters of an excerpt, and whether they were asked for."""


@router.get("/search")
def search(request: Request, bench: Bench, words: Words = "", number: Number = 1) -> Response:
    """Show what has some words in it or is called so."""
    browsing, words = bench.book.browsing, words.strip()
    most = number * HITS
    found = browsing.once(("found", words, most), lambda: list(bench.book.find(words, most + 1))) if words else []
    named = {what: browsing.called(what, words, NAMES) for what in (Facet.SOURCE, Facet.PLACE, Facet.ACTOR)}
    return page(
        request,
        "search.html",
        words=words,
        hits=[
            (one, [list(_pieces(one, number)) for number in range(len(one.excerpts))])
            for one in found[most - HITS : most]
        ],
        more=len(found) > most,
        number=number,
        named={what.value: some for what, some in named.items()} if words else {},
        narrowed=lambda what, value: address("/", Selection(**{what: value})),
    )


@router.get("/sources")
def sources(request: Request, bench: Bench, words: Words = "", number: Number = 1, made: Id = None) -> Response:
    """Show who speaks, how often, and how reliable people's decisions make them."""
    known = [one for one in _speakers(bench) if words.strip().casefold() in one.name.casefold()]
    return page(
        request,
        "sources.html",
        words=words.strip(),
        speakers=known[(number - 1) * VOICES : number * VOICES],
        total=len(known),
        number=number,
        pages=-(-len(known) // VOICES),
        path_of=lambda to: address("/sources", Selection(words=words.strip() or None), page=to),
        incidents_of=lambda name: address("/", Selection(source=name)),
        letters=LETTERS,
        made=bench.decided(made),
        grades_it=may(request.state.person, Act.GRADE),
    )


def _speakers(bench: Workbench) -> list[Speaker]:
    found: list[Speaker] = bench.book.browsing.once(("sources",), bench.book.sources)
    return found


def _pieces(hit: Hit, number: int) -> Iterator[Piece]:
    """Yield an excerpt cut into what was asked for and what stands between."""
    excerpt = hit.excerpts[number]
    at = excerpt.span.start
    for span in excerpt.matches:
        if span.start > at:
            yield excerpt.text[at - excerpt.span.start : span.start - excerpt.span.start], False
        yield excerpt.text[max(at, span.start) - excerpt.span.start : span.end - excerpt.span.start], True
        at = max(at, span.end)
    if at < excerpt.span.end:
        yield excerpt.text[at - excerpt.span.start :], False
