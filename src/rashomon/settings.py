"""What can be set, and from where.

Knows: every setting, its default, and the environment variable that carries it.
Does not know: what a setting does; whoever uses it does.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

DEFAULT_CASEBOOK = "rashomon.casebook"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one run. `casebook` is the path of a SQLite file or a ``postgresql://`` address."""

    casebook: str = DEFAULT_CASEBOOK

    @staticmethod
    def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
        """Return the settings that environment variables (``RASHOMON_CASEBOOK``) give, defaults elsewhere."""
        found = os.environ if environment is None else environment
        return Settings(casebook=found.get("RASHOMON_CASEBOOK") or DEFAULT_CASEBOOK)
