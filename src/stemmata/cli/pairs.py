"""Tables of article pairs: reading what is asked, writing what was found."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from stemmata.errors import MissingSourceError, UsageError
from stemmata.model import Pair

HEADER = "id_a\tid_b\tsame_event\treasons\n"


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """Return the first two columns of a tab-separated table, its header line left out.

    Raises:
        MissingSourceError: the file is not there.
        UsageError: a line has fewer than two columns.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    except (OSError, UnicodeDecodeError) as error:
        advice = "check the path of --pairs, and that the file is a UTF-8 table"
        raise MissingSourceError(str(error), where=str(path), advice=advice) from error
    for number, row in enumerate(rows, start=1):
        if len(row) == 1:
            advice = "separate the two article ids by a tab"
            raise UsageError("only one column", where=f"{path}:{number}", advice=advice)
    return [(row[0], row[1]) for row in rows[1:] if row]


def pair_table(pairs: Iterable[tuple[str, str, Pair | None]]) -> Iterator[str]:
    """Yield the lines of the table; a pair with an unknown article is told as such."""
    yield HEADER
    for a, b, pair in pairs:
        probability = pair.probability if pair else 0.0
        reasons = "; ".join(pair.reasons) if pair else "an article of this pair was not read"
        yield f"{a}\t{b}\t{probability:.4f}\t{_one_cell(reasons)}\n"


def _one_cell(text: str) -> str:
    return " ".join(text.split())
