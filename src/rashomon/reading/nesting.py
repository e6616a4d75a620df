"""What stands inside the words of others.

Knows: which contents hold a cue, smallest first, and whether somebody else than the one around it can be meant.
Does not know: which words are cues.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rashomon.reading.page import Spoken
from rashomon.reading.speakers import child

if TYPE_CHECKING:
    from spacy.tokens import Token

DEEPEST = 12
"""Contents that are looked at, at most, for those that hold a cue."""


_SELVES = frozenset({"i", "we"})
_COUNTED = frozenset({"NN", "DT"})
"""Tags of pronouns that stand for people: `nobody`, `each`."""
_RELATIVE = frozenset({"those", "whoever"})
"""Who they are is told by what they say: `those who say`."""


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


def another(speaker: Token, holder: Token | None, *, quoted: bool, speech: bool) -> bool:
    """Tell whether what `speaker`, the head of a source, says inside the words of `holder` stands for itself.

    It does where somebody is named or pointed at, the one around it too (`he said he feared …`), but not where nobody
    in particular is meant (`as one says`, `things that say`). `quoted`: between quotation marks, where `I` is not the
    one who asks; `speech`: the cue is a word of saying.
    """
    word = speaker.lower_
    if speaker.pos_ != "PRON" or speaker.tag_ == "PRP$":
        return True
    if speaker.tag_ == "PRP":
        if quoted or word == "you":
            return word != "you"
        if word in _SELVES:
            return holder is not None and holder.lower_ not in _SELVES
        return speaker.morph.get("Person", []) == ["3"] and (speech or speaker.morph.get("Case", []) != ["Acc"])
    if word in _RELATIVE:
        return speaker.tag_ != "DT" or child(speaker, "relcl", "acl") is not None
    alone = word == "one" and child(speaker, "prep") is None
    return not alone and speaker.tag_ in _COUNTED and speaker.morph.get("PronType", []) != ["Dem"]
