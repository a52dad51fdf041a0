"""What was found, in Python: from an archive's file or from a dossier's folder.

A dossier holds the contract's lines, so that what they leave out is empty here: paragraphs, the
bounds of independent sources, what is suspected of a name, affairs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import msgspec

from stemmata.archive.dossier_lines import article_of, copy_of, lines_of, point_of
from stemmata.archive.viewing import Glance, Viewed
from stemmata.errors import DamagedSourceError, UsageError
from stemmata.model import Affair, AnnotatedArticle, Copy, Point, Story
from stemmata.store import Store, Where, is_address, open_existing_store

_AT_ONCE = 500
_AT_A_GLANCE = 10  # stories


class Loaded(Protocol):
    """What was found: all of it, or what stands under an id."""

    def articles(self) -> Iterator[AnnotatedArticle]:
        """Yield all articles with their mentions."""
        ...

    def stories(self) -> Iterator[Story]:
        """Yield all stories."""
        ...

    def points(self, story: str | None = None) -> Iterator[Point]:
        """Yield the points of a story, or all."""
        ...

    def copies(self, article: str | None = None) -> Iterator[Copy]:
        """Yield the copies that an article takes part in, or all."""
        ...

    def article(self, name: str) -> AnnotatedArticle | None:
        """Return an article by its id."""
        ...

    def story(self, name: str) -> Story | None:
        """Return a story by its id."""
        ...

    def affair(self, storyline: str) -> Affair | None:
        """Return the affair of a storyline, where it is kept."""
        ...

    def glance(self) -> Glance:
        """Return what one sees first: numbers, and a few stories."""
        ...

    def to_arrow(self, table: str) -> Any:
        """Return a table (articles, mentions, claims, copies, ties) as a `pyarrow.Table`."""
        ...

    def to_pandas(self, table: str) -> Any:
        """Return a table (articles, mentions, claims, copies, ties) as a `pandas.DataFrame`."""
        ...


def load(path: str | Path) -> Loaded:
    """Return what was found, from an archive or a dossier's folder.

    It shows itself in a notebook; `to_pandas` and `to_arrow` give it as tables.

    Args:
        path: as `--store` or `--out` named it.

    Raises:
        UsageError: there is neither.
        StoreError: the store cannot be opened.
        DamagedSourceError: the files of the dossier cannot be read.

    Example:
        >>> import tempfile
        >>> from stemmata.model import Article, Dossier, Grouping, Origin
        >>> from stemmata.publish import write_dossier
        >>> article = AnnotatedArticle(Article("a", "Rain fell.", Origin("a.txt"), "en"))
        >>> grouping = Grouping((Story("s", "l", ("a",)),))
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     _ = write_dossier(Dossier((article,), grouping, (), ()), Path(folder))
        ...     found = load(folder)
        >>> found
        a dossier: 1 article, 1 story
        >>> found.glance().stories
        (('Rain fell.', 's', 1, 0),)
    """
    chosen = Path(path)
    if is_address(path) or not chosen.is_dir():
        return LoadedStore(open_existing_store(path))
    if not (chosen / "articles.jsonl").is_file():
        advice = "name a folder that stemmata read wrote, or an archive's file"
        raise UsageError("is no dossier", where=str(chosen), advice=advice)
    return LoadedDossier(chosen)


class LoadedStore(Viewed):
    """What an archive holds; read as it is asked for.

    Args:
        store: open.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    def articles(self) -> Iterator[AnnotatedArticle]:
        """Yield all articles with their mentions, the last added first."""
        last = ""
        while ids := self.store.article_ids(Where(), _AT_ONCE, last):
            yield from self.store.articles(ids)
            last = ids[-1]

    def stories(self) -> Iterator[Story]:
        """Yield all stories, the last changed first."""
        before: int | None = None
        while listed := self.store.stories(Where(), _AT_ONCE, before):
            for summary in listed:
                kept = self.store.story(summary.id)
                if kept is not None:
                    yield kept.story
            before = listed[-1].changed

    def points(self, story: str | None = None) -> Iterator[Point]:
        """Yield the points of a story, or all."""
        names = (each.id for each in self.stories()) if story is None else iter([story])
        for name in names:
            yield from self.store.points([name])

    def copies(self, article: str | None = None) -> Iterator[Copy]:
        """Yield the copies that an article takes part in, or all."""
        if article is not None:
            yield from self.store.copies([article])
            return
        last = ""
        while ids := self.store.article_ids(Where(), _AT_ONCE, last):
            own = set(ids)
            yield from (copy for copy in self.store.copies(ids) if copy.copy in own)
            last = ids[-1]

    def article(self, name: str) -> AnnotatedArticle | None:
        """Return an article by its id."""
        return next(iter(self.store.articles([name])), None)

    def story(self, name: str) -> Story | None:
        """Return a story by its id."""
        kept = self.store.story(name)
        return kept.story if kept else None

    def affair(self, storyline: str) -> Affair | None:
        """Return the affair of a storyline."""
        return self.store.affair(storyline)

    def glance(self) -> Glance:
        """Return what one sees first; the stories that changed last."""
        counts = self.store.counts()
        listed = self.store.stories(Where(), _AT_A_GLANCE)
        return Glance(
            "an archive",
            counts.articles,
            counts.stories,
            sum(counts.points.values()),
            counts.points.get("disputed", 0),
            counts.copies,
            tuple((s.headline, s.id, s.articles, s.points.get("disputed", 0)) for s in listed),
        )


