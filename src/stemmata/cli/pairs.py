"""Tables of article pairs: reading what is asked, writing what was found."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from stemmata.errors import MissingSourceError, UsageError
from stemmata.model import Pair

HEADER = "id_a\tid_b\tsame_event\treasons\n"


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """Return the first two columns of a tab-separated table, line for line.

    Raises:
        MissingSourceError: the file cannot be read.
        UsageError: a line has fewer than two columns.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    except OSError as error:
        what = error.strerror or str(error)
        raise MissingSourceError(
            what, where=str(path), advice="check the path of --pairs"
        ) from error
    except UnicodeDecodeError as error:
        what, advice = "is not text in UTF-8", "give a table of two columns, separated by tabs"
        raise MissingSourceError(what, where=str(path), advice=advice) from error
    for number, row in enumerate(rows, start=1):
        if len(row) == 1:
            advice = "separate the two article ids by a tab"
            raise UsageError("only one column", where=f"{path}:{number}", advice=advice)
    return [(row[0], row[1]) for row in rows if row]


def without_header(
    pairs: Sequence[tuple[str, str]], known: AbstractSet[str]
) -> Sequence[tuple[str, str]]:
    """Return pairs without a header line: a first line that names no article.

    Example:
        >>> without_header([("id_a", "id_b"), ("x", "y")], {"x", "y"})
        [('x', 'y')]
        >>> without_header([("x", "y")], {"x", "y"})
        [('x', 'y')]
    """
    return pairs[1:] if pairs and known.isdisjoint(pairs[0]) else pairs


def pair_table(pairs: Iterable[tuple[str, str, Pair | None]]) -> Iterator[str]:
    """Yield the lines of the table; a pair with an unknown article is told as such."""
    yield HEADER
    for a, b, pair in pairs:
        probability = pair.probability if pair else 0.0
        reasons = "; ".join(pair.reasons) if pair else "an article of this pair was not read"
        yield f"{a}\t{b}\t{probability:.4f}\t{_one_cell(reasons)}\n"


def _one_cell(text: str) -> str:
    return " ".join(text.split())
