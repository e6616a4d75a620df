"""The workbench as a running server.

Knows: where it may listen. Does not know: what it serves.
"""

from __future__ import annotations

import uvicorn

from rashomon.settings import Settings
from rashomon.web.app import application
from rashomon.web.workbench import Options


def run(settings: Settings, host: str, port: int, tiles: str | None) -> None:
    """Serve until interrupted."""
    app = application(settings, Options(tiles=tiles))
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, date_header=False)
