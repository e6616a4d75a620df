"""What was printed for one marked text beside what is marked in it: which of the two belong together.

Knows: when a printed attribution is a marked one, which stands for which, and the forms a marked one can have.
Does not know: the figures over many texts (saying_figures), or where texts and attributions come from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from rashomon.evaluation.attribution_gold import MarkedSaying, MarkedText
from rashomon.evaluation.measures import ENOUGH
from rashomon.record.attribution import Attribution, SourceKind, Stance
from rashomon.record.text import Span, Spans, joined

_WORD = re.compile(r"\w+")
_EDGE = " \t\n\r\"“”‘’'`,.;:—-"
_PASSIVE = re.compile(r"(?:is|are|was|were|(?:has|have|had) been)\b", re.IGNORECASE)
_CALL = re.compile(r"\bcall(?:s|ed|ing)?\b.*\b(?:for|on|upon)\b", re.IGNORECASE)
_NO_INVERSION = re.compile(r"according to|in the words of|\w+ing\b", re.IGNORECASE)


class Role(StrEnum):
    """The three runs of words of an attribution."""

    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"


class Pair(NamedTuple):
    """A marked attribution and the printed one that stands for it."""

    marked: MarkedSaying
    printed: Attribution


@dataclass(frozen=True, slots=True)
class Judged:
    """One text's marks and what was printed for it.

    `found` are the marked attributions that some printed one is linked to, `true` the printed ones that are linked to
    some marked one. `pairs` ties each to one at most.
    """

    text: MarkedText
    printed: tuple[Attribution, ...]
    found: tuple[MarkedSaying, ...]
    true: tuple[Attribution, ...]
    pairs: tuple[Pair, ...]

    @property
    def missed(self) -> tuple[MarkedSaying, ...]:
        """Return the marked attributions that nothing printed is linked to."""
        return tuple(saying for saying in self.text.says if saying not in self.found)

    @property
    def false(self) -> tuple[Attribution, ...]:
        """Return the printed attributions that are linked to none that is marked."""
        return tuple(item for item in self.printed if item not in self.true)


def judge(text: MarkedText, printed: Sequence[Attribution]) -> Judged:
    """Hold the attributions printed for a text against its marks."""
    links = [Pair(saying, item) for saying in text.says for item in printed if linked(text.text, saying, item)]
    return Judged(
        text,
        tuple(printed),
        tuple(saying for saying in text.says if any(link.marked == saying for link in links)),
        tuple(item for item in printed if any(link.printed == item for link in links)),
        _paired(text.text, links),
    )


def linked(text: str, saying: MarkedSaying, item: Attribution) -> bool:
    """Tell whether a printed attribution counts as a marked one: PolNeAR's measure, and one for empty sources.

    It holds at least half of the marked content's words and a word of the marked source, or both have no source.
    """
    wanted, found = covered(text, saying.content), covered(text, item.content.spans)
    speaker, name = covered(text, saying.source), covered(text, item.source.spans)
    return len(wanted & found) >= ENOUGH * len(wanted) > 0 and (bool(speaker & name) or not (speaker or name))


def covered(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """Return where the words of `text` begin that share a character with one of `spans`."""
    wanted = tuple(spans)
    found = (Span(*match.span()) for match in _WORD.finditer(text))
    return frozenset(word.start for word in found if any(word.overlaps(span) for span in wanted))


def stretches(text: str, passages: Iterable[Spans]) -> frozenset[Span]:
    """Return the unbroken stretches of `passages` without white space, quotation marks and stops at their edges."""
    return frozenset(
        span for passage in passages for whole in passage if (span := _trimmed(text, whole)).start < span.end
    )


def marked(saying: MarkedSaying, role: Role) -> Spans:
    """Return one run of words of a marked attribution."""
    return {Role.SOURCE: saying.source, Role.CUE: saying.cue, Role.CONTENT: saying.content}[role]


def printed(item: Attribution, role: Role) -> Spans:
    """Return one run of words of a printed attribution."""
    return {Role.SOURCE: item.source.spans, Role.CUE: item.cue.spans, Role.CONTENT: item.content.spans}[role]


def _calls_for(text: str, saying: MarkedSaying) -> bool:
    return _CALL.search(joined(text, saying.cue)) is not None


def _reported_to_be(text: str, saying: MarkedSaying) -> bool:
    around = saying.content[0].start < saying.cue[0].start < saying.content[-1].end
    return not saying.source and around and _PASSIVE.match(joined(text, saying.cue)) is not None


def _rumour(text: str, saying: MarkedSaying) -> bool:
    return saying.kind is SourceKind.RUMOUR or "rumour" in joined(text, (*saying.source, *saying.cue)).casefold()


def _inverted(text: str, saying: MarkedSaying) -> bool:
    before = bool(saying.source) and saying.cue[0].start < saying.source[0].start
    return before and not _NO_INVERSION.match(joined(text, saying.cue))


def _according_to(text: str, saying: MarkedSaying) -> bool:
    return joined(text, saying.cue).casefold().startswith("according to")


FORMS: dict[str, Callable[[str, MarkedSaying], bool]] = {
    "calls for": _calls_for,
    "are reported to be": _reported_to_be,
    "rumours": _rumour,
    "inverted": _inverted,
    "nested": lambda _, saying: saying.parent is not None,
    "denied": lambda _, saying: saying.stance is Stance.DENIES,
    "according to": _according_to,
    "empty source": lambda _, saying: not saying.source,
}
"""Forms of attributions, each with the test that tells it from the marks. One attribution may have several.

calls for: the cue is `call` with `for`, `on` or `upon`. are reported to be: no source, and a passive cue between the
subject and the rest of the content. rumours: of that kind, or the word in source or cue. inverted: the cue begins
before the source and is no participle, `according to` or `in the words of`. nested: has a parent. denied: of that
stance.
"""


def _paired(text: str, links: Sequence[Pair]) -> tuple[Pair, ...]:
    """Return one link at most for each marked and each printed attribution, the closest first."""
    chosen: list[Pair] = []
    for link in sorted(links, key=lambda link: _closeness(text, link), reverse=True):
        if not any(link.marked == other.marked or link.printed == other.printed for other in chosen):
            chosen.append(link)
    return tuple(chosen)


def _closeness(text: str, link: Pair) -> tuple[bool, float, float]:
    cue, content, source = (
        _likeness(covered(text, marked(link.marked, role)), covered(text, printed(link.printed, role)))
        for role in (Role.CUE, Role.CONTENT, Role.SOURCE)
    )
    return cue > 0, content, source


def _likeness(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / max(1, len(one | other))


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip(_EDGE))
    return Span(start, max(start, span.start + len(words.rstrip(_EDGE))))
