"""The table of what was tried, added up over all runs whose folders are there."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

_COLUMNS = ("target", "inputs", "refused", "seconds", "slowest s", "MB", "findings")


def print_summary(work: Path) -> int:
    """Print the table of a work folder; return how many findings there are.

    Args:
        work: with a folder for each target, or for each run with such folders.
    """
    by_target: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(work.rglob("summary*.json")):
        by_target.setdefault(path.parent.name, []).append(json.loads(path.read_text("utf-8")))
    rows = [_row(name, said) for name, said in sorted(by_target.items())]
    total = [sum(column) for column in zip(*(row[1:] for row in rows), strict=True)]
    _print_row(_COLUMNS)
    for row in rows:
        _print_row(row)
    if rows:
        slowest, memory = max(row[4] for row in rows), max(row[5] for row in rows)
        _print_row(("all", *total[:3], slowest, memory, total[5]))
    broken = [path for kind in ("crash", "oom", "timeout") for path in work.rglob(f"{kind}-*")]
    for path in broken:
        print(f"  ended by {path}")
    for name, said in sorted(by_target.items()):
        found = sum((Counter(each["findings"]) for each in said), Counter[str]())
        for place, count in found.most_common():
            print(f"  {name}: {place} ({count} times)")
    return len(broken) + (int(total[5]) if rows else 0)


def _row(name: str, said: list[dict[str, Any]]) -> tuple[Any, ...]:
    added = [sum(each[key] for each in said) for key in ("inputs", "refused", "seconds")]
    highest = [max(each[key] for each in said) for key in ("slowest", "megabytes")]
    findings = {place for each in said for place in each["findings"]}
    return (name, added[0], added[1], round(added[2]), *highest, len(findings))


def _print_row(cells: tuple[Any, ...]) -> None:
    shown = [f"{cell:,}" if isinstance(cell, int | float) else cell for cell in cells]
    print(f"{shown[0]:<16}" + "".join(f"{cell:>12}" for cell in shown[1:]))
