"""Search: does a headline find reports of its event in other languages, and how long it takes.

    python benchmarks/search.py find            # makes an archive of xl_indep, then asks headlines
    python benchmarks/search.py find --corpus stream_xl
    python benchmarks/search.py time FILE       # latency on an archive, see store.py fill

A headline finds its event if another report of it, in another language, is among the first ten;
by the scripts of headline and report where the event has such reports.
`STEMMATA_DATA` names the folder of the corpora.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import statistics
import tempfile
import time
from collections import defaultdict
from contextlib import closing
from pathlib import Path
from typing import Any

from stemmata.archive import Archive
from stemmata.archive.searching import search
from stemmata.engine import tune_process
from stemmata.read import read
from stemmata.store import Store, Where, open_existing_store, open_store

DATA = Path(os.environ.get("STEMMATA_DATA", Path(__file__).parents[2] / "shared" / "data"))
_FIRST = 10
_UNSPACED = frozenset({"ja", "zh", "th"})
_LATIN = frozenset(
    (
        *("cs", "da", "de", "en", "es", "et", "fi", "fr", "hr", "hu", "id", "is", "it"),
        *("lt", "lv", "nl", "no", "pl", "pt", "ro", "sk", "sl", "sv", "tr", "vi"),
    )
)


def main() -> None:
    """Run one of the commands."""
    tune_process()
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    find = commands.add_parser("find")
    find.add_argument("--corpus", default="xl_indep")
    find.add_argument("--store", type=Path, help="kept from an earlier run, or to be kept")
    find.add_argument("--queries", type=int, default=400)
    timed = commands.add_parser("time")
    timed.add_argument("store", type=Path)
    timed.add_argument("--queries", type=int, default=300)
    args = parser.parse_args()
    if args.command == "find":
        measure_found(args.corpus, args.store, args.queries)
    else:
        measure_time(args.store, args.queries)


def measure_found(corpus: str, kept: Path | None, queries: int) -> None:
    """Print how many headlines find their event in another language, by kind of pair."""
    path = DATA / "group" / f"{corpus}.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    with tempfile.TemporaryDirectory() as folder:
        chosen = kept or Path(folder, "search.db")
        fresh = not chosen.exists()
        with closing(open_store(chosen)) as store:
            if fresh:
                for _ in Archive(store).add_records(read([str(path)])):
                    pass
            _ask(rows, store, queries)


def _ask(rows: list[dict[str, Any]], store: Store, queries: int) -> None:
    cluster = {row["id"]: row["cluster"] for row in rows}
    language = {row["id"]: row["lang"] for row in rows}
    events: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        events[row["cluster"]].add(row["lang"])
    found: dict[str, list[float]] = defaultdict(list)
    asked = random.Random(5).sample(rows, len(rows))  # noqa: S311 # a sample, no secret
    for row in asked:
        others = events[row["cluster"]] - {row["lang"]}
        if not others or len(found["any other language"]) == queries:
            continue
        hits = [hit.id for hit in search(store, row["title"], Where(), _FIRST + 1)]
        hits = [name for name in hits if name != row["id"]][:_FIRST]
        right = [name for name in hits if cluster[name] == row["cluster"]]
        met = {language[name] for name in right} & others
        found["any other language"].append(bool(met))
        found["right among the first ten"].append(len(right) / _FIRST)
        wanted = {_kind(row["lang"], other) for other in others}
        reached = {_kind(row["lang"], other) for other in met}
        for kind in wanted:
            found[kind].append(kind in reached)
    for kind, values in sorted(found.items()):
        print(f"{kind:32} {statistics.mean(values):.3f}  of {len(values)}")


def _kind(asked: str, found: str) -> str:
    return " to ".join(
        "Latin" if code in _LATIN else "unspaced" if code in _UNSPACED else "other script"
        for code in (asked, found)
    )


def measure_time(path: Path, queries: int) -> None:
    """Print how long queries take: words, headlines, names, garbled names."""
    with closing(open_existing_store(path)) as store:
        print(f"{store.counts().articles} articles")
        asked = _queries(store, queries)
        for kind, texts in asked.items():
            for text in texts[:10]:
                search(store, text, Where(), _FIRST)
            times = [_timed(store, text) for text in texts[10:]]
            for name, spent in zip(
                ("by the clock", "of a core"), zip(*times, strict=True), strict=True
            ):
                cuts = statistics.quantiles(spent, n=100)
                print(f"{kind:16} {name:12} p50 {cuts[49]:5.1f} ms, p95 {cuts[94]:5.1f} ms")


def _timed(store: Store, text: str) -> tuple[float, float]:
    """Return milliseconds by the clock and of a core; on a busy machine only these tell."""
    began, spent = time.perf_counter(), time.process_time()
    search(store, text, Where(), _FIRST)
    return 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - spent)


def _queries(store: Store, count: int) -> dict[str, list[str]]:
    choice = random.Random(5)  # noqa: S311 # a sample, no secret
    ids = store.article_ids(Where(), 20_000)
    articles = store.articles(choice.sample(ids, min(count, len(ids))))
    headlines = [article.article.headline for article in articles]
    words = [choice.choice([w for w in h.split() if len(w) > 3] or [h]) for h in headlines]
    names = [choice.choice(a.names).text for a in articles if a.names]
    return {
        "a word": words,
        "three words": [" ".join(headline.split()[:3]) for headline in headlines],
        "a headline": headlines,
        "a name": names,
        "a garbled name": [_garble(name, choice) for name in names],
    }


def _garble(name: str, choice: random.Random) -> str:
    place = choice.randrange(len(name))
    return name[:place] + name[place + 1 :]


if __name__ == "__main__":
    main()
