"""The reference says what the code says."""

from __future__ import annotations

import pytest

pytest.importorskip("fastapi")

from tests.docs.make_reference import FOLDER, pages  # it needs the extra


def test_the_reference_is_up_to_date() -> None:
    """Each page is what `python -m tests.docs.make_reference` would write now."""
    made = pages()
    stale = [
        name
        for name, content in made.items()
        if not (FOLDER / name).is_file() or (FOLDER / name).read_text("utf-8") != content
    ]
    assert not stale, "run python -m tests.docs.make_reference"
    assert {path.name for path in FOLDER.iterdir()} == set(made)
