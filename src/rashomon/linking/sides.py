"""On whose side two voices are.

Knows: when two voices are one side's, when they are known to be of two, and when that is not known.
Does not know: what they say.
"""

from __future__ import annotations

from rashomon.linking import kinds
from rashomon.linking.facts import Facts
from rashomon.record.attribution import SourceKind

STATE = frozenset({SourceKind.GOVERNMENT, SourceKind.MILITARY, SourceKind.STATE_MEDIA, SourceKind.OFFICIAL})
"""Kinds of source that speak for a state."""


def one_side(a: Facts, b: Facts) -> bool:
    """Tell whether both voices are one, or speak for one state (`the army`, `the foreign ministry`)."""
    if a.voice.key == b.voice.key or a.voice.line & b.voice.line:
        return True
    return _of_state(a) and _of_state(b) and not two_sides(a, b)


def two_sides(a: Facts, b: Facts) -> bool:
    """Tell whether the voices are known to be of two sides: a state and not one, or names with no word in common."""
    if a.voice.key == b.voice.key or a.voice.line & b.voice.line:
        return False
    if a.account.source is None or b.account.source is None:
        return False
    one, other = _own_names(a), _own_names(b)
    if one and other and not one & other:
        return True
    nameless = SourceKind.UNNAMED in (a.account.source.kind, b.account.source.kind)
    return _of_state(a) != _of_state(b) and not nameless


def _of_state(facts: Facts) -> bool:
    return facts.account.source is not None and facts.account.source.kind in STATE


def _own_names(facts: Facts) -> frozenset[str]:
    """Return the words of a voice's name that are written large and are not what many are called."""
    return frozenset(word for word in facts.voice.name.split() if word[:1].isupper() and not kinds.actor_class(word))
