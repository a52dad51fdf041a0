"""The development corpora of grouping as fingerprints, with their gold events and judged pairs."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from stemmata.engine import Engine, SerialEngine
from stemmata.evaluate.grouping import GoldArticle, related
from stemmata.group import Fingerprint, fingerprint
from stemmata.model import AnnotatedArticle
from stemmata.pipeline import annotate_sources

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("STEMMATA_DATA", ROOT.parent / "shared" / "data")) / "group"
CLUSTERED = ("xl_indep", "weekend", "stream_xl", "gva_clean", "ecbplus", "meantime")
JUDGED = {"semeval22": "overall", "telegram": "label"}
FOLDS = 2


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus that is scored alone: its fingerprints and what is true of them."""

    name: str
    family: str
    prints: tuple[Fingerprint, ...]
    gold: tuple[GoldArticle, ...]

    def folds(self) -> NDArray[np.int64]:
        """Return a fold for each article; articles of one event or topic stay together."""
        return np.array([crc32(_affair(self.name, g).encode()) % FOLDS for g in self.gold])


@dataclass(frozen=True, slots=True)
class Judged:
    """Pairs that people judged: `truth` is 1 for the same event down to 0, `grades` as given."""

    name: str
    prints: tuple[Fingerprint, ...]
    pairs: tuple[tuple[str, str], ...]
    truth: tuple[float, ...]
    grades: tuple[float, ...]
    languages: tuple[str, ...]

    def folds(self) -> NDArray[np.int64]:
        """Return a fold for each pair."""
        return np.array([crc32(a.encode()) % FOLDS for a, _ in self.pairs])


def load_corpora(cache: Path | None) -> tuple[list[Corpus], list[Judged]]:
    """Return the development corpora, from a cache of an earlier call where one is named."""
    if cache and cache.exists():
        found: tuple[list[Corpus], list[Judged]] = pickle.loads(cache.read_bytes())  # noqa: S301 # our own file
        return found
    engine = SerialEngine()
    corpora = [corpus for name in CLUSTERED for corpus in clustered(name, engine)]
    made = corpora, [judged(name, engine) for name in JUDGED]
    if cache:
        cache.write_bytes(pickle.dumps(made))
    return made


def clustered(name: str, engine: Engine) -> list[Corpus]:
    """Return a clustered corpus; xl_indep comes as its rotations, each scored alone."""
    annotated, _ = annotate_sources([str(DATA / f"{name}.jsonl.gz")], engine)
    return corpora_of(name, annotated)


def corpora_of(name: str, annotated: list[AnnotatedArticle]) -> list[Corpus]:
    """Return the corpora that annotated articles of a clustered corpus make."""
    parts: dict[str, list[AnnotatedArticle]] = {}
    for article in annotated:
        part = article.id.split(":", 1)[0] if name == "xl_indep" else name
        parts.setdefault(part, []).append(article)
    return [
        Corpus(
            part,
            name,
            tuple(map(fingerprint, articles)),
            tuple(gold_article(article) for article in articles),
        )
        for part, articles in sorted(parts.items())
    ]


def judged(name: str, engine: Engine) -> Judged:
    """Return a corpus of judged pairs."""
    annotated, _ = annotate_sources([str(DATA / f"{name}.articles.jsonl.gz")], engine)
    return judged_of(name, annotated)


def judged_of(name: str, annotated: list[AnnotatedArticle]) -> Judged:
    """Return the judged pairs among annotated articles.

    Grades go from 1 (the same) to 4; 3.4 and more is held to be another event, 1.4 and less the
    same.
    """
    with (DATA / f"{name}.pairs.tsv").open(encoding="utf-8") as file:
        header, *lines = (line.rstrip("\n").split("\t") for line in file)
    known = {article.id for article in annotated}
    table = [dict(zip(header, line, strict=True)) for line in lines]
    table = [row for row in table if row["id_a"] in known and row["id_b"] in known]
    graded = JUDGED[name] == "overall"
    grades = [float(row["overall"]) if graded else float(row["label"] == "OK") for row in table]
    truth = [min(1.0, max(0.0, (3.4 - g) / 2)) if graded else g for g in grades]
    languages = [row["lang_a"] + "-" + row["lang_b"] if graded else row["lang"] for row in table]
    pairs = tuple((row["id_a"], row["id_b"]) for row in table)
    prints = tuple(map(fingerprint, annotated))
    return Judged(name, prints, pairs, tuple(truth), tuple(grades), tuple(languages))


def gold_article(article: AnnotatedArticle) -> GoldArticle:
    """Return the gold event and topics that the corpus gives an article."""
    extra = dict(article.article.extra)
    topics = extra.get("topics") or ()
    language = article.article.declared_language or article.language
    names = frozenset(map(str, topics)) if isinstance(topics, (list, tuple)) else frozenset()
    return GoldArticle(article.id, str(extra["cluster"]), language, names)


def gold_pairs(gold: tuple[GoldArticle, ...]) -> Iterator[tuple[int, int, bool]]:
    """Yield each pair of places that is judged, and whether it is one event."""
    for a, b in combinations(range(len(gold)), 2):
        if not related(gold[a], gold[b]):
            yield a, b, gold[a].event == gold[b].event


def undated(corpus: Corpus) -> Corpus:
    """Return the corpus as if no publication date were known."""
    return replace(corpus, prints=tuple(replace(p, published=None) for p in corpus.prints))


def _affair(name: str, gold: GoldArticle) -> str:
    if name == "ecbplus":
        return gold.event.split("_", 1)[0]  # its two look-alike events belong to one topic
    return min(gold.topics, default=gold.event)
