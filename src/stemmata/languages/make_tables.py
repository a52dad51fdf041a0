"""Make the stored tables: `python -m stemmata.languages.make_tables`, after an edit or a new Babel.

One file for each language that news is found in, and a copy in JSON of each TOML file.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from stemmata.languages.cldr import extract
from stemmata.languages.files import copy_name, digest
from stemmata.languages.profile import GENERIC, available

# Languages with a press of their own that have no file yet.
# fmt: off
_BESIDE = (
    "am", "az", "bg", "bn", "ca", "cs", "da", "el", "et", "fi", "ha", "he", "hr", "hu", "is",
    "ka", "lt", "lv", "no", "ro", "sk", "sl", "so", "sq", "sr", "sv", "sw", "ta", "th", "ur",
)
# fmt: on


def make() -> Iterator[tuple[str, str]]:
    """Yield the name of each stored file and what it holds."""
    for code in (*available(), GENERIC, *_BESIDE):
        yield f"cldr-{code}.json", _written({"babel": version("babel"), **extract(code)})
    for place in ("measures.toml", *(f"data/{code}.toml" for code in (*available(), GENERIC))):
        source = (files("stemmata.languages") / place).read_bytes()
        content = tomllib.loads(source.decode("utf-8"))
        yield copy_name(place), _written({"digest": digest(source), "content": content})


def _written(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def main() -> None:
    """Write the stored files."""
    folder = Path(str(files("stemmata.languages"))) / "tables"
    folder.mkdir(exist_ok=True)
    for name, written in make():
        (folder / name).write_text(written, "utf-8")


if __name__ == "__main__":
    main()
