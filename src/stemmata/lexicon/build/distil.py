"""Distilling: from link counts to few, weighted, quantised concepts for each unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from stemmata.lexicon.build.align import Alignment
from stemmata.lexicon.build.vocabulary import Counts, commonness_of
from stemmata.lexicon.paradigms import Paradigms
from stemmata.lexicon.tables import BLOCK
from stemmata.lexicon.units import Variety

MOST_CONCEPTS = 65_000  # places fit 16 bits
# Of one table: 30,000 and 34,000 differ by .002 AP on xl_indep, most of it in Ukrainian. Where no
# stemmer folds forms together, more of them are kept. All 65,000 English stems gave no more on
# xl_indep (.964 and .966) and less on stream_xl (.80 and .83): rare words outweigh shared ones.
MOST_STEMS = 26_000
MOST_FORMS = 40_000
# Six entries down to .03 gave .003 more AP than four down to .06, for 6 % more bytes.
MOST_ENTRIES = 5
LEAST_PROBABILITY = 0.045
LEAST_COUNT = 0.05
# English words so common that they say nothing of a text: left out as concepts.
STOP_RANK = 100
# A unit seen this often is filed even without a translation, for its commonness.
LEAST_SEEN = 1.0
UNTRANSLATED = (0, 0)
# A concept is kept for the foreign words that lean on it, and for its own commonness.
_COMMON_WEIGHT = 3.0
# A word of 300 in a news report: the length that turns word probability into rarity.
_REPORT_WORDS = 300

Translations = dict[str, list[tuple[str, float]]]


@dataclass(frozen=True, slots=True)
class Inventory:
    """The English concepts kept, with their labels and rarity."""

    numbers: Mapping[str, int]
    labels: list[str]
    rarity: NDArray[np.float32]


def translations(alignment: Alignment) -> Translations:
    """Return for each foreign unit its most probable English units."""
    totals = np.bincount(alignment.left, alignment.counts, len(alignment.foreign))
    probability = alignment.counts / np.maximum(totals[alignment.left], 1e-12)
    keep = (probability >= LEAST_PROBABILITY) & (totals[alignment.left] >= LEAST_COUNT)
    left, right, probability = alignment.left[keep], alignment.right[keep], probability[keep]
    order = np.lexsort((right, -probability, left))
    found: Translations = defaultdict(list)
    for place in order.tolist():
        entries = found[alignment.foreign[left[place]]]
        if len(entries) < MOST_ENTRIES:
            entries.append((alignment.english[right[place]], float(probability[place])))
    return dict(found)


def choose_concepts(
    english: Counts, labels: Mapping[str, str], tables: Iterable[Translations]
) -> Inventory:
    """Return the English units worth keeping: common, or what many foreign words lean on."""
    weight: Counts = {}
    for table in tables:
        for entries in table.values():
            for unit, probability in entries:
                weight[unit] = weight.get(unit, 0.0) + probability
    stop = set(sorted(english, key=lambda u: (-english[u], u))[:STOP_RANK])
    score = {
        u: weight.get(u, 0.0) + _COMMON_WEIGHT * float(np.log1p(english.get(u, 0.0)))
        for u in {*weight, *english} - stop
    }
    kept = sorted(sorted(score, key=lambda u: (-score[u], u))[:MOST_CONCEPTS])
    total = sum(english.values())
    share = np.array([max(english.get(unit, 0.0), 0.3) / total for unit in kept])
    rarity = -np.log(-np.expm1(-share * _REPORT_WORDS))
    return Inventory(
        {unit: number for number, unit in enumerate(kept)},
        [labels.get(unit, unit) for unit in kept],
        rarity.astype(np.float32),
    )


def fill_forms(found: Translations, counts: Counts, rules: Paradigms) -> Translations:
    """Return translations with those of seen but untranslated units, taken from their bases."""

    def first_filed(units: Sequence[str]) -> int:
        return next((place for place, unit in enumerate(units) if unit in found), -1)

    filled = dict(found)
    for unit, count in counts.items():
        if unit in found or count < LEAST_SEEN:
            continue
        base, reliability = rules.base_of(unit, first_filed)
        if base:
            filled[unit] = [(e, p * reliability) for e, p in found[base]]
    return filled


def table_arrays(
    variety: Variety, found: Translations, counts: Counts, inventory: Inventory
) -> dict[str, NDArray[Any]]:
    """Return the arrays of one table; of two units with one digest the rarer is left out."""
    name = variety.table
    most = MOST_STEMS if variety.stemmer or variety.unspaced else MOST_FORMS
    rows: dict[int, str] = {}
    for unit in _ranked(found, counts, inventory)[:most]:
        rows.setdefault(crc32(unit.encode("utf-8", "surrogatepass")), unit)
    digests = sorted(rows)
    units = [rows[digest] for digest in digests]
    entries = [_numbered(found.get(unit), inventory.numbers) for unit in units]
    ends = np.cumsum([0, *(len(row) for row in entries)])
    blocks = ends[::BLOCK]
    places = ends - np.repeat(blocks, BLOCK)[: len(ends)]
    flat = [entry for row in entries for entry in row]
    return {
        f"{name}.digests": np.array(digests, dtype=np.uint32),
        f"{name}.commonness": commonness_of(max(counts.get(unit, 0.0), 0.02) for unit in units),
        f"{name}.blocks": blocks.astype(np.uint32),
        f"{name}.places": places.astype(np.uint16),
        f"{name}.ids": np.array([i for i, _ in flat], dtype=np.uint16),
        f"{name}.weights": np.array([w for _, w in flat], dtype=np.uint8),
    }


def _ranked(found: Translations, counts: Counts, inventory: Inventory) -> list[str]:
    """Order units by how often they are met; unseen ones by how common their concept is."""

    def rank(unit: str) -> tuple[float, float, str]:
        rarity = min(
            (
                float(inventory.rarity[inventory.numbers[e]])
                for e, _ in found.get(unit, ())
                if e in inventory.numbers
            ),
            default=99.0,
        )
        return -counts.get(unit, 0.0), rarity, unit

    return sorted(
        (u for u in {*found, *counts} if u in found or counts.get(u, 0.0) >= LEAST_SEEN), key=rank
    )


def _numbered(
    entries: list[tuple[str, float]] | None, numbers: Mapping[str, int]
) -> list[tuple[int, int]]:
    if entries is None:
        return [UNTRANSLATED]
    return [(numbers[e], max(1, round(p * 255))) for e, p in entries if e in numbers]
