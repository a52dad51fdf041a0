"""What the pages of a Parquet file claim to hold, read off their headers before they are unpacked.

A page of a few bytes may unpack to gigabytes, by compression, by repetition or by prefixes that
values share, and what the footer says of it need not be true. The library that decodes pages goes
by their headers, so the headers are what is held to bounds. They are structs in the compact
protocol of Apache Thrift (github.com/apache/parquet-format, `parquet.thrift`), and so is the
footer: it is taken apart here too, for to ask pyarrow for a column of it ends the process where
the column's statistics are malformed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any, NamedTuple

from stemmata.errors import UnsupportedSourceError
from stemmata.settings import ReadSettings

MAGIC = b"PAR1"
_TAIL = 8  # bytes: the length of the footer, and the magic
_LONGEST_HEADER = 1 << 16
_SCHEMA, _GROUPS, _CHUNKS, _META = 2, 4, 1, 3  # fields that lead from a footer to its columns
_TYPE, _PATH, _STORED, _FIRST, _FIRST_OF_DICTIONARY = 1, 3, 7, 9, 11  # fields of a column
_BYTES = 6  # the type of strings
_DEEPEST = 12
_TRUE, _FALSE, _BYTE, _I16, _I32, _I64, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = range(1, 13)
_SIZES = {_BYTE: 1, _DOUBLE: 8}
_PLAIN, _DICTIONARY, _DELTA_OF_STRINGS = 0, (2, 8), 7  # the last one's values share prefixes
_DATA_PAGES = (5, 8)  # the fields of a header that tell of a data page, version 1 and 2
_ENCODING = {5: 2, 8: 4}  # where each of them tells how values are written


class Page(NamedTuple):
    """What a page claims: bytes as stored and unpacked, values, how they are written.

    `values` is 0 for the dictionary of other pages.
    """

    stored: int
    unpacked: int
    values: int
    encoding: int


class Claimed(NamedTuple):
    """What a file claims: columns that are best read as dictionaries, bytes of its widest row."""

    dictionaries: tuple[str, ...]
    widest: float


class _Malformed(Exception):  # noqa: N818 # never leaves this module
    """The bytes are no header."""


def check_parquet(file: IO[bytes], name: str, settings: ReadSettings) -> Claimed:
    """Return what a Parquet file claims; no page and no column may unpack beyond the bounds.

    Args:
        file: the Parquet file.
        name: how the source is called.
        settings: the bounds.

    Raises:
        UnsupportedSourceError: one does, or its pages cannot be told.
    """
    footer = _read_footer(file, name, settings)
    dictionaries: list[str] = []
    widest = 0.0
    for chunks_of_column in _columns(footer, name, settings):
        path = ".".join(part.decode("utf-8", "replace") for part in chunks_of_column[0][_PATH])
        where = f"{name}, column {path[:80]}"
        chunks = [_told(file, chunk, where) for chunk in chunks_of_column]
        for pages in chunks:
            _check_column(pages, where, settings)
        kinds = {page.encoding for pages in chunks for page in pages}
        stays = kinds <= {_PLAIN, *_DICTIONARY} and not kinds.isdisjoint(_DICTIONARY)
        if stays and chunks_of_column[0][_TYPE] == _BYTES:
            dictionaries.append(path)
        widest += max((_width(page, stays=stays) for p in chunks for page in p), default=0.0)
    return Claimed(tuple(dictionaries), widest)


def _read_footer(file: IO[bytes], name: str, settings: ReadSettings) -> dict[int, Any]:
    size = file.seek(0, 2)
    file.seek(max(0, size - _TAIL))
    tail = file.read(_TAIL)
    length = int.from_bytes(tail[:4], "little")
    if len(tail) < _TAIL or tail[4:] != MAGIC or length > size - _TAIL:
        raise _refused("the Parquet file is cut short", name, "fetch it again")
    if length > settings.largest_footer_bytes:
        raise _refused(f"its footer has {length:,} bytes", name)
    file.seek(size - _TAIL - length)
    try:
        return _Compact(file.read(length)).fields(0)
    except (_Malformed, IndexError) as error:
        raise _refused(
            "its footer is malformed", name, "fetch it again, or write it anew"
        ) from error


def _columns(
    footer: dict[int, Any], name: str, settings: ReadSettings
) -> list[list[dict[int, Any]]]:
    """Return for each column what the footer says of its part in each row group."""
    try:
        groups = [[chunk[_META] for chunk in group[_CHUNKS]] for group in footer[_GROUPS]]
        width = max(len(footer[_SCHEMA]), *map(len, groups), 0)
        columns = [list(chunks) for chunks in zip(*groups, strict=True)]
        told = all(_is_told(chunk) for chunks in columns for chunk in chunks)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise _refused("its footer is malformed", name, "write it anew") from error
    if not told:
        raise _refused("its footer is malformed", name, "write it anew")
    if width > settings.most_columns:
        raise _refused(f"it has {width:,} columns", name)
    return columns


def _is_told(chunk: dict[int, Any]) -> bool:
    """Tell whether a column has a type and a path of names."""
    path = chunk.get(_PATH)
    return (
        isinstance(path, list)
        and all(isinstance(part, bytes) for part in path)
        and (isinstance(chunk.get(_TYPE), int))
    )


def _told(file: IO[bytes], column: dict[int, Any], where: str) -> list[Page]:
    try:
        return list(_pages(file, column))
    except (_Malformed, IndexError, KeyError, TypeError, ValueError) as error:
        raise _refused("its pages cannot be told", where, "write it anew") from error


def _width(page: Page, *, stays: bool) -> float:
    """Return how many bytes a row of a page may take; one of a dictionary that stays takes none."""
    if page.values:
        return page.unpacked if page.encoding == _DELTA_OF_STRINGS else page.unpacked / page.values
    return 0.0 if stays else page.unpacked


def _check_column(pages: list[Page], where: str, settings: ReadSettings) -> None:
    unpacked, values = sum(page.unpacked for page in pages), sum(page.values for page in pages)
    if any(page.unpacked > settings.largest_page_bytes for page in pages):
        raise _refused(f"a page unpacks to {max(p.unpacked for p in pages):,} bytes", where)
    if unpacked > settings.largest_source_bytes:
        raise _refused(f"a row group unpacks to {unpacked:,} bytes", where)
    if values > settings.most_values:
        raise _refused(f"a row group holds {values:,} values", where)


def _pages(file: IO[bytes], column: dict[int, Any]) -> Iterator[Page]:
    starts = [column[_FIRST], column.get(_FIRST_OF_DICTIONARY) or column[_FIRST]]
    place, end = min(starts), min(starts) + column[_STORED]
    if place < len(MAGIC):
        raise _Malformed
    while place < end:
        file.seek(place)
        header, length = _read_header(file.read(_LONGEST_HEADER))
        page = _page(header)
        if page.stored < 0 or page.unpacked < 0 or page.values < 0:
            raise _Malformed
        yield page
        place += length + page.stored


def _page(header: dict[int, Any]) -> Page:
    """Return what a header says, by the numbers of its fields."""
    for field in _DATA_PAGES:
        if field in header:
            told = header[field]
            return Page(header[3], header[2], told[1], told[_ENCODING[field]])
    return Page(header[3], header[2], 0, _PLAIN)


def _read_header(content: bytes) -> tuple[dict[int, Any], int]:
    reader = _Compact(content)
    header = reader.fields(0)
    if not isinstance(header.get(2), int) or not isinstance(header.get(3), int):
        raise _Malformed
    return header, reader.place


class _Compact:
    """Reads values of the compact protocol one after the other."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self.place = 0

    def fields(self, depth: int) -> dict[int, Any]:
        """Return the fields of a struct by their numbers."""
        if depth > _DEEPEST:
            raise _Malformed
        found: dict[int, Any] = {}
        number = 0
        while head := self._byte():
            number = number + (head >> 4) if head >> 4 else self._zigzag()
            found[number] = self._value(head & 15, depth)
        return found

    def _value(self, kind: int, depth: int) -> Any:
        if kind in (_TRUE, _FALSE):
            return kind == _TRUE
        if kind in (_I16, _I32, _I64):
            return self._zigzag()
        if kind in _SIZES or kind == _BINARY:
            return self._bytes(_SIZES.get(kind) or self._varint())
        if kind in (_LIST, _SET):
            return self._list(depth + 1)
        if kind == _STRUCT:
            return self.fields(depth + 1)
        raise _Malformed  # maps stand in no header

    def _list(self, depth: int) -> list[Any]:
        head = self._byte()
        size = head >> 4 if head >> 4 < 15 else self._varint()
        if depth > _DEEPEST or size > len(self._content) - self.place:
            raise _Malformed
        kind = _BYTE if head & 15 in (_TRUE, _FALSE) else head & 15
        return [self._value(kind, depth) for _ in range(size)]

    def _byte(self) -> int:
        self.place += 1
        return self._content[self.place - 1]

    def _bytes(self, size: int) -> bytes:
        if size > len(self._content) - self.place:
            raise _Malformed
        self.place += size
        return self._content[self.place - size : self.place]

    def _varint(self) -> int:
        value = shift = 0
        while shift < 70:
            byte = self._byte()
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7
        raise _Malformed

    def _zigzag(self) -> int:
        value = self._varint()
        return (value >> 1) ^ -(value & 1)


def _refused(
    what: str, where: str, advice: str = "split the file, or write it anew with smaller row groups"
) -> UnsupportedSourceError:
    return UnsupportedSourceError(what, where=where, advice=advice)
