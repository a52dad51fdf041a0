"""How good the concept lexicon and its background are, without names, figures, dates or places.

    python benchmarks/lexicon.py [--lexicon FILE --background FILE] [--retrieval]

Pair AP of concept vectors alone on xl_indep (mean over its rotations, each scored alone), weekend
and stream_xl; a table by language; size, load time and speed. The background must not have been
learned from xl_indep. `--retrieval` finds the translation of held-out sentences and needs a
lexicon built with `--hold-out`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stemmata.evaluate.ranking import average_precision
from stemmata.lexicon import Background, Lexicon, open_background, open_lexicon
from stemmata.lexicon.build.sources import is_held_out, table_of
from stemmata.lexicon.units import varieties

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("STEMMATA_DATA", ROOT.parent / "shared" / "data"))
SHIPPED = ROOT / "src" / "stemmata" / "lexicon" / "data"
FLOAT = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Articles with the words, gold events and topics of each."""

    ids: list[str]
    languages: NDArray[np.str_]
    judged: NDArray[np.bool_]  # pairs that are not merely related
    same: NDArray[np.bool_]
    forms: list[list[str]]


def main() -> None:
    """Print every measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lexicon", type=Path, default=SHIPPED / "lexicon.bin")
    parser.add_argument("--background", type=Path, default=SHIPPED / "background.bin")
    parser.add_argument("--retrieval", action="store_true")
    chosen = parser.parse_args()
    lexicon = open_lexicon(chosen.lexicon)
    background = open_background(chosen.background)
    print_cost(chosen.lexicon, chosen.background, lexicon)
    if chosen.retrieval:
        print_retrieval(lexicon, background)
        return
    print_rotations(lexicon, background)
    for name in ("weekend", "stream_xl"):
        corpus = read_corpus(name, lexicon)
        _, scores = score(corpus, lexicon, background)
        across = corpus.judged & (corpus.languages[:, None] != corpus.languages[None])
        print(
            f"{name:10} pair AP {ap(corpus, scores, corpus.judged):.3f}"
            f"   across languages {ap(corpus, scores, across):.3f}"
        )


def print_cost(lexicon_file: Path, background_file: Path, lexicon: Lexicon) -> None:
    """Print size, load time in a fresh process, and speed of look-up."""
    size = (lexicon_file.stat().st_size + background_file.stat().st_size) / 1e6
    code = (
        "import sys, time; from pathlib import Path;"
        "from stemmata.lexicon import open_background, open_lexicon;"
        "a, b = map(Path, sys.argv[1:]); t = time.perf_counter();"
        "open_lexicon(a); open_background(b);"
        "print(time.perf_counter() - t)"
    )
    command = [sys.executable, "-c", code, str(lexicon_file), str(background_file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    corpus = read_corpus("xl_indep", lexicon)
    speeds = []
    for _ in range(2):
        start = time.perf_counter()
        for language, forms in zip(corpus.languages.tolist(), corpus.forms, strict=True):
            lexicon.concepts(forms, language)
        speeds.append(sum(map(len, corpus.forms)) / (time.perf_counter() - start))
    print(f"size {size:.1f} MB, load {float(done.stdout):.3f} s, edition {lexicon.edition}")
    print(f"words a second: {speeds[0]:,.0f} at first sight, {speeds[1]:,.0f} once seen")


def print_rotations(lexicon: Lexicon, background: Background) -> None:
    """Print pair AP on xl_indep, and a table by language over all rotations pooled."""
    corpus = read_corpus("xl_indep", lexicon)
    raw, scores = score(corpus, lexicon, background)
    parts = np.array([name.split(":")[0] for name in corpus.ids])
    bases = np.array([name.split(":", 2)[2] for name in corpus.ids])
    own = normalise_by_pile(corpus, raw, bases)
    for title, chosen in (
        ("plain cosine", raw),
        ("centred, shipped scales", scores),
        ("centred, scales of the pile", own),
    ):
        by_part = [
            ap(corpus, chosen, corpus.judged & np.outer(parts == part, parts == part))
            for part in sorted(set(parts.tolist()))
        ]
        print(f"xl_indep   {title:28} pair AP {np.mean(by_part):.3f}")
    pooled = corpus.judged & (bases[:, None] != bases[None])
    print("xl_indep by language, all rotations pooled, centred, shipped scales:")
    for language in sorted(set(corpus.languages.tolist())):
        here = corpus.languages == language
        print(f"   {language} {ap(corpus, scores, pooled & (here[:, None] | here[None])):.3f}")


def read_corpus(name: str, lexicon: Lexicon) -> Corpus:
    """Return a corpus of the data folder, its texts cut into words."""
    with gzip.open(DATA / "group" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    clusters = np.array([row["cluster"] for row in rows])
    topics = [set(row.get("topics") or ()) for row in rows]
    same = clusters[:, None] == clusters[None]
    related = np.array([[bool(a & b) for b in topics] for a in topics])
    later = np.triu(np.ones_like(same), 1)
    return Corpus(
        [row["id"] for row in rows],
        np.array([row["lang"] for row in rows]),
        later & ~(related & ~same),
        same,
        [forms_of(f"{row['title']}. {row['text']}", row["lang"], lexicon) for row in rows],
    )


def forms_of(text: str, language: str, lexicon: Lexicon) -> list[str]:
    """Return the words of a text as the stages see them."""
    return [text[start:end] for start, end in lexicon.segment(text, language)]


def vectors(
    texts: list[list[str]], languages: list[str], lexicon: Lexicon, background: Background
) -> FLOAT:
    """Return the weighed concepts of texts as dense rows."""
    dense = np.zeros((len(texts), len(lexicon)), dtype=np.float32)
    for row, (forms, language) in enumerate(zip(texts, languages, strict=True)):
        weighed = background.weigh(lexicon.concepts(forms, language))
        dense[row, weighed.ids] = weighed.values
    return dense


def score(corpus: Corpus, lexicon: Lexicon, background: Background) -> tuple[FLOAT, FLOAT]:
    """Return plain cosines, and centred cosines on the shipped scales."""
    languages = corpus.languages.tolist()
    dense = vectors(corpus.forms, languages, lexicon, background)
    plain = dense @ dense.T
    centred = dense - np.array([background.mean(language) for language in languages])
    centred /= np.linalg.norm(centred, axis=1, keepdims=True) + 1e-9
    scores = centred @ centred.T
    scales = {(a, b): background.scale(a, b) for a in set(languages) for b in set(languages)}
    table = np.array([[scales[a, b] for b in languages] for a in languages], dtype=np.float32)
    return plain, (scores - table[..., 0]) / table[..., 1]


def normalise_by_pile(corpus: Corpus, scores: FLOAT, bases: NDArray[np.str_]) -> FLOAT:
    """Return scores on the scale of each language pair in the pile itself."""
    result = np.zeros_like(scores)
    apart = bases[:, None] != bases[None]
    for a in set(corpus.languages.tolist()):
        for b in set(corpus.languages.tolist()):
            here = np.outer(corpus.languages == a, corpus.languages == b)
            chosen = scores[here & apart]
            result[here] = (scores[here] - chosen.mean()) / (chosen.std() + 1e-6)
    return result


def ap(corpus: Corpus, scores: FLOAT, chosen: NDArray[np.bool_]) -> float:
    """Return the average precision of the chosen pairs."""
    return average_precision(
        corpus.same[chosen].astype(np.float64), scores[chosen].astype(np.float64)
    )


def held_out_sentences() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield each language of TICO-19 with its held-out sentences: English, translation."""
    found: dict[str, dict[str, str]] = {}
    path = DATA / "lexica" / "parallel_tico19.tsv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            pair, english, foreign, *_ = line.rstrip("\n").split("\t")
            code = pair.removeprefix("en-")
            language = table_of(code)
            if code != "ms" and language in varieties() and is_held_out(english):
                found.setdefault(language, {}).setdefault(english, foreign)
    yield from sorted((language, list(pairs.items())) for language, pairs in found.items())


def print_retrieval(lexicon: Lexicon, background: Background) -> None:
    """Print how often the translation of a sentence is the nearest of all held out."""
    shares = []
    for language, pairs in held_out_sentences():
        sides = []
        for place, code in ((0, "en"), (1, language)):
            forms = [forms_of(pair[place], code, lexicon) for pair in pairs]
            dense = vectors(forms, [code] * len(forms), lexicon, background)
            dense -= dense.mean(axis=0)
            sides.append(dense / (np.linalg.norm(dense, axis=1, keepdims=True) + 1e-9))
        nearest = (sides[0] @ sides[1].T).argmax(axis=1)
        shares.append(float((nearest == np.arange(len(pairs))).mean()))
        print(f"   {language} {shares[-1]:.3f} of {len(pairs)}")
    print(f"translation found first, mean over {len(shares)} languages: {np.mean(shares):.3f}")


if __name__ == "__main__":
    main()
