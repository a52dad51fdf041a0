"""The whole way in one run, from pages to stories and copies, beside what a user would pick.

    pip install -r benchmarks/peers-requirements.txt
    python benchmarks/peers_whole.py [--workers 2]

Pages are made of `group/stream_xl.jsonl.gz` of the data folder (STEMMATA_DATA, or ../shared/data):
each report between a menu and a list of other stories. Every way starts from these files:

- `stemmata read`: all of it, mentions, points, copies, affairs and pages, as a person would run it;
- trafilatura, then TF-IDF with HDBSCAN;
- trafilatura, then all-MiniLM-L6-v2 with HDBSCAN, which is what BERTopic does by default;
- trafilatura, then MinHash of datasketch, what is connected being one story.

Copies are those of `copies/`: a pair is found where the sketches are as alike as the threshold that
is best for datasketch on these very pairs. Times are wall-clock, each way alone on two threads or
processes; what can be relied on is their ratio.
"""

from __future__ import annotations

import argparse
import csv
import html
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import trafilatura
from grouping_corpora import DATA
from peers import gold_of, measure, minhash, minilm_hdbscan, sketch_of
from peers import tfidf_hdbscan as tfidf

from stemmata.engine import LocalEngine
from stemmata.model import Record, replace
from stemmata.pipeline import annotate_sources, group_articles
from stemmata.read import read
from stemmata.trace import trace

Stories = dict[str, str]  # the story of each article, by id
Labelled = tuple[frozenset[str], str, bool]  # two articles, their relation, whether one is a copy
_STREAM = DATA / "stream_xl.jsonl.gz"
_COPIES = DATA.parent / "copies" / "articles.jsonl.gz"
_PAIRS = DATA.parent / "copies" / "pairs.tsv"
_ADDRESS = "https://pages.example/{}"
_MENU = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("News", "Sport", "Weather"))
_TEASERS = "".join(f'<li><a href="/{n}">Another story of the day</a></li>' for n in range(8))


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--workers", type=int, default=2)
    workers = parser.parse_args().workers
    records = [item for item in read([str(_STREAM)]) if isinstance(item, Record)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for record in records:
            (folder / f"{record.id}.html").write_text(page_of(record), encoding="utf-8")
        compare_stories(records, folder, workers)
    compare_copies(workers)


def page_of(record: Record) -> str:
    """Return a report as a page of a news site."""
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in (record.text or "").split("\n"))
    title = html.escape(record.title or "")
    address = html.escape(_ADDRESS.format(record.id))
    return (
        f'<!doctype html><html lang="{html.escape(record.language or "")}"><head>'
        f'<meta charset="utf-8"><title>{title}</title><link rel="canonical" href="{address}">'
        f"</head><body><header><nav><ul>{_MENU}</ul></nav></header>"
        f"<main><article><h1>{title}</h1>{paragraphs}</article></main>"
        f"<aside><ul>{_TEASERS}</ul></aside><footer>All rights reserved</footer></body></html>"
    )


def compare_stories(records: Sequence[Record], folder: Path, workers: int) -> None:
    """Print what each way makes of the pages, and how long it takes."""
    gold = gold_of(records)
    ways: dict[str, Callable[[], Stories]] = {
        "stemmata read": lambda: read_whole(folder, workers),
        "trafilatura, TF-IDF, HDBSCAN": lambda: tfidf(extracted(records, folder))[0],
        "trafilatura, MiniLM, HDBSCAN": lambda: minilm_hdbscan(extracted(records, folder))[0],
        "trafilatura, datasketch": lambda: minhash(extracted(records, folder))[0],
    }
    own = 0.0
    print(f"{len(records)} pages{'':24} pairs F1  B-cubed F1  across languages  time, in ours")
    for name, way in ways.items():
        start = time.perf_counter()
        stories = way()
        seconds = time.perf_counter() - start
        own = own or seconds
        pairs, cubed, across = measure(gold, stories).values()
        ratio = seconds / own
        print(f"{name:<34}{pairs:>9.3f}{cubed:>12.3f}{across:>18.3f}{ratio:>15.2f}", flush=True)


