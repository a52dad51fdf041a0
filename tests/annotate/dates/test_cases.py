"""Sentences with the dates a speaker of each language reads in them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from stemmata.annotate.dates import find_dates_in

FOLDER = Path(__file__).parent / "cases"
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.toml"))


def load_cases() -> list[Any]:
    """Return every stored sentence with its language and day of writing."""
    cases = []
    for code in LANGUAGES:
        stored = tomllib.loads((FOLDER / f"{code}.toml").read_text("utf-8"))
        for number, case in enumerate(stored["case"]):
            cases.append(pytest.param(code, stored["reference"], case, id=f"{code}-{number}"))
    return cases


@pytest.mark.parametrize(("code", "reference", "case"), load_cases())
def test_reads_the_date_as_a_speaker_does(code: str, reference: Any, case: dict[str, Any]) -> None:
    """The one time expression of the sentence has the span, value, interval and role expected."""
    mentions = find_dates_in(case["text"], code, reference)
    found = [(m.text, m.timex, m.earliest, m.latest, m.role) for m in mentions]
    expected = (
        case["span"],
        case["timex"],
        case.get("earliest"),
        case.get("latest"),
        case.get("role", "mention"),
    )
    assert found == [expected]


def test_has_twelve_cases_for_each_language() -> None:
    """Twenty languages have a stored set of at least twelve sentences."""
    assert len(LANGUAGES) >= 20
    assert len(load_cases()) >= 12 * len(LANGUAGES)
