"""`python -m stemmata.lexicon.build SOURCES --out FILE [--edition attribution]`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from stemmata.errors import StemmataError
from stemmata.lexicon.build.model import learn, write_lexicon
from stemmata.lexicon.build.sources import is_held_out, is_never_held_out, read_materials


def main(arguments: list[str] | None = None) -> int:
    """Build a lexicon file and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m stemmata.lexicon.build", description=__doc__)
    parser.add_argument("sources", type=Path, help="folder with the files sources.toml names")
    parser.add_argument("--out", type=Path, required=True, help="the lexicon file to write")
    parser.add_argument("--edition", choices=["full", "attribution"], default="full")
    parser.add_argument(
        "--hold-out",
        action="store_const",
        const=is_held_out,
        default=is_never_held_out,
        help="keep one aligned sentence in three for benchmarks/lexicon.py --retrieval",
    )
    chosen = parser.parse_args(arguments)
    try:
        materials = read_materials(chosen.sources, chosen.edition, chosen.hold_out)
        learned, inventory = learn(materials, sys.stderr.write)
        write_lexicon(learned, inventory, chosen.out, chosen.edition)
    except (StemmataError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
