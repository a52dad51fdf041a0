"""The quality gate: floors on the development corpora, pinned with each corpus's digest.

    python benchmarks/gate.py [--write]

`floors.toml` names for each floor a benchmark, a line of what it prints and a number of that
line. A number below its floor fails; so does a corpus that is not the one the floors were set on.
Where the corpora are absent the gate says so and passes. `--write` sets the floors and digests
anew, a little under what is measured now.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("STEMMATA_DATA", ROOT.parent / "shared" / "data"))
FLOORS = ROOT / "benchmarks" / "floors.toml"
SLACK = 0.006  # what rounding and library versions may cost
NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.])")


@cache
def printed(benchmark: str) -> tuple[str, ...]:
    """Run one benchmark and return the lines that it prints."""
    name, *arguments = benchmark.split()
    command = [sys.executable, str(ROOT / "benchmarks" / name), *arguments]
    result = subprocess.run(command, check=True, capture_output=True, text=True)
    return tuple(result.stdout.splitlines())


def measured(floor: dict[str, Any]) -> float:
    """Return the number that a floor is about; 0 where its line is not printed."""
    for line in printed(floor["benchmark"]):
        if line.strip().startswith(floor["line"]):
            numbers = NUMBER.findall(line.strip()[len(floor["line"]) :])
            if len(numbers) > floor["number"]:
                return float(numbers[floor["number"]])
    return 0.0


def digest(path: Path) -> str:
    """Return a short digest of a file, or of the files of a folder."""
    found = hashlib.sha256()
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.is_file():
            found.update(file.read_bytes())
    return found.hexdigest()[:16]


def check(content: dict[str, Any]) -> list[str]:
    """Hold every benchmark against its floors; return what is wrong, in words."""
    faults = [
        f"{corpus} is not the corpus the floors were set on"
        for corpus, wanted in content["corpora"].items()
        if digest(DATA / corpus) != wanted
    ]
    for floor in content["floor"]:
        value = measured(floor)
        fine = value >= floor["value"]
        label = f"{floor['benchmark']}: {floor['what']}"
        print(f"{'ok ' if fine else 'LOW'}  {label:<64} {value:.3f}  floor {floor['value']:.3f}")
        if not fine:
            faults.append(f"{label} is {value:.3f}, below {floor['value']}")
    return faults


def renew(content: dict[str, Any]) -> None:
    """Write the floors anew, a little under what is measured, with the digests of the corpora."""
    parts = ["# The floors of the quality gate; renewed by `python benchmarks/gate.py --write`.\n"]
    parts.append(
        "# `number` counts the numbers that stand after `line` in the line, from 0.\n\n[corpora]\n"
    )
    parts += [f'"{corpus}" = "{digest(DATA / corpus)}"\n' for corpus in content["corpora"]]
    for floor in content["floor"]:
        value = max(0.0, int((measured(floor) - SLACK) * 1000) / 1000)
        parts.append("\n[[floor]]\n")
        entries = {**floor, "value": value}
        parts += [f"{key} = {json.dumps(entry)}\n" for key, entry in entries.items()]
    FLOORS.write_text("".join(parts), encoding="utf-8")


def main() -> None:
    """Run the gate, or renew it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    renewing = parser.parse_args().write
    content = tomllib.loads(FLOORS.read_text("utf-8"))
    if not DATA.is_dir():
        print(f"quality gate skipped: no corpora at {DATA}; set STEMMATA_DATA")
    elif renewing:
        renew(content)
    elif faults := check(content):
        sys.exit("\n".join(faults))


if __name__ == "__main__":
    main()
