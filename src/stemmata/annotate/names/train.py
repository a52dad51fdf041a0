"""Trains the taggers: `python -m stemmata.annotate.names.train [--data FOLDER] [--out FOLDER]`.

Cased scripts learn from gold text of English, Portuguese, Danish, Croatian, Serbian (UNER),
Indonesian (idner-news-2k), German (two thirds of GermEval's development part) and Wikipedia
sentences of German, English, French and Dutch. Caseless scripts learn from the same text in lower
case, by features that say nothing of the words themselves. Han script learns from UNER Chinese.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stemmata.annotate.names import han
from stemmata.annotate.names.classes import Classes
from stemmata.annotate.names.crf import BUCKETS, Weights, begin, untrained_weights
from stemmata.annotate.names.crf_training import train
from stemmata.annotate.names.forms import ANY_LANGUAGE, FormTable
from stemmata.annotate.names.sounding_training import build_soundings
from stemmata.annotate.names.surroundings import Surroundings
from stemmata.annotate.names.wordlist_building import build_word_lists
from stemmata.annotate.names.wordlists import load_word_lists
from stemmata.annotate.names.words import read, rows_matrix
from stemmata.text import romanise

_KIND_OF = {"PER": 0, "ORG": 1, "LOC": 2, "OTH": 3}
_LARGEST_SILVER = 3_000
_EPOCHS = 6
# German links of Wikipedia are no measure of what the gold text calls a name.
_OTHER_CONVENTIONS = {"de": "de-wiki"}
# One sentence in so many is learned as of any language, for those that have no marked text.
_TIMES_OF_ANY = 3
# How often gold text is seen in an epoch, where there is little of it.
_TIMES_SEEN = {"en": 3, "de": 3, "id": 2}
TAGGERS = ("cased", "caseless", "han")
PARTS = ("wordlists", "sounding", *TAGGERS)
Sequence_ = tuple[NDArray[np.int32], NDArray[np.int8]]


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with its names as spans (start, end, kind)."""

    language: str
    text: str
    names: tuple[tuple[int, int, int], ...]
    convention: str = ""  # whose idea of a name, if not that of the language's gold text


def marked_sentence(language: str, tokens: Sequence[str], tags: Sequence[str]) -> Marked:
    """Join tokens to a text and turn IOB2 tags into spans; Han tokens are joined without space.

    Example:
        >>> marked_sentence("en", ["In", "Rome"], ["O", "B-LOC"]).names
        ((3, 7, 2),)
    """
    glue = "" if language in ("zh", "ja") else " "
    names: list[tuple[int, int, int]] = []
    text = ""
    open_kind = -1
    for token, tag in zip(tokens, tags, strict=True):
        start = len(text) + (len(glue) if text else 0)
        text += (glue if text else "") + token
        kind = _KIND_OF.get(tag[2:], -1)
        if kind >= 0 and tag[0] == "I" and open_kind == kind and names:
            names[-1] = (names[-1][0], len(text), kind)
        elif kind >= 0:
            names.append((start, len(text), kind))
        open_kind = kind
    return Marked(language, text, tuple(names))


