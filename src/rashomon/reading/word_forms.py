"""Part of speech, morphology and lemma of words, as the parser's rules give them, each kind of word asked once.

Knows: that those rules look at tag and dependency, at some words, and at an expletive before a word.
Does not know: what the rules say.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from spacy.pipeline import AttributeRuler, Lemmatizer
    from spacy.tokens import Doc, Token

MOST = 200_000
"""Words whose lemma is remembered; then all are forgotten, for a corpus may hold any number of them."""

_MISTAKEN = {(form, "hop"): "hope" for form in ("hopes", "hoped", "hoping")}
"""Lemmas that the parser's rules get wrong, by the form and what they take it for."""
_ASKED: list[int | str] = ["LOWER", "TAG", "DEP", "IS_SPACE"]
_MARKS: list[int | str] = ["TAG", "DEP", "POS", "MORPH", "LEMMA"]
_APART = "apart"
_Kind = tuple[int, int, int, int, bool]


class WordForms:
    """A component of the parser in the place of the two it asks, which take a fifth of the parser's time.

    The forms are theirs but for lemmas of words written as one ("gonna", "let's"), of "nothin'" and of "hoped".
    """

    def __init__(self, ruler: AttributeRuler, lemmatizer: Lemmatizer) -> None:
        """Take the components to ask."""
        self._ruler, self._lemmatizer = ruler, lemmatizer
        strings = lemmatizer.vocab.strings
        self._telling = {strings.add(word) for pattern in ruler.patterns for word in _words(pattern)}
        self._expletive = strings.add("expl")
        self._marks: dict[_Kind, tuple[int, ...]] = {}
        self._lemmas: dict[tuple[int, ...], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Give every word of a tagged and parsed text its forms."""
        if not len(doc):
            return doc
        kinds = list(self._kinds(doc.to_array(_ASKED).tolist()))
        new = {kind: at for at, kind in enumerate(kinds) if kind not in self._marks}
        if new:
            self._ask(doc, new)
        rows = [self._marks[kind] for kind in kinds]
        doc.from_array(_MARKS, _table(rows))
        if len(self._lemmas) > MOST:
            self._lemmas.clear()
        lemmas = [row[-1] for row in rows]
        for at, word in enumerate(map(tuple, doc.to_array(["ORTH", "POS", "MORPH"]).tolist())):
            if not lemmas[at]:
                lemmas[at] = self._lemmas.get(word) or self._lemmas.setdefault(word, self._lemma(doc[at]))
        doc.from_array(["LEMMA"], _table([(lemma,) for lemma in lemmas]))
        return doc

    def _lemma(self, word: Token) -> int:
        (lemma, *_) = self._lemmatizer.lemmatize(word)
        return self._lemmatizer.vocab.strings.add(_MISTAKEN.get((word.lower_, lemma), lemma))

    def _kinds(self, rows: Iterable[Sequence[int]]) -> Iterator[_Kind]:
        """Yield what the rules see of each word."""
        for before, (lower, tag, dependency, space) in pairwise([(0, 0, 0, 0), *rows]):
            yield (lower if lower in self._telling else 0), tag, dependency, space, before[2] == self._expletive

    def _ask(self, doc: Doc, kinds: Mapping[_Kind, int]) -> None:
        """Run the ruler over a text with a word of each kind, after another word that is an expletive or is not."""
        words, marks = list[str](), list[tuple[int, int]]()
        for (_, tag, dependency, _, expletive), at in kinds.items():
            words += [_APART, doc[at].text]
            marks += [(0, self._expletive if expletive else 0), (tag, dependency)]
        asked = type(doc)(doc.vocab, words)
        asked.from_array(_MARKS[:2], _table(marks))
        found = self._ruler(asked).to_array(_MARKS)[1::2].tolist()
        self._marks |= zip(kinds, map(tuple, found), strict=True)


def _table(rows: Sequence[Sequence[int]]) -> Any:
    return np.array(rows, np.uint64)


def _words(pattern: Mapping[str, Any]) -> Iterator[str]:
    """Yield the words that a rule looks for."""
    for token in (token for way in pattern["patterns"] for token in way):
        wanted = token.get("LOWER", ())
        yield from (wanted,) if isinstance(wanted, str) else wanted.get("IN", ()) if wanted else ()
