"""The archive's figures: one more article in a large archive, a killed process, what is kept.

    python benchmarks/store.py fill FILE --articles 100000   # an archive of that size
    python benchmarks/store.py add FILE --articles 200       # latency of one article after another
    python benchmarks/store.py kill --moments 200            # kill -9 at random moments of add

`STEMMATA_DATA` names the folder of the corpora.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from growing_store import Pattern

from stemmata.archive import Archive
from stemmata.engine import tune_process
from stemmata.model import Record, replace
from stemmata.read import read
from stemmata.settings import ArchiveSettings
from stemmata.store import open_store

DATA = Path(os.environ.get("STEMMATA_DATA", Path(__file__).parents[2] / "shared" / "data"))
STREAM = DATA / "group" / "stream_xl.jsonl.gz"
_EACH = 10  # articles that a killed process adds
_HELD_OUT = 250  # articles of the stream that are added to the filled archive
_WARM_UP = 50  # articles added before time is taken: tables are loaded, caches filled


def main() -> None:
    """Run one of the commands."""
    tune_process()
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    for name, count in (("fill", 100_000), ("add", 200)):
        command = commands.add_parser(name)
        command.add_argument("store", type=Path)
        command.add_argument("--articles", type=int, default=count)
    kill = commands.add_parser("kill")
    kill.add_argument("--moments", type=int, default=200)
    kill.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    if args.command == "fill":
        fill(args.store, args.articles)
    elif args.command == "add":
        measure_add(args.store, args.articles)
    else:
        sys.exit(kill_often(args.moments, args.seed))


def stream() -> tuple[list[Record], list[Record]]:
    """Return the articles that an archive is made of, and others of the same days."""
    records = [each for each in read([str(STREAM)]) if isinstance(each, Record)]
    random.Random(7).shuffle(records)  # noqa: S311 # a sample, no secret
    return records[_HELD_OUT:], records[:_HELD_OUT]


def fill(path: Path, articles: int) -> None:
    """Make an archive of real articles, and of copies of them in other words."""
    began = time.perf_counter()
    records, _ = stream()
    store = open_store(path)
    archive = Archive(store)
    for batch in archive.add_records(records[:articles]):
        print(f"{len(batch.articles)} articles, {time.perf_counter() - began:.0f} s", flush=True)
    archive.finish()
    pattern = Pattern(store)
    count, number = len(pattern), 0
    while count < articles:
        number += 1
        pattern.write(store, number)
        count += len(pattern)
        print(f"{count} articles, {time.perf_counter() - began:.0f} s", flush=True)
    store.close()


def measure_add(path: Path, articles: int) -> None:
    """Print how long one article takes after another, while others read and while none do."""
    _, records = stream()
    records = records[: articles + _WARM_UP]
    store = open_store(path)
    archive = Archive(store)
    began = time.perf_counter()
    archive.warm_up()
    print(
        f"{store.counts().articles} articles, {_megabytes(path)} MB; "
        f"memory of stories read in {time.perf_counter() - began:.1f} s, {_resident()} MB resident"
    )
    stamp = str(time.time_ns())
    fresh = [replace(record, id=f"{record.id}-{stamp}", url=None) for record in records]
    for record in fresh[:_WARM_UP]:
        list(archive.add_records([record]))
    _say("add", _times(archive, fresh[_WARM_UP:]))
    finished = time.perf_counter()
    archive.finish()
    print(f"points and affairs of what is large, put off: {time.perf_counter() - finished:.2f} s")
    store.close()


def _times(archive: Archive, records: Sequence[Record]) -> list[float]:
    times = []
    for record in records:
        began = time.perf_counter()
        list(archive.add_records([record]))
        times.append(time.perf_counter() - began)
    return times


def _say(what: str, times: Sequence[float]) -> None:
    ordered = sorted(times)
    parts = {
        share: ordered[min(len(ordered) - 1, int(share * len(ordered)))]
        for share in (0.5, 0.95, 0.99)
    }
    shown = ", ".join(f"p{100 * share:.0f} {1000 * value:.0f} ms" for share, value in parts.items())
    print(f"{what}: {len(ordered)} articles, {shown}, longest {1000 * ordered[-1]:.0f} ms")


def kill_often(moments: int, seed: int) -> int:
    """Kill `add` at random moments; return 1 if anything acknowledged is lost or damaged."""
    chance = random.Random(seed)  # noqa: S311 # moments, no secret
    folder = Path(tempfile.mkdtemp(prefix="stemmata-kill-"))
    lost = damaged = finished = 0
    acknowledged: set[str] = set()
    try:
        sources = _small_sources(folder, moments + 1)
        with closing(open_store(folder / "warm.db")) as store:  # tables are loaded once
            list(Archive(store).add([str(sources[-1])]))
        began = time.perf_counter()
        acknowledged.update(_add_in_child(sources[-1], folder / "a.db", None))
        longest = time.perf_counter() - began
        for moment, source in enumerate(sources[:-1], start=1):
            when = chance.randrange(_EACH), chance.uniform(0.0, longest / 3)
            told = _add_in_child(source, folder / "a.db", when)
            acknowledged.update(told)
            finished += len(told) == _EACH
            with closing(open_store(folder / "a.db")) as store:
                lost += len(acknowledged - store.known(acknowledged).keys())
                damaged += len(list(store.check()))
            if moment % 20 == 0:
                print(f"{moment}: {len(acknowledged)} acknowledged, {lost} lost, {damaged} damaged")
                sys.stdout.flush()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(
        f"{moments} moments, {finished} of them after the end: {len(acknowledged)} articles "
        f"acknowledged, {lost} lost, {damaged} damages"
    )
    return int(lost + damaged > 0)


def _add_in_child(source: Path, store: Path, moment: tuple[int, float] | None) -> list[str]:
    """Add a source in another process and return what it said.

    Args:
        source: a few articles, kept two at a time.
        store: where.
        moment: the process is killed so many seconds after so many articles; None lets it end.
    """
    reading, writing = os.pipe()
    child = os.fork()  # everything is imported and loaded already
    if child == 0:
        try:
            _add_and_tell(source, store, writing)
        finally:
            os._exit(0)
    os.close(writing)
    after, seconds = moment or (0, 0.0)
    timer = threading.Timer(seconds, os.kill, [child, signal.SIGKILL])
    told: list[str] = []
    with os.fdopen(reading, encoding="utf-8") as said:
        while len(told) < after and (line := said.readline()):
            told.append(line.strip())
        if moment is not None:
            timer.start()
        told += [line.strip() for line in said if line.endswith("\n")]
    timer.cancel()
    os.waitpid(child, 0)
    return told


def _add_and_tell(source: Path, store: Path, descriptor: int) -> None:
    archive = Archive(open_store(store), settings=ArchiveSettings(batch=2))
    for batch in archive.add([str(source)]):
        os.write(descriptor, "".join(f"{each.id}\n" for each in batch.articles).encode())


def _small_sources(folder: Path, count: int) -> list[Path]:
    records, _ = stream()
    made = []
    for place in range(count):
        path = folder / f"{place}.jsonl"
        some = [records[(place * 7 + at) % len(records)] for at in range(_EACH)]
        lines = [
            {"id": f"{r.id}-{place}", "title": r.title, "text": r.text, "date": r.published}
            for r in some
        ]
        path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
        made.append(path)
    return made


def _megabytes(path: Path) -> int:
    return round(path.stat().st_size / 1e6)


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 1e6)


if __name__ == "__main__":
    main()
