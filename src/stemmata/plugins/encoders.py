"""Sentence encoders: texts in, vectors out; any of them may be one more signal, none is needed.

A name is that of an encoder that an installed package offers (entry points of the group
`stemmata.encoders`: a callable that returns an `Encoder`), a folder or file with an ONNX model, a
folder as sentence-transformers writes it, or an installed package that carries such a folder as
`model`. Nothing is ever fetched, and no code that comes with a model is run.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from stemmata.errors import UsageError
from stemmata.settings import EncoderSettings

Vectors = NDArray[np.float32]
GROUP = "stemmata.encoders"
CALIBRATION = "stemmata.json"  # beside the model, as `benchmarks/neural.py --write` writes it
_PACKAGE = re.compile(r"[A-Za-z0-9][\w.-]{0,99}")


class Encode(Protocol):
    """What an encoder does."""

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """Return a vector for each text, (texts, dimensions)."""
        ...


@dataclass(frozen=True, slots=True)
class Encoder:
    """An encoder by its name; it is opened where it is first asked, in each process by itself.

    Args:
        settings: which it is, and what its cosines are worth.
    """

    settings: EncoderSettings

    @property
    def name(self) -> str:
        """The name by which it was chosen."""
        return self.settings.name

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors, (texts, dimensions); those of empty texts may be zero.

        Raises:
            UsageError: the encoder cannot be opened, or gives no vectors.
        """
        if not texts:
            return np.zeros((0, 1), np.float32)
        vectors = np.asarray(_opened(self.name, os.getpid())(texts), np.float32)
        if vectors.ndim != 2 or len(vectors) != len(texts) or not np.isfinite(vectors).all():
            advice = "name a model that gives one vector for each text"
            raise UsageError("gives no sentence vectors", where=self.name, advice=advice)
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: Vectors = vectors / np.maximum(norms, 1e-9)
        return unit

    def reads(self, language: str) -> bool:
        """Return whether the encoder was made for a language; of others it is not asked."""
        return "all" in self.settings.languages or language in self.settings.languages


def load_encoder(name: str, languages: Sequence[str] = ()) -> Encoder:
    """Return an encoder by its name, opened so that a wrong name is told at once.

    Args:
        name: of an installed encoder or package, or a path.
        languages: those it was made for, "all" for any; by default what its calibration says.

    Raises:
        UsageError: there is no such encoder, or the package that runs it is missing.
    """
    settings = _calibration(name)
    if languages:
        settings = replace(settings, languages=tuple(languages))
    _opened(name, os.getpid())
    return Encoder(replace(settings, name=name))


@cache
def _opened(name: str, process: int) -> Encode:  # noqa: ARG001 # a forked process opens its own
    """Return an encoder, opened; sessions and threads do not outlive a fork."""
    for point in entry_points(group=GROUP):
        if point.name == name:
            made: Encode = point.load()()
            return made
    return _opener(_folder(name))


def _opener(path: Path) -> Encode:
    """Open a model as what it is."""
    openers: list[tuple[bool, str, Callable[[], Encode]]] = [
        (_onnx_file(path) is not None, "onnxruntime", lambda: _open_onnx(path)),
        ((path / "modules.json").is_file(), "sentence_transformers", lambda: _open_torch(path)),
    ]
    missing = [package for fits, package, _ in openers if fits and find_spec(package) is None]
    for fits, package, opened in openers:
        if fits and package not in missing:
            return opened()
    if missing:
        advice = {
            "onnxruntime": "pip install 'stemmata[neural]'",
            "sentence_transformers": "pip install sentence-transformers",
        }[missing[0]]
        raise UsageError(f"needs {missing[0]}", where=str(path), advice=advice)
    advice = "name a folder with model.onnx and tokenizer.json, or one of sentence-transformers"
    raise UsageError("holds no encoder", where=str(path), advice=advice)


def _open_onnx(path: Path) -> Encode:
    from stemmata.plugins.onnx_model import OnnxModel  # noqa: PLC0415 # an extra

    found = _onnx_file(path)
    return OnnxModel(found or path)


def _open_torch(path: Path) -> Encode:
    from stemmata.plugins.torch_model import TorchModel  # noqa: PLC0415 # an extra

    return TorchModel(path)


def _onnx_file(path: Path) -> Path | None:
    if path.suffix == ".onnx" and path.is_file():
        return path
    candidates = (path / "model.onnx", path / "onnx" / "model.onnx")
    return next((each for each in candidates if each.is_file()), None)


def _folder(name: str) -> Path:
    """Return where a model lies: at a path, or in an installed package that carries it."""
    path = Path(name)
    if path.exists():
        return path
    module = name.replace("-", "_")
    # Found without running anything of the package.
    spec = find_spec(module) if _PACKAGE.fullmatch(name) and "." not in name else None
    for place in (spec.submodule_search_locations or ()) if spec else ():
        if (Path(place) / "model").is_dir():
            return Path(place) / "model"
    advice = "name a folder, a file, or an installed package that carries a model"
    raise UsageError("there is no such encoder", where=name, advice=advice)


def _calibration(name: str) -> EncoderSettings:
    """Return what an encoder's cosines are worth, as measured, or as of a usual encoder.

    Raises:
        UsageError: what lies beside the model is no calibration.
    """
    path = Path(name)
    path = (path if path.is_dir() else path.parent) / CALIBRATION
    if not Path(name).exists() or not path.is_file():
        return EncoderSettings()
    try:
        return EncoderSettings.of(json.loads(path.read_text("utf-8")))
    except (ValueError, TypeError) as error:
        advice = "write it anew with python benchmarks/neural.py --write"
        raise UsageError("is no calibration", where=str(path), advice=advice) from error
