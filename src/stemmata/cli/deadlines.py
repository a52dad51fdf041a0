"""`deadlines`: what is to be done by a day, as the reports say, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from stemmata.cli.options import Output
from stemmata.cli.stages import open_output, read_annotated

if TYPE_CHECKING:
    from stemmata.model import AnnotatedArticle, Commitment

    Told = tuple[Sequence[AnnotatedArticle], Sequence[Commitment]]

By = Annotated[
    datetime | None,
    typer.Option("--by", metavar="DATE", formats=["%Y-%m-%d"], help="Only what ends by this day."),
]
AsOf = Annotated[
    datetime | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        formats=["%Y-%m-%d"],
        help="The day on which you ask; by default that of the last report.",
    ),
]
MaybeSources = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[SOURCE]...",
        help="Files, folders, patterns, web addresses, or - for JSON Lines on standard input.",
        show_default=False,
    ),
]
MaybeStore = Annotated[
    str | None,
    typer.Option("--store", metavar="FILE", help="An archive or a dossier instead of sources."),
]
Lines = Annotated[bool, typer.Option("--json", help="Write one JSON object a line.")]


def deadlines(
    sources: MaybeSources = None,
    store: MaybeStore = None,
    by: By = None,
    as_of: AsOf = None,
    as_json: Lines = False,
    output: Output = None,
) -> None:
    """List orders, agreements, promises, plans and laws by their days, and what became of them."""
    day = as_of.date() if as_of else None
    articles, found = _of_store(store, day) if store else _of_sources(sources, day)
    wanted = [each for each in found if by is None or ends_by(each, by.date())]
    with open_output(output) as file:
        file.writelines(f"{told}\n" for told in (lines if as_json else tell)(wanted, articles))


def _of_sources(sources: list[str] | None, as_of: date | None) -> Told:
    from stemmata.errors import UsageError
    from stemmata.pipeline import find_commitments

    if not sources:
        advice = "name files, folders or addresses, or an archive with --store FILE"
        raise UsageError("no sources", where="deadlines", advice=advice)
    with read_annotated(sources, None) as (articles, engine):
        return articles, find_commitments(articles, engine, as_of)


def _of_store(store: str, as_of: date | None) -> Told:
    from stemmata.archive.loading import load
    from stemmata.model import Grouping
    from stemmata.pipeline import weigh_commitments

    kept = load(store)
    articles = list(kept.articles())
    grouping = Grouping(tuple(kept.stories()))
    return articles, weigh_commitments(articles, grouping, list(kept.copies()), as_of)


def lines(commitments: Sequence[Commitment], articles: Sequence[AnnotatedArticle]) -> list[str]:
    """Return commitments as JSON, all that is known of each in one line."""
    from stemmata.publish import commitment_line, line_text

    del articles  # their words are in the lines
    return [line_text(commitment_line(each)) for each in commitments]


COMMANDS: dict[str, Callable[..., None]] = {"deadlines": deadlines}


def ends_by(commitment: Commitment, day: date) -> bool:
    """Tell whether a commitment is to be done by a day by any of its readings."""
    last = commitment.until[1]
    return last is not None and last <= day


def tell(commitments: Sequence[Commitment], articles: Sequence[AnnotatedArticle]) -> list[str]:
    """Return commitments as lines for people: the day, the standing, who, the words, who says so.

    Args:
        commitments: in the order in which they are told.
        articles: of the run, for what the actors are called.
    """
    names = {name.key: name.canonical for article in articles for name in article.names}
    return [_line(each, names) for each in commitments]


def _line(commitment: Commitment, names: dict[str, str]) -> str:
    from stemmata.publish.wording import count

    who = ", ".join(names.get(key, key) for key in commitment.who)
    to = ", ".join(names.get(key, key) for key in commitment.to)
    parties = f"{who} to {to}" if who and to else who or "nobody named"
    words = " ".join(commitment.what.text.split())
    reports = count(len({said.article for said in commitment.said}), "report")
    days = ", or ".join(reading.value for reading in commitment.readings)
    sources = commitment.readings[0].independent_sources
    return (
        f"{days}  [{commitment.state}]  {commitment.kind}, {parties}: {words} "
        f"({reports}, {sources} independent; {commitment.what.article})"
    )
