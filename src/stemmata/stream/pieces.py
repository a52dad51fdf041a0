"""Files of a header and pieces, of which any piece is read alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from stemmata.errors import StemmataError
from stemmata.model import Frozen

_LENGTH = 8  # bytes, of the header
Header = TypeVar("Header", bound=Frozen)


class Place(NamedTuple):
    """Where a piece stands: in which file, from which byte on, how many."""

    file: int
    start: int
    size: int


def lay_out(header: Frozen, pieces: Iterable[bytes]) -> bytes:
    """Return the content of a file of a header and pieces."""
    head = msgspec.msgpack.encode(header)
    return b"".join((len(head).to_bytes(_LENGTH, "little"), head, *pieces))


def read_header(path: Path, kind: type[Header]) -> Header:
    """Return the header of a file.

    Raises:
        StemmataError: the file is of something else.
    """
    try:
        with path.open("rb") as file:
            size = int.from_bytes(file.read(_LENGTH), "little")
            return msgspec.msgpack.decode(file.read(size), type=kind)
    except (OSError, MemoryError, OverflowError, ValueError, RecursionError,
            msgspec.MsgspecError) as error:  # fmt: skip
        raise _changed(path) from error


def _changed(path: Path) -> StemmataError:
    advice = "remove the folder, and run again"
    return StemmataError("is not as it was left", where=str(path), advice=advice)


def places_of(file: int, path: Path, sizes: Sequence[int]) -> list[Place]:
    """Return where the pieces of a file stand.

    Args:
        file: its number.
        path: of the file, which holds as many bytes as header and pieces together.
        sizes: of the pieces, in bytes.

    Raises:
        StemmataError: it is too small for them.
    """
    first = path.stat().st_size - sum(sizes)
    if first < 0 or min(sizes, default=0) < 0:
        raise _changed(path)
    ends = accumulate(sizes, initial=first)
    return [Place(file, start, size) for start, size in zip(ends, sizes, strict=False)]


def read_pieces(places: Sequence[Place], folder: Path) -> list[bytes]:
    """Return pieces in the order of their places; each file is opened once."""
    by_file: dict[int, list[int]] = defaultdict(list)
    for number, place in enumerate(places):
        by_file[place.file].append(number)
    found = [b""] * len(places)
    for name, numbers in by_file.items():
        with (folder / file_name(name)).open("rb") as file:
            for number in sorted(numbers, key=lambda each: places[each].start):
                file.seek(places[number].start)
                found[number] = file.read(places[number].size)
    return found


def file_name(number: int) -> str:
    """Return the name of a file of pieces, so that names are in the order of numbers.

    Example:
        >>> file_name(12)
        '00000012'
    """
    return f"{number:08}"
