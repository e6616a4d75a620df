"""What a web page says of itself: title, site, date, language, address.

Knows: Open Graph, schema.org in JSON-LD and microdata, Dublin Core and the common meta names.
Does not know: the text. Nothing is guessed from it, from the address or from the domain.
"""

from __future__ import annotations

import json
from typing import Any

from lxml.html import HtmlElement

from rashomon.intake.report import Stated

TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title")
SITES = ("og:site_name",)
DATES = (
    *(
        "article:published_time",
        "og:published_time",
        "datepublished",
        "publishdate",
        "publish_date",
        "pubdate",
        "date.published",
    ),
    *(
        "publication_date",
        "citation_publication_date",
        "dcterms.issued",
        "dc.date.issued",
        "dc.date",
        "dcterms.date",
        "date",
    ),
    *("sailthru.date", "parsely-pub-date", "article.published", "cxenseparse:recs:publishtime"),
)
ADDRESSES = ("og:url",)
LONGEST_JSON = 500_000
"""Characters of one JSON-LD script that are looked at."""
NODES = 2_000
"""Values of a JSON-LD script that are looked at."""


def stated(tree: HtmlElement) -> Stated:
    """Return what the page states; None for what it does not."""
    metas = _metas(tree)
    linked = _linked_data(tree)
    heading = tree.find(".//title")
    title = _first(metas, TITLES) or linked.get("headline") or (heading.text_content() if heading is not None else None)
    canonical = next((link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"), None)
    return Stated(
        title=title,
        publisher=_first(metas, SITES) or linked.get("publisher"),
        published=_first(metas, DATES) or linked.get("datePublished") or _microdata_date(tree),
        url=canonical or _first(metas, ADDRESSES),
        language=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
    )


def _metas(tree: HtmlElement) -> dict[str, str]:
    """Return the meta elements by lower-case name, the first of each."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = meta.get("content")
        if name and content and content.strip():
            found.setdefault(name.strip().lower(), content.strip())
    return found


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)


def _microdata_date(tree: HtmlElement) -> str | None:
    for element in tree.iter("time", "span"):
        if (element.get("itemprop") or "").lower() == "datepublished":
            value = element.get("datetime") or element.get("content")
            return str(value) if value else None
    return None


def _linked_data(tree: HtmlElement) -> dict[str, str]:
    """Return headline, date and publisher of the first JSON-LD object that has a date of publication or a headline."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json" or len(script.text or "") > LONGEST_JSON:
            continue
        try:
            waiting: list[Any] = [json.loads(script.text or "null")]
        except (ValueError, RecursionError):
            continue
        for _ in range(NODES):
            if not waiting:
                break
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting[:0] = node[:NODES]
            elif isinstance(node, dict):
                if "datePublished" in node or "headline" in node:
                    return _article(node)
                waiting += node.values()
    return {}


def _article(node: dict[str, Any]) -> dict[str, str]:
    publisher = node.get("publisher")
    if isinstance(publisher, dict):
        publisher = publisher.get("name")
    values = {"headline": node.get("headline"), "datePublished": node.get("datePublished"), "publisher": publisher}
    return {name: value for name, value in values.items() if isinstance(value, str) and value.strip()}
