"""Build hook: compiles the gazetteer when the package is built or installed, so that no program run has to.

Knows: where the compiled file belongs. Does not know: what is in it (rashomon.gazetteer.compiling).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class GazetteerBuildHook(BuildHookInterface[Any]):
    """Writes ``places.sqlite`` into the package, for wheels and for editable installations."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Compile the gazetteer unless the same version is there; a source distribution carries its sources only."""
        if self.target_name != "wheel":
            return
        source = Path(self.root) / "src"
        sys.path.insert(0, str(source))
        try:
            from rashomon.gazetteer.compiling import compile_gazetteer  # noqa: PLC0415 - importable only now
        finally:
            sys.path.remove(str(source))
        target = source / "rashomon" / "gazetteer" / "places.sqlite"
        compile_gazetteer(target)
        build_data["artifacts"] += ["/src/rashomon/gazetteer/places.sqlite", "/src/rashomon/web/static/built/*"]
