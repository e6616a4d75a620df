"""How the network learns: windows, batches, rates and epochs, all from one seed.

Knows: the schedule (AdamW, Loshchilov and Hutter 2019; linear warm-up and decay) and what is changed at random.
Does not know: where texts come from, or how the result is stored.
"""

from __future__ import annotations

import random
import time
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from rashomon.reading.tagger.tags import TAGS
from rashomon.reading.tagger.vocabulary import Laid, Vocabulary
from rashomon.reading.tagger.words import TRAITS
from training.moves import Table
from training.network import Batch, Network
from training.texts import Lesson

HEAD_RATE, CHAIN_RATE = 1e-3, 1e-2
"""Learning rates of traits and head, and of the CRF."""
WARM_UP = 0.08
"""Share of the steps in which the rates rise."""
DECAY = 0.01
MEMORY = 0.998
"""Share of the running mean of the weights that stays at each step; the mean is what ships."""
STEEPEST = 1.0
"""Norm to which a step's gradient is cut."""

WINDOW = 252
"""Pieces in a window."""
BUDGET = 2032
"""Pieces in a batch, padding counted."""
CAPITALS = 0.03
"""Share of the windows in which every letter counts as a capital."""
NO_HINTS = 0.15
"""Share of the windows without the rules' suggestions, so that the network does not lean on them alone."""
NO_GRAMMAR = 0.10
"""Share of the windows without the parser's labels."""

_GRAMMAR = ("part_of_speech", "dependency", "head")
Say = Callable[[str], None]


class Course(NamedTuple):
    """How long a network learns: passes over the texts, and the learning rate of its encoder at the height.

    The end of the decay is what counts: no earlier epoch is ever better.
    """

    epochs: int
    rate: float


class Window(NamedTuple):
    """A stretch of a text as it is laid out for the network, with the moves of its words."""

    laid: Laid
    moves: Table


def fit(
    lessons: Sequence[Lesson], vocabulary: Vocabulary, network: Network, course: Course, seed: int, say: Say
) -> None:
    """Train the network in place."""
    chance = random.Random(seed)
    cut = [vocabulary.pieces(lesson.text, lesson.words.spans) for lesson in lessons]
    steps = course.epochs * len(_batches(_epoch(lessons, cut, vocabulary, random.Random(0)), random.Random(0)))
    optimizer, schedule = _optimizer(network, course.rate, steps)
    mean = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(MEMORY))
    network.train()
    for epoch in range(1, course.epochs + 1):
        began, total = time.monotonic(), 0.0
        batches = _batches(_epoch(lessons, cut, vocabulary, chance), chance)
        for batch in map(padded, batches):
            with torch.autocast("cpu", torch.bfloat16):
                scores = network.scores(batch)
            loss = network.loss(scores, batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), STEEPEST)
            optimizer.step()
            schedule.step()
            mean.update_parameters(network)
            total += loss.item()
        say(f"epoch {epoch} of {course.epochs}: loss {total / len(batches):.4f}, {time.monotonic() - began:.0f} s")
    network.load_state_dict(mean.module.state_dict())


def _optimizer(
    network: Network, rate: float, steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    chain = [network.transitions, network.opening]
    fresh = [*network.head.parameters(), *network.traits.parameters()]
    known = {id(weight) for weight in (*chain, *fresh)}
    encoder = [weight for weight in network.parameters() if weight.requires_grad and id(weight) not in known]
    groups = [
        {"params": encoder, "lr": rate},
        {"params": fresh, "lr": HEAD_RATE},
        {"params": chain, "lr": CHAIN_RATE, "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=DECAY, fused=True)
    rising = WARM_UP * steps

    def share(step: int) -> float:
        return min(1.0, step / rising) if step < rising else max(0.0, (steps - step) / (steps - rising))

    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, share)


def _epoch(
    lessons: Sequence[Lesson], cut: Sequence[list[list[int]]], vocabulary: Vocabulary, chance: random.Random
) -> list[Window]:
    """Return the windows of one epoch, cut anew and changed at random."""
    found = []
    for lesson, pieces in zip(lessons, cut, strict=True):
        for first, last in _edges([len(word) for word in pieces], lesson.words.breaks, chance):
            traits = _changed(lesson.words.traits[first:last], chance)
            found.append(Window(vocabulary.laid(pieces[first:last], traits), lesson.moves[first:last]))
    return found


def _edges(lengths: Sequence[int], breaks: Sequence[int], chance: random.Random) -> Iterator[tuple[int, int]]:
    """Yield the first and last word of windows, ended where a sentence ends; the first is cut short at random."""
    offset = chance.randint(0, WINDOW) if sum(lengths) > WINDOW else 0
    most = offset if offset > 30 else WINDOW
    first = 0
    while first < len(lengths):
        last, pieces = first, 0
        while last < len(lengths) and pieces + lengths[last] <= most:
            pieces += lengths[last]
            last += 1
        if last < len(lengths):
            ending = breaks[bisect_right(breaks, last) - 1] if breaks and breaks[0] <= last else 0
            if ending - first > 0.4 * (last - first):
                last = ending
        last = max(last, first + 1)
        yield first, last
        first, most = last, WINDOW


def _changed(traits: Sequence[Sequence[int]], chance: random.Random) -> list[Sequence[int]]:
    capitals, no_hints, no_grammar = (chance.random() < share for share in (CAPITALS, NO_HINTS, NO_GRAMMAR))
    hidden = {TRAITS.index(name) for name in (("suggested",) * no_hints + _GRAMMAR * no_grammar)}
    case = TRAITS.index("case")
    rows: list[Sequence[int]] = []
    for row in traits:
        new = [0 if column in hidden else value for column, value in enumerate(row)]
        if capitals and new[case] < 3:
            new[case] = 2
        rows.append(new)
    return rows


def _batches(found: list[Window], chance: random.Random) -> list[list[Window]]:
    """Group windows of like length, a bounded number of pieces each, in random order."""
    chance.shuffle(found)
    batches: list[list[Window]] = []
    for start in range(0, len(found), 160):
        batch: list[Window] = []
        for window in sorted(found[start : start + 160], key=lambda one: len(one.laid.pieces)):
            if batch and len(window.laid.pieces) * (len(batch) + 1) > BUDGET:
                batches.append(batch)
                batch = []
            batch.append(window)
        batches.append(batch)
    chance.shuffle(batches)
    return batches


def padded(windows: Sequence[Window]) -> Batch:
    """Return windows as one batch."""
    length = max(len(one.laid.pieces) for one in windows)
    words = max(len(one.moves) for one in windows)
    nothing = (0,) * len(TRAITS)

    def filled(rows: Sequence[Sequence[object]], most: int, blank: object) -> torch.Tensor:
        return torch.tensor([[*row, *[blank] * (most - len(row))] for row in rows])

    moves = torch.zeros(len(windows), words, len(TAGS), len(TAGS))
    for at, one in enumerate(windows):
        moves[at, : len(one.moves)] = torch.from_numpy(one.moves)
    return Batch(
        pieces=filled([one.laid.pieces for one in windows], length, 0),
        traits=filled([one.laid.traits for one in windows], length, nothing),
        real=filled([[True] * len(one.laid.pieces) for one in windows], length, False),
        firsts=filled([one.laid.firsts for one in windows], words, 0),
        moves=moves,
        words=filled([[True] * len(one.moves) for one in windows], words, False),
    )
