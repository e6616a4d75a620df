"""The three trials: what each asks of the encoder, what it learns from, what it is judged on, and what is printed.

Knows: the order of the work, and the courses.
Does not know: how the network learns, or how figures come about.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch

from training.fitting import Course, Say
from training.trials import cameo, case, folds, words
from training.trials.choosing import Held, chosen, judged
from training.trials.filling import Seen
from training.trials.heads import Head, Trial
from training.trials.judging import figures
from training.trials.learning import Item, Studies, learn, read
from training.trials.lessons import TAGS, lesson
from training.trials.reader import readings
from training.trials.tagging import marked
from training.trials.templates import JUDGED, KINDS, LEARNT, Text, texts

PARTS = 5
"""Parts of the small corpora: each is judged by a network that has learnt from the other four."""
HELD = 100
"""Texts of MUC-4's dev part that are not learnt from: the settings are chosen on them."""

CAMEO, CASE, MUC4 = Course(4, 3e-4), Course(6, 3e-4), Course(7, 3e-4)
SHORT, LONG = 1024, 2048
"""Pieces in a batch of sentences and notes, and of telegrams."""

WHO = (Head("roles", len(words.tag_names(cameo.ROLES)), each_word=True),)
SPREAD = 0.05
"""Share of certainty that is spread over all kinds of event: some have eight snippets."""
TEMPLATES = (
    Head("roles", len(TAGS), each_word=True, weight=4.0),
    Head("present", len(KINDS), each_word=False, several=True),
    Head("kinds", len(KINDS), each_word=True, weight=0.5),
)


class Given(NamedTuple):
    """What is asked for: the corpora's folder, the seed, how many of the PARTS are judged, and of how many texts.

    `first` is how many texts of each corpus are taken, None for all.
    """

    corpora: Path
    seed: int
    folds: int
    first: int | None


def run_cameo(given: Given, say: Say) -> None:
    """Learn and judge who and whom in the sentences of CAMEO-NER."""
    sentences = list(cameo.sentences(given.corpora))[: given.first]
    items = [
        Item(one.text, one.words, {"roles": words.tags(one.marked, len(one.words), cameo.ROLES)}) for one in sentences
    ]
    counted: cameo.Counts = cameo.Counts()
    for learnt, part, studies in _folds(folds.shuffled(len(items), PARTS, given.seed), CAMEO, given, say):
        network = _learnt(WHO, [items[at] for at in learnt], studies, say)
        for at, tables in zip(part, read(network, [items[at] for at in part]), strict=True):
            counted.update(cameo.counts(sentences[at].marked, marked(tables["roles"], cameo.ROLES)))
        for role, name in cameo.NAMES.items():
            lenient, exact, inside = cameo.figures(counted, role)
            say(f"{name}: lenient F1 {lenient:.3f}, exact {exact:.3f}, words {inside:.3f}")


def run_case(given: Given, say: Say) -> None:
    """Learn and judge the kinds of event in the snippets of CASE 2021."""
    snippets = list(case.snippets(given.corpora))
    kinds = sorted({one.kind for one in snippets})
    snippets, own = snippets[: given.first], list(case.own_notes(case.NOTES, kinds))[: given.first]
    say(f"{len(snippets)} snippets and {len(own)} notes of our own; {len(kinds)} kinds")
    heads = (Head("kind", len(kinds), each_word=False, smoothing=SPREAD),)
    items, notes = (
        [Item(one.text, words.words(one.text, words.FINE), {"kind": kinds.index(one.kind)}) for one in some]
        for some in (snippets, own)
    )
    gold, found = list[str](), list[str]()
    claims = [case.told(reading.claims) for reading in readings([one.text for one in snippets])]
    parts = folds.stratified([one.kind for one in snippets], PARTS, given.seed)
    for learnt, part, studies in _folds(parts, CASE, given, say):
        network = _learnt(heads, [*(items[at] for at in learnt), *notes], studies, say)
        gold += [snippets[at].kind for at in part]
        for at, table in zip(part, read(network, [items[at] for at in part]), strict=True):
            likely = Counter(dict(zip(kinds, table["kind"].mean(0).tolist(), strict=True)))
            likely.update(claims[at])
            found.append(max(likely, key=likely.__getitem__))
        so_far = case.figures(gold, found)
        say(f"F1 weighted {so_far.weighted:.3f}, macro {so_far.macro:.3f}, of TERRITORY {so_far.territory:.3f}")
    say(", ".join(f"{kind} {value:.2f}" for kind, value in so_far.kinds.items()))


def run_muc4(given: Given, say: Say) -> None:
    """Learn to fill templates from MUC-4's dev part, and judge it on tst1 and tst2."""
    known, unknown = list(texts(given.corpora, LEARNT)), list(texts(given.corpora, JUDGED))[: given.first]
    random.Random(given.seed).shuffle(known)
    known = known[: given.first]
    held = known[: min(HELD, len(known) // 2)]
    learnt = known[len(held) :]
    network = _learnt(TEMPLATES, [_item(text) for text in learnt], Studies(MUC4, LONG, given.seed), say)
    settings = chosen(seen(network, held))
    say(f"chosen on {len(held)} texts that were held out: {settings}")
    for slot, value in figures(judged(seen(network, unknown), settings)).items():
        say(f"{slot}: F1 {value.f1:.3f}, {value.right} right of {value.found} found and {value.gold} asked for")


def seen(network: Trial, given: Sequence[Text]) -> list[Held]:
    """Return the texts as the network sees them, with their keys."""
    items = [_item(text) for text in given]
    return [
        (text.keys, Seen(text.text, item.words, tables["roles"], tables["kinds"], np.exp(tables["present"]).max(0)))
        for text, item, tables in zip(given, items, read(network, items), strict=True)
    ]


RUNS: dict[str, Callable[[Given, Say], None]] = {"cameo": run_cameo, "case": run_case, "muc4": run_muc4}


def _item(text: Text) -> Item:
    where, roles, kinds, present = lesson(text)
    return Item(text.text, where, {"roles": roles, "kinds": kinds, "present": present})


def _folds(
    parts: Sequence[Sequence[int]], course: Course, given: Given, say: Say
) -> Iterator[tuple[list[int], Sequence[int], Studies]]:
    """Yield for each fold that is asked for what is learnt from, what is judged, and how."""
    for number, part in enumerate(parts[: given.folds]):
        say(f"fold {number + 1} of {len(parts)}")
        yield folds.others(parts, number), part, Studies(course, SHORT, given.seed + number)


def _learnt(heads: Sequence[Head], items: Sequence[Item], studies: Studies, say: Say) -> Trial:
    torch.manual_seed(studies.seed)
    network = Trial(heads)
    learn(network, items, studies, say)
    return network
