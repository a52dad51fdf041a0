"""Parquet that is made to harm costs one line, and neither memory nor time."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stemmata.model import Problem, Record
from stemmata.read import read
from stemmata.settings import ReadSettings

pa = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

SMALL = ReadSettings(
    largest_article_characters=10_000, largest_page_bytes=1_000_000, most_values=10_000
)


def items(path: Path, bounds: ReadSettings = SMALL) -> tuple[list[Record], list[Problem]]:
    """Read a file, and part what was read from what was not."""
    found = list(read([str(path)], bounds))
    good = [item for item in found if isinstance(item, Record)]
    return good, [item for item in found if isinstance(item, Problem)]


@contextmanager
def counted() -> Iterator[Any]:
    """Count what the library that reads Parquet allocates."""
    usual = pa.default_memory_pool()
    pool = pa.proxy_memory_pool(usual)
    pa.set_memory_pool(pool)
    try:
        yield pool
    finally:
        pa.set_memory_pool(usual)


def write(folder: Path, columns: dict[str, Any], **options: Any) -> Path:
    """Write a table as Parquet."""
    path = folder / "a.parquet"
    parquet.write_table(pa.table(columns), path, compression="zstd", **options)
    return path


def test_rows_of_every_encoding(tmp_path: Path) -> None:
    """Harmless tables are read whole, however their values are written."""
    texts = [f"Report {number} says that it rained." for number in range(700)]
    for options in (
        {},
        {"use_dictionary": False},
        {"use_dictionary": False, "column_encoding": {"text": "DELTA_BYTE_ARRAY"}},
        {"use_dictionary": False, "column_encoding": {"text": "DELTA_LENGTH_BYTE_ARRAY"}},
        {"data_page_version": "2.0", "data_page_size": 512},
    ):
        good, problems = items(write(tmp_path, {"text": texts}, **options))
        assert [record.text for record in good] == texts
        assert not problems


def test_nested_keys_come_back(tmp_path: Path) -> None:
    """Lists and structs of a row are kept as they are."""
    rows = {"text": ["Rain."], "topics": [["a", "b"]], "by": [{"name": "Ann", "of": ["x"]}]}
    [record], _ = items(write(tmp_path, rows))
    assert dict(record.extra) == {"topics": ["a", "b"], "by": {"name": "Ann", "of": ["x"]}}


def test_one_value_in_many_rows(tmp_path: Path) -> None:
    """A long value that a million rows share takes its room once, and ends with a line."""
    value = "x" * 900_000
    array = pa.DictionaryArray.from_arrays(pa.array([0] * 9_000, pa.int32()), [value])
    path = write(tmp_path, {"text": array})
    assert path.stat().st_size < 20_000
    tracemalloc.start()
    with counted() as pool:
        good, problems = items(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert not good
    assert "more text than any article" in problems[-1].what
    assert len(problems) < 200
    assert peak < 50_000_000
    assert pool.max_memory() < 50_000_000


def test_one_long_row_costs_itself(tmp_path: Path) -> None:
    """A row beyond the bound is a problem with its number; the others are read."""
    texts = [f"Rain fell {number} times." for number in range(20)]
    texts[6] = "x" * 50_000
    good, [problem] = items(write(tmp_path, {"text": texts}))
    assert len(good) == 19
    assert problem.where.endswith("a.parquet:7")


def test_a_page_that_unpacks_to_much(tmp_path: Path) -> None:
    """A page of a few bytes that unpacks to more than the bound is not unpacked."""
    options = {"use_dictionary": False, "write_statistics": False}
    path = write(tmp_path, {"text": ["x" * 3_000_000]}, **options)
    assert path.stat().st_size < 10_000
    good, [problem] = items(path)
    assert not good
    assert "unpacks to" in problem.what


def test_prefixes_that_grow(tmp_path: Path) -> None:
    """Values that share a long prefix, and take no room of their own, are read few at a time."""
    texts = ["x" * 500_000 + str(number) for number in range(400)]
    options = {"use_dictionary": False, "column_encoding": {"text": "DELTA_BYTE_ARRAY"}}
    path = write(tmp_path, {"text": texts}, write_statistics=False, **options)
    del texts
    assert path.stat().st_size < 50_000
    with counted() as pool:
        good, problems = items(path)
    assert not good
    assert "more text than any article" in problems[-1].what
    assert pool.max_memory() < 150_000_000  # of 200


def test_lists_of_nothing(tmp_path: Path) -> None:
    """A row whose list has more values than the bound is not taken apart."""
    empty = pa.array([[None] * 50_000], pa.list_(pa.string()))
    good, [problem] = items(write(tmp_path, {"text": ["Rain."], "tags": empty}))
    assert not good
    assert "50,000 values" in problem.what


def test_many_columns(tmp_path: Path) -> None:
    """More columns than any source has are refused."""
    good, [problem] = items(write(tmp_path, {f"c{n}": [1] for n in range(2001)}))
    assert not good
    assert "columns" in problem.what


@pytest.mark.parametrize("tail", [b"\xff\xff\xff\x7fPAR1", b"PAR1", b"\0\0\0\0PAR1"])
def test_a_footer_that_lies(tmp_path: Path, tail: bytes) -> None:
    """A file whose footer cannot be is one line."""
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1" + bytes(100) + tail)
    good, problems = items(path)
    assert not good
    assert len(problems) == 1


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a harmless file."""
    folder = tmp_path_factory.mktemp("whole")
    rows = {"text": [f"Report {n}." for n in range(50)], "tags": [["a", None]] * 50}
    return write(folder, rows).read_bytes()


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_bytes_that_were_changed(data: st.DataObject, whole: bytes, tmp_path: Path) -> None:
    """However a file is damaged, it is read or it is a line; nothing else happens."""
    made = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 8))):
        made[data.draw(st.integers(4, len(made) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(len(made) // 2, len(made)))
    path = tmp_path / "a.parquet"
    path.write_bytes(bytes(made[:cut]))
    good, problems = items(path)
    assert len(good) <= 50 or problems
