"""The whole of the building: sources, alignment, distilling, file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stemmata.lexicon.build.align import align
from stemmata.lexicon.build.distil import (
    Inventory,
    Translations,
    choose_concepts,
    fill_forms,
    table_arrays,
    translations,
)
from stemmata.lexicon.build.sources import Material, read_materials
from stemmata.lexicon.build.vocabulary import count_units, splitter_for
from stemmata.lexicon.layout import write_arrays
from stemmata.lexicon.lookup import FORMAT
from stemmata.lexicon.paradigms import Rule, group_rules, learn_beginnings, learn_endings
from stemmata.lexicon.units import Variety, varieties
from stemmata.text import fold, words

Split = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned about one table."""

    found: Translations
    counts: Counter[str]
    endings: list[Rule]
    beginnings: list[Rule]



def build_lexicon(
    sources: Path, out: Path, edition: str, report: Callable[[str], object]
) -> None:
    """Learn a lexicon from a folder of sources and write its file.

    Raises:
        LexiconError: a source is missing.
    """
    materials = read_materials(sources, edition)
    learned, inventory = learn(materials, report)
    write_lexicon(learned, inventory, out, edition)


def learn(
    materials: dict[str, Material], report: Callable[[str], object]
) -> tuple[dict[str, Learned], Inventory]:
    """Return what is learned from the material of each table, and the concepts kept."""
    english_split = splitter_for(varieties()["en"], materials["en"])
    split = _remembering(english_split)
    learned: dict[str, Learned] = {}
    by_table = {variety.table: variety for variety in varieties().values()}
    for table, variety in by_table.items():
        if table != "en":
            learned[table] = _learn_table(variety, materials[table], split)
            report(f"{table}: {len(learned[table].found)} units\n")
    english, labels = _english_counts(materials, english_split)
    inventory = choose_concepts(english, labels, (t.found for t in learned.values()))
    itself: Translations = {unit: [(unit, 1.0)] for unit in inventory.numbers}
    learned["en"] = Learned(itself, english, [], [])
    return learned, inventory


def write_lexicon(
    learned: dict[str, Learned], inventory: Inventory, out: Path, edition: str
) -> None:
    """Write what was learned to its file."""
    about = {
        "format": FORMAT,
        "edition": edition,
        "languages": [code for code, v in varieties().items() if learned[v.table].found],
        "paradigms": {name: (t.endings, t.beginnings) for name, t in learned.items()},
    }
    write_arrays(out, about, _all_arrays(learned, inventory))


def _remembering(split: Split) -> Split:
    seen: dict[str, list[str]] = {}

    def remembered(text: str) -> list[str]:
        units = seen.get(text)
        if units is None:
            units = seen[text] = split(text)
        return units

    return remembered


def _learn_table(variety: Variety, material: Material, english: Split) -> Learned:
    split = splitter_for(variety, material)
    examples = [(split(foreign), english(gloss), w) for foreign, gloss, w in material.pairs]
    found = translations(align(examples))
    sentences = (units for units, _, _ in examples if len(units) > 3)
    counts = count_units(material, split, sentences)
    if variety.unspaced:
        return Learned(found, counts, [], [])
    endings, beginnings = learn_endings(found), learn_beginnings(found)
    filled = fill_forms(found, counts, group_rules(endings, beginnings))
    return Learned(filled, counts, endings, beginnings)


def _english_counts(
    materials: dict[str, Material], split: Split
) -> tuple[Counter[str], dict[str, str]]:
    """Return the counts of English units and the commonest word behind each."""
    forms: Counter[str] = Counter()
    seen: set[str] = set()
    for material in materials.values():
        seen.update(english for _, english, _ in material.pairs)
    for text in sorted(seen):
        forms.update(fold(token.form) for token in words(text))
    total = sum(materials["en"].frequencies.values()) or 1
    for word, count in materials["en"].frequencies.items():
        forms[fold(word)] += count / total * 1e6  # type: ignore[assignment]
    counts: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for form, count in sorted(forms.items(), key=lambda item: (-item[1], item[0])):
        for unit in split(form):
            counts[unit] += count
            labels.setdefault(unit, form)
    return counts, labels


def _all_arrays(learned: dict[str, Learned], inventory: Inventory) -> dict[str, NDArray[Any]]:
    encoded = [label.encode() for label in inventory.labels]
    arrays: dict[str, NDArray[Any]] = {
        "rarity": inventory.rarity,
        "labels": np.frombuffer(b"".join(encoded), dtype=np.uint8),
        "label_ends": np.cumsum([len(label) for label in encoded]).astype(np.uint32),
    }
    for name, table in learned.items():
        arrays |= table_arrays(name, table.found, table.counts, inventory)
    return arrays
