"""Every example of every page does what the page says."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from tests.docs.examples import PAGES, ROOT, RUN, examples, is_as_told
from tests.docs.running import ExampleError, run_line, run_page
from tests.docs.standing_in import NothingStandsInError

WITH_EXAMPLES = [page for page in PAGES if examples(page.read_text("utf-8"))]


@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_examples_of_a_page_run(page: Path, tmp_path: Path) -> None:
    """Commands and code of a page run in the order of the page and print what it shows."""
    text = page.read_text("utf-8")
    if re.search(r"^(?:\$ |.*\| )jq ", text, re.MULTILINE) and shutil.which("jq") is None:
        pytest.skip("jq is not installed")
    try:
        run_page(text, tmp_path)
    except NothingStandsInError as error:
        pytest.skip(str(error))


def test_what_is_not_run_says_why() -> None:
    """A block of commands or code is run, or gives a reason of more than a word."""
    for page in WITH_EXAMPLES:
        for example in examples(page.read_text("utf-8")):
            assert example.language, f"{page}, line {example.line}: name the block's language"
            if "not run" in example.notes:
                assert example.language in RUN
                assert len(example.notes["not run"].split()) > 2, (page, example.line)


def test_a_page_that_lies_is_found(tmp_path: Path) -> None:
    """An example that prints something else, or fails, fails its page."""
    for lie in (
        "```console\n$ stemmata --version\n9.9\n```\n",
        "```sh\nstemmata show nothing --store nowhere.db\n```\n",
        "```python\nprint(1)\n```\n\n<!-- prints -->\n```text\n2\n```\n",
    ):
        with pytest.raises(ExampleError):
            run_page(lie, tmp_path)


def test_pipes_are_read(tmp_path: Path) -> None:
    """What our command prints is handed on to the next of the line."""
    assert run_line("stemmata --version | tr . -", tmp_path) == (0, "0-1-0\n")


def test_dots_stand_for_anything() -> None:
    """An ellipsis on a page stands for any words and lines, and for nothing else."""
    assert is_as_told("a ... c", "a b\nb c  \n")
    assert not is_as_told("a ... d", "a b c")
