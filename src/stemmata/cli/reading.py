"""`read` and `demo`: the main job, and what it says at the end."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from stemmata.cli.ending import hold
from stemmata.cli.extras import Extras, open_extras
from stemmata.cli.options import (
    AsJson,
    EncoderLanguages,
    EncoderName,
    EngineName,
    Folder,
    Quiet,
    Sources,
    Worded,
    Workers,
)

if TYPE_CHECKING:
    from stemmata.engine import DaskEngine, LocalEngine
    from stemmata.model import Dossier

STORIES_SHOWN = 12
MANY_BYTES = 100_000  # of sources, compressed or not: as a rule, enough for a pool


def read(  # noqa: PLR0913, PLR0917 # options of a command
    sources: Sources,
    out: Folder,
    workers: Workers = None,
    engine: EngineName = "local",
    quiet: Quiet = False,
    as_json: AsJson = False,
    encoder: EncoderName = "",
    encoder_languages: EncoderLanguages = "",
    worded: Worded = False,
) -> None:
    """Read a pile of reports and write the dossier: stories, points, copies, sources."""
    from stemmata.engine import open_engine, tune_process

    tune_process()
    extras = open_extras(encoder, encoder_languages, worded=worded)
    with open_engine(engine, workers) as opened:
        dossier = _read_into(sources, out, opened, extras, quiet=quiet or as_json)
    if as_json:
        typer.echo(json.dumps(summary(dossier, out), ensure_ascii=False))
    elif dossier.articles and not quiet:
        _print_summary(dossier, out)
    if not dossier.articles:
        if not quiet and not as_json:
            typer.echo(f"nothing could be read; why is told above, and in {out}", err=True)
        raise typer.Exit(1)


def demo(
    out: Folder = Path("demo-dossier"),
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Do the main job on the invented articles that come with the package."""
    from stemmata.demo import articles_folder

    read([str(articles_folder())], out, None, "local", quiet, as_json)
    if not quiet and not as_json:
        typer.echo("What these reports really say is written down in stemmata/demo/truth.md.")


COMMANDS: dict[str, Callable[..., None]] = {"read": read, "demo": demo}


def summary(dossier: Dossier, out: Path) -> dict[str, Any]:
    """Return the run in numbers."""
    from stemmata.publish import count_copies

    verdicts = Counter(point.verdict for point in dossier.points)
    return {
        "articles": len(dossier.articles),
        "languages": len({article.language for article in dossier.articles}),
        "stories": len(dossier.grouping.stories),
        "storylines": len({story.storyline for story in dossier.grouping.stories}),
        "points": dict(sorted(verdicts.items())),
        "copies": count_copies(dossier.copies),
        "problems": len(dossier.problems),
        "dossier": str(out / "index.html"),
    }


def _read_into(
    sources: Sequence[str],
    out: Path,
    engine: LocalEngine | DaskEngine,
    extras: Extras,
    *,
    quiet: bool,
) -> Dossier:
    if _are_many(sources):
        engine.warm_up()
    from stemmata.cli.progress import progress_bar, tell_problems
    from stemmata.pipeline import run
    from stemmata.publish import make_folder, write_dossier

    make_folder(out)
    with progress_bar(quiet=quiet) as watch:
        dossier = run(sources, engine, watch, extras.encoder)
    dossier = extras.word(dossier)
    tell_problems(dossier.problems)
    write_dossier(dossier, out, mapping=engine.map if engine.shares_disk else map)
    hold(dossier)
    return dossier


def _are_many(sources: Sequence[str]) -> bool:
    """Tell from the files' sizes whether workers will be wanted."""
    files = [path for path in map(Path, sources) if path.is_file()]
    return sum(path.stat().st_size for path in files) >= MANY_BYTES


def _print_summary(dossier: Dossier, out: Path) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from stemmata.publish import story_heads

    table = Table()
    for column in ("reports", "languages", "disputed", "story"):
        table.add_column(column, justify="left" if column == "story" else "right")
    stories = story_heads(dossier)
    for story in stories[:STORIES_SHOWN]:
        # Text, not markup: a headline may hold what would be taken for a style.
        headline = Text(story.headline, overflow="ellipsis", no_wrap=True)
        numbers = (story.reports, story.languages, story.disputed)
        table.add_row(*map(str, numbers), headline)
    console = Console()
    # Not the table's title, which would be broken at the table's width.
    console.print(_count_words(dossier), soft_wrap=True, markup=False, highlight=False)
    console.print(table)
    if len(stories) > STORIES_SHOWN:
        console.print(f"… and {len(stories) - STORIES_SHOWN} more stories")
    console.print(f"Open {out / 'index.html'} in a browser.", soft_wrap=True, markup=False)


def _count_words(dossier: Dossier) -> str:
    from stemmata.publish import count_copies
    from stemmata.publish.wording import count

    languages = len({article.language for article in dossier.articles})
    alone = sum(len(story.articles) == 1 for story in dossier.grouping.stories)
    stories = count(len(dossier.grouping.stories), "story")
    found = (
        f"{stories} ({alone} of one report)" if alone else stories,
        count(count_copies(dossier.copies), "copy"),
        count(sum(p.verdict == "disputed" for p in dossier.points), "disputed point"),
        count(len(dossier.problems), "problem"),
    )
    read = count(len(dossier.articles), "article")
    return f"{read} in {count(languages, 'language')}: {', '.join(found)}"
