"""What stands inside the words of others.

Knows: which contents hold a cue, smallest first, and whether somebody else than the one around it can be meant.
Does not know: which words are cues.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rashomon.reading.idioms import speaks
from rashomon.reading.kinds import nouns
from rashomon.reading.page import Spoken

if TYPE_CHECKING:
    from spacy.tokens import Token

DEEPEST = 12
"""Contents that are looked at, at most, for those that hold a cue."""


_SELVES = frozenset({"i", "we"})
_COUNTED = frozenset({"NN", "DT"})
"""Tags of pronouns that stand for people: `nobody`, `each`."""


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


def another(speaker: Token, holder: Token | None, *, quoted: bool, denied: bool, earlier: bool) -> bool:
    """Tell whether what `speaker`, the head of a source, says inside the words of `holder` stands for itself.

    It does where another speaks, where it is `denied` (`he said he did not believe it`), and where it was said
    `earlier` (`he said he had asked them`). `quoted`: between quotation marks, where nobody can tell who they are, and
    where things are often said to speak.
    """
    if quoted:
        return speaker.pos_ != "PRON" and speaks(speaker)
    third = speaker.morph.get("Person", []) == ["3"]
    if speaker.tag_ == "PRP$":
        return third
    if speaker.tag_ == "PRP":
        if speaker.lower_ in _SELVES:
            return holder is not None and holder.lower_ not in _SELVES
        other = holder is not None and not _may_be(speaker, holder)
        return third and speaker.morph.get("Case", []) != ["Acc"] and (denied or earlier or other)
    return speaker.pos_ != "PRON" or (speaker.tag_ in _COUNTED and speaker.morph.get("PronType", []) != ["Dem"])


def _may_be(pronoun: Token, holder: Token) -> bool:
    """Tell whether a pronoun of the third person can stand for `holder`."""
    if holder.pos_ == "PRON":
        return pronoun.lower_ == holder.lower_
    many = pronoun.morph.get("Number", []) == ["Plur"]
    if holder.morph.get("Number", []) == ["Plur"]:
        return many
    human = _human(holder)
    return human is None or human == (not many and pronoun.morph.get("Gender", []) != ["Neut"])


def _human(noun: Token) -> bool | None:
    """Tell whether a noun or a name is one human being, None where that is not known."""
    if noun.ent_type_:
        return noun.ent_type_ == "PERSON"
    head = nouns().head(noun.lower_)
    return nouns().is_human(head, nouns().kind(head)) if head is not None else None
