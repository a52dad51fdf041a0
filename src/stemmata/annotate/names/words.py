"""Names in scripts with spaces between words: runs of possible names, tagged in one batch.

With capitals, only runs of capitalised words and the small words between them are looked at;
without, every word is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from stemmata.annotate.names import cues as cue
from stemmata.annotate.names.crf import (
    KINDS,
    OUTSIDE,
    Floats,
    Integers,
    decode,
    hash_numbers,
    load_weights,
    spans_of,
)
from stemmata.annotate.names.forms import (
    CAPITAL,
    COMMON,
    CUE,
    DIGIT,
    INITIAL,
    LOWER,
    MARK,
    MIXED,
    PERSON,
    PLACE,
    SHAPE,
    UNCASED,
    UPPER,
    FormTable,
    neighbours,
    shape_of,
)
from stemmata.annotate.names.tokens import Piece, pieces, sentence_starts

_LONGEST_RUN = 24
_LONGEST_BRIDGE = 3
_TRAILING = 2
_BRIDGES = frozenset("&-–/’'.")
_HEADLINE_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as the tagger sees it: tokens, those it must label, and the runs they form."""

    found: list[Piece]
    rows: Integers
    positions: Integers
    lengths: Integers
    columns: Integers


@dataclass(frozen=True, slots=True)
class Tagged:
    """A name at a span of the text, of a kind."""

    start: int
    end: int
    kind: str


def tag_words(text: str, language: str, *, caution: float = 0.0) -> list[Tagged]:
    """Return the names of a text in a script with capitals.

    Args:
        text: any text.
        language: BCP 47 primary tag.
        caution: added to the score of "no name" for each word.
    """
    return _tag(text, _table(language, "cased"), caution)


def tag_caseless_words(text: str, language: str, *, caution: float = 0.0) -> list[Tagged]:
    """Return the names of a text in a script that has spaces but no capitals."""
    return _tag(text, _table(language, "caseless"), caution)


def _tag(text: str, table: FormTable, caution: float) -> list[Tagged]:
    name = "cased" if table.lexical else "caseless"
    reading = read(text, table)
    if not len(reading.positions):
        return []
    weights = load_weights(name)
    emissions = _emissions(reading, table, weights.emissions)
    emissions[:, OUTSIDE] += caution
    labels = decode(emissions, reading.lengths, weights).tolist()
    found = reading.found
    places = reading.positions.tolist()
    names = []
    start = 0
    for length in reading.lengths.tolist():
        for first, after, kind in spans_of(labels[start : start + length]):
            head, tail = found[places[start + first]], found[places[start + after - 1]]
            names.append(Tagged(head.start, tail.end, KINDS[kind]))
        start += length
    return names


@lru_cache(maxsize=64)
def _table(language: str, name: str) -> FormTable:
    return FormTable(language, load_weights(name), lexical=name == "cased")


def _emissions(reading: Reading, table: FormTable, weights: Floats) -> Floats:
    around = neighbours(reading.rows, reading.positions)
    total = table.sums[around[:, 0], 0].copy()
    for place in range(1, 5):
        total += table.sums[around[:, place], place]
    total += weights[reading.columns].sum(axis=1)
    return total


def read(text: str, table: FormTable) -> Reading:
    """Return the tokens of a text with the features that depend on their place."""
    found = pieces(text, table.cues.language)
    forms = [piece.form for piece in found]
    shapes = [shape_of(form) for form in forms]
    runs = _cased_runs(forms, shapes, table) if table.lexical else _all_runs(shapes)
    positions = np.array([place for run in runs for place in run], dtype=np.int64)
    lengths = np.array([len(run) for run in runs], dtype=np.int64)
    rows = np.zeros(len(found), dtype=np.int64)
    wanted = sorted({near for place in positions.tolist() for near in range(place - 2, place + 3)})
    wanted = [place for place in wanted if 0 <= place < len(found)]
    rows[wanted] = table.rows([forms[place] for place in wanted])
    columns = _columns(found, shapes, rows, positions, table)
    return Reading(found, rows, positions, lengths, columns)


def _columns(
    found: list[Piece],
    shapes: list[int],
    rows: Integers,
    positions: Integers,
    table: FormTable,
) -> Integers:
    around = neighbours(rows, positions)
    here, before, after = (table.categories[around[:, place]] for place in range(3))
    lexical = np.full(len(positions), int(table.lexical), dtype=np.int64)
    starts = np.array(sentence_starts(found, table.cues.language), dtype=np.int64)[positions]
    seen = _seen_in_lower_case(found, shapes, positions) if table.lexical else lexical
    loud = _in_headlines(found, shapes)[positions] if table.lexical else lexical
    place = np.minimum(positions, 1)
    columns = [
        (here[:, SHAPE], here[:, COMMON], seen, starts),
        (starts, here[:, SHAPE], after[:, SHAPE], here[:, PERSON]),
        (before[:, SHAPE], here[:, SHAPE], after[:, SHAPE]),
        (before[:, CUE], here[:, CUE], here[:, SHAPE], after[:, CUE]),
        (before[:, PERSON], here[:, PERSON], after[:, PERSON], here[:, SHAPE]),
        (before[:, PLACE], here[:, PLACE], before[:, SHAPE], here[:, SHAPE]),
        (loud, here[:, SHAPE], here[:, COMMON], here[:, PERSON], here[:, PLACE]),
        (before[:, COMMON], here[:, COMMON], after[:, COMMON]),
        (before[:, CUE], here[:, PERSON], here[:, PLACE], here[:, COMMON]),
        (after[:, CUE], here[:, PERSON], here[:, PLACE], here[:, COMMON]),
        (starts, seen, loud, place),
    ]
    ids = [hash_numbers(1 + n, lexical, *some) for n, some in enumerate(columns)]
    return np.stack(ids, axis=1) if len(positions) else np.zeros((0, len(columns)), dtype=np.int64)


