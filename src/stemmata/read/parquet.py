"""Parquet: one row, one article; a folder of files is a data set.

Strings stay in the dictionaries that they are stored in until a row is made of them, so that one
long value that a million rows share takes its room once.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from importlib.util import find_spec
from typing import IO, Any

from stemmata.errors import DamagedSourceError, UnsupportedSourceError
from stemmata.model import JSON, Origin, Problem, Record
from stemmata.read.jsonlines import read_row
from stemmata.read.parquet_pages import Claimed, check_parquet
from stemmata.read.stream import Opened

_BATCH = 256  # rows
_BATCH_BYTES = 64_000_000  # what the rows of a batch may take, by the sizes of their pages
_TOO_LONG = "it holds more text than any article"
_NO_TEXT = "its text is not UTF-8"
_ADVICE = {_TOO_LONG: "split it", _NO_TEXT: "write it as UTF-8, or leave it out"}
_MOST_TOO_LONG = 100  # rows; a file with more of them is no pile of articles

Row = dict[str, Any] | str  # the row, or why there is none


def read_parquet(opened: Opened) -> Iterator[Record | Problem]:
    """Yield a record for each row of a Parquet file.

    Raises:
        UnsupportedSourceError: the extra `parquet` is not installed, or the file would unpack to
            more than the bounds allow.
        DamagedSourceError: it cannot be read on; the rows before are given.
    """
    _need_pyarrow(opened.name)
    copy = opened.seekable_copy()
    claimed = check_parquet(copy, opened.name, opened.settings)
    number = too_long = 0
    most = 4 * opened.settings.largest_article_characters
    for row in _until_damaged(_all_rows(copy, claimed, most), opened.name):
        number += 1
        origin = Origin(opened.name, str(number), "parquet")
        if isinstance(row, dict):
            plain = {str(key): _plain(value) for key, value in row.items()}
            yield from read_row(plain, origin, opened)
            continue
        too_long += row == _TOO_LONG
        if too_long > _MOST_TOO_LONG:
            what = "too many rows hold more text than any article; the rest is not read"
            raise UnsupportedSourceError(what, where=opened.name, advice="look at the file")
        yield Problem(str(origin), "read", row, _ADVICE[row])


def _need_pyarrow(name: str) -> None:
    if find_spec("pyarrow") is None:
        raise UnsupportedSourceError(
            "reading Parquet needs pyarrow, which is not installed",
            where=name,
            advice="pip install 'stemmata[parquet]'",
        )


def _until_damaged(rows: Iterator[Row], name: str) -> Iterator[Row]:
    """Yield rows; whatever the library raises on the way is damage of the file."""
    while True:
        try:
            row = next(rows, None)
        except Exception as error:  # the library raises anything on what is damaged
            raise DamagedSourceError(
                f"the Parquet file is damaged ({type(error).__name__}: {str(error)[:200]}); "
                "the rows before are kept",
                where=name,
                advice="fetch it again, or write it anew",
            ) from error
        if row is None:
            return
        yield row


def _all_rows(copy: IO[bytes], claimed: Claimed, most: int) -> Iterator[Row]:
    from pyarrow import parquet  # noqa: PLC0415 - an optional extra of 150 MB, needed here only

    file = parquet.ParquetFile(copy, read_dictionary=claimed.dictionaries)
    at_once = max(1, min(_BATCH, int(_BATCH_BYTES / max(claimed.widest, 1.0))))
    for batch in file.iter_batches(batch_size=at_once, use_threads=False):
        yield from _rows(batch, most)


def _rows(batch: Any, most: int) -> Iterator[Row]:
    """Yield the rows of a batch; for one that cannot be read, or with more text, the reason."""
    if _text_bytes(batch) <= most:
        try:
            rows = batch.to_pylist()
        except UnicodeDecodeError:
            rows = None  # one of them: they are read one by one
        if rows is not None:
            yield from rows
            return
    for place in range(batch.num_rows):
        row = batch.slice(place, 1)
        yield _row(row) if _text_bytes(row) <= most else _TOO_LONG


def _row(row: Any) -> Row:
    try:
        return dict(row.to_pylist()[0])
    except UnicodeDecodeError:
        return _NO_TEXT


def _text_bytes(batch: Any) -> int:
    """Return how many bytes the strings of a batch take as rows."""
    return sum(map(_bytes_of, batch.columns))


def _bytes_of(array: Any) -> int:
    import pyarrow as pa  # noqa: PLC0415 - an optional extra
    from pyarrow import compute  # noqa: PLC0415 - an optional extra

    if pa.types.is_dictionary(array.type):
        if not len(array.dictionary):
            return 0
        lengths = compute.binary_length(array.dictionary).cast(pa.int64())
        return compute.sum(lengths.take(array.indices)).as_py() or 0
    if pa.types.is_struct(array.type):
        return sum(map(_bytes_of, array.flatten()))
    if pa.types.is_nested(array.type):
        return _bytes_of(array.flatten() if hasattr(array, "flatten") else array.values)
    return int(array.nbytes)


def _plain(value: Any) -> JSON:
    """Return a cell as a JSON value; dates as ISO 8601, what JSON does not know as text."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return str(value)
