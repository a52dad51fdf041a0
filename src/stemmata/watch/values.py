"""What watching remembers of a feed, and what it hands on."""

from __future__ import annotations

from typing import Literal, Protocol

import msgspec
from msgspec import field

from stemmata.model import JSON, Frozen, Problem, Record

NoticeKind = Literal["dead", "silent", "back"]


class Notice(Frozen, frozen=True):
    """Something about a feed that whoever watches should know."""

    feed: str
    kind: NoticeKind
    what: str


class Batch(Frozen, frozen=True):
    """What came in together: records to add, problems, and news of the feeds themselves."""

    records: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()
    notices: tuple[Notice, ...] = ()


class Visit(Frozen, frozen=True):
    """A page that was fetched: when first, how often since, and what its server said of it.

    `said` is what the feed declared of it: title, outlet and the like.
    """

    first: float
    count: int = 1
    tag: str = ""
    modified: str = ""
    digest: str = ""
    said: dict[str, str] = field(default_factory=dict)


class FeedState(Frozen, frozen=True):
    """What is remembered of a feed between two looks at it; times are seconds since 1970.

    `tag` and `modified` are what its server wants to be asked with (RFC 9110, 13.1). `gap` is the
    usual time between two looks that brought something new, `fresh` the last such look. `done`
    holds the entries that were dealt with and are in the feed still, by what they said then.
    """

    address: str
    tag: str = ""
    modified: str = ""
    checked: float = 0.0
    succeeded: float = 0.0
    failures: int = 0
    why: str = ""
    fresh: float = 0.0
    gap: float = 0.0
    told: str = ""
    done: dict[str, str] = field(default_factory=dict)
    pages: dict[str, Visit] = field(default_factory=dict)


class Memory(Protocol):
    """Where states are kept between runs; a store is one."""

    def state(self, kind: str, key: str) -> dict[str, JSON] | None:
        """Return what was kept under a kind and a key."""
        ...


def recall(memory: Memory, address: str) -> FeedState:
    """Return what is remembered of a feed; a state that cannot be read is begun anew."""
    kept = memory.state("feed", address)
    try:
        return msgspec.convert(kept, FeedState) if kept else FeedState(address)
    except msgspec.ValidationError:
        return FeedState(address)


def as_kept(state: FeedState) -> dict[str, JSON]:
    """Return a state as it is kept.

    Example:
        >>> as_kept(FeedState("https://a.example/feed", failures=2))["failures"]
        2
    """
    kept: dict[str, JSON] = msgspec.to_builtins(state)
    return kept
