"""What is measured, by language: the table of docs/limits.md, from what the benchmarks print.

    STEMMATA_DATA=... python benchmarks/by_language.py [--write]

Runs the benchmarks of names, figures, dates, quotes, ties and points, some minutes in all; the
column of events is taken from docs/method-grouping.md, whose command takes hours. `--write` puts
the table into the page.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from gate import ROOT, printed

from stemmata.languages import load

PAGE = ROOT / "docs" / "limits.md"
GROUPING = ROOT / "docs" / "method-grouping.md"
FIRST = (
    *("en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "uk"),
    *("tr", "ar", "fa", "hi", "id", "ms", "vi", "zh", "ja", "ko"),
)
NONE = "–"
NAMES = MappingProxyType(
    {
        "bg": "Bulgarian",
        "ca": "Catalan",
        "cs": "Czech",
        "da": "Danish",
        "el": "Greek",
        "ha": "Hausa",
        "he": "Hebrew",
        "hr": "Croatian",
        "hu": "Hungarian",
        "is": "Icelandic",
        "ka": "Georgian",
        "nb": "Norwegian",
        "ro": "Romanian",
        "sv": "Swedish",
        "sw": "Swahili",
        "th": "Thai",
    }
)  # fmt: skip - those without a file of their own


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: what a benchmark prints of each language, as a pattern.

    Its groups are `code` and `value`; `after` is how the line begins below which it counts.
    """

    title: str
    benchmark: str
    pattern: str
    after: str = ""
    percent: bool = False


COLUMNS = (
    Column("names", "names.py", r"(?P<code>\w\w) +[\d.]+ +[\d.]+ +(?P<value>[\d.]+) +[\d.]+$"),
    Column(
        "figures",
        "figures.py --only recognizers",
        r"(?P<code>\w\w) all .*? F1 (?P<value>[\d.]+)  with unit",
    ),
    Column(
        "dates, times too",
        "dates.py values",
        r"  (?P<code>\w\w) .* (?P<value>[\d.]+)$",
        "Recognizers-Text",
        percent=True,
    ),
    Column(
        "dates, days and wider",
        "dates.py values",
        r"  (?P<code>\w\w) .* (?P<value>[\d.]+)$",
        "Duckling",
        percent=True,
    ),
    Column(
        "direct quotes",
        "quotes.py --names",
        r"(?P<code>\w\w) dev direct .* overlap .* F1 (?P<value>[\d.]+)",
    ),
)
TIES = "ties.py --folds 5"


def measured(column: Column) -> dict[str, str]:
    """Return what a column holds, by language."""
    found: dict[str, str] = {}
    below = not column.after
    for line in printed(column.benchmark):
        if column.after and not line.startswith(" "):
            below = line.startswith(column.after)
        told = re.match(column.pattern, line) if below else None
        if told:
            value = float(told["value"]) / (100 if column.percent else 1)
            found[told["code"]] = short(value)
    return found


def short(value: float) -> str:
    """Return a share as the docs write it."""
    return f"{value:.2f}".lstrip("0")


def ties() -> dict[str, str]:
    """Return F1 of types on coded sentences, or in brackets on our own."""
    found: dict[str, str] = {}
    for line in printed(TIES):
        if own := re.match(r"own ties (\w\w) type F1 +([\d.]+)", line):
            found.setdefault(own[1], f"({short(float(own[2]))})")
        if coded := re.match(r"cross-validated ties (\w\w) type F1 +([\d.]+)", line):
            found[coded[1]] = short(float(coded[2]))
    return found


def points() -> dict[str, str]:
    """Return the share of pairs of claims judged right in both halves, and their number."""
    right: dict[str, float] = defaultdict(float)
    pairs: dict[str, int] = defaultdict(int)
    for line in printed("points.py"):
        if "right by languages:" in line:
            for code, share, number in re.findall(r"(\w+) ([\d.]+) of (\d+)", line):
                right[code] += float(share) * int(number)
                pairs[code] += int(number)
    return {code: f"{short(right[code] / pairs[code])} ({pairs[code]})" for code in pairs}


def events() -> dict[str, str]:
    """Return which true pairs are joined and which joined ones right, as the page of grouping."""
    rows = re.findall(
        r"^\| (\w\w) \| (\d+) \| ([\d.]+) \| ([\d.]+) \|", GROUPING.read_text("utf-8"), re.MULTILINE
    )
    return {code: f"{joined}, {right} ({pairs})" for code, pairs, joined, right in rows}


@cache
def columns() -> Mapping[str, Mapping[str, str]]:
    """Return the whole table by column."""
    found = {column.title: measured(column) for column in COLUMNS}
    return {
        **found,
        "ties": ties(),
        "points (pairs)": points(),
        "events: joined, right (pairs)": events(),
    }


def table() -> Iterator[str]:
    """Yield the lines of the table."""
    held = columns()
    codes = {code for column in held.values() for code in column if len(code) == 2}
    yield f"| language | {' | '.join(held)} |"
    yield "|---" * (len(held) + 1) + "|"
    for code in (*FIRST, *sorted(codes - set(FIRST))):
        name = NAMES.get(code) or load(code).name
        yield f"| {name} | {' | '.join(column.get(code, NONE) for column in held.values())} |"


def write(lines: str, page: Path) -> None:
    """Put the table into the page, in place of the first one it has."""
    text = page.read_text("utf-8")
    page.write_text(re.sub(r"(?:^\|.*\n)+", lambda _: lines, text, count=1, flags=re.M), "utf-8")


def main() -> None:
    """Print the table, or write it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    writing = parser.parse_args().write
    lines = "".join(f"{line}\n" for line in table())
    print(lines, end="")
    if writing:
        write(lines, PAGE)


if __name__ == "__main__":
    main()
