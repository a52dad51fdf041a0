"""Byte n-grams with naive Bayes: langid.py (Lui and Baldwin 2012), with the model of py3langid.

The automaton that finds the n-grams forgets all but the last six bytes. So all places of a text
are walked at once, six steps in arrays, instead of one step of Python for each byte.
"""

from __future__ import annotations

import io
import lzma
import math
import unicodedata
import zipfile
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

LONGEST = 6  # bytes in the longest n-gram of the model
_ROWS = 1024  # of the model, taken at once
_SHARE = itemgetter(1)


class Model(NamedTuple):
    """What py3langid learned; `moves` has a row of 256 states for each state's entry in `rows`.

    `weights` are log probabilities, n-grams by languages; `grams` tells the n-gram that is read
    when a state is reached, below zero for none.
    """

    weights: NDArray[np.float16]
    priors: NDArray[np.float32]
    languages: tuple[str, ...]
    moves: NDArray[np.uint32]
    rows: NDArray[np.intp]
    grams: NDArray[np.int32]


def rank(text: str, possible: tuple[str, ...]) -> list[tuple[str, float]]:
    """Return possible languages, likeliest first, with probabilities that add up to one.

    Example:
        >>> rank("Der Regen fiel auf die Stadt.", ("de", "nl", "en"))[0][0]
        'de'
    """
    model = load_model()
    encoded = _encode(text)
    held = _held_to(possible)
    found, counts = _counted(find_grams(encoded, model))
    weights = held.weights.take(found, axis=0).astype(np.float32)
    scores = np.log1p(counts, dtype=np.float32) @ weights
    if len(found):  # a text that says nothing leaves all languages alike
        scores += held.priors
    # The root of the length keeps the probabilities of long texts from being all or nothing.
    scores *= 1.0 / math.sqrt(len(encoded) or 1)
    likelihoods = np.exp(scores - scores.max())
    # A language in two scripts has two columns.
    shares = np.bincount(held.languages, likelihoods / likelihoods.sum()).tolist()
    return sorted(zip(held.codes, shares, strict=True), key=_SHARE, reverse=True)


def _counted(grams: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.intp]]:
    """Return each n-gram once, in order, and how often it stands there."""
    grams.sort()
    changes = np.ones(len(grams) + 1, np.bool_)
    np.not_equal(grams[1:], grams[:-1], out=changes[1:-1])
    edges = np.flatnonzero(changes)
    return grams[edges[:-1]], edges[1:] - edges[:-1]


def find_grams(encoded: bytes, model: Model) -> NDArray[np.int32]:
    """Return the n-grams of a text as the automaton reads them, one for each place with one."""
    letters = np.frombuffer(encoded, dtype=np.uint8)
    states = np.zeros(len(letters), dtype=np.uint32)
    for back in range(min(LONGEST, len(letters)) - 1, -1, -1):
        # A place near the beginning has fewer letters before it and starts later.
        rows = model.rows.take(states[back:])
        states[back:] = model.moves.take(rows + letters[: len(letters) - back])
    grams = model.grams.take(states)
    return grams[grams >= 0]


def _encode(text: str) -> bytes:
    """Return a text as the model was shown texts: capitals alone say nothing."""
    lowered = text.lower() if text.isupper() else text
    return unicodedata.normalize("NFC", lowered).encode("utf-8", "surrogatepass")


class _Held(NamedTuple):
    """The columns of the model that are of some languages: for each its language's number."""

    weights: NDArray[np.float16]
    priors: NDArray[np.float32]
    languages: NDArray[np.intp]
    codes: tuple[str, ...]


@cache
def _held_to(possible: tuple[str, ...]) -> _Held:
    model = load_model()
    columns = [place for place, code in enumerate(model.languages) if code in possible]
    languages = [model.languages[place] for place in columns]
    codes = tuple(dict.fromkeys(languages))
    weights = np.empty((len(model.weights), len(columns)), model.weights.dtype)
    # The model is not aligned: `take` copies what it is given, which had better not be all of it.
    for first in range(0, len(weights), _ROWS):
        rows = slice(first, first + _ROWS)
        model.weights[rows].take(columns, axis=1, out=weights[rows], mode="clip")
    return _Held(weights, model.priors[columns], np.array(list(map(codes.index, languages))), codes)


@cache
def load_model() -> Model:
    """Return the model that comes with py3langid."""
    from py3langid.langid import MODEL_DIR, MODEL_FILE  # noqa: PLC0415 - needed by few commands

    content = lzma.decompress((MODEL_DIR / MODEL_FILE).read_bytes())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        places = {each.filename: each.header_offset for each in archive.infolist()}
    arrays = {name.removesuffix(".npy"): _view(content, at) for name, at in places.items()}
    return Model(
        arrays["ptc"],
        arrays["pc"],
        tuple(arrays["classes"].tolist()),
        arrays["nextmove"].copy(),  # aligned: `take` would copy it for each text
        arrays["nextmove_row"].astype(np.intp) << 8,
        arrays["out_feat"].copy(),
    )


def _view(content: bytes, at: int) -> NDArray[Any]:
    """Return an array that lies uncompressed in a zip archive, without copying it."""
    # The local header of a zip entry: 30 bytes, of which 4 tell how long name and extra field are.
    name, extra = np.frombuffer(content, dtype="<u2", count=2, offset=at + 26).tolist()
    stream = io.BytesIO(content)
    stream.seek(at + 30 + name + extra)
    np.lib.format.read_magic(stream)
    shape, _, kind = np.lib.format.read_array_header_1_0(stream)
    flat = np.frombuffer(content, kind, math.prod(shape), stream.tell())
    return flat.reshape(shape)
