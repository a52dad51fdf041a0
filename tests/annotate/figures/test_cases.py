"""Sentences of each language with the quantities that a speaker reads in them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from stemmata.annotate.figures import find_figures_in

FOLDER = Path(__file__).parent / "cases"
CASES = [
    pytest.param(path.stem, case, id=f"{path.stem}-{number}")
    for path in sorted(FOLDER.glob("*.toml"))
    for number, case in enumerate(tomllib.loads(path.read_text("utf-8"))["case"])
]


@pytest.mark.parametrize(("language", "case"), CASES)
def test_reads_what_a_speaker_reads(language: str, case: dict[str, object]) -> None:
    """The quantities of a sentence, their values and units are those a speaker gives."""
    found = [
        [f.text, "open" if f.low is None else f.low, "open" if f.high is None else f.high, f.unit]
        for f in find_figures_in(str(case["text"]), language)
    ]
    wanted = [
        [text, *(end if end == "open" else pytest.approx(end) for end in ends), unit or None]
        for text, *ends, unit in case["figures"]  # type: ignore[attr-defined] # from TOML
    ]
    assert found == wanted


def test_each_language_has_at_least_twelve_sentences() -> None:
    """Every one of the twenty languages is held by twelve sentences or more."""
    counts = {
        path.stem: len(tomllib.loads(path.read_text("utf-8"))["case"])
        for path in FOLDER.glob("*.toml")
    }
    assert len(counts) == 20
    assert min(counts.values()) >= 12
