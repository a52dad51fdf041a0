"""Sources: aligned sentences, dictionaries, wordnets and frequencies, brought to one form."""

from __future__ import annotations

import gzip
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from zlib import crc32

from stemmata.errors import LexiconError
from stemmata.lexicon.units import varieties

# A sentence counts once; a dictionary says on purpose what a sentence shows by chance.
SENTENCE_WEIGHT = 1.0
LINKED_WEIGHT = 0.7  # joined over a sentence in a third language
DICTIONARY_WEIGHT = 2.0
FORM_WEIGHT = 1.0  # an inflected form, through its base form
WORDNET_WEIGHT = 1.0
_WORDNET_SPREAD = 0.7  # a synset of n English words gives each 1 / n ** this
_MOST_LINKED = 60_000
_LONGEST_PHRASE = 3
_BRACKETS = re.compile(r"\([^()]{0,200}\)|\[[^\[\]]{0,200}\]")
_ARTICLE = re.compile(r"^(?:to|a|an|the) ")
_FORM_OF = re.compile(
    r"\b(?:plural|singular|participle|gerund|form|tense|person|infinitive|feminine|masculine|past"
    r"|present|imperative|subjunctive|accusative|genitive|nominative|partitive|spelling"
    r"|indicative)\b.* of (.+)$"
)

Pair = tuple[str, str, float]  # foreign, English, weight
Bridge = tuple[str, str, str]  # a sentence, the table of another language, the sentence in it


@dataclass(slots=True)
class Material:
    """All that is known about one table's language."""

    pairs: list[Pair] = field(default_factory=list)
    bridges: list[Bridge] = field(default_factory=list)
    frequencies: dict[str, int] = field(default_factory=dict)


@cache
def manifest() -> Mapping[str, Any]:
    """Return the description of the sources: kinds, licences, language codes."""
    path = files("stemmata.lexicon") / "data" / "sources.toml"
    return tomllib.loads(path.read_text("utf-8"))


def is_held_out(english: str) -> bool:
    """Tell whether a sentence is kept for measuring: one in three, by its digest."""
    return crc32(english.encode()) % 3 == 0


def is_never_held_out(english: str) -> bool:  # noqa: ARG001 - the other of two choices
    """Keep nothing for measuring: what is shipped learns from all there is."""
    return False


def read_materials(
    folder: Path, edition: str, held_out: Callable[[str], bool] = is_never_held_out
) -> dict[str, Material]:
    """Return the material of each table, in a fixed order.

    Args:
        folder: holds the files that the manifest names.
        edition: "full", or "attribution" for one without share-alike sources.
        held_out: tells whether an English sentence of the parallel corpora is left out.

    Raises:
        LexiconError: a file is missing.
    """
    names = [
        name
        for name, entry in manifest()["files"].items()
        if edition == "full" or not entry["share_alike"]
    ]
    for name in names:
        if not _path(folder, name).exists():
            raise LexiconError(
                "is missing", where=str(_path(folder, name)), advice="fetch the sources first"
            )
    materials = {variety.table: Material() for variety in varieties().values()}
    _add_sentences(materials, folder, names, held_out)
    _add_dictionaries(materials, folder, names)
    _add_wordnets(materials, folder, names, edition)
    _add_frequencies(materials, folder, names)
    for material in materials.values():
        material.pairs = list(dict.fromkeys(material.pairs))
    return materials


def table_of(code: str) -> str:
    """Return the table that a code of the sources belongs to; empty for none."""
    return str(manifest()["codes"].get(code, code))


def _path(folder: Path, name: str) -> Path:
    return folder / f"{name}.tsv.gz"


