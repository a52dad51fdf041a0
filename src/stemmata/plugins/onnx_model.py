"""An ONNX model with its tokenizer as an encoder; the only place that knows both packages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from stemmata.errors import UsageError
from stemmata.plugins.encoders import Vectors

_LONGEST = 256  # pieces of words; most encoders read no more
_TOGETHER = 32  # texts


class OnnxModel:
    """Texts to vectors: a sentence's own output, else the mean over its words' outputs.

    Args:
        path: the model; `tokenizer.json` lies beside it, or in the folder above.

    Raises:
        UsageError: one of the two is missing or damaged.
    """

    def __init__(self, path: Path) -> None:
        folders = (path.parent, path.parent.parent)
        found = [f / "tokenizer.json" for f in folders if (f / "tokenizer.json").is_file()]
        if not found:
            advice = "put the model's tokenizer.json beside it"
            raise UsageError("has no tokenizer", where=str(path), advice=advice)
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3  # errors
        try:
            self._tokenizer = Tokenizer.from_file(str(found[0]))
            self._session = onnxruntime.InferenceSession(
                str(path), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # neither package has an error of its own that all derive from
            advice = "fetch the model and its tokenizer again"
            raise UsageError(
                f"cannot be opened ({error})"[:300], where=str(path), advice=advice
            ) from error
        self._tokenizer.enable_truncation(_LONGEST)
        self._tokenizer.enable_padding()
        self._inputs = {each.name for each in self._session.get_inputs()}

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """Return a vector for each text, (texts, dimensions)."""
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        parts = [order[at : at + _TOGETHER] for at in range(0, len(order), _TOGETHER)]
        found = np.concatenate([self._run([texts[place] for place in part]) for part in parts])
        vectors = np.empty_like(found)
        vectors[order] = found
        return vectors

    def _run(self, texts: Sequence[str]) -> Vectors:
        plain = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        pieces = self._tokenizer.encode_batch(plain)
        mask = np.array([each.attention_mask for each in pieces], np.int64)
        known: dict[str, Any] = {
            "input_ids": np.array([each.ids for each in pieces], np.int64),
            "attention_mask": mask,
            "token_type_ids": np.zeros_like(mask),
        }
        given = {name: known[name] for name in self._inputs & known.keys()}
        outputs = [np.asarray(each) for each in self._session.run(None, given)]
        whole = next((each for each in outputs if each.ndim == 2), None)
        if whole is not None:
            return whole.astype(np.float32)
        weights = mask[..., None].astype(np.float32)
        summed: Vectors = (outputs[0] * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1.0)
        return summed
