"""The archive under readers: search and story pages, fifty readers at once, while reports arrive.

    python benchmarks/store.py fill FILE --articles 100000   # an archive of that size
    python benchmarks/serve.py FILE [--seconds 30] [--readers 50]

A server of its own process answers on the loopback address. First one reader asks for searches and
for story pages, one after the other, and the time of each answer is taken; then many readers ask at
once while another process adds reports. Words searched for are those of headlines in the archive.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

from stemmata.store import Store, Where, open_existing_store

_SAMPLE = 400  # stories whose pages and headlines are asked for


def main() -> None:
    """Measure an archive and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("store", type=Path)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--readers", type=int, default=50)
    args = parser.parse_args()
    with closing(open_existing_store(args.store)) as store:
        print(f"{store.counts().articles} articles, {store.counts().stories} stories")
        searches, pages = addresses(store)
    with serving(args.store) as port:
        alone(port, "search", searches)
        alone(port, "story page", pages)
        alone(port, "front page", ["/"] * 20)
        with adding(args.store, args.seconds):
            together(port, [*searches, *pages], args.readers, args.seconds)


def addresses(store: Store) -> tuple[list[str], list[str]]:
    """Return searches for words of headlines, and pages of stories, in no order."""
    stories = store.stories(Where(), 5000)
    chosen = random.Random(3).sample(stories, min(_SAMPLE, len(stories)))  # noqa: S311 - a sample
    searches = []
    for story in chosen:
        words = [word for word in story.headline.split() if len(word) > 3][:2]
        if words:
            searches.append(f"/api/v1/search?q={quote(' '.join(words))}")
    return searches, [f"/stories/{quote(story.id)}" for story in chosen]


@contextmanager
def serving(store: Path) -> Iterator[int]:
    """Run `stemmata serve` until the block ends; give the port."""
    command = [sys.executable, "-m", "stemmata", "serve", "--store", str(store), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None  # noqa: S101 - a pipe was asked for
        told = server.stdout.readline()
        port = int(told.split(":")[2].split("/")[0])
        while not _answers(port):
            time.sleep(0.1)
        try:
            yield port
        finally:
            server.send_signal(signal.SIGINT)


@contextmanager
def adding(store: Path, seconds: float) -> Iterator[None]:
    """Add reports to the archive, a few at a time, until the block ends."""
    stop = threading.Event()
    added = [0]

    def work() -> None:
        with tempfile.TemporaryDirectory() as folder:
            while not stop.is_set():
                path = Path(folder) / "new.jsonl"
                path.write_text("".join(_new_reports(added[0], 10)), "utf-8")
                command = [sys.executable, "-m", "stemmata", "add", str(path)]
                command += ["--store", str(store), "--workers", "1", "--quiet"]
                subprocess.run(
                    command, check=False, stderr=subprocess.DEVNULL, timeout=seconds + 600
                )
                added[0] += 10

    writer = threading.Thread(target=work)
    writer.start()
    try:
        yield
    finally:
        stop.set()
        writer.join()
        print(f"added meanwhile: {added[0]} reports, ten in a process")


def alone(port: int, name: str, asked: list[str]) -> None:
    """Ask for addresses one after the other and print how long answers took."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    for address in asked[:20]:
        _ask(connection, address)
    times = [_ask(connection, address) for address in asked]
    connection.close()
    _print(name, times)


def together(port: int, asked: list[str], readers: int, seconds: float) -> None:
    """Let many readers ask at once, each pausing a second between two answers."""
    times: list[float] = []
    end = time.monotonic() + seconds
    read = _reader(port, asked, end, times)
    threads = [threading.Thread(target=read, args=(number,)) for number in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    _print(f"{readers} readers at once, while reports are added", times)


def _reader(port: int, asked: list[str], end: float, times: list[float]) -> Callable[[int], None]:
    def read(seed: int) -> None:
        choose = random.Random(seed)  # noqa: S311 - a sample
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        time.sleep(choose.random())
        while time.monotonic() < end:
            times.append(_ask(connection, choose.choice(asked)))
            time.sleep(1.0)
        connection.close()

    return read


def _ask(connection: HTTPConnection, address: str) -> float:
    began = time.perf_counter()
    connection.request("GET", address)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{address}: {answer.status}")
    return time.perf_counter() - began


def _answers(port: int) -> bool:
    try:
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", "/api/v1")
        return connection.getresponse().status == 200
    except OSError:
        return False


def _new_reports(first: int, count: int) -> Iterator[str]:
    for number in range(first, first + count):
        days = number % 9 + 2
        text = f"Harbour {number}: the ferry stayed at the quay for {days} days, the mayor said."
        yield json.dumps({"id": f"serve-{number}", "title": f"Ferry {number}", "text": text}) + "\n"


def _print(name: str, times: list[float]) -> None:
    ordered = sorted(times)
    at = {p: ordered[min(len(ordered) - 1, int(p / 100 * len(ordered)))] for p in (50, 95, 99)}
    told = ", ".join(f"p{p} {1000 * value:.0f} ms" for p, value in at.items())
    print(f"{name}: {told} ({len(times)} answers)")


if __name__ == "__main__":
    main()
