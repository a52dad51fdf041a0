"""`python -m stemmata.lexicon.build.background ARTICLES... --out FILE [--without ARTICLES...]`.

Learns the background from news reports: JSON Lines files, plain or gzip, of `lang`, `title` and
`text`. Only statistics are kept: how rare concepts are, a mean vector for each language, score
scales for pairs of languages.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stemmata.errors import StemmataError
from stemmata.lexicon.background import BACKGROUND_FORMAT, GENERAL, dampen, stress
from stemmata.lexicon.layout import write_arrays
from stemmata.lexicon.lookup import ConceptVector, Lexicon, load_lexicon, open_lexicon

# Calibrated with benchmarks/lexicon.py on xl_indep, which is not among the articles.
MOST_OF_ONE_LANGUAGE = 400
_LEAST_ARTICLES = 10  # a language with fewer gets no say in the general mean
_PRIOR_ARTICLES = 10.0  # what the general mean counts for beside a language's own articles
_LEAST_SHARE = 1 / 600  # document frequency that a concept never seen is given
_RAREST = 8.0
_LEAST_MEAN = 1e-3  # of a mean vector, as a share of its largest value: less is left out
_SCALE_ARTICLES = 60
_BEGINNING = 200  # letters by which an article is told from others
_RIDGE = 10.0  # keeps a language's own spread close to the common one

Vectors = dict[str, NDArray[np.float32]]


def main(arguments: list[str] | None = None) -> int:
    """Build a background file and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m stemmata.lexicon.build.background")
    parser.add_argument("articles", type=Path, nargs="+", help="JSON Lines files")
    parser.add_argument("--out", type=Path, required=True, help="the background file to write")
    parser.add_argument("--without", type=Path, nargs="*", default=[], help="kept for measuring")
    parser.add_argument("--lexicon", type=Path, help="default: the one in the package")
    chosen = parser.parse_args(arguments)
    try:
        lexicon = open_lexicon(chosen.lexicon) if chosen.lexicon else load_lexicon()
        kept = {text[:_BEGINNING] for _, text in _articles(chosen.without)}
        build_background(_read_articles(chosen.articles, lexicon, kept), lexicon, chosen.out)
    except (StemmataError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def build_background(texts: Mapping[str, list[ConceptVector]], lexicon: Lexicon, out: Path) -> None:
    """Learn a background from the concepts of each language's articles and write its file."""
    rarity = _learn_rarity(texts, lexicon)
    vectors = {
        language: np.array([_dense(v, rarity) for v in found], dtype=np.float32)
        for language, found in texts.items()
    }
    means = _learn_means(vectors)
    arrays: dict[str, NDArray[Any]] = {"rarity": rarity}
    for language, mean in means.items():
        arrays |= _mean_arrays(language, mean)
    about = {
        "format": BACKGROUND_FORMAT,
        "languages": sorted(set(means) - {GENERAL}),
        "articles": {language: len(found) for language, found in sorted(texts.items())},
        "scales": _learn_scales(vectors, means),
    }
    write_arrays(out, about, arrays)


def _read_articles(
    paths: Sequence[Path], lexicon: Lexicon, kept: set[str]
) -> dict[str, list[ConceptVector]]:
    """Return the concepts of each language's articles; none twice, none that is kept apart."""
    texts: dict[str, list[ConceptVector]] = defaultdict(list)
    seen = set(kept)
    for language, text in _articles(paths):
        beginning = text[:_BEGINNING]
        if beginning in seen or language not in lexicon.languages:
            continue
        seen.add(beginning)
        if len(texts[language]) < MOST_OF_ONE_LANGUAGE:
            forms = [text[a:b] for a, b in lexicon.segment(text, language)]
            texts[language].append(lexicon.concepts(forms, language))
    return {language: found for language, found in sorted(texts.items()) if found}


def _articles(paths: Sequence[Path]) -> Iterator[tuple[str, str]]:
    for path in paths:
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield row["lang"], f"{row.get('title') or ''}. {row['text']}"


def _learn_rarity(
    texts: Mapping[str, list[ConceptVector]], lexicon: Lexicon
) -> NDArray[np.float32]:
    """Average the rarity by word frequency and by articles; each language has one vote."""
    shares = []
    for found in texts.values():
        if len(found) >= _LEAST_ARTICLES:
            frequency = np.zeros(len(lexicon))
            for v in found:
                frequency += np.minimum(np.bincount(v.ids, v.weights, len(lexicon)), 1.0)
            shares.append(frequency / len(found))
    by_articles = -np.log(np.mean(shares, axis=0) + _LEAST_SHARE)
    both = np.clip(by_articles, 0, _RAREST) + np.clip(lexicon.frequency_rarity, 0, _RAREST)
    return np.asarray(both / 2, dtype=np.float32)


def _dense(vector: ConceptVector, rarity: NDArray[np.float32]) -> NDArray[np.float32]:
    counts = np.bincount(vector.ids, stress(vector), len(rarity)).astype(np.float64)
    values = dampen(counts) * rarity
    length = float(np.linalg.norm(values)) or 1.0
    return (values / length).astype(np.float32)


def _learn_means(vectors: Vectors) -> Vectors:
    large = [v.mean(axis=0) for v in vectors.values() if len(v) >= _LEAST_ARTICLES]
    general: NDArray[np.float32] = np.mean(large, axis=0, dtype=np.float32)
    means = {GENERAL: general}
    for language, found in vectors.items():
        total = found.sum(axis=0) + _PRIOR_ARTICLES * general
        means[language] = total / np.float32(len(found) + _PRIOR_ARTICLES)
    return means


def _mean_arrays(language: str, mean: NDArray[np.float32]) -> dict[str, NDArray[Any]]:
    largest = float(mean.max()) or 1.0
    ids = np.flatnonzero(mean > largest * _LEAST_MEAN)
    unit = largest / 65_535
    return {
        f"{language}.ids": ids.astype(np.uint16),
        f"{language}.values": np.rint(mean[ids] / unit).astype(np.uint16),
        f"{language}.unit": np.array([unit], dtype=np.float32),
    }


def _learn_scales(vectors: Vectors, means: Vectors) -> dict[str, list[float]]:
    """Fit mean and log spread of scores: a constant, one for the same language, one a language.

    The parts of single languages are held near nothing, for the articles of two languages may
    differ in their subjects more than the languages do.
    """
    centred = {
        language: _centred(found[:_SCALE_ARTICLES], means[language])
        for language, found in vectors.items()
        if len(found) >= _LEAST_ARTICLES
    }
    names = sorted(centred)
    pairs = [(a, b) for i, a in enumerate(names) for b in names[i:]]
    design = np.array([_features(a, b, names) for a, b in pairs])
    spreads = [_spread(centred[a], centred[b], same=a == b) for a, b in pairs]
    level = _fit(design, [mean for mean, _ in spreads])
    width = _fit(design, [float(np.log(deviation)) for _, deviation in spreads])
    scales = {}
    for a, b in pairs:
        row = _features(a, b, names)
        scales[f"{a}-{b}"] = [float(row @ level), float(np.exp(row @ width))]
    for kind, same in (("cross", 0.0), ("same", 1.0)):
        row = np.array([1.0, same, *[0.0] * len(names)])
        scales[kind] = [float(row @ level), float(np.exp(row @ width))]
    return scales


def _centred(found: NDArray[np.float32], mean: NDArray[np.float32]) -> NDArray[np.float32]:
    rest = found - mean
    lengths = np.linalg.norm(rest, axis=1, keepdims=True) + np.float32(1e-9)
    return np.asarray(rest / lengths, dtype=np.float32)


def _features(a: str, b: str, names: list[str]) -> NDArray[np.float64]:
    return np.array([1.0, float(a == b), *[float((n == a) + (n == b)) for n in names]])


def _spread(
    first: NDArray[np.float32], second: NDArray[np.float32], *, same: bool
) -> tuple[float, float]:
    """Return median and half the width of the middle two thirds of the scores.

    Some of the articles are of one event; the middle does not see them, a deviation would.
    """
    scores = first @ second.T
    chosen = scores[~np.eye(len(scores), dtype=bool)] if same else scores.ravel()
    low, middle, high = np.quantile(chosen, [1 / 6, 1 / 2, 5 / 6]).tolist()
    return middle, max((high - low) / 2, 1e-4)


def _fit(design: NDArray[np.float64], target: list[float]) -> NDArray[np.float64]:
    ridge = np.diag([0.0, 0.0, *[_RIDGE**0.5] * (design.shape[1] - 2)])
    rows = np.vstack([design, ridge])
    goal = np.array([*target, *[0.0] * design.shape[1]])
    return np.asarray(np.linalg.lstsq(rows, goal, rcond=None)[0])


if __name__ == "__main__":
    sys.exit(main())
