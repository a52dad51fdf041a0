"""A model of sentence-transformers as an encoder; the only place that knows the package."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from stemmata.errors import UsageError
from stemmata.plugins.encoders import Vectors

_TOGETHER = 32  # texts


class TorchModel:
    """Texts to vectors.

    Args:
        path: the folder that sentence-transformers wrote.

    Raises:
        UsageError: it cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 # no extra brings it

        try:
            self._model = SentenceTransformer(
                str(path),
                local_files_only=True,
                trust_remote_code=False,
                model_kwargs={"use_safetensors": True},  # pickled weights may hold code
            )
        except Exception as error:  # whatever the packages below raise, the model is unusable
            advice = "fetch the model again, in the safetensors format"
            raise UsageError(
                f"cannot be opened ({error})"[:300], where=str(path), advice=advice
            ) from error

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """Return a vector for each text, (texts, dimensions)."""
        plain = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        found = self._model.encode(plain, batch_size=_TOGETHER, show_progress_bar=False)
        return np.asarray(found, np.float32)