def _seen_in_lower_case(found: list[Piece], shapes: list[int], positions: Integers) -> Integers:
    """Tell whether the text has the word in lower case (1) or capitalised within a sentence (2)."""
    lower = {piece.form for piece, shape in zip(found, shapes, strict=True) if shape == LOWER}
    return np.array([int(found[at].form.lower() in lower) for at in positions.tolist()], np.int64)


def _in_headlines(found: list[Piece], shapes: list[int]) -> Integers:
    """Tell for each token whether its line has most words capitalised (1) or in capitals (2)."""
    flags = np.zeros(len(found), dtype=np.int64)
    start = 0
    for place in range(len(found) + 1):
        if place < len(found) and found[place].form != "\n":
            continue
        line = shapes[start:place]
        words = [shape for shape in line if shape in (LOWER, CAPITAL, UPPER, MIXED)]
        if len(words) > 3:
            if sum(shape == UPPER for shape in words) > _HEADLINE_SHARE * len(words):
                flags[start:place] = 2
            elif sum(shape != LOWER for shape in words) > _HEADLINE_SHARE * len(words):
                flags[start:place] = 1
        start = place + 1
    return flags


_HEADS = frozenset((CAPITAL, UPPER, MIXED, INITIAL, UNCASED))


def _cased_runs(forms: list[str], shapes: list[int], table: FormTable) -> list[list[int]]:
    """Return runs of capitalised words with the small words and marks between and after them."""
    heads = [place for place, shape in enumerate(shapes) if shape in _HEADS]
    runs: list[list[int]] = []
    for place in heads:
        last = runs[-1][-1] if runs else -10
        if place <= last:
            continue
        gap = range(last + 1, place)
        near = len(gap) <= _LONGEST_BRIDGE and len(runs[-1]) < _LONGEST_RUN if runs else False
        if near and all(_bridges(forms[g], shapes[g], table) for g in gap):
            runs[-1].extend([*gap, place])
        else:
            runs.append([place])
        runs[-1].extend(_tail(forms, shapes, place, table))
    return runs


def _bridges(form: str, shape: int, table: FormTable) -> bool:
    if shape == MARK:
        return form in _BRIDGES
    return shape == DIGIT or form.lower() in _CONNECTORS or form.lower() in table.cues.connectors


# Small words within names of several languages, beside those of the language itself.
_CONNECTORS = frozenset(("of", "de", "la", "le", "van", "von", "al", "el", "bin", "di", "da", "du"))


def _tail(forms: list[str], shapes: list[int], place: int, table: FormTable) -> list[int]:
    """Return the lower-case words that may belong to an organisation's name begun at a place."""
    classes = table.cues.classes
    form = forms[place].lower()
    known = classes.get(form) or classes.get(table.cues.without_ending(form))
    tail: list[int] = []
    if known == cue.ORGANISATION:
        for near in range(place + 1, min(place + 1 + _TRAILING, len(forms))):
            if shapes[near] != LOWER:
                break
            tail.append(near)
    if not tail and place + 1 < len(forms) and shapes[place + 1] == DIGIT:
        tail.append(place + 1)
    return tail


def _all_runs(shapes: list[int]) -> list[list[int]]:
    """Return the stretches between marks, cut where they grow long."""
    runs: list[list[int]] = [[]]
    for place, shape in enumerate(shapes):
        if shape == MARK:
            runs.append([])
        else:
            if len(runs[-1]) >= 2 * _LONGEST_RUN:
                runs.append([])
            runs[-1].append(place)
    return [run for run in runs if run]


def rows_matrix(reading: Reading, table: FormTable) -> NDArray[np.int64]:
    """Return every bucket of every token to label: what training learns weights for."""
    around = neighbours(reading.rows, reading.positions)
    own = table.ids(around[:, 0])
    parts = [own[:, :13]]
    edges = ((13, 19), (19, 25), (25, 27), (27, 29))
    for place, (start, end) in enumerate(edges, start=1):
        parts.append(table.ids(around[:, place])[:, start:end])
    return np.concatenate([*parts, reading.columns], axis=1)
