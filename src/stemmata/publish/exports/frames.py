"""Rows of tables as Arrow tables, Parquet and pandas' data frames; both packages are extras."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from stemmata.errors import UsageError
from stemmata.model import Dossier
from stemmata.publish.exports.tables import COLUMNS, Row, rows

_WHOLE = frozenset({"start", "end", "characters", "independent_sources"})
_BROKEN = frozenset({"low", "high", "probability", "direction_probability", "share"})
_TRUTHS = frozenset({"mutual", "negated", "direct"})


def arrow_table(table: str, pieces: Iterable[Sequence[Row]]) -> Any:
    """Return a `pyarrow.Table`: columns in one type each, whatever rows there are.

    Args:
        table: one of `COLUMNS`.
        pieces: its rows, some at a time.

    Raises:
        UsageError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        advice = "pip install 'stemmata[parquet]'"
        raise UsageError("an Arrow table needs pyarrow", advice=advice) from error

    def type_of(column: str) -> Any:
        if column in _WHOLE:
            return pa.int64()
        if column in _BROKEN:
            return pa.float64()
        return pa.bool_() if column in _TRUTHS else pa.string()

    columns = COLUMNS[table]
    schema = pa.schema([(column, type_of(column)) for column in columns])
    made = []
    for piece in pieces:
        values = {
            column: [_storable(row[place]) for row in piece] for place, column in enumerate(columns)
        }
        made.append(pa.Table.from_pydict(values, schema=schema))
    return pa.concat_tables(made) if made else schema.empty_table()


def parquet_files(dossier: Dossier) -> Iterator[tuple[str, list[bytes]]]:
    """Yield a Parquet file for each table, its columns of the same types in every dossier.

    Raises:
        UsageError: pyarrow is not installed.
    """
    for table in COLUMNS:
        made = arrow_table(table, [list(rows(dossier, table))])
        from pyarrow import parquet  # noqa: PLC0415 - an extra, which the line above needs too

        sink = io.BytesIO()
        parquet.write_table(made, sink, compression="zstd")
        yield f"{table}.parquet", [sink.getvalue()]


def data_frame(table: str, pieces: Iterable[Sequence[Row]]) -> Any:
    """Return a `pandas.DataFrame`.

    Args:
        table: one of `COLUMNS`.
        pieces: its rows, some at a time.

    Raises:
        UsageError: pandas is not installed.
    """
    try:
        import pandas as pd  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        advice = "pip install 'stemmata[pandas]'"
        raise UsageError("a data frame needs pandas", advice=advice) from error
    made = [tuple(map(_storable, row)) for piece in pieces for row in piece]
    frame = pd.DataFrame.from_records(made, columns=list(COLUMNS[table]))
    return frame.astype(
        {
            column: kind
            for kind, columns in (("Int64", _WHOLE), ("float64", _BROKEN), ("boolean", _TRUTHS))
            for column in COLUMNS[table]
            if column in columns
        }
    )


def _storable(value: object) -> object:
    """Return a value that both can hold: no lone surrogate."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
