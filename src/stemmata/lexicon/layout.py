"""The file: named arrays behind a JSON header, aligned so that they can be mapped as they are."""

from __future__ import annotations

import json
import mmap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stemmata.errors import LexiconError

_MAGIC = b"STEMMATA"
_ALIGNMENT = 64
_LARGEST_HEADER = 1 << 23


def write_arrays(path: Path, about: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write named arrays and a JSON-able description into one file."""
    places: dict[str, dict[str, Any]] = {}
    position = 0
    for name, array in arrays.items():
        places[name] = {"start": position, "type": array.dtype.str, "count": int(array.size)}
        position += -(-array.nbytes // _ALIGNMENT) * _ALIGNMENT
    header = json.dumps({"about": dict(about), "arrays": places}, ensure_ascii=False).encode()
    lead = len(_MAGIC) + 8
    header += b" " * (-(lead + len(header)) % _ALIGNMENT)
    with path.open("wb") as out:
        out.write(_MAGIC + len(header).to_bytes(8, "little") + header)
        for array in arrays.values():
            content = array.tobytes()
            out.write(content + b"\0" * (-len(content) % _ALIGNMENT))


def map_arrays(path: Path) -> tuple[Mapping[str, Any], Mapping[str, NDArray[Any]]]:
    """Return the description and read-only arrays mapped from a file, none of them copied.

    Raises:
        LexiconError: the file is missing, cut short, or not of this format.
    """
    advice = "install the package anew, or build the file with python -m stemmata.lexicon.build"
    try:
        with path.open("rb") as source:
            content = mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise LexiconError("cannot be opened", where=str(path), advice=advice) from error
    try:
        return _parse(content)
    except (ValueError, KeyError, TypeError) as error:
        raise LexiconError(f"is damaged ({error})", where=str(path), advice=advice) from error


def _parse(content: mmap.mmap) -> tuple[Mapping[str, Any], Mapping[str, NDArray[Any]]]:
    lead = len(_MAGIC) + 8
    if content[: len(_MAGIC)] != _MAGIC:
        raise ValueError("not a lexicon file")
    size = int.from_bytes(content[len(_MAGIC) : lead], "little")
    if size > _LARGEST_HEADER:
        raise ValueError("header too large")
    header = json.loads(content[lead : lead + size])
    arrays = {}
    for name, place in header["arrays"].items():
        start = lead + size + place["start"]
        arrays[name] = np.frombuffer(content, np.dtype(place["type"]), place["count"], start)
    return header["about"], arrays
