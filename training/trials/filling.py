"""Templates filled from what a network makes of a text: one for each kind of incident that it tells of.

Knows: which spans are one entity, which incident an entity goes to, and how sure the network must be.
Does not know: the network, or how right templates are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from rashomon.record.text import Span
from training.trials.judging import Filled
from training.trials.tagging import Table, marked
from training.trials.templates import KINDS, ROLES, answer, beside

APART = ("Victim",)
"""Roles of which two spans may touch: a description and a name (`SENATOR | JUAN PEREZ`) are two answers for one person.
Of the others a second beginning is a fragment (`URBAN | GUERRILLAS`) and goes on with the span."""


class Settings(NamedTuple):
    """How sure the network must be.

    `cost` is what each span costs (natural logarithm; 0 to 3 or so, a higher one finds fewer), `present` how likely a
    kind of incident must be for a template (0 to 1).
    """

    cost: float
    present: float


class Seen(NamedTuple):
    """A text as the network sees it.

    `roles` is [word, tag] (as `words.tag_names` has them) and `kinds` [word, kind of incident that a span here would
    belong to], both natural logarithms; `present` has for each kind how likely the text tells of one (0 to 1).
    """

    text: str
    words: Sequence[Span]
    roles: Table
    kinds: Table
    present: Table


class Mention(NamedTuple):
    """A span that plays a role: what it answers, how sure that is, and how likely each kind of incident is for it."""

    role: str
    span: Span
    answer: str
    sure: float
    kinds: Table


def fill(seen: Seen, settings: Settings) -> list[Filled]:
    """Return the templates of a text; an entity goes to the incident that is likeliest for its first mention.

    An entity is answered with the mention that is surest.
    """
    kinds = [at for at, likely in enumerate(seen.present) if likely > settings.present]
    if not kinds:
        return []
    entities: dict[tuple[int, str], list[list[Mention]]] = {(kind, role): [] for kind in kinds for role in ROLES}
    for mention in mentions(seen, settings.cost):
        kind = max(kinds, key=lambda at: mention.kinds[at])
        _joined(mention, entities[kind, mention.role])
    return [
        Filled(KINDS[kind], {role: [_best(entity) for entity in entities[kind, role]] for role in ROLES})
        for kind in kinds
    ]


def mentions(seen: Seen, cost: float) -> Iterator[Mention]:
    """Yield the spans that have a role, in the order of the text; those without a word but an article are left out."""
    for role, first, last in marked(seen.roles, ROLES, cost, APART):
        span = Span(seen.words[first].start, seen.words[last - 1].end)
        said = answer(span.of(seen.text))
        if said:
            tags = slice(1 + 2 * ROLES.index(role), 3 + 2 * ROLES.index(role))
            likely = np.logaddexp.reduce(seen.roles[first:last, tags], 1) - seen.roles[first:last, 0]
            yield Mention(role, span, said, float(likely.max()), seen.kinds[first:last].mean(0))


def same(one: str, other: str) -> bool:
    """Tell whether two answers are one entity: the words of one are among those of the other."""
    few, many = sorted((set(one.split()), set(other.split())), key=len)
    return few <= many


def _joined(mention: Mention, entities: list[list[Mention]]) -> None:
    """Put a mention to the entity that it belongs to, or to a new one."""
    for entity in entities:
        if any(same(mention.answer, other.answer) for other in entity):
            entity.append(mention)
            return
    touched = [entity for entity in entities if beside(entity[-1].span, mention.span)]
    if mention.role in APART and touched:
        touched[-1].append(mention)
    else:
        entities.append([mention])


def _best(entity: Sequence[Mention]) -> str:
    return max(entity, key=lambda mention: mention.sure).answer
