"""What the steps before have found, laid over the words.

Knows: which place, time, figure, actor and attribution a word belongs to, and which words only compare.
Does not know: what is claimed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, TypeVar

from rashomon.reading.claims.grammar import Grammar
from rashomon.reading.claims.issuer import issuer
from rashomon.reading.lexicon import load
from rashomon.reading.times import when_of
from rashomon.record.text import Span, hull

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rashomon.reading.page import ActorMention, Page
    from rashomon.record.attribution import Attribution
    from rashomon.record.values import HowMany, TimeMention, When, Where

LONGEST_COMPARISON = 30
"""Words that a comparison may run on."""

_TURNS = frozenset({":", ";", ".", "(", ")", "—", "–", "--", "but", "while"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})

T = TypeVar("T")


class Scene:
    """A page's grammar with, per word, what stands there."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.text = page.report.text
        self.grammar = Grammar(page.doc)
        self.issuer = issuer(self.text)
        """Where the report names who speaks in its own voice; None where it names nobody."""
        self.lemmas: frozenset[str] = frozenset(self.grammar.lemma)
        self.places: dict[int, Where] = {}
        self.times: dict[int, TimeMention] = {}
        self.quantities: dict[int, HowMany] = {}
        self.actors: dict[int, ActorMention] = {}
        for where in page.places:
            self._lay(self.places, where.span, where)
        for time in page.times:
            self._lay(self.times, time.span, time)
        known = {mention: when_of(mention) for mention in page.times}
        self.whens: dict[int, When] = {i: when for i, m in self.times.items() if (when := known[m]) is not None}
        self.counts = tuple(q for q in page.quantities if _tells(q) and not self._timed(q))
        """The quantities of the page but durations and `none`, which no claim counts."""
        for quantity in self.counts:
            self._lay(self.quantities, quantity.span, quantity)
        for actor in page.actors:
            for i in range(actor.start, actor.end):
                self.actors[i] = actor
        self.sentence: list[int] = [-1] * self.grammar.size
        for number, span in enumerate(page.sentences):
            for i in self.tokens(span):
                self.sentence[i] = number
        self.attribution: dict[int, Attribution] = {}
        self.by_id = {attribution.id: attribution for attribution in page.attributions}
        self.cues: set[int] = set()
        self._speakers: set[int] = set()
        self.unsaid: set[int] = set()
        """The words of what nobody is told to say: `no group claimed the bombing`."""
        self._lay_attributions(page.attributions)
        self.compared: set[int] = _comparisons(self.grammar)

    def tokens(self, span: Span) -> range:
        """Return the indices of the tokens that share a character with `span`."""
        return range(bisect_right(self.grammar.end, span.start), bisect_left(self.grammar.start, span.end))

    def _timed(self, quantity: HowMany) -> bool:
        return any(i in self.times for i in self.tokens(quantity.span))

    def speaking(self, i: int) -> bool:
        """Tell whether the word belongs to a source or a cue: what stands there is about the saying."""
        return i in self._speakers

    def _lay(self, into: dict[int, T], span: Span, value: T) -> None:
        for i in self.tokens(span):
            into.setdefault(i, value)

    def _lay_attributions(self, attributions: Iterable[Attribution]) -> None:
        """Give every word the innermost attribution whose content covers it: wide contents first, narrow ones over."""
        sized = [(hull(a.content.spans), a) for a in attributions if a.content.spans]
        nobody = set(load("status")["negation"]["nobody"])
        for _, attribution in sorted(sized, key=lambda pair: pair[0].start - pair[0].end):
            said = (attribution.source.text or "").partition(" ")[0].casefold() not in nobody
            for span in attribution.content.spans:
                for i in self.tokens(span):
                    if said:
                        self.attribution[i] = attribution
                    else:
                        self.unsaid.add(i)
        for attribution in attributions:
            for span in attribution.cue.spans:
                self.cues.update(self.tokens(span))
            for span in (*attribution.source.spans, *attribution.cue.spans):
                self._speakers.update(self.tokens(span))


def _tells(quantity: HowMany) -> bool:
    return quantity.high != 0 or not quantity.text[:1].isalpha() or quantity.text.casefold() == "zero"


def _comparisons(grammar: Grammar) -> set[int]:
    """Return the words that only say what something is like: `looked like X in 1942`, `reminiscent of`, `as in`."""
    words = load("status")["comparison"]
    after_verbs, phrases, verbs = set(words["prepositions"]), words["phrases"], set(words["verbs"])
    found: set[int] = set()
    for i, word in enumerate(grammar.word):
        head = grammar.head[i]
        starts = (
            (word in after_verbs and (grammar.verbal(head) or grammar.tag[head].startswith("JJ")))
            or (word in phrases and i + 1 < grammar.size and grammar.word[i + 1] in phrases[word])
        ) and grammar.dep[i] in ("prep", "amod", "acomp", "advmod", "mark", "advcl", "conj", "acl", "ROOT")
        if starts or (grammar.lemma[i] in verbs and grammar.verbal(i)):
            found.update(j for j in grammar.subtree(i) if j >= i and grammar.dep[j] != "punct")
            found.update(_run(grammar, i))
    return found


def _run(grammar: Grammar, i: int) -> range:
    """Return the words from `i` to where its sentence turns: a colon, a dash, a bracket or the next finite verb."""
    end = i + 1
    while end < min(i + LONGEST_COMPARISON, grammar.size):
        if grammar.word[end] in _TURNS or grammar.tag[end] in _FINITE:
            break
        end += 1
    return range(i, end)
