"""Pages agree with the code and with each other: words, figures, limits, command lines."""

from __future__ import annotations

import inspect
import re
import shlex
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from msgspec import Struct
from tests.docs.examples import PAGES, ROOT
from typer.main import get_command

from stemmata import model
from stemmata.cli.app import app

DOCS = ROOT / "docs"
METHODS = sorted(DOCS.glob("method-*.md"))
GLOSSARY = (DOCS / "glossary.md").read_text("utf-8")
PLAIN = re.compile(r"(?<=[a-z])(?=[A-Z])")
OWN_COMMAND = re.compile(r"(?:^|[`$(|] ?| {4})(stemmata [a-z][^`\n|#]*)", re.MULTILINE)
HOW_MEASURED = re.compile(r"(?:python (?:benchmarks/|-m )|pytest )[\w./-]+")
LIMITS = re.compile(r"^## .*\b(?:Limits|Weak|weak|falls short)\b", re.MULTILINE)


def test_every_type_is_in_the_glossary() -> None:
    """A type of the domain, and every value that a choice can have, is a word of the glossary."""
    for name, value in vars(model).items():
        if name in ("Frozen", "Packed", "Struct"):
            continue
        if inspect.isclass(value) and issubclass(value, Struct):
            words = PLAIN.sub(" ", name).lower()
            assert re.search(rf"^\| {words} \||\*{words}\*", GLOSSARY, re.MULTILINE), words
        elif get_origin(value) is Literal:
            for choice in get_args(value):
                assert f"`{choice}`" in GLOSSARY, choice


def test_words_that_mislead_are_not_used() -> None:
    """Pages never say of a report what in news means a person, or of a reprint what means theft."""
    for page in PAGES:
        assert not re.search(r"\b(?:witness|lemma|plagiar)", page.read_text("utf-8"), re.I), page


@pytest.mark.parametrize("page", METHODS, ids=lambda page: page.stem)
def test_a_method_tells_figures_and_limits(page: Path) -> None:
    """A page of a method has figures, the command that gives them, and where it falls short."""
    text = page.read_text("utf-8")
    assert HOW_MEASURED.search(text)
    assert re.search(r"(?<![\d.])(?:0?\.\d{2,3}|\d+ of (?:the )?\d+)", text)
    assert LIMITS.search(text)


def test_every_limit_names_its_command() -> None:
    """Each table or section of the limits with a figure names a benchmark."""
    text = (DOCS / "limits.md").read_text("utf-8")
    for part in text.split("\n## ")[1:-1]:
        assert re.search(r"`python benchmarks/|\]\(method-", part), part.splitlines()[0]


def _command_lines() -> Iterator[tuple[Path, list[str]]]:
    for page in PAGES:
        for line in OWN_COMMAND.findall(page.read_text("utf-8")):
            try:
                yield page, shlex.split(line)[1:]
            except ValueError:  # words in running text, with an apostrophe
                yield page, line.split()[1:]


def test_every_command_line_is_one_that_exists() -> None:
    """A command line on any page names a command that exists, with options that it has."""
    commands: dict[str, Any] = getattr(get_command(app), "commands", {})
    seen = 0
    for page, words in _command_lines():
        command = commands[words[0]]
        if len(words) > 1 and words[1] in getattr(command, "commands", {}):
            command = command.commands[words[1]]
        known = {opt for each in command.params for opt in (*each.opts, *each.secondary_opts)}
        options = [re.split(r"[=\]]", word)[0] for word in words if word.startswith("--")]
        assert {*options, "--help"} <= {*known, "--help"}, (page, words)
        seen += 1
    assert seen > 80


def test_every_benchmark_that_is_named_exists() -> None:
    """A script or module that a page runs is in the repository."""
    for page in PAGES:
        text = page.read_text("utf-8")
        for name in re.findall(r"(?:python |[ `(])(benchmarks/\w+\.py)", text):
            assert (ROOT / name).is_file(), (page, name)
        for name in re.findall(r"python -m ((?:stemmata|tests)[\w.]*)", text):
            assert find_spec(name.rstrip(".")), (page, name)


def test_every_place_that_is_linked_exists() -> None:
    """A link to a place in a page leads to a heading of that page."""
    for page in PAGES:
        for target, place in re.findall(r"\]\(([^)#:]*\.md)#([^)]+)\)", page.read_text("utf-8")):
            headings = re.findall(r"^#+ (.+)$", (page.parent / target).read_text("utf-8"), re.M)
            known = {re.sub(r"[^\w -]", "", each).lower().replace(" ", "-") for each in headings}
            assert place in known, (page, target, place)