def rows_of(path: Path) -> Iterator[dict[str, object]]:
    """Yield the rows of a compressed JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as source:
        for line in source:
            yield json.loads(line)


def marked_rows(path: Path) -> Iterator[Marked]:
    """Yield the sentences of a file of tokens and tags; part-of and derived tags count as none."""
    for row in rows_of(path):
        tokens, tags = row["tokens"], row["tags"]
        if isinstance(tokens, list) and isinstance(tags, list):
            yield marked_sentence(str(row["lang"]), tokens, tags)


def germeval_parts(folder: Path) -> tuple[list[Marked], list[Marked]]:
    """Return the part of GermEval that is learned from, and the part to measure on."""
    rows = list(marked_rows(folder / "ner_germeval_de" / "dev.jsonl.gz"))
    return [m for n, m in enumerate(rows) if n % 3], [m for n, m in enumerate(rows) if n % 3 == 0]


def training_sentences(folder: Path) -> list[Marked]:
    """Return all sentences to learn from; gold of languages with little of it several times."""
    gold: list[Marked] = []
    silver: dict[str, list[Marked]] = {}
    for row, marked in zip(
        rows_of(folder / "ner_train.jsonl.gz"),
        marked_rows(folder / "ner_train.jsonl.gz"),
        strict=True,
    ):
        if row["source"] == "UNER":
            gold.append(marked)
        elif _is_sentence(marked):
            silver.setdefault(marked.language, []).append(marked)
    gold += marked_rows(folder / "ner_idner_id" / "train.jsonl.gz")
    gold += germeval_parts(folder)[0]
    seen = [m for m in gold for _ in range(_TIMES_SEEN.get(m.language, 1))]
    kept = [m for rows in silver.values() for m in rows[:_LARGEST_SILVER]]
    return seen + [replace(m, convention=_OTHER_CONVENTIONS.get(m.language, "")) for m in kept]


def _is_sentence(marked: Marked) -> bool:
    """Tell whether a Wikipedia row is running text rather than a list entry or a title."""
    words = marked.text.split()
    lower = sum(word.islower() for word in words)
    clean = not any(mark in marked.text for mark in ("''", "*", "#", "|", "=="))
    return clean and len(words) > 6 and lower * 2 > len(words) and marked.text.endswith(".")


def word_sequences(marked: Sequence[Marked], *, lexical: bool) -> Iterator[Sequence_]:
    """Yield buckets and labels of every run of possible names."""
    tables: dict[tuple[str, str], FormTable] = {}
    buckets = BUCKETS["cased" if lexical else "caseless"]
    classes = Classes(Surroundings(untrained_weights(buckets), lexical=lexical))
    for number, sentence in enumerate(marked):
        if sentence.language in ("zh", "ja"):
            continue
        convention = sentence.convention if number % _TIMES_OF_ANY else ANY_LANGUAGE
        if (sentence.language, convention) not in tables:
            table = FormTable(sentence.language, classes, convention)
            tables[sentence.language, convention] = table
        table = tables[sentence.language, convention]
        text = sentence.text if lexical else _without_case(sentence.text)
        reading = read(text, table)
        if reading is None:
            continue
        matrix = rows_matrix(reading, table).astype(np.int32)
        found = reading.found
        spans = [(found.starts[p], found.ends[p]) for p in reading.positions.tolist()]
        labels = _labels(spans, sentence.names)
        start = 0
        for length in reading.lengths.tolist():
            yield matrix[start : start + length], labels[start : start + length]
            start += length


def _without_case(text: str) -> str:
    """Return a text in lower case of the same length, so that spans stay where they are."""
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def _labels(
    spans: Sequence[tuple[int, int]], names: Sequence[tuple[int, int, int]]
) -> NDArray[np.int8]:
    labels = np.zeros(len(spans), dtype=np.int8)
    for start, end, kind in names:
        first = True
        for place, (left, right) in enumerate(spans):
            if left < end and right > start:
                labels[place] = begin(kind) + (not first)
                first = False
    return labels


def han_sequences(marked: Sequence[Marked]) -> Iterator[Sequence_]:
    """Yield buckets and labels of every stretch of Han text."""
    for sentence in marked:
        if sentence.language != "zh":
            continue
        reading = han.read(sentence.text, "zh")
        spans = [(at, at + 1) for at in reading.positions.tolist()]
        labels = _labels(spans, sentence.names)
        start = 0
        for length in reading.lengths.tolist():
            yield (
                reading.ids[start : start + length].astype(np.int32),
                labels[start : start + length],
            )
            start += length


def save_weights(weights: Weights, path: Path) -> None:
    """Write weights as steps of a 127th of the largest; rows of zeros are left out."""
    largest = float(np.abs(weights.emissions).max())
    step = largest / 127
    levels = np.rint(weights.emissions / step).astype(np.int8)
    filled = levels.any(axis=1)
    np.savez(
        path,
        allow_pickle=False,
        filled=np.packbits(filled),
        levels=levels[filled],
        step=np.float32(step),
        transitions=weights.transitions,
        first=weights.first,
    )


def main() -> None:
    """Train what is asked for and write it to the package's data folder."""
    parser = argparse.ArgumentParser(description="Train the name taggers.")
    default = os.environ.get("STEMMATA_DATA", "../shared/data")
    parser.add_argument("--data", type=Path, default=Path(default))
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "data")
    parser.add_argument("--only", choices=PARTS)
    choice = parser.parse_args()
    wanted = [choice.only] if choice.only else list(PARTS)
    choice.out.mkdir(parents=True, exist_ok=True)
    if "wordlists" in wanted:
        build_word_lists(choice.data, choice.out / "wordlists.npz")
        load_word_lists.cache_clear()
    romanise.cache_clear()
    if "sounding" in wanted:
        build_soundings(
            choice.data / "claims" / "names_wikidata_translit", choice.out / "sounding.npz"
        )
    taggers = [name for name in wanted if name in TAGGERS]
    marked = training_sentences(choice.data / "claims") if taggers else []
    for name in taggers:
        if name == "han":
            sequences = list(han_sequences(marked))
        else:
            sequences = list(word_sequences(marked, lexical=name == "cased"))
        save_weights(train(sequences, _EPOCHS, BUCKETS[name]), choice.out / f"{name}.npz")


if __name__ == "__main__":
    main()
