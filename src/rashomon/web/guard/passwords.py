"""Passwords: what is kept of them, and whether one is right.

Knows: Argon2id (RFC 9106) with the parameters of its library, and how long a password must be.
Does not know: whose it is.
"""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from rashomon.errors import UsageError

SHORTEST = 12
LONGEST = 1000
"""Characters of a password."""

_HASHER = PasswordHasher()


def hashed(password: str) -> str:
    """Return what is kept of a password; UsageError when it is too short or absurdly long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsageError(
            f"a password has {SHORTEST} characters or more", "a few words in a row are easy to keep in mind"
        )
    return _HASHER.hash(password)


def is_right(password: str, kept: str | None) -> bool:
    """Tell whether a password is the one that was kept; None (nobody is called so) takes as long to find wrong."""
    try:
        return _HASHER.verify(kept or _nobodys(), password[:LONGEST]) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobodys() -> str:
    return _HASHER.hash("a password that nobody has")