def read_whole(folder: Path, workers: int) -> Stories:
    """Return the stories of a dossier that is made of pages."""
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "stemmata", "read", str(folder), "--out", out, "--quiet"]
        subprocess.run([*command, "--workers", str(workers)], check=True)
        names = {line["id"]: line["url"].rpartition("/")[2] for line in lines(out, "articles")}
        return {names[line["id"]]: line["story"] for line in lines(out, "groups") if "id" in line}


def lines(folder: str, name: str) -> Iterator[dict[str, str]]:
    """Yield the lines of a file of a dossier."""
    with (Path(folder) / f"{name}.jsonl").open(encoding="utf-8") as held:
        yield from map(json.loads, held)


def extracted(records: Sequence[Record], folder: Path) -> list[Record]:
    """Return the records with what trafilatura takes for the text of their pages."""
    return [
        replace(record, text=trafilatura.extract((folder / f"{record.id}.html").read_text("utf-8")))
        for record in records
    ]


def compare_copies(workers: int) -> None:
    """Print which labelled pairs are found to be copies, and how long it takes."""
    start = time.perf_counter()
    with LocalEngine(workers) as engine:
        articles, _ = annotate_sources([str(_COPIES)], engine)
        copies = trace(articles, group_articles(articles, engine), spread=engine.map)
    ours = time.perf_counter() - start
    own = {frozenset((copy.copy, copy.original)): 1.0 for copy in copies}
    pairs = labelled()
    start = time.perf_counter()
    alike = sketch_likeness(pairs)
    theirs = time.perf_counter() - start
    scores = {n / 20: f1(pairs, alike, n / 20) for n in range(1, 20)}
    threshold = max(scores, key=scores.__getitem__)
    print(f"\ncopies: F1 of stemmata {f1(pairs, own, 1.0):.3f}", end="")
    print(f", of datasketch {scores[threshold]:.3f}")
    print(f"(from a likeness of {threshold}); time of datasketch, in ours: {theirs / ours:.2f}")
    for name, (count, found, sketched) in by_relation(pairs, own, alike, threshold).items():
        print(f"  {name:<22}{count:>6}{found:>8}{sketched:>8}")


def labelled() -> list[Labelled]:
    """Return the pairs of the corpus, with their relations, and whether these make them copies."""
    with _PAIRS.open(encoding="utf-8") as rows:
        return [
            (frozenset((row["id_a"], row["id_b"])), row["relation"], row["is_copy"] == "1")
            for row in csv.DictReader(rows, delimiter="\t")
        ]


def sketch_likeness(pairs: Sequence[Labelled]) -> dict[frozenset[str], float]:
    """Return how alike the sketches of each labelled pair are."""
    sketches = {
        item.id: sketch_of(item.text or "")
        for item in read([str(_COPIES)])
        if isinstance(item, Record)
    }
    alike = {}
    for pair, _, _ in pairs:
        one, other = (sketches[name] for name in pair)
        alike[pair] = float(one.jaccard(other))
    return alike


def f1(pairs: Sequence[Labelled], alike: Mapping[frozenset[str], float], least: float) -> float:
    """Return F1 over the labelled pairs, where what is as alike is called a copy."""
    judged = [(alike.get(pair, 0.0) >= least, copy) for pair, _, copy in pairs]
    right = sum(called and copy for called, copy in judged)
    return 2 * right / max(1, sum(called + copy for called, copy in judged))


def by_relation(
    pairs: Sequence[Labelled],
    own: Mapping[frozenset[str], float],
    alike: Mapping[frozenset[str], float],
    least: float,
) -> dict[str, tuple[int, int, int]]:
    """Return for each relation its pairs, those we call copies, and those the sketches do."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for pair, relation, _ in pairs:
        counts[relation][0] += 1
        counts[relation][1] += pair in own
        counts[relation][2] += alike[pair] >= least
    return {name: (held[0], held[1], held[2]) for name, held in sorted(counts.items())}


if __name__ == "__main__":
    main()
