"""The encoder that ships, with a head of its own for each thing that a trial asks for.

Knows: the layers and the starting weights (MiniLM-L6, Wang et al. 2020), and what a head's answers cost.
Does not know: what the heads stand for, or where the texts come from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from training.network import Layer, Shape, copied, dropped, started, starting_file
from training.trials.words import NOT_ASKED

SHAPE = Shape(384, 12, 6, 1e-12)
"""The measures of the encoder that ships."""


class Head(NamedTuple):
    """One thing that is asked.

    `answers` is how many there are to choose from. `each_word` asks it of every word, else it is asked of the whole
    text; `several` lets several answers hold at once. `weight` is what its cost counts among the heads', `smoothing`
    (0 to 1) the share of certainty that is spread over all answers (Szegedy et al. 2016).
    """

    name: str
    answers: int
    each_word: bool
    several: bool = False
    weight: float = 1.0
    smoothing: float = 0.0


class Batch(NamedTuple):
    """Stretches of text padded to one length: pieces, which are real, the first pieces of words; and right answers.

    `answers` has a tensor for each head: [stretch, word] where words are asked, [stretch] where the text is, and
    [stretch, answer] with 0 or 1 where several may hold. It is empty where nothing is learnt.
    """

    pieces: Tensor
    real: Tensor
    firsts: Tensor
    answers: Mapping[str, Tensor]


class Trial(nn.Module):
    """From pieces to a score for each answer of each head."""

    def __init__(self, heads: Sequence[Head]) -> None:
        """Start the encoder from the published weights, and the heads by chance."""
        super().__init__()
        self.asked = tuple(heads)
        start = load_file(starting_file("model.safetensors"))
        places = start["embeddings.position_embeddings.weight"] + start["embeddings.token_type_embeddings.weight"][0]
        self.pieces = nn.Embedding.from_pretrained(start["embeddings.word_embeddings.weight"], freeze=True)
        self.places = nn.Embedding.from_pretrained(places, freeze=False)
        self.norm = nn.LayerNorm(SHAPE.width, SHAPE.epsilon)
        copied(self.norm, start, "embeddings.LayerNorm")
        self.layers = nn.ModuleList(Layer(SHAPE) for _ in range(SHAPE.layers))
        for number, layer in enumerate(self.layers):
            where = f"encoder.layer.{number}."
            started(layer, start, where, ("self.query", "self.key", "self.value"), "output.dense")
            copied(layer.norm, start, f"{where}attention.output.LayerNorm")
        self.heads = nn.ModuleDict({head.name: nn.Linear(SHAPE.width, head.answers) for head in heads})

    def forward(self, batch: Batch) -> dict[str, Tensor]:
        """Return the scores of each head: [stretch, word, answer] or, of whole texts, [stretch, answer]."""
        x = self.pieces(batch.pieces) + self.places.weight[: batch.pieces.shape[1]]
        x = dropped(self.norm(x), self.training)
        for layer in self.layers:
            x = layer(x, batch.real[:, None, None, :], None)
        firsts = batch.firsts[..., None].expand(-1, -1, SHAPE.width)
        words = dropped(torch.gather(x, 1, firsts), self.training)
        mean = (x * batch.real[..., None]).sum(1) / batch.real.sum(1, keepdim=True)
        whole = dropped(mean, self.training)
        return {head.name: self.heads[head.name](words if head.each_word else whole).float() for head in self.asked}

    def loss(self, scores: Mapping[str, Tensor], batch: Batch) -> Tensor:
        """Return what the scores cost: the heads' cross-entropies, weighted and added up."""
        return sum(head.weight * _cost(head, scores[head.name], batch.answers[head.name]) for head in self.asked)

    def likely(self, scores: Mapping[str, Tensor]) -> dict[str, Tensor]:
        """Return the logarithm of how likely each head's answers are (base e)."""
        return {
            head.name: functional.logsigmoid(scores[head.name])
            if head.several
            else torch.log_softmax(scores[head.name], -1)
            for head in self.asked
        }


def _cost(head: Head, scores: Tensor, right: Tensor) -> Tensor:
    if head.several:
        return functional.binary_cross_entropy_with_logits(scores, right)
    if not bool((right != NOT_ASKED).any()):
        return scores.sum() * 0.0
    flat, smoothing = scores.reshape(-1, head.answers), head.smoothing
    return functional.cross_entropy(flat, right.flatten(), ignore_index=NOT_ASKED, label_smoothing=smoothing)
