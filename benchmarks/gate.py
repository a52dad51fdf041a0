"""The quality gate: floors on the development corpora, pinned with each corpus's digest.

    python benchmarks/gate.py [--write]

Each benchmark of `floors.toml` is run as its own command with `--json`, which prints one object from
measure to value. A measure below its floor fails; so does a corpus that is not the one the floor was
set on. Where the corpora are absent the gate says so and passes. `--write` sets each floor a little
under what is measured now.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("STEMMATA_DATA", ROOT.parent / "shared" / "data"))
FLOORS = ROOT / "benchmarks" / "floors.toml"
SLACK = 0.005  # what rounding and library versions may cost


def measure(command: list[str]) -> dict[str, float]:
    """Run one benchmark and return its measures."""
    full = [sys.executable, str(ROOT / "benchmarks" / command[0]), *command[1:], "--json"]
    result = subprocess.run(full, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(result.stdout.splitlines()[-1])
    return found


def digest(path: Path) -> str:
    """Return a short digest of a file, or of the files of a folder."""
    found = hashlib.sha256()
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.is_file():
            found.update(file.read_bytes())
    return found.hexdigest()[:16]


def check(name: str, entry: dict[str, Any], found: dict[str, float]) -> list[str]:
    """Return what is wrong with one benchmark, in words."""
    faults = [
        f"{name}: corpus {corpus} is not the one the floors were set on"
        for corpus, wanted in entry["corpora"].items()
        if digest(DATA / corpus) != wanted
    ]
    for label, floor in entry["floors"].items():
        value = found.get(label, 0.0)
        fine = value >= floor
        print(f"{'ok  ' if fine else 'LOW '} {name:<10} {label:<42} {value:.3f} (floor {floor})")
        if not fine:
            faults.append(f"{name}: {label} is {value:.3f}, below {floor}")
    return faults


def renew(entries: dict[str, Any], measured: dict[str, dict[str, float]]) -> None:
    """Write the floors anew, a little under what was measured."""
    parts = ["# Floors of the quality gate; renewed by `python benchmarks/gate.py --write`.\n"]
    for name, entry in entries.items():
        parts.append(f"\n[{name}]\ncommand = {json.dumps(entry['command'])}\n")
        parts.append(f"\n[{name}.corpora]\n")
        parts += [f'"{corpus}" = "{digest(DATA / corpus)}"\n' for corpus in entry["corpora"]]
        parts.append(f"\n[{name}.floors]\n")
        floors = {k: int((v - SLACK) * 1000) / 1000 for k, v in measured[name].items()}
        parts += [f"{json.dumps(label)} = {floor}\n" for label, floor in floors.items()]
    FLOORS.write_text("".join(parts), encoding="utf-8")


def main() -> None:
    """Run every benchmark and hold it against its floors."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    entries = tomllib.loads(FLOORS.read_text("utf-8"))
    if not DATA.is_dir():
        print(f"quality gate skipped: no corpora at {DATA}; set STEMMATA_DATA")
        return
    measured = {name: measure(entry["command"]) for name, entry in entries.items()}
    if parser.parse_args().write:
        renew(entries, measured)
        return
    faults = [f for name, entry in entries.items() for f in check(name, entry, measured[name])]
    if faults:
        sys.exit("\n".join(faults))


if __name__ == "__main__":
    main()
