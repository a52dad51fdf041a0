"""What the archive, search and the web ask of a store: a small protocol, and nothing of SQL.

A store is read by many at once while one writes. All writing is done in one transaction,
`with store.writing() as write: ...`, which is kept whole or not at all; readers see what was
committed when they ask. Lists come in pages: `limit` bounds them, `after` goes on where the last
one ended. An id that the store does not know gives None or nothing, never an error.

Adding a store: implement `Store` and `Writing`, and add it to the contract suite in
`tests/store/stores.py`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Protocol

from stemmata.model import (
    JSON,
    Affair,
    AnnotatedArticle,
    Copy,
    Point,
    Problem,
    Raw,
    Record,
    Story,
)
from stemmata.store.values import (
    Change,
    ChangeKind,
    Counts,
    Damage,
    Decision,
    Edge,
    Hit,
    Kept,
    NameEntry,
    StoredArticle,
    StoredPrint,
    StoredStory,
    StorySummary,
    Version,
    Where,
    Words,
)


class Articles(Protocol):
    """Articles with their versions."""

    def article(self, name: str) -> StoredArticle | None:
        """Return an article, by its id, as it stands now."""
        ...

    def articles(self, ids: Sequence[str]) -> list[AnnotatedArticle]:
        """Return articles as they stand now, in the order given, without those unknown."""
        ...

    def article_ids(self, where: Where, limit: int = 100, after: str = "") -> list[str]:
        """Return the ids of articles, the last added first.

        Args:
            where: which are wanted.
            limit: how many at most.
            after: the id that the page before ended with.
        """
        ...

    def article_at(self, address: str) -> str | None:
        """Return the id of the article with an address, as `normal_address` writes it."""
        ...

    def known(self, ids: Iterable[str]) -> dict[str, str]:
        """Return, for the articles among ids that are known, the digests of their present text."""
        ...

    def versions(self, article: str) -> list[Version]:
        """Return all versions of an article, the first one first."""
        ...

    def record(self, article: str, version: int) -> Record | None:
        """Return what was read, before any judgement, of a version of an article; not its bytes."""
        ...

    def raw(self, article: str, version: int) -> Raw | None:
        """Return the bytes that a version of an article was read from, where they are kept."""
        ...

    def extraction(self, article: str, version: int) -> AnnotatedArticle | None:
        """Return what was found in a version of an article, keys as they were then."""
        ...


class Stories(Protocol):
    """Stories with what was found in them; a merged story's id leads to what it became."""

    def story(self, name: str) -> StoredStory | None:
        """Return a story by its id; that of one that was merged leads to the story it became."""
        ...

    def story_of(self, articles: Iterable[str]) -> dict[str, str]:
        """Return the ids of the stories that articles are in."""
        ...

    def stories(
        self, where: Where, limit: int = 50, before: int | None = None
    ) -> list[StorySummary]:
        """Return stories, the last changed first.

        Args:
            where: which are wanted.
            limit: how many at most.
            before: the `changed` that the page before ended with.
        """
        ...

    def storyline(self, name: str) -> list[StorySummary]:
        """Return the stories of a storyline in the order of their days."""
        ...

    def points(self, stories: Iterable[str]) -> list[Point]:
        """Return the points of stories, disputed ones first within each."""
        ...

    def point(self, name: str) -> Point | None:
        """Return a point by its id."""
        ...

    def copies(self, articles: Collection[str]) -> list[Copy]:
        """Return the copies of which an article is the copy or the original."""
        ...

    def edges(self, articles: Collection[str]) -> list[Edge]:
        """Return the telling pairs of which an article is one, each once."""
        ...

    def affair(self, storyline: str) -> Affair | None:
        """Return the affair of a storyline."""
        ...


class Finding(Protocol):
    """Looking things up."""

    def search(self, words: Words, where: Where, limit: int = 20) -> list[Hit]:
        """Return the articles that hold words in text, headline or names, the best first."""
        ...

    def holding(self, phrase: str | int, most: int) -> int:
        """Return how many articles hold a phrase or concept, counted no further than `most`."""
        ...

    def about(self, concepts: Mapping[int, float], where: Where, limit: int = 20) -> list[Hit]:
        """Return the articles that are about the same as a query, the nearest first.

        Args:
            concepts: of the lexicon, each with its weight in a vector of unit length.
            where: which articles are wanted.
            limit: how many at most; their scores are cosines.
        """
        ...

    def name(self, key: str) -> list[NameEntry]:
        """Return the written forms of a named thing, the commonest first."""
        ...

    def names_written(self, folded: Collection[str], limit: int = 200) -> list[NameEntry]:
        """Return the names that are written so, folded, the commonest first."""
        ...

    def names_beginning(self, folded: str, limit: int = 20) -> list[NameEntry]:
        """Return names one of whose words begins so, folded, the commonest first."""
        ...

    def names_near(self, folded: str, limit: int = 50) -> list[NameEntry]:
        """Return names that share most runs of three letters: what a garbled form may stand for."""
        ...

    def names_filed(
        self, marks: Collection[str], limit: int = 400, shared: int = 3000
    ) -> list[NameEntry]:
        """Return the names that were filed under any of the marks, the commonest first."""
        ...

    def names_in(self, articles: Collection[str]) -> dict[str, list[NameEntry]]:
        """Return the written names of articles."""
        ...

    def naming(self, key: str, limit: int = 100) -> list[str]:
        """Return the ids of articles that mention a named thing, the last added first."""
        ...

    def writing_name(
        self, names: Iterable[tuple[str, str]], limit: int = 4
    ) -> dict[tuple[str, str], list[str]]:
        """Return, for names by language and text, the ids of the last articles that write them."""
        ...

    def sharing(self, passages: Sequence[int], limit: int = 50) -> dict[str, int]:
        """Return the articles that hold any of the passages, by hash, and how many they hold."""
        ...

    def span(self) -> tuple[int, date | None, date | None]:
        """Return how many articles there are, with the first and last day of publication."""
        ...

    def languages(self) -> list[str]:
        """Return the languages of articles in order; cheap, to be asked with every query."""
        ...

    def outlets(self, limit: int = 1000) -> dict[str, int]:
        """Return the outlets with the numbers of their articles, the largest first."""
        ...


