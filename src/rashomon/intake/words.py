"""Language data of intake: words that a linguist adds to without reading code, one TOML file a subject beside this.

Knows: where the files lie.
Does not know: what is in them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(subject: str) -> dict[str, Any]:
    """Return the words of `subject` (e.g. ``furniture``); FileNotFoundError when there are none."""
    return tomllib.loads(files(__package__).joinpath(f"{subject}.toml").read_text("utf-8"))


def any_of(phrases: Iterable[str]) -> str:
    """Return a regular expression for any of `phrases`, longest first; a space in one stands for blanks and tabs."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(r"[^\S\n]+".join(map(re.escape, phrase.split())) for phrase in ordered) + ")"
