"""Fingerprints as bytes and back, for whoever keeps them between runs."""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from stemmata.group.fingerprint import Fingerprint, Sparse
from stemmata.model import Frozen


class _Kept(Frozen, frozen=True, array_like=True):
    id: str
    language: str
    arrays: tuple[bytes, ...]  # four of concepts, then three of each sparse field
    names: dict[str, float]
    canonical: dict[str, str]
    figures: dict[str, float]
    days: dict[int, float]
    forms: dict[int, str]
    length: int
    published: tuple[int, int] | None
    outlet: str = ""  # not in what was kept before outlets were compared


_DECODER = msgspec.msgpack.Decoder(_Kept)
_TYPES = (np.int32, np.float32) * 2 + (np.uint32, np.float32, np.float32) * 3


def write_print(print_: Fingerprint) -> bytes:
    """Return a fingerprint as bytes; strange letters in names become question marks."""
    vectors = (print_.concepts, print_.weights, print_.lead, print_.lead_weights)
    sparse = (print_.stems, print_.opening, print_.sounds)
    arrays = (
        *vectors,
        *(part for each in sparse for part in (each.keys, each.counts, each.rarity)),
    )
    return msgspec.msgpack.encode(
        _Kept(
            id=_plain(print_.id),
            language=print_.language,
            arrays=tuple(_as_bytes(part, at) for at, part in enumerate(arrays)),
            names={_plain(key): weight for key, weight in print_.names.items()},
            canonical={_plain(key): _plain(text) for key, text in print_.canonical.items()},
            figures={_plain(value): weight for value, weight in print_.figures.items()},
            days=dict(print_.days),
            forms={concept: _plain(form) for concept, form in print_.forms.items()},
            length=print_.length,
            published=print_.published,
            outlet=_plain(print_.outlet),
        )
    )


def read_print(content: bytes) -> Fingerprint:
    """Return the fingerprint that `write_print` made bytes of.

    Raises:
        msgspec.MsgspecError: the bytes are of something else.
    """
    kept = _DECODER.decode(content)
    parts: list[NDArray[Any]] = [
        np.frombuffer(part, dtype) for part, dtype in zip(kept.arrays, _TYPES, strict=True)
    ]
    concepts, weights, lead, lead_weights = parts[:4]
    stems, opening, sounds = (Sparse(*parts[at : at + 3]) for at in (4, 7, 10))
    return Fingerprint(
        id=kept.id,
        language=kept.language,
        concepts=concepts,
        weights=weights,
        lead=lead,
        lead_weights=lead_weights,
        stems=stems,
        opening=opening,
        sounds=sounds,
        names=kept.names,
        canonical=kept.canonical,
        figures=kept.figures,
        days=kept.days,
        forms=kept.forms,
        length=kept.length,
        published=kept.published,
        outlet=kept.outlet,
    )


def _as_bytes(part: NDArray[Any], place: int) -> bytes:
    return np.ascontiguousarray(part, _TYPES[place]).tobytes()


def _plain(text: str) -> str:
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
