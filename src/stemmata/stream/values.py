"""What is handed from one part of a streaming run to the next, and what is kept on disk."""

from __future__ import annotations

import sys
from typing import Literal, NamedTuple, TypeVar

import msgspec

from stemmata.annotate import Gathered
from stemmata.errors import StemmataError
from stemmata.model import AnnotatedArticle, Frozen, Grouping, Problem

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_FAST = 1  # a level of compression; higher ones save a tenth and take longer than all else here
Value = TypeVar("Value", bound=Frozen)


class Prepared(Frozen, frozen=True, array_like=True):
    """An article with what its words alone say; `print_` and `marks` are bytes of arrays."""

    article: AnnotatedArticle
    gathered: Gathered
    print_: bytes
    marks: bytes


class Keyed(Frozen, frozen=True, array_like=True):
    """An article with keys on its names."""

    article: AnnotatedArticle


class Entry(Frozen, frozen=True, array_like=True):
    """A prepared article in a segment: when it appeared, and how long its piece is.

    Args:
        id: the article's.
        first: the first day on which it can have appeared, as an ordinal; 0 where it is unknown.
        dated: whether grouping goes by that day.
        last: the last such day.
        size: of its piece in bytes.
    """

    id: str
    first: int
    last: int
    dated: bool
    size: int


class SegmentHeader(Frozen, frozen=True, array_like=True):
    """What a segment says before its pieces: of which items it is, what they hold, what failed."""

    digest: str
    entries: tuple[Entry, ...]
    outlets: tuple[str, ...]
    problems: tuple[Problem, ...]


class WindowHeader(Frozen, frozen=True, array_like=True):
    """What a window says before its pieces: for each article a `Keyed` and a fingerprint.

    `sizes` are those of the pieces in bytes, `marks` the passages of each article.
    """

    ids: tuple[str, ...]
    sizes: tuple[int, ...]
    marks: tuple[bytes, ...]


class Part(NamedTuple):
    """Storylines that are written together: those that a window let go, by the thousand."""

    window: int
    number: int

    @property
    def name(self) -> str:
        """How its files are called."""
        return f"{self.window:05}-{self.number:02}"


class Work(Frozen, frozen=True):
    """Storylines to finish, in whatever process.

    Args:
        part: to which they belong.
        articles: theirs, packed.
        near: articles of other storylines that share passages with them, packed.
        grouping: their stories and pairs.
        outlets: that reports may credit.
        as_of: the last day of the run, as an ordinal; 0 where it is unknown.
        ends: what is whole with it: the last work of a window is empty.
    """

    part: Part
    articles: tuple[bytes, ...] = ()
    near: tuple[bytes, ...] = ()
    grouping: Grouping = Grouping(())
    outlets: tuple[str, ...] = ()
    as_of: int = 0
    ends: Literal["", "part", "window"] = ""


class Finished(Frozen, frozen=True):
    """What a work came to: packed lines by dataset and month, and counts."""

    part: Part
    tables: dict[tuple[str, str], bytes]
    counts: dict[str, int]
    ends: Literal["", "part", "window"]


def pack(value: Frozen) -> bytes:
    """Return a value as compressed bytes."""
    return zstd.compress(msgspec.msgpack.encode(value), _FAST)


def unpack(content: bytes, kind: type[Value]) -> Value:
    """Return the value that `pack` made bytes of.

    Raises:
        StemmataError: it did not make them.
    """
    try:
        return msgspec.msgpack.decode(zstd.decompress(content), type=kind)
    except (zstd.ZstdError, ValueError, RecursionError, msgspec.MsgspecError) as error:
        what = f"a piece of unfinished work is damaged ({error})"
        raise StemmataError(what, advice="remove the folder, and run again") from error
