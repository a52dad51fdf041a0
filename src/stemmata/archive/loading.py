"""What was found, in Python: from an archive's file or from a dossier's folder.

A dossier holds the contract's lines, so that what they leave out is empty here: paragraphs, the
bounds of independent sources, what is suspected of a name.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import msgspec

from stemmata.errors import UsageError
from stemmata.model import (
    AnnotatedArticle,
    Article,
    Attribution,
    Claim,
    Copy,
    DateMention,
    Evidence,
    Figure,
    Name,
    Origin,
    Point,
    Publication,
    Quote,
    Reading,
    Span,
    Story,
    Tie,
)
from stemmata.store import Store, Where, is_address, open_existing_store

_AT_ONCE = 500


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


def load(path: str | Path) -> Loaded:
    """Return what was found, from an archive or a dossier's folder.

    Args:
        path: as `--store` or `--out` named it.

    Raises:
        UsageError: there is neither.
        StoreError: the store cannot be opened.
    """
    chosen = Path(path)
    if is_address(path) or not chosen.is_dir():
        return LoadedStore(open_existing_store(path))
    if not (chosen / "articles.jsonl").is_file():
        advice = "name a folder that stemmata read wrote, or an archive's file"
        raise UsageError("is no dossier", where=str(chosen), advice=advice)
    return LoadedDossier(chosen)


class LoadedStore:
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


class LoadedDossier:
    """What a dossier's files hold, read once.

    Args:
        folder: that `stemmata read` wrote.
    """

    def __init__(self, folder: Path) -> None:
        annotations = _lines(folder / "annotations.jsonl")
        told = zip(_lines(folder / "articles.jsonl"), annotations, strict=True)
        self._articles = {line["id"]: _article(line, found) for line, found in told}
        members: dict[tuple[str, str], list[str]] = defaultdict(list)
        for line in _lines(folder / "groups.jsonl"):
            members[line["story"], line["storyline"]].append(line["id"])
        self._stories = {
            story: Story(story, storyline, tuple(sorted(ids)))
            for (story, storyline), ids in members.items()
        }
        self._points = [_point(line) for line in _lines(folder / "points.jsonl")]
        self._copies = [_copy(line) for line in _lines(folder / "copies.jsonl")]

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


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def _article(line: dict[str, Any], found: dict[str, Any]) -> AnnotatedArticle:
    article = Article(
        id=line["id"],
        text=line["text"],
        origin=Origin(line.get("origin") or ""),
        language=found["language"],
        title=line.get("title") or "",
        outlet=line.get("outlet"),
        url=line.get("url"),
        declared_published=line.get("published"),
        body=tuple(Span(start, end) for start, end in found["body"]),
    )
    published = found["published"]
    return AnnotatedArticle(
        article,
        published=published and msgspec.convert(published, Publication),
        names=msgspec.convert(found["names"], tuple[Name, ...]),
        figures=msgspec.convert(found["figures"], tuple[Figure, ...]),
        dates=msgspec.convert(found["dates"], tuple[DateMention, ...]),
        quotes=msgspec.convert(found["quotes"], tuple[Quote, ...]),
        attributions=msgspec.convert(found["attributions"], tuple[Attribution, ...]),
        ties=tuple(map(_tie, found["ties"])),
    )


def _tie(line: dict[str, Any]) -> Tie:
    content = {key: value for key, value in line.items() if value is not None}
    return msgspec.convert({**content, "timex": line["date"] or ""}, Tie)


def _point(line: dict[str, Any]) -> Point:
    about = line["point"]
    readings = tuple(
        Reading(
            reading["value"],
            tuple(
                Claim(claim["id"], claim["start"], claim["end"], claim["text"], reading["value"])
                for claim in reading["articles"]
            ),
            reading["independent_sources"],
        )
        for reading in line["readings"]
    )
    kind, question = about["kind"], about["question"]
    return Point(about["id"], line["story"], kind, question, readings, line["verdict"])


def _copy(line: dict[str, Any]) -> Copy:
    evidence = tuple(
        Evidence(
            each["kind"],
            Span(*each["copy"]),
            Span(*each["original"]) if each["original"] else None,
            each["weight"],
            each["detail"],
        )
        for each in line["evidence"]
    )
    return Copy(
        line["copy"],
        line["original"],
        line["kind"],
        line["probability"],
        line["direction_probability"],
        evidence=evidence,
        direct=line["direct"],
    )
