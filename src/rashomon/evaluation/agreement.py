"""How far two people who mark the same texts agree on who says what.

Knows: when a span, an attribution, a stance or a name of one marking is that of the other.
Does not know: which of the two is right, or what a program makes of the texts (measures).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rashomon.evaluation.attribution_gold import MarkedSaying, MarkedText
from rashomon.evaluation.measures import same_name
from rashomon.record.text import Spans, joined

ENOUGH = 0.5
"""Share of the words of each of two contents that they must have in common: the half PolNeAR's tools ask for a link."""

_WORD = re.compile(r"\w+")


def agreement(first: Sequence[MarkedText], second: Sequence[MarkedText]) -> dict[str, float]:
    """Return how far two markings agree over the texts both have, found by id.

    Three counts; all else lies in 0 to 1, kappa in -1 to 1. `exact` is the F1 of spans drawn alike, `overlap` of spans
    that share a word with one of the other marking, `link` of attributions both have. On those: the shares of the same
    stance, kind and name (where there is a source; `resolved`: where the first has not the source's own words for it).
    Raises ValueError when no text is shared or its words differ.
    """
    both = [(text, other) for text in first for other in second if text.id == other.id]
    if not both or any(one.text != other.text for one, other in both):
        raise ValueError("two markings are compared over the same texts")
    linked_by = [(one.text, pair) for one, other in both for pair in linked(one, other)]
    pairs = [pair for _, pair in linked_by]
    ours, theirs = (sum(len(pair[side].says) for pair in both) for side in (0, 1))
    figures: dict[str, float] = {"texts": len(both), "attributions first": ours, "attributions second": theirs}
    for role in ("source", "cue", "content"):
        figures[f"{role} exact"] = _exact(both, role)
        figures[f"{role} overlap"] = _overlap(both, role)
    figures["link"] = _share(2 * len(pairs), ours + theirs)
    for field in ("stance", "kind"):
        figures[field] = _share(sum(getattr(a, field) == getattr(b, field) for a, b in pairs), len(pairs))
    figures["stance kappa"] = kappa([(one.stance, other.stance) for one, other in pairs])
    named = [same_name(one.name, other.name) for one, other in pairs if one.source]
    figures["name"] = _share(sum(named), len(named))
    resolved = [
        same_name(one.name, other.name)
        for text, (one, other) in linked_by
        if one.source and not same_name(joined(text, one.source).strip(" ,"), one.name)
    ]
    figures["name, resolved"] = _share(sum(resolved), len(resolved))
    return figures


def linked(one: MarkedText, other: MarkedText) -> list[tuple[MarkedSaying, MarkedSaying]]:
    """Return the attributions of a text that both markings have, one to one, those most alike first.

    Each content has at least ENOUGH of its words in the other, and the sources share a word or both are empty.
    """
    likeness = {
        (a, b): share
        for a, ours in enumerate(one.says)
        for b, theirs in enumerate(other.says)
        if (share := _likeness(one.text, ours, theirs))
    }
    pairs = []
    left, right = set(range(len(one.says))), set(range(len(other.says)))
    for a, b in sorted(likeness, key=lambda pair: likeness[pair], reverse=True):
        if a in left and b in right:
            left.remove(a)
            right.remove(b)
            pairs.append((one.says[a], other.says[b]))
    return pairs


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Return Cohen's kappa (1960) of two labellings: agreement beyond chance; 0 for no pairs."""
    if not pairs:
        return 0.0
    seen = sum(one == other for one, other in pairs) / len(pairs)
    ours, theirs = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(ours[label] * theirs[label] for label in ours) / len(pairs) ** 2
    return (seen - chance) / (1 - chance) if chance < 1 else 1.0


def _likeness(text: str, ours: MarkedSaying, theirs: MarkedSaying) -> float:
    one, other = _words(text, ours.source), _words(text, theirs.source)
    if (one or other) and not one & other:
        return 0.0
    mine, others = _words(text, ours.content), _words(text, theirs.content)
    share = _share(len(mine & others), max(len(mine), len(others)))
    return share if share >= ENOUGH else 0.0


def _exact(both: Iterable[tuple[MarkedText, MarkedText]], role: str) -> float:
    alike = total = 0
    for one, other in both:
        ours, theirs = Counter(_spans(one, role)), Counter(_spans(other, role))
        alike += (ours & theirs).total()
        total += ours.total() + theirs.total()
    return _share(2 * alike, total)


def _overlap(both: Iterable[tuple[MarkedText, MarkedText]], role: str) -> float:
    met, count = [0, 0], [0, 0]
    for pair in both:
        drawn = [[_words(text.text, spans) for spans in _spans(text, role)] for text in pair]
        for side in (0, 1):
            count[side] += len(drawn[side])
            met[side] += sum(any(words & other for other in drawn[1 - side]) for words in drawn[side])
    one, other = (_share(*figures) for figures in zip(met, count, strict=True))
    return _share(2 * one * other, one + other)


def _spans(text: MarkedText, role: str) -> Iterator[Spans]:
    drawn: Iterable[Spans] = (getattr(saying, role) for saying in text.says)
    return (spans for spans in drawn if spans)


def _words(text: str, spans: Spans) -> set[int]:
    """Return where the words of `spans` begin; of a headline's colon, which has none, where it stands."""
    return {match.start() for span in spans for match in _WORD.finditer(text, *span)} or {span.start for span in spans}


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
