"""Verbs that tell of deeds: in politics one `attacks` with words, in war mostly not.

Knows: the verbs of the claims' lexicons that are no cues in the cue lexicon.
Does not know: what the deeds are.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rashomon.reading import lexicon
from rashomon.reading.cues import cues

if TYPE_CHECKING:
    from spacy.tokens import Span

_SUBJECTS = ("events", "control", "agreements", "conditions")


@cache
def deeds() -> frozenset[str]:
    """Return the verbs (lemmas) of deeds, and those by which deals are made and broken."""
    frames = (frame for subject in _SUBJECTS for frame in lexicon.load(subject)["frame"])
    verbs = {words.split()[0] for frame in frames for words in frame.get("verbs", ())}
    verbs.update(*lexicon.load("agreements")["states"].values())
    return frozenset(verb for verb in verbs if not cues().has_verb(verb))


def is_deed(words: Span) -> bool:
    """Tell whether some words have verbs, and none but those of deeds."""
    verbs = [token.lemma_.lower() for token in words if token.pos_ == "VERB"]
    return bool(verbs) and deeds().issuperset(verbs)
