"""Extracting a whole archive anew, after an extractor became better."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from stemmata.archive.adding import Archive, Redoing
from stemmata.archive.corrections import Corrections, read_corrections
from stemmata.archive.preparing import EXTRACTOR
from stemmata.store import Store, Where, Writing

_AT_ONCE = 100  # articles of one transaction: others wait as long


def renew(archive: Archive, ids: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Extract articles anew and redo what hangs on them; yield them as they are kept.

    Args:
        archive: where they are.
        ids: of articles, such as `outdated` yields.
    """
    wanted = list(ids)
    for first in range(0, len(wanted), _AT_ONCE):
        some = tuple(wanted[first : first + _AT_ONCE])
        archive.redo(partial(_again, archive.store, some))
        yield some
    archive.finish()


def outdated(store: Store) -> Iterator[str]:
    """Yield the ids of articles whose present text was found by another extractor than this."""
    for name in every(store):
        if any(version.extractor != EXTRACTOR for version in store.versions(name)[-1:]):
            yield name


def every(store: Store) -> Iterator[str]:
    """Yield the ids of all articles, the last added first."""
    last = ""
    while ids := store.article_ids(Where(), _AT_ONCE, last):
        yield from ids
        last = ids[-1]


def _again(store: Store, ids: tuple[str, ...], _: Writing) -> tuple[Corrections, Redoing]:
    """Decide nothing new: what people decided holds for what is found now."""
    return read_corrections(store), Redoing(ids, from_bytes=True)
