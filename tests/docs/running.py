"""Examples of a page run one after the other in one folder, as a reader would run them.

`stemmata` runs within this process, which spares its start; all else is given to the shell.
"""

from __future__ import annotations

import atexit
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp
from types import MappingProxyType
from unittest.mock import patch

from tests.docs.examples import (
    Command,
    Example,
    commands,
    examples,
    given,
    is_as_told,
    needed_servers,
)
from tests.docs.standing_in import STAND_INS

from stemmata.cli.app import main
from stemmata.demo import articles_folder

_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_SINGLE = re.compile(r"'[^']*'")
_SHELL = re.compile(r"[;&<>`]")
_OWN_PROCESS = re.compile(r"^stemmata stream |--engine ")  # they start processes from their own


class ExampleError(AssertionError):
    """An example does not do what its page says."""


def run_page(page: str, folder: Path) -> list[str]:
    """Run the examples of a page in a folder, and return what was not run, with the reason.

    Raises:
        ExampleError: one fails, or prints something else than the page shows.
        NothingStandsInError: it needs a server that is not to be had.
    """
    for name in given(page):
        GIVEN[name](folder)
    with ExitStack() as servers:
        for name in needed_servers(page):
            stand_in = STAND_INS[name]
            page = page.replace(stand_in.words, servers.enter_context(stand_in.open()))
        return _run_examples(page, folder)


def _run_examples(page: str, folder: Path) -> list[str]:
    left: list[str] = []
    names: dict[str, object] = {"__name__": "page"}
    printed = ""
    for example in examples(page):
        why = reason_not_run(example)
        if why:
            left.append(f"line {example.line}: {why}")
        elif "file" in example.notes:
            _write(folder / example.notes["file"], example.content)
        elif "prints" in example.notes:
            _compare(example, "the Python before it", example.content, printed)
        elif example.language == "python":
            printed = _run_python(example, folder, names)
        elif example.language in ("console", "sh"):
            for command in commands(example):
                _run_command(example, command, folder)
    return left


def reason_not_run(example: Example) -> str:
    """Return why an example is not run here; empty where it is."""
    if "not run" in example.notes:
        return example.notes["not run"]
    needed = example.notes.get("needs")
    return f"{needed} is not installed" if needed and find_spec(needed) is None else ""


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


def _run_python(example: Example, folder: Path, names: dict[str, object]) -> str:
    code = compile("\n" * (example.line - 1) + example.content, "page", "exec")
    with _standing_in(folder), redirect_stdout(io.StringIO()) as printed:
        exec(code, names)  # noqa: S102 # our own page
    return printed.getvalue()


def _run_command(example: Example, command: Command, folder: Path) -> None:
    status, printed = run_line(command.line, folder)
    if status:
        raise ExampleError(f"line {example.line}: {command.line}: status {status}\n{printed}")
    if command.output is not None:
        _compare(example, command.line, command.output, printed)


def _compare(example: Example, what: str, told: str, printed: str) -> None:
    if not is_as_told(told, printed):
        raise ExampleError(f"line {example.line}: {what} prints\n{printed}\nand not\n{told}")


def run_line(line: str, folder: Path) -> tuple[int, str]:
    """Run a command line in a folder; return its status and what it printed."""
    bare = _QUOTED.sub(lambda found: "q" * len(found[0]), line)
    if _SHELL.search(bare) or "$(" in _SINGLE.sub("", line):
        status, text, told = _run_in_shell(line, folder, "")
        return status, told + text
    status, text, told, start = 0, "", "", 0
    for end in [*(found.start() for found in re.finditer(r"\|", bare)), len(line)]:
        part = line[start:end].strip()
        here = part.startswith("stemmata ") and not _OWN_PROCESS.search(part)
        status, text, told = (_run_here if here else _run_in_shell)(part, folder, text)
        if status:
            break
        start = end + 1
    return status, told + text


def _run_in_shell(line: str, folder: Path, given_text: str) -> tuple[int, str, str]:
    """Return the status, what was printed, and what was told on standard error."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", "-c", line],
        cwd=folder,
        env={**os.environ, "PATH": path},
        input=given_text,
        text=True,
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def _run_here(line: str, folder: Path, given_text: str) -> tuple[int, str, str]:
    """Run our own command in this process; return the same."""
    printed, told = _Kept(), _Kept()
    source = io.TextIOWrapper(io.BytesIO(given_text.encode()), encoding="utf-8")
    arguments, asked = (
        patch.object(sys, "argv", shlex.split(line)),
        patch.object(sys, "stdin", source),
    )
    status = 0
    with _standing_in(folder), arguments, asked, redirect_stdout(printed), redirect_stderr(told):
        try:
            main()
        except SystemExit as stop:
            status = stop.code if isinstance(stop.code, int) else int(bool(stop.code))
    return status, printed.text(), told.text()


class _Kept(io.TextIOWrapper):
    """A stream that takes text and bytes as a terminal's does, and keeps them."""

    def __init__(self) -> None:
        self._bytes = io.BytesIO()
        super().__init__(self._bytes, encoding="utf-8", newline="")

    def text(self) -> str:
        """Return what was written."""
        self.flush()
        return self._bytes.getvalue().decode()


@contextmanager
def _standing_in(folder: Path) -> Iterator[None]:
    """Work in a folder, with a terminal of a usual width."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        with patch.dict(os.environ, {"COLUMNS": "100", "TERM": "dumb"}):
            yield
    finally:
        os.chdir(before)


def _put_reports(folder: Path) -> None:
    shutil.copytree(articles_folder(), folder / "reports")


@cache
def _shared() -> Path:
    """Make, once a process, what several pages begin with."""
    folder = Path(mkdtemp(prefix="stemmata-docs-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _put_reports(folder)
    for line in ("stemmata demo --quiet", "stemmata add reports --store desk.db --quiet"):
        status, printed = run_line(line, folder)
        if status:
            raise ExampleError(printed)
    return folder


def _put_dossier(folder: Path) -> None:
    shutil.copytree(_shared() / "demo-dossier", folder / "demo-dossier")


def _put_archive(folder: Path) -> None:
    for path in _shared().glob("desk.db*"):
        shutil.copy(path, folder)


def _put_pairs(folder: Path) -> None:
    rows = ("id_a\tid_b", "hg-20260303-17\tkurier-48211", "hg-20260303-17\tlumarca-oggi-0328")
    (folder / "pairs.tsv").write_text("\n".join(rows), encoding="utf-8")


def _put_gold(folder: Path) -> None:
    """Write the true story of each article of the demo's feed, as people would label it."""
    truth = json.loads((articles_folder().parent / "truth.json").read_text("utf-8"))
    with (folder / "gold.jsonl").open("w", encoding="utf-8") as file:
        for each in truth["articles"].values():
            if each["file"] == "feed.jsonl":
                row = {"id": each["locator"], "cluster": each["story"], "lang": each["language"]}
                file.write(json.dumps(row) + "\n")


GIVEN: MappingProxyType[str, Callable[[Path], None]] = MappingProxyType(
    {
        "reports": _put_reports,
        "demo-dossier": _put_dossier,
        "desk.db": _put_archive,
        "pairs.tsv": _put_pairs,
        "gold.jsonl": _put_gold,
    }
)
