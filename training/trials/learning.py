"""How a trial's network learns and reads: stretches of text in batches, one seed.

Knows: the schedule (as in `training.fitting`), and how stretches are padded.
Does not know: what is asked, or how answers are judged.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import nn

from rashomon.reading.tagger.vocabulary import Vocabulary
from rashomon.record.text import Span
from training.fitting import DECAY, HEAD_RATE, STEEPEST, Course, Say
from training.network import starting_file
from training.trials.heads import Batch, Head, Trial
from training.trials.tagging import Table
from training.trials.words import NOT_ASKED, windows

LONGEST = 440
"""Pieces of a stretch at most; the encoder's places are 512."""
WARM_UP = 0.1
"""Share of the steps in which the rates rise."""
LIKE = 256
"""Stretches that are sorted by length together, so that a batch has little padding."""
READ = 4096
"""Pieces in a batch that is only read, padding counted."""


class Item(NamedTuple):
    """A text, where its words are, and the right answers for each head (empty where none are known).

    They are a number for each word, one number for a text, or a row of 0 and 1 where several may hold.
    """

    text: str
    words: Sequence[Span]
    answers: Mapping[str, Any]


class Stretch(NamedTuple):
    """Words of a text that are laid out together, and the answers for them."""

    pieces: list[int]
    firsts: list[int]
    answers: Mapping[str, Any]


class Studies(NamedTuple):
    """How a network learns: the passes and the encoder's rate, pieces in a batch (padding counted), and the seed."""

    course: Course
    budget: int
    seed: int


def learn(network: Trial, items: Iterable[Item], studies: Studies, say: Say) -> None:
    """Train the network in place."""
    stretches = [stretch for item in items for stretch in _cut(item, network.asked)]
    chance, epochs = random.Random(studies.seed), studies.course.epochs
    torch.manual_seed(studies.seed)
    steps = epochs * len(_batches(stretches, studies.budget, random.Random(0)))
    optimizer, schedule = _optimizer(network, studies.course.rate, steps)
    network.train()
    for epoch in range(1, epochs + 1):
        began, total = time.monotonic(), 0.0
        batches = _batches(stretches, studies.budget, chance)
        for batch in (padded(some, network.asked) for some in batches):
            with torch.autocast("cpu", torch.bfloat16):
                scores = network(batch)
            loss = network.loss(scores, batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), STEEPEST)
            optimizer.step()
            schedule.step()
            total += loss.item()
        say(f"  epoch {epoch} of {epochs}: loss {total / len(batches):.4f}, {time.monotonic() - began:.0f} s")


def read(network: Trial, items: Sequence[Item]) -> Iterator[dict[str, Table]]:
    """Yield for each text and head how likely each answer is (natural logarithms); right answers are not looked at.

    The tables are [word, answer] where words are asked, and [stretch, answer] where the text is, which has one stretch
    if it is short.
    """
    network.eval()
    cut = [list(_cut(item._replace(answers={}), ())) for item in items]
    every = [stretch for stretches in cut for stretch in stretches]
    found: dict[int, dict[str, Table]] = {}
    order = sorted(range(len(every)), key=lambda at: len(every[at].pieces))
    for batch in _filled(order, [len(stretch.pieces) for stretch in every], READ):
        with torch.no_grad():
            likely = network.likely(network(padded([every[at] for at in batch], ())))
        for row, at in enumerate(batch):
            rows = {
                head.name: likely[head.name][row, : len(every[at].firsts)]
                if head.each_word
                else likely[head.name][row, None]
                for head in network.asked
            }
            found[at] = {name: table.numpy() for name, table in rows.items()}
    first = 0
    for stretches in cut:
        tables = [found[at] for at in range(first, first + len(stretches))]
        first += len(stretches)
        yield {
            head.name: np.concatenate([np.zeros((0, head.answers), np.float32), *(one[head.name] for one in tables)])
            for head in network.asked
        }


def padded(stretches: Sequence[Stretch], heads: Sequence[Head]) -> Batch:
    """Return stretches as one batch, with the right answers to the heads named."""
    length = max(len(one.pieces) for one in stretches)
    words = max(len(one.firsts) for one in stretches)

    def filled(rows: Iterable[Sequence[int]], most: int, blank: int) -> torch.Tensor:
        return torch.tensor([[*row, *[blank] * (most - len(row))] for row in rows])

    answers = {}
    for head in heads:
        rows = [one.answers[head.name] for one in stretches]
        if head.each_word:
            answers[head.name] = filled(rows, words, NOT_ASKED)
        else:
            answers[head.name] = torch.tensor(rows, dtype=torch.float32 if head.several else torch.long)
    return Batch(
        pieces=filled([one.pieces for one in stretches], length, 0),
        real=filled([[1] * len(one.pieces) for one in stretches], length, 0).bool(),
        firsts=filled([one.firsts for one in stretches], words, 0),
        answers=answers,
    )


def _cut(item: Item, heads: Sequence[Head]) -> Iterator[Stretch]:
    """Yield a text's stretches with the answers to the heads named; none of a text without words."""
    vocabulary = _vocabulary()
    pieces = vocabulary.pieces(item.text, item.words) if item.words else []
    stops = [word.of(item.text) == "." for word in item.words]
    for first, last in windows([len(word) for word in pieces], stops, LONGEST):
        laid = vocabulary.laid(pieces[first:last], [()] * (last - first))
        answers = {
            head.name: item.answers[head.name][first:last] if head.each_word else item.answers[head.name]
            for head in heads
        }
        yield Stretch(laid.pieces, laid.firsts, answers)


@cache
def _vocabulary() -> Vocabulary:
    return Vocabulary(starting_file("tokenizer.json").read_text("utf-8"))


def _optimizer(
    network: Trial, rate: float, steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    fresh = list(network.heads.parameters())
    known = {id(weight) for weight in fresh}
    encoder = [weight for weight in network.parameters() if weight.requires_grad and id(weight) not in known]
    groups = [{"params": encoder, "lr": rate}, {"params": fresh, "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=DECAY, fused=True)
    rising = WARM_UP * steps

    def share(step: int) -> float:
        return min(1.0, step / rising) if step < rising else max(0.0, (steps - step) / (steps - rising))

    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, share)


def _batches(stretches: Sequence[Stretch], budget: int, chance: random.Random) -> list[list[Stretch]]:
    """Group stretches of like length, `budget` pieces each at most, in random order."""
    order = list(range(len(stretches)))
    chance.shuffle(order)
    lengths = [len(stretch.pieces) for stretch in stretches]
    batches = []
    for start in range(0, len(order), LIKE):
        some = sorted(order[start : start + LIKE], key=lengths.__getitem__)
        batches += [[stretches[at] for at in batch] for batch in _filled(some, lengths, budget)]
    chance.shuffle(batches)
    return batches


def _filled(order: Sequence[int], lengths: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Yield numbers of stretches, sorted by length, in batches that hold `budget` pieces at most or one stretch."""
    batch: list[int] = []
    for at in order:
        if batch and lengths[at] * (len(batch) + 1) > budget:
            yield batch
            batch = []
        batch.append(at)
    if batch:
        yield batch
