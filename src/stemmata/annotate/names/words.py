"""Names in scripts with spaces between words: runs of possible names, tagged in one batch.

With capitals, only runs of capitalised words and the small words between them are looked at;
without, every word is.
"""

from __future__ import annotations

from functools import cache, lru_cache

import numpy as np

from stemmata.annotate.names.classes import ITSELF, Classes
from stemmata.annotate.names.crf import (
    KINDS,
    OUTSIDE,
    Integers,
    decode,
    load_weights,
    spans_of,
)
from stemmata.annotate.names.forms import FormTable
from stemmata.annotate.names.rows import summed
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
from stemmata.annotate.names.wordlists import load_word_lists
from stemmata.model import Frozen

# Of each place, in the order of `classes`, how far it is from the token.
_APART = np.array([0, -1, 1, -2, 2])
_FARTHEST = 2


class Reading(Frozen, frozen=True):
    """A text as the tagger sees it: words and marks, those to label, and the runs they form.

    `around` are numbers of forms: tokens to label by places. `places` is what the places of these
    tokens add to the rows of combinations.
    """

    found: Pieces
    positions: Integers
    lengths: Integers
    around: Integers
    places: Integers


class Tagged(Frozen, frozen=True):
    """A name at a span of the text, of a kind."""

    start: int
    end: int
    kind: str


class Findings(Frozen, frozen=True):
    """The names of a text, and where words stand that may name a place whatever the tagger says."""

    names: list[Tagged]
    places: list[tuple[int, str]]


def tag_words(text: str, language: str, *, caution: float = 0.0) -> Findings:
    """Return the names of a text in a script with capitals.

    Args:
        text: any text.
        language: BCP 47 primary tag.
        caution: added to the score of "no name" for each word.
    """
    return _tag(text, _table(language, "cased"), caution)


def tag_caseless_words(text: str, language: str, *, caution: float = 0.0) -> Findings:
    """Return the names of a text in a script that has spaces but no capitals."""
    return _tag(text, _table(language, "caseless"), caution)


def _tag(text: str, table: FormTable, caution: float) -> Findings:
    reading = read(text, table)
    if reading is None:
        return Findings([], [])
    surroundings = table.surroundings
    shares, levels = table.shares(reading.around)
    combined = summed(surroundings.levels.take(reading.places + shares, axis=0))
    emissions = ((levels + combined) * surroundings.weights.step).astype(np.float32)
    emissions[:, OUTSIDE] += caution
    labels = decode(emissions, reading.lengths, surroundings.weights).tolist()
    forms, starts, ends = reading.found
    positions = reading.positions.tolist()
    naming = reading.positions[table.names_place(reading.around[:, ITSELF])]
    return Findings(
        [
            Tagged(starts[positions[first]], ends[positions[after - 1]], KINDS[kind])
            for first, after, kind in spans_of(labels)
        ],
        [(starts[place], forms[place]) for place in naming.tolist()],
    )


@lru_cache(maxsize=64)
def _table(language: str, tagger: str) -> FormTable:
    return FormTable(language, _classes(tagger))


def load_taggers() -> None:
    """Load what the taggers have learned, which else the first text of each script waits for."""
    for tagger in ("cased", "caseless"):
        _classes(tagger)
    load_weights("han")
    load_word_lists()


@cache
def _classes(tagger: str) -> Classes:
    return Classes(Surroundings(load_weights(tagger), lexical=tagger == "cased"))


def read(text: str, table: FormTable) -> Reading | None:
    """Return a text with the words that may be in names and those around; nothing if none may."""
    found = pieces(text, table.cues.language)
    numbers = table.numbers(found.forms)
    sights = table.sights(numbers)
    runs = cased_runs(sights) if table.lexical else stretches(sights)
    if not len(runs[0]):
        return None
    positions = places_of(runs)
    edged = np.zeros(len(numbers) + 2 * _FARTHEST, dtype=np.int64)
    edged[_FARTHEST:-_FARTHEST] = numbers
    around = edged[positions[:, None] + (_FARTHEST + _APART)]
    places = _of_places(found.forms, positions, sights, table)
    return Reading(found, positions, runs[1], around, places)


def _of_places(forms: list[str], positions: Integers, sights: Sights, table: FormTable) -> Integers:
    """Return what the places of tokens add: tokens by features."""
    seen = loud = np.zeros(len(positions), dtype=np.int64)
    if table.lexical:
        every = set(forms)
        listed = [forms[place] for place in positions.tolist()]
        seen = np.array([low != form and low in every for form in listed if (low := form.lower())])
        loud = headlines(sights)[positions]
    begins = sentence_beginnings(sights)[positions]
    return table.surroundings.of_places(begins, seen, loud, positions > 0)


def rows_matrix(reading: Reading, table: FormTable) -> Integers:
    """Return every bucket of every token to label: what training learns weights for."""
    shares, _ = table.shares(reading.around)
    combined = table.surroundings.buckets[reading.places + shares]
    return np.concatenate([table.buckets(reading.around), combined], axis=1)
