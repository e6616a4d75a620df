"""The encoder's vocabulary: words cut into pieces, and laid out as the network takes them.

Knows: the tokenizer's file and its marks.
Does not know: the network.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rashomon.record.text import Span

MOST_PIECES = 8
"""Pieces of one word at most: longer words are cut, a line of a thousand letters says nothing more."""


class Laid(NamedTuple):
    """A window for the network: pieces between two marks, the traits of each, and where each word's first piece is."""

    pieces: list[int]
    traits: list[Sequence[int]]
    firsts: list[int]


class Vocabulary:
    """Cuts words into pieces (WordPiece, Wu et al. 2016)."""

    def __init__(self, file: str) -> None:
        """Take the text of a `tokenizer.json`."""
        from tokenizers import Tokenizer  # noqa: PLC0415  (most commands read nothing)

        self._tokenizer = Tokenizer.from_str(file)
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        known = self._tokenizer.get_vocab()
        self._begin, self._end, self._unknown = (known[mark] for mark in ("[CLS]", "[SEP]", "[UNK]"))

    def pieces(self, text: str, words: Sequence[Span]) -> list[list[int]]:
        """Return the pieces of each word, one at least."""
        cut = self._tokenizer.encode(
            [text[start:end] for start, end in words], is_pretokenized=True, add_special_tokens=False
        )
        pieces: list[list[int]] = [[] for _ in words]
        for piece, word in zip(cut.ids, cut.word_ids, strict=True):
            if word is not None and len(pieces[word]) < MOST_PIECES:
                pieces[word].append(piece)
        return [word or [self._unknown] for word in pieces]

    def laid(self, pieces: Sequence[Sequence[int]], traits: Sequence[Sequence[int]]) -> Laid:
        """Return a window of words; their pieces share their traits, the marks have none."""
        nothing = (0,) * len(traits[0])
        ids, rows, firsts = [self._begin], [nothing], []
        for word, row in zip(pieces, traits, strict=True):
            firsts.append(len(ids))
            ids += word
            rows += [tuple(row)] * len(word)
        return Laid([*ids, self._end], [*rows, nothing], firsts)