def _rows(folder: Path, name: str) -> Iterator[list[str]]:
    with gzip.open(_path(folder, name), "rt", encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def _of_kind(names: list[str], kind: str) -> list[str]:
    return [name for name in names if manifest()["files"][name]["kind"] == kind]


def _add_sentences(
    materials: dict[str, Material],
    folder: Path,
    names: list[str],
    held_out: Callable[[str], bool],
) -> None:
    others: list[tuple[str, str, str, str]] = []
    english: dict[str, dict[str, str]] = defaultdict(dict)
    for name in _of_kind(names, "sentences"):
        for row in _rows(folder, name):
            left, first, right, second = _english_last(row)
            if held_out(second):
                continue
            if right != "en":
                others.append((left, first, right, second))
            elif left in materials:
                materials[left].pairs.append((first, second, SENTENCE_WEIGHT))
                english[left].setdefault(first, second)
    _add_linked(materials, others, english)


def _english_last(row: list[str]) -> tuple[str, str, str, str]:
    a, _, b = row[0].partition("-")
    left, right = table_of(a), table_of(b)
    if left == "en":
        return right, row[2], left, row[1]
    return left, row[1], right, row[2]


def _add_linked(
    materials: dict[str, Material],
    others: list[tuple[str, str, str, str]],
    english: Mapping[str, Mapping[str, str]],
) -> None:
    """Join pairs of two other languages to English where one side has a translation."""
    counts: dict[str, int] = defaultdict(int)
    for left, first, right, second in others:
        for table, sentence, through, key in (
            (left, first, right, second),
            (right, second, left, first),
        ):
            translation = english[through].get(key)
            if table not in materials:
                continue
            if translation is None:
                materials[table].bridges.append((sentence, through, key))
            elif counts[table] < _MOST_LINKED:
                counts[table] += 1
                materials[table].pairs.append((sentence, translation, LINKED_WEIGHT))


def _add_dictionaries(materials: dict[str, Material], folder: Path, names: list[str]) -> None:
    bases: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    forms: list[tuple[str, str, str]] = []
    for name in _of_kind(names, "dictionary"):
        for row in _rows(folder, name):
            left, _, right = row[0].partition("-")
            outward = table_of(left) == "en"
            table = table_of(right if outward else left)
            foreign, gloss = (row[-1], row[1]) if outward else (row[1], row[-1])
            if table not in materials:
                continue
            form_of = None if outward else _FORM_OF.search(gloss)
            if form_of:
                forms.append((table, foreign, form_of.group(1)))
                continue
            gloss = _ARTICLE.sub("", _BRACKETS.sub(" ", gloss).strip())
            foreign = _BRACKETS.sub(" ", foreign).strip()
            if _is_short(gloss) and _is_short(foreign):
                bases[table][foreign].append(gloss)
    for table, glosses in bases.items():
        materials[table].pairs += [
            (foreign, gloss, DICTIONARY_WEIGHT) for foreign, g in glosses.items() for gloss in g
        ]
    for table, foreign, base in forms:
        materials[table].pairs += [
            (foreign, gloss, FORM_WEIGHT) for gloss in bases[table].get(base, [])[:3]
        ]


def _is_short(phrase: str) -> bool:
    return 0 < len(phrase.split()) <= _LONGEST_PHRASE


def _add_wordnets(
    materials: dict[str, Material], folder: Path, names: list[str], edition: str
) -> None:
    """Pair the words of a synset with its English words, each with its share."""
    description = manifest()["wordnets"]
    left_out = set(description["left_out"])
    if edition != "full":
        left_out |= {*description["share_alike"], *description["unclear"]}
    english: dict[str, list[str]] = defaultdict(list)
    foreign: list[tuple[str, str, str]] = []
    for name in _of_kind(names, "wordnet"):
        for row in _rows(folder, name):
            if len(row) < 3:
                continue
            source, _, code = row[0].rpartition(".")
            word = row[2].replace("_", " ")
            if code == "en":
                if source in (description["english"], description["english_names"]):
                    english[row[1]].append(word)
            elif source not in left_out and table_of(code) in materials:
                foreign.append((table_of(code), row[1], word))
    for table, synset, word in dict.fromkeys(foreign):
        if not _is_short(word):
            continue
        names_in_english = [e for e in english.get(synset, ()) if len(e.split()) < _LONGEST_PHRASE]
        share = WORDNET_WEIGHT / max(1, len(names_in_english)) ** _WORDNET_SPREAD
        materials[table].pairs += [(word, e, share) for e in names_in_english]


def _add_frequencies(materials: dict[str, Material], folder: Path, names: list[str]) -> None:
    for name in _of_kind(names, "frequencies"):
        for code, word, count, *_ in _rows(folder, name):
            table = table_of(code)
            if table in materials:
                counts = materials[table].frequencies
                counts[word] = counts.get(word, 0) + int(count)
