"""The whole of the building: from materials over alignment and distilling to the file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stemmata.lexicon.build.align import Example, align
from stemmata.lexicon.build.distil import (
    Inventory,
    Translations,
    choose_concepts,
    fill_forms,
    table_arrays,
    translations,
)
from stemmata.lexicon.build.sources import Material
from stemmata.lexicon.build.vocabulary import Counts, count_units, splitter_for
from stemmata.lexicon.layout import write_arrays
from stemmata.lexicon.lookup import FORMAT
from stemmata.lexicon.paradigms import Rule, group_rules, learn_beginnings, learn_endings
from stemmata.lexicon.units import Variety, varieties
from stemmata.text import fold, words

# Languages with much English beside them: what others have only beside these is read through them.
BRIDGES = ("de", "es", "fr", "ru")
BRIDGE_WEIGHT = 0.4
MOST_BRIDGES = 40_000

Split = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned about one table."""

    found: Translations
    counts: Counts
    endings: list[Rule]
    beginnings: list[Rule]


def learn(
    materials: dict[str, Material], report: Callable[[str], object]
) -> tuple[dict[str, Learned], Inventory]:
    """Return what is learned from the material of each table, and the concepts kept."""
    english_split = splitter_for(varieties()["en"], materials["en"])
    split = _remembering(english_split)
    learned: dict[str, Learned] = {}
    bridges: dict[str, Split] = {}
    by_table = {variety.table: variety for variety in varieties().values()}
    for table in sorted(by_table.keys() - {"en"}, key=lambda t: (t not in BRIDGES, t)):
        material = materials[table]
        foreign = splitter_for(by_table[table], material)
        examples: list[Example] = [
            (foreign(left), split(right), w) for left, right, w in material.pairs
        ]
        examples += _bridge(material, foreign, bridges)
        learned[table] = _learn_table(by_table[table], material, foreign, examples)
        if table in BRIDGES:
            bridges[table] = _translator(_remembering(foreign), learned[table].found)
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


def _translator(split: Split, found: Translations) -> Split:
    """Return a function from a text to the likeliest English unit of each word."""

    def translate(text: str) -> list[str]:
        return [found[unit][0][0] for unit in split(text) if found.get(unit)]

    return translate


def _bridge(material: Material, split: Split, bridges: dict[str, Split]) -> list[Example]:
    """Return examples whose English side comes word by word through a third language."""
    usable = [bridge for bridge in material.bridges if bridge[1] in bridges][:MOST_BRIDGES]
    return [
        (split(sentence), bridges[through](other), BRIDGE_WEIGHT)
        for sentence, through, other in usable
    ]


def _learn_table(
    variety: Variety, material: Material, split: Split, examples: list[Example]
) -> Learned:
    found = translations(align(examples))
    sentences = (units for units, _, _ in examples if len(units) > 3)
    counts = count_units(material, split, sentences)
    if variety.unspaced:
        return Learned(found, counts, [], [])
    endings, beginnings = learn_endings(found), learn_beginnings(found)
    filled = fill_forms(found, counts, group_rules(endings, beginnings))
    return Learned(filled, counts, endings, beginnings)


def _english_counts(materials: dict[str, Material], split: Split) -> tuple[Counts, dict[str, str]]:
    """Return the counts of English units and the commonest word behind each."""
    seen = {english for material in materials.values() for _, english, _ in material.pairs}
    forms: Counts = defaultdict(float)
    for text in sorted(seen):
        for token in words(text):
            forms[fold(token.form)] += 1.0
    total = sum(materials["en"].frequencies.values()) or 1
    for word, seen_times in materials["en"].frequencies.items():
        forms[fold(word)] += seen_times / total * 1e6
    counts: Counts = {}
    labels: dict[str, str] = {}
    for form, count in sorted(forms.items(), key=lambda item: (-item[1], item[0])):
        for unit in split(form):
            counts[unit] = counts.get(unit, 0.0) + count
            labels.setdefault(unit, form)
    return counts, labels


def _all_arrays(learned: dict[str, Learned], inventory: Inventory) -> dict[str, NDArray[Any]]:
    encoded = [label.encode() for label in inventory.labels]
    arrays: dict[str, NDArray[Any]] = {
        "rarity": inventory.rarity,
        "labels": np.frombuffer(b"".join(encoded), dtype=np.uint8),
        "label_ends": np.cumsum([len(label) for label in encoded]).astype(np.uint32),
    }
    by_table = {variety.table: variety for variety in varieties().values()}
    for name, table in learned.items():
        arrays |= table_arrays(by_table[name], table.found, table.counts, inventory)
    return arrays
