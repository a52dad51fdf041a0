"""Parquet datasets of the contract's lines: a folder for each kind, a column for each key.

The types of the columns are read off the JSON Schemas of the lines, so that there is one place
that says what a line holds. A value of any form, such as the keys that only one source has, is
kept as JSON.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from types import MappingProxyType
from typing import Any

import msgspec

from stemmata.errors import UsageError
from stemmata.model import JSON
from stemmata.publish.schema import schema

DATASETS: Mapping[str, str] = MappingProxyType(
    {
        "articles": "article",
        "annotations": "annotation",
        "groups": "group",
        "points": "point",
        "copies": "copy",
        "affairs": "affair",
        "problems": "problem",
    }
)
_ADDED = ("modified", "byline", "credit", "declared_language", "origin")  # to lines of articles
_OTHERS = "other"  # the column of keys that only a source has, as JSON
_ROWS_TOGETHER = 2048  # a row group


def check_parquet() -> None:
    """See that Parquet can be written.

    Raises:
        UsageError: pyarrow is not installed.
    """
    if find_spec("pyarrow") is None:
        advice = "pip install 'stemmata[parquet]'"
        raise UsageError("writing Parquet needs pyarrow, which is not installed", advice=advice)


def pack_lines(dataset: str, lines: Iterable[Mapping[str, JSON]]) -> bytes:
    """Return lines as columns in the format of Arrow streams, to be sent and put together.

    Args:
        dataset: one of `DATASETS`.
        lines: of its kind.
    """
    import pyarrow as pa  # noqa: PLC0415 - an extra

    columns = _columns(dataset)
    fit = _FITTED.get(dataset, dict)
    rows = [fit(line) for line in lines]
    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, columns) as writer:
        writer.write_table(pa.Table.from_pylist(rows, schema=columns))
    return sink.getvalue()


def parquet_file(packed: Sequence[bytes]) -> bytes:
    """Return a Parquet file of what `pack_lines` made, one after the other."""
    import pyarrow as pa  # noqa: PLC0415 - an extra
    from pyarrow import parquet  # noqa: PLC0415 - an extra

    tables = [pa.ipc.open_stream(each).read_all() for each in packed]
    sink = io.BytesIO()
    parquet.write_table(
        pa.concat_tables(tables), sink, compression="zstd", row_group_size=_ROWS_TOGETHER
    )
    return sink.getvalue()


@cache
def _columns(dataset: str) -> Any:
    import pyarrow as pa  # noqa: PLC0415 - an extra

    whole = schema(DATASETS[dataset])
    columns = {name: _type(part, whole) for name, part in whole["properties"].items()}
    if dataset == "articles":
        columns |= dict.fromkeys((*_ADDED, _OTHERS), pa.string())
    if dataset == "affairs":
        columns |= dict.fromkeys(_manifold(), pa.string())
    return pa.schema(list(columns.items()))


@cache
def _manifold() -> tuple[str, ...]:
    """Return the parts of an affair that are told in too many forms for columns."""
    parts: dict[str, Any] = schema("affair")["properties"]
    return tuple(name for name, part in parts.items() if "$ref" in part.get("items", {}))


def _type(part: Mapping[str, Any], whole: Mapping[str, Any]) -> Any:
    """Return the Arrow type of a part of a schema."""
    import pyarrow as pa  # noqa: PLC0415 - an extra

    if "$ref" in part:
        return _type(whole["$defs"][part["$ref"].rpartition("/")[2]], whole)
    if "anyOf" in part:
        return _type(next(each for each in part["anyOf"] if each.get("type") != "null"), whole)
    kinds = part.get("type", "string")
    kind = kinds if isinstance(kinds, str) else next(each for each in kinds if each != "null")
    if kind == "array":
        items = part.get("items") or part["prefixItems"][0]
        return pa.list_(_type(items, whole))
    if kind == "object":
        return pa.struct([(name, _type(each, whole)) for name, each in part["properties"].items()])
    simple = {"integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}
    return simple.get(kind, pa.string())


def _fit_article(line: Mapping[str, JSON]) -> dict[str, JSON]:
    """Return the line of an article with all that is no column of its own in one."""
    names = set(_columns("articles").names) - {_OTHERS}
    others = {key: value for key, value in line.items() if key not in names}
    made = {key: value for key, value in line.items() if key in names}
    for name in _ADDED:  # a key of the source may stand in for ours, and hold anything
        if not isinstance(made.get(name), str | None):
            made[name] = _as_json(made[name])
    return {**made, _OTHERS: _as_json(others)}


def _fit_annotation(line: Mapping[str, JSON]) -> dict[str, JSON]:
    """Return a line whose figures are floating: Arrow refuses whole numbers beyond 2**53."""
    figures: Any = line["figures"]
    return {
        **line,
        "figures": [
            {**each, **{key: each[key] and float(each[key]) for key in ("low", "high", "of")}}
            for each in figures
        ],
    }


def _fit_affair(line: Mapping[str, JSON]) -> dict[str, JSON]:
    return {**line, **{name: _as_json(line[name]) for name in _manifold()}}


def _as_json(value: JSON) -> str:
    return msgspec.json.encode(value).decode("utf-8")


_FITTED: Mapping[str, Callable[[Mapping[str, JSON]], dict[str, JSON]]] = MappingProxyType(
    {"articles": _fit_article, "annotations": _fit_annotation, "affairs": _fit_affair}
)
