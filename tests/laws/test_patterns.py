"""No pattern of the package takes time beyond all bounds on a hostile text (ReDoS)."""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from regexploit.ast.sre import SreOpParser
from regexploit.redos import find

import stemmata

# A possessive repeat takes back nothing: held to be an ordinary one, it is judged too strictly.
SreOpParser.from_POSSESSIVE_REPEAT = SreOpParser.from_MAX_REPEAT


def patterns() -> Iterator[tuple[str, re.Pattern[Any]]]:
    """All patterns that modules keep, each once, with where it is kept."""
    seen = set()
    for found in pkgutil.walk_packages(stemmata.__path__, "stemmata."):
        if found.name.endswith("__main__"):
            continue
        try:
            module = importlib.import_module(found.name)
        except ModuleNotFoundError:  # an extra that is not installed
            continue
        for name, value in vars(module).items():
            for each in value if isinstance(value, list | tuple) else (value,):
                if isinstance(each, re.Pattern) and each not in seen:
                    seen.add(each)
                    yield f"{found.name}.{name}", each


def explosive(pattern: re.Pattern[Any]) -> bool:
    """Whether three repeats in a row, or repeats in repeats, can share the same letters."""
    written, flags = pattern.pattern, pattern.flags
    if isinstance(written, bytes):
        written, flags = written.decode("latin-1"), flags & ~re.UNICODE
    return any(each.starriness > 2 for each in find(SreOpParser().parse_sre(written, flags)))


def test_no_pattern_explodes() -> None:
    """Of the more than a hundred patterns of the package none is explosive; two others are."""
    found = dict(patterns())
    assert len(found) > 100
    assert explosive(re.compile(r"(a+)+b"))
    assert explosive(re.compile(r"\s*\s*\s*x"))
    assert [name for name, pattern in found.items() if explosive(pattern)] == []


def test_no_pattern_of_a_language_explodes() -> None:
    """Patterns made of language files while texts of all languages are read are no worse."""
    root = Path(__file__).parents[2]
    paths = os.pathsep.join(map(str, (root, root / "src")))
    done = subprocess.run(
        [sys.executable, str(root / "tests" / "support" / "compiled_patterns.py")],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": paths},
    )
    found = {line: json.loads(line) for line in done.stdout.splitlines()}
    assert len(found) > 120
    slow = [where for where, text, flags in found.values() if explosive(re.compile(text, flags))]
    assert slow == []
