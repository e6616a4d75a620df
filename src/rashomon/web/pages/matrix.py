"""The matrix: who says what about which incident, a voice a row and an incident a column.

Knows: what the page shows. Does not know: how it is found (casebook).
"""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter()
