"""`python -m stemmata.lexicon.build SOURCES --out FILE [--edition attribution]`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from stemmata.errors import StemmataError
from stemmata.lexicon.build.model import build_lexicon


def main(arguments: list[str] | None = None) -> int:
    """Build a lexicon file and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m stemmata.lexicon.build", description=__doc__)
    parser.add_argument("sources", type=Path, help="folder with the files sources.toml names")
    parser.add_argument("--out", type=Path, required=True, help="the lexicon file to write")
    parser.add_argument("--edition", choices=["full", "attribution"], default="full")
    chosen = parser.parse_args(arguments)
    try:
        build_lexicon(chosen.sources, chosen.out, chosen.edition, sys.stderr.write)
    except StemmataError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
