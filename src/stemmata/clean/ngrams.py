"""Byte n-grams with naive Bayes: langid.py (Lui and Baldwin 2012), with the model of py3langid.

The automaton that finds the n-grams forgets all but the last six bytes. So all places of a text
are walked at once, six steps in arrays, instead of one step of Python for each byte.
"""

from __future__ import annotations

import io
import lzma
import math
import unicodedata
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from stemmata.clean.unpacked import read_unpacked

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

    arrays = read_unpacked(MODEL_DIR / MODEL_FILE, Model._fields, _unpack)
    held = {**arrays, "languages": tuple(arrays["languages"].tolist())}
    return Model._make(map(held.__getitem__, Model._fields))


def _unpack(packed: bytes) -> dict[str, NDArray[Any]]:
    """Return the arrays of the model by our names, each a copy: aligned, they are read faster."""
    with np.load(io.BytesIO(lzma.decompress(packed))) as found:
        return {
            "weights": found["ptc"],
            "priors": found["pc"],
            "languages": found["classes"],
            "moves": found["nextmove"],
            "rows": found["nextmove_row"].astype(np.intp) << 8,
            "grams": found["out_feat"],
        }
