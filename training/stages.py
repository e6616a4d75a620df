"""What a stage of the training learnt, kept, so that a training that was stopped goes on where it was.

Knows: when two stages are the same: the network before, the lessons, the course and the seed are.
Does not know: what is trained, or how.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
import torch

from rashomon.reading.tagger.vocabulary import Vocabulary
from training.fitting import Course, Say, fit
from training.network import Network
from training.texts import Lesson


class Stages:
    """Trains networks stage by stage, and keeps each result in a folder."""

    def __init__(self, folder: Path, vocabulary: Vocabulary, seed: int, say: Say) -> None:
        """Take the folder (made where there is none), and what all stages share."""
        self._folder, self._vocabulary, self._seed, self._say = folder, vocabulary, seed, say
        folder.mkdir(parents=True, exist_ok=True)

    def learn(self, name: str, network: Network, lessons: Sequence[Lesson], course: Course) -> None:
        """Train the network in place, or give it what it learnt from the same before; `name` is for people."""
        file = self._folder / f"{name}-{self._digest(network, lessons, course)}.pt"
        if file.exists():
            self._say(f"{name}: learnt before ({file})")
            network.load_state_dict(torch.load(file, weights_only=True))
            return
        self._say(f"{name}: learning from {len(lessons)} texts ...")
        torch.manual_seed(self._seed)
        fit(lessons, self._vocabulary, network, course, self._seed, self._say)
        part = file.with_suffix(".part")
        torch.save(network.state_dict(), part)
        part.replace(file)

    def _digest(self, network: Network, lessons: Sequence[Lesson], course: Course) -> str:
        """Return the first digits of the SHA-256 of all that a stage's result depends on, but for the code."""
        found = sha256(repr((course, self._seed)).encode())
        for weight in network.state_dict().values():
            found.update(weight.detach().numpy().tobytes())
        for lesson in lessons:
            found.update(repr((lesson.text, lesson.words.spans, lesson.words.traits)).encode())
            found.update(lesson.moves.astype(np.float32).tobytes())
        return found.hexdigest()[:12]