class LoadedDossier(Viewed):
    """What a dossier's files hold, read once.

    Args:
        folder: that `stemmata read` wrote.
    """

    def __init__(self, folder: Path) -> None:
        """Read the files.

        Raises:
            DamagedSourceError: one of them is missing, or holds what no run writes.
        """
        try:
            self._read(folder)
        except (
            OSError,
            ValueError,
            LookupError,
            TypeError,
            AttributeError,
            RecursionError,
            msgspec.ValidationError,
        ) as error:
            what = f"holds lines that no run wrote ({type(error).__name__}: {str(error)[:200]})"
            advice = "write the dossier anew with stemmata read"
            raise DamagedSourceError(what, where=str(folder), advice=advice) from error

    def _read(self, folder: Path) -> None:
        annotations = lines_of(folder / "annotations.jsonl")
        told = zip(lines_of(folder / "articles.jsonl"), annotations, strict=True)
        self._articles = {line["id"]: article_of(line, found) for line, found in told}
        members: dict[tuple[str, str], list[str]] = defaultdict(list)
        for line in lines_of(folder / "groups.jsonl"):
            members[line["story"], line["storyline"]].append(line["id"])
        if not self._articles.keys() >= {name for ids in members.values() for name in ids}:
            raise ValueError("groups of articles that are not there")
        self._stories = {
            story: Story(story, storyline, tuple(sorted(ids)))
            for (story, storyline), ids in members.items()
        }
        self._points = [point_of(line) for line in lines_of(folder / "points.jsonl")]
        self._copies = [copy_of(line) for line in lines_of(folder / "copies.jsonl")]

    def articles(self) -> Iterator[AnnotatedArticle]:
        """Yield all articles with their mentions."""
        yield from self._articles.values()

    def stories(self) -> Iterator[Story]:
        """Yield all stories."""
        yield from self._stories.values()

    def points(self, story: str | None = None) -> Iterator[Point]:
        """Yield the points of a story, or all."""
        return (point for point in self._points if story in (None, point.story))

    def copies(self, article: str | None = None) -> Iterator[Copy]:
        """Yield the copies that an article takes part in, or all."""
        return (c for c in self._copies if article in (None, c.copy, c.original))

    def article(self, name: str) -> AnnotatedArticle | None:
        """Return an article by its id."""
        return self._articles.get(name)

    def story(self, name: str) -> Story | None:
        """Return a story by its id."""
        return self._stories.get(name)

    def affair(self, storyline: str) -> Affair | None:  # noqa: ARG002 - its files hold none
        """Return nothing: a dossier's lines hold no affairs."""
        return None

    def glance(self) -> Glance:
        """Return what one sees first; the largest stories."""
        disputed = Counter(point.story for point in self._points if point.verdict == "disputed")
        largest = sorted(self._stories.values(), key=lambda each: (-len(each.articles), each.id))
        return Glance(
            "a dossier",
            len(self._articles),
            len(self._stories),
            len(self._points),
            disputed.total(),
            len(self._copies),
            tuple(
                (self._articles[s.articles[0]].article.headline, s.id, len(s.articles),
                 disputed[s.id])
                for s in largest[:_AT_A_GLANCE]
            ),
        )  # fmt: skip
