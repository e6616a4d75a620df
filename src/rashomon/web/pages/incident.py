"""An incident: its accounts by voice, where they part, and what holds them together.

Knows: what the page shows. Does not know: how it is found (casebook).
"""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter()
