"""What was loaded, as a person or an analysis looks at it: tables, and a glance in a notebook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from markupsafe import escape

from stemmata.archive.exporting import gather_stories
from stemmata.errors import UsageError
from stemmata.model import Frozen
from stemmata.publish.exports.frames import arrow_table, data_frame
from stemmata.publish.exports.tables import COLUMNS, Row, rows

if TYPE_CHECKING:
    from stemmata.archive.loading import Loaded

TABLES = tuple(COLUMNS)
_STORIES_AT_ONCE = 200
_HEADS = ("Story", "Articles", "Disputed points", "Id")
_STYLE = "border-collapse:collapse"
_CELL = "text-align:left;padding:.1em .8em .1em 0"


class Glance(Frozen, frozen=True):
    """What one sees first: numbers of what there is, and a few stories.

    `stories` are headline, id, articles and disputed points of each.
    """

    kind: str
    articles: int
    counted_stories: int
    points: int
    disputed: int
    copies: int
    stories: tuple[tuple[str, str, int, int], ...] = ()


class Viewed:
    """What was loaded can be viewed as tables, and shows itself in a notebook."""

    def glance(self: Loaded) -> Glance:
        """Return what one sees first."""
        raise NotImplementedError

    def to_arrow(self: Loaded, table: str) -> Any:
        """Return a table as a `pyarrow.Table`.

        Args:
            table: one of `TABLES`: articles, mentions, claims, copies, ties.

        Raises:
            UsageError: there is no such table, or pyarrow is not installed.
        """
        return arrow_table(table, _pieces(self, table))

    def to_pandas(self: Loaded, table: str) -> Any:
        """Return a table as a `pandas.DataFrame`.

        Args:
            table: one of `TABLES`: articles, mentions, claims, copies, ties.

        Raises:
            UsageError: there is no such table, or pandas is not installed.
        """
        return data_frame(table, _pieces(self, table))

    def __repr__(self: Loaded) -> str:
        seen = self.glance()
        return f"{seen.kind}: {_count(seen.articles, 'article')}, {_stories(seen)}"

    def _repr_html_(self: Loaded) -> str:
        """Return what a notebook shows; words of reports are text in it, never markup."""
        seen = self.glance()
        disputed = f"{seen.disputed} disputed" if seen.disputed else "none disputed"
        facts = (
            _count(seen.articles, "article"),
            _stories(seen),
            f"{_count(seen.points, 'point')}, {disputed}",
            _count(seen.copies, "copy", "copies"),
        )
        body = [
            (headline, str(articles), str(disputed) if disputed else "", name)
            for headline, name, articles, disputed in seen.stories
        ]
        told = "".join(f"<tr>{_cells('td', row)}</tr>" for row in body)
        return (
            f"<div><p><b>Stemmata, {escape(seen.kind)}</b>: {escape(' · '.join(facts))}</p>"
            f'<table style="{_STYLE}"><thead><tr>{_cells("th", _HEADS)}</tr></thead>'
            f"<tbody>{told}</tbody></table></div>"
        )


def _pieces(loaded: Loaded, table: str) -> Iterator[Sequence[Row]]:
    """Return the rows of a table, those of some stories at a time."""
    if table not in COLUMNS:
        raise UsageError("no such table", where=table, advice=f"name one of {', '.join(TABLES)}")
    return _read(loaded, table)


def _read(loaded: Loaded, table: str) -> Iterator[Sequence[Row]]:
    stories = loaded.stories()
    while some := list(islice(stories, _STORIES_AT_ONCE)):
        yield list(rows(gather_stories(loaded, some), table))


def _cells(tag: str, texts: Sequence[str]) -> str:
    return "".join(
        f'<{tag} dir="auto" style="{_CELL}">{escape(_visible(text))}</{tag}>' for text in texts
    )


def _visible(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _stories(seen: Glance) -> str:
    return _count(seen.counted_stories, "story", "stories")


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
