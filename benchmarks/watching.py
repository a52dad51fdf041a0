"""The memory of an hour's watch: `stemmata watch` on 200 feeds of this machine that keep changing.

    python benchmarks/watching.py [--minutes 60] [--feeds 200] [--seconds-an-article 5]

Each feed has a loopback address of its own, so that the pause between two requests to one host
holds for each as it would outside. Reports of invented events are made as they come out, each event
in a few feeds, with names that nobody wrote before: a watch never stops learning words, and must
not keep all of them. What the process holds is asked of the kernel: `own` is memory that is no part
of a file, `whole` counts mapped files too, the archive among them. An archive holds what grouping
compares of its last reports by design (`ArchiveSettings.read_whole`), so that memory is told per
report as well: what is left after that has to be nothing.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import numpy as np

from stemmata.store import open_existing_store

_LISTED = 20  # entries of a feed at a time
_PAGES_KEPT = 20_000
_EVERY = 15  # seconds between two looks at a feed, at least
_TOLD = (1, 2, 5, 10, 15, 20, 30, 40, 50, 60, 90, 120)  # minutes
_SYLLABLES = (
    "ba", "da", "fe", "gor", "hul", "ka", "lin", "mer", "no", "pra",
    "ris", "sol", "tan", "ur", "vel", "wen", "zor", "mi", "dra", "quen",
)  # fmt: skip
_EVENTS = (
    ("bridge over the {river} collapses", "The bridge over the {river} in {town} collapsed"),
    ("fire at the {firm} works", "A fire broke out in the works of {firm} in {town}"),
    ("{firm} recalls its cars", "{firm} of {town} recalls its cars because of faulty brakes"),
    ("flood closes the port of {town}", "A flood of the {river} closed the port of {town}"),
    ("strike at {firm} goes on", "Workers of {firm} in {town} went on strike over their wages"),
)
_LINES = (
    "{number} people were hurt, said {person}, who speaks for {town}.",
    "The damage is put at {number} million euros, according to {firm}.",
    "{person} said: “We have never seen the like of it in {town}.”",
    "The road along the {river} stays closed until {day} April.",
    "A commission under {person} is to report within {day} days.",
    "Neighbours in {other} heard it at {day} minutes past six.",
    "{firm} employs {number} people in {town} and {other}.",
    "Schools in {town} sent {number} children home before noon.",
    "The mayor of {other} offered {number} beds for the night.",
    "Trains between {town} and {other} run {day} minutes late.",
    "{person} had warned of it in a letter of {day} March.",
    "Insurers speak of claims by {number} households along the {river}.",
    "A court in {other} hears the case of {firm} on {day} May.",
    "Divers searched the {river} for {day} hours and found nothing.",
    "“Nobody asked us,” said {person}, a fisher of {other}.",
    "{firm} denied that it had saved on repairs for {number} weeks.",
    "The union counts {number} members in {town}, a tenth of them drivers.",
    "Shops around the market of {town} lost {number} thousand euros.",
    "Engineers of {firm} measured {day} centimetres more than a year ago.",
    "The government sends {number} soldiers to {town} and {other}.",
)


@dataclass
class Site:
    """Feeds and pages by host and path, as they are now."""

    feeds: list[deque[tuple[str, str]]]
    pages: dict[str, bytes] = field(default_factory=dict)
    asked: int = 0

    def publish(self, number: int, path: str, title: str, text: str) -> None:
        """Put a page into a feed; what fell out of all feeds long ago is forgotten."""
        self.feeds[number].appendleft((path, title))
        body = "".join(f"<p>{part}</p>" for part in text.split("\n"))
        page = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}"
        self.pages[path] = f"{page}</article></body></html>".encode()
        while len(self.pages) > _PAGES_KEPT:
            del self.pages[next(iter(self.pages))]

    def answer(self, host: str, path: str) -> bytes | None:
        """Return a page, or the feed of a host."""
        self.asked += 1
        if path != "/feed":
            return self.pages.get(path)
        number = int(host.partition(":")[0].rpartition(".")[2])
        items = "".join(
            f"<item><title>{title}</title><link>http://{host}{path}</link></item>"
            for path, title in list(self.feeds[number - 1])
        )
        return f"<rss version='2.0'><channel><title>{host}</title>{items}</channel></rss>".encode()


def main() -> None:
    """Watch, and print what the process holds over time."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--seconds-an-article", type=float, default=5.0)
    args = parser.parse_args()
    site = Site([deque(maxlen=_LISTED) for _ in range(args.feeds)])
    world = World(random.Random(11))  # noqa: S311 - no secret
    world.go_on(site, until=2 * args.feeds)  # a feed without entries would be told as a problem
    with serving(site) as port, tempfile.TemporaryDirectory() as folder:
        store = Path(folder, "watched.db")
        with watching(store, port, args.feeds) as process:
            samples = follow(site, world, process, store, args)
    tell_slopes(samples)


