"""Language data: words that a linguist adds to without reading code. One TOML file a subject under ``en/``."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

_HEX_DIGITS = 12


@cache
def load(subject: str, language: str = "en") -> dict[str, Any]:
    """Return the lexicon of `subject` (e.g. ``cues``) in `language`; FileNotFoundError when there is none."""
    return tomllib.loads(files(__package__).joinpath(language, f"{subject}.toml").read_text("utf-8"))


def version() -> str:
    """Return a hash over all language data: it changes whenever a word does, and is part of every run."""
    digest = hashlib.sha256()
    for root in ("lexicon/en", "data/actors"):
        folder = files("rashomon.reading").joinpath(*root.split("/"))
        for file in sorted(folder.iterdir(), key=_name):
            if file.name.endswith(".toml"):
                digest.update(f"{root}/{file.name}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:_HEX_DIGITS]


def _name(file: Traversable) -> str:
    return file.name
