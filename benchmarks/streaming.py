"""Articles a second and memory of `stemmata stream`, for piles of any size.

    python benchmarks/streaming.py [--articles 10000 30000 100000] [--workers 2] [--daily 274]
    python benchmarks/streaming.py --windows 2000 500 200

The piles are made of `group/stream_xl.jsonl.gz` of the data folder (STEMMATA_DATA, or
../shared/data) by `resampling.py`, a Parquet file a round, and read in a subprocess. A line at
each interval says: seconds, articles prepared, articles written, megabytes of the largest process
and of all processes together. Of all together the proportional share is counted (PSS): pages that
several processes share count once. The sum of resident sizes, which counts them in each, is told
at the end.

With `--windows` it streams the real reports in windows of these sizes, and tells how well the
stories are those of the gold standard: what it costs to key names and measure what is usual apart.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
from pyarrow import parquet
from resampling import load_pattern

from stemmata.engine import LocalEngine
from stemmata.evaluate import evaluate
from stemmata.settings import StreamSettings
from stemmata.stream import stream

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("STEMMATA_DATA", ROOT.parent / "shared" / "data"))
LOOKED, SHOWN = 1.0, 30.0  # seconds between two looks at the memory, and between two lines
KEPT = ("id", "lang", "title", "text", "date", "source", "url")


class Memory(NamedTuple):
    """Megabytes: of a process, of the largest of those that it started, of all of them together.

    `shared_out` is by share, `resident` by resident size, `anonymous` what no file holds.
    """

    own: float
    worker: float
    shared_out: float
    resident: float
    anonymous: float


class _Sizes(NamedTuple):
    """Megabytes of one process: resident, by share, and what no file holds."""

    resident: float
    share: float
    anonymous: float


_NO_SIZES = _Sizes(0.0, 0.0, 0.0)


def write_pile(folder: Path, count: int, days: float) -> None:
    """Write a pile of reports as Parquet files."""
    pattern = load_pattern(DATA / "group" / "stream_xl.jsonl.gz")
    for number, rows in enumerate(pattern.retold(count, days)):
        plain = [{key: row.get(key) for key in KEPT} for row in rows]
        parquet.write_table(pa.Table.from_pylist(plain), folder / f"{number:04}.parquet")


def memory_of(process: int) -> Memory:
    """Return what a process and all that it started take now."""
    own = _sizes(process) or _NO_SIZES
    workers = [size for each in _started_by(process) if (size := _sizes(each))]
    all_sizes = [sum(each) for each in zip(own, *workers, strict=True)]
    largest = max((each.resident for each in workers), default=0.0)
    resident, share, anonymous = all_sizes
    return Memory(own.resident, largest, share, resident, anonymous)


def _started_by(process: int) -> Iterable[int]:
    try:
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield int(child)
                yield from _started_by(int(child))
    except OSError:
        return  # it has ended meanwhile


def _sizes(process: int) -> _Sizes | None:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return None
    told = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines[1:]}
    return _Sizes(told["Rss"], told["Pss"], told["Anonymous"]) if "Pss" in told else None


def measure(pile: Path, out: Path, workers: int) -> None:
    """Stream a pile in a subprocess, and print how far it is at intervals."""
    command = [sys.executable, "-m", "stemmata", "stream", str(pile), "--out", str(out), "--json"]
    command += ["--workers", str(workers)]
    start = shown = time.monotonic()
    peak = Memory(0.0, 0.0, 0.0, 0.0, 0.0)
    spent: dict[int, float] = {}
    print("  seconds  prepared   written  grouping    worker    all MB", flush=True)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as run:
        while run.poll() is None:
            now = memory_of(run.pid)
            peak = Memory(*map(max, peak, now))
            spent.update(_processor_seconds((run.pid, *_started_by(run.pid))))
            if time.monotonic() - shown > SHOWN:
                shown = time.monotonic()
                prepared, written = _progress(out)
                where = f"{shown - start:9.0f} {prepared:9} {written:9}"
                print(f"{where} {now.own:9.0f} {now.worker:9.0f} {now.shared_out:9.0f}", flush=True)
            time.sleep(LOOKED)
        told = json.loads(run.stdout.read() if run.stdout else b"{}")
    seconds = time.monotonic() - start
    count = told["articles"]
    print(f"{count} articles, {told['stories']} stories, {told['copies']} copies:", end=" ")
    print(f"{seconds:.0f} s, {sum(spent.values()):.0f} of processors,", end=" ")
    print(f"{count / seconds:.0f} articles/s; peak of the process that groups", end=" ")
    print(
        f"{peak.own:.0f} MB, of a worker {peak.worker:.0f}, of all {peak.shared_out:.0f}", end=" "
    )
    print(f"(resident sizes {peak.resident:.0f}, anonymous {peak.anonymous:.0f}),", end=" ")
    print(f"{workers} workers", flush=True)


def measure_windows(sizes: Iterable[int], workers: int) -> None:
    """Print how good stories are that were found in windows of some sizes."""
    gold = DATA / "group" / "stream_xl.jsonl.gz"
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder, LocalEngine(workers) as engine:
            out, told = Path(folder, "out"), Path(folder, "groups.jsonl")
            stream([str(gold)], out, engine, settings=StreamSettings(window=size))
            rows = parquet.read_table(out / "groups", columns=["id", "story"]).to_pylist()
            told.write_text("\n".join(map(json.dumps, rows)))
            for measure in evaluate("group", gold, told):
                if "B-cubed" in measure.name:
                    print(f"windows of {size}: {measure.name} {measure.value:.3f}", flush=True)


def _processor_seconds(processes: Iterable[int]) -> Iterable[tuple[int, float]]:
    """Yield what each process has worked so far, which says more than a clock where others work."""
    for process in processes:
        try:
            told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        yield process, (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def _progress(out: Path) -> tuple[int, int]:
    """Return how many articles are prepared and how many written, from the run's own folder."""
    work = out / ".unfinished"
    segments = sum(1 for path in (work / "segments").glob("*"))
    marks = [path for path in (work / "finished").glob("*-*") if path.name[:1].isdigit()]
    written = sum(json.loads(path.read_bytes()).get("articles", 0) for path in marks)
    return segments * StreamSettings().segment, written


def main() -> None:
    """Stream piles of several sizes one after the other."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--articles", type=int, nargs="+", default=[10_000, 30_000, 100_000])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--daily", type=float, default=274.0, help="reports a day: 100,000 a year")
    parser.add_argument("--windows", type=int, nargs="+")
    options = parser.parse_args()
    if options.windows:
        measure_windows(options.windows, options.workers)
        return
    for count in options.articles:
        with tempfile.TemporaryDirectory() as folder:
            pile, out = Path(folder, "pile"), Path(folder, "out")
            pile.mkdir()
            write_pile(pile, count, count / options.daily)
            print(f"{count} articles over {count / options.daily:.0f} days", flush=True)
            measure(pile, out, options.workers)


if __name__ == "__main__":
    main()
