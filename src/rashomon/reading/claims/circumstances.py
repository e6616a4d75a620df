"""Where and when: the place and the time that the words give to a claim, and no other.

Knows: how near to its trigger a place or a time must stand to belong to it, and which places are about something else.
Does not know: which place a name means, or which days a time covers.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from rashomon.reading.claims.grammar import LONGEST_WALK
from rashomon.record.values import PlaceRole, Precision, TimeAnchor, TimePrecision, When, days

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from rashomon.reading.claims.drafts import Draft
    from rashomon.reading.claims.scene import Scene
    from rashomon.record.values import Where

Found = TypeVar("Found")

HIGHEST_CLIMB = 4
"""Clauses climbed from a trigger's own: `…, killing six` takes place and time from the clause it hangs on."""

_DEPENDENT = frozenset({"advcl", "conj", "acl", "xcomp", "relcl", "pcomp"})
_PURPOSE = frozenset({"advcl", "xcomp", "acl"})
_ELSEWHERE = frozenset({"by", "with", "against", "between", "for", "than", "without", "about", "despite"})
_ORIGINS_AND_GOALS: dict[str, tuple[str, ...]] = {"Displacement": (), "Agreement": ("to", "toward", "towards")}
"""Only movement happens where it starts or ends; what is agreed about movement, where it starts."""

_SINCE, _UNTIL = frozenset({"since"}), frozenset({"until", "till", "by"})
_ONWARDS = frozenset({"on", "onward", "onwards"})
_HYPHENS = frozenset({"-", "–"})


def place(scene: Scene, draft: Draft) -> Where | None:
    """Return where it happened: in the triggers' own words, their clauses, a clause that bears them, else the sentence.

    A place that names people or an institution (`Syrian`, `Damascus denied`), that helps or fights (`with support from
    Russia`, `US-backed`) or that acts (`Turkey shelled the town`) is not where it happened.
    """
    taken = [actor.span for actor in draft.actors]

    def fits(i: int, where: Where) -> bool:
        if where.role is not PlaceRole.LITERAL or any(span.overlaps(where.span) for span in taken):
            return False
        return i in draft.near or not _elsewhere(scene, i, where, draft.type)

    return _nearest(scene, draft, scene.places, fits, lambda _: False)


def time(scene: Scene, draft: Draft) -> When | None:
    """Return when it happened, likewise. A day that stands with the saying verb (`said on Thursday`) is not it.

    A longer time there is (`in the last two months, the ministry says, …`): nobody speaks for two months.
    """
    whens, grammar = scene.whens, scene.grammar
    clause = grammar.clause[draft.anchor]
    aim = grammar.dep[clause] == "acl" and grammar.word_before(clause) == "to"

    def fits(i: int, _: When) -> bool:
        there = grammar.clause[i]
        if aim and there != clause:  # `signed a deal on Saturday to leave`: the leaving is not on Saturday
            return False
        if grammar.dep[there] != "relcl" or there == clause or grammar.head[there] in draft.anchors:
            return True
        # `a deal to ship …`, `the last time they left …`: the parser's relative clauses that are none
        return grammar.word_before(there) == "to" or grammar.dep[grammar.head[there]] == "npadvmod"

    found = _nearest(
        scene,
        draft,
        whens,
        fits,
        lambda i: i in whens and whens[i].precision is not TimePrecision.DAY,
    )
    return None if found is None else _opened(scene, found)


def no_later(scene: Scene) -> When | None:
    """Return the bound that the report's own dateline sets to what it tells as past; None without a dated dateline.

    A day that is only given with the report, or worked out from its text, bounds nothing: no words carry it.
    """
    published = scene.page.published
    if published.span is None or published.edtf is None or days(published.edtf)[1] is None:
        return None
    edtf = f"../{published.edtf.partition('/')[2] or published.edtf}"
    return When(edtf, published.span, TimePrecision.SPAN, TimeAnchor.DATELINE)


def _opened(scene: Scene, when: When) -> When:
    """Return the time with the end open that its preposition leaves open: `since 4 March`, `until Friday`."""
    first, _, last = when.edtf.partition("/")
    words = scene.tokens(when.span)
    before = scene.grammar.word_before(words[0]) if words else ""
    after = scene.grammar.word[words[-1] + 1] if words and words[-1] + 1 < scene.grammar.size else ""
    if before in _SINCE or (before == "from" and after in _ONWARDS):
        return replace(when, edtf=f"{first}/..", precision=TimePrecision.SPAN)
    if before in _UNTIL:
        return replace(when, edtf=f"../{last or first}", precision=TimePrecision.SPAN)
    return when


