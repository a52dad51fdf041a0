"""What a person sees while a run works, and the problems it met."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import typer

from stemmata.cli.printing import one_line
from stemmata.model import Problem
from stemmata.pipeline import Watch, ignore

STAGES = {
    "read": "reading",
    "annotate": "annotating",
    "names": "tying names",
    "group": "grouping",
    "trace": "tracing copies",
    "collate": "collating",
    "affair": "describing affairs",
}


@contextmanager
def progress_bar(*, quiet: bool) -> Iterator[Watch]:
    """Show a line that counts the articles of the present stage, where a person is looking."""
    if quiet or not sys.stderr.isatty():
        yield ignore
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TextColumn("{task.completed:.0f}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks = {}

        def watch(stage: str, done: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(STAGES.get(stage, stage), total=None)
            bars.update(tasks[stage], completed=done)

        yield watch


def tell_problems(problems: Iterable[Problem]) -> None:
    """Print each problem as one line on standard error: where, what, what to do."""
    for problem in problems:
        advice = f"; {problem.advice}" if problem.advice else ""
        typer.echo(one_line(f"{problem.where}: {problem.what}{advice}"), err=True)
