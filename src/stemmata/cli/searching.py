"""`search`: what the archive holds on something, in any language."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from stemmata.cli.options import DEFAULT_STORE, StoreName
from stemmata.cli.printing import one_line

if TYPE_CHECKING:
    from stemmata.archive import Found

Query = Annotated[
    str,
    typer.Argument(
        metavar="QUERY",
        help='Words in any language, names in any form, "words as they stand".',
        show_default=False,
    ),
]
Languages = Annotated[
    list[str] | None, typer.Option("--lang", metavar="CODE", help="Only articles in it.")
]
Outlets = Annotated[
    list[str] | None, typer.Option("--outlet", metavar="NAME", help="Only of outlets like it.")
]
Since = Annotated[
    datetime | None,
    typer.Option("--since", metavar="DATE", formats=["%Y-%m-%d"], help="First day."),
]
Until = Annotated[
    datetime | None,
    typer.Option("--until", metavar="DATE", formats=["%Y-%m-%d"], help="Last day."),
]
StoryIds = Annotated[
    list[str] | None, typer.Option("--story", metavar="ID", help="Only articles of it.")
]
Limit = Annotated[int, typer.Option(min=1, max=1000, help="How many at most.")]
Lines = Annotated[bool, typer.Option("--json", help="Write one JSON object a line.")]


def search(  # noqa: PLR0913, PLR0917 - one parameter for each option
    query: Query,
    store: StoreName = DEFAULT_STORE,
    lang: Languages = None,
    outlet: Outlets = None,
    since: Since = None,
    until: Until = None,
    story: StoryIds = None,
    limit: Limit = 20,
    as_json: Lines = False,
) -> None:
    """Search the archive; a query in one language finds articles in others."""
    from stemmata.archive import found_line
    from stemmata.archive import search as look_for
    from stemmata.archive.searching import outlets_like
    from stemmata.publish import line_text
    from stemmata.store import Where, open_existing_store

    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr] # a text stream
    with closing(open_existing_store(store)) as opened:
        where = Where(
            languages=tuple(lang or ()),
            outlets=outlets_like(opened, outlet) if outlet else (),
            stories=tuple(story or ()),
            since=since.date() if since else None,
            until=until.date() if until else None,
        )
        found = look_for(opened, query, where, limit)
    if not found and not as_json:
        typer.echo("nothing found", err=True)
    for each in found:
        if as_json:
            typer.echo(line_text(found_line(each)))
            continue
        for line in _told(each):
            typer.echo(line)


COMMANDS: dict[str, Callable[..., None]] = {"search": search}


def _told(found: Found) -> Iterator[str]:
    """Yield what a person reads of a hit."""
    day = found.published.isoformat() if found.published else "undated"
    yield one_line(f"{found.headline} ({found.outlet or 'no outlet'}, {found.language}, {day})")
    yield one_line(f"    {found.snippet.text}")
    yield one_line(
        f"    {found.id}, story {found.story}: {'; '.join(found.why) or 'about the same'}"
    )
