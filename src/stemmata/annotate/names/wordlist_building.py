"""Building the word lists: everyday words from counts, proper names from Wikidata and Wiktionary.

Sources (see the data's own notes): FrequencyWords 2018 (CC BY-SA 4.0), TICO-19 (CC0, Hindi
counts), name pairs from Wikidata (CC0), English Wiktionary (CC BY-SA 3.0).
"""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stemmata.annotate.names.gazetteer_building import known_names
from stemmata.annotate.names.wordlists import (
    LISTS,
    HashTable,
    WordLists,
    form_hash,
    language_seed,
)
from stemmata.text import fold

# Ranks up to which a word has commonness 7, 6, ... 1.
_RANKS = (100, 500, 2000, 6000, 14000, 24000, 36000)
_COUNTED = tuple(
    "en de es fr pt it nl ru uk pl id ms tr ar fa vi zh_cn zh_tw ja ko".split()  # noqa: SIM905 - a table
    + "hr da sr is ro cs hu he sv no".split()  # noqa: SIM905 - a table
)
# Languages where capitals or titles make everyday words look like names.
_DICTIONARIES = ("de", "en")
_TAGGED_ONLY_TO = {"sr": 14000, "is": 14000, "ro": 14000, "cs": 14000, "hu": 14000, "he": 14000}
_PLACE_GLOSS: tuple[str, ...] = (
    "city",
    "country",
    "capital",
    "state",
    "region",
    "province",
    "island",
    "river",
)
_PLACE_GLOSS += ("town", "republic", "continent", "sea", "lake", "mountain", "county", "district")
_PERSON_GLOSS = ("given name", "surname", "male name", "female name", "diminutive")


def build_word_lists(data: Path, target: Path) -> None:
    """Write the word lists learned from a data folder to a file."""
    common = _common_words(data / "lexica")
    proper = _proper_names(data)
    tables = (common, proper, known_names(data))
    save_word_lists(WordLists(*map(_hash_table, tables)), target)


def save_word_lists(lists: WordLists, target: Path) -> None:
    """Write word lists to a file."""
    arrays: dict[str, NDArray[np.uint8] | NDArray[np.uint16]] = {}
    for name, table in zip(LISTS, (lists.common, lists.proper, lists.known), strict=True):
        arrays[f"{name}_counts"], arrays[f"{name}_seconds"] = table.halves()
        arrays[f"{name}_values"] = table.values
    np.savez(target, allow_pickle=False, **arrays)


def _hash_table(levels: dict[int, int]) -> HashTable:
    keys = sorted(levels)
    values = np.array([levels[key] for key in keys], dtype=np.uint8)
    return HashTable(np.array(keys, dtype=np.uint32), values)


def _lines(path: Path) -> Iterator[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8") as source:
        for line in source:
            yield line.rstrip("\n").split("\t")


def _common_words(folder: Path) -> dict[int, int]:
    ranked: dict[str, list[str]] = {language: [] for language in _COUNTED}
    for language, form, *_ in _lines(folder / "freq_opensubtitles_2018.tsv.gz"):
        if language in ranked and any(letter.isalpha() for letter in form):
            ranked[language].append(form)
    ranked["hi"] = _hindi_words(folder)
    table: dict[int, int] = {}
    for language, forms in ranked.items():
        seed = language_seed(language.partition("_")[0])
        for rank, form in enumerate(forms[: _TAGGED_ONLY_TO.get(language, _RANKS[-1])]):
            level = 7 - sum(rank >= limit for limit in _RANKS[:-1])
            key = form_hash(fold(form), seed)
            table[key] = max(level, table.get(key, 0))
    for language in _DICTIONARIES:
        seed = language_seed(language)
        for form in _dictionary_words(folder, language):
            table.setdefault(form_hash(fold(form), seed), 1)
    return table


def _dictionary_words(folder: Path, language: str) -> Iterator[str]:
    """Yield the single words of a dictionary that are no proper names."""
    for row in _lines(folder / "enwiktionary_2015.tsv.gz"):
        if len(row) > 4 and row[2] in ("n", "adj", "adv", "v"):
            here = row[4] if row[0] == f"en-{language}" else row[1] if language == "en" else ""
            if here and " " not in here and not row[1][:1].isupper():
                yield here


def _hindi_words(folder: Path) -> list[str]:
    counts: Counter[str] = Counter()
    for row in _lines(folder / "parallel_tico19.tsv.gz"):
        if "hi" in row[0].split("-"):
            counts.update(word for word in row[-1].split() if "\u0900" < word[0] < "\u097f")
    return [form.strip("।,.") for form, _ in counts.most_common(20_000)]


def _proper_names(data: Path) -> dict[int, int]:
    table: dict[int, int] = {}
    for path in sorted((data / "claims" / "names_wikidata_translit").glob("en-*.train.tsv.gz")):
        for english, other, count in _lines(path):
            level = 1 + (int(count) >= 3) + (int(count) >= 20)
            for form in (english, other):
                _raise_level(table, form, person=level)
    for row in _lines(data / "lexica" / "enwiktionary_2015.tsv.gz"):
        if len(row) < 5 or row[2] != "prop":
            continue
        gloss = row[3].lower()
        forms = (row[1], row[4])
        if any(word in gloss for word in _PERSON_GLOSS):
            for form in forms:
                _raise_level(table, form, person=2)
        elif any(word in gloss for word in _PLACE_GLOSS) and "language" not in gloss:
            for form in forms:
                _raise_level(table, form, place=2)
    return table


def _raise_level(table: dict[int, int], form: str, *, person: int = 0, place: int = 0) -> None:
    folded = fold(form.strip())
    if not 1 < len(folded) <= 24 or (len(folded) < 3 and folded.isascii()):
        return
    key = form_hash(folded)
    known = table.get(key, 0)
    table[key] = max(known & 3, person) | (max(known >> 2, place) << 2)
