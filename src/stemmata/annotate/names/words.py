"""Names in scripts with spaces between words: runs of possible names, tagged in one batch.

With capitals, only runs of capitalised words and the small words between them are looked at;
without, every word is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from stemmata.annotate.names.crf import (
    KINDS,
    OUTSIDE,
    Integers,
    decode,
    load_weights,
    spans_of,
)
from stemmata.annotate.names.forms import FormTable
from stemmata.annotate.names.runs import (
    cased_runs,
    headlines,
    places_of,
    sentence_beginnings,
    stretches,
)
from stemmata.annotate.names.shapes import Sights
from stemmata.annotate.names.surroundings import Surroundings
from stemmata.annotate.names.tokens import Pieces, pieces

# Itself, before, after, two before, two after; the edges of the text are padded by two.
_AROUND = np.array([2, 1, 3, 0, 4])


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as the tagger sees it: words and marks, those to label, and the runs they form.

    `own` and `around` are rows of the form table, `combinations` rows of the surroundings.
    """

    found: Pieces
    positions: Integers
    lengths: Integers
    own: Integers
    around: Integers
    combinations: Integers


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
    reading = read(text, table)
    if reading is None:
        return []
    weights = table.weights
    emissions = table.sums(reading.own, reading.around[:, 1:])
    emissions = emissions + table.surroundings.levels[reading.combinations].sum(axis=1)
    emissions = (emissions * weights.step).astype(np.float32)
    emissions[:, OUTSIDE] += caution
    labels = decode(emissions, reading.lengths, weights).tolist()
    starts, ends = reading.found.starts, reading.found.ends
    places = reading.positions.tolist()
    return [
        Tagged(starts[places[first]], ends[places[after - 1]], KINDS[kind])
        for first, after, kind in spans_of(labels)
    ]


@lru_cache(maxsize=64)
def _table(language: str, tagger: str) -> FormTable:
    return FormTable(language, _surroundings(tagger))


@cache
def _surroundings(tagger: str) -> Surroundings:
    return Surroundings(load_weights(tagger), lexical=tagger == "cased")


def read(text: str, table: FormTable) -> Reading | None:
    """Return a text with the features of the words that may be in names; nothing if none may."""
    found = pieces(text, table.cues.language)
    forms = found.forms
    sights = table.sights.of(forms)
    runs = cased_runs(sights) if table.lexical else stretches(sights)
    if not len(runs[0]):
        return None
    positions = places_of(runs)
    listed = [forms[place] for place in positions.tolist()]
    around = _rows_near(forms, positions, table)[positions[:, None] + _AROUND]
    own = table.own_rows(listed)
    places = _categories_of_places(forms, listed, positions, sights, table)
    combinations = table.combinations(around[:, :3], places)
    return Reading(found, positions, runs[1], own, around, combinations)


def _rows_near(forms: list[str], positions: Integers, table: FormTable) -> Integers:
    """Return the rows of words and marks by their place plus two, of those up to two from a run."""
    near = np.zeros(len(forms) + 4, dtype=np.bool_)
    for apart in range(5):
        near[positions + apart] = True
    wanted = np.flatnonzero(near[2:-2])
    rows = np.zeros(len(near), dtype=np.int64)
    rows[wanted + 2] = table.near_rows([forms[place] for place in wanted.tolist()])
    return rows


def _categories_of_places(
    forms: list[str], listed: list[str], positions: Integers, sights: Sights, table: FormTable
) -> Integers:
    """Return the categories that `Surroundings.of_places` takes: tokens by four."""
    places = np.zeros((len(listed), 4), dtype=np.int64)
    places[:, 0] = sentence_beginnings(sights)[positions]
    if table.lexical:
        every = set(forms)
        places[:, 1] = [low != form and low in every for form in listed if (low := form.lower())]
        places[:, 2] = headlines(sights)[positions]
    places[:, 3] = positions > 0
    return places


def rows_matrix(reading: Reading, table: FormTable) -> Integers:
    """Return every bucket of every token to label: what training learns weights for."""
    combined = table.surroundings.buckets[reading.combinations]
    return np.concatenate([table.ids(reading.own, reading.around[:, 1:]), combined], axis=1)
