"""What a network should say of a text of MUC-4: the role of each word, its incident's kind, and the text's incidents.

Knows: how a key is told word by word.
Does not know: the network, or how templates are filled again from what it says.
"""

from __future__ import annotations

from typing import NamedTuple

from rashomon.record.text import Span
from training.trials.templates import KINDS, ROLES, Key, Text
from training.trials.words import NOT_ASKED, WHOLE, Marked, covered, tag_names, tags, words

TAGS = tag_names(ROLES)


class Lesson(NamedTuple):
    """The words of a text, and what they should be told.

    `roles` has the tag of each word (as TAGS has them), `kinds` the number of the kind of incident (in KINDS) for the
    words of a span and NOT_ASKED for the others, `present` 1 for each kind that the text tells of and 0 for the others.
    """

    words: list[Span]
    roles: list[int]
    kinds: list[int]
    present: list[float]


def lesson(text: Text) -> Lesson:
    """Return what a text teaches. Of keys that claim the same word, the first has it."""
    where = words(text.text, WHOLE)
    spans: list[Marked] = []
    kinds = [NOT_ASKED] * len(where)
    for key in text.keys:
        for role, entities in key.fills.items():
            for span in (span for entity in entities for span in entity.spans):
                inside = covered(where, span)
                one = Marked(role, inside.start, inside.stop)
                if inside and not any(one.meets(other) for other in spans):
                    spans.append(one)
                    kinds[inside.start : inside.stop] = [_number(key)] * len(inside)
    present = [float(any(kind in key.kinds for key in text.keys)) for kind in KINDS]
    return Lesson(where, tags(spans, len(where), ROLES), kinds, present)


def _number(key: Key) -> int:
    """Return the number of the key's kind, of two the first in KINDS; NOT_ASKED if it is none that is looked for."""
    return next((number for number, kind in enumerate(KINDS) if kind in key.kinds), NOT_ASKED)
