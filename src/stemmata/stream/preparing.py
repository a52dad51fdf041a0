"""The first pass: what each article's words alone say, kept on disk in segments, in any order.

A segment is told by a digest of what was read for it, so that a run that is taken up prepares only
what is new or was changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple

import numpy as np

from stemmata.engine import Engine
from stemmata.group import write_print
from stemmata.model import Problem, Record
from stemmata.pipeline import Prepared as Found
from stemmata.pipeline import Watch, prepare_records
from stemmata.read import read
from stemmata.settings import StreamSettings
from stemmata.stream.pieces import Place, file_name, lay_out, places_of, read_header
from stemmata.stream.values import Entry, Prepared, SegmentHeader, pack
from stemmata.stream.workplace import Workplace
from stemmata.trace import passage_marks

_Items = Sequence[Record | Problem]


class _Unprepared(NamedTuple):
    number: int
    digest: str
    items: _Items


class Piled(NamedTuple):
    """An article that waits to be grouped, and where it stands."""

    entry: Entry
    place: Place


@dataclass(frozen=True, slots=True)
class Pile:
    """All that was read.

    `last` is the last day on which one of the articles appeared, as an ordinal; 0 for none.
    """

    articles: Sequence[Piled]
    problems: tuple[Problem, ...]
    outlets: tuple[str, ...]
    last: int
    digest: str


def prepare_pile(
    sources: Sequence[str],
    place: Workplace,
    engine: Engine,
    watch: Watch,
    settings: StreamSettings,
) -> Pile:
    """Read sources and keep what each article's words say; return what there is.

    Args:
        sources: files, folders, patterns, addresses, or `-`.
        place: where it is kept.
        engine: where the work runs.
        watch: is told how many articles are prepared.
        settings: how many of them are kept together.
    """
    segments = _Segments(place, settings.segment)
    for number, content in engine.map(_prepare, segments.unprepared(read(sources))):
        place.write("segments", number, content)
        watch("annotate", (number + 1) * settings.segment)
    return segments.pile()


class _Segments:
    """Goes through what is read, and knows which of it is prepared already."""

    def __init__(self, place: Workplace, size: int) -> None:
        self._folder = place.segments
        self._size = size
        self._count = 0

    def unprepared(self, items: Iterable[Record | Problem]) -> Iterator[_Unprepared]:
        """Yield the items of segments that are not there yet."""
        together: list[Record | Problem] = []
        for item in items:
            together.append(item)
            if len(together) == self._size:
                yield from self._next(together)
                together = []
        if together:
            yield from self._next(together)

    def pile(self) -> Pile:
        """Return what all segments hold; those of an earlier, longer pile are removed."""
        for path in self._folder.iterdir():
            if path.name >= file_name(self._count):
                path.unlink()
        articles: list[Piled] = []
        problems: list[Problem] = []
        outlets: set[str] = set()
        digest = blake2b(digest_size=16)
        for number in range(self._count):
            path = self._folder / file_name(number)
            header = read_header(path, SegmentHeader)
            digest.update(header.digest.encode())
            problems += header.problems
            places = places_of(number, path, [entry.size for entry in header.entries])
            articles += map(Piled, header.entries, places)
            outlets.update(header.outlets)
        last = max((each.entry.last for each in articles), default=0)
        named = tuple(sorted(outlets))
        return Pile(articles, tuple(problems), named, last, digest.hexdigest())

    def _next(self, items: list[Record | Problem]) -> Iterator[_Unprepared]:
        number, digest = self._count, _digest(items)
        self._count += 1
        path = self._folder / file_name(number)
        if not path.exists() or read_header(path, SegmentHeader).digest != digest:
            yield _Unprepared(number, digest, items)


def _digest(items: _Items) -> str:
    found = blake2b(digest_size=16)
    for item in items:
        found.update(repr(item).encode("utf-8", "backslashreplace"))
    return found.hexdigest()


def _prepare(given: _Unprepared) -> tuple[int, bytes]:
    """Return the content of a segment."""
    problems = [item for item in given.items if isinstance(item, Problem)]
    entries: list[Entry] = []
    pieces: list[bytes] = []
    outlets: set[str] = set()
    for made in prepare_records([item for item in given.items if isinstance(item, Record)]):
        kept = made if isinstance(made, Problem) else _keep(made)
        if isinstance(kept, Problem):
            problems.append(kept)
            continue
        pieces.append(kept.piece)
        entries.append(kept.entry)
        if kept.outlet:
            outlets.add(kept.outlet)
    header = SegmentHeader(given.digest, tuple(entries), tuple(sorted(outlets)), tuple(problems))
    return given.number, lay_out(header, pieces)


class _Kept(NamedTuple):
    piece: bytes
    entry: Entry
    outlet: str | None


def _keep(found: Found) -> _Kept | Problem:
    article, days = found.article.article, found.article.published
    marks = np.array(passage_marks(found.signature), np.uint64).tobytes()
    try:
        piece = pack(Prepared(found.article, found.gathered, write_print(found.print_), marks))
    except (OverflowError, RecursionError, ValueError, TypeError) as error:
        what = f"it cannot be kept ({error})"
        advice = "look at its other keys: a number may be too large"
        return Problem(str(article.origin), "annotate", what, advice, article.id)
    entry = Entry(
        article.id,
        days.earliest.toordinal() if days else 0,
        days.latest.toordinal() if days else 0,
        found.print_.published is not None,
        len(piece),
    )
    return _Kept(piece, entry, article.outlet)
