"""Pages from templates: what all have in common, and how values look in them.

Knows: the templates, the filters they use, and that everything that is put into them is escaped.
Does not know: what any page shows.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.responses import HTMLResponse

from rashomon.casebook import GRADES
from rashomon.record.spoken import spoken_range, spoken_time
from rashomon.web import wording

STATIC = Path(__file__).parent / "static"
PLACES = (
    ("/", "Overview"),
    ("/matrix", "Matrix"),
    ("/control", "Control"),
    ("/figures", "Figures"),
    ("/review", "Review"),
    ("/sources", "Voices"),
    ("/search", "Search"),
    ("/add", "Add"),
)
"""Where the navigation leads."""


def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("rashomon.web"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "when": spoken_time,
        "count": wording.count,
        "range": lambda one: spoken_range(one.low, one.high),
        "short": wording.short,
        "spaced": wording.spaced,
    }
    made.globals |= {"places": PLACES, "grades": GRADES}
    return made


_templates = Jinja2Templates(env=_environment())


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """Return a page made from a template; `person` and `csrf` are what the guard found out about the request."""
    known = {name: getattr(request.state, name, None) for name in ("person", "csrf", "accounts")}
    return _templates.TemplateResponse(request, template, {**known, **values}, status)
