"""The style sheet: everything that is written can be read."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import product

import pytest

SHEET = (files("stemmata.publish") / "static" / "stemmata.css").read_text("utf-8")
LIGHT, DARK = re.findall(r":root \{(.*?)\}", SHEET, re.DOTALL)[:2]
INKS = ("ink", "soft", "faint", "link", "warn", "r0", "r1", "r2", "r3", "r4", "r5")


def colours(block: str) -> dict[str, str]:
    """The colours that a block defines."""
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", block))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Contrast ratio as WCAG 2.2 defines it."""
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("scheme", "ink"), list(product(("light", "dark"), INKS)))
def test_text_stands_out_from_the_page(scheme: str, ink: str) -> None:
    """Every colour of text has the contrast that WCAG AA asks for, on page and sheet."""
    palette = colours(LIGHT) | (colours(DARK) if scheme == "dark" else {})
    for ground in ("paper", "sheet"):
        assert contrast(palette[ink], palette[ground]) >= 4.5


@pytest.mark.parametrize(("scheme", "reading"), list(product(("light", "dark"), range(6))))
def test_readings_stand_out_from_their_tint(scheme: str, reading: int) -> None:
    """The sign of a reading and the words are legible on the cell's own tint."""
    palette = colours(LIGHT) | (colours(DARK) if scheme == "dark" else {})
    for ink in (f"r{reading}", "ink"):
        assert contrast(palette[ink], palette[f"t{reading}"]) >= 4.5


def test_nothing_is_fetched() -> None:
    """The style sheet and the script name no address."""
    script = (files("stemmata.publish") / "static" / "stemmata.js").read_text("utf-8")
    for content in (SHEET, script):
        assert not re.search(r"url\(|@import|https?:|fetch\(|XMLHttp|innerHTML|eval\(", content)
