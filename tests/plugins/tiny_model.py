"""A tiny encoder in the ONNX format: words of one meaning have one vector."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

ALIKE = (("dam", "barrage", "weir"), ("broke", "burst"), ("school", "pupils"), ("opened", "began"))


def make_model(folder: Path, *, whole: bool = False) -> Path:
    """Write a model with its tokenizer into a folder; skips the test where packages are missing.

    Args:
        folder: made if missing.
        whole: the model itself gives a vector for a sentence, not one for each word.
    """
    onnx = pytest.importorskip("onnx", reason="the package onnx is not installed")
    pytest.importorskip("onnxruntime", reason="the extra neural is not installed")
    helper, kinds = onnx.helper, onnx.TensorProto
    vocabulary = {"[PAD]": 0, "[UNK]": 1} | {
        word: place + 2 for place, word in enumerate(w for group in ALIKE for w in group)
    }
    table = np.zeros((len(vocabulary), len(ALIKE) + 1), np.float32)
    table[1, -1] = 0.1
    for place, group in enumerate(ALIKE):
        table[[vocabulary[word] for word in group], place] = 1.0
    shapes: dict[str, Sequence[str | int]] = {"input_ids": ("b", "t"), "attention_mask": ("b", "t")}
    shape: Sequence[str | int] = ("b", table.shape[1]) if whole else ("b", "t", table.shape[1])
    nodes = [helper.make_node("Gather", ["table", "input_ids"], ["words"])]
    if whole:
        nodes.append(helper.make_node("ReduceSum", ["words", "axis"], ["out"], keepdims=0))
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info(name, kinds.INT64, size) for name, size in shapes.items()],
        [helper.make_tensor_value_info("out" if whole else "words", kinds.FLOAT, shape)],
        [
            onnx.numpy_helper.from_array(table, "table"),
            onnx.numpy_helper.from_array(np.array([1], np.int64), "axis"),
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(model, str(folder / "model.onnx"))
    _make_tokenizer(vocabulary).save(str(folder / "tokenizer.json"))
    return folder


def _make_tokenizer(vocabulary: dict[str, int]) -> Any:
    tokenizers = pytest.importorskip("tokenizers", reason="the extra neural is not installed")
    made = tokenizers.Tokenizer(
        tokenizers.models.WordLevel(vocabulary, unk_token="[UNK]")  # noqa: S106 # of words
    )
    made.normalizer = tokenizers.normalizers.Lowercase()
    made.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    return made
