"""`watch`: feeds, sitemaps and pages into the archive, as they change."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from stemmata.cli.options import DEFAULT_STORE, Quiet, StoreName
from stemmata.cli.printing import one_line
from stemmata.cli.stopping import until_stopped

if TYPE_CHECKING:
    from stemmata.archive import Archive
    from stemmata.model import JSON
    from stemmata.store import Store
    from stemmata.watch import Batch, Notice

Feeds = Annotated[
    list[str],
    typer.Argument(
        metavar="FEEDS.opml|URL...",
        help="Addresses of feeds, sitemaps or pages, and OPML files that list feeds.",
        show_default=False,
    ),
]
Allowed = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-host",
        metavar="HOST[:PORT]",
        help="A host that may be reached although its address is not public.",
    ),
]
Interval = Annotated[
    float, typer.Option("--every", min=1.0, help="Shortest seconds between two looks at a feed.")
]
Once = Annotated[bool, typer.Option("--once", help="Look once at what is due, and stop.")]
_FINISH_EVERY = 10.0  # seconds between two times that what was put off is worked out


def watch(
    feeds: Feeds,
    store: StoreName = DEFAULT_STORE,
    allow_host: Allowed = None,
    every: Interval = 300.0,
    once: Once = False,
    quiet: Quiet = False,
) -> None:
    """Watch feeds, sitemaps and pages, politely, and add what is new; stop with Ctrl-C."""
    from stemmata.archive import Archive
    from stemmata.engine import tune_process
    from stemmata.store import open_store
    from stemmata.watch import open_watcher, targets_of

    tune_process()
    addresses = targets_of(feeds)
    with until_stopped() as stop, closing(open_store(store)) as opened:
        watcher = open_watcher(addresses, opened, frozenset(allow_host or ()), every)
        archive = Archive(opened)
        finished = time.monotonic()
        for batch, states in watcher.once() if once else watcher.batches(stop):
            _keep(archive, opened, batch, states, quiet=quiet)
            if time.monotonic() - finished > _FINISH_EVERY:
                archive.finish()
                finished = time.monotonic()
        archive.finish()


COMMANDS: dict[str, Callable[..., None]] = {"watch": watch}


def _keep(
    archive: Archive,
    store: Store,
    batch: Batch,
    states: dict[str, dict[str, JSON]],
    *,
    quiet: bool,
) -> None:
    """Keep what came in, then that it has been dealt with.

    After a crash in between it is asked for again, and known already.
    """
    from stemmata.cli.progress import tell_problems

    for kept in archive.add_records([*batch.records, *batch.problems]):
        tell_problems(kept.problems)
        if not quiet:
            for each in kept.articles:
                typer.echo(f"{each.status}\t{one_line(each.id)}\t{each.story}")
    with store.writing() as write:
        for feed, state in states.items():
            write.put_state("feed", feed, state)
    _tell(batch.notices)
    sys.stdout.flush()


def _tell(notices: Iterable[Notice]) -> None:
    for notice in notices:
        typer.echo(f"{one_line(notice.feed)}: {notice.kind}: {one_line(notice.what)}", err=True)
