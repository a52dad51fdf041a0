"""CSV and TSV: one row, one article."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from stemmata.model import Origin, Problem, Record
from stemmata.read.decode import decode, detect_encoding
from stemmata.read.jsonlines import read_row
from stemmata.read.stream import Opened

_SURPLUS = "surplus columns"


def read_csv(opened: Opened) -> Iterator[Record | Problem]:
    """Yield a record for each row of a table separated by commas or semicolons."""
    first = opened.head.split(b"\n", 1)[0]
    yield from _read_table(opened, ";" if first.count(b";") > first.count(b",") else ",", "csv")


def read_tsv(opened: Opened) -> Iterator[Record | Problem]:
    """Yield a record for each row of a table separated by tabs."""
    yield from _read_table(opened, "\t", "tsv")


def _read_table(opened: Opened, delimiter: str, kind: str) -> Iterator[Record | Problem]:
    encoding = "utf-8-sig"
    if decode(opened.head[: opened.head.rfind(b"\n") + 1]).guessed:
        encoding = detect_encoding(opened.head)
        yield Problem(opened.name, "read", f"not UTF-8; read as {encoding}", "convert it to UTF-8")
    # The module keeps one bound for the whole process; the default refuses long articles.
    csv.field_size_limit(4 * opened.settings.largest_article_characters)
    lines = io.TextIOWrapper(opened.stream, encoding, errors="replace", newline="")
    rows = csv.DictReader(lines, delimiter=delimiter, restkey=_SURPLUS, restval="")
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            where = f"{opened.name}:{rows.line_num}"
            yield Problem(where, "read", f"not a valid row ({error})", "mend or remove it")
            continue
        if row is None:
            break
        origin = Origin(opened.name, str(rows.line_num), kind)
        yield from read_row({k: v for k, v in row.items() if k}, origin, opened)
