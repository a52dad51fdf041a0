"""The file: named arrays behind a JSON header, aligned so that they can be mapped as they are."""

from __future__ import annotations

import json
import mmap
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from stemmata.errors import LexiconError
from stemmata.lexicon.checking import ADVICE
from stemmata.model import Frozen

_MAGIC = b"STEMMATA"
_ALIGNMENT = 64
_LARGEST_HEADER = 1 << 23
About = TypeVar("About", bound=Frozen)
_Count = Annotated[int, msgspec.Meta(ge=0)]


class _Place(Frozen, frozen=True):
    start: Annotated[int, msgspec.Meta(ge=0, multiple_of=_ALIGNMENT)]
    type: Literal["|u1", "<u2", "<u4", "<f4", "<i4", "<f8", "<i8"]
    count: _Count


class _Header(Frozen, frozen=True):
    about: dict[str, Any]
    arrays: dict[str, _Place]


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
    try:
        with path.open("rb") as source:
            content = mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise LexiconError("cannot be opened", where=str(path), advice=ADVICE) from error
    try:
        return _parse(content)
    except (ValueError, OverflowError, RecursionError, msgspec.MsgspecError) as error:
        raise LexiconError(f"is damaged ({error})", where=str(path), advice=ADVICE) from error


def describe(path: Path, said: Mapping[str, Any], kind: type[About]) -> About:
    """Return what a file says about itself.

    Raises:
        LexiconError: something is missing, or is not what it should be.
    """
    try:
        return msgspec.convert(said, kind)
    except msgspec.ValidationError as error:
        raise LexiconError(f"is damaged ({error})", where=str(path), advice=ADVICE) from error


def _parse(content: mmap.mmap) -> tuple[Mapping[str, Any], Mapping[str, NDArray[Any]]]:
    lead = len(_MAGIC) + 8
    if content[: len(_MAGIC)] != _MAGIC:
        raise ValueError("not a lexicon file")
    size = int.from_bytes(content[len(_MAGIC) : lead], "little")
    if size > _LARGEST_HEADER:
        raise ValueError("header too large")
    header = msgspec.json.decode(content[lead : lead + size], type=_Header)
    first = lead + size
    arrays = {
        name: np.frombuffer(content, np.dtype(place.type), place.count, first + place.start)
        for name, place in header.arrays.items()
    }
    return header.about, arrays
