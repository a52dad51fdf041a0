"""The pass between: names get their keys, a window at a time, in whatever process.

A window says nothing of another one, so that workers key them, and the process that groups need
not know what keying remembers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemmata.annotate import resolve
from stemmata.engine import Engine
from stemmata.group import name_fingerprint, read_print, write_print
from stemmata.model import Frozen
from stemmata.pipeline import Watch
from stemmata.stream.pieces import file_name, lay_out, read_pieces
from stemmata.stream.values import Keyed, Prepared, WindowHeader, pack, unpack
from stemmata.stream.windows import Window
from stemmata.stream.workplace import Workplace


class Unkeyed(Frozen, frozen=True):
    """A window by its number, with its articles as `Prepared` bytes."""

    number: int
    pieces: tuple[bytes, ...]


def key_windows(windows: Sequence[Window], place: Workplace, engine: Engine, watch: Watch) -> None:
    """Keep all windows with keys on their names; those that are there are not keyed again.

    Args:
        windows: of prepared articles.
        place: where these are, and where the windows are kept.
        engine: where the work runs.
        watch: is told how many articles have their keys.
    """
    done = 0
    for number, content in engine.map(_key, _unkeyed(windows, place)):
        place.write("windows", number, content)
        done += len(windows[number].articles)
        watch("names", done)


def _unkeyed(windows: Sequence[Window], place: Workplace) -> Iterator[Unkeyed]:
    for window in windows:
        if not (place.windows / file_name(window.number)).exists():
            places = [each.place for each in window.articles]
            yield Unkeyed(window.number, tuple(read_pieces(places, place.segments)))


def _key(given: Unkeyed) -> tuple[int, bytes]:
    """Return the content of a window."""
    prepared = [unpack(piece, Prepared) for piece in given.pieces]
    articles = resolve([each.article for each in prepared], [each.gathered for each in prepared])
    kept: list[bytes] = []
    for each, article in zip(prepared, articles, strict=True):
        print_ = name_fingerprint(read_print(each.print_), article)
        kept += (pack(Keyed(article)), write_print(print_))
    header = WindowHeader(
        tuple(article.id for article in articles),
        tuple(map(len, kept)),
        tuple(each.marks for each in prepared),
    )
    return given.number, lay_out(header, kept)
