"""What stands before every page: who asks, from where, with what right, and what every answer says of itself."""

from __future__ import annotations

from rashomon.web.guard.door import Door
from rashomon.web.guard.rights import checked, decides, needs, ours

__all__ = ["Door", "checked", "decides", "needs", "ours"]
