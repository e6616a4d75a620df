"""The trained encoder: from the words of a text to a table of scores for each of its heads.

Knows: the weights' file and what it says of itself, and how to run it (ONNX Runtime, one thread).
Does not know: what the scores of a head mean.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache, cached_property
from importlib import resources
from typing import TYPE_CHECKING, Any

import numpy as np

from rashomon.errors import DataMissing
from rashomon.reading.tagger.vocabulary import Vocabulary
from rashomon.reading.tagger.windows import windows
from rashomon.reading.tagger.words import Labels

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

    from rashomon.reading.tagger.words import Words

WEIGHTS = "reader.onnx"
VOCABULARY = "tokenizer.json"
ABOUT = "reader.json"
"""The version of the weights, the parser's labels that they know, and what the scores of each head need to be read."""


class Encoder:
    """Runs the network over a text.

    `version` names the weights, `labels` are those of the parser that they were trained with, `heads` holds for each
    head what its scores need to be read. The network itself is loaded when it first runs: a process that has loaded it
    has threads, and cannot be copied.
    """

    def __init__(self) -> None:
        """Read what is said about the weights that ship; DataMissing when the installation lacks them."""
        about: dict[str, Any] = json.loads(_file(ABOUT))
        self.version: str = about["version"]
        self.labels = Labels.of(about["tags"], about["dependencies"])
        self.heads: Mapping[str, Mapping[str, Any]] = about["heads"]

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(_file(VOCABULARY).decode("utf-8"))

    @cached_property
    def _session(self) -> InferenceSession:
        import onnxruntime  # noqa: PLC0415  (see the class)

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        return onnxruntime.InferenceSession(_file(WEIGHTS), options, providers=["CPUExecutionProvider"])

    def scores(self, text: str, words: Words) -> dict[str, NDArray[np.float32]]:
        """Return for each head its scores, a row for each word."""
        pieces = self._vocabulary.pieces(text, words.spans)
        kept: dict[str, list[NDArray[np.float32]]] = {head: [] for head in self.heads}
        for window in windows([len(word) for word in pieces]):
            inside = slice(window.first, window.last)
            laid = self._vocabulary.laid(pieces[inside], words.traits[inside])
            given = {name: np.array([rows], np.int64) for name, rows in laid._asdict().items()}
            for table, parts in zip(self._session.run(list(kept), given), kept.values(), strict=True):
                parts.append(table[window.kept - window.first : window.until - window.first])
        return {head: np.concatenate(parts) if parts else np.empty((0, 0), np.float32) for head, parts in kept.items()}


@cache
def encoder() -> Encoder:
    """Return the encoder, loaded once a process."""
    return Encoder()


def _file(name: str) -> bytes:
    try:
        return (resources.files("rashomon.reading.tagger") / "data" / name).read_bytes()
    except FileNotFoundError:
        what = f"the trained reader's file {name} is missing"
        raise DataMissing(what, "install the program again, or run `make train`") from None
