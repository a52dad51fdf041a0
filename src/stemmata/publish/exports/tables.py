"""A dossier as flat tables, one name a table, and as CSV for spreadsheets.

Text from outside that a spreadsheet would run as a formula gets an apostrophe before it in CSV
(OWASP, CSV injection), and in CSV only: Parquet (`frames`) holds the words to the letter.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from stemmata.errors import UsageError
from stemmata.model import AnnotatedArticle, Dossier

Row = tuple[object, ...]
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_AT_ONCE = 2000  # rows turned into text together

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "articles": (
            *("id", "story", "storyline", "language", "outlet", "headline", "url"),
            *("earliest", "latest", "characters"),
        ),
        "mentions": (
            *("article", "kind", "start", "end", "text", "key", "low", "high", "unit"),
            *("earliest", "latest", "type"),
        ),
        "claims": (
            *("point", "story", "kind", "question", "verdict", "reading", "independent_sources"),
            *("article", "start", "end", "text", "low", "high", "unit", "source"),
        ),
        "copies": (
            *("copy", "original", "kind", "probability", "direction_probability", "share"),
            *("direct", "evidence"),
        ),
        "ties": (
            *("article", "start", "end", "text", "type", "sources", "targets", "mutual"),
            *("negated", "standing", "attribution", "timex"),
        ),
    }
)


def rows(dossier: Dossier, table: str) -> Iterator[Row]:
    """Yield the rows of a table, in the order of `COLUMNS`.

    Raises:
        UsageError: there is no such table.
    """
    if table not in _MAKERS:
        raise UsageError("no such table", where=table, advice=f"name one of {', '.join(COLUMNS)}")
    return _MAKERS[table](dossier)


def csv_files(dossier: Dossier) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Yield a CSV file for each table, in UTF-8 with a mark that spreadsheets look for."""
    for table in COLUMNS:
        yield f"{table}.csv", _csv(COLUMNS[table], rows(dossier, table))


def _csv(columns: Sequence[str], made: Iterable[Row]) -> Iterator[bytes]:
    yield b"\xef\xbb\xbf"
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow(columns)
    for number, row in enumerate(made, 1):
        writer.writerow([_safe(value) for value in row])
        if number % _AT_ONCE == 0:
            yield buffer.getvalue().encode("utf-8", "replace")
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode("utf-8", "replace")


def _safe(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def _articles(dossier: Dossier) -> Iterator[Row]:
    story_of = {name: story for story in dossier.grouping.stories for name in story.articles}
    for each in dossier.articles:
        story, article = story_of.get(each.id), each.article
        days = each.published
        yield (
            *(each.id, story.id if story else None, story.storyline if story else None),
            *(each.language, article.outlet, article.headline, article.url),
            *((days.earliest.isoformat(), days.latest.isoformat()) if days else (None, None)),
            len(each.text),
        )


def _mentions(dossier: Dossier) -> Iterator[Row]:
    for article in dossier.articles:
        yield from _mentions_of(article)


def _mentions_of(article: AnnotatedArticle) -> Iterator[Row]:
    nothing = (None,) * 5
    for name in article.names:
        yield (article.id, "name", name.start, name.end, name.text, name.key, *nothing, name.kind)
    for figure in article.figures:
        place = (figure.start, figure.end, figure.text)
        value = (figure.low, figure.high, figure.unit)
        yield (article.id, "figure", *place, None, *value, None, None, None)
    for day in article.dates:
        place = (day.start, day.end, day.text)
        days = (each.isoformat() if each else None for each in (day.earliest, day.latest))
        yield (article.id, "date", *place, day.timex, None, None, None, *days, day.role)
    for quote in article.quotes:
        key = quote.speaker.key if quote.speaker else None
        yield (article.id, "quote", quote.start, quote.end, quote.text, key, *nothing, quote.kind)
    for said in article.attributions:
        place = (said.start, said.end, said.text)
        yield (article.id, "attribution", *place, said.key, *nothing, None)


def _claims(dossier: Dossier) -> Iterator[Row]:
    for point in dossier.points:
        about = (point.id, point.story, point.kind, point.question, point.verdict)
        for reading in point.readings:
            for claim in reading.claims:
                where = (claim.article, claim.start, claim.end, claim.text)
                value = (claim.low, claim.high, claim.unit, claim.source)
                yield (*about, reading.value, reading.independent_sources, *where, *value)


def _copies(dossier: Dossier) -> Iterator[Row]:
    for copy in dossier.copies:
        evidence = "; ".join(each.detail for each in copy.evidence)
        chances = (copy.probability, copy.direction_probability, copy.share)
        yield (copy.copy, copy.original, copy.kind, *chances, copy.direct, evidence)


def _ties(dossier: Dossier) -> Iterator[Row]:
    for article in dossier.articles:
        for tie in article.ties:
            ends = (" | ".join(e.key or e.text for e in side) for side in (tie.source, tie.target))
            said = (tie.mutual, tie.negated, tie.standing, tie.attribution, tie.timex)
            yield (article.id, tie.start, tie.end, tie.text, tie.type, *ends, *said)


_MAKERS: Mapping[str, Callable[[Dossier], Iterator[Row]]] = MappingProxyType(
    {
        "articles": _articles,
        "mentions": _mentions,
        "claims": _claims,
        "copies": _copies,
        "ties": _ties,
    }
)