class Log(Protocol):
    """What happened, what people decided, what feeds and alerts remember."""

    def changes(self, after: int = 0, limit: int = 1000) -> list[Change]:
        """Return the changes after a number, in order."""
        ...

    def last_change(self) -> int:
        """Return the number of the last change; cheap, to be asked again and again."""
        ...

    def decisions(self) -> list[Decision]:
        """Return all decisions in order, the undone ones too."""
        ...

    def state(self, kind: str, key: str) -> dict[str, JSON] | None:
        """Return what was kept under a kind ("feed", "alert", ...) and a key."""
        ...

    def states(self, kind: str) -> dict[str, dict[str, JSON]]:
        """Return all that was kept under a kind, by key."""
        ...

    def problems(self, limit: int = 100) -> list[Problem]:
        """Return what could not be read, the last first."""
        ...

    def counts(self) -> Counts:
        """Return the store in numbers."""
        ...


class Writing(Protocol):
    """What can be written within one transaction; later calls see what earlier ones wrote."""

    def put_article(self, kept: Kept) -> int:
        """Keep an article, or a new version of one that is known; return its version.

        The bytes that it was read from are kept with its version, each once, the oldest of all
        gone beyond `StoreSettings.raw_bytes`. What is kept again, and says the same or is renewed,
        keeps its version, its moment and its bytes.
        """
        ...

    def put_near(self, near: Mapping[str, Sequence[tuple[str, float]]]) -> None:
        """Replace, for articles, those compared with them and the log-odds; each pair once."""
        ...

    def put_stories(self, stories: Iterable[Story], gone: Mapping[str, str]) -> None:
        """Keep stories with their articles.

        Args:
            stories: new ones, and those that have other articles or another storyline than before.
            gone: ids that are no stories any more, each with the id of what became of it.
        """
        ...

    def put_points(self, story: str, points: Sequence[Point]) -> None:
        """Replace the points of a story."""
        ...

    def put_copies(self, articles: Collection[str], copies: Iterable[Copy]) -> None:
        """Replace what articles took from others."""
        ...

    def put_affairs(self, affairs: Iterable[Affair], gone: Iterable[str] = ()) -> None:
        """Replace the affairs of storylines; `gone` are storylines that have none any more."""
        ...

    def put_problems(self, problems: Iterable[Problem]) -> None:
        """Keep problems, each once."""
        ...

    def put_state(self, kind: str, key: str, state: dict[str, JSON] | None) -> None:
        """Keep something under a kind and a key; None forgets it."""
        ...

    def note(self, kind: ChangeKind, subject: str, detail: dict[str, JSON] | None = None) -> int:
        """Add to the log of changes and return the number."""
        ...

    def touch(self, stories: Iterable[str]) -> None:
        """Set the summaries of stories right, as changed by the last change noted."""
        ...

    def decide(self, kind: str, subject: dict[str, JSON], author: str, note: str = "") -> Decision:
        """Keep a person's decision."""
        ...

    def undo(self, number: int, author: str) -> Decision | None:
        """Mark a decision as undone; None where there is none that still holds."""
        ...


class Store(Articles, Stories, Finding, Log, Protocol):
    """An archive's memory. Reading is safe from any thread; one writes at a time."""

    def writing(self) -> AbstractContextManager[Writing]:
        """Begin a transaction; wait for others that write. It is kept whole, or not at all.

        Raises:
            StoreError: others wrote for too long, the disk is full or the file is damaged.
        """
        ...

    def fingerprints(
        self, since: date | None = None, until: date | None = None
    ) -> Iterator[StoredPrint]:
        """Yield what grouping remembers of articles, in the order they came; storylines come whole.

        Args:
            since: articles that were surely published before are left out.
            until: articles that were surely published after are left out.
        """
        ...

    def check(self) -> Iterator[Damage]:
        """Yield what is damaged or does not fit together."""
        ...

    def backup(self, path: Path) -> None:
        """Copy the store to a new file while it is in use.

        Raises:
            StoreError: the file exists or cannot be written.
        """
        ...

    def close(self) -> None:
        """Let go of the store."""
        ...
