"""What a trained network makes of texts that nobody marked, for a smaller one to learn.

Knows: windows as the program cuts them.
Does not know: which network teaches, or how another learns from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import torch

from rashomon.reading.tagger.tags import opening
from rashomon.reading.tagger.vocabulary import Vocabulary
from rashomon.reading.tagger.windows import windows
from training.fitting import Window, padded
from training.moves import Table, likely
from training.network import Network
from training.texts import Lesson


def taught(lessons: Sequence[Lesson], vocabulary: Vocabulary, teacher: Network) -> Iterator[Lesson]:
    """Yield the lessons with the moves that the teacher thinks likely."""
    teacher.eval()
    allowed, begin = teacher.moves().detach().numpy(), teacher.opening.detach().numpy() + opening()
    for lesson in lessons:
        pieces, rows = vocabulary.pieces(lesson.text, lesson.words.spans), list[Table]()
        for window in windows([len(word) for word in pieces]):
            inside = slice(window.first, window.last)
            laid = vocabulary.laid(pieces[inside], lesson.words.traits[inside])
            with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
                (scores,) = teacher.scores(padded([Window(laid, lesson.moves[inside])])).numpy()
            rows.append(scores[window.kept - window.first : window.until - window.first])
        if rows:
            yield replace(lesson, moves=likely(np.concatenate(rows), allowed, begin))


def between(marked: Iterable[Lesson], taught: Iterable[Lesson]) -> Iterator[Lesson]:
    """Yield lessons half as people marked them, half as the teacher reads them: people overlook things too.

    Both have the same texts in the same order, those without a word left out of `taught`.
    """
    for one, other in zip((lesson for lesson in marked if lesson.words.spans), taught, strict=True):
        yield replace(one, moves=(one.moves + other.moves) / 2)
