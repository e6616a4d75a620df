"""From the trained network to the file that ships: an ONNX graph with fused layers and whole-number weights.

Knows: the graph (ONNX with ONNX Runtime's own fused operators) and how it is quantised.
Does not know: how the weights were learnt.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from rashomon.reading.tagger.tags import TAGS, opening
from training.network import Network, Shape

OPSET = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
FUSED = "com.microsoft"
_FLOATS = {"DefaultTensorType": TensorProto.FLOAT}


class _Graph:
    """Collects nodes and weights; each method returns the name of its output."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, values: Any) -> str:
        array = np.asarray(values.detach().numpy() if hasattr(values, "detach") else values)
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(self, operator: str, *inputs: str, name: str, domain: str = "", **options: Any) -> str:
        self.nodes.append(helper.make_node(operator, list(inputs), [name], name=name, domain=domain, **options))
        return name

    def linear(self, module: Any, x: str, name: str) -> str:
        """Multiply without the bias: fused operators add it."""
        return self.node("MatMul", x, self.weight(f"{name}.weight", module.weight.T), name=name)

    def normed(self, module: Any, x: str, other: str, bias: Any, name: str) -> str:
        """Add and normalise, in plain operators: the fused one of ONNX Runtime takes four times as long."""
        biased = self.node("Add", x, self.weight(f"{name}.bias", bias), name=f"{name}.biased")
        added = self.node("Add", biased, other, name=f"{name}.sum")
        mean = self.node("ReduceMean", added, name=f"{name}.mean", axes=[-1])
        centred = self.node("Sub", added, mean, name=f"{name}.centred")
        squares = self.node("Mul", centred, centred, name=f"{name}.squares")
        variance = self.node("ReduceMean", squares, name=f"{name}.variance", axes=[-1])
        some = self.node(
            "Add", variance, self.weight(f"{name}.epsilon", np.float32(self.shape.epsilon)), name=f"{name}.some"
        )
        deviation = self.node("Sqrt", some, name=f"{name}.deviation")
        scaled = self.node("Div", centred, deviation, name=f"{name}.scaled")
        stretched = self.node("Mul", scaled, self.weight(f"{name}.gamma", module.weight), name=f"{name}.stretched")
        return self.node("Add", stretched, self.weight(f"{name}.beta", module.bias), name=name)


def graph_of(network: Network) -> onnx.ModelProto:
    """Return the network as a graph for one window: pieces [1, p], traits [1, p, t], firsts [1, w] to [w, tags]."""
    graph = _Graph(network.shape)
    x = graph.node("Gather", graph.weight("vocabulary", network.pieces.weight), "pieces", name="looked_up")
    added = _traits(graph, network)
    places = graph.node("Shape", "pieces", name="length", start=1, end=2)
    table = graph.node(
        "Slice",
        graph.weight("places", network.places.weight),
        graph.weight("zero", np.array([0])),
        places,
        graph.weight("axis", np.array([0])),
        name="placed",
    )
    added = graph.node("Add", added, table, name="added")
    x = graph.normed(network.norm, x, added, np.zeros(network.shape.width, np.float32), "embedded")
    for number, layer in enumerate(network.layers):
        x = _layer(graph, layer, x, f"layer{number}")
    at = graph.node("Squeeze", "firsts", graph.weight("row", np.array([0])), name="words")
    x = graph.node("Squeeze", x, "row", name="one")
    x = graph.node("Gather", x, at, name="first_pieces", axis=0)
    x = graph.linear(network.head, x, "head")
    graph.node("Add", x, graph.weight("head.bias", network.head.bias), name="attribution")
    return helper.make_model(
        helper.make_graph(
            graph.nodes,
            "reader",
            [
                helper.make_tensor_value_info("pieces", TensorProto.INT64, [1, "p"]),
                helper.make_tensor_value_info("traits", TensorProto.INT64, [1, "p", len(network.traits)]),
                helper.make_tensor_value_info("firsts", TensorProto.INT64, [1, "w"]),
            ],
            [helper.make_tensor_value_info("attribution", TensorProto.FLOAT, ["w", network.head.out_features])],
            graph.weights,
        ),
        opset_imports=OPSET,
        ir_version=8,
    )


def export(network: Network, path: Path) -> None:
    """Write the network with eight-bit weights, a scale for each column."""
    with tempfile.TemporaryDirectory() as folder:
        whole, small = Path(folder, "whole.onnx"), Path(folder, "small.onnx")
        onnx.save(graph_of(network.eval()), whole)
        quantize_dynamic(whole, small, per_channel=True, weight_type=QuantType.QInt8, extra_options=_FLOATS)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(small.read_bytes())


def _traits(graph: _Graph, network: Network) -> str:
    """Add up the traits of each piece: one table for all, each trait's rows behind those of the one before."""
    tables = [table.weight.detach().numpy() for table in network.traits]
    offsets = np.cumsum([0, *(len(table) for table in tables[:-1])])
    rows = graph.node("Add", "traits", graph.weight("offsets", offsets.astype(np.int64)), name="trait_rows")
    found = graph.node("Gather", graph.weight("trait_table", np.concatenate(tables)), rows, name="trait_values")
    return graph.node("ReduceSum", found, graph.weight("last", np.array([2])), name="trait_sum", keepdims=0)


def _layer(graph: _Graph, layer: Any, x: str, name: str) -> str:
    weight = graph.weight(f"{name}.attention.weight", layer.projected.weight.T)
    bias = graph.weight(f"{name}.attention.bias", layer.projected.bias)
    seen = graph.node("Attention", x, weight, bias, name=f"{name}.attention", domain=FUSED, num_heads=graph.shape.heads)
    seen = graph.linear(layer.out, seen, f"{name}.out")
    x = graph.normed(layer.norm, seen, x, layer.out.bias, f"{name}.norm")
    wide = graph.linear(layer.wide, x, f"{name}.wide")
    wide = graph.node(
        "BiasGelu", wide, graph.weight(f"{name}.wide.bias", layer.wide.bias), name=f"{name}.gelu", domain=FUSED
    )
    narrow = graph.linear(layer.narrow, wide, f"{name}.narrow")
    return graph.normed(layer.last_norm, narrow, x, layer.narrow.bias, f"{name}.last_norm")


def about(network: Network, labels: tuple[Sequence[str], Sequence[str]], seed: int) -> dict[str, Any]:
    """Return what must be known to use the network: the parser's labels, and how the scores of its head are read."""
    head = {
        "tags": TAGS,
        "transitions": network.moves().tolist(),
        "start": (network.opening + torch.from_numpy(opening())).tolist(),
    }
    weights = b"".join(weight.detach().numpy().tobytes() for weight in network.parameters())
    return {
        "version": f"{sha256(weights).hexdigest()[:12]} (seed {seed})",
        "tags": labels[0],
        "dependencies": labels[1],
        "heads": {"attribution": head},
    }
