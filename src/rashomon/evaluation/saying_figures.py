"""How well the reader finds who says what in our own gold, in figures and in lines.

Knows: what is counted over many judged texts, and how it is printed.
Does not know: when a printed attribution is a marked one (saying).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rashomon.casebook import Casebook
from rashomon.errors import RashomonError
from rashomon.evaluation.attribution_gold import MarkedText, marked_texts
from rashomon.evaluation.measures import same_name, same_source
from rashomon.evaluation.saying import FORMS, Judged, Pair, Role, judge, marked, printed, stretches
from rashomon.record.attribution import Stance
from rashomon.record.text import Report, Span, joined
from rashomon.settings import Settings

FOLDER = Path("gold/attribution")
TUNING = {"nested": Path("gold/nested"), "names": Path("gold/names")}
"""More of the same, for tuning only: what stands inside the words of others, and whom short forms mean."""

PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "you", "his", "her", "its", "their", "our", "my", "your"})
"""Sources of one such word that gold leaves as written are those the text does not resolve."""


class Rates(NamedTuple):
    """Precision, recall and F1 in percent; 0.0 where there is nothing to divide by."""

    precision: float
    recall: float
    f1: float


class Share(NamedTuple):
    """How many of how many are right."""

    right: int
    of: int

    @property
    def percent(self) -> float:
        """Return the share in percent, 0.0 of nothing."""
        return 100 * self.right / self.of if self.of else 0.0


Confusion = Counter[tuple[Stance, Stance]]
"""Pairs by the stance of gold and the stance that was printed."""


def read(split: str, folder: Path = FOLDER) -> list[Judged]:
    """Let the reader read the texts of one part of the gold, and judge what it prints."""
    texts = [text for path in sorted(folder.glob("*.toml")) for text in marked_texts(path) if text.split == split]
    readings = Casebook(Settings()).record(map(_report, texts), _refuse)
    return [judge(text, reading.attributions) for text, reading in zip(texts, readings, strict=True)]


def exact(judged: Iterable[Judged], role: Role) -> Rates:
    """Return how many stretches of a role are printed to the letter, outer quotation marks and stops aside."""
    right = wanted = found = 0
    for one in judged:
        gold, own = _stretches(one, role)
        right, wanted, found = right + len(gold & own), wanted + len(gold), found + len(own)
    return rates(Share(right, found), Share(right, wanted))


def overlap(judged: Iterable[Judged], role: Role) -> Rates:
    """Return how many printed stretches touch a marked one (precision) and the reverse (recall)."""
    true = found = met = wanted = 0
    for one in judged:
        gold, own = _stretches(one, role)
        true, found = true + sum(any(map(span.overlaps, gold)) for span in own), found + len(own)
        met, wanted = met + sum(any(map(span.overlaps, own)) for span in gold), wanted + len(gold)
    return rates(Share(true, found), Share(met, wanted))


def link(judged: Sequence[Judged]) -> Rates:
    """Return how many printed attributions are marked ones (precision) and the reverse (recall)."""
    true = Share(sum(len(one.true) for one in judged), sum(len(one.printed) for one in judged))
    return rates(true, Share(sum(len(one.found) for one in judged), sum(len(one.text.says) for one in judged)))


def forms(judged: Iterable[Judged]) -> dict[str, Share]:
    """Return for each form how many marked attributions that have it are found."""
    wanted, found = Counter[str](), Counter[str]()
    for one in judged:
        wanted.update(name for saying in one.text.says for name, has in FORMS.items() if has(one.text.text, saying))
        found.update(name for saying in one.found for name, has in FORMS.items() if has(one.text.text, saying))
    return {name: Share(found[name], wanted[name]) for name in FORMS}


def confusion(judged: Iterable[Judged]) -> Confusion:
    """Count the pairs by their two stances."""
    return Counter((pair.marked.stance, pair.printed.stance) for one in judged for pair in one.pairs)


def stance(counts: Confusion, which: Stance) -> Rates:
    """Return how well one stance is told on the pairs."""
    right = counts[which, which]
    printed_so = sum(number for (_, own), number in counts.items() if own is which)
    marked_so = sum(number for (gold, _), number in counts.items() if gold is which)
    return rates(Share(right, printed_so), Share(right, marked_so))


def macro(counts: Confusion) -> float:
    """Return the mean F1, in percent, of the stances that are met on the pairs."""
    met = {stance for pair, number in counts.items() if number for stance in pair}
    return sum(stance(counts, which).f1 for which in met) / len(met) if met else 0.0


def whole(judged: Sequence[Judged], which: Stance) -> Rates:
    """Return how well one stance is found over everything marked and printed: a missed attribution counts too."""
    right = confusion(judged)[which, which]
    printed_so = sum(item.stance is which for one in judged for item in one.printed)
    return rates(
        Share(right, printed_so), Share(right, sum(s.stance is which for one in judged for s in one.text.says))
    )


def details(judged: Iterable[Judged]) -> dict[str, Share]:
    """Return what is right about the paired attributions beside words and stance."""
    right, of = Counter[str](), Counter[str]()
    for one in judged:
        for pair in one.pairs:
            for name, well in _details(one, pair):
                of[name] += 1
                right[name] += well
    return {name: Share(right[name], of[name]) for name in sorted(of)}


def rates(precision: Share, recall: Share) -> Rates:
    """Return both shares in percent, with their harmonic mean."""
    p, r = precision.percent, recall.percent
    return Rates(p, r, 2 * p * r / (p + r) if p + r else 0.0)


def lines(judged: Sequence[Judged]) -> Iterator[str]:
    """Yield all figures of one part of the gold as lines."""
    pairs = sum(len(one.pairs) for one in judged)
    marks, found = sum(len(one.text.says) for one in judged), sum(len(one.printed) for one in judged)
    yield f"{len(judged)} texts, {marks} attributions marked, {found} printed, {pairs} paired"
    yield f"{'':24} {'P':>6} {'R':>6} {'F1':>6}"
    for role in Role:
        yield _row(f"{role} exact", exact(judged, role))
        yield _row(f"{role} overlap", overlap(judged, role))
    yield _row("link", link(judged))
    yield _row("denies, of everything", whole(judged, Stance.DENIES))
    counts = confusion(judged)
    yield from (_row(f"{which}, on pairs", stance(counts, which)) for which in Stance)
    yield f"{'stance macro F1':24} {'':6} {'':6} {macro(counts):6.1f}"
    shares = {f"found: {name}": share for name, share in forms(judged).items()} | details(judged)
    yield from (f"{name:38} {share.percent:6.1f}   {share.right} of {share.of}" for name, share in shares.items())
    yield f"{'gold / printed':14}" + "".join(f"{which:>10}" for which in Stance)
    for gold in Stance:
        yield f"{gold:14}" + "".join(f"{counts[gold, own]:10}" for own in Stance)


def misses(judged: Iterable[Judged]) -> Iterator[str]:
    """Yield a line for each marked attribution that was missed, each false one, and each wrong value on a pair."""
    for one in judged:
        text = one.text.text
        for saying in one.missed:
            names = ", ".join(name for name, has in FORMS.items() if has(text, saying))
            words = (joined(text, marked(saying, role)) for role in Role)
            yield _line(one, "missed", saying.stance, *words, f"[{names}]")
        for item in one.false:
            yield _line(one, "false", item.stance, *(joined(text, printed(item, role)) for role in Role))
        for gold, own in one.pairs:
            both = {
                "stance": (gold.stance, own.stance, gold.stance is own.stance),
                "kind": (gold.kind, own.source.kind, gold.kind is own.source.kind),
                "name": (gold.name, own.source.name, same_source(gold.name, own.source)),
            }
            for what, (wanted, found, right) in both.items():
                if not right:
                    yield _line(one, what, wanted, found, joined(text, gold.source), joined(text, gold.cue))


def _details(one: Judged, pair: Pair) -> Iterator[tuple[str, bool]]:
    gold, own = pair.marked, pair.printed
    yield "stance", gold.stance == own.stance
    yield "hedge there or not", (gold.hedge is None) == (own.hedge is None)
    if gold.hedge is not None:
        yield "hedge there, where marked", own.hedge is not None
    yield "source kind", gold.kind == own.source.kind
    yield "parent", _parent_right(one, pair)
    if gold.parent is not None:
        yield "parent, where marked", _parent_right(one, pair)
    if gold.source:
        named = same_source(gold.name, own.source)
        yield "name, of all with a source", named
        way = _way(joined(one.text.text, gold.source), gold.name)
        if way.startswith("resolved"):
            yield "resolved: all", named
        yield way, named


def _way(words: str, name: str) -> str:
    """Return how gold comes from the words of a source to its name."""
    bare = words.strip(" ,")
    if same_name(bare, name):
        return "as written: pronouns" if bare.casefold() in PRONOUNS else "as written: others"
    return "resolved: cut out of its words" if name.casefold() in words.casefold() else "resolved: from elsewhere"


def _parent_right(one: Judged, pair: Pair) -> bool:
    """Tell whether the printed parent stands for the marked one, or neither has any; a parent not found is wrong."""
    if pair.marked.parent is None or pair.printed.parent is None:
        return pair.marked.parent is None and pair.printed.parent is None
    outer = one.text.says[pair.marked.parent]
    return any(other.marked == outer and other.printed.id == pair.printed.parent for other in one.pairs)


def _stretches(one: Judged, role: Role) -> tuple[frozenset[Span], frozenset[Span]]:
    gold = stretches(one.text.text, (marked(saying, role) for saying in one.text.says))
    return gold, stretches(one.text.text, (printed(item, role) for item in one.printed))


def _report(text: MarkedText) -> Report:
    sha256 = hashlib.sha256(text.text.encode()).hexdigest()
    return Report(Report.identify(sha256), text.text, sha256, name=text.id)


def _row(name: str, found: Rates) -> str:
    return f"{name:24} {found.precision:6.1f} {found.recall:6.1f} {found.f1:6.1f}"


def _line(one: Judged, *cells: str) -> str:
    return " | ".join((one.text.id, *cells)).replace("\n", " ")


def _refuse(error: RashomonError) -> None:
    raise error
