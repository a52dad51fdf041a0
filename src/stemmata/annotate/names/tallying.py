"""The written names of a run, each counted once: who writes it, as what, how often."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from stemmata.annotate.names.beginnings import Words
from stemmata.annotate.names.gathering import Description, Gathered, describe
from stemmata.model import AnnotatedArticle, Name, NameKind

Row = int  # the place of an article's id among all ids of the run, in order


@dataclass(slots=True)
class Tally:
    """One written form in one language with its occurrences in the run.

    `mentions` and `namings` count, by kind, mentions and articles; `form` is the number of the
    form that texts of one folding share, once there is one.
    """

    description: Description
    mentions: dict[NameKind, int] = field(default_factory=dict)
    namings: dict[NameKind, int] = field(default_factory=dict)
    articles: set[Row] = field(default_factory=set)
    form: int = -1

    def add(self, article: Row, kind: NameKind, mentions: int) -> None:
        """Count the mentions of an article."""
        self.mentions[kind] = self.mentions.get(kind, 0) + mentions
        self.namings[kind] = self.namings.get(kind, 0) + 1
        self.articles.add(article)


class Sought(NamedTuple):
    """A name or source that other articles may write, with the words by which it is sought."""

    text: str
    ways: tuple[Words, ...]
    kinds: dict[NameKind, int]
    articles: set[Row]
    tagged: bool


Tallies = dict[tuple[str, str], Tally]  # by language and text


def commonest(kinds: Mapping[NameKind, int]) -> NameKind:
    """Return the kind that most count for, ties by the alphabet."""
    if len(kinds) == 1:
        return next(iter(kinds))
    return min(kinds, key=lambda kind: (-kinds[kind], kind))


def rows_of(articles: Sequence[AnnotatedArticle]) -> list[Row]:
    """Return for each article the place of its id, so that the order of a run never matters."""
    rows = {id_: row for row, id_ in enumerate(sorted({article.id for article in articles}))}
    return [rows[article.id] for article in articles]


def tally(
    articles: Sequence[AnnotatedArticle], rows: Iterable[Row], gathered: Iterable[Gathered]
) -> Tallies:
    """Return the written names of a run."""
    tallies: Tallies = {}
    for article, row, brought in zip(articles, rows, gathered, strict=True):
        language = article.language
        for description, kind, mentions in brought.named:
            at = language, description.written.text
            found = tallies.get(at)
            if found is None:
                found = tallies[at] = Tally(description)
            found.add(row, kind, mentions)
    return tallies


def add_mentions(tallies: Tallies, row: Row, language: str, added: Iterable[Name]) -> None:
    """Count names that were found in an article after it was tallied."""
    for name in added:
        found = tallies.get((language, name.text))
        if found is None:
            found = tallies[language, name.text] = Tally(describe(name.text, language))
        found.add(row, name.kind, 1)


def sought_names(tallies: Tallies) -> Iterator[Sought]:
    """Yield the names that the tagger found and others may write."""
    for (_, text), found in tallies.items():
        yield Sought(text, found.description.ways, found.namings, found.articles, tagged=True)


def sought_sources(
    articles: Iterable[AnnotatedArticle], rows: Iterable[Row], gathered: Iterable[Gathered]
) -> Iterator[Sought]:
    """Yield the sources that articles lean on and others may write."""
    leaning: dict[tuple[str, str, tuple[Words, ...]], set[Row]] = defaultdict(set)
    for article, row, brought in zip(articles, rows, gathered, strict=True):
        for text, ways in brought.sources:
            leaning[article.language, text, ways].add(row)
    for (_, text, ways), found in leaning.items():
        yield Sought(text, ways, {"organisation": len(found)}, found, tagged=False)