def follow(
    site: Site,
    world: World,
    process: subprocess.Popen[bytes],
    store: Path,
    args: argparse.Namespace,
) -> list[tuple[float, ...]]:
    """Let reports come out, and return minutes, articles kept, own and whole megabytes."""
    samples: list[tuple[float, ...]] = []
    begun = time.monotonic()
    told = iter([minute for minute in _TOLD if minute <= args.minutes] + [10**9])
    ahead = next(told)
    print("minute  articles  requests  own MB  whole MB", flush=True)
    while (passed := time.monotonic() - begun) < args.minutes * 60 + 1:
        if process.poll() is not None:
            raise SystemExit(f"the watch ended by itself with {process.returncode}")
        world.go_on(site, until=2 * args.feeds + int(passed / args.seconds_an_article))
        time.sleep(1.0)
        if passed < 20 * (len(samples) + 1):
            continue
        sample = (passed / 60, articles_in(store), *held(process.pid))
        samples.append(sample)
        if sample[0] >= ahead:
            minute, count, own, whole = sample
            print(
                f"{minute:6.1f}  {count:8.0f}  {site.asked:8}  {own:6.1f}  {whole:8.1f}", flush=True
            )
            ahead = next(told)
    return samples


def tell_slopes(samples: list[tuple[float, ...]]) -> None:
    """Print how fast memory grows at the beginning and at the end, by time and by article."""
    rows = np.array([sample for sample in samples if sample[0] > 2])  # tables are loaded by then
    for name, part in (("first", rows[: len(rows) // 3]), ("last", rows[-len(rows) // 3 :])):
        if len(part) < 3:
            continue
        minutes = np.polyfit(part[:, 0], part[:, 2], 1)[0]
        told = f"{name} third: {minutes:+.2f} MB a minute"
        if np.ptp(part[:, 1]):
            told += f", {1000 * np.polyfit(part[:, 1], part[:, 2], 1)[0]:+.0f} kB an article"
        print(told)


class World:
    """What happens, and who reports it."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._done = 0
        self._towns = [self._word() for _ in range(60)]
        self._event: list[str] = []
        self._title = ""
        self._facts: dict[str, str] = {}

    def go_on(self, site: Site, until: int) -> None:
        """Let reports come out until there are so many."""
        while self._done < until:
            if not self._event or self._chance.random() < 0.4:
                self._happen()
            self._done += 1
            chosen = self._chance.sample(self._event, 6)
            place = (self._done * 7 + self._done // len(site.feeds)) % len(site.feeds)
            opening, *rest = [self._event[0], *(line for line in chosen if line != self._event[0])]
            text = "\n".join([opening, *rest])
            site.publish(place, f"/report-{self._done}", self._title, text)

    def _happen(self) -> None:
        chance = self._chance
        name = f"{self._word()} {self._word()}"
        self._facts = {
            "river": self._word(), "town": chance.choice(self._towns), "firm": self._word(),
            "person": name, "other": chance.choice(self._towns),
        }  # fmt: skip
        title, opening = chance.choice(_EVENTS)
        self._title = self._filled(title)
        self._title = self._title[0].upper() + self._title[1:]
        day = f"{chance.randrange(1, 28)} April"
        first = f"{self._filled(opening)} on {day}, and nobody knows why yet."
        self._event = [first, *(self._filled(line) for line in _LINES)]

    def _filled(self, line: str) -> str:
        chance = self._chance
        return line.format(
            **self._facts, number=chance.randrange(3, 900), day=chance.randrange(2, 28)
        )

    def _word(self) -> str:
        return "".join(self._chance.choices(_SYLLABLES, k=3)).capitalize()


@contextmanager
def serving(site: Site) -> Iterator[int]:
    """Serve the site to this machine, at all its loopback addresses; give the port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = site.answer(self.headers.get("Host", ""), self.path)
            page = b"" if found is None else found
            tag = f'"{blake2b(page, digest_size=8).hexdigest()}"'
            same = self.headers.get("If-None-Match") == tag
            self.send_response(404 if found is None else 304 if same else 200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("ETag", tag)
            page = b"" if same else page
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base names it so
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        request_queue_size = 128

        def verify_request(self, request: Any, client_address: Any) -> bool:  # noqa: ARG002 - the base's
            """Answer this machine only."""
            return str(client_address[0]).startswith("127.")

    server = Server(("0.0.0.0", 0), Handler)  # noqa: S104 - the whole loopback net; others are refused
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def watching(store: Path, port: int, feeds: int) -> Iterator[subprocess.Popen[bytes]]:
    """Run `stemmata watch` until the block ends."""
    hosts = [f"127.0.0.{number}:{port}" for number in range(1, feeds + 1)]
    allowed = [part for host in hosts for part in ("--allow-host", host)]
    command = [sys.executable, "-m", "stemmata", "watch", "--store", str(store), "--quiet"]
    addresses = [f"http://{host}/feed" for host in hosts]
    process = subprocess.Popen([*command, "--every", str(_EVERY), *allowed, *addresses])
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)


def held(process: int) -> tuple[float, float]:
    """Return the megabytes of a process that are its own, and all that it has mapped."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    sizes = {key: value for key, _, value in (line.partition(":") for line in lines)}
    own, whole = (int(sizes[key].split()[0]) / 1024 for key in ("RssAnon", "VmRSS"))
    return own, whole


def articles_in(store: Path) -> int:
    """Return how many articles an archive holds by now."""
    if not store.exists():
        return 0
    with closing(open_existing_store(store)) as opened:
        return opened.span()[0]


if __name__ == "__main__":
    main()
