"""Language data: words that a linguist adds to without reading code. One TOML file a subject under ``en/``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(subject: str, language: str = "en") -> dict[str, Any]:
    """Return the lexicon of `subject` (e.g. ``cues``) in `language`; FileNotFoundError when there is none."""
    return tomllib.loads(files(__package__).joinpath(language, f"{subject}.toml").read_text("utf-8"))
