"""Articles a second for each stage and for all of `read`, and peak memory.

    python benchmarks/speed.py [--workers 2] [--sharing] [FILE]

By default on `group/stream_xl.jsonl.gz` of the data folder (STEMMATA_DATA, or ../shared/data).
The stages are timed one after the other in one process; the whole job in its own processes.
With `--sharing`: the processor time of annotating in two processes, one after the other, that
share articles by turns or by language.
"""

from __future__ import annotations

import argparse
import compileall
import importlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from importlib.resources import files
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from stemmata.annotate import annotate, resolve
from stemmata.clean import clean
from stemmata.collate import collate
from stemmata.group import fingerprint, group
from stemmata.model import Dossier, Record
from stemmata.pipeline import kind_of, prepare_records
from stemmata.publish import write_dossier
from stemmata.read import read
from stemmata.trace import support, trace

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("STEMMATA_DATA", ROOT.parent / "shared" / "data"))
Made = TypeVar("Made")


def timed(name: str, count: int, work: Callable[[], Made]) -> Made:
    """Run a stage, print its speed, and return what it made."""
    start = time.perf_counter()
    made = work()
    seconds = time.perf_counter() - start
    print(f"{name:<12} {seconds:8.2f} s {count / seconds:10.0f} articles/s")
    return made


def time_stages(source: str, folder: Path) -> int:
    """Print the speed of every stage in this process; return the number of articles."""
    start = time.perf_counter()
    records = [item for item in read([source]) if isinstance(item, Record)]
    count = len(records)
    seconds = time.perf_counter() - start
    print(f"{'read':<12} {seconds:8.2f} s {count / seconds:10.0f} articles/s")
    articles = timed("clean", count, lambda: [clean(record) for record in records])
    annotated = timed("annotate", count, lambda: [annotate(article) for article in articles])
    resolved = timed("names", count, lambda: resolve(annotated))
    prints = timed("fingerprint", count, lambda: [fingerprint(article) for article in resolved])
    grouping = timed("group", count, lambda: group(prints))
    copies = timed("trace", count, lambda: trace(resolved, grouping))
    by_id = {article.id: article for article in resolved}
    points = timed(
        "collate",
        count,
        lambda: [
            point
            for story in grouping.stories
            for point in collate(story, [by_id[name] for name in story.articles])
        ],
    )
    supported = timed("support", count, lambda: support(points, copies, resolved))
    dossier = Dossier(tuple(resolved), grouping, supported, copies)
    timed("publish", count, lambda: write_dossier(dossier, folder))
    return count


def time_all(source: str, folder: Path, workers: int, count: int) -> None:
    """Print the speed and peak memory of the whole job, as a person would run it.

    A second run, that is: the first one after installation compiles what it imports.
    """
    compileall.compile_dir(str(files("stemmata")), quiet=1)
    command = [sys.executable, "-m", "stemmata", "read", source, "--out", str(folder), "--quiet"]
    start = time.perf_counter()
    subprocess.run([*command, "--workers", str(workers)], check=True, stderr=subprocess.DEVNULL)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{'all of read':<12} {seconds:8.2f} s {count / seconds:10.0f} articles/s")
    print(f"peak memory of the largest process: {peak:.0f} MB, {workers} worker processes")


def time_sharing(source: str) -> None:
    """Print what annotating costs two processes that share articles by turns, and by language."""
    records = [item for item in read([source]) if isinstance(item, Record)]
    common = Counter(kind_of(record) for record in records).most_common(1)[0][0]
    by_language = sorted(records, key=lambda record: (kind_of(record) != common, kind_of(record)))
    first = sum(kind_of(record) == common for record in records)
    turns = (records[::2], records[1::2])
    for name, parts in (
        ("by turns", turns),
        ("by language", (by_language[:first], by_language[first:])),
    ):
        seconds = []
        for part in parts:
            with ProcessPoolExecutor(1, get_context("forkserver")) as process:
                seconds.append(process.submit(time_preparing, part).result())
        print(
            f"{name:<12} {sum(seconds):8.2f} s of a processor ({seconds[0]:.2f}, {seconds[1]:.2f})"
        )


def time_preparing(records: list[Record]) -> float:
    """Return the seconds of a processor that annotating and signing records takes here."""
    importlib.import_module("stemmata.warm")
    start = time.process_time()
    for place in range(0, len(records), 16):
        prepare_records(records[place : place + 16])
    return time.process_time() - start


def main() -> None:
    """Time every stage, then the whole job."""
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else ""
    )
    parser.add_argument("source", nargs="?", default=str(DATA / "group" / "stream_xl.jsonl.gz"))
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--sharing", action="store_true")
    options = parser.parse_args()
    if options.sharing:
        time_sharing(options.source)
        return
    # Both folders last to the end: ext4 is slow to create files right after many were removed.
    with tempfile.TemporaryDirectory() as folder:
        count = time_stages(options.source, Path(folder) / "stages")
        time_all(options.source, Path(folder) / "all", options.workers, count)


if __name__ == "__main__":
    main()
