"""Fits how alike translated sentences come out by language, and writes `trace/data/expected.json`.

Run `python -m stemmata.trace.train_expected` with `STEMMATA_DATA` pointing at the data, anew after
each change of the lexicon and before `python -m stemmata.trace.train`. Parallel sentences of two
languages are put together to pairs of short reports and compared as any two reports are; the
logarithm of their mean likeness is the sum of two factors, one a language (least squares).
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from stemmata.model import AnnotatedArticle, Article, Origin
from stemmata.settings import TraceSettings
from stemmata.trace.comparison import Prepared, compare
from stemmata.trace.reports import prepare
from stemmata.trace.training_pairs import data_folder

_CORPORA = ("parallel_tatoeba", "parallel_tico19")
_LEAST_BYTES = 50  # of a sentence: shorter ones are not of the kind that news is made of
_LEAST_PAIRS, _MOST_PAIRS = 60, 72  # sentences of two languages in one corpus
_REPORT = 12  # sentences put together to one report
_LEAST_ALIGNED = 0.9  # below that the lexicon does not know one of the languages
_RIDGE = 0.01
_TARGET = Path(__file__).parent / "data" / "expected.json"

Sentences = Sequence[tuple[str, str]]
Languages = tuple[str, str]


def parallel_sentences(folder: Path) -> Mapping[tuple[str, str, str], Sentences]:
    """Return pairs of sentences by corpus and languages, a sample of each."""
    found: dict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
    for corpus in _CORPORA:
        with gzip.open(folder / "lexica" / f"{corpus}.tsv.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                key, one, other = line.rstrip("\n").split("\t")[:3]
                first, second = key.split("-")[:2]
                if min(len(one.encode()), len(other.encode())) >= _LEAST_BYTES:
                    found[corpus, first, second].append((one, other))
    return {
        key: pairs[:: len(pairs) // _MOST_PAIRS + 1]
        for key, pairs in sorted(found.items())
        if len(pairs) >= _LEAST_PAIRS
    }


def mean_likeness(languages: Languages, pairs: Sentences) -> float:
    """Return the mean likeness of aligned sentences, or nothing (0) where too few are aligned."""
    found = []
    for start in range(0, len(pairs) - _REPORT + 1, _REPORT):
        one, other = zip(*pairs[start : start + _REPORT], strict=True)
        reports = _report(one, languages[0]), _report(other, languages[1])
        found.append(compare(*reports, TraceSettings()).measures)
    aligned = np.mean([measures["aligned"] for measures in found])
    if aligned < _LEAST_ALIGNED:
        return 0.0
    return float(np.mean([measures["likeness"] for measures in found]))


def _report(sentences: Sequence[str], language: str) -> Prepared:
    article = Article(
        id="parallel", text="\n".join(sentences), origin=Origin("parallel"), language=language
    )
    return Prepared(prepare(AnnotatedArticle(article), TraceSettings()))


def fit_factors(likeness: Sequence[tuple[Languages, float]]) -> dict[str, float]:
    """Return a factor for each language, whose products come near the likeness of the pairs.

    Example:
        >>> fit_factors([(("a", "b"), 0.4), (("a", "c"), 0.2), (("b", "c"), 0.2)])
        {'': 0.503, 'a': 0.632, 'b': 0.632, 'c': 0.318}
    """
    names = sorted({name for languages, _ in likeness for name in languages})
    design = np.zeros((len(likeness), len(names)))
    for row, (languages, _) in enumerate(likeness):
        for name in languages:
            design[row, names.index(name)] += 1
    target = np.log([value for _, value in likeness])
    curve = design.T @ design + _RIDGE * np.eye(len(names))
    factors = np.exp(np.linalg.solve(curve, design.T @ target))
    average = float(np.exp(np.log(factors).mean()))
    named = zip(names, factors.tolist(), strict=True)
    return {"": round(average, 3)} | {name: round(value, 3) for name, value in named}


def main() -> None:
    """Fit the factors, print them, write the file."""
    likeness = [
        (key[1:], mean_likeness(key[1:], pairs))
        for key, pairs in parallel_sentences(data_folder()).items()
    ]
    factors = fit_factors([(languages, value) for languages, value in likeness if value])
    content = {
        "about": "likeness of translated sentences: the product of two languages' factors",
        "command": "python -m stemmata.trace.train_expected",
        "factors": factors,
    }
    _TARGET.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"{factors}\n")


if __name__ == "__main__":
    main()
