"""What a store hands out beside the model's own types: small frozen values for lists and logs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from stemmata.model import JSON, AnnotatedArticle, Frozen, NameKind, Record, Story, Verdict

ChangeKind = Literal[
    "article added",  # subject: the article
    "article revised",  # subject: the article; detail: version
    "story founded",  # subject: the story, as for all that follow
    "story grown",
    "story merged",  # detail: before, the ids that are gone
    "story split",
    "story changed",  # its points, copies or independent sources are others than before
    "point disputed",  # subject: the point; detail: story, question
    "point settled",
    "decision made",  # subject: the number of the decision
    "decision undone",
]


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one article: what was read, what was found, what finds its relatives.

    Args:
        record: what was read; its id is the article's.
        annotated: what was found in it, with keys.
        digest: of what it says, to tell a new version.
        extractor: which version of the extraction found it.
        fingerprint: what grouping compares, as the grouping stage writes it.
        passages: hashes of some of its passages, of 63 bits.
        marks: under which marks its names are filed, by language and text.
        concepts: of the lexicon, what it is most about, and how much of it.
        renewed: the same page in another extraction; other words are no new version then.
    """

    record: Record
    annotated: AnnotatedArticle
    digest: str
    extractor: str
    fingerprint: bytes = b""
    passages: Sequence[int] = ()
    marks: Mapping[tuple[str, str], Sequence[str]] = field(default_factory=dict)
    concepts: Sequence[tuple[int, float]] = ()
    renewed: bool = False


class StoredArticle(Frozen, frozen=True):
    """An article as it stands now, and where it stands.

    `version` counts from 1; `story` is the id of its story; `added` and `revised` are UTC.
    """

    annotated: AnnotatedArticle
    version: int
    story: str
    added: datetime
    revised: datetime


class Version(Frozen, frozen=True):
    """One text that an article had: when it was fetched, and which extractor read it."""

    article: str
    version: int
    fetched: datetime
    digest: str
    extractor: str


class StorySummary(Frozen, frozen=True):
    """A story as a list shows it.

    `first` and `last` are days of publication; `points` counts by verdict; `changed` is the number
    of the last change that touched it, which only grows.
    """

    id: str
    storyline: str
    headline: str
    articles: int
    languages: tuple[str, ...]
    outlets: int
    first: date | None
    last: date | None
    points: dict[Verdict, int]
    copies: int
    changed: int


class StoredStory(Frozen, frozen=True):
    """A story with its articles, and its summary; `former` are ids that now lead to it."""

    story: Story
    summary: StorySummary
    former: tuple[str, ...] = ()


class NameEntry(Frozen, frozen=True):
    """One written form of a named thing in one language, and how many articles write it so."""

    key: str
    canonical: str
    kind: NameKind
    language: str
    text: str
    folded: str
    articles: int


class Change(Frozen, frozen=True):
    """One line of the log of changes; `number` only grows, in the order of commits."""

    number: int
    at: datetime
    kind: ChangeKind
    subject: str
    detail: dict[str, JSON]


class Decision(Frozen, frozen=True):
    """What a person decided; it holds until it is undone.

    `kind` and `subject` are the corrector's own words for what is decided about what.
    """

    number: int
    kind: str
    subject: dict[str, JSON]
    author: str
    made: datetime
    note: str = ""
    undone: datetime | None = None
    undone_by: str = ""


class Where(Frozen, frozen=True):
    """Which articles or stories are wanted; empty fields ask for nothing.

    `names` are keys, all of which must be mentioned; a story is wanted where any article of it is.
    `since` and `until` are days of publication, both included. `disputed` asks for stories with a
    disputed point, `several` for stories of more than one article.
    """

    languages: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()
    storylines: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    disputed: bool = False
    several: bool = False


class Words(Frozen, frozen=True):
    """A query over text: each group must be found, by any of its phrases or concepts.

    A phrase is words as people write them; nothing in it is syntax. A number is a concept of the
    lexicon. The last word of a phrase that is in `begun` may go on ("search as you type"). Of a
    `loose` query any group is enough.
    """

    groups: tuple[tuple[str | int, ...], ...]
    begun: frozenset[str] = frozenset()
    loose: bool = False


class Hit(Frozen, frozen=True):
    """An article that a query found; a higher score is better, and means nothing by itself."""

    article: str
    story: str
    score: float


class Edge(Frozen, frozen=True):
    """Two articles that were compared, with the log-odds that they report one event."""

    a: str
    b: str
    odds: float


class StoredPrint(Frozen, frozen=True):
    """What grouping remembers of an article: its story, and whom it was compared with.

    `near` are ids with log-odds, each pair at one of the two.
    """

    id: str
    story: str
    fingerprint: bytes
    near: tuple[tuple[str, float], ...]


class Counts(Frozen, frozen=True):
    """A store in numbers."""

    articles: int
    versions: int
    stories: int
    storylines: int
    points: dict[Verdict, int]
    copies: int
    names: int
    problems: int
    languages: dict[str, int]
    changed: int


class Damage(Frozen, frozen=True):
    """Something in a store that is not as it should be, and what can be done about it."""

    where: str
    what: str
    advice: str
