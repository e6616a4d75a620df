"""Web pages.

Knows: how to get the main text out of a page (trafilatura), and what to do where that finds none.
Does not know: what a page says of itself (web_metadata).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from rashomon.errors import UnreadableReport
from rashomon.intake import tags
from rashomon.intake.decoding import decoded
from rashomon.intake.limits import Limits, within
from rashomon.intake.report import Stated, made
from rashomon.intake.web_metadata import stated
from rashomon.roles import Given, Taken

LARGE_FOR_SEARCH = 10_000
"""Elements beyond which the main text is not searched for and all text is taken: the search takes up to about a second
for every 10,000 (`pytest tests/intake/test_formats.py -k large --durations=5`)."""

_CHARSET = re.compile(rb"charset\s{0,5}=\s{0,5}[\"']?([A-Za-z0-9_:-]{2,30})")
_HEAD = 4_096
_SILENT = frozenset(
    {"script", "style", "noscript", "template", "head", "svg", "math", "iframe", "object", "select", "nav"}
)
_BLOCKS = frozenset(
    {"p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table", "blockquote", "section"}
    | {"article", "header", "footer", "main", "aside", "figure", "figcaption", "pre", "hr", "dt", "dd", "body", "title"}
)
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*")


class Page(NamedTuple):
    """What a page holds: its main text and what it says of itself."""

    text: str
    stated: Stated


class WebPage:
    """Takes ``.html`` and ``.htm``: the main text of the page, a paragraph a block, and its metadata."""

    suffixes = frozenset({".html", ".htm"})

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()

    def take(self, data: bytes, path: str, given: Given) -> Iterator[Taken]:
        """Yield the one report; UnreadableReport when there is no text in the page or it nests without end."""
        within(data, path, self._limits)
        charset = _CHARSET.search(data, 0, _HEAD)
        markup = decoded(data, path, charset[1].decode("ascii") if charset else None)
        text, said = page(markup, path, self._limits)
        yield made(text, data, path, given, said, self._limits)


def page(markup: str, path: str, limits: Limits) -> Page:
    """Return what is in a page; UnreadableReport when it nests too deep or has too many elements."""
    tags.check(markup, path, limits)
    if not markup.strip():
        return Page("", Stated())
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        tree = document_fromstring(markup.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, RecursionError):
        raise UnreadableReport(path, "is no web page that can be parsed", "hand in the text of the page") from None
    elements = _measured(tree, path, limits)
    said = stated(tree)
    main = _main_text(tree) if elements <= LARGE_FOR_SEARCH else None
    if main:
        return Page(main, said)
    return Page(_all_text(document_fromstring(markup.encode("utf-8"), parser=parser)), said)


def _main_text(tree: HtmlElement) -> str | None:
    """Return the page's main text, a blank line after each block; None when none is found. Changes `tree`."""
    import trafilatura  # noqa: PLC0415 - a second to load, for those who read web pages

    try:
        text = trafilatura.extract(tree, include_comments=False, favor_precision=True, output_format="txt") or ""
    except (etree.LxmlError, ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return None  # hostile markup
    return "\n\n".join(filter(None, map(str.strip, text.split("\n")))) or None


def _measured(tree: HtmlElement, path: str, limits: Limits) -> int:
    """Return how many elements the page has; UnreadableReport beyond the limits."""
    elements = depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        elements += event == "start"
        if depth > limits.depth:
            raise UnreadableReport(path, f"nests deeper than {limits.depth} elements", "hand in the text of the page")
        if elements > limits.elements:
            raise UnreadableReport(path, f"has more than {limits.elements:,} elements", "hand in the text of the page")
    return elements


def _all_text(tree: HtmlElement) -> str:
    """Return all visible text, a paragraph a block."""
    parts: list[str] = []
    walker = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        tag = element.tag
        if event == "start":
            if tag in _SILENT:
                walker.skip_subtree()
            else:
                parts.append("\n" if tag in _BLOCKS else "")
                parts.append(_SPACES.sub(" ", (element.text or "").replace("\n", " ")))
        else:
            parts.append("\n" if tag in _BLOCKS else "")
            parts.append(_SPACES.sub(" ", (element.tail or "").replace("\n", " ")))
    return _LINES.sub("\n\n", "".join(parts)).strip()
