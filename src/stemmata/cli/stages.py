"""The commands that read articles and write JSON Lines, one stage each."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from stemmata.cli.options import Output, Sources, Workers

if TYPE_CHECKING:
    from stemmata.engine import Engine
    from stemmata.model import JSON, AnnotatedArticle

PairsFile = Annotated[
    Path,
    typer.Option("--pairs", metavar="PAIRS.tsv", help="Its first two columns are article ids."),
]


def annotate(sources: Sources, output: Output = None, workers: Workers = None) -> None:
    """Write the mentions of each article: names, figures, dates, quotes, attributions."""
    from stemmata.publish import annotation_line

    with read_annotated(sources, workers) as (articles, _):
        _write_lines(map(annotation_line, articles), output)


def group(sources: Sources, output: Output = None, workers: Workers = None) -> None:
    """Write the story and storyline of each article."""
    from stemmata.pipeline import group_articles
    from stemmata.publish import group_lines

    with read_annotated(sources, workers) as (articles, engine):
        _write_lines(
            group_lines((a.id for a in articles), group_articles(articles, engine)), output
        )


def similar(
    sources: Sources, pairs: PairsFile, output: Output = None, workers: Workers = None
) -> None:
    """Write the probability that each pair of articles reports one event, and why."""
    from stemmata.cli.pairs import pair_table, read_pairs, without_header
    from stemmata.pipeline import compare_pairs

    wanted = read_pairs(pairs)
    with read_annotated(sources, workers) as (articles, engine), open_output(output) as file:
        asked = without_header(wanted, {each.id for each in articles})
        file.writelines(pair_table(compare_pairs(articles, asked, engine)))


def collate(sources: Sources, output: Output = None, workers: Workers = None) -> None:
    """Write the points of every story with their readings."""
    from stemmata.pipeline import find_points
    from stemmata.publish import point_line

    with read_annotated(sources, workers) as (articles, engine):
        _write_lines(map(point_line, find_points(articles, engine)), output)


def trace(sources: Sources, output: Output = None, workers: Workers = None) -> None:
    """Write who copied whom, with the evidence."""
    from stemmata.pipeline import trace_articles
    from stemmata.publish import copy_line

    with read_annotated(sources, workers) as (articles, engine):
        _write_lines(map(copy_line, trace_articles(articles, engine)), output)


COMMANDS: dict[str, Callable[..., None]] = {
    "annotate": annotate,
    "group": group,
    "similar": similar,
    "collate": collate,
    "trace": trace,
}


@contextmanager
def read_annotated(
    sources: list[str], workers: int | None
) -> Iterator[tuple[list[AnnotatedArticle], Engine]]:
    """Open an engine and annotate the sources in it; nothing read ends the command."""
    from stemmata.engine import LocalEngine, tune_process

    tune_process()
    from stemmata.cli.progress import progress_bar, tell_problems
    from stemmata.pipeline import annotate_sources

    with LocalEngine(workers) as engine:
        with progress_bar(quiet=False) as watch:
            articles, problems = annotate_sources(sources, engine, watch)
        tell_problems(problems)
        yield articles, engine
    if not articles:
        raise typer.Exit(1)


def _write_lines(lines: Iterable[dict[str, JSON]], output: Path | None) -> None:
    from stemmata.publish import line_text

    with open_output(output) as file:
        for line in lines:
            file.write(line_text(line) + "\n")


@contextmanager
def open_output(output: Path | None) -> Iterator[IO[str]]:
    """Open what a command writes to: a file, or standard output."""
    from stemmata.errors import UsageError

    if output is None:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr] # a text stream
        yield sys.stdout
        return
    try:
        file = output.open("w", encoding="utf-8")
    except OSError as error:
        advice = "name a file in a folder that exists"
        raise UsageError(error.strerror or str(error), where=str(output), advice=advice) from error
    with file:
        yield file
