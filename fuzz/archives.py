"""Files of archives that were damaged: bytes turned, pages lost, the end cut off."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from fuzz.targets import Target, Try, must

if TYPE_CHECKING:
    from stemmata.store import Store

_TEXTS = {
    "a": 'LISBON (AP) - "Rain fell," Elin Dravik said on 3 March 2026. 47 people were hurt.',
    "b": "Elin Dravik said on 3 March 2026 that 52 people were hurt as rain fell on Lisbon.",
    "c": 'LISBON (AP) - "Rain fell," Elin Dravik said on 3 March 2026. 47 people were hurt. More.',
    "d": "The ferry Torvela was sold for 3.4 million euros on 5 March 2026, the port said.",
}
_HEAD, _CHANGE = 3, 4  # bytes: how much of the file is left; where one is changed, and to what
_PAGE = 4096  # bytes
_SUFFIXES = ("", "-wal", "-shm", "-journal")


@cache
def _path() -> Path:
    """Return where a damaged archive is put: in memory where there is a folder of it."""
    memory = Path("/dev/shm")  # noqa: S108 - a fresh folder is made in it
    place = memory if memory.is_dir() else None
    return Path(tempfile.mkdtemp(prefix="stemmata-fuzz-", dir=place)) / "a.db"


@cache
def _sound() -> bytes:
    """Return the file of an archive of a few reports, decisions and feeds."""
    from stemmata.archive import Archive
    from stemmata.model import Origin, Problem, Record
    from stemmata.store import open_store

    path = Path(tempfile.mkdtemp(prefix="stemmata-fuzz-")) / "sound.db"
    store = open_store(path)
    records = [
        Record(name, Origin("here", name), text=text, language="en", published="2026-03-03",
               outlet=f"The {name} Post")
        for name, text in _TEXTS.items()
    ]  # fmt: skip
    list(Archive(store).add_records(records))
    with store.writing() as write:
        write.put_state("feed", "https://quay.example/feed", {"etag": "1"})
        write.put_problems([Problem("here", "read", "cut off", "look at it")])
        write.decide("same story", {"articles": ["a", "d"]}, "ana")
    store.close()
    return path.read_bytes()


def damaged(sound: bytes, content: bytes) -> bytes:
    """Return a file as an input says: so much of it, each change a place and a byte.

    Example:
        >>> damaged(b"abcd", bytes([255, 255, 255, 0, 0, 1, 120]))
        b'axcd'
    """
    size = len(sound)
    left = int.from_bytes(content[:_HEAD].ljust(_HEAD, b"\xff")) + 1
    made = bytearray(sound[: left * size >> 8 * _HEAD])
    for at in range(_HEAD, len(content) - _CHANGE + 1, _CHANGE):
        place = int.from_bytes(content[at : at + _CHANGE - 1]) % size
        if place < len(made):
            made[place] = content[at + _CHANGE - 1]
    return bytes(made)


def _archive() -> Try:
    from stemmata.errors import StemmataError
    from stemmata.store import open_existing_store

    path, sound = _path(), _sound()

    def attempt(content: bytes) -> None:
        for suffix in _SUFFIXES:
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        path.write_bytes(damaged(sound, content))
        store = open_existing_store(path)
        refusal: StemmataError | None = None
        try:
            for ask in _QUESTIONS:
                try:
                    ask(store)
                except StemmataError as error:  # the others are asked all the same
                    refusal = error
        finally:
            store.close()
        if refusal:
            raise refusal

    return attempt


def _articles(store: Store) -> None:
    from stemmata.store import Where

    for name in store.article_ids(Where()):
        store.article(name)
        for version in store.versions(name):
            store.record(name, version.version)
            store.raw(name, version.version)
            store.extraction(name, version.version)
    store.articles(list(_TEXTS))
    store.known(_TEXTS)
    list(store.fingerprints())


def _stories(store: Store) -> None:
    from stemmata.store import Where

    for each in store.stories(Where()):
        store.story(each.id)
        store.storyline(each.storyline)
        store.affair(each.storyline)
        store.points([each.id])
    store.story_of(_TEXTS)
    store.copies(list(_TEXTS))
    store.edges(list(_TEXTS))


def _search(store: Store) -> None:
    from stemmata.archive import search
    from stemmata.store import Where

    for query in ("rain", "Elin Dravik", '"people were hurt"', "boat"):
        for found in search(store, query, Where()):
            [article] = store.articles([found.id])
            span = found.snippet
            must(article.text[span.start : span.end] == span.text, "a snippet not to the letter")


def _names(store: Store) -> None:
    store.names_beginning("elin")
    store.names_near("elin dravek")
    for names in store.names_in(list(_TEXTS)).values():
        for name in names:
            store.name(name.key)
            store.naming(name.key)
    store.span()
    store.languages()
    store.outlets()
    store.sharing([1, 2, 3])


def _log(store: Store) -> None:
    store.changes()
    store.last_change()
    store.decisions()
    store.states("feed")
    store.problems()
    store.counts()


def _write(store: Store) -> None:
    with store.writing() as write:
        write.put_state("feed", "https://quay.example/other", {"etag": "2"})
        write.touch(store.story_of(_TEXTS).values())
        write.note("article added", "e")


def _check(store: Store) -> None:
    list(_first(store.check()))


def _first(found: Iterator[object], most: int = 100) -> Iterator[object]:
    for _, each in zip(range(most), found, strict=False):
        yield each


_QUESTIONS: tuple[Callable[[Store], None], ...] = (
    _articles, _stories, _search, _names, _log, _write, _check,
)  # fmt: skip


def _seeds() -> tuple[bytes, ...]:
    """Return what leaves the file sound: for each page, changes into what stands there."""
    sound, whole = _sound(), b"\xff" * _HEAD
    pages = [
        [place.to_bytes(3) + sound[place : place + 1] for place in (page, page + 3, page + 4000)]
        for page in range(0, len(sound), _PAGE)
    ]
    return (whole, *(whole + b"".join(page) for page in pages))


TARGETS = (
    Target(
        "archive-file", _archive, _seeds, ("stemmata.store",),
        longest=400, share=3, words=(b"\xff\xff\xff", b"\0\0\0"),
    ),
)  # fmt: skip