def _elsewhere(scene: Scene, i: int, where: Where, kind: str) -> bool:
    """Tell whether the place stands where words tell of somebody's side, origin or deed."""
    grammar = scene.grammar
    last = scene.tokens(where.span)[-1]
    if last + 1 < grammar.size and grammar.word[last + 1] in _HYPHENS:
        return True
    aside = _ORIGINS_AND_GOALS.get(kind, ("from", "to", "toward", "towards"))
    for _ in range(HIGHEST_CLIMB):
        while grammar.dep[i] in ("compound", "conj", "appos") and grammar.head[i] != i:
            i = grammar.head[i]
        if grammar.dep[i] != "pobj":
            break
        preposition = grammar.head[i]
        if grammar.word[preposition] in _ELSEWHERE or grammar.word[preposition] in aside:
            return True
        if grammar.head[preposition] not in scene.places:
            break
        i = grammar.head[preposition]
    if grammar.dep[i] == "agent":
        return True
    return grammar.dep[i] == "nsubj" and where.precision is Precision.COUNTRY


def _nearest(
    scene: Scene,
    draft: Draft,
    laid: Mapping[int, Found],
    fits: Callable[[int, Found], bool],
    though_said: Callable[[int], bool],
) -> Found | None:
    if not laid:
        return None
    for anchor in (*draft.near, *draft.anchors):
        found = _first(scene, scene.grammar.subtree(anchor), laid, fits, scene.speaking(draft.anchor))
        if found is not None:
            return found
    if draft.narrow:
        return None
    for anchor in (*draft.near, *draft.anchors):
        for words in _clauses(scene, anchor, though_said):
            found = _first(scene, words, laid, fits)
            if found is not None:
                return found
    return _only_one(scene, draft.anchor, laid, fits)


def _first(
    scene: Scene,
    words: Iterable[int],
    laid: Mapping[int, Found],
    fits: Callable[[int, Found], bool],
    of_speaker: bool = False,
) -> Found | None:
    """Return the first that fits; what stands with a speaker only where that is told (`the group that holds X`)."""
    for i in words:
        value = laid.get(i)
        if value is None or i in scene.compared or not fits(i, value):
            continue
        if of_speaker or not scene.speaking(i):
            return value
    return None


def _clauses(scene: Scene, anchor: int, though_said: Callable[[int], bool]) -> Iterator[Iterable[int]]:
    """Yield the words of the clause of `anchor`, nearest first, of its purpose (`to …`), then of the clauses above.

    Of a clause that says something only the words that are said with it, and those that `though_said` lets pass.
    """
    grammar = scene.grammar
    clause = grammar.clause[anchor]
    spoken = scene.attribution.get(anchor)
    for _ in range(HIGHEST_CLIMB):
        words = sorted(grammar.members[clause][:LONGEST_WALK], key=lambda i: abs(i - anchor))
        if clause in scene.cues:
            yield [i for i in words if though_said(i) or (spoken is not None and scene.attribution.get(i) is spoken)]
            break
        yield words
        for j in grammar.children[clause]:
            if j > anchor and grammar.dep[j] in _PURPOSE and grammar.word_before(j) == "to":
                yield grammar.subtree(j)
        above = grammar.clause[grammar.head[clause]]
        if above == clause or not (grammar.dep[clause] in _DEPENDENT or above in scene.cues):
            break
        clause = above


def _only_one(scene: Scene, anchor: int, laid: Mapping[int, Found], fits: Callable[[int, Found], bool]) -> Found | None:
    """Return what stands in the sentence outside of saying and comparing, when there is exactly one such."""
    grammar = scene.grammar
    sentence = scene.tokens(scene.page.sentences[scene.sentence[anchor]])
    if len(sentence) > LONGEST_WALK:
        return None
    saying = {grammar.clause[i] for i in sentence if i in scene.cues}
    seen: dict[int, Found] = {}
    for i in sentence:
        value = laid.get(i)
        if value is None or i in scene.compared or scene.speaking(i) or grammar.clause[i] in saying:
            continue
        if fits(i, value):
            seen[id(value)] = value
    return next(iter(seen.values())) if len(seen) == 1 else None
