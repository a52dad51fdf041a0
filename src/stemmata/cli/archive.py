"""`add`, `show`, `check` and `backup`: the living archive from the command line."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from stemmata.cli.options import (
    DEFAULT_STORE,
    AsJson,
    EngineName,
    Quiet,
    Sources,
    StoreName,
    Workers,
)
from stemmata.cli.printing import one_line

if TYPE_CHECKING:
    from stemmata.archive import Batch
    from stemmata.model import JSON

Id = Annotated[
    str, typer.Argument(metavar="ID", help="Of an article, a story, a storyline or a point.")
]
Everything = Annotated[
    bool, typer.Option("--all", help="Those of this version too.", show_default=False)
]
Target = Annotated[
    str,
    typer.Argument(
        metavar="FILE",
        help="A new file, or the address of an empty PostgreSQL database.",
        show_default=False,
    ),
]


def add(
    sources: Sources,
    store: StoreName = DEFAULT_STORE,
    workers: Workers = None,
    engine: EngineName = "local",
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Add reports to the archive; an article that is printed is kept, whatever happens then."""
    from stemmata.engine import open_engine, tune_process

    tune_process()
    from stemmata.archive import Archive
    from stemmata.cli.progress import tell_problems
    from stemmata.store import open_store

    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr] # a text stream
    read = 0
    with closing(open_store(store)) as opened, open_engine(engine, workers) as runs:
        for batch in Archive(opened, runs).add(sources):
            read += len(batch.articles)
            tell_problems(batch.problems)
            if not quiet:
                sys.stdout.writelines(_json_lines(batch) if as_json else _lines(batch))
                sys.stdout.flush()
    if not read:
        raise typer.Exit(1)


def show(name: Id, store: StoreName = DEFAULT_STORE, as_json: AsJson = False) -> None:
    """Show an article, a story, a storyline or a point of the archive."""
    from stemmata.archive import show as look_up
    from stemmata.errors import UsageError
    from stemmata.publish import line_text
    from stemmata.store import open_existing_store

    with closing(open_existing_store(store)) as opened:
        found = look_up(opened, name)
    if found is None:
        advice = "give the id of an article, a story, a storyline or a point of this store"
        raise UsageError("no such id", where=name, advice=advice)
    if as_json:
        typer.echo(line_text(found))
        return
    for line in _told(found):
        typer.echo(line)


def check(store: StoreName = DEFAULT_STORE, as_json: AsJson = False) -> None:
    """Verify the archive: the file, what hangs together, and every span against its text."""
    from stemmata.store import open_existing_store

    damaged = 0
    with closing(open_existing_store(store)) as opened:
        for damage in opened.check():
            damaged += 1
            if as_json:
                line = {"where": damage.where, "what": damage.what, "advice": damage.advice}
                typer.echo(json.dumps(line))
            else:
                typer.echo(f"{damage.where}: {damage.what}; {damage.advice}", err=True)
        counts = opened.counts()
    if damaged:
        raise typer.Exit(1)
    if not as_json:
        typer.echo(f"sound: {counts.articles} articles, {counts.stories} stories")


def redo(store: StoreName = DEFAULT_STORE, every: Everything = False, quiet: Quiet = False) -> None:
    """Extract reports anew that another version of Stemmata extracted, and redo what they touch."""
    from stemmata.archive import Archive, renewing
    from stemmata.engine import tune_process
    from stemmata.store import open_existing_store

    tune_process()
    with closing(open_existing_store(store)) as opened:
        wanted = renewing.every(opened) if every else renewing.outdated(opened)
        for ids in renewing.renew(Archive(opened), wanted):
            if not quiet:
                sys.stdout.writelines(f"redone\t{one_line(name)}\n" for name in ids)
                sys.stdout.flush()


def backup(target: Target, store: StoreName = DEFAULT_STORE) -> None:
    """Copy the archive to a new file or an empty database, also while others write to it."""
    from stemmata.store import copy_store

    copy_store(store, target)
    typer.echo("copied")


COMMANDS: dict[str, Callable[..., None]] = {
    "add": add,
    "show": show,
    "check": check,
    "backup": backup,
    "redo": redo,
}


def _lines(batch: Batch) -> Iterator[str]:
    for each in batch.articles:
        yield f"{each.status}\t{one_line(each.id)}\t{each.story}\n"


def _json_lines(batch: Batch) -> Iterator[str]:
    from stemmata.publish import line_text

    for each in batch.articles:
        line: dict[str, JSON] = {
            "id": each.id,
            "status": each.status,
            "story": each.story,
            "storyline": each.storyline,
            "version": each.version,
        }
        yield line_text(line) + "\n"


def _told(found: Mapping[str, JSON]) -> Iterator[str]:
    """Yield what a person reads first of something that was looked up."""
    yield f"{found['kind']} {found['id']}"
    for key, value in found.items():
        if key in ("kind", "id"):
            continue
        if isinstance(value, list):
            yield f"{key}: {len(value)}"
            yield from (f"  {_short(item)}" for item in value)
        elif isinstance(value, dict):
            yield f"{key}:"
            yield from (f"  {name}: {_short(item)}" for name, item in value.items())
        else:
            yield f"{key}: {_short(value)}"


def _short(value: JSON) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    plain = one_line(text)
    return plain if len(plain) <= 200 else plain[:199] + "…"
