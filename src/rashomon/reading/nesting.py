"""What stands inside the words of others.

Knows: which contents hold a cue, smallest first.
Does not know: whether what they hold counts.
"""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.reading.page import Spoken

DEEPEST = 12
"""Contents that are looked at, at most, for those that hold a cue."""


def holders(found: Sequence[Spoken]) -> list[list[int]]:
    """Return for each attribution the indices of those whose content holds its cue, the smallest piece first.

    `found` is in the order of the cues. A holder's content is longer than what it holds, so that no chain of holders
    ends in itself.
    """
    sizes = [sum(span.end - span.start for span in one.content) for one in found]
    pieces = sorted((span.start, span.end, index) for index, one in enumerate(found) for span in one.content)
    held: list[list[int]] = []
    active: list[tuple[int, int, int]] = []
    upcoming = 0
    for index, one in enumerate(found):
        cue = one.cue[0]
        while upcoming < len(pieces) and pieces[upcoming][0] <= cue.start:
            active.append(pieces[upcoming])
            upcoming += 1
        active = [piece for piece in active if piece[1] > cue.start][-DEEPEST:]
        holding = [piece for piece in active if piece[1] >= cue.end and sizes[piece[2]] > sizes[index]]
        held.append([piece[2] for piece in sorted(holding, key=lambda piece: piece[1] - piece[0])])
    return held
