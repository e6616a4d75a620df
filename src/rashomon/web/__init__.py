"""The workbench: the casebook in a web browser, to look, compare and judge.

`application(settings)` is the whole of it as an ASGI application; `rashomon serve` runs it on this machine.
"""

from __future__ import annotations

from rashomon.web.app import application
from rashomon.web.workbench import Options

__all__ = ["Options", "application"]
