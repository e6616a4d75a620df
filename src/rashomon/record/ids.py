"""Names for things that follow from what the things are.

Knows: how to turn a list of parts into a short, stable, collision-safe identifier.
Does not know: what the parts mean; each noun chooses its own.
"""

from __future__ import annotations

import hashlib

_HEX_DIGITS = 20
"""80 bits: a casebook of a hundred million claims has a collision chance below one in a hundred million."""


def content_id(kind: str, *parts: object) -> str:
    """Return `kind` and a hash over `parts`, e.g. ``claim_3b0c…``.

    Every part is written as its type, its length and its text, so that ``("ab", "c")`` and ``("a", "bc")``, or ``None``
    and ``"None"``, never meet. Only text, numbers, None and (nested) sequences of those are parts.

    Raises TypeError for any other part: an object whose text may change between versions must not name a record.
    """
    digest = hashlib.sha256()
    _feed(digest, parts)
    return f"{kind}_{digest.hexdigest()[:_HEX_DIGITS]}"


def number_of(id_: str) -> int:
    """Return the number, of 60 bits, that an id begins with: numbers sort as the ids of one kind do."""
    return int(id_.rpartition("_")[2][:15], 16)


def _feed(digest: hashlib._Hash, part: object) -> None:
    if isinstance(part, (tuple, list)):
        digest.update(f"l{len(part)}:".encode())
        for item in part:
            _feed(digest, item)
    elif part is None:
        digest.update(b"n;")
    elif isinstance(part, (str, bool, int, float)):
        text = (str(part) if not isinstance(part, str) else part).encode("utf-8", "surrogatepass")
        digest.update(f"{'s' if isinstance(part, str) else 'v'}{len(text)}:".encode())
        digest.update(text)
    else:
        raise TypeError(f"a {type(part).__name__} cannot be part of an id")
