"""`stream`: the main job for more than fits into memory, to Parquet datasets."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from stemmata.cli.options import AsJson, EngineName, Quiet, Sources, Workers

Datasets = Annotated[
    Path,
    typer.Option(
        "--out",
        metavar="DIR",
        help="The folder of the datasets; made if missing. A run that was stopped goes on there.",
    ),
]


def stream(
    sources: Sources,
    out: Datasets,
    workers: Workers = None,
    engine: EngineName = "local",
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Read any number of reports in bounded memory and write what is found as Parquet datasets."""
    from stemmata.engine import open_engine, tune_process
    from stemmata.publish.dataset import check_parquet
    from stemmata.settings import EngineSettings

    check_parquet()
    tune_process()
    # An item is a segment or a part of the work, not an article.
    chunks = replace(EngineSettings(), smallest_pool=2, chunk=1, chunks_under_way=2, most_chunks=16)
    with open_engine(engine, workers, chunks) as opened:
        opened.warm_up()
        from stemmata.cli.progress import progress_bar, tell_problems
        from stemmata.stream import stream as run

        with progress_bar(quiet=quiet or as_json) as watch:
            done = run(sources, out, opened, watch)
    tell_problems(done.problems)
    if as_json:
        typer.echo(json.dumps({**done.counts, "datasets": str(out)}, ensure_ascii=False))
    elif not quiet:
        typer.echo(_summary(done.counts, out))
    if not done.counts.get("articles"):
        raise typer.Exit(1)


COMMANDS: dict[str, Callable[..., None]] = {"stream": stream}


def _summary(counts: Mapping[str, int], out: Path) -> str:
    names = ("articles", "stories", "storylines", "copies", "disputed", "problems")
    told = ", ".join(f"{counts.get(name, 0)} {name}" for name in names)
    return f"{told.replace('disputed', 'disputed points')}\n{out}: a dataset of Parquet a folder."
