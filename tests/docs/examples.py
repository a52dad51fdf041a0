"""Fenced blocks of the pages, and what a comment right before one says of it.

    <!-- not run: why -->    the block is shown only
    <!-- needs: module -->   it is run where that package is installed
    <!-- with: database -->  anywhere: a server of the tests stands in for the one the page names
    <!-- file: name -->      its content is written to that file before what follows is run
    <!-- prints -->          the Python block before it prints this
    <!-- given: reports -->  anywhere on a page: what lies in the folder where its examples run

`console` blocks hold commands after `$ ` and, where it matters, what they print; `...` stands for
anything, as in doctest. `sh` blocks hold commands alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
RUN = ("console", "python", "sh")

_BLOCK = re.compile(
    r"(?P<notes>(?:^ *<!--[^\n]*-->\n)*)^```(?P<language>\w*)\n(?P<content>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_NOTE = re.compile(r"<!-- ([a-z ]+?)(?:: ([^\n]*?))? -->")
_COMMENT = re.compile(r"\s+# .*$")


@dataclass(frozen=True, slots=True)
class Example:
    """A fenced block: its language, its content, what is noted of it, and its first line."""

    language: str
    content: str
    notes: dict[str, str]
    line: int


@dataclass(frozen=True, slots=True)
class Command:
    """A command line, and what it prints; None where the page does not show it."""

    line: str
    output: str | None = None


def examples(page: str) -> list[Example]:
    """Return the fenced blocks of a page in their order."""
    return [
        Example(
            found["language"],
            found["content"],
            dict(_NOTE.findall(found["notes"])),
            page.count("\n", 0, found.start("content")) + 1,
        )
        for found in _BLOCK.finditer(page)
    ]


def given(page: str) -> list[str]:
    """Return what a page says lies in the folder where its examples run."""
    return _noted(page, "given")


def needed_servers(page: str) -> list[str]:
    """Return for which servers that a page names something is to stand in."""
    return _noted(page, "with")


def _noted(page: str, wanted: str) -> list[str]:
    """Return the names in all notes of a kind, wherever they stand."""
    return [
        name for note, names in _NOTE.findall(page) if note == wanted for name in names.split(", ")
    ]


def commands(example: Example) -> list[Command]:
    """Return the commands of a block; of `console`, with what each prints."""
    content = example.content.replace("\\\n", " ")
    if example.language == "sh":
        lines = (_COMMENT.sub("", line) for line in content.splitlines())
        return [Command(line) for line in lines if line and not line.startswith("#")]
    parts = re.split(r"^\$ ", content, flags=re.MULTILINE)
    assert not parts[0].strip(), f"line {example.line}: a console block begins with a command"
    return [_with_output(part) for part in parts[1:]]


def _with_output(part: str) -> Command:
    line, _, output = part.partition("\n")
    return Command(_COMMENT.sub("", line), output.strip("\n") or None)


def is_as_told(told: str, printed: str) -> bool:
    """Tell whether a page shows what was printed: `...` is anything, and spaces are alike."""
    pattern = re.escape(_plain(told)).replace(re.escape("..."), ".*?")
    return re.fullmatch(pattern, _plain(printed), re.DOTALL) is not None


def _plain(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.strip().splitlines())
    return "\n".join(lines)
