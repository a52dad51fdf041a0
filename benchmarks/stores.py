"""The two stores side by side: do they find the same, and how long do they take.

    python benchmarks/stores.py postgresql://USER@HOST/EMPTY [--articles 3000] [--queries 200]

Adds the articles of stream_xl to a file of SQLite and to an empty PostgreSQL database, then asks
both for headlines of them. `STEMMATA_DATA` names the folder of the corpora.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path

from stemmata.archive import Archive
from stemmata.archive.searching import search
from stemmata.engine import tune_process
from stemmata.model import Record
from stemmata.read import read
from stemmata.store import Store, Where, open_store

DATA = Path(os.environ.get("STEMMATA_DATA", Path(__file__).parents[2] / "shared" / "data"))
STREAM = DATA / "group" / "stream_xl.jsonl.gz"


def seconds_of(work: Callable[[], object]) -> float:
    """Return how long something takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def add_all(store: Store, records: list[Record]) -> None:
    """Add records as a pile."""
    archive = Archive(store)
    list(archive.add_records(records))
    archive.finish()


def main() -> None:
    """Print a line for each measure, SQLite first."""
    tune_process()
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("address")
    parser.add_argument("--articles", type=int, default=3000)
    parser.add_argument("--queries", type=int, default=200)
    options = parser.parse_args()
    records = [each for each in read([str(STREAM)]) if isinstance(each, Record)]
    records = records[: options.articles]
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(open_store(Path(folder) / "a.db")) as file,
        closing(open_store(options.address)) as database,
    ):
        stores = (file, database)
        taken = [seconds_of(partial(add_all, store, records)) for store in stores]
        rates = [f"{len(records) / seconds:.0f}" for seconds in taken]
        print(f"articles added a second: {rates[0]} SQLite, {rates[1]} PostgreSQL")
        ids = file.article_ids(Where(), len(records))
        step = max(1, len(ids) // options.queries)
        asked = file.articles(list(islice(ids, 0, None, step)))
        headlines = [article.article.headline for article in asked if article.article.headline]
        same = sum(search(file, q, Where()) == search(database, q, Where()) for q in headlines)
        print(f"the same hits in the same order: {same} of {len(headlines)} headlines")
        for name, store in zip(("SQLite", "PostgreSQL"), stores, strict=True):
            times = [seconds_of(partial(search, store, query, Where())) for query in headlines]
            middle, slow = statistics.median(times), statistics.quantiles(times, n=20)[-1]
            print(f"{name}: a search takes {1000 * middle:.0f} ms, 5 % more than {1000 * slow:.0f}")
        equal = [file.counts() == database.counts(), not list(database.check())]
        print(f"same counts: {equal[0]}, sound: {equal[1]}")


if __name__ == "__main__":
    main()
