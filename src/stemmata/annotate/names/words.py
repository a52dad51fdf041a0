"""Names in scripts with spaces between words: runs of possible names, tagged in one batch.

With capitals, only runs of capitalised words and the small words between them are looked at;
without, every word is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from stemmata.annotate.names import cues as cue
from stemmata.annotate.names.crf import (
    KINDS,
    OUTSIDE,
    Floats,
    Integers,
    decode,
    hash_columns,
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
    shape_of,
)
from stemmata.annotate.names.tokens import Pieces, begins_sentence, pieces

_LONGEST_RUN = 24
_LONGEST_BRIDGE = 3
_TRAILING = 2
_BRIDGES = frozenset("&-–/’'")
_LONGEST_ABBREVIATION = 3
_HEADLINE_SHARE = 0.6
_AROUND = np.array(
    [2, 1, 3, 0, 4]
)  # itself, before, after, two before, two after; edges pad by two


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as the tagger sees it: tokens, those it must label, and the runs they form."""

    found: Pieces
    own: Integers
    around: Integers
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
            head, tail = places[start + first], places[start + after - 1]
            names.append(Tagged(found.starts[head], found.ends[tail], KINDS[kind]))
        start += length
    return names


@lru_cache(maxsize=64)
def _table(language: str, name: str) -> FormTable:
    return FormTable(language, load_weights(name), lexical=name == "cased")


def _emissions(reading: Reading, table: FormTable, weights: Floats) -> Floats:
    total = table.own_sums(reading.own)
    for place in range(4):
        total += table.near_sums(reading.around[:, place + 1], place)
    total += weights[reading.columns].sum(axis=1)
    return total


def read(text: str, table: FormTable) -> Reading:
    """Return the tokens of a text with the features that depend on their place."""
    found = pieces(text, table.cues.language)
    forms = found.forms
    shapes = list(map(shape_of, forms))
    runs = _cased_runs(forms, shapes, table) if table.lexical else _all_runs(shapes)
    listed = [place for run in runs for place in run]
    if not listed:
        nothing = np.zeros((0, 5), dtype=np.int64)
        return Reading(found, nothing[:, 0], nothing, nothing[:, 0], nothing[:, 0], nothing)
    positions = np.array(listed, dtype=np.int64)
    lengths = np.array([len(run) for run in runs], dtype=np.int64)
    rows = np.zeros(len(forms) + 4, dtype=np.int64)
    near = np.zeros(len(rows), dtype=np.bool_)
    for apart in range(5):
        near[positions + apart] = True
    wanted = np.flatnonzero(near[2:-2])
    rows[wanted + 2] = table.near_rows([forms[place] for place in wanted.tolist()])
    own = table.own_rows([forms[place] for place in listed])
    around = rows[positions[:, None] + _AROUND]
    columns = _columns(forms, shapes, listed, around, table)
    return Reading(found, own, around, positions, lengths, columns)


def _columns(
    forms: list[str], shapes: list[int], listed: list[int], around: Integers, table: FormTable
) -> Integers:
    """Return the buckets of features made of several categories and of the place in the text."""
    here, before, after = table.categories(around[:, :3]).transpose(1, 2, 0)
    lexical = np.full(len(listed), int(table.lexical), dtype=np.int64)
    language = table.cues.language
    starts = np.array([begins_sentence(forms, at, language) for at in listed], dtype=np.int64)
    seen, loud = lexical, lexical
    if table.lexical:
        seen = _seen_in_lower_case(forms, listed)
        loud = _in_headlines(forms, shapes)[listed]
    columns = [
        (here[SHAPE], here[COMMON], seen, starts),
        (starts, here[SHAPE], after[SHAPE], here[PERSON]),
        (before[SHAPE], here[SHAPE], after[SHAPE]),
        (before[CUE], here[CUE], here[SHAPE], after[CUE]),
        (before[PERSON], here[PERSON], after[PERSON], here[SHAPE]),
        (before[PLACE], here[PLACE], before[SHAPE], here[SHAPE]),
        (loud, here[SHAPE], here[COMMON], here[PERSON], here[PLACE]),
        (before[COMMON], here[COMMON], after[COMMON]),
        (before[CUE], here[PERSON], here[PLACE], here[COMMON]),
        (after[CUE], here[PERSON], here[PLACE], here[COMMON]),
        (starts, seen, loud, np.minimum(listed, 1)),
    ]
    return hash_columns([(lexical, *some) for some in columns])


def _seen_in_lower_case(forms: list[str], listed: list[int]) -> Integers:
    every = set(forms)
    lowered = ((forms[at], forms[at].lower()) for at in listed)
    return np.array([low != form and low in every for form, low in lowered], dtype=np.int64)


def _in_headlines(forms: list[str], shapes: list[int]) -> Integers:
    """Tell for each token whether its line has most words capitalised (1) or in capitals (2)."""
    kinds = np.array(shapes, dtype=np.int64)
    lines = np.cumsum([form == "\n" for form in forms])
    count = int(lines[-1]) + 1
    letters = kinds <= MIXED  # lower, capital, upper and mixed come first
    words = np.bincount(lines, weights=letters, minlength=count)
    upper = np.bincount(lines, weights=kinds == UPPER, minlength=count)
    lower = np.bincount(lines, weights=kinds == LOWER, minlength=count)
    loud = np.where(words - lower > _HEADLINE_SHARE * words, 1, 0)
    loud = np.where(upper > _HEADLINE_SHARE * words, 2, loud)
    flags: Integers = np.where(words > 3, loud, 0)[lines].astype(np.int64)
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
        if near and (
            _abbreviated(forms, gap) or all(_bridges(forms[g], shapes[g], table) for g in gap)
        ):
            runs[-1].extend([*gap, place])
        else:
            runs.append([place])
        runs[-1].extend(_tail(forms, shapes, place, table))
    return runs


def _abbreviated(forms: list[str], gap: range) -> bool:
    """Tell whether the gap is the dot of an initial or of a short title ("J.", "St.")."""
    if len(gap) != 1 or forms[gap[0]] != ".":
        return False
    return (
        gap[0] > 0
        and len(forms[gap[0] - 1]) <= _LONGEST_ABBREVIATION
        and (not forms[gap[0] - 1].isupper() or len(forms[gap[0] - 1]) == 1)
    )


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


def rows_matrix(reading: Reading, table: FormTable) -> Integers:
    """Return every bucket of every token to label: what training learns weights for."""
    parts = [table.own_ids(reading.own)]
    parts += [table.near_ids(reading.around[:, place + 1], place) for place in range(4)]
    return np.concatenate([*parts, reading.columns], axis=1)
